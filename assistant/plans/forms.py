"""Tables with their labels in a column of their own: a form for an action, or for several.

A form may head its actions by rows that reach over all of it, set two labels beside one another,
or give each action a column. What a label means is told by all forms of a plan together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.plans.blocks import FROM_ABOVE, Block, Kind, Row, plain
from assistant.plans.columns import Column, columns_of, fields_named
from assistant.plans.table_headers import named_across

_FEWEST = 3
"""Fields that the labels of a form name at least."""
_MOST = 0.6
"""Share of wide rows that name two fields where a form sets labels beside one another."""
_NUMBERED = re.compile(
    r"^(?P<label>.*?\w)\s+(?:no\.?\s*)?\(?(?P<number>\d[\w.]*|[A-Z]\d+)\)?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands beside a label; ``number`` is the label's own: "Action 2"."""

    label: str
    value: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The entries of one action, below ``title`` where a row heads them."""

    title: str
    entries: tuple[Entry, ...]


def records_of(rows: Sequence[Row]) -> tuple[Record, ...]:
    """Return the actions that a form tells of; none where the table is no form."""
    collapsed = [_collapsed(row) for row in rows]
    beside = _are_beside(collapsed)
    labels = {
        field
        for row in collapsed
        for label in (row[::2] if beside else row[:1])
        for field in _named(label)[:1]
        if len(row) > 1
    }
    if len(labels) < _FEWEST or len(rows) < _FEWEST or named_across(rows) >= len(labels):
        return ()
    return tuple(_parted(collapsed) if beside else _columns(rows))


class FormLabels:
    """What the labels of a plan's forms mean, told by all of them together."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        records = [
            {entry.label.casefold(): entry for entry in record.entries}
            for block in blocks
            if block.kind is Kind.TABLE
            for record in records_of(block.rows)
        ]
        labels = list(dict.fromkeys(key for record in records for key in record))
        shown = [next(r[key].label for r in records if key in r) for key in labels]
        rows = [[r[key].value if key in r else "" for key in labels] for r in records]
        columns = columns_of(shown, rows, needs_action=False) if labels else ()
        self._columns = dict(zip(labels, columns, strict=True))

    def column(self, entry: Entry) -> Column:
        """Return what a label means, under its own name."""
        known = self._columns.get(entry.label.casefold())
        return replace(known, header=entry.label) if known else Column(entry.label)


def _collapsed(row: Row) -> list[str]:
    """The cells of a row, one that reaches over several places once."""
    cells: list[str] = []
    for n, cell in enumerate(row):
        if n == 0 or plain(cell) != plain(row[n - 1]) or not plain(cell):
            cells.append(cell)
    while len(cells) > 2 and not plain(cells[-1]):
        cells.pop()
    return cells


def _are_beside(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows are labels with their values: one, or two beside one another."""
    wide = [row for row in rows if len(row) > 2]
    named = [row for row in wide if len(row) in (3, 4) and _named(row[0]) and _named(row[2])]
    return len(named) >= _MOST * len(wide)


def _named(label: str) -> tuple[str, ...]:
    return fields_named(_entry(label, "").label)


def _entry(label: str, value: str) -> Entry:
    text = " ".join(plain(label).split()).rstrip(" :")
    found = _NUMBERED.match(text)
    if found and fields_named(found["label"]):
        return Entry(found["label"], plain(value), found["number"])
    return Entry(text, plain(value))


def _parted(rows: Sequence[Sequence[str]]) -> Iterator[Record]:
    """Part a form where a row heads what follows, or a label of before comes again."""
    title, entries = "", list[Entry]()
    for row in rows:
        if len(row) < 2:
            if entries:
                yield Record(title, tuple(entries))
                title, entries = "", []
            title = " – ".join(filter(None, (title, plain(row[0])))) if row else title
            continue
        for label, value in _pairs(row):
            one = _entry(label, value)
            if entries and (not one.label or label.startswith(FROM_ABOVE)):
                entries[-1] = _longer(entries[-1], one.value)
                continue
            if any(one.label.casefold() == each.label.casefold() for each in entries):
                yield Record(title, tuple(entries))
                title, entries = "", []
            if one.label:
                entries.append(one)
    if entries:
        yield Record(title, tuple(entries))


def _pairs(row: Sequence[str]) -> Iterator[tuple[str, str]]:
    if len(row) > 2 and not _named(row[2]):
        yield row[0], "\n".join(filter(None, map(plain, row[1:])))
        return
    padded = [*row, ""] if len(row) % 2 else row
    yield from zip(padded[::2], padded[1::2], strict=True)


def _longer(entry: Entry, more: str) -> Entry:
    return replace(entry, value="\n".join(filter(None, (entry.value, more))))


def _columns(rows: Sequence[Row]) -> Iterator[Record]:
    """Read each column beside the labels as an action, one that repeats another left out."""
    seen: set[tuple[str, ...]] = set()
    for n in range(1, len(rows[0])):
        column = tuple(plain(row[n]) for row in rows)
        if not any(column) or column in seen:
            continue
        seen.add(column)
        pairs = [[row[0], row[n]] for row in rows]
        title = plain(pairs.pop(0)[1]) if not plain(rows[0][0]) else ""
        yield from (replace(one, title=one.title or title) for one in _parted(pairs))
