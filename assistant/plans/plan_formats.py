"""The formats that plans go out in and come in, and which of them a file is."""

from __future__ import annotations

import json
from enum import StrEnum

from pydantic import ValidationError

from assistant.plans.csv_plan import plan_as_csv, plan_from_csv
from assistant.plans.docx_plan import plan_as_docx, plan_from_docx
from assistant.plans.from_markdown import plan_from_markdown
from assistant.plans.growing_plan import problem_of
from assistant.plans.plan import Plan
from assistant.plans.plan_calendar import plan_as_calendar
from assistant.plans.to_markdown import plan_as_markdown
from assistant.plans.xlsx_plan import plan_as_xlsx, plan_from_xlsx
from corpus.errors import PlanUnreadable

_OFFICE = "application/vnd.openxmlformats-officedocument"


class PlanFormat(StrEnum):
    """A format, by the ending of its files."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    MARKDOWN = "md"
    JSON = "json"
    CALENDAR = "ics"


MEDIA_TYPES = {
    PlanFormat.DOCX: f"{_OFFICE}.wordprocessingml.document",
    PlanFormat.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    PlanFormat.CSV: "text/csv; charset=utf-8",
    PlanFormat.MARKDOWN: "text/markdown; charset=utf-8",
    PlanFormat.JSON: "application/json",
    PlanFormat.CALENDAR: "text/calendar; charset=utf-8",
}


def plan_as(plan: Plan, form: PlanFormat, template: bytes = b"") -> bytes:
    """Return a plan as a file; ``template`` is a Word document for ``docx``.

    Raises:
        PlanUnreadable: the template cannot be used, or nothing is dated for a calendar.
    """
    if form is PlanFormat.DOCX:
        return plan_as_docx(plan, template)
    if template:
        raise PlanUnreadable("A template is for Word documents: choose the format docx.")
    if form is PlanFormat.JSON:
        return (plan.model_dump_json(indent=2) + "\n").encode()
    if form is PlanFormat.MARKDOWN:
        return plan_as_markdown(plan).encode()
    writers = {
        PlanFormat.XLSX: plan_as_xlsx,
        PlanFormat.CSV: plan_as_csv,
        PlanFormat.CALENDAR: plan_as_calendar,
    }
    return writers[form](plan)


def plan_from_office(content: bytes, form: PlanFormat) -> Plan:
    """Return the plan of a Word document or a workbook, whose package was found harmless.

    Raises:
        PlanUnreadable: it cannot be opened, or no action is found in it.
    """
    return plan_from_docx(content) if form is PlanFormat.DOCX else plan_from_xlsx(content)


def plan_from_text(text: str, ending: str = "") -> Plan:
    """Return the plan of a text: JSON, separated values by the file's ending, else Markdown.

    Raises:
        PlanUnreadable: no action is found in it.
    """
    if text.lstrip().startswith("{"):
        return plan_from_json(text)
    if ending.lower() in ("csv", "tsv", "tab"):
        return plan_from_csv(text)
    return plan_from_markdown(text)


def plan_from_json(text: str) -> Plan:
    """Return a plan of the contract's shape, alone or as ``plan`` beside other things.

    Raises:
        PlanUnreadable: it is no JSON, or no plan.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PlanUnreadable("The file begins like JSON and is none.") from error
    inner = found.get("plan", found) if isinstance(found, dict) else found
    try:
        plan = Plan.model_validate(inner)
    except ValidationError as error:
        raise PlanUnreadable(problem_of(error)) from error
    if not plan.sections:
        raise PlanUnreadable("The JSON holds no plan: it has no “sections”.")
    return plan
