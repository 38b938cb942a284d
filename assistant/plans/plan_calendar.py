"""The deadlines and dated steps of a plan as a calendar.

An entry is the same to calendars as long as the plan keeps its title and the action its id.
"""

from __future__ import annotations

import calendar as months
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from assistant.plans.about_plan import iso_point
from assistant.plans.calendar_file import Entry, calendar_file
from assistant.plans.plan import Action, Plan, TimetableStep
from corpus.errors import PlanUnreadable

_DATES = re.compile(
    r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])"
    r"|(?<![\d./])\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?![\d./])"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"[a-z]*\.?\s+\d{4}\b",
    re.IGNORECASE,
)
_LONGEST_SUMMARY = 140


def plan_as_calendar(plan: Plan, now: datetime | None = None) -> bytes:
    """Return an entry for each dated step and each day that an action's deadline names.

    A month stands for its last day. ``now`` is when the entries are stamped.

    Raises:
        PlanUnreadable: nothing in the plan has a date.
    """
    entries = list(_entries(plan))
    if not entries:
        raise PlanUnreadable(
            "No deadline in the plan is a date, so there is nothing to put in a calendar."
        )
    stamp = (now or datetime.now(UTC)).replace(microsecond=0)
    return calendar_file(plan.title or "Action plan", entries, stamp)


def _entries(plan: Plan) -> Iterator[Entry]:
    seen: dict[str, int] = {}
    for action in plan.actions:
        seen[action.id] = seen.get(action.id, 0) + 1
        for n, day in enumerate(days_in(action.deadline)):
            key = _key(plan, f"action|{action.id}|{seen[action.id]}|{n}")
            yield Entry(key, _summary(action.id, action.action), day, day, _told(action))
    for number, step in enumerate(plan.timetable):
        ends = _step_days(step)
        if ends:
            owner = f"Owner: {step.owner}" if step.owner else ""
            key = _key(plan, f"step|{step.id or number}")
            yield Entry(key, _summary("", step.step), *ends, owner)


def _step_days(step: TimetableStep) -> tuple[date, date] | None:
    starts, ends = days_in(step.start, first=True), days_in(step.end)
    if not starts and not ends:
        return None
    first, last = (starts or ends)[0], (ends or starts)[-1]
    return min(first, last), max(first, last)


def _summary(reference: str, text: str) -> str:
    words = " ".join(f"{reference} {text}".split()) or "Action"
    return words if len(words) <= _LONGEST_SUMMARY else f"{words[: _LONGEST_SUMMARY - 1]}…"


def _told(action: Action) -> str:
    lines = (("Lead", action.lead), ("Target", action.target), ("Outcome", action.outcome))
    return "\n".join(f"{name}: {' '.join(text.split())}" for name, text in lines if text)


def _key(plan: Plan, part: str) -> str:
    return "\x1f".join((plan.authority, plan.title, part))


def days_in(text: str, *, first: bool = False) -> list[date]:
    """Return the days that a text names, each once; a month is its last day, or its first."""
    found: dict[date, None] = {}
    for match in _DATES.finditer(text):
        day = _day(match[0], first=first)
        if day is not None:
            found[day] = None
    return list(found)


def _day(written: str, *, first: bool) -> date | None:
    parts = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2}|\d{4})", written)
    if parts:
        year = int(parts[3]) + (2000 if len(parts[3]) == 2 else 0)
        written = f"{year}-{int(parts[2]):02}-{int(parts[1]):02}"
    numbers = [int(part) for part in iso_point(written).split("-") if part]
    if len(numbers) == 2 and 1 <= numbers[1] <= 12:
        numbers.append(1 if first else months.monthrange(numbers[0], numbers[1])[1])
    try:
        return date(*numbers) if len(numbers) == 3 else None
    except ValueError:
        return None
