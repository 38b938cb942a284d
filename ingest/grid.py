"""Tables with merged cells to lines of tab-separated cells, so that each cell finds its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.characters import tidy

_WIDEST_SPAN = 1000
"""The HTML standard clamps ``colspan`` to this."""

_FIGURE = re.compile(r"^[£$€(]?\s?-?\d[\d,.]*\s?(?:%|per cent|m|k|bn)?\)?\*?$", re.IGNORECASE)
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_TWO_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with how many ``columns`` and ``rows`` it covers; ``header`` where the file says."""

    text: str
    columns: int = 1
    rows: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table; the first ``headers`` of them are header rows (0: not told)."""

    lines: tuple[str, ...]
    headers: int


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell at the row and column of its upper left corner."""

    row: int
    column: int
    cell: Cell


def is_figure(text: str) -> bool:
    """Tell whether a cell holds a number, an amount or a share; a year may head a column."""
    return bool(_FIGURE.match(text)) and not _YEAR.match(text)


def grid_of(rows: Sequence[Sequence[Cell]], headers: int = 0) -> Grid:
    """Return a table as lines; ``headers`` counts its header rows where the file tells.

    A header over several columns is repeated in each, and a merged row head or value in
    each row it covers. A cell as wide as the table is a title or a group: it stands once.
    """
    placed = _placed(rows)
    width = max((place.column + place.cell.columns for place in placed), default=0)
    headers = headers or _headers(placed, len(rows), width)
    texts = [[""] * width for _ in rows]
    for place in placed:
        for row, column in _covered(place, headers, width):
            texts[row][column] = place.cell.text
    kept = [column for column in range(width) if any(row[column] for row in texts)]
    lines = ["\t".join(row[column] for column in kept).rstrip("\t") for row in texts]
    return Grid(tuple(filter(None, lines)), sum(bool(line) for line in lines[:headers]))


def _placed(rows: Sequence[Sequence[Cell]]) -> list[_Placed]:
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            columns = max(1, min(cell.columns, _WIDEST_SPAN))
            below = max(1, min(cell.rows, len(rows) - number))
            fitted = Cell(tidy(cell.text), columns, below, cell.header)
            placed.append(_Placed(number, column, fitted))
            taken |= {
                (number + down, column + right)
                for down in range(1, below)
                for right in range(columns)
            }
            column += columns
    return placed


def _covered(place: _Placed, headers: int, width: int) -> list[tuple[int, int]]:
    """Return the places that show the cell's text."""
    cell, in_header = place.cell, place.row < headers
    whole_row = not place.column and cell.columns >= width
    spread = not whole_row and (in_header or place.column > 0)
    columns = range(place.column, min(place.column + cell.columns, width)) if spread else ()
    rows = range(place.row, place.row + 1 if in_header else place.row + cell.rows)
    return [(row, column) for row in rows for column in (columns or (place.column,))]


def _headers(placed: list[_Placed], row_count: int, width: int) -> int:
    by_row: list[list[_Placed]] = [[] for _ in range(row_count)]
    for place in placed:
        if place.cell.text:
            by_row[place.row].append(place)
    flagged = _leading_flagged(by_row)
    if flagged:
        flagged += _goes_on(by_row, flagged, width)
        return flagged if flagged < row_count and _names_columns(by_row[:flagged]) else 0
    first = by_row[0] if by_row else []
    if not first or any(is_figure(place.cell.text) for place in first):
        return 0
    deep = max((place.cell.rows for place in first), default=1)
    over_columns = any(1 < place.cell.columns < width for place in first)
    deep = max(deep, 2 if over_columns and row_count > 1 else 1)
    if deep > 1:
        top = [place for row in by_row[:deep] for place in row]
        return deep if deep < row_count and not _any_figure(top) else 0
    full = len(first) >= width - 1 and width > _TWO_COLUMNS and row_count > 1
    return 1 if full else 0


def _leading_flagged(by_row: list[list[_Placed]]) -> int:
    count = 0
    for row in by_row:
        if not row or not all(place.cell.header for place in row):
            break
        count += 1
    return count


def _goes_on(by_row: list[list[_Placed]], count: int, width: int) -> bool:
    """A row without figures and row head, under a header over several columns, heads too."""
    spread = any(1 < place.cell.columns < width for place in by_row[count - 1])
    below = by_row[count] if spread and count < len(by_row) else []
    return bool(below) and below[0].column > 0 and not _any_figure(below)


def _names_columns(rows: list[list[_Placed]]) -> bool:
    return any(len(row) > 1 for row in rows)


def _any_figure(places: list[_Placed]) -> bool:
    return any(is_figure(place.cell.text) for place in places)
