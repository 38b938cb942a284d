"""What the columns of anyone's action plan mean, by their headers and by what stands in them.

A header names a field of an action ("By when" a deadline), two of them ("Resources/ Lead"),
or none: then the column keeps its own name and its cells become extra fields of the action.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.plans.cell_contents import is_date, names_a_person, names_resources, split_cell
from assistant.plans.column_words import FIELD_OF, OWN_NAME, QUESTIONS
from assistant.plans.header_hints import field_hinted
from assistant.plans.plan import Action

ACTION_FIELDS = (
    "action",
    "target",
    "deadline",
    "lead",
    "resources",
    "outcome",
    "indicator",
    "monitoring",
    "stakeholders",
    "progress",
)
"""Fields of an action that are columns of text."""

_LONGEST = max(len(phrase.split()) for phrase in (*FIELD_OF, *OWN_NAME))
_MARK_UP = re.compile(r"[*_`]+|\(s\)|(?<=\w)\(?s\)")
_DOTTED = re.compile(r"\b(?:\w\.){2,}")
_NOT_WORD = re.compile(r"[^\w£%#/&+|,;\n]+")
_SEPARATOR = re.compile(r"\s*(?:[/&+|,;\n]|\band\b|\bor\b)\s*")
_AFTER_HEAD = re.compile(
    r"\b(?:of|to|for|in|on|at|as|by|since|with|that|against|is|are|be|will)\b.*"
)
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_FALLBACKS = ("response", "target", "recommendation")
_SHORT_QUESTION = 2
"""Words of a part of a header that may ask: “Responsible / by when”."""
_FEWEST_NAMED = 3
"""Fields that other headers must name before a column's cells are trusted to tell its own."""

_MOSTLY = 0.6
"""Share of filled cells that must look so before a column is read against its header."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header as written, and the fields that its cells go to; none of ours: ()."""

    header: str
    fields: tuple[str, ...] = ()

    @property
    def own_name(self) -> str:
        """The name under which its cells are kept where it means none of our fields."""
        taken = self.header in Action.model_fields
        return f"{self.header} (column)" if taken else self.header

    def split(self, cell: str) -> dict[str, str]:
        """Return the parts of a cell by the field that each goes to."""
        if not self.fields:
            return {self.own_name: cell} if self.header and cell else {}
        return split_cell(cell, self.fields) if cell else {}


def is_field_name(text: str) -> bool:
    """Tell whether a text is nothing but the name of a field ("By when", "Lead officer")."""
    return len(text.split()) <= 8 and bool(fields_named(text))


def names_a_column(text: str) -> bool:
    """Tell whether a text is what a column is called, one of our fields or not."""
    return bool(fields_named(text)) or is_own_name(text)


def is_own_name(header: str) -> bool:
    """Tell whether a header sounds like a field and is known to be none ("Priority")."""
    return " ".join(_plain(header).split()) in OWN_NAME


@lru_cache(maxsize=4096)
def fields_named(header: str) -> tuple[str, ...]:
    """Return the fields that a header names, in its order: none, one, or two that it joins."""
    words = _plain(header)
    if not words or len(words.split()) > 14:
        return ()
    if (whole := _whole(words)) is not None:
        return whole
    without = _plain(_BRACKETED.sub(" ", header))
    if without and without != words and (whole := _whole(without)) is not None:
        return whole
    for pattern, field in QUESTIONS:
        if re.fullmatch(pattern, without or words):
            return (field,)
    parts = [part for part in _SEPARATOR.split(without or words) if part]
    named = [field for part in parts for field in _head_field(part)]
    return tuple(dict.fromkeys(named))


def _plain(header: str) -> str:
    text = _MARK_UP.sub("", header).lower().replace("’", "'")
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    text = re.sub(r"\s*\n\s*", " ", text) if _whole_lines(text) else text
    return " ".join(_NOT_WORD.sub(" ", text).split(" ")).strip(" ?:.")


def _whole_lines(text: str) -> bool:
    """A header is often broken over lines only because its column is narrow."""
    joined = " ".join(text.split())
    return joined in FIELD_OF or "/" in text or "&" in text or len(joined.split()) <= 3


def _whole(words: str) -> tuple[str, ...] | None:
    flat = " ".join(words.split())
    if flat in OWN_NAME:
        return ()
    return (FIELD_OF[flat],) if flat in FIELD_OF else None


def _head_field(part: str) -> tuple[str, ...]:
    """Return the field that the head of a phrase names: the last one before "of", "to", "for"."""
    words = part.split()
    if len(words) > 6 or part in OWN_NAME:
        return ()
    if part in FIELD_OF:
        return (FIELD_OF[part],)
    if len(words) <= _SHORT_QUESTION:
        for pattern, field in QUESTIONS:
            if re.fullmatch(pattern, part):
                return (field,)
    head = _AFTER_HEAD.sub("", part).split() or words
    for length in range(min(_LONGEST, len(head)), 0, -1):
        tail = " ".join(head[-length:])
        if tail in OWN_NAME:
            return ()
        if tail in FIELD_OF and FIELD_OF[tail] != "id":
            return (FIELD_OF[tail],)
    return ()


