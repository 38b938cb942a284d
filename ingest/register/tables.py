"""Which cell of a table row holds recommendations: by its column's header."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.markup import readable
from corpus.words import Block, Span
from ingest.register.marks import Style, opening_of
from ingest.register.pieces import unanswered
from ingest.register.series import series_of
from ingest.register.titles import tells_of_earlier
from ingest.register.wording import recommends_in_place

_COLUMN = re.compile(
    r"^(?!previous|prior|earlier|past|last)(?:\w+ )?recommendations?"
    r"(?: (?:text|made|of the \w+))?(?:\s*\(.*\))?$",
    re.IGNORECASE,
)
_ACTION = re.compile(r"^(?:\w+ )?(?:actions?|proposals?|what)\b", re.IGNORECASE)
_NUMBER_COLUMN = re.compile(
    r"^(?:no\.?|number|ref(?:erence)?\.?|#|rec\.? (?:no\.?|number|ref)|"
    r"recommendation (?:no\.?|number|ref))$",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"^[A-Z]{0,3}\d{1,3}(?:\.\d{1,2})*[a-z]?\.?$")
_FEWEST_WORDS = 3
_COLUMNS_OF_A_CARD = 2


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
    if tells_of_earlier(block.section):
        return []
    if cards := _cards(text, header or [], cells):
        return cards
    if header is None or _card(text, header):
        return []
    titles = [readable(cell.of(text)) for cell in header]
    column = _first(titles, _COLUMN)
    if column is None and under:
        column = _first(titles, _ACTION)
    if column is None or column >= len(cells):
        return []
    groups = [_filled(text, row)[0] for row in above if len(_filled(text, row)) == 1]
    found = _recommended(text, cells[column], _number(text, titles, cells))
    return [replace(cell, group=groups[-1]) for cell in found] if groups else found


def _recommended(text: str, cell: Span, row_number: str) -> list[Cell]:
    """Return what a cell of the column holds: a series, one, or too few words to be any."""
    asked = unanswered(text, cell)
    if series := series_of(text, asked):
        return [Cell(one.body, _below(row_number, one.number)) for one in series]
    opening = opening_of(text, asked)
    fewest = _FEWEST_WORDS - opening.numbered
    if len(readable(opening.body.of(text)).split()) < fewest:
        return []
    body = opening.body if opening.style is not Style.BULLET else asked
    return [Cell(body, opening.number or row_number)]


def _cards(text: str, header: list[Span], cells: list[Span]) -> list[Cell]:
    """Return what a card of two columns recommends, a row "Recommendation 1 | …": this row, and
    the header straight above it, where that is such a row itself."""
    straight = bool(header) and not text[header[-1].end : cells[0].start].strip(" |-:\r\n\t")
    rows = [header, cells] if straight else [cells]
    return [card for row in rows if (card := _card(text, row))]


def _card(text: str, row: list[Span]) -> Cell | None:
    filled = [cell for cell in row if readable(cell.of(text))]
    if len(filled) != _COLUMNS_OF_A_CARD:
        return None
    label, words = filled
    opening = opening_of(text, label)
    alone = opening.style is Style.LABEL and not readable(opening.body.of(text))
    named = alone or _COLUMN.match(readable(label.of(text)))
    told = len(readable(words.of(text)).split()) > _FEWEST_WORDS
    if not named or not told or not recommends_in_place(words.of(text)):
        return None
    return Cell(words, opening.number if alone else "")


def _number(text: str, titles: list[str], cells: list[Span]) -> str:
    column = _first(titles, _NUMBER_COLUMN)
    if column is not None and column < len(cells):
        return readable(cells[column].of(text)).rstrip(".")
    first = readable(cells[0].of(text)) if not titles[0] else ""
    return first.rstrip(".") if _BARE_NUMBER.match(first) else ""


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
