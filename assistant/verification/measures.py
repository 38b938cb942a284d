"""What a number is of or per: miles or kilometres, a year or a week; the same in the sources?

``values`` reads how much; a sentence may still take "£165 a year" for "£165 a week".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.verification.values import Value, ValueKind, matching, values_in

_UNITS = {
    "mile": r"miles?|mi\b|mph", "kilometre": r"kilomet(?:re|er)s?|kms?|kph",
    "metre": r"met(?:re|er)s?|m\b", "centimetre": r"centimet(?:re|er)s?|cms?",
    "yard": r"yards?", "hectare": r"hectares?|ha\b", "acre": r"acres?",
    "tonne": r"tonnes?|tons?", "kilogram": r"kilograms?|kilos?|kgs?", "gram": r"grams?|g\b",
    "litre": r"lit(?:re|er)s?", "gallon": r"gallons?",
}  # fmt: skip
_UNIT = re.compile(
    r"\s?(?:square\s|cubic\s)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
    + r")(?!\w)"
)
_RATES = {
    "year": r"years?|annum", "month": r"months?", "week": r"weeks?", "day": r"days?",
    "night": r"nights?", "hour": r"hours?", "mile": r"miles?",
    "kilometre": r"kilomet(?:re|er)s?|km", "tonne": r"tonnes?",
}  # fmt: skip
_ADVERBS = {
    "yearly": "year", "annually": "year", "annual": "year", "monthly": "month",
    "weekly": "week", "daily": "day", "nightly": "night", "hourly": "hour",
}  # fmt: skip
_PER = re.compile(
    r"(?:\s+[\w’'-]+){0,3}?\s+(?:(?:a|an|per|each|every)\s+(?:\w+\s+per\s+)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _RATES.items())
    + rf")(?!\w)|(?P<adverb>{'|'.join(_ADVERBS)})\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?P<adverb>{'|'.join(_ADVERBS)})\s+(?:[\w’'-]+\s+){{1,3}}(?:of|to|at|is|was)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_SAYS = {
    "year": r"\byears?\b|annu|yearly|\btwelve months\b|\b12 months\b|\b(?:19|20)\d\d\b",
    "month": r"month", "week": r"week|fortnight", "day": r"\bdays?\b|daily", "night": r"night",
    "hour": r"hour", "mile": r"\bmiles?\b|mph|mileage", "kilometre": r"kilomet|\bkms?\b|kph",
    "tonne": r"\btonnes?\b|\btons?\b",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is of (``unit``) and per (``rate``), empty where it is not said; ``end`` is
    where that ends in the text."""

    unit: str
    rate: str
    end: int


def measure_of(value: Value, text: str) -> Measure:
    """Return the measure that a text gives a number in."""
    unit = _UNIT.match(text, value.span.end) if value.kind is ValueKind.COUNT else None
    name = next((n for n, said in unit.groupdict().items() if said), "") if unit else ""
    end = unit.end() if unit else value.span.end
    per = _PER.match(text, end)
    if per and not _has_number(text[end : per.end()]):
        return Measure(name, _rate(per), per.end())
    before = _BEFORE.search(text[: value.span.start])
    return Measure(name, _ADVERBS[before["adverb"].lower()] if before else "", end)


def _has_number(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _rate(match: re.Match[str]) -> str:
    if match["adverb"]:
        return _ADVERBS[match["adverb"].lower()]
    return next(name for name in _RATES if match[name])


def foreign_measures(text: str, sources: Sequence[str]) -> Iterable[str]:
    """Yield the numbers with their measures where the sources give the same numbers in others."""
    for value in values_in(text):
        own = measure_of(value, text)
        if value.kind is ValueKind.DATE or not (own.unit or own.rate):
            continue
        pairs = [
            (measure_of(other, source), source)
            for source in sources
            for other in matching(value, text, values_in(source))
        ]
        if pairs and not any(_agrees(own, other, source) for other, source in pairs):
            yield text[value.span.start : own.end]


def _agrees(own: Measure, other: Measure, source: str) -> bool:
    return all(
        mine == its or not mine or (not its and _says(mine, source))
        for mine, its in ((own.unit, other.unit), (own.rate, other.rate))
    )


def _says(name: str, source: str) -> bool:
    """Tell whether a source speaks of a measure at all: it may have said it once for many."""
    pattern = _SAYS.get(name) or rf"\b(?:{_UNITS[name]})(?!\w)"
    return bool(re.search(pattern, source, re.IGNORECASE))
