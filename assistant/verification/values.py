"""Numbers, sums, shares, durations and dates in a text, however they are written.

"62 per cent", "62%" and "sixty-two per cent" are one value, as are "£2.36m" and "£2,360,000",
"a quarter", "one in four" and "25%", "24 months" and "two years".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from corpus.words import Span


class ValueKind(StrEnum):
    """What is counted; values of two kinds are never equal."""

    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    DAYS = "days"
    MONTHS = "months"
    MINUTES = "minutes"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Value:
    """A value with its place in the text.

    ``amount`` is in the kind's own measure: pounds, a share of 1, days, months, minutes. Of a
    date ``parts`` are year, month and day, 0 where they are not said.
    """

    kind: ValueKind
    amount: float
    text: str
    span: Span
    parts: tuple[int, int, int] = (0, 0, 0)


_UNITS = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ],
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
_FRACTIONS = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4,
    "quarters": 1 / 4, "fifth": 1 / 5, "fifths": 1 / 5, "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
_DURATIONS = {
    "minute": (ValueKind.MINUTES, 1), "hour": (ValueKind.MINUTES, 60),
    "day": (ValueKind.DAYS, 1), "week": (ValueKind.DAYS, 7), "fortnight": (ValueKind.DAYS, 14),
    "month": (ValueKind.MONTHS, 1), "quarter": (ValueKind.MONTHS, 3),
    "year": (ValueKind.MONTHS, 12), "decade": (ValueKind.MONTHS, 120),
}  # fmt: skip
_MONTHS = {
    name: number
    for number, name in enumerate(
        [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ],
        start=1,
    )
}
_MONTH = rf"(?:{'|'.join(map(str.capitalize, _MONTHS))})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""
    (?P<day>\d{{1,2}}){_ORDINAL}\s+(?:of\s+)?(?P<month>{_MONTH})(?:,?\s+(?P<year>(?:19|20)\d\d))?
    | (?P<month2>{_MONTH})(?:\s+(?P<day2>\d{{1,2}}){_ORDINAL}(?!\d))?
      (?:,?\s+(?P<year2>(?:19|20)\d\d))?
    | (?<![\d.])(?P<day3>\d{{1,2}})[./](?P<month3>\d{{1,2}})[./](?P<year3>(?:19|20)?\d\d)(?!\d)
    | (?<![\d.,£/-])(?P<year4>(?:19|20)\d\d)(?:\s?[/–-]\s?(?:19|20)?\d\d(?!\d))?
      (?!\d|,\d|\.\d|\s?(?:%|per\s?cent|people|pounds))
    """,
    re.VERBOSE,
)
_SMALL = "|".join([*list(_UNITS)[1:], *_TENS])
_BIG = "|".join(_SCALES)
_WORDS = rf"(?:{_SMALL})(?:[\s-]+(?:{_BIG})(?:\s+and\s+(?:{_SMALL}))?|[\s-]+(?:{_SMALL}))*"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_PARTS = "|".join(_FRACTIONS)
_QUANTITY = re.compile(
    rf"""(?P<pound>£\s?)?
    (?: (?P<figure>{_FIGURE})(?:\s?(?P<short>k|m|bn)(?!\w)|[\s-]?(?P<scale>{_BIG})\b)?
      | \b(?:(?P<parts>{_SMALL})[\s-]+)?(?P<fraction>{_PARTS})\b
        (?:\s+(?:of\s+)?an?\s+(?P<of>{_BIG})\b)?
      | \b(?P<words>{_WORDS})\b
      | (?<=\ba\s)(?P<alone>hundred|thousand|million|dozen)\b
      | \b(?P<times>twice|doubl\w+|tripl\w+|trebl\w+|halv(?:e|ed|ing)\b))
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_SHARE = re.compile(
    r"-?\s?(?:a\s+century|an\s+hour|a\s+day|sector|part(?:y|ies)|age[ds]?|yearly|ly\b|of\s+the\s+year|year|century|days?|hour"
    r"|time|way|[1-4]\b)", re.IGNORECASE,
)  # fmt: skip
_NTH = re.compile(
    r"\b(?:first|second|third|fourth|final|last|next|previous|each|every|per|this|that|same)\s+$",
    re.IGNORECASE,
)
"""What makes a half or a quarter one of time: "the first quarter of the year"."""

_ORDINALS = frozenset(("third", "fifth", "tenth"))
_A_SHARE = re.compile(r"\b(?:an?|another|by|one)\s+$", re.IGNORECASE)
_PER_CENT = re.compile(r"\s?(?:%|per\s?cent(?:age\s+points?)?\b|percent\b|percentage\s+points?\b)")
_POUNDS, _PENCE = re.compile(r"\s+pounds\b"), re.compile(r"(?:\s+pence\b|p\b)")
_LASTS = re.compile(
    rf"[\s-]+(?:or\s+(?:more|less|fewer)\s+)?(?P<measure>{'|'.join(_DURATIONS)})s?\b(?![\s-]olds?\b)"
)
_HALVES = re.compile(
    rf"""\bhalf\s+an?\s+(?P<of>{"|".join(_DURATIONS)})(?:[’']s)?\b
    | \b(?P<whole>an?|{_SMALL})\s+(?P<lasting>{"|".join(_DURATIONS)})s?\s+and\s+a\s+half\b
    | \b(?P<before>{_SMALL})\s+and\s+a\s+half\s+(?P<after>{"|".join(_DURATIONS)})s\b
    | \ba\s+(?P<fortnight>fortnight)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OUT_OF = re.compile(r"\s+(?:in|out\s+of)\s+(?:every\s+|each\s+|the\s+)?$")
_RANGE = re.compile(r"\s?(?:to|and|or|-|–)\s?$")
_BASES = frozenset((100.0, 1_000.0, 10_000.0, 100_000.0))
_EVERY = re.compile(r"\b(?:every|each|per)\s+$", re.IGNORECASE)
"""Of every hundred, per 1,000: what a rate is of is not counted."""

_UNCOUNTED = frozenset(("one", "1"))
"""What is also said where nothing is counted."""

_TIMES = {"twic": 2.0, "doub": 2.0, "trip": 3.0, "treb": 3.0, "halv": 0.5}
_SAME_YEAR = 40
"""Characters within which a month shares the year of the next date: "January to July 2010"."""


@lru_cache(maxsize=8192)
def values_in(text: str) -> tuple[Value, ...]:
    """Return the values that a text gives, in order; "one" alone counts nothing."""
    dates = [date for match in _DATE.finditer(text) if (date := _date(match))]
    hidden = list(text)
    for date in dates:
        hidden[date.span.start : date.span.end] = "·" * (date.span.end - date.span.start)
    halves = [_half(match) for match in _HALVES.finditer("".join(hidden))]
    for half in halves:
        hidden[half.span.start : half.span.end] = "·" * (half.span.end - half.span.start)
    found = [*_with_years(dates), *halves, *_quantities("".join(hidden))]
    return tuple(sorted(found, key=lambda value: value.span.start))


def _half(match: re.Match[str]) -> Value:
    """Return a duration that has a half: "half a year", "a year and a half"."""
    if match["fortnight"]:
        return Value(ValueKind.DAYS, 14.0, match.group(), Span(*match.span()))
    kind, measure = _DURATIONS[(match["of"] or match["lasting"] or match["after"]).lower()]
    whole = match["whole"] or match["before"] or "zero"
    wholes = 1.0 if whole.lower() in ("a", "an") else _said(whole)
    return Value(kind, (wholes + 0.5) * measure, match.group(), Span(*match.span()))


def _date(match: re.Match[str]) -> Value | None:
    year = next(filter(None, (match[f"year{n}"] for n in ("", 2, 3, 4))), "0")
    month = match["month"] or match["month2"] or ""
    if month == "May" and not (match["day"] or match["day2"] or match["year2"]):
        return None  # mostly the verb
    number = _MONTHS.get(month.lower(), int(match["month3"] or 0))
    day = int(match["day"] or match["day2"] or match["day3"] or 0)
    full = int(year) + (2000 if 0 < int(year) < 100 else 0)
    span = Span(match.start(), match.end())
    return Value(ValueKind.DATE, float(full), match.group(), span, (full, number, day))


def _with_years(values: Sequence[Value]) -> Iterator[Value]:
    for value, after in itertools.zip_longest(values, values[1:]):
        shared = (
            after
            and not value.parts[0]
            and after.parts[1]
            and after.span.start - value.span.end <= _SAME_YEAR
        )
        yield replace(value, parts=(after.parts[0], *value.parts[1:])) if shared else value


def _quantities(text: str) -> Iterator[Value]:
    matches = list(_QUANTITY.finditer(text))
    skip = False
    for before, match, after in zip([None, *matches], matches, [*matches[1:], None], strict=False):
        between = text[match.end() : after.start()] if after else ""
        if skip:
            skip = False
        elif after and _OUT_OF.fullmatch(between) and _is_share(match, after, text):
            share = _amount(match) / _amount(after)
            span = Span(match.start(), after.end())
            skip = True
            yield Value(ValueKind.SHARE, share, span.of(text), span)
        elif after and _RANGE.fullmatch(between) and not _is_measured(match, text):
            # "20 to 25 per cent": the first has the measure of the second.
            if value := _value(after, text):
                yield _ranging(match, after, value)
        elif value := _value(match, text):
            money = value.kind is ValueKind.COUNT and _in_pounds(match, before, text)
            yield replace(value, kind=ValueKind.MONEY) if money else value


def _is_share(match: re.Match[str], after: re.Match[str], text: str) -> bool:
    """Tell whether "N in M" is a share: "£37,000 in two years" is none."""
    lasts = _LASTS.match(text, after.end())
    return bool(_amount(after)) and not lasts and not (match["pound"] and not after["pound"])


def _ranging(match: re.Match[str], after: re.Match[str], value: Value) -> Value:
    """Return the first end of a range in the measure of the second, or in its own pounds."""
    own = _scaled(match, after) * (1.0 if match["pound"] else _measure(after, value))
    kind = ValueKind.MONEY if match["pound"] else value.kind
    return Value(kind, own, match.group().strip(), Span(match.start(), match.end()))


def _is_measured(match: re.Match[str], text: str) -> bool:
    value = _value(match, text)
    if value is None or match["scale"] or match["short"]:
        return True
    return value.kind is not ValueKind.COUNT and not match["pound"]


def _scaled(match: re.Match[str], after: re.Match[str]) -> float:
    """Return the first end of a range in millions where the second is: "£3 to £4 million", but
    not "£500 to £1 million"."""
    own, scale = _amount(match), _scale(after)
    return (
        own * scale if own < 1000 and not match["short"] and own * scale < _amount(after) else own
    )


def _scale(match: re.Match[str]) -> float:
    if match["short"]:
        return float(_SHORT_SCALES[match["short"].lower()])
    written = (match["scale"] or (match["words"] or "").rsplit(" ", 1)[-1]).lower()
    return float(_SCALES.get(written, 1))


def _in_pounds(match: re.Match[str], before: re.Match[str] | None, text: str) -> bool:
    """Tell whether a sum has its pound sign before the range that it ends: "£5-10m"."""
    if before is None or not before["pound"] or before["scale"] or before["short"]:
        return False
    return bool(_RANGE.fullmatch(text[before.end() : match.start()])) and _scale(match) > 1


def _measure(match: re.Match[str], value: Value) -> float:
    amount = _amount(match)
    return value.amount / amount if amount else 1.0


def _value(match: re.Match[str], text: str) -> Value | None:
    amount, span = _amount(match), Span(match.start(), match.end())
    if match["pound"]:
        return Value(ValueKind.MONEY, amount, match.group().strip(), span)
    measures: tuple[tuple[re.Pattern[str], ValueKind, float], ...] = (
        (_PER_CENT, ValueKind.SHARE, 0.01),
        (_POUNDS, ValueKind.MONEY, 1.0),
        (_PENCE, ValueKind.MONEY, 0.01),
    )
    for pattern, kind, measure in measures:
        if behind := pattern.match(text, match.end()):
            whole = Span(match.start(), behind.end())
            return Value(kind, amount * measure, whole.of(text).strip(), whole)
    if match["fraction"] and _is_ordinal(match, text):
        return _counted(match)
    if lasting := _LASTS.match(text, match.end()):
        whole = Span(match.start(), lasting.end())
        kind, measure = _DURATIONS[lasting["measure"]]
        return Value(kind, amount * measure, whole.of(text).strip(), whole)
    if match["fraction"] and not match["of"]:
        return Value(ValueKind.SHARE, amount, match.group().strip(), span)
    if amount in _BASES and _EVERY.search(text[: match.start()]):
        return None
    if match.group().lower() in _UNCOUNTED or re.match(r"(?:st|nd|rd|th)\b", text[match.end() :]):
        return None
    return Value(ValueKind.COUNT, amount, match.group().strip(), span)


def _is_ordinal(match: re.Match[str], text: str) -> bool:
    """Tell whether a fraction only tells which: the third sector, the first quarter of a year."""
    if _NO_SHARE.match(text, match.end()):
        return True
    if match["parts"]:
        return False
    before, written = text[: match.start()], match["fraction"].lower()
    if written in _ORDINALS and not _A_SHARE.search(before):
        return not re.match(r"\s+of\b", text[match.end() :])
    return bool(_NTH.search(before))


def _counted(match: re.Match[str]) -> Value | None:
    """Return the count before an ordinal: "four third sector organisations"."""
    if not match["parts"] or match["parts"].lower() in _UNCOUNTED:
        return None
    span = Span(match.start("parts"), match.end("parts"))
    return Value(ValueKind.COUNT, _said(match["parts"]), match["parts"], span)


def _amount(match: re.Match[str]) -> float:
    """Return what figures or words say, without their measure."""
    if match["figure"]:
        scale = (match["short"] or match["scale"] or "").lower()
        figure = float(match["figure"].replace(",", ""))
        return figure * (_SHORT_SCALES.get(scale) or _SCALES.get(scale) or 1)
    if match["fraction"]:
        parts = _said(match["parts"]) if match["parts"] else 1.0
        whole = _SCALES[match["of"].lower()] if match["of"] else 1
        return parts * _FRACTIONS[match["fraction"].lower()] * whole
    if match["alone"]:
        return float(_SCALES.get(match["alone"].lower(), 12))
    if match["times"]:
        return _TIMES[match["times"].lower()[:4]]
    return _said(match["words"])


def _said(words: str) -> float:
    total = current = 0.0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0.0
        elif word != "and":
            current += _UNITS.get(word, _TENS.get(word, 0))
    return total + current


_MORE = re.compile(
    r"\b(?:over|more than|at least|exceed\w*|above|upwards of|beyond|past|topp\w+|no fewer than"
    r"|not less than)\s+"
    r"(?:a\s+)?$", re.IGNORECASE,
)  # fmt: skip
_LESS = re.compile(
    r"\b(?:under|less than|fewer than|below|up to|at most|nearly|almost|no more than|just short of"
    r"|approaching)\s+(?:a\s+)?$", re.IGNORECASE,
)  # fmt: skip
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|some|close to|circa|in the region of)\s+(?:a\s+)?$",
    re.IGNORECASE,
)
_WIDE, _NEAR, _ROUND = 1.25, 0.08, 0.012
"""How far "over" and "under" may be off, as a factor, "about", as a share, and a fraction in
words ("three fifths", "one in seven") of the share that it stands for; chosen."""

_FRACTION = re.compile(rf"\b(?:{_PARTS})\b|\bin\b", re.IGNORECASE)


def is_given(value: Value, text: str, sources: tuple[Value, ...]) -> bool:
    """Tell whether one of the sources' values says what a value in ``text`` does."""
    return any(_says(value, text, other) for other in sources)


def matching(value: Value, text: str, sources: tuple[Value, ...]) -> list[Value]:
    """Return the sources' values that say what a value in ``text`` does."""
    return [other for other in sources if _says(value, text, other)]


def _says(value: Value, text: str, other: Value) -> bool:
    if value.kind is ValueKind.DATE or other.kind is ValueKind.DATE:
        return value.kind is other.kind and _same_date(value, other)
    large = value.kind is ValueKind.COUNT and value.amount >= 1000
    if value.kind is not other.kind and not (large and other.kind is ValueKind.MONEY):
        return False
    one, two = value.amount, other.amount
    if abs(one - two) <= 1e-9 * max(1.0, abs(two)) or _same_share(value, other):
        return True
    before = text[max(0, value.span.start - 24) : value.span.start]
    if _MORE.search(before) and one <= two <= _WIDE * one:
        return True
    if _LESS.search(before) and two <= one <= _WIDE * two:
        return True
    about = bool(_ABOUT.search(before))
    if value.kind is ValueKind.SHARE and _FRACTION.search(value.text):
        return abs(one - two) <= (_ROUND * 4 if about else _ROUND)
    return about and abs(one - two) <= _NEAR * max(one, two)


def _same_share(value: Value, other: Value) -> bool:
    """Fractions and whole per cents say the same where they round to the same per cent."""
    return value.kind is ValueKind.SHARE and abs(value.amount - other.amount) < 0.005


def _same_date(value: Value, other: Value) -> bool:
    """Every part that is said must be said by the other."""
    if _in_years(value, other):
        return True
    return all(mine in (0, its) for mine, its in zip(value.parts, other.parts, strict=True))


_YEARS = re.compile(r"^((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)?\d\d)$")


def _in_years(value: Value, other: Value) -> bool:
    """Tell whether a year by itself is an end of the years that the other runs over."""
    years = _YEARS.match(other.text)
    if not years or value.parts[1] or value.parts[2]:
        return False
    if own := _YEARS.match(value.text):
        return own[1] == years[1] and own[2][-2:] == years[2][-2:]
    return str(value.parts[0]) in (years[1], years[1][:2] + years[2][-2:])
