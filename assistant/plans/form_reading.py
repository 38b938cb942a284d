"""Forms, an action each, among the other parts of a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.plans.blocks import plain
from assistant.plans.card_reading import LIST_ACTION, CardReading
from assistant.plans.columns import Column, is_own_name
from assistant.plans.forms import FormLabels, Record
from assistant.plans.reading_state import LONGEST_BARE_LINE
from assistant.plans.table_headers import Header
from assistant.plans.table_plan import TableReader, TableShape
from assistant.plans.verbs import opens_demand

_BARE = re.compile(
    r"^\W*(?:(?:action|task|step|activity|item|no)\b\.?\s*)?(?P<number>[A-Z]{0,3}\d[\w.]*?)?\W*$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:action|task|step|activity)\s*(?P<id>\d+(?:\.\d+)*[a-z]?)\s*[:.)–—-]\s*(?P<text>\w.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TITLED = re.compile(r"^(?P<number>[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*)[.):]?\s+\S")
"""A row above a form that begins with the number of its action: “TP1 A name for each school”."""
_LONG = 20
"""Characters from which what stands under an unknown label may be the action."""
_INSTEAD = ("response", "target", "recommendation")
"""Fields that say what is done where nothing else of a form does, the likeliest first."""
_Filled = list[tuple[Column, str]]


class FormReading(CardReading):
    """Reads forms; ``labels`` says what the labels of all of them mean."""

    def __init__(self, labels: FormLabels) -> None:
        super().__init__()
        self._labels = labels

    def _forms(self, records: Sequence[Record]) -> None:
        for record in records:
            self._record(record)
        self._card = None

    def _record(self, record: Record) -> None:
        filled = [(self._labels.column(each), each.value) for each in record.entries]
        above = record.title or self._above()
        bare = _BARE.match(above) if above else None
        name = "" if bare or not _takes_name(filled, above) else above
        if (name or bare) and not record.title:
            self._take(above)
        self._before_actions()
        if record.title and not (name or bare):
            self.plan.open_section(record.title)
        filled = _named(filled, name) if name else _with_an_action(filled)
        titled = bare or _TITLED.match(record.title)
        number = (titled["number"] if titled else "") or next(
            (each.number for each in record.entries if each.number), ""
        )
        if number and not any("id" in column.fields for column, _ in filled):
            filled.insert(0, (Column("Ref", ("id",)), number))
        shape = TableShape(Header((), 0, 0), tuple(column for column, _ in filled))
        TableReader(self.plan, shape).add(tuple(value for _, value in filled))

    def _above(self) -> str:
        """Return the line or the heading right above a form; empty where there is none."""
        last = plain(self._lines[-1].text) if self._lines else ""
        if last and len(last.split()) <= LONGEST_BARE_LINE and last[-1] not in ".;":
            return last
        return self._heading.text if self._heading is not None else ""

    def _take(self, above: str) -> None:
        if self._lines and plain(self._lines[-1].text) == above:
            self._lines.pop()
        else:
            self._heading = None


def _takes_name(filled: _Filled, above: str) -> bool:
    """Tell whether what stands above a form is its action: none of its labels holds one."""
    if not above or any("action" in column.fields and value for column, value in filled):
        return False
    label = _LABEL.match(above) or LIST_ACTION.match(above)
    return _widest(filled) is None or opens_demand(label["text"] if label else above)


def _named(filled: _Filled, name: str) -> _Filled:
    label = _LABEL.match(name) or LIST_ACTION.match(name)
    named = [(Column("Action", ("action",)), label["text"] if label else name), *filled]
    return [(Column("Ref", ("id",)), label["id"]), *named] if label else named


def _with_an_action(filled: _Filled) -> _Filled:
    """Let the likeliest entry be the action where no label names one."""
    if any("action" in column.fields and value for column, value in filled):
        return filled
    at = _widest(filled)
    for field in _INSTEAD if at is None else ():
        at = next((n for n, (c, v) in enumerate(filled) if c.fields == (field,) and v), at)
    return [
        (Column(column.header, ("action",)) if n == at else column, value)
        for n, (column, value) in enumerate(filled)
    ]


def _widest(filled: _Filled) -> int | None:
    long = [
        n
        for n, (column, value) in enumerate(filled)
        if not column.fields and len(value) >= _LONG and not is_own_name(column.header)
    ]
    return max(long, key=lambda n: len(filled[n][1]), default=None)
