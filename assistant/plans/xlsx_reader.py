"""An Excel workbook as blocks: a sheet is a heading with a table below.

Formulas are never worked out: what Excel last showed is read, else the formula as text.
Sheets are streamed; openpyxl's other mode makes a cell of every place in a merged range.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from assistant.plans.blocks import FROM_ABOVE, Block, Row, heading, paragraph, table
from assistant.plans.merged_cells import FROM_LEFT, filled_grid
from assistant.plans.xlsx_writer import ABOUT, CARRIED
from corpus.errors import PlanUnreadable

MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 10_000, 100, 100
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_UNNAMED = re.compile(r"^(?:sheet|table|worksheet|tab)\s?\d*$", re.IGNORECASE)
"""What sheets are called that nobody gave a name."""
_EMPTY_ROWS = 1_000
"""Rows in a row without a cell after which nothing more is looked for."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is seen of a workbook, and what its hidden sheet of ours carries."""

    blocks: list[Block]
    carried: str


def read_workbook(content: bytes) -> Workbook:
    """Return what a workbook holds; hidden sheets are left out.

    Raises:
        PlanUnreadable: it cannot be opened.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _read(content, package)
    except PlanUnreadable:
        raise
    except Exception as error:  # a damaged package makes the library raise nearly anything
        raise PlanUnreadable(
            "The workbook cannot be opened. Open it in Excel, and save it again as .xlsx."
        ) from error


def _read(content: bytes, package: zipfile.ZipFile) -> Workbook:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on parts that openpyxl leaves aside
        shown, written = (
            openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=values, keep_links=False
            )
            for values in (True, False)
        )
        blocks: list[Block] = []
        carried = ""
        for sheet in shown.worksheets[:MOST_SHEETS]:
            if sheet.title == CARRIED:
                carried = _carried(sheet)
            elif sheet.sheet_state == "visible":
                of_sheet = written[sheet.title]
                found = list(_sheet_blocks(sheet, of_sheet, package, first=not blocks))
                # What a plan is called is read before its actions.
                blocks = [*found, *blocks] if sheet.title == ABOUT else [*blocks, *found]
        shown.close()
        written.close()
    return Workbook(blocks, carried)


def _sheet_blocks(
    sheet: Any, written: Any, package: zipfile.ZipFile, *, first: bool
) -> Iterator[Block]:
    grid = _grid(sheet, written)
    _mark_merged(grid, sheet, package)
    rows = filled_grid(grid)
    if not rows:
        return
    lines = _lines(rows)
    if sheet.title != ABOUT and not _UNNAMED.match(sheet.title) and not (first and lines):
        yield heading(sheet.title, 2)
    yield from map(paragraph, lines) if lines else (table(rows),)


def _lines(rows: Sequence[Row]) -> list[str]:
    """Return the lines of a sheet that has one cell in each row: a cover, or notes."""
    cells = [list(dict.fromkeys(filter(None, row))) for row in rows]
    return [row[0] for row in cells] if all(len(row) == 1 for row in cells) else []


def _grid(sheet: Any, written: Any) -> list[list[str]]:
    sheet.reset_dimensions()  # as the file states them they are often wrong
    written.reset_dimensions()
    grid: list[list[str]] = []
    last = 0
    pairs = zip(sheet.iter_rows(), written.iter_rows(values_only=True), strict=False)
    for number, (cells, formulas) in enumerate(pairs, start=1):
        if number > MOST_ROWS or number - last > _EMPTY_ROWS:
            break
        row = [
            _text(cell.value, formula, bold=bool(cell.value) and _is_bold(cell))
            for cell, formula in zip(cells[:MOST_COLUMNS], formulas, strict=False)
        ]
        grid.append(row)
        if any(row):
            last = number
    return grid[:last]


def _is_bold(cell: Any) -> bool:
    font = getattr(cell, "font", None)
    return bool(font and font.b)


def _text(value: Any, formula: Any, *, bold: bool) -> str:
    if value is None:
        is_formula = isinstance(formula, str) and formula.startswith("=")
        return formula if is_formula else ""
    text = _shown(value)
    return f"**{text}**" if bold and text and "\n" not in text else text


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.10g}"
    text = str(value).replace("\r\n", "\n").replace("_x000D_", "").replace("\r", "\n")
    return text.strip()


def _mark_merged(grid: list[list[str]], sheet: Any, package: zipfile.ZipFile) -> None:
    """Mark the places that merged cells reach over, as the sheet's XML lists them."""
    name = sheet._worksheet_path
    try:
        content = package.read(name)
    except KeyError:
        return
    for found in _MERGED.finditer(content):
        left, right = _column(found[1]), _column(found[3])
        top, bottom = int(found[2]) - 1, int(found[4]) - 1
        for r in range(top, min(bottom + 1, len(grid))):
            row = grid[r]
            last = min(right + 1, MOST_COLUMNS, max(len(each) for each in grid))
            row += [""] * (last - len(row))
            for c in range(left, last):
                if c > left:
                    row[c] = FROM_LEFT
                elif r > top:
                    row[c] = FROM_ABOVE


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _carried(sheet: Any) -> str:
    cells = (row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True) if row)
    return "".join(str(cell) for cell in cells if cell is not None)
