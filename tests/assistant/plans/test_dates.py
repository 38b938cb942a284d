"""Dates that recommendations state, and months counted from a start."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.plans.dates import after_months, shifted, stated_date, written

START = date(2027, 4, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Publish it by March 2028.", date(2028, 3, 31)),
        ("Publish it by the end of June 2028.", date(2028, 6, 30)),
        ("Publish it before April 2028.", date(2028, 3, 31)),
        ("Publish it by 15th May 2028.", date(2028, 5, 15)),
        ("Publish it by 31.3.28", date(2028, 3, 31)),
        ("Publish it by 2028-02-29", date(2028, 2, 29)),
        ("Publish it by the end of 2028.", date(2028, 12, 31)),
        ("Publish it by the end of the financial year 2027/28.", date(2028, 3, 31)),
        ("Publish it within six months.", date(2027, 9, 30)),
        ("Publish it within 10 weeks.", date(2027, 6, 10)),
        ("Publish it by June.", date(2027, 6, 30)),
        ("Publish it by February.", date(2028, 2, 29)),
        ("Publish it by March 2010.", date(2010, 3, 31)),
    ],
)
def test_a_stated_date_is_read(text: str, day: date) -> None:
    found = stated_date(text, START)
    assert found is not None
    assert found.day == day
    assert found.phrase in text


@pytest.mark.parametrize(
    "text",
    ["Publish it.", "In March 2028 it was seen", "by 31.13.28", "may be by may", "by 2028/30"],
)
def test_where_none_is_stated_none_is_read(text: str) -> None:
    assert stated_date(text, START) is None


def test_within_publication_counts_from_it() -> None:
    text = "Agree it within eight weeks of publication."
    found = stated_date(text, START, date(2027, 3, 10))
    assert found is not None
    assert (found.day, found.certain) == (date(2027, 5, 5), True)


def test_months_are_counted_with_the_start_as_the_first() -> None:
    assert after_months(START, 1) == date(2027, 4, 30)
    assert after_months(START, 12) == date(2028, 3, 31)
    assert shifted(date(2027, 12, 1), 14) == date(2029, 2, 1)
    assert written(date(2028, 2, 29)) == "29 February 2028"


def test_a_bare_year_is_its_end_and_uncertain() -> None:
    found = stated_date("Increase visits by 20% by 2029.", START)
    assert found is not None
    assert (found.day, found.phrase, found.certain) == (date(2029, 12, 31), "by 2029", False)


def test_what_is_due_within_months_of_a_decision_counts_from_its_publication() -> None:
    text = "Within three months of our final decision, the Council should review it."
    found = stated_date(text, START, date(2027, 5, 10))
    assert found is not None
    assert found.day == date(2027, 8, 10)
