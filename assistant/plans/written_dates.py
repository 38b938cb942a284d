"""Dates as plans write them: days, months, quarters, seasons, financial and calendar years.

A date is a stretch of days, both ends inclusive: "March 2028" is 1 to 31 March, "Q2 2027/28" is
July to September 2027 (a council's year begins in April), "by end of 2027/28" is up to 31 March.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.words import Span

_NAMES = [name.lower() for name in calendar.month_name[1:]]
_SHORT = [*(name[:3] for name in _NAMES), "sept"]
_MONTH = rf"(?:{'|'.join([*_NAMES, *_SHORT])})(?![a-z])\.?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_DATE = re.compile(
    rf"""
    (?<![\d.,£/-])(?P<y_year>20\d\d)(?:\s?[/–-]\s?(?P<y_next>(?:20)?\d\d))?[\s,:-]+
      q(?:uarter|tr)?\s?(?P<y_quarter>[1-4])(?!\d)
    | (?<![\d.])(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>(?:0[1-9]|1[0-2])(?!-?\d)|\d\d(?=-\d\d))
      (?:-(?P<iso_day>\d\d))?(?![\d-])
    | (?<![\d./])(?P<day>\d{{1,2}})\s?[./-]\s?(?P<month>\d{{1,2}})\s?[./-]\s?
      (?P<year>(?:19|20)\d\d|\d\d)(?![\d/])
    | (?<!\d)(?P<day_before>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<name>{_MONTH})
      (?:[\s,-]+(?P<name_year>{_YEAR}|\d\d(?!\d|:)))?(?!\d)
    | (?<![\d./])(?P<m_month>0?[1-9]|1[0-2])\s?[./]\s?(?P<m_year>20\d\d)(?![\d/])
    | \b(?P<us_name>{_MONTH})\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_year>{_YEAR})
    | \b(?:q(?:uarter|tr)?\s?|quarter\s+)(?P<quarter>[1-4])[\s,(]*(?:of\s+|in\s+)?(?:fy\s?)?
      (?P<q_year>(?:20)?\d\d)(?:\s?[/–-]\s?(?P<q_next>(?:20)?\d\d))?(?!\d)
    | \b(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)\s+quarter\s+(?:of\s+)?
      (?:fy\s?)?(?P<o_year>20\d\d)(?:\s?[/–-]\s?(?P<o_next>(?:20)?\d\d))?(?!\d)
    | \bh(?:alf\s)?(?P<half>[12])[\s,]+(?:of\s+)?(?P<h_year>20\d\d)
      (?:\s?[/–-]\s?(?P<h_next>(?:20)?\d\d))?(?!\d)
    | \b(?:mid|early|late|end)-(?P<mid_year>20\d\d)(?![\d/])
    | \b(?P<month_name>{_MONTH})(?:[\s,/-]*(?P<month_year>{_YEAR})|[/-](?P<month_tens>\d\d)
      |\s(?P<month_end>\d\d)(?=\s*(?:$|[;)(,\n–-])))(?!\d)
    | \b(?P<season>spring|summer|autumn|winter)[\s,]+(?:of\s+)?(?P<season_year>20\d\d)
      (?:\s?[/–-]\s?(?:20)?\d\d)?(?!\d)
    | \bfy\s?(?P<fy>\d\d)\s?/\s?(?P<fy_next>\d\d)(?!\d)
    | (?<![\d.,£/-])(?P<first_year>(?:19|20)\d\d)\s?[/–-]\s?(?P<next_year>(?:19|20)?\d\d)(?![\d/-])
    | (?<![\d.,£/-])(?P<only_year>(?:19|20)\d\d)(?![\d/]|[.,]\d|\s?(?:%|per\s?cent|people|pounds))
    | \b(?P<bare_month>{"|".join(_NAMES)})(?![a-z])(?=\s?(?:to|and|–|-|,|or|/)\s?(?:\d{{1,2}}\s+)?
      {_MONTH}[\s,/-]*(?P<shared_year>{_YEAR}))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BY_MONTH_ALONE = re.compile(
    rf"\b(?:by|before|until|end(?:\s+of)?|in|from|each|every|early|mid|late)[\s-]+{_MONTH}(?!\w)"
    rf"|^\W*{_MONTH}\W*$",
    re.IGNORECASE,
)


_NO_YEAR = re.compile(
    rf"\b(?:q(?:uarter|tr)?\s?|quarter\s+)(?P<q>[1-4])(?!\d)"
    rf"|\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<m>{_MONTH})(?!\s*\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """First and last day that a date means; ``possible`` is false of 31 June and the like."""

    start: date
    end: date
    text: str
    span: Span
    possible: bool = True

    def overlaps(self, other: WrittenDate) -> bool:
        """Tell whether both can be the same day."""
        return self.start <= other.end and other.start <= self.end


@lru_cache(maxsize=8192)
def dates_in(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates that a text gives with their year, in order."""
    return tuple(found for match in _DATE.finditer(text) if (found := _date(match)))


def dates_within(text: str, start: date | None, end: date | None) -> tuple[WrittenDate, ...]:
    """Return the dates of a text, those too that leave the year to the plan, which runs from
    ``start`` to ``end``: "end of Q1" and "30 June" where one year alone has them in that time."""
    if (found := dates_in(text)) or start is None or end is None:
        return found
    monthly = names_a_month(text)
    said = (match for match in _NO_YEAR.finditer(text) if match["q"] or match["d"] or monthly)
    return tuple(one for match in said if (one := _within(match, start, end)))


def _within(match: re.Match[str], start: date, end: date) -> WrittenDate | None:
    fits = []
    for year in range(start.year - 1, end.year + 1):
        if match["q"]:
            first, last = _quarter(int(match["q"]), year, financial=True)
        else:
            first, last, possible = _day_or_month(str(year), _number(match["m"]), match["d"])
            if not possible:
                continue
        if start <= last and first <= end:
            fits.append((first, last))
    if len(fits) != 1:
        return None
    return WrittenDate(*fits[0], match.group(), Span(*match.span()))


def names_a_month(text: str) -> bool:
    """Tell whether a text says a month as a time and leaves the year to the reader."""
    return bool(_BY_MONTH_ALONE.search(text))


def month_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day of an ISO month, day or year; None if it is none."""
    found = dates_in(text)
    return (found[0].start, found[-1].end) if found else None


def _date(match: re.Match[str]) -> WrittenDate | None:
    found = next(_stretches(match), None)
    if found is None:
        return None
    start, end, possible = found
    return WrittenDate(start, end, match.group(), Span(*match.span()), possible)


def _stretches(match: re.Match[str]) -> Iterator[tuple[date, date, bool]]:
    part = match.groupdict()
    if part["iso_year"]:
        yield _day_or_month(part["iso_year"], part["iso_month"], part["iso_day"])
    elif part["day"]:
        if 1 <= int(part["month"]) <= 12 or int(part["day"]) > 12:
            yield _day_or_month(part["year"], part["month"], part["day"])
    elif part["name"]:
        if part["name_year"]:
            yield _day_or_month(part["name_year"], _number(part["name"]), part["day_before"])
    elif part["us_name"]:
        yield _day_or_month(part["us_year"], _number(part["us_name"]), part["us_day"])
    else:
        yield from _longer(part)


def _longer(part: dict[str, str | None]) -> Iterator[tuple[date, date, bool]]:
    """Months, quarters, seasons and years."""
    if part["month_name"]:
        year = part["month_year"] or part["month_tens"] or str(part["month_end"])
        yield _day_or_month(year, _number(part["month_name"]), None)
    elif part["m_month"]:
        yield _day_or_month(str(part["m_year"]), part["m_month"], None)
    elif part["bare_month"]:
        yield _day_or_month(str(part["shared_year"]), _number(part["bare_month"]), None)
    else:
        yield from _years_and_their_parts(part)


def _years_and_their_parts(part: dict[str, str | None]) -> Iterator[tuple[date, date, bool]]:
    if part["quarter"] or part["ordinal"] or part["y_quarter"]:
        ordinal = _ORDINALS.get(str(part["ordinal"]).lower(), 0)
        number = int(part["quarter"] or part["y_quarter"] or ordinal)
        year = _full(str(part["q_year"] or part["o_year"] or part["y_year"]))
        financial = bool(part["q_next"] or part["o_next"] or part["y_next"])
        yield (*_quarter(number, year, financial), True)
    elif part["half"]:
        first = (1 if not part["h_next"] else 4) + 6 * (int(part["half"]) - 1)
        yield (*_months(_full(str(part["h_year"])), first, 6), True)
    elif part["mid_year"]:
        yield (*_months(_full(part["mid_year"]), 1, 12), True)
    elif part["season"]:
        first = _SEASONS[part["season"].lower()]
        yield (*_months(_full(str(part["season_year"])), first, 3), True)
    elif part["fy"]:
        yield (*_months(_full(part["fy"]), 4, 12), True)
    elif part["first_year"]:
        yield from _years(_full(part["first_year"]), str(part["next_year"]))
    elif part["only_year"]:
        yield (*_months(_full(part["only_year"]), 1, 12), True)


_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "final": 4, "last": 4,
}  # fmt: skip


def _years(first: int, following: str) -> Iterator[tuple[date, date, bool]]:
    """A financial year, or several years of either kind: "2027/28", "2027-2030"."""
    last = _full(following)
    if first + 1 < last <= first + 20:
        yield date(first, 1, 1), date(last, 12, 31), True
    elif last == first + 1:
        yield date(first, 4, 1), date(last, 3, 31), True


def _quarter(number: int, year: int, financial: bool) -> tuple[date, date]:
    """A quarter of a financial year; of a year alone it may be of either kind."""
    of_financial = _months(year, 1 + 3 * number, 3)
    if financial:
        return of_financial
    return date(year, 3 * number - 2, 1), of_financial[1]


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = year * 12 + month - 1
    after = first + count
    start = date(first // 12, first % 12 + 1, 1)
    return start, date(after // 12, after % 12 + 1, 1) - timedelta(days=1)


def _day_or_month(year: str, month: str | int, day: str | None) -> tuple[date, date, bool]:
    y, m = _full(year), int(month)
    if not 1 <= m <= 12:
        start, end = date(y, 1, 1), date(y, 12, 31)
        return start, end, False
    start, end = _months(y, m, 1)
    if day is None:
        return start, end, True
    if 1 <= int(day) <= end.day:
        return date(y, m, int(day)), date(y, m, int(day)), True
    return end, end, False


def _number(name: str) -> int:
    return _SHORT.index(name.lower().rstrip(".")[:3]) + 1


def _full(year: str) -> int:
    digits = year.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)
