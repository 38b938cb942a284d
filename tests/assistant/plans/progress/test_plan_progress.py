"""Where a plan stands on a day, what changed, and how that is told and drawn."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.plans.checking.deadlines import is_done
from assistant.plans.plan import Action, Plan
from assistant.plans.progress.report import progress_of
from assistant.plans.progress.status import Rag, standing
from assistant.plans.progress.summary import summary_of
from assistant.plans.progress.timeline import timeline_of
from assistant.plans.progress.versions import changes_between
from corpus.errors import PlanUnreadable

TODAY = date(2027, 10, 15)


def action(**fields: Any) -> Action:
    return Action.model_validate({"id": "a1", "action": "Open the hub", **fields})


def plan(*rows: dict[str, Any], **of_plan: Any) -> Plan:
    whole = {"title": "Hub plan", "period": {"start": "2027-04", "end": "2028-03"}}
    return Plan.model_validate({**whole, "sections": [{"actions": list(rows)}], **of_plan})


@pytest.mark.parametrize(
    ("deadline", "progress", "rag", "reason"),
    [
        ("30 Sept 2027", "Builders late", Rag.RED, "15 days overdue"),
        ("30 Sept 2027", "Complete", Rag.GREEN, "complete"),
        ("30 Sept 2027", "Not complete", Rag.RED, "15 days overdue"),
        ("October 2027", "Under way", Rag.AMBER, "due in 16 days"),
        ("15/10/2027", "Under way", Rag.AMBER, "due today"),
        ("March 2028", "Under way", Rag.GREEN, "on time"),
        ("March 2028", "", Rag.AMBER, "no note on progress"),
        ("March 2028", "Amber", Rag.AMBER, "its note on progress says so"),
        ("March 2028", "At risk: no site yet", Rag.AMBER, "its note on progress says so"),
        ("March 2028", "Red - site lost", Rag.RED, "its note on progress says so"),
        ("March 2028", "G", Rag.GREEN, "on time"),
        ("ongoing", "Under way", Rag.AMBER, "no date that can be read"),
        ("March 2028", "First half done", Rag.GREEN, "on time"),
        ("June 2027", "First half done", Rag.RED, "107 days overdue"),
    ],
)
def test_a_colour_follows_the_stated_rules(
    deadline: str, progress: str, rag: Rag, reason: str
) -> None:
    found = standing(action(deadline=deadline, progress=progress), TODAY)
    assert (found.rag, found.reason) == (rag, reason)


@pytest.mark.parametrize(
    "note",
    [
        *("Complete", "Completed 3 March 2027", "100% complete", "Done.", "Implemented in full"),
        *("100%", "No longer required", "B", "Blue", "Superseded by the depot move"),
    ],
)
def test_a_note_that_says_so_completes_an_action(note: str) -> None:
    assert is_done(note)


@pytest.mark.parametrize(
    "note",
    [
        *("Not complete", "To be completed in May", "80% complete", "3 of 5 complete", ""),
        *("Phase 1 complete", "Nearly done", "Completed apart from the roof", "On track"),
        *("Draft done", "Will be delivered in June", "Incomplete", "99%", "Bids are in"),
    ],
)
def test_a_note_that_holds_something_back_does_not(note: str) -> None:
    assert not is_done(note)


def test_of_several_dates_the_next_is_due() -> None:
    found = standing(action(deadline="30.06.27\n31.03.28", progress="Under way"), TODAY)
    assert found.due == date(2028, 3, 31)
    assert not found.overdue


def test_before_a_plan_begins_nobody_owes_an_update() -> None:
    early = progress_of(plan({"action": "Open the hub", "deadline": "May 2027"}), date(2027, 3, 1))
    assert early.no_update == ()
    later = progress_of(plan({"action": "Open the hub", "deadline": "May 2028"}), TODAY)
    assert len(later.no_update) == 1


def test_the_longest_overdue_comes_first() -> None:
    found = progress_of(
        plan(
            {"id": "x", "action": "Paint", "deadline": "September 2027"},
            {"id": "y", "action": "Build", "deadline": "June 2027"},
            {"id": "z", "action": "Open", "deadline": "November 2027"},
        ),
        TODAY,
        due_soon_days=60,
    )
    assert [one.action.id for one in found.overdue] == ["y", "x"]
    assert [one.action.id for one in found.due_soon] == ["z"]


def test_versions_are_compared_action_by_action_whatever_their_order_and_ids() -> None:
    before = plan(
        {"id": "A1", "action": "Open the hub", "deadline": "June 2027", "lead": "R. Ash"},
        {"id": "A2", "action": "Train forty volunteers", "deadline": "July 2027"},
        {"id": "A3", "action": "Close the old office", "deadline": "May 2027"},
    )
    after = plan(
        {"id": "A1", "action": "Train forty new volunteers", "deadline": "July 2027"},
        {"id": "A2", "action": "Open the hub", "deadline": "September 2027", "lead": "R. Ash"},
        {"id": "A3", "action": "Print a leaflet", "deadline": "May 2027"},
    )
    found = changes_between(before, after)
    assert [one.action for one in found.added] == ["Print a leaflet"]
    assert [one.action for one in found.removed] == ["Close the old office"]
    assert [(one.field, one.before, one.after, one.days) for one in found.changed] == [
        ("action", "Train forty volunteers", "Train forty new volunteers", None),
        ("deadline", "June 2027", "September 2027", 92),
    ]
    assert [one.days for one in found.slipped] == [92]


def test_the_same_plan_has_no_change() -> None:
    one = plan({"action": "Open the hub", "deadline": "June 2027"})
    found = changes_between(one, one)
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_a_summary_says_figures_first_and_escapes_what_it_repeats() -> None:
    rows = {"action": "Open <b>the</b> hub | [now](http://x)", "deadline": "June 2027"}
    told = summary_of(progress_of(plan(rows), TODAY))
    assert told.startswith(
        "# Progress of the action plan: Hub plan\n\nPosition on 15 October 2027."
    )
    assert "Of 1 action, 0 are complete and 1 overdue; 1 red, 0 amber, 0 green." in told
    assert r"\| \[now\]" in told
    assert "<b>" not in told
    assert "Red: the deadline has passed" in told


def test_a_timeline_is_an_image_with_each_action_in_words_and_no_style() -> None:
    rows = [
        {"id": "1", "action": "Open & run the <hub>", "deadline": "June 2027"},
        {"id": "2", "action": "Train volunteers", "deadline": "ongoing"},
    ]
    drawn = timeline_of(progress_of(plan(*rows), TODAY))
    image = ElementTree.fromstring(drawn)
    texts = [each.text for each in image.iter("{http://www.w3.org/2000/svg}text")]
    assert "1 Open & run the" in " ".join(filter(None, texts))
    assert "no date that can be read" in texts
    assert "15 Oct 2027" in texts
    assert "style" not in drawn
    assert "script" not in drawn


def test_a_plan_without_actions_cannot_be_followed() -> None:
    with pytest.raises(PlanUnreadable):
        progress_of(plan(), TODAY)


def test_a_date_without_its_year_falls_due_within_the_plan() -> None:
    rows = [{"id": "a1", "action": "Open the hub", "deadline": "end of Q1"}]
    (late,) = progress_of(plan(*rows), TODAY).overdue
    assert (late.due, late.days) == (date(2027, 6, 30), -107)
