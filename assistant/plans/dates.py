"""Dates of a plan: months counted from its start, and those that a recommendation states."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTH_NUMBERS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTH_NUMBERS["sept"] = 9
_MONTH = r"(?P<month>" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")"
_BY = (
    r"(?:by|before|until|no later than|not later than|in time for)\s+(?:the\s+)?"
    r"(?P<end>end\s+of\s+)?(?:the\s+)?"
)
NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS = {word: number for number, word in enumerate(NUMBER_WORDS, start=1)}
_NUMBERS |= {"eighteen": 18, "twenty-four": 24}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_MOST_YEARS = 30
_DAY = re.compile(
    rf"\b{_BY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+(?P<year>(?:19|20|21)\d{{2}})\b",
    re.I,
)
_OF_MONTH = re.compile(rf"\b{_BY}{_MONTH}\.?,?\s+(?P<year>(?:19|20|21)\d{{2}})\b", re.I)
_BARE_MONTH = re.compile(rf"\b{_BY}{_MONTH}\b(?!\.?,?\s+\d)", re.I)
_FIGURES = re.compile(
    rf"\b{_BY}(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]"
    r"(?P<year>(?:19|20|21)\d{2}|\d{2})\b",
    re.I,
)
_ISO = re.compile(
    rf"\b{_BY}(?P<year>(?:19|20|21)\d{{2}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})\b", re.I
)
_FINANCIAL = re.compile(
    rf"\b{_BY}(?:financial\s+year\s+)?(?P<year>(?:19|20|21)\d{{2}})[/–-](?P<next>\d{{2}}|\d{{4}})\b",
    re.I,
)
_YEAR_END = re.compile(
    r"\b(?:by|before)\s+(?:the\s+)?end\s+of\s+(?P<year>(?:19|20|21)\d{2})\b(?![/–-])", re.I
)
_BARE_YEAR = re.compile(r"\bby\s+(?P<year>20\d{2})\b(?!\s*[/–-]|\s+(?:per|people|of)\b)", re.I)
_WITHIN = re.compile(
    rf"\b(?:within|in)\s+(?:the\s+(?:next|first)\s+)?{_COUNT}\s+(?P<unit>days?|weeks?|months?|years?)\b"
    r"(?P<of>\s+(?:of|after|from)\s+(?:the\s+date\s+of\s+)?(?:(?:the|this|our)\s+)?(?:report[’']s?\s+)?"
    r"(?:final\s+)?(?:publication|report|decision|recommendations?|inspection|audit)\b)?"
    r"(?!\s+(?:of|after|from|before|to)\b)",
    re.I,
)


def first_day(month: str) -> date:
    """Return the first day of a month written “2027-04”."""
    year, number = month.split("-")
    return date(int(year), int(number), 1)


def shifted(day: date, months: int) -> date:
    """Return the first day of the month so many months later."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def month_end(day: date) -> date:
    """Return the last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def after_months(start: date, months: int) -> date:
    """Return the last day of the so-manieth month, the start's own being the first."""
    return month_end(shifted(start, months - 1))


def written(day: date | str) -> str:
    """Return “30 September 2027”; a day in ISO 8601 is taken too."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date that a text demands, and the words that say so.

    ``certain`` is false where the text leaves out the year or says from when it counts.
    """

    day: date
    phrase: str
    certain: bool = True


def stated_date(text: str, start: date, published: date | None = None) -> StatedDate | None:
    """Return the first date that a text demands something by; None where it states none."""
    found = [
        (match.start(), stated)
        for pattern, read in _READERS
        for match in pattern.finditer(text)
        if (stated := read(match, start, published))
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _of_day(match: re.Match[str], start: date, published: date | None) -> StatedDate | None:
    parts = match.groupdict()
    year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    month = MONTH_NUMBERS.get(parts["month"].lower()) or int(parts["month"])
    try:
        day = date(year, month, int(parts["day"]))
    except ValueError:
        return None
    return StatedDate(_before(match, day), match[0])


def _of_month(match: re.Match[str], start: date, published: date | None) -> StatedDate | None:
    first = date(int(match["year"]), MONTH_NUMBERS[match["month"].lower()], 1)
    if match[0].lower().startswith("before") and not match["end"]:
        return StatedDate(first - timedelta(days=1), match[0])
    return StatedDate(month_end(first), match[0])


def _of_bare_month(match: re.Match[str], start: date, published: date | None) -> StatedDate | None:
    number = MONTH_NUMBERS[match["month"].lower()]
    if match["month"].islower():  # “by may” is no month
        return None
    year = start.year + (number < start.month)
    return StatedDate(month_end(date(year, number, 1)), match[0], certain=False)


def _of_financial_year(
    match: re.Match[str], start: date, published: date | None
) -> StatedDate | None:
    year = int(match["year"])
    follows = int(match["next"]) % 100 == (year + 1) % 100
    return StatedDate(date(year + 1, 3, 31), match[0]) if follows else None


def _of_year(match: re.Match[str], start: date, published: date | None) -> StatedDate | None:
    return StatedDate(date(int(match["year"]), 12, 31), match[0])


def _of_bare_year(match: re.Match[str], start: date, published: date | None) -> StatedDate | None:
    return StatedDate(date(int(match["year"]), 12, 31), match[0], certain=False)


def _within(match: re.Match[str], start: date, published: date | None) -> StatedDate | None:
    count = _NUMBERS.get(match["count"].lower()) or int(match["count"])
    if not count or (match["unit"].lower().startswith("year") and count > _MOST_YEARS):
        return None
    since = published if match["of"] and published else start
    unit = match["unit"].lower()
    if unit.startswith(("month", "year")):
        months = count * (12 if unit.startswith("year") else 1)
        day = shifted(since, months)
        last = calendar.monthrange(day.year, day.month)[1]
        day = day.replace(day=min(since.day, last))
        day = day - timedelta(days=1) if since.day == 1 else day
    else:
        day = since + timedelta(days=count * (7 if unit.startswith("week") else 1))
    if match[0].lower().startswith("in ") and "next" not in match[0].lower():
        return None
    return StatedDate(day, match[0], certain=bool(match["of"] and published))


def _before(match: re.Match[str], day: date) -> date:
    return day - timedelta(days=1) if match[0].lower().startswith("before") else day


_READERS = (
    (_DAY, _of_day),
    (_OF_MONTH, _of_month),
    (_FIGURES, _of_day),
    (_ISO, _of_day),
    (_FINANCIAL, _of_financial_year),
    (_YEAR_END, _of_year),
    (_BARE_YEAR, _of_bare_year),
    (_WITHIN, _within),
    (_BARE_MONTH, _of_bare_month),
)
