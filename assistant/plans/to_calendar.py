"""Dated steps for calendar programs. A step without an end is left out: a calendar needs a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from assistant.plans.calendar_file import Entry, calendar_file
from assistant.plans.plan import PlanCitation, TimetableStep

_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""When every event says that it was made: the same steps give the same file."""


def as_calendar(
    title: str, steps: Sequence[TimetableStep], citations: Sequence[PlanCitation] = ()
) -> str:
    """Return the steps as all-day events on the day by which each is done."""
    quotes = {citation.marker: citation.quote for citation in citations}
    entries = [_entry(step, quotes) for step in steps if step.end]
    return calendar_file(title, entries, _MADE).decode("utf-8")


def _entry(step: TimetableStep, quotes: Mapping[int, str]) -> Entry:
    day = date.fromisoformat(step.end)
    lines = [f"Owner: {step.owner}"] if step.owner else []
    lines += [f"Source: {' '.join(quotes[n].split())}" for n in step.citations if n in quotes]
    key = f"{step.id}:{step.step}:{step.end}"
    return Entry(key, f"By today: {step.step}", day, day, "\n".join(lines))
