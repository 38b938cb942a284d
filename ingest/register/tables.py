"""Which cell of a table row holds a recommendation: by its column's header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.markup import readable
from corpus.words import Block, Span
from ingest.register.marks import Style, opening_of

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
    """A cell with a recommendation, its number, and the group row above it."""

    span: Span
    number: str = ""
    group: str = ""


def recommending_cell(text: str, block: Block, *, under: bool) -> Cell | None:
    """Return the recommendation that a table row holds, or None.

    ``under`` a heading of recommendations that has listed none yet, the column of
    actions will do.
    """
    above = [_cells(text, line) for span in block.context for line in _lines(text, span)]
    header = next((cells for cells in above if len(_filled(text, cells)) > 1), None)
    cells = _cells(text, block.span)
    if header is None:
        return None
    titles = [readable(cell.of(text)) for cell in header]
    column = _first(titles, _COLUMN)
    if column is None and under:
        column = _first(titles, _ACTION)
    if column is None or column >= len(cells):
        return None
    opening = opening_of(text, cells[column])
    if len(readable(opening.body.of(text)).split()) < _FEWEST_WORDS:
        return None
    groups = [_filled(text, row)[0] for row in above if len(_filled(text, row)) == 1]
    number = opening.number or _number(text, titles, cells)
    body = opening.body if opening.style is not Style.BULLET else cells[column]
    return Cell(body, number, groups[-1] if groups else "")


def _number(text: str, titles: list[str], cells: list[Span]) -> str:
    column = _first(titles, _NUMBER_COLUMN)
    if column is None or column >= len(cells):
        return ""
    return readable(cells[column].of(text)).rstrip(".")


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
