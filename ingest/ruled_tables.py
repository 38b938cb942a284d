"""Tables that lines rule, found by pdfplumber on pages where lines are drawn.

The one module that knows pdfplumber. It is slow, so it sees only pages that may hold a
table; the words come from the page's own glyphs, so that text is the same everywhere.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from ingest.boxes import Box
from ingest.glyphs import Word
from ingest.grid import Cell, Placed, is_figure, merged_headers
from ingest.page_lines import joined_lines

_FEWEST_COLUMNS = 2
_COLUMNS_OF_ONE_ROW = 3
"""A single row is a table only if it has so many columns: two may be a box with a side note."""

_INDENT = 6.0
"""Points by which row heads are set in for another rank, at least; less is how a word falls."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table's place, its rows of cells, and how many of them are headers (0: not told).

    A cell's lines are parted by line ends.
    ``edges`` are the columns' left edges, by which a table goes on over a page; ``styles``
    tell how the first cell of each row is set.
    """

    box: Box
    rows: tuple[tuple[str, ...], ...]
    headers: int
    edges: tuple[int, ...]
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuledPage:
    """A page's tables from the top down, and its frames: lines around text in one column."""

    tables: tuple[RuledTable, ...] = ()
    frames: tuple[Box, ...] = ()


class RuledTables:
    """Finds the tables of a PDF's pages; open it once for a file."""

    def __init__(self, content: bytes, password: str = "") -> None:
        import pdfplumber

        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        self._pdf: Any = pdfplumber.open(io.BytesIO(content), password=password)

    def close(self) -> None:
        self._pdf.close()

    def on_page(self, number: int, words: Sequence[Word]) -> RuledPage:
        """Return the tables and frames of a page, counted from 0.

        ``words`` are the page's own. A page that pdfplumber cannot read has none.
        """
        try:
            page = self._pdf.pages[number]
            page._layout = self._drawn(page)
            found = page.find_tables()
            cells = [[Box(*cell) for cell in table.cells] for table in found]
            page.close()
        except Exception:  # pdfminer raises nearly anything on damaged pages
            return RuledPage()
        tables = [table for each in cells if (table := _table(each, words))]
        frames = [reduce(Box.joined, each) for each in cells if len(_columns(each)) == 1]
        return RuledPage(tuple(sorted(tables, key=lambda table: table.box.top)), tuple(frames))

    def _drawn(self, page: Any) -> Any:
        """Return what is drawn on a page without its letters.

        Tables are found by their lines alone, and laying out the letters would take nine
        tenths of the time. pdfplumber, which keeps this as ``_layout``, always does.
        """
        from pdfminer.converter import PDFPageAggregator
        from pdfminer.pdfinterp import PDFPageInterpreter

        device = PDFPageAggregator(self._pdf.rsrcmgr, page.page_number, self._pdf.laparams)
        device.render_string = lambda *_: None  # type: ignore[method-assign]
        PDFPageInterpreter(self._pdf.rsrcmgr, device).process_page(page.page_obj)
        return device.get_result()


def _table(cells: Sequence[Box], words: Sequence[Word]) -> RuledTable | None:
    """Fill the grid that the cells make; a merged cell's words stand in all that it covers."""
    columns = _columns(cells)
    rows = _edges([cell.top for cell in cells])
    if len(columns) < (_FEWEST_COLUMNS if len(rows) > 1 else _COLUMNS_OF_ONE_ROW):
        return None
    placed = _placed(cells, words, rows, columns)
    told = merged_headers(placed, len(rows), len(columns))
    grid = [["" for _ in columns] for _ in rows]
    begun = _rows_begun(placed)
    for place in placed:
        own = _a_figure_each(place)
        for row, column in _shown_in(place, max(1, told), len(columns)):
            if row in begun:
                grid[row][column] = own[row - place.row] if own else place.cell.text
    filled = [row for row in range(len(rows)) if any(grid[row])]
    if not any(grid[row][column] for row in filled for column in range(1, len(columns))):
        return None
    plain = {row for place in placed if not place.cell.header for row in _rows(place)}
    bold = next((n for n, row in enumerate(filled) if row in plain), 0)
    styles = {place.row: place.cell.style for place in placed if not place.column}
    return RuledTable(
        reduce(Box.joined, cells),
        tuple(tuple(grid[row]) for row in filled),
        max(bold, sum(row < told for row in filled)),
        tuple(round(edge) for edge in columns),
        tuple(styles.get(row, "") for row in filled),
    )


def _placed(
    cells: Sequence[Box], words: Sequence[Word], rows: Sequence[float], columns: Sequence[float]
) -> list[Placed]:
    """Return the cells with their words, and as headers those without a word that is not bold."""
    centres = [(_centre(word), word) for word in words]
    placed = []
    for box in cells:
        inside = [word for centre, word in centres if box.holds(*centre)]
        first_row, last_row = _covered(rows, box.top, box.bottom)
        first, last = _covered(columns, box.left, box.right)
        bold = all(word.bold for word in inside)
        cell = Cell(
            joined_lines(inside),
            last - first + 1,
            last_row - first_row + 1,
            header=bold,
            style=_style(box, inside),
        )
        placed.append(Placed(first_row, first, cell))
    return sorted(placed, key=lambda place: (place.row, place.column))


def _style(box: Box, inside: Sequence[Word]) -> str:
    """Tell how a cell is set: bold, and in its middle or how far from its left edge."""
    if not inside:
        return ""
    before = min(word.box.left for word in inside) - box.left
    after = box.right - max(word.box.right for word in inside)
    centred = before > _INDENT and abs(before - after) < _INDENT
    return f"{'b' * all(word.bold for word in inside)}{'c' if centred else round(before / _INDENT)}"


def _rows(place: Placed) -> range:
    return range(place.row, place.row + place.cell.rows)


def _rows_begun(placed: Sequence[Placed]) -> set[int]:
    """Return the rows that have a head, or a cell of their own: in a drawing that looks like a
    table the others are none."""
    filled = [place for place in placed if place.cell.text]
    heads = {row for place in filled if not place.column for row in _rows(place)}
    return heads | {place.row for place in filled}


def _a_figure_each(place: Placed) -> list[str]:
    """Return the figures of a cell that holds one for each row it spans: rows that no line
    parts in its column, not one value of all; nothing where it is merged."""
    lines = place.cell.text.split("\n")
    several = place.cell.rows > 1 and len(lines) == place.cell.rows
    return lines if several and all(is_figure(line) for line in lines) else []


def _shown_in(place: Placed, headers: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield where a cell's words are said: a header in every column that it spans, a cell of
    the body in every row, and in the first column alone where it is wide."""
    heads = place.row < headers
    spread = heads and place.cell.columns < width
    for row in _rows(place) if not heads else (place.row,):
        for column in range(place.cell.columns if spread else 1):
            yield row, place.column + column


def _columns(cells: Sequence[Box]) -> list[float]:
    return _edges([cell.left for cell in cells])


def _edges(values: Sequence[float]) -> list[float]:
    """Return the distinct edges, those within three points taken as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _covered(edges: Sequence[float], start: float, end: float) -> tuple[int, int]:
    """Return the first and last row or column that a cell covers."""
    first = max(0, sum(edge <= start + 3 for edge in edges) - 1)
    last = max(first, sum(edge < end - 3 for edge in edges) - 1)
    return first, last


def _centre(word: Word) -> tuple[float, float]:
    return (word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2
