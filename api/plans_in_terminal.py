"""Timetables for the terminal."""

from __future__ import annotations

from typing import Any

from api.drafting import timetable_calendar
from api.plan_shapes import TimetableShape
from assistant.plans.dates import written


def timetables_text(found: dict[str, Any]) -> str:
    """Return the timetables there are, each with its steps counted."""
    entries = found["timetables"]
    if not entries:
        return "No document has a timetable."
    return "\n".join(
        f"{one['id']}\n  {one['title']}: {one['steps']} steps, {one['first']} to {one['last']}"
        for one in entries
    )


def timetable_text(found: dict[str, Any]) -> str:
    """Return a dated timetable, a step a line with its owner and its source below."""
    quotes = {one["marker"]: " ".join(one["quote"].split()) for one in found["citations"]}
    lines = [f"{found['title']}, from {found['start']}", ""]
    for number, step in enumerate(found["steps"], start=1):
        when = f"by {written(step['end'])}" if step["end"] else "not dated in the document"
        lines.append(f"{number}. {step['step']}: {when}")
        if step["owner"]:
            lines.append(f"   Owner: {step['owner']}")
        lines += [f"   Source: “{quotes[marker]}”" for marker in step["citations"]]
    return "\n".join(lines)


def calendar_text(found: dict[str, Any]) -> str:
    """Return a dated timetable for a calendar program."""
    return timetable_calendar(TimetableShape.model_validate(found)).rstrip()
