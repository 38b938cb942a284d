"""Plans drafted and timetables dated, as the API, the pages and the command line give them."""

from __future__ import annotations

import re
from datetime import date
from threading import Event
from typing import Any

from pydantic import ValidationError

from api.plan_shapes import (
    DraftBody,
    DraftShape,
    TimetableShape,
    TimetablesShape,
    timetable_entry,
    timetable_shape,
)
from api.settings import Settings
from api.shapes import DroppedShape
from api.wiring import Assembly
from assistant.plans.draft import Drafter, DraftRequest
from assistant.plans.rendering import as_markdown
from assistant.plans.template import Templates
from assistant.plans.timetables import timetable, timetables_of
from assistant.plans.to_calendar import as_calendar
from corpus.errors import PlanInvalid

OWN_TEMPLATES = "templates"
"""Folder below the data folder that holds a council's own templates, unless a setting names one."""

_MONTH = re.compile(r"(?:19|20|21)\d{2}-(?:0[1-9]|1[0-2])")


def templates_of(settings: Settings) -> Templates:
    """Return the templates of plans: those shipped and the council's own."""
    return Templates(settings.templates_dir or settings.data_dir / OWN_TEMPLATES)


def draft_body(body: dict[str, Any]) -> DraftBody:
    """Return a request as it was given.

    Raises:
        PlanInvalid: it is none; the field is named.
    """
    try:
        return DraftBody.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        field = ".".join(str(part)[:40] for part in first["loc"])
        raise PlanInvalid(
            f"{field or 'the request'}: {first['msg'].removeprefix('Value error, ')}", field
        ) from error


def drafted_plan(
    assembly: Assembly,
    body: DraftBody,
    today: date | None = None,
    stop: Event | None = None,
) -> DraftShape:
    """Draft a plan, in the words of the language model where one is set and they hold.

    Raises:
        PlanInvalid: the recommendations or the authority's context cannot be used.
        TemplateUnknown, TemplateInvalid: the template cannot be used.
        AnswerStopped: ``stop`` was set while a language model wrote.
    """
    template = templates_of(assembly.settings).named(body.template)
    request = DraftRequest(
        body.authority, tuple(body.recommendations), template, today or date.today()
    )
    found = Drafter(assembly.answerer.searcher, assembly.writer).draft(request, stop)
    return DraftShape(
        plan=found.plan,
        markdown=as_markdown(found.plan, template),
        model=found.plan.model if assembly.writer else None,
        dropped=[
            DroppedShape(text=one.text, reason=one.reason, replaced_by=one.replaced_by)
            for one in found.dropped
        ],
        warnings=list(found.warnings),
    )


def listed_timetables(assembly: Assembly) -> TimetablesShape:
    """Return the timetables that the documents have."""
    found = timetables_of(assembly.library)
    return TimetablesShape(timetables=[timetable_entry(one) for one in found])


def dated_timetable(assembly: Assembly, timetable_id: str, start: str) -> TimetableShape:
    """Return a timetable moved to the month ``start`` ("2027-10"); an empty one is this month.

    Raises:
        TimetableUnknown: no document has it.
        PlanInvalid: the start is not a month.
    """
    found = timetable(assembly.library, timetable_id)
    start = start or f"{date.today():%Y-%m}"
    if not _MONTH.fullmatch(start):
        raise PlanInvalid("The start must be a month, such as 2027-10.", "start")
    return timetable_shape(found, start)


def timetable_calendar(found: TimetableShape) -> str:
    """Return a dated timetable for a calendar program (iCalendar, RFC 5545)."""
    return as_calendar(found.title, found.steps, found.citations)
