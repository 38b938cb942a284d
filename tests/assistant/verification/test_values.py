"""Numbers, sums, shares, durations and dates, however they are written."""

from __future__ import annotations

import pytest

from assistant.verification.values import ValueKind, is_given, matching, values_in

COUNT, MONEY, SHARE = ValueKind.COUNT, ValueKind.MONEY, ValueKind.SHARE
DAYS, MONTHS, MINUTES, DATE = ValueKind.DAYS, ValueKind.MONTHS, ValueKind.MINUTES, ValueKind.DATE


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("62 per cent of homes", [(SHARE, 0.62)]),
        ("62% of homes", [(SHARE, 0.62)]),
        ("sixty-two per cent", [(SHARE, 0.62)]),
        ("3.5 percentage points", [(SHARE, 0.035)]),
        ("a quarter of homes", [(SHARE, 0.25)]),
        ("one in four homes", [(SHARE, 0.25)]),
        ("two-thirds of staff", [(SHARE, 2 / 3)]),
        ("down by a third", [(SHARE, 1 / 3)]),
        ("£2.36m", [(MONEY, 2_360_000)]),
        ("£2,360,000", [(MONEY, 2_360_000)]),
        ("two million pounds", [(MONEY, 2_000_000)]),
        ("50p a day", [(MONEY, 0.5)]),
        ("£1.1bn", [(MONEY, 1_100_000_000)]),
        ("two hundred and fifty people", [(COUNT, 250)]),
        ("2,400 lamps", [(COUNT, 2400)]),
        ("a dozen lamps", [(COUNT, 12)]),
        ("1.5 million people", [(COUNT, 1_500_000)]),
        ("24 months", [(MONTHS, 24)]),
        ("two years", [(MONTHS, 24)]),
        ("within six weeks", [(DAYS, 42)]),
        ("ten minutes", [(MINUTES, 10)]),
        ("half a year’s data", [(MONTHS, 6)]),
        ("a year and a half", [(MONTHS, 18)]),
        ("two and a half hours", [(MINUTES, 150)]),
        ("a fortnight", [(DAYS, 14)]),
        ("50 hours or more", [(MINUTES, 3000)]),
        ("50 or more hours", [(MINUTES, 3000)]),
        ("£37,000 in two years", [(MONEY, 37_000), (MONTHS, 24)]),
        ("one of them", []),
        ("the 2nd floor", []),
    ],
)
def test_a_value_is_read_in_the_measure_of_its_kind(text, values) -> None:
    found = [(value.kind, value.amount) for value in values_in(text)]
    assert found == [(kind, pytest.approx(amount)) for kind, amount in values]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("20 to 25 per cent", [(SHARE, 0.2), (SHARE, 0.25)]),
        ("five to ten days", [(DAYS, 5), (DAYS, 10)]),
        ("twenty to thirty thousand", [(COUNT, 20_000), (COUNT, 30_000)]),
        ("£5-10m", [(MONEY, 5_000_000), (MONEY, 10_000_000)]),
        ("£3 to £4 million", [(MONEY, 3_000_000), (MONEY, 4_000_000)]),
        ("between £5 and 10 million", [(MONEY, 5_000_000), (MONEY, 10_000_000)]),
        ("£500 to £1 million", [(MONEY, 500), (MONEY, 1_000_000)]),
        ("£50 and 20 people", [(MONEY, 50), (COUNT, 20)]),
    ],
)
def test_both_ends_of_a_range_have_its_measure(text, values) -> None:
    found = [(value.kind, value.amount) for value in values_in(text)]
    assert found == [(kind, pytest.approx(amount)) for kind, amount in values]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("the third sector", []),
        ("Third sector bodies", []),
        ("four third sector organisations", [(COUNT, 4)]),
        ("in the first quarter", []),
        ("in the second half", []),
        ("the third quarter", []),
    ],
)
def test_what_only_tells_which_is_no_share(text: str, kinds) -> None:
    assert [(value.kind, value.amount) for value in values_in(text)] == kinds


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on 5 March 2011", [(2011, 3, 5)]),
        ("on 5th of March", [(0, 3, 5)]),
        ("March 5th, 2011", [(2011, 3, 5)]),
        ("1/4/2012", [(2012, 4, 1)]),
        ("1.4.12", [(2012, 4, 1)]),
        ("by April 2013", [(2013, 4, 0)]),
        ("in 2009", [(2009, 0, 0)]),
        ("in 2009/10", [(2009, 0, 0)]),
        ("1 April to 31 March 2012", [(2012, 4, 1), (2012, 3, 31)]),
        ("Kent may decide in May", []),
    ],
)
def test_a_date_has_the_parts_that_are_said(text: str, parts) -> None:
    assert [value.parts for value in values_in(text) if value.kind is DATE] == parts


def given(text: str, source: str) -> bool:
    [value] = values_in(text)
    return is_given(value, text, values_in(source))


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("62 per cent", "62% of homes", True),
        ("62 per cent", "63% of homes", False),
        ("a quarter", "25 per cent", True),
        ("two years", "24 months", True),
        ("over 4,000 lamps", "4,120 lamps", True),
        ("under 4,000 lamps", "4,120 lamps", False),
        ("about 4,100 lamps", "4,120 lamps", True),
        ("4,100 lamps", "4,120 lamps", False),
        ("nearly £31,000", "£30,900", True),
        ("£31", "31 lamps", False),
        ("in 2009", "on 5 March 2009", True),
        ("on 5 March 2009", "in 2009", False),
        ("March 2009", "5 April 2009", False),
        ("in 2010", "in 2009/10", True),
        ("in 2011", "in 2009/10", False),
    ],
)
def test_a_value_is_given_where_a_source_says_the_same(text, source, said: bool) -> None:
    assert given(text, source) is said


def test_the_values_that_say_the_same_are_returned() -> None:
    text = "a quarter"
    [value] = values_in(text)
    assert [one.text for one in matching(value, text, values_in("25% or 27%"))] == ["25%"]
