"""Timetables found by the structure of documents, and moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from assistant.plans.timetables import timetable, timetables_of
from assistant.plans.to_calendar import as_calendar
from corpus.errors import TimetableUnknown
from ingest.pipeline import ingest

TOOLKIT = "age-equality-audit-implementation"

TABLE = """\
# Review of libraries

| Milestone | Date | Owner |
| --- | --- | --- |
| Survey users | 31 March 2019 | Library service |
| Publish options | By end of June 2019 | Scrutiny board |
| Decide | September 2019 | Pat Example |

## Visits

| Place | When | Attendance |
| --- | --- | --- |
| Northtown | 3 May 2019 | 12 |
| Southtown | 4 June 2019 | 3 |
| Weston | 5 July 2019 | 4 |

# Programme

## Stage 1: Preparing

By end of May 2020

## Stage 2: Trying it

See [the guide](https://example.org/guide). Complete by November 2020

Complete by November 2020

## Stage 3: Learning

Ongoing
"""


def test_the_nine_steps_keep_their_distance_from_any_start(reports_library) -> None:
    steps = timetable(reports_library, TOOLKIT).shifted("2027-10")
    assert [(step.step, step.end) for step in steps] == [
        ("Getting started", "2027-10-31"),
        ("Mapping the key steps", "2027-11-30"),
        ("Engaging stakeholders", ""),
        ("Making links with other programmes", "2027-11-30"),
        ("Collecting data", "2027-12-31"),
        ("Undertaking the audit", "2028-01-31"),
        ("Preparing an action plan", "2028-04-30"),
        ("Sharing the conclusions", ""),
        ("Reviewing progress", "2029-03-31"),
    ]
    assert steps[0].owner == "PCT chief executive and director of adult social services"
    assert all(step.start >= "2027-10-01" for step in steps)
    assert all(step.start <= step.end for step in steps if step.end)
    leap = timetable(reports_library, TOOLKIT).shifted("2027-01")
    assert leap[5].end == "2027-04-30"
    assert timetable(reports_library, TOOLKIT).shifted("2027-11")[5].end == "2028-02-29"


def test_each_step_cites_its_name_and_deadline_verbatim(reports_library) -> None:
    found = timetable(reports_library, TOOLKIT)
    text = reports_library.text(TOOLKIT)
    assert len(found.citations) == len(found.steps) == 9
    assert all(one.quote == text[one.start : one.end] for one in found.citations)
    assert found.citations[5].quote.endswith("Complete by end of January 2011")
    assert [step.link for step in found.shifted("2027-10")] == [one.url for one in found.citations]


def test_only_what_has_steps_with_months_is_a_timetable(reports_library) -> None:
    assert [one.id for one in timetables_of(reports_library)] == [TOOLKIT]
    with pytest.raises(TimetableUnknown):
        timetable(reports_library, "nothing")


def test_tables_and_headings_of_any_document_serve(make_library, tmp_path: Path) -> None:
    library = make_library()
    assert timetables_of(library) == ()
    (tmp_path / "review.md").write_text(TABLE, "utf-8")
    ingest(library, [tmp_path / "review.md"], lambda name, done, total: None)
    headed, tabled = timetables_of(library)
    assert (headed.id, tabled.id) == ("review", "review-2")
    steps = headed.shifted("2027-01")
    assert [(step.step, step.end) for step in steps] == [
        ("Preparing", "2027-01-31"),
        ("Trying it", "2027-07-31"),
        ("Learning", ""),
    ]
    assert steps[1].link == "https://example.org/guide"
    rows = tabled.shifted("2027-01")
    assert [(row.step, row.end, row.owner) for row in rows] == [
        ("Survey users", "2027-01-31", "Library service"),
        ("Publish options", "2027-04-30", "Scrutiny board"),
        ("Decide", "2027-07-31", ""),
    ]


def test_a_calendar_has_every_dated_step_as_a_day(reports_library) -> None:
    found = timetable(reports_library, TOOLKIT)
    written = as_calendar(found.title, found.shifted("2027-10"), found.citations)
    assert written == as_calendar(found.title, found.shifted("2027-10"), found.citations)
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len(events) == 7
    assert events[0]["summary"] == "By today: Getting started"
    assert f"{events[0]['dtstart'].dt}" == "2027-10-31"
    assert "By end of October 2010" in events[0]["description"]
    assert len({event["uid"] for event in events}) == 7
