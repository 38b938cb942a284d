"""What numbers are of and per: the same in a sentence as in its sources."""

from __future__ import annotations

import pytest

from assistant.verification.measures import foreign_measures, measure_of
from assistant.verification.values import values_in

SOURCE = (
    "Gritters cover 740 km of roads. Help costs £165 per person per year. The average award was "
    "£118. A yearly cost of £1.3m was met, and 260 passengers ride each day."
)


@pytest.mark.parametrize(
    ("text", "unit", "rate"),
    [
        ("740 km of roads", "kilometre", ""),
        ("9,400 tonnes of salt", "tonne", ""),
        ("£165 per person per year", "", "year"),
        ("£780,000 a year", "", "year"),
        ("£40 weekly", "", "week"),
        ("260 passengers a day", "", "day"),
        ("a yearly cost of £1.3m", "", "year"),
        ("£4.20 a mile", "", "mile"),
        ("740 lamps", "", ""),
        ("40 men and 30 women a day", "", ""),
    ],
)
def test_units_and_rates_are_read(text: str, unit: str, rate: str) -> None:
    measure = measure_of(values_in(text)[0], text)
    assert (measure.unit, measure.rate) == (unit, rate)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Gritters cover 740 miles of roads.", ["740 miles"]),
        ("Help costs £165 per person per week.", ["£165 per person per week"]),
        ("The average award was £118 a month.", ["£118 a month"]),
        ("It cost £1.3m a month.", ["£1.3m a month"]),
        ("It carries 260 passengers a week.", ["260 passengers a week"]),
    ],
)
def test_a_number_in_another_measure_is_named(sentence: str, named: list[str]) -> None:
    assert list(foreign_measures(sentence, [SOURCE])) == named


@pytest.mark.parametrize(
    "sentence",
    [
        "Gritters cover 740 kilometres.",
        "It cost £1.3m a year.",
        "Help costs £165 annually for each person.",
        "Some 260 people ride daily.",
        "It carries 260 passengers.",
        "Gritters cover 900 miles of roads.",
    ],
)
def test_the_same_measure_and_none_and_numbers_that_no_source_has_are_left(sentence: str) -> None:
    assert list(foreign_measures(sentence, [SOURCE])) == []
