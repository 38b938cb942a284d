"""What sentences claim: of how many, how often, which way."""

from __future__ import annotations

import pytest

from assistant.claims import Direction, counted_in, directions_in, frequencies_in, opposed


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("It has six main themes.", {"main": {6.0}, "theme": {6.0}}),
        (
            "The 1,250 wardens met 30 partners.",
            {"warden": {1250.0}, "met": {1250.0}, "partner": {30.0}},
        ),
        ("Wardens work in 204 of the 253 parishes.", {"parish": {253.0}}),
        ("In 2009 lamps cost £31 each, 13% of it for wire.", {}),
        ("They have six weeks, and 40 people help.", {}),
        ("Sixty partners and twelve towns.", {"partner": {60.0}, "town": {12.0}}),
    ],
)
def test_counts(text: str, counts: dict[str, set[float]]) -> None:
    assert {thing: set(values) for thing, values in counted_in(text).items()} == counts


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("It meets fortnightly.", {"fortnightly"}),
        ("The monthly report", {"monthly"}),
        ("four times a year, or every quarter", {"quarterly"}),
        ("once per year and each week", {"yearly", "weekly"}),
        ("It meets in May.", set()),
    ],
)
def test_frequencies(text: str, often: set[str]) -> None:
    assert frequencies_in(text) == often


def test_opposed_directions() -> None:
    rose, fell = directions_in("the number rose"), directions_in("it has fallen")
    assert rose == {Direction.UP}
    assert opposed(rose, fell)
    assert not opposed(rose, rose | fell)
