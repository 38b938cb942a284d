"""Plans as Markdown, CSV, JSON and calendars, and back where there is a way back."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import icalendar
import pytest
from full_plan import differences, full_plan

from assistant.plans.csv_plan import plan_as_csv, plan_from_csv
from assistant.plans.from_markdown import plan_from_markdown
from assistant.plans.plan import Action, Plan
from assistant.plans.plan_calendar import days_in, plan_as_calendar
from assistant.plans.plan_formats import PlanFormat, plan_as, plan_from_text
from assistant.plans.to_markdown import plan_as_markdown
from corpus.errors import PlanUnreadable

NOW = datetime(2027, 1, 2, 3, 4, tzinfo=UTC)


def with_action(**fields: str) -> Plan:
    action = Action.model_validate({"id": "A1", "action": "Train staff"} | fields)
    return Plan.model_validate(
        {"title": "Plan", "authority": "Northvale", "sections": [{"actions": [action]}]}
    )


def test_markdown_keeps_all_that_is_seen() -> None:
    plan = full_plan()
    lost = differences(plan, plan_from_markdown(plan_as_markdown(plan)))
    unseen = ("basis", "made_by", "weights", "register")
    assert [path for path in lost if not any(name in path for name in unseen)] == []


def test_markdown_reads_as_it_was_meant() -> None:
    plan = with_action(lead="a|b <script> **x** [1](http://x.example) #", outcome="1. one\n- two")
    read = plan_from_markdown(plan_as_markdown(plan)).actions[0]
    assert read.outcome == "1. one\n- two"
    assert "<script>" in read.lead and read.lead.startswith("a|b")


def test_json_is_the_plan_and_reads_back_alone_or_in_an_answer() -> None:
    plan = full_plan()
    text = plan_as(plan, PlanFormat.JSON).decode()
    assert differences(plan, plan_from_text(text)) == {}
    assert differences(plan, plan_from_text(f'{{"plan": {text}, "markdown": ""}}')) == {}


@pytest.mark.parametrize("text", ["{", '{"a": 1}', '{"sections": 3}', '{"plan": []}'])
def test_json_that_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanUnreadable):
        plan_from_text(text)


WILD = ["=1+1", "+44 20", "-5", "@SUM(A1)", "'=x", "''-y", "\ttab", "plain", "'quoted'"]


@pytest.mark.parametrize("cell", WILD)
def test_csv_runs_nowhere_and_reads_back(cell: str) -> None:
    content = plan_as_csv(with_action(lead=cell, outcome="x")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert rows[0]["Lead"][0] not in "=+-@\t\r"
    assert plan_from_csv(content).actions[0].lead == cell.strip()


def test_csv_keeps_the_actions() -> None:
    plan = full_plan()
    read = plan_from_csv(plan_as_csv(plan).decode("utf-8-sig"))
    wanted = {"basis", "weights", "citations"}
    for before, after in zip(plan.actions, read.actions, strict=True):
        assert after.model_dump(exclude=wanted) == before.model_dump(exclude=wanted)
    assert [s.heading for s in read.sections] == [s.heading for s in plan.sections]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_separated_values_of_any_kind(delimiter: str) -> None:
    text = delimiter.join(["Action", "Owner", "By when"]) + "\n"
    text += delimiter.join(['"Train staff,\nand members; all"', "HR", "2028"]) + "\n"
    action = plan_from_csv(text).actions[0]
    assert (action.action, action.lead, action.deadline) == (
        "Train staff,\nand members; all", "HR", "2028",
    )  # fmt: skip


def test_a_calendar_has_an_entry_for_each_date() -> None:
    book = icalendar.Calendar.from_ical(plan_as_calendar(full_plan(), NOW))
    events = list(book.walk("VEVENT"))
    assert len(events) == 6 + 2
    first = events[0]
    assert first["summary"].startswith("A1 Publish strategy 1")
    assert (first["dtstart"].dt, first["dtend"].dt) == (date(2027, 4, 30), date(2027, 5, 1))
    step = next(e for e in events if e["summary"] == "Final plan agreed")
    assert (step["dtstart"].dt, step["dtend"].dt) == (date(2027, 5, 1), date(2027, 7, 1))


def test_an_entry_is_known_again() -> None:
    plan = full_plan()
    moved = plan.model_copy(
        update={
            "sections": (
                plan.sections[0].model_copy(
                    update={
                        "actions": tuple(
                            a.model_copy(update={"deadline": "2028-01-31"})
                            for a in plan.sections[0].actions
                        )
                    }
                ),
                plan.sections[1],
            )
        }
    )
    uids = [
        [
            event["uid"]
            for event in icalendar.Calendar.from_ical(plan_as_calendar(p, NOW)).walk("VEVENT")
        ]
        for p in (plan, moved)
    ]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == len(uids[0])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2027-09-30", [date(2027, 9, 30)]),
        ("2028-02", [date(2028, 2, 29)]),
        ("31.3.10\n30.06.10", [date(2010, 3, 31), date(2010, 6, 30)]),
        ("by 31/03/2028", [date(2028, 3, 31)]),
        ("30th June 2027 or March 2028", [date(2027, 6, 30), date(2028, 3, 31)]),
        ("31/02/2028", []),
        ("ongoing", []),
    ],
)
def test_days_are_found_as_they_are_written(text: str, days: list[date]) -> None:
    assert days_in(text) == days


def test_a_plan_without_a_date_makes_no_calendar() -> None:
    with pytest.raises(PlanUnreadable, match="No deadline"):
        plan_as_calendar(with_action(deadline="ongoing"))
