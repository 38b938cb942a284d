"""The date on a cover or title page."""

from __future__ import annotations

import pytest

from corpus.words import Page, Span
from ingest.printed_dates import printed_date

COVER = "On Lamps\n\nA scrutiny review\n\n{}\n\nLampwick Borough Council\n\n1 Lamps\n"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("March 2010", "2010-03"),
        ("12th March 2010", "2010-03-12"),
        ("Published: 12 March 2010", "2010-03-12"),
        ("Final report, Sept. 2010", "2010-09"),
        ("**November, 2010**", "2010-11"),
        ("Date\t1 May 2012", "2012-05-01"),
        ("Cabinet, 6 July 2011", "2011-07-06"),
        ("April 2009 – March 2011", ""),
        ("Action plan 2009-2011, from April 2009", ""),
        ("Comments by 30 June 2010", ""),
        ("Consultation closes 30 June 2010", ""),
        ("Next review: March 2013", ""),
        ("The council bought its lamps in March 2010.", ""),
        ("In this year of grace the council bought lamps, oil and wicks, March 2010", ""),
        ("31 February 2010", ""),
        ("2010", ""),
    ],
)
def test_a_date_alone_in_a_short_line_is_the_reports(line: str, date: str) -> None:
    assert printed_date(COVER.format(line)) == date


def test_a_date_far_into_the_report_is_not_its_own() -> None:
    assert printed_date(f"{'The borough keeps lamps. ' * 100}\nMarch 2010\n") == ""
    text = "On Lamps\n\nBy the Mayor\n\nMarch 2010"
    pages = [Page(1, "", Span(0, 8)), Page(2, "", Span(10, 22)), Page(3, "", Span(24, 34))]
    assert printed_date(text, pages) == ""
