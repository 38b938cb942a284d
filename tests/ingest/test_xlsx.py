"""Excel workbooks, made here and read back."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest
from office_makers import both, quotes_stand_in_text, reading_of, repacked, rows, saved, sections

from corpus.errors import FileUnreadable
from ingest.number_formats import shown
from ingest.readers import extracted


def workbook(cells: dict[str, object], **formats: str) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "Clients"
    for place, value in cells.items():
        book.active[place] = value
    for place, form in formats.items():
        book.active[place].number_format = form
    return book


def test_each_cell_finds_its_group_and_its_headers_over_merged_cells() -> None:
    book = workbook(
        {
            "A1": "Table 1: Clients by group",
            "B3": "Client numbers",
            "A4": "Service",
            "B4": date(2011, 3, 31),
            "C4": date(2012, 3, 31),
            "A5": "Older Persons",
            "A6": "Enablement clients",
            "B6": 3729,
            "C6": 4001,
            "A7": "Satisfied",
            "B7": 0.255,
            "A8": "* Figures are provisional",
        },
        B4="mmm yyyy",
        C4="mmm yyyy",
        B6="#,##0",
        C6="#,##0",
        B7="0.0%",
    )
    book.active.merge_cells("B3:C3")
    book.active.merge_cells("A5:C5")
    found, reading = both(saved(book))
    assert rows(reading) == [
        "Older Persons; Enablement clients; Client numbers Mar 2011: 3,729; "
        "Client numbers Mar 2012: 4,001",
        "Older Persons; Satisfied; Client numbers Mar 2011: 25.5%",
    ]
    sheet, table = ("Clients",), ("Clients", "Table 1: Clients by group")
    assert set(sections(reading).values()) == {sheet, table}
    assert found.text.startswith("Clients\n\nTable 1: Clients by group\n\n\tClient numbers\tClient")
    assert found.text.endswith("\n\n* Figures are provisional")
    assert found.media_type.endswith("spreadsheetml.sheet")
    assert quotes_stand_in_text(found, reading)


def test_one_header_row_is_the_first_whose_cells_are_mostly_text() -> None:
    book = workbook({"B2": "Area", "C2": 2010, "D2": 2011, "B3": "North", "C3": 7, "D3": 8})
    assert rows(reading_of(saved(book))) == ["North; 2010: 7; 2011: 8"]


def test_a_blank_row_parts_no_group_from_the_headers_above() -> None:
    cells = {"A1": "Area", "B1": "Bins", "C1": "Lamps", "A2": "North", "B2": 7, "C2": 8}
    book = workbook({**cells, "A4": "Beyond", "A5": "South", "B5": 9, "C5": 1})
    assert rows(reading_of(saved(book))) == [
        "North; Bins: 7; Lamps: 8",
        "Beyond; South; Bins: 9; Lamps: 1",
    ]


def test_a_merged_row_head_is_repeated_in_each_row() -> None:
    cells = {"A1": "Area", "B1": "Kind", "C1": "Bins", "A2": "North", "B2": "big", "C2": 7}
    book = workbook({**cells, "B3": "small", "C3": 9})
    book.active.merge_cells("A2:A3")
    assert rows(reading_of(saved(book))) == [
        "North; Kind: big; Bins: 7",
        "North; Kind: small; Bins: 9",
    ]


def test_each_sheet_is_a_section() -> None:
    book = workbook({"A1": "Area", "B1": "Bins", "A2": "North", "B2": 7})
    other = book.create_sheet("Notes")
    other["A1"] = "The figures are for one week."
    found, reading = both(saved(book))
    assert found.text == "Clients\n\nArea\tBins\nNorth\t7\n\nNotes\n\nThe figures are for one week."
    assert sections(reading)["The figures are for one week."] == ("Notes",)


def test_what_is_hidden_is_left_out_with_a_warning() -> None:
    cells = {"A1": "Area", "B1": "Secret", "C1": "Bins", "A2": "North", "B2": "x", "C2": 7}
    book = workbook({**cells, "A3": "South", "C3": 8})
    book.active.column_dimensions["B"].hidden = True
    book.active.row_dimensions[3].hidden = True
    book.create_sheet("Draft")["A1"] = "hush"
    book["Draft"].sheet_state = "veryHidden"
    found = extracted("a", saved(book))
    assert found.text == "Clients\n\nArea\tBins\nNorth\t7"
    assert found.warnings == (
        "Hidden sheet “Draft” was left out.",
        "Sheet “Clients”: 1 hidden row and 1 hidden column were left out.",
    )


def test_formulas_whose_results_were_not_saved_give_a_warning() -> None:
    found = extracted("a", saved(workbook({"A1": "Area", "B1": "Bins", "A2": "All", "B2": "=1+1"})))
    assert found.warnings == (
        "Sheet “Clients”: the results of some formulas (1) are not in the file. "
        "Open it in Excel, and save it again.",
    )


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (3729, "#,##0", "3,729"),
        (3729.5, "General", "3729.5"),
        (0.1 + 0.2, "General", "0.3"),
        (-1234.5, "#,##0.00", "-1,234.50"),
        (-1234, "#,##0;(#,##0)", "(1,234)"),
        (0, '0;-0;"none"', "none"),
        (0.255, "0%", "26%"),
        (0.255, "0.0%", "25.5%"),
        (1100000, '"£"#,##0.0,,"m"', "£1.1m"),
        (12.5, "[$£-809]#,##0.00", "£12.50"),
        (7, "00", "07"),
        (True, "General", "TRUE"),
        (datetime(2010, 4, 1), "dd/mm/yyyy", "1 April 2010"),
        (datetime(2010, 4, 1, 9, 30), "dd/mm/yyyy hh:mm", "1 April 2010 09:30"),
        (datetime(2011, 3, 1), "mmm-yy", "Mar 2011"),
        (datetime(2011, 3, 1), "mmmm yyyy", "March 2011"),
        (datetime(2011, 3, 1), "yyyy", "2011"),
        (None, "General", ""),
    ],
)
def test_values_are_shown_as_the_sheet_shows_them(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


def sheet_with(old: bytes, new: bytes) -> bytes:
    book = workbook({"A1": "Area", "B1": "Bins", "A2": "North", "B2": 7})
    book.active.merge_cells("A4:B5")
    return repacked(saved(book), lambda name, part: part.replace(old, new))


def test_a_merged_range_as_large_as_a_sheet_costs_nothing() -> None:
    found = extracted("a", sheet_with(b'ref="A4:B5"', b'ref="A4:XFD1048576"'))
    assert found.text == "Clients\n\nArea\tBins\nNorth\t7"


@pytest.mark.parametrize(
    "place", [(b'<row r="2"', b'<row r="99999999999"'), (b'<c r="B2"', b'<c r="ZZZZZZZ2"')]
)
def test_cells_outside_any_sheet_are_refused_with_advice(place: tuple[bytes, bytes]) -> None:
    with pytest.raises(FileUnreadable, match="places cells where no sheet has any"):
        extracted("a", sheet_with(*place))


def test_a_workbook_without_cells_is_refused_with_advice() -> None:
    with pytest.raises(FileUnreadable, match="holds no text"):
        extracted("a", saved(workbook({})))