def columns_of(
    headers: Sequence[str], rows: Sequence[Sequence[str]] = (), *, needs_action: bool = True
) -> tuple[Column, ...]:
    """Return what each column means; no field is given to two columns.

    Of two that name the same, the first keeps it, a revised one before an original, a text
    before a colour; the other keeps its own name. What stands in a column decides where its
    header may mean two things: dates below "Target", names below "Resources" where no column
    names a lead. A table with no column for the action takes the likeliest for it, unless it
    needs none (``needs_action``).
    """
    named = [fields_named(header) for header in headers]
    cells = [[row[n] for row in rows if n < len(row) and row[n]] for n in range(len(headers))]
    named = _told_by_cells(named, cells)
    named = _unknown_told_by_cells(headers, named, cells)
    taken = _without_repeats(headers, named)
    taken = _with_an_action(headers, taken, cells) if needs_action else taken
    return tuple(
        Column(header, fields) for header, fields in zip(_distinct(headers), taken, strict=True)
    )


def _told_by_cells(named: list[tuple[str, ...]], cells: list[list[str]]) -> list[tuple[str, ...]]:
    told = list(named)
    every = {field for fields in named for field in fields}
    for n, fields in enumerate(named):
        if fields == ("target",) and "deadline" not in every and _mostly(cells[n], is_date):
            told[n] = ("deadline",)
        if fields == ("resources",) and "lead" not in every and cells[n]:
            people = [c for c in cells[n] if names_a_person(c) and not names_resources(c)]
            if people:
                told[n] = ("resources", "lead")
    return told


_TELLING = (("deadline", is_date), ("resources", names_resources), ("lead", names_a_person))
"""Fields that the cells of a column tell by themselves."""


def _unknown_told_by_cells(
    headers: Sequence[str], named: Sequence[tuple[str, ...]], cells: Sequence[list[str]]
) -> list[tuple[str, ...]]:
    """Give a column whose header is not known the field that its cells are of, where no
    other column has it and the header's words are not about another."""
    told = list(named)
    every = {field for fields in named for field in fields}
    if len(every) < _FEWEST_NAMED:
        return told
    for n, fields in enumerate(named):
        unknown = not fields and headers[n] and not is_own_name(headers[n])
        for field, looks in _TELLING if unknown else ():
            about = field_hinted(headers[n])
            if field not in every and about in ("", field) and _mostly(cells[n], looks):
                told[n] = (field,)
                every.add(field)
                break
    return told


def _mostly(cells: Sequence[str], looks: object) -> bool:
    assert callable(looks)
    return bool(cells) and sum(map(bool, map(looks, cells))) >= _MOSTLY * len(cells)


def _without_repeats(
    headers: Sequence[str], named: Sequence[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    taken: set[str] = set()
    kept: list[tuple[str, ...]] = [()] * len(named)
    for n in sorted(range(len(named)), key=lambda n: (_precedence(headers[n]), n)):
        kept[n] = tuple(field for field in named[n] if field not in taken)
        taken |= set(kept[n])
    return kept


def _precedence(header: str) -> int:
    words = header.lower()
    if re.search(r"\b(?:revised|current|new|latest)\b", words):
        return 0
    return 2 if re.search(r"\b(?:original|previous|b?rag|rating|status)\b", words) else 1


def _with_an_action(
    headers: Sequence[str], named: list[tuple[str, ...]], cells: list[list[str]]
) -> list[tuple[str, ...]]:
    """Let the likeliest column hold the action where no header names one."""
    fields = {field for each in named for field in each}
    if "action" in fields or len(fields) < 2:
        return named
    chosen = next((n for f in _FALLBACKS for n, each in enumerate(named) if each == (f,)), None)
    own = [n for n, each in enumerate(named) if not each and headers[n] and cells[n]]
    widest = max(own, key=lambda n: sum(map(len, cells[n])), default=None)
    if widest is not None and (chosen is None or named[chosen] != ("response",)):
        long_enough = sum(map(len, cells[widest])) >= 20 * len(cells[widest])
        chosen = widest if long_enough or chosen is None else chosen
    if chosen is not None:
        named[chosen] = ("action",)
    return named


def _distinct(headers: Iterable[str]) -> list[str]:
    """Number headers that repeat, so that no cell is lost under another's name."""
    seen: dict[str, int] = {}
    distinct = []
    for header in headers:
        name = " ".join(re.sub(r"\*+", "", header).split())
        seen[name] = seen.get(name, 0) + 1
        distinct.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return distinct
