"""Which cell of a table row holds recommendations: by its column's header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.markup import readable
from corpus.words import Block, Span
from ingest.register.marks import Style, opening_of
from ingest.register.series import series_of

_COLUMN = re.compile(
    r"^(?:\w+ )?recommendations?(?: (?:text|made|of the \w+))?(?:\s*\(.*\))?$", re.IGNORECASE
)
_ACTION = re.compile(r"^(?:\w+ )?(?:actions?|proposals?|what)\b", re.IGNORECASE)
_NUMBER_COLUMN = re.compile(
    r"^(?:no\.?|number|ref(?:erence)?\.?|#|rec\.? (?:no\.?|number|ref)|"
    r"recommendation (?:no\.?|number|ref))$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or a part of one, with a recommendation, its number and the group row above it."""

    span: Span
    number: str = ""
    group: str = ""


def recommending_cells(text: str, block: Block, *, under: bool) -> list[Cell]:
    """Return the recommendations that a table row holds: one, or each of a series "(i) … (ii) …".

    ``under`` a heading of recommendations that has listed none yet, the column of
    actions will do.
    """
    above = [_cells(text, line) for span in block.context for line in _lines(text, span)]
    header = next((cells for cells in above if len(_filled(text, cells)) > 1), None)
    cells = _cells(text, block.span)
    if header is None:
        return []
    titles = [readable(cell.of(text)) for cell in header]
    column = _first(titles, _COLUMN)
    if column is None and under:
        column = _first(titles, _ACTION)
    if column is None or column >= len(cells):
        return []
    groups = [_filled(text, row)[0] for row in above if len(_filled(text, row)) == 1]
    group = groups[-1] if groups else ""
    row_number = _number(text, titles, cells)
    if series := series_of(text, cells[column]):
        return [Cell(one.body, _below(row_number, one.number), group) for one in series]
    opening = opening_of(text, cells[column])
    if len(readable(opening.body.of(text)).split()) < _FEWEST_WORDS:
        return []
    body = opening.body if opening.style is not Style.BULLET else cells[column]
    return [Cell(body, opening.number or row_number, group)]


def _number(text: str, titles: list[str], cells: list[Span]) -> str:
    column = _first(titles, _NUMBER_COLUMN)
    if column is None or column >= len(cells):
        return ""
    return readable(cells[column].of(text)).rstrip(".")


def _below(row: str, mark: str) -> str:
    """Return the number of a member of a row's series: "4(i)", "4.1"."""
    if not row or mark.startswith("("):
        return row + mark
    return f"{row}.{mark.rstrip(')')}"


def _first(titles: list[str], named: re.Pattern[str]) -> int | None:
    return next((number for number, title in enumerate(titles) if named.match(title)), None)


def _filled(text: str, cells: list[Span]) -> list[str]:
    return [words for cell in cells if (words := readable(cell.of(text)))]


def _lines(text: str, span: Span) -> list[Span]:
    spans, start = [], span.start
    for line in span.of(text).splitlines(keepends=True):
        spans.append(Span(start, start + len(line.rstrip())))
        start += len(line)
    return spans


def _cells(text: str, line: Span) -> list[Span]:
    """Return the cells of a row, without the white space around them."""
    words = line.of(text)
    piped = words.strip().startswith("|")
    edges = [match.start() for match in re.finditer(r"(?<!\\)\|" if piped else "\t", words)]
    bounds = edges if piped else [-1, *edges, len(words)]
    if piped and not words.rstrip().endswith("|"):
        bounds = [*edges, len(words)]
    cells = []
    for left, right in pairwise(bounds):
        inner = words[left + 1 : right]
        start = line.start + left + 1 + len(inner) - len(inner.lstrip())
        cells.append(Span(start, max(start, line.start + left + 1 + len(inner.rstrip()))))
    return cells
