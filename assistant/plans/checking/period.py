"""Over what time a plan runs, as it says itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from assistant.plans.checking.outside import Outside
from assistant.plans.plan import Plan
from assistant.plans.written_dates import WrittenDate, dates_in, month_of

_BY = re.compile(
    r"\b(?:by|before|until|till|no\s+later\s+than|not\s+later\s+than|deadline\s*:?|due)\s+"
    r"(?:the\s+|mid-?\s?|early\s+|late\s+|close\s+of\s+)*(?:end[\s-](?:of\s+)?(?:the\s+)?)?"
    r"(?:financial\s+year\s+|year\s+)?$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:period|runs?|covers?|covering|spans?|duration|life|lifetime|timeframe|between"
    r"|for\s+the\s+years?)\b",
    re.IGNORECASE,
)
_SHORT = 12
"""Words of a line so short that two dates in it are the plan's own: its subtitle."""
_A_YEAR = 360
"""Days from which a single date, such as 2027/28, is a period."""
_ENDS = re.compile(
    r"\b(?:all\s+(?:the\s+|of\s+the\s+|its\s+)?actions|(?:this|the|our)\s+(?:\w+\s+){0,2}plan)\b"
    r"[^.;]{0,80}\b(?:complet\w+|finish\w*|conclu\w+|ends?|close[sd]?|delivered|done|expires?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """First and last day of a plan as far as known, and the day before which dates are past.

    ``since`` says in words what that day is.
    """

    start: date | None
    end: date | None
    past_before: date
    since: str


def bounds_of(plan: Plan, outside: Outside, today: date | None) -> Bounds:
    """Return the period of a plan: as given, else as its title or its text says it.

    A date within a known period is past only on a day that is asked for (``today``).
    """
    start, end = _period(plan, outside)
    if today and (start is None or today > start):
        return Bounds(start, end, today, "today")
    if start:
        return Bounds(start, end, start, "the plan begins")
    return Bounds(start, end, date.today(), "today")


def due_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates by which a text says that something is done: "by March 2028"."""
    return tuple(each for each in dates_in(text) if _BY.search(text[: each.span.start]))


def _period(plan: Plan, outside: Outside) -> tuple[date | None, date | None]:
    given_start, given_end = month_of(plan.period.start), month_of(plan.period.end)
    start = given_start[0] if given_start else None
    end = given_end[1] if given_end else None
    if start is None and end is None:
        start, end = _period_in_text(plan.title, outside)
    return start, end or _end_in_text(outside)


def _period_in_text(title: str, outside: Outside) -> tuple[date | None, date | None]:
    about = [one for one in outside.sentences if _PERIOD.search(one) or len(one.split()) <= _SHORT]
    for text in (title, *outside.headings, *about):
        found = dates_in(text)
        if len(found) == 2 and found[0].start < found[1].start and _joined(text, *found):
            return found[0].start, found[1].end
        if len(found) == 1 and (found[0].end - found[0].start).days > _A_YEAR:
            return found[0].start, found[0].end
    return None, None


def _joined(text: str, first: WrittenDate, second: WrittenDate) -> bool:
    between = text[first.span.end : second.span.start]
    return bool(re.fullmatch(r"\W*(?:to|until|and|–|-|—)\W*(?:end\s+of\s+)?", between))


def _end_in_text(outside: Outside) -> date | None:
    for sentence in outside.sentences:
        if (found := _ENDS.search(sentence)) and (due := due_dates(sentence[found.start() :])):
            return due[-1].end
    return None
