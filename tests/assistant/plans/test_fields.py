"""What fields are filled with from the words of an action, a recommendation or a source."""

from __future__ import annotations

import pytest

from assistant.plans.groups import groups_in
from assistant.plans.objects import done_in, figure_phrase, share_in
from assistant.plans.pasted import officer_behind_a_label, recommended_in, stated_behind_a_label
from assistant.plans.plan import TO_CONFIRM, Basis
from assistant.plans.purposes import purpose_in
from assistant.plans.results import result_in


@pytest.mark.parametrize(
    ("said", "result"),
    [
        (
            "The pilot reduced admissions to residential care by 15 per cent.",
            "Reduced admissions to residential care",
        ),
        (
            "There was a significant reduction in emergency calls over the winter.",
            "Reduction in emergency calls",
        ),
        ("This resulted in better access to day centres.", "Better access to day centres"),
        ("The scheme aimed to reduce admissions to hospital.", ""),
        ("Referral times were reduced.", ""),
        ("This increased the number of people going to Help Direct.", ""),
        ("The budget was cut.", ""),
        ("It led to 40 more visits.", ""),
    ],
)
def test_a_result_is_told_without_figures_names_and_aims(said: str, result: str) -> None:
    assert result_in(said) == result


def test_what_could_have_been_is_no_result() -> None:
    assert result_in("It might reduce admissions to hospital.") == ""


@pytest.mark.parametrize(
    ("action", "happened"),
    [
        ("Train staff in its use, so that carers are seen", "staff trained in its use"),
        ("Remove access rights of leavers within 24 hours", "access rights of leavers removed"),
        ("Review the Council’s policy each year", "the Council’s policy reviewed"),
    ],
)
def test_an_action_names_what_it_is_done_to(action: str, happened: str) -> None:
    found = done_in(action)
    assert found is not None
    assert found.happened == happened


@pytest.mark.parametrize("action", ["Set up a board", "Report on it", "Invest £4m in lamps"])
def test_where_that_is_not_plain_nothing_is_named(action: str) -> None:
    assert done_in(action) is None


def test_what_a_share_is_wanted_of_is_measured() -> None:
    action = "Repair at least 90 per cent of potholes within 24 hours"
    assert share_in(action) == "potholes repaired within 24 hours"
    assert share_in("Repair potholes") == ""


@pytest.mark.parametrize(
    ("action", "target"),
    [
        ("Refresh the strategy to close the £4.2m gap", "close the £4.2m gap"),
        ("Reduce falls by 20 per cent through visits", "reduce falls by 20 per cent"),
        ("Remove access within 24 hours", "remove access within 24 hours"),
        ("Pay him £300 for his distress", ""),
    ],
)
def test_a_figure_is_a_target_where_its_verb_sets_one(action: str, target: str) -> None:
    assert figure_phrase(action) == target


def test_what_a_demand_is_for_is_said_before_or_behind_it() -> None:
    before = "To improve access to transport the Council should map routes."
    assert purpose_in(before) == "Improved access to transport"
    assert purpose_in("Train staff so that carers are seen sooner.") == "Carers are seen sooner"
    assert purpose_in("Train staff.") == ""


def test_groups_and_bodies_are_named_once_and_no_part_of_a_name_is_one() -> None:
    text = "Older people, the Audit Committee and older people of the Older People's Forum."
    assert groups_in(text) == ("older people", "Audit Committee", "Older People's Forum")
    assert groups_in("Respect carers' rights.") == ("carers",)
    assert groups_in("Report to this Committee.") == ()


def test_a_pasted_row_is_read_by_its_cells_and_labels() -> None:
    row = "| 7 | Publish the evaluation | Head of Service | High |"
    assert recommended_in(row).of(row) == "Publish the evaluation"
    text = "Minute meetings. Owner: A. Clerk. Target date – 3 May 2027."
    assert recommended_in(text).of(text) == text
    assert stated_behind_a_label(text) == "by 3 May 2027"
    assert officer_behind_a_label(text) == "A. Clerk"
    assert officer_behind_a_label("Publish the date by May.") == ""


class TestInDrafts:
    def test_an_indicator_comes_of_the_action_by_a_rule_that_officers_confirm(self, draft) -> None:
        plan = draft("The Council should train front-line staff in carers’ rights.")
        [action] = plan.actions
        assert action.indicator == (
            "Share of front-line staff trained in carers’ rights, every three months"
        )
        assert action.basis["indicator"] is Basis.RULE
        assert "indicator" in {one.field for one in plan.to_confirm}

    def test_a_change_asked_for_is_its_outcome(self, draft) -> None:
        [action] = draft("Reduce waiting times for assessments.").actions
        assert action.outcome == "Waiting times for assessments reduced"
        assert action.basis["outcome"] is Basis.GIVEN

    def test_on_other_subjects_than_the_documents_nothing_is_taken_from_them(self, draft) -> None:
        plan = draft(
            "Repair at least 90 per cent of potholes within 24 hours.",
            "The cyber security plan has not been tested since 2024. It should be tested annually.",
        )
        for action in plan.actions:
            assert {Basis.QUOTED} & set(action.basis.values()) == set()
        assert plan.actions[0].indicator == "Share of potholes repaired within 24 hours"
        assert plan.actions[1].action == "Test the cyber security plan annually"
        assert plan.actions[1].outcome.startswith(TO_CONFIRM)
