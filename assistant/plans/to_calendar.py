"""Dated steps for calendar programs (iCalendar, RFC 5545).

The one module that knows icalendar. A step without an end is left out: a calendar needs a day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from assistant.plans.plan import PlanCitation, TimetableStep

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When every event says that it was made: the same steps give the same file."""


def as_calendar(
    title: str, steps: Sequence[TimetableStep], citations: Sequence[PlanCitation] = ()
) -> str:
    """Return the steps as all-day events on the day by which each is done."""
    calendar = Calendar()
    calendar.add("prodid", "-//Muniment//Timetable//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    quotes = {citation.marker: citation.quote for citation in citations}
    for step in steps:
        if step.end:
            calendar.add_component(_event(step, quotes))
    return str(calendar.to_ical().decode("utf-8"))


def _event(step: TimetableStep, quotes: dict[int, str]) -> Event:
    day = date.fromisoformat(step.end)
    event = Event()
    digest = hashlib.sha256(f"{step.id}:{step.step}:{step.end}".encode()).hexdigest()[:24]
    event.add("uid", f"{digest}@muniment")
    event.add("dtstamp", _MADE)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"By today: {step.step}")
    lines = [f"Owner: {step.owner}"] if step.owner else []
    lines += [f"Source: {' '.join(quotes[n].split())}" for n in step.citations if n in quotes]
    if lines:
        event.add("description", "\n".join(lines))
    return event
