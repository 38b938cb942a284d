"""Dates as plans write them."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.plans.written_dates import dates_in, dates_within, names_a_month


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("31.3.10", "2010-03-31", "2010-03-31"),
        ("30/06/2027", "2027-06-30", "2027-06-30"),
        ("by end of March 2028", "2028-03-01", "2028-03-31"),
        ("31st of March, 2028", "2028-03-31", "2028-03-31"),
        ("Mar-28", "2028-03-01", "2028-03-31"),
        ("Sept '27", "2027-09-01", "2027-09-30"),
        ("2027-04", "2027-04-01", "2027-04-30"),
        ("2027-04-30", "2027-04-30", "2027-04-30"),
        ("Q2 2027/28", "2027-07-01", "2027-09-30"),
        ("Q4 27/28", "2028-01-01", "2028-03-31"),
        ("the second quarter of 2027/28", "2027-07-01", "2027-09-30"),
        ("Quarter 1, 2027-28", "2027-04-01", "2027-06-30"),
        ("2027/28", "2027-04-01", "2028-03-31"),
        ("2027-28", "2027-04-01", "2028-03-31"),
        ("2012-13", "2012-04-01", "2013-03-31"),
        ("2027/28 Q4", "2028-01-01", "2028-03-31"),
        ("2012-13 Q4", "2013-01-01", "2013-03-31"),
        ("H1 2027/28", "2027-04-01", "2027-09-30"),
        ("mid-2027", "2027-01-01", "2027-12-31"),
        ("31-Mar-13", "2013-03-31", "2013-03-31"),
        ("FY27/28", "2027-04-01", "2028-03-31"),
        ("2009-2011", "2009-01-01", "2011-12-31"),
        ("Autumn 2027", "2027-09-01", "2027-11-30"),
        ("winter 2027", "2027-12-01", "2028-02-29"),
        ("09/2027", "2027-09-01", "2027-09-30"),
        ("in 2028", "2028-01-01", "2028-12-31"),
        ("May 30, 2027", "2027-05-30", "2027-05-30"),
    ],
)
def test_a_date_is_a_stretch_of_days(text: str, start: str, end: str) -> None:
    (found,) = dates_in(text)
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))
    assert found.possible
    assert found.span.of(text) == found.text


@pytest.mark.parametrize(
    "text",
    ["Ongoing", "£2,027", "May 30 people", "2,027 people", "2027 people", "1.2.3", "13/2027"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates_in(text) == ()


@pytest.mark.parametrize("text", ["31 June 2027", "30/02/2028", "2027-13-01"])
def test_a_day_that_no_calendar_has_is_said_to_be_impossible(text: str) -> None:
    (found,) = dates_in(text)
    assert not found.possible


def test_months_share_the_year_that_only_the_last_gives() -> None:
    first, last = dates_in("July to September 2027")
    assert (first.start, last.end) == (date(2027, 7, 1), date(2027, 9, 30))


def test_a_month_alone_is_a_time_and_no_date() -> None:
    assert names_a_month("by the end of March")
    assert names_a_month("September")
    assert not names_a_month("We may march")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("end of Q1", "2027-04-01", "2027-06-30"),
        ("Quarter 4", "2028-01-01", "2028-03-31"),
        ("30 June", "2027-06-30", "2027-06-30"),
        ("by end March", "2028-03-01", "2028-03-31"),
        ("Sept", "2027-09-01", "2027-09-30"),
        ("May 2029", "2029-05-01", "2029-05-31"),
    ],
)
def test_a_date_without_its_year_is_of_the_plans_year(text: str, start: str, end: str) -> None:
    (found,) = dates_within(text, date(2027, 4, 1), date(2028, 3, 31))
    assert (found.start, found.end) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "end"), [("Q1", date(2029, 3, 31)), ("Q1", None), ("staff may ask", date(2028, 3, 31))]
)
def test_a_date_that_may_be_of_several_years_is_none(text: str, end: date | None) -> None:
    assert dates_within(text, date(2027, 4, 1), end) == ()
