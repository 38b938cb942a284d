"""What a worksheet says besides its cells: merged ranges, hidden rows and columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.errors import FileUnreadable
from ingest.office_package import OfficePackage

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
"""Namespace of SpreadsheetML."""

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RANGE = re.compile(r"^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$")
_PLACE = re.compile(r"^[A-Z]{1,3}\d{1,7}$")
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_ODD = "the workbook places cells where no sheet has any. Open it in Excel, and save it again."


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged range: its upper left cell, from 1, and how many rows and columns it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class SheetLayout:
    """A sheet's merged ranges by their upper left cell; ``unsaved`` counts formulas whose
    results the file does not hold; ``styles`` tell how the cells are set that fill a row alone.
    """

    merged: dict[tuple[int, int], Merged] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: int = 0
    styles: dict[int, str] = field(default_factory=dict)


def layouts(package: OfficePackage) -> dict[str, SheetLayout]:
    """Return the layout of every worksheet by its name.

    Raises:
        FileUnreadable: a sheet is damaged or places cells outside any sheet.
    """
    root = package.part(package.main_part)
    targets = package.targets(package.main_part)
    found = {}
    for sheet in () if root is None else root.iter(S + "sheet"):
        part = targets.get(sheet.get(_R_ID, ""), "")
        if part in package.names:
            found[sheet.get("name", "")] = _layout(package, part)
    return found


def _layout(package: OfficePackage, part: str) -> SheetLayout:
    layout = SheetLayout()
    for element in package.elements(part):
        tag = element.tag.removeprefix(S)
        if tag == "c":
            if not _PLACE.match(element.get("r", "A1")):
                raise FileUnreadable(package.name, _ODD)
            layout.unsaved += element.find(S + "f") is not None and not element.findtext(S + "v")
        elif tag == "row":
            row = _at_most(package, element.get("r", "1"), _LAST_ROW)
            if element.get("hidden") in ("1", "true"):
                layout.hidden_rows.add(row)
            element.clear()
        elif tag == "col" and element.get("hidden") in ("1", "true"):
            first = _at_most(package, element.get("min", "1"), _LAST_COLUMN)
            last = _at_most(package, element.get("max", "1"), _LAST_COLUMN)
            layout.hidden_columns |= set(range(first, last + 1))
        elif tag == "mergeCell" and (merged := _merged(element.get("ref", ""))):
            layout.merged[(merged.row, merged.column)] = merged
    return layout


def _at_most(package: OfficePackage, written: str, most: int) -> int:
    if not written.isdigit() or not 1 <= int(written) <= most:
        raise FileUnreadable(package.name, _ODD)
    return int(written)


def _merged(reference: str) -> Merged | None:
    match = _RANGE.match(reference)
    if not match:
        return None
    left, right = _column(match[1]), _column(match[3])
    top, bottom = int(match[2]), int(match[4])
    return Merged(top, left, max(1, bottom - top + 1), max(1, right - left + 1))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
