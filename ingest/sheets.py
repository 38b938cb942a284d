"""A sheet's filled areas as tables with their headers, captions and notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.composition import Composition
from ingest.grid import Cell, grid_of, is_figure
from ingest.sheet_layout import Merged, SheetLayout

_LONG_NOTE_WORDS = 8
_CAPTION_WORDS = 25
_NOTE_STARTS = ("*", "Source", "Note", "†", "‡", "(")

Filled = dict[int, str]
"""A row's filled cells by column, from 1."""


@dataclass(slots=True)
class _Area:
    """Rows between blank ones, by their number."""

    rows: list[tuple[int, Filled]] = field(default_factory=list)


@dataclass(slots=True)
class Sheet:
    """Writes one sheet; a name is its heading. ``columns`` are those of all its tables alike.

    ``titles`` wait for the table that they stand above.
    """

    layout: SheetLayout
    out: Composition
    columns: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    tabled: bool = False
    _covered: dict[int, int] = field(default_factory=dict)

    def add(self, name: str, rows: Iterator[tuple[int, Filled]]) -> None:
        """Write the rows, each with its number from 1; blank ones part the areas."""
        areas = _areas(rows)
        if not areas:
            return
        last = max(column for area in areas for _, row in area.rows for column in row)
        first = min(column for area in areas for _, row in area.rows for column in row)
        hidden = self.layout.hidden_columns
        self.columns = [column for column in range(first, last + 1) if column not in hidden]
        self.out.heading(name, 1)
        for area in areas:
            self._add_area(area.rows)
        self._put_titles()
        self._warn(name, last)

    def _add_area(self, rows: list[tuple[int, Filled]]) -> None:
        rows = list(rows)
        while rows and len(rows[0][1]) == 1 and self._is_title(rows):
            self._add_title(_only(rows.pop(0)[1]))
        notes = []
        while rows and len(rows[-1][1]) == 1 and self._is_note(rows):
            notes.append(_only(rows.pop()[1]))
        if rows:
            self._put_titles(above_table=True)
            headers = self._headers(rows)
            self.out.table(grid_of([self._cells(*row) for row in rows], headers))
            self.tabled = True
        for note in reversed(notes):
            self.out.table_note(note)

    def _add_title(self, text: str) -> None:
        if self.tabled and text.startswith(_NOTE_STARTS):
            self.out.table_note(text)
        else:
            self.titles.append(text)

    def _put_titles(self, *, above_table: bool = False) -> None:
        """Short titles above a table are its caption; all else is text."""
        short = sum(len(title.split()) for title in self.titles) <= _CAPTION_WORDS
        if above_table and short and not any(title.endswith(".") for title in self.titles):
            self.out.caption(*self.titles)
        else:
            for title in self.titles:
                self.out.paragraph(title)
        self.titles = []

    def _is_title(self, rows: list[tuple[int, Filled]]) -> bool:
        """A lone text above a table; but under one, above figures, it names a group of rows."""
        if is_figure(_only(rows[0][1])):
            return False
        below = next((row for _, row in rows[1:] if len(row) > 1), None)
        if below is not None and self.columns[0] not in rows[0][1]:
            return False  # over some columns alone: a header
        return below is None or not self.tabled or not any(map(is_figure, below.values()))

    def _is_note(self, rows: list[tuple[int, Filled]]) -> bool:
        text = _only(rows[-1][1])
        long = len(text.split()) > _LONG_NOTE_WORDS
        return len(rows) == 1 or long or text.startswith(_NOTE_STARTS)

    def _headers(self, rows: list[tuple[int, Filled]]) -> int:
        """Count the header rows: text or years over columns, and rows under merged headers."""
        spread = len(rows[0][1]) == 1 and self.columns[0] not in rows[0][1]
        if len(rows) < 2 or not (spread or _may_head(rows[0][1])):
            return 0
        count = 1
        while count < len(rows) - 1 and self._goes_on(rows[count - 1], rows[count]):
            count += 1
        return count

    def _goes_on(self, above: tuple[int, Filled], row: tuple[int, Filled]) -> bool:
        number, filled = above
        spread = any((number, c) in self.layout.merged for c in filled if c != self.columns[0])
        below_a_gap = self.columns[0] not in row[1] and any(c not in filled for c in row[1])
        return (spread or below_a_gap) and _may_head(row[1])

    def _cells(self, number: int, filled: Filled) -> list[Cell]:
        """Return a row's cells but those that a merged one covers; ``_covered`` keeps to which
        row each column is."""
        cells = []
        covered_to = 0
        for column in self.columns:
            if column <= covered_to or number <= self._covered.get(column, 0):
                continue
            merged = self.layout.merged.get((number, column), Merged(number, column, 1, 1))
            covered_to = column + merged.columns - 1
            reached = [c for c in self.columns if column <= c <= covered_to]
            self._covered.update(dict.fromkeys(reached, number + merged.rows - 1))
            rows = self._visible_rows(number, merged.rows)
            style = self.layout.styles.get(number, "")
            cells.append(Cell(filled.get(column, ""), len(reached), rows, style=style))
        return cells

    def _visible_rows(self, first: int, count: int) -> int:
        hidden = self.layout.hidden_rows
        return count - sum(first <= row < first + count for row in hidden)

    def _warn(self, name: str, last: int) -> None:
        rows = len(self.layout.hidden_rows)
        columns = sum(column <= last for column in self.layout.hidden_columns)
        counts = [(rows, "hidden row"), (columns, "hidden column")]
        parts = [f"{count} {what}{'s' * (count > 1)}" for count, what in counts if count]
        if parts:
            one = rows + columns == 1
            left = f"{' and '.join(parts)} {'was' if one else 'were'} left out"
            self.out.warnings.append(f"Sheet “{name}”: {left}.")
        if self.layout.unsaved:
            self.out.warnings.append(
                f"Sheet “{name}”: the results of some formulas ({self.layout.unsaved}) are "
                "not in the file. Open it in Excel, and save it again."
            )


def _only(row: Filled) -> str:
    return next(iter(row.values()))


def _may_head(row: Filled) -> bool:
    """Most cells are text; years and months may head columns too."""
    figures = sum(is_figure(text) for text in row.values())
    return len(row) > 1 and figures * 2 < len(row)


def _areas(rows: Iterator[tuple[int, Filled]]) -> list[_Area]:
    areas: list[_Area] = []
    blank = True
    for number, row in rows:
        if row and blank:
            areas.append(_Area())
        if row:
            areas[-1].rows.append((number, row))
        blank = not row
    return areas
