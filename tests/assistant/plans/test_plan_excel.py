"""Plans to Excel and back: as they are, as officers edit them, as others write them."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from full_plan import differences, full_plan, saved_again

from assistant.plans.plan import Plan
from assistant.plans.xlsx_plan import plan_as_xlsx, plan_from_xlsx
from corpus.errors import PlanUnreadable

ACTIONS = "Action plan"


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def column(sheet: openpyxl.worksheet.worksheet.Worksheet, header: str) -> int:
    return [cell.value for cell in sheet[1]].index(header) + 1


def test_nothing_is_lost_on_the_way() -> None:
    plan = full_plan()
    assert differences(plan, plan_from_xlsx(plan_as_xlsx(plan))) == {}


@pytest.mark.slow
def test_nothing_is_lost_when_another_program_saves_it(tmp_path: Path) -> None:
    plan = full_plan()
    again = saved_again(plan_as_xlsx(plan), "xlsx", tmp_path)
    assert differences(plan, plan_from_xlsx(again)) == {}


def test_sheets_have_filters_dates_and_a_frozen_header() -> None:
    book = opened(plan_as_xlsx(full_plan()))
    sheet = book[ACTIONS]
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(7, sheet.max_column).coordinate}"
    assert sheet.freeze_panes == "A2"
    deadline = sheet.cell(2, column(sheet, "Deadline"))
    assert (deadline.value, deadline.is_date) == (datetime(2027, 4, 30), True)
    assert deadline.alignment.wrap_text
    carried = book["Muniment data"]
    assert carried.sheet_state == "hidden"
    assert "what" in carried["A1"].value.lower()


def test_no_cell_is_a_formula_or_a_link() -> None:
    plan = full_plan(1, 2)
    wild = plan.actions[1].model_copy(
        update={"lead": '=HYPERLINK("http://x.example")', "outcome": "@SUM(1)", "target": "+1",
                "progress": "http://x.example", "indicator": "-2+3"}
    )  # fmt: skip
    section = plan.sections[0].model_copy(update={"actions": (plan.actions[0], wild)})
    book = opened(plan_as_xlsx(plan.model_copy(update={"sections": (section,)})))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("http://x.example")' for cell in cells) is True
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def edited(plan: Plan) -> bytes:
    """Edit cells, add a row and take one out."""
    book = opened(plan_as_xlsx(plan))
    sheet = book[ACTIONS]
    sheet.cell(3, column(sheet, "Lead")).value = "Director of Adult Services"
    sheet.cell(3, column(sheet, "Deadline")).value = date(2027, 7, 31)
    sheet.cell(4, column(sheet, "Progress")).value = 0.5
    last = sheet.max_row + 1
    sheet.cell(last, column(sheet, "Section")).value = "1. Theme 1: contracts"
    sheet.cell(last, column(sheet, "Action")).value = "Write to every provider"
    sheet.delete_rows(2)
    return saved(book)


@pytest.mark.slow
@pytest.mark.parametrize("again", [False, True], ids=["as edited", "saved by LibreOffice"])
def test_what_an_officer_edits_wins_and_the_rest_stays(again: bool, tmp_path: Path) -> None:
    plan = full_plan()
    content = edited(plan)
    read = plan_from_xlsx(saved_again(content, "xlsx", tmp_path) if again else content)
    by_id = {action.id: action for action in read.actions}
    assert [a.id for s in read.sections for a in s.actions] == ["A2", "A3", "A7", "A4", "A5", "A6"]
    assert by_id["A2"].lead == "Director of Adult Services"
    assert by_id["A2"].deadline == "2027-07-31"
    assert by_id["A2"].basis["deadline"] == "given"
    assert by_id["A3"].progress == "0.5"
    assert by_id["A7"].action == "Write to every provider"
    before = {action.id: action for action in plan.actions}
    for name in ("A4", "A5", "A6"):
        assert by_id[name].model_dump() == before[name].model_dump()
    assert read.to_confirm == ()
    assert (read.citations, read.timetable) == (plan.citations, plan.timetable)


def test_a_councils_own_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Westmoor District Council Corporate Action Plan"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["Recommendation", "Action", "Owner", "By when", "Cost", "Confidence"])
    sheet.append(["Share data", "Sign an agreement", "Head of IT", date(2028, 3, 31), 5000, True])
    sheet.append([None, "Train staff", "HR", "TBC", "=1+1", None])
    sheet.merge_cells("A4:A5")
    hidden = book.create_sheet("Old")
    hidden.append(["Action", "Lead"])
    hidden.append(["Never mind", "Nobody"])
    hidden.sheet_state = "hidden"
    plan = plan_from_xlsx(saved(book))
    first, second = plan.actions
    assert plan.authority == "Westmoor District Council"
    assert (first.deadline, first.resources, first.lead) == ("2028-03-31", "5000", "Head of IT")
    assert first.model_extra == {"Confidence": "Yes"}
    assert second.recommendation_ids == first.recommendation_ids == ("R1",)
    assert second.resources == "=1+1"


def test_a_formula_is_read_as_it_was_last_shown(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Action", "Lead", "Cost"])
    book.active.append(["Train staff", "HR", "=40*50"])
    assert plan_from_xlsx(saved_again(saved(book), "xlsx", tmp_path)).actions[0].resources == "2000"


def test_a_merge_that_reaches_to_the_end_of_the_sheet_costs_nothing() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Action", "Lead"])
    book.active.append(["Train staff", "HR"])
    content = saved(book)
    out = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as copy:
        for name in given.namelist():
            part = given.read(name)
            wide = b'</sheetData><mergeCells><mergeCell ref="B2:XFD1048576"/></mergeCells>'
            copy.writestr(name, part.replace(b"</sheetData>", wide))
    assert plan_from_xlsx(out.getvalue()).actions[0].lead == "HR"


@pytest.mark.parametrize("content", [b"PK\x03\x04 damaged", b"no zip"])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(PlanUnreadable, match="cannot be opened"):
        plan_from_xlsx(content)


@pytest.mark.parametrize("typed", ["31/03/2028", "Q4 2027/28", "end of Q1", "by end March"])
def test_a_date_typed_as_text_stays_as_it_was_typed(typed: str) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Action", "Owner", "Completion"])
    book.active.append(["Train staff", "HR", typed])
    plan = plan_from_xlsx(saved(book))
    again = plan_from_xlsx(plan_as_xlsx(plan))
    assert (plan.actions[0].deadline, again.actions[0].deadline) == (typed, typed)
