"""Where each action stands on a day: when it is due, whether it is done, red, amber or green."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.plans.checking.cells import is_filled
from assistant.plans.checking.deadlines import is_done, start_of
from assistant.plans.checking.period import due_dates
from assistant.plans.plan import Action
from assistant.plans.written_dates import WrittenDate, dates_in, dates_within

DUE_SOON_DAYS = 28
"""Days before its deadline from which an action is due soon: four weeks, from one meeting of a
committee to the next."""

RULES = (
    "Red: the deadline has passed and the action is not complete, or its note on progress says "
    "red.",
    "Amber: the action is due soon and not complete, has no date that can be read, has no note on "
    "progress once the plan has begun, or its note says amber, at risk or delayed.",
    "Green: the action is complete, or nothing of this holds.",
)
"""How the colours are given, worst first; the first that holds counts."""


Period = tuple[date | None, date | None]
"""The first and the last day of a plan, as far as known."""


class Rag(StrEnum):
    """Red, amber or green, by ``RULES``."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Standing:
    """An action on a day.

    ``due`` is the last day that its deadline allows, None where none can be read; ``days`` is how
    many are left, negative where it is past. ``start`` is when it begins, if that is said.
    """

    action: Action
    due: date | None
    days: int | None
    done: bool
    rag: Rag
    reason: str
    overdue: bool
    due_soon: bool
    no_update: bool
    start: date | None = None


_SAYS = (
    (
        Rag.RED,
        re.compile(
            r"^\W*(?:red|r)\b(?!\s+(?:cross|card))|\b(?:rag|status|rating)\s*[:=]?\s*red\b", re.I
        ),
    ),
    (
        Rag.AMBER,
        re.compile(
            r"^\W*(?:amber|yellow|a)\b(?!\s+\w)|^\W*amber\b|\b(?:rag|status|rating)\s*[:=]?\s*amber\b"
            r"|\bat\s+risk\b|\bdelay(?:ed|s)?\b|\bslipp(?:ed|ing|age)\b|\bbehind\s+(?:schedule|plan)\b"
            r"|\bstalled\b|\bon\s+hold\b|\bpaused\b|\bnot\s+(?:yet\s+)?started\b",
            re.I,
        ),
    ),
)
_COLOUR_ONLY = re.compile(r"^\W*(?:red|amber|yellow|green|r|a|g|blue|b)\W*$", re.IGNORECASE)


def standing(
    action: Action,
    today: date,
    *,
    due_soon_days: int = DUE_SOON_DAYS,
    within: Period = (None, None),
) -> Standing:
    """Return where an action stands; ``within`` are the first and the last day of its plan."""
    begun = within[0] is None or today >= within[0]
    due = due_day(action, today, within)
    days = (due - today).days if due else None
    done = is_done(action.progress)
    overdue = days is not None and days < 0 and not done
    soon = days is not None and 0 <= days <= due_soon_days and not done
    silent = begun and not done and not has_update(action)
    rag, reason = _rag(action, days, done=done, soon=soon, silent=silent)
    return Standing(action, due, days, done, rag, reason, overdue, soon, silent, _start(action))


def has_update(action: Action) -> bool:
    """Tell whether somebody has written how an action goes; a colour alone says so too."""
    return is_filled(action.progress) or bool(_COLOUR_ONLY.match(action.progress.strip()))


def due_day(action: Action, today: date, within: Period = (None, None)) -> date | None:
    """Return the last day of a deadline: of several the next, or the last where all are past."""
    found: Sequence[WrittenDate] = [d for d in dates_within(action.deadline, *within) if d.possible]
    found = found or due_dates(action.target) or due_dates(action.action)
    ends = [each.end for each in found]
    lines = [line for line in action.deadline.splitlines() if dates_within(line, *within)]
    if len(lines) < 2 and ends:
        return ends[-1]
    return min((end for end in ends if end >= today), default=max(ends, default=None))


def _start(action: Action) -> date | None:
    if said := start_of(action):
        return said.start
    found = dates_in(action.deadline)
    ranged = len(found) == 2 and found[0].start < found[1].start
    return found[0].start if ranged and "\n" not in action.deadline else None


def _rag(
    action: Action, days: int | None, *, done: bool, soon: bool, silent: bool
) -> tuple[Rag, str]:
    if done:
        return Rag.GREEN, "complete"
    if days is not None and days < 0:
        return Rag.RED, f"{_days(-days)} overdue"
    said = next((rag for rag, pattern in _SAYS if pattern.search(action.progress)), None)
    if said is Rag.RED:
        return Rag.RED, "its note on progress says so"
    if soon:
        return Rag.AMBER, "due today" if days == 0 else f"due in {_days(days or 0)}"
    if said is Rag.AMBER:
        return Rag.AMBER, "its note on progress says so"
    if days is None:
        return Rag.AMBER, "no date that can be read"
    if silent:
        return Rag.AMBER, "no note on progress"
    return Rag.GREEN, "on time"


def _days(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"
