"""What follows from the sources' numbers and dates without being said: sums, shares, spans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.verification.values import Value, ValueKind, values_in

_BETWEEN = re.compile(
    r"percentage points?|\b(?:more|less|fewer|higher|lower|up|down|by|rise|rose|fell|fall|short"
    r"|above|below|gap|extra|gained|lost|earlier|later)\b",
    re.IGNORECASE,
)
_GREW = re.compile(
    r"\b(?:up|down|by|rise|rose|risen|fell|fall|fallen|grew|grown|increas\w+|decreas\w+|drop\w*"
    r"|more|fewer|less|cut|reduc\w+)\b", re.IGNORECASE,
)  # fmt: skip
_REACH = 30
_SUMS = (ValueKind.COUNT, ValueKind.MONEY)
_LEAST_SUM = 10
"""Counts up to it are so common that a sum of any two would let wrong ones pass."""


def worked_out(value: Value, text: str, given: Sequence[Value]) -> tuple[Value, ...]:
    """Return the values of a value's kind that follow from two of the sources'.

    A share of one count in another; by how much one grew to the other; the difference where the
    sentence speaks of one; sums and differences of counts; the time between two dates; and a
    share whose measure was said before.
    """
    if value.kind is ValueKind.DATE:
        return ()
    near = text[max(0, value.span.start - _REACH) : value.span.end + _REACH]
    found = [*_shares(value, near, given), *_differences(value, near, given)]
    if value.kind is ValueKind.COUNT and any(v.kind is ValueKind.SHARE for v in values_in(text)):
        found += [100 * one.amount for one in given if one.kind is ValueKind.SHARE]
    return tuple(replace(value, amount=round(amount, 6)) for amount in found)


def _shares(value: Value, near: str, given: Sequence[Value]) -> Iterator[float]:
    if value.kind is not ValueKind.SHARE:
        return
    counts = [one for one in given if one.kind in _SUMS and one.amount > 1]
    for few, many in itertools.permutations(counts, 2):
        if few.kind is many.kind and few.amount < many.amount:
            yield few.amount / many.amount
            if _GREW.search(near):
                yield many.amount / few.amount - 1
                yield 1 - few.amount / many.amount


def _differences(value: Value, near: str, given: Sequence[Value]) -> Iterator[float]:
    alike = [one.amount for one in given if one.kind is value.kind]
    if _BETWEEN.search(near):
        yield from (one - other for one, other in itertools.permutations(alike, 2) if one > other)
    if value.kind in _SUMS and value.amount > _LEAST_SUM:
        for one, other in itertools.combinations(alike, 2):
            yield one + other
            yield abs(one - other)
    if value.kind is ValueKind.MONTHS:
        yield from _spans(given)


def _spans(given: Sequence[Value]) -> Iterator[float]:
    """Yield the months from one date to another, with and without the last."""
    dates = [date for date in given if date.kind is ValueKind.DATE and date.parts[0]]
    for one, other in itertools.combinations(dates, 2):
        years = abs(one.parts[0] - other.parts[0])
        if one.parts[1] and other.parts[1]:
            months = abs(12 * (one.parts[0] - other.parts[0]) + one.parts[1] - other.parts[1])
            yield from (float(months), float(months + 1))
        yield 12.0 * years


_NEXT = re.compile(
    r"\b(?:following|next|later|after(?:wards)?|subsequent|previous|last|earlier|before|that year"
    r"|same year|this year)\b", re.IGNORECASE,
)  # fmt: skip


def is_dated(value: Value, sources: Sequence[str]) -> bool:
    """Tell whether a date follows from what a source says relative to another: "October 2021"
    where it says "the following October" of something in 2020."""
    return any(_follows(value, source) for source in sources if _NEXT.search(source))


def _follows(value: Value, source: str) -> bool:
    year, month, day = value.parts
    dates = [date for date in values_in(source) if date.kind is ValueKind.DATE]
    years = {date.parts[0] for date in dates if date.parts[0]}
    if not year or day or not any(abs(year - one) <= 1 for one in years):
        return False
    if not month:
        return bool(_YEAR_ON.search(source))
    return any(date.parts[1] == month and not date.parts[0] for date in dates) or bool(
        year in years and any(date.parts[1] == month for date in _of_that_year(dates))
    )


_YEAR_ON = re.compile(
    r"\b(?:following|next|previous|last)\s+(?:\w+\s+)?(?:year|spring|summer|autumn|winter)\b"
    r"|\b(?:year|twelve months)\s+(?:earlier|later|before|after)\b", re.IGNORECASE,
)  # fmt: skip


def _of_that_year(dates: Iterable[Value]) -> Iterator[Value]:
    """Yield the months that are given without a year of their own."""
    return (date for date in dates if date.parts[1] and not date.parts[0])
