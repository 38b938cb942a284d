"""A plan as an Excel workbook: a sheet for the actions with filters, sheets for the rest.

Text is written as text, whatever it begins with, so that no cell runs; days are dates. The
plan itself goes with it in a hidden sheet that says what it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from assistant.plans.blocks import Row
from assistant.plans.layout import (
    line_rows,
    monitoring_rows,
    numbers,
    open_rows,
    recommendation_rows,
    source_rows,
)
from assistant.plans.plan import Plan
from assistant.plans.plan_columns import plan_columns, section_labels

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

CARRIED = "Muniment data"
"""The hidden sheet in which the plan itself is carried."""
CARRIED_NOTE = (
    "This sheet belongs to Muniment. It holds the plan as it "
    "was exported, so that nothing is lost when the workbook is imported again. What is edited on "
    "the other sheets wins. Without this sheet the import reads what is seen."
)
CHUNK = 30_000
"""Characters of the carried plan in one cell: Excel takes 32,767."""
_LONGEST_CELL = 32_767
ACTIONS, ABOUT = "Action plan", "About"
_DATE_COLUMNS = {"Deadline", "Start", "End"}
_WIDEST, _NARROWEST, _LONGEST_WORD = 46, 6, 14
_TOGETHER = 215
"""Letters of 10 points that A3, lying, takes at four fifths of their size."""
_LINE = 13.5
"""Points of a line of text of 10 points."""


def plan_workbook(plan: Plan, carried: str = "") -> bytes:
    """Return a plan as it is seen in Excel, with ``carried`` in a hidden sheet."""
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
    }
    book = xlsxwriter.Workbook(out, options)
    # The same plan gives the same file.
    book.set_properties({"title": plan.title[:255], "created": datetime(2000, 1, 1)})
    for name, rows in plan_sheets(plan):
        _write_sheet(book, name, rows, title=plan.title)
    if carried:
        sheet = book.add_worksheet(CARRIED)
        sheet.write_string(0, 0, CARRIED_NOTE)
        for n in range(0, len(carried), CHUNK):
            sheet.write_string(1 + n // CHUNK, 0, carried[n : n + CHUNK])
        sheet.hide()
    book.close()
    return out.getvalue()


def plan_sheets(plan: Plan) -> list[tuple[str, list[Row]]]:
    """Return the name and the rows of each sheet, the header first."""
    sheets: list[tuple[str, list[Row]]] = [(ACTIONS, _action_rows(plan))]
    if plan.recommendations:
        sheets.append(("Recommendations", _recommendation_rows(plan)))
    if any(section.narrative for section in plan.sections):
        sheets.append(("Narrative", line_rows(plan)))
    if plan.timetable:
        sheets.append(("Timetable", _timetable_rows(plan)))
    if plan.monitoring:
        sheets.append(("Monitoring", monitoring_rows(plan)))
    if plan.to_confirm:
        sheets.append(("To be confirmed", open_rows(plan)))
    if plan.citations:
        sheets.append(("Sources", source_rows(plan)))
    about: list[Row] = [
        ("Title", plan.title),
        ("Authority", plan.authority),
        ("Period start", plan.period.start),
        ("Period end", plan.period.end),
    ]
    return [*sheets, (ABOUT, about)]


def _action_rows(plan: Plan) -> list[Row]:
    columns = plan_columns(plan)
    rows: list[Row] = [("Section", *(column.header for column in columns), "Sources")]
    for label, section in zip(section_labels(plan), plan.sections, strict=True):
        rows += [
            (
                label,
                *(column.cell(action) for column in columns),
                numbers(action.citations),
            )
            for action in section.actions
        ]
    return rows


def _recommendation_rows(plan: Plan) -> list[Row]:
    every = [
        (label, each)
        for label, section in zip(section_labels(plan), plan.sections, strict=True)
        for each in section.recommendations
    ]
    head, *rows = recommendation_rows([each for _, each in every])
    labelled = [(label, *row) for (label, _), row in zip(every, rows, strict=True)]
    return [("Section", *head), *labelled]


def _timetable_rows(plan: Plan) -> list[Row]:
    rows: list[Row] = [("Ref", "Step", "Start", "End", "Owner", "Link", "Sources")]
    rows += [
        (s.id, s.step, s.start, s.end, s.owner, s.link, numbers(s.citations))
        for s in plan.timetable
    ]
    return rows


def _write_sheet(book: Workbook, name: str, rows: Sequence[Row], *, title: str) -> None:
    sheet = book.add_worksheet(name)
    usual = {
        "text_wrap": True,
        "valign": "top",
        "font_name": "Arial",
        "font_size": 10,
        "border": 1,
        "border_color": "#B1B4B6",
    }
    cell, head = (
        book.add_format(usual),
        book.add_format(usual | {"bold": True, "bg_color": "#D9E2EC"}),
    )
    day = book.add_format(usual | {"num_format": "dd/mm/yyyy", "align": "left"})
    widths = _widths(rows)
    for n, width in enumerate(widths):
        sheet.set_column(n, n, width)
    upright = name == ABOUT
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            heads = (c == 0) if upright else (r == 0)
            found = _day(text) if not heads and rows[0][c] in _DATE_COLUMNS else None
            if found:
                sheet.write_datetime(r, c, found, day)
            elif text or heads:
                sheet.write_string(r, c, _fitting(text), head if heads else cell)
            else:
                sheet.write_blank(r, c, None, cell)
        sheet.set_row(r, _height(row, widths))
    if not upright:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
        sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(8 if name == ACTIONS else 9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L&8{_footer(title)}&R&8Page &P of &N")


def _fitting(text: str) -> str:
    """Cut what Excel's cells do not take; all of it is carried unseen."""
    return text if len(text) <= _LONGEST_CELL else f"{text[: _LONGEST_CELL - 1]}…"


def _footer(title: str) -> str:
    return " ".join(title.replace("&", "&&").split())[:150]


def _day(text: str) -> datetime | None:
    """Return a day that Excel has: none before 1900."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return datetime(found.year, found.month, found.day) if found.year > 1900 else None


def _widths(rows: Sequence[Row]) -> list[float]:
    """Return each column's width in letters: no word broken, and as wide together as A3 prints."""
    columns = list(zip(*rows, strict=True))
    least = [float(max(_NARROWEST, min(_LONGEST_WORD, _word(cells)) + 3)) for cells in columns]
    wish = [min(_WIDEST, 3.2 * max(map(len, cells), default=1) ** 0.5) for cells in columns]
    more = [max(0.0, wanted - fixed) for wanted, fixed in zip(wish, least, strict=True)]
    room = max(0.0, _TOGETHER - sum(least))
    part = min(1.0, room / sum(more)) if sum(more) else 0.0
    return [fixed + part * extra for fixed, extra in zip(least, more, strict=True)]


def _word(cells: Sequence[str]) -> int:
    return max(len(word) for cell in cells for word in re.split(r"[\s/–-]+", cell))


def _height(row: Row, widths: Sequence[float]) -> float:
    """Return the points that a row's tallest cell needs: programs seldom work it out."""
    lines = max(
        sum(max(1, -(-len(line) // max(1, int(width * 1.15)))) for line in cell.split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(409.0, _LINE * lines + 3)
