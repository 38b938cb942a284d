"""Tables with merged cells to lines of tab-separated cells, so that each cell finds its header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.characters import tidy
from ingest.table_rows import NOTE_MARK

_WIDEST_SPAN = 1000
"""The HTML standard clamps ``colspan`` to this."""

_FIGURE = re.compile(
    rf"^[£$€(]?\s?-?\d[\d,.]*\s?(?:%|per cent|m|k|bn)?\)?\s?{NOTE_MARK}?$", re.IGNORECASE
)
_YEAR = re.compile(r"^(?:19|20)\d\d(?:[-/–]\d\d(?:\d\d)?)?$")
_THOUSANDS = re.compile(r"^[£$€]['’]?000['’]?s?$")
_TWO_COLUMNS = 2
_REGULAR_ROWS = 3
"""As many rows of as many cells each are no accident of a page's layout."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with how many ``columns`` and ``rows`` it covers; ``header`` where the file says.

    ``style`` is how it is set: cells of row heads of one rank are set alike.
    """

    text: str
    columns: int = 1
    rows: int = 1
    header: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table; the first ``headers`` of them are header rows (0: not told).

    ``styles`` tell how the first cell of each is set.
    """

    lines: tuple[str, ...]
    headers: int
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at the row and column of its upper left corner."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Held:
    """How many words a cell holds, and whether tables or headings stand in it."""

    words: int
    frames: bool


def is_figure(text: str) -> bool:
    """Tell whether a cell holds a number, an amount or a share; years and "£000" head columns."""
    return bool(_FIGURE.match(text)) and not (_YEAR.match(text) or _THOUSANDS.match(text))


def is_data(rows: Sequence[Sequence[Held]], *, told: bool, ruled: bool = False) -> bool:
    """Tell whether a table's cells are data, rather than places for blocks on a page.

    ``told`` where the file marks its headers or gives it a caption; ``ruled`` where it draws
    its lines. Tables and headings in a few cells do not make a frame of it, unless they hold
    most of its words.
    """
    if max(map(len, rows), default=0) <= 1:
        return False
    cells = [cell for row in rows for cell in row]
    frames = [cell for cell in cells if cell.frames]
    if told and 2 * len(frames) < len(cells):
        return True
    regular = len(rows) >= _REGULAR_ROWS and len(set(map(len, rows))) == 1
    few = 4 * len(frames) <= len(cells)
    short = 2 * sum(cell.words for cell in frames) <= sum(cell.words for cell in cells)
    return not frames or ((ruled or regular) and few and short)


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
    styles = {place.row: place.cell.style for place in placed if not place.column}
    filled = [row for row, line in enumerate(lines) if line]
    return Grid(
        tuple(lines[row] for row in filled),
        sum(row < headers for row in filled),
        tuple(styles.get(row, "") for row in filled),
    )


def _placed(rows: Sequence[Sequence[Cell]]) -> list[Placed]:
    taken: set[tuple[int, int]] = set()
    placed = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            columns = max(1, min(cell.columns, _WIDEST_SPAN))
            below = max(1, min(cell.rows, len(rows) - number))
            fitted = Cell(tidy(cell.text), columns, below, cell.header, cell.style)
            placed.append(Placed(number, column, fitted))
            taken |= {
                (number + down, column + right)
                for down in range(1, below)
                for right in range(columns)
            }
            column += columns
    return placed


def _covered(place: Placed, headers: int, width: int) -> list[tuple[int, int]]:
    """Return the places that show the cell's text."""
    cell, in_header = place.cell, place.row < headers
    whole_row = not place.column and cell.columns >= width
    spread = not whole_row and (in_header or place.column > 0)
    columns = range(place.column, min(place.column + cell.columns, width)) if spread else ()
    rows = range(place.row, place.row + 1 if in_header else place.row + cell.rows)
    return [(row, column) for row in rows for column in (columns or (place.column,))]


def _headers(placed: list[Placed], row_count: int, width: int) -> int:
    by_row = _by_row(placed, row_count)
    flagged = _leading_flagged(by_row)
    if flagged:
        flagged += _goes_on(by_row, flagged, width)
        return flagged if flagged < row_count and _names_columns(by_row[:flagged]) else 0
    first = by_row[0] if by_row else []
    if not first or any(is_figure(place.cell.text) for place in first):
        return 0
    if deep := merged_headers(placed, row_count, width):
        return deep
    full = len(first) >= width - 1 and width > _TWO_COLUMNS and row_count > 1
    return 1 if full else 0


def merged_headers(placed: Sequence[Placed], row_count: int, width: int) -> int:
    """Return how many header rows merged cells at the top of a table tell of; 0 if they do not.

    Header cells over several rows, or over several columns with headers of their own below
    them; a title over all columns above those counts too.
    """
    by_row = _by_row(placed, row_count)
    top = 0
    while top < row_count - 1 and [place.cell.columns for place in by_row[top]] == [width]:
        top += 1
    first = by_row[top] if by_row else []
    deep = max((place.cell.rows for place in first), default=1)
    if deep == 1 and _heads_below(by_row, top, width):
        deep = 2
    heads = [place for row in by_row[: top + deep] for place in row]
    return top + deep if 1 < deep < row_count - top and not _any_figure(heads) else 0


def _heads_below(by_row: list[list[Placed]], top: int, width: int) -> bool:
    """Whether the second row heads the columns under a merged header, and is not of the body:
    it has no row head, or no figures where the rows below it have them."""
    if not any(1 < place.cell.columns < width for place in by_row[top]) or top + 1 >= len(by_row):
        return False
    second = by_row[top + 1]
    below = [place for row in by_row[top + 2 :] for place in row if place.column]
    return bool(second) and (second[0].column > 0 or _any_figure(below))


def _by_row(placed: Sequence[Placed], row_count: int) -> list[list[Placed]]:
    by_row: list[list[Placed]] = [[] for _ in range(row_count)]
    for place in placed:
        if place.cell.text:
            by_row[place.row].append(place)
    return by_row


def _leading_flagged(by_row: list[list[Placed]]) -> int:
    count = 0
    for row in by_row:
        if not row or not all(place.cell.header for place in row):
            break
        count += 1
    while count > 1 and len(by_row[count - 1]) == 1 and not by_row[count - 1][0].column:
        count -= 1  # the label of the first group of rows
    return count


def _goes_on(by_row: list[list[Placed]], count: int, width: int) -> bool:
    """A row without figures and row head, under a header over several columns, heads too."""
    spread = any(1 < place.cell.columns < width for place in by_row[count - 1])
    below = by_row[count] if spread and count < len(by_row) else []
    return bool(below) and below[0].column > 0 and not _any_figure(below)


def _names_columns(rows: list[list[Placed]]) -> bool:
    return any(len(row) > 1 for row in rows)


def _any_figure(places: list[Placed]) -> bool:
    return any(is_figure(place.cell.text) for place in places)
