"""A plan without a fault, and the same with one at a time."""

from __future__ import annotations

import time
from datetime import date
from typing import Any, ClassVar

import pytest
from plans import COLLECT, LEAFLET, LOG_IN, RECOMMENDATIONS, ROUND, SHARE, plan_with

from assistant.plans.checking.checker import Checked, PlanChecker
from assistant.plans.checking.findings import CoverageStatus, Kind
from assistant.plans.plan import Plan, Recommendation
from corpus.errors import PlanUnreadable


@pytest.fixture(scope="session")
def checker(embeddings) -> PlanChecker:
    return PlanChecker(embeddings.encode)


def found(checked: Checked) -> list[tuple[str, str]]:
    return [(one.kind.value, one.where) for one in checked.findings]


def test_a_plan_without_a_fault_has_no_finding(checker: PlanChecker) -> None:
    checked = checker.check(plan_with(), RECOMMENDATIONS)
    assert found(checked) == []
    assert [one.status for one in checked.coverage] == [CoverageStatus.ADDRESSED] * 2
    assert [one.actions for one in checked.coverage] == [("a1",), ("a2", "a3")]


@pytest.mark.parametrize(
    ("action", "changes", "kind", "where"),
    [
        ("a1", {"deadline": ""}, "missing_timescale", LOG_IN),
        ("a1", {"deadline": "TBC"}, "missing_timescale", LOG_IN),
        ("a2", {"deadline": "Ongoing"}, "missing_timescale", ROUND),
        ("a1", {"target": "Better access"}, "vague_target", "Better access"),
        ("a1", {"target": "as soon as possible"}, "vague_target", "as soon as possible"),
        ("a1", {"target": ""}, "vague_target", LOG_IN),
        ("a3", {"lead": ""}, "missing_lead", LEAFLET),
        ("a3", {"lead": "All partners"}, "missing_lead", LEAFLET),
        ("a2", {"resources": "to be identified"}, "missing_finance", ROUND),
        ("a2", {"resources": ""}, "missing_finance", ROUND),
        ("a2", {"outcome": "-"}, "missing_outcome", ROUND),
        ("a2", {"outcome": "More is used again"}, "unmeasurable_outcome", "More is used again"),
        ("a2", {"deadline": "2026-12-31"}, "past_date", "2026-12-31"),
        ("a2", {"deadline": "June 2029"}, "inconsistent_date", "June 2029"),
        ("a2", {"deadline": "31 June 2027"}, "inconsistent_date", "31 June 2027"),
        (
            "a1",
            {"target": "110 nurses by December 2027"},
            "inconsistent_date",
            "2027-07-31",
        ),
        ("a2", {"Start date": "January 2028"}, "inconsistent_date", "2027-09-30"),
        (
            "a2",
            {"deadline": "October 2027 to July 2027"},
            "inconsistent_date",
            "October 2027 to July 2027",
        ),
        ("a3", None, "partly_addressed_recommendation", COLLECT),
        ("a1", None, "unaddressed_recommendation", SHARE),
    ],
)
def test_one_fault_is_one_finding(
    checker: PlanChecker, action: str, changes: dict[str, Any] | None, kind: str, where: str
) -> None:
    checked = checker.check(plan_with({action: changes}), RECOMMENDATIONS)  # type: ignore[dict-item]
    assert found(checked) == [(kind, where)]


ANOTHER = {
    "target": "1,500 items a year returned",
    "deadline": "2027-09-30",
    "lead": "Stores Manager",
    "resources": "£26,000 from savings on new stock",
    "outcome": "A fifth of items issued are used again",
}


def test_the_same_action_in_other_words_is_said_once(checker: PlanChecker) -> None:
    again = "Each week collect the equipment that is not used any longer"
    plan = plan_with({"a4": {"id": "a4", "recommendation_ids": ["2"], "action": again, **ANOTHER}})
    checked = checker.check(plan, RECOMMENDATIONS)
    assert found(checked) == [("duplicate_action", again)]
    assert "(a2)" in checked.findings[0].advice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open a day centre in Bradford", "Open a day centre in Leeds"),
        ("Train 40 receptionists in dementia care", "Train 60 home carers in dementia care"),
        ("Publish the first report by June 2027", "Publish the second report by June 2028"),
    ],
)
def test_actions_that_differ_in_a_fact_are_two(checker: PlanChecker, one: str, other: str) -> None:
    rows = {key: {"id": key, "action": text} for key, text in (("x1", one), ("x2", other))}
    checked = checker.check(plan_with({**dict.fromkeys(("a1", "a2", "a3")), **rows}))  # type: ignore[arg-type]
    assert Kind.DUPLICATE_ACTION not in {finding.kind for finding in checked.findings}


def test_an_action_that_nobody_asked_for_is_an_orphan(checker: PlanChecker) -> None:
    mural = "Commission a mural for the town hall staircase"
    row = {**ANOTHER, "id": "a4", "action": mural, "target": "Mural unveiled"}
    row["outcome"] = "400 people attend the unveiling"
    checked = checker.check(plan_with({"a4": row}), RECOMMENDATIONS)
    assert found(checked) == [("orphan_action", mural)]


def test_an_action_that_runs_the_plan_is_no_orphan(checker: PlanChecker) -> None:
    row = {**ANOTHER, "id": "a4", "action": "Report progress on this plan to the equipment board"}
    row |= {"target": "Four reports a year", "outcome": "Four reports a year"}
    assert found(checker.check(plan_with({"a4": row}), RECOMMENDATIONS)) == []


def test_a_number_alone_does_not_answer_a_recommendation(checker: PlanChecker) -> None:
    other = {"action": "Repaint the loading bay", "target": "Bay repainted", "outcome": "1 bay"}
    checked = checker.check(plan_with({"a1": other}), RECOMMENDATIONS)
    assert checked.coverage[0].status is CoverageStatus.NOT
    assert ("unaddressed_recommendation", SHARE) in found(checked)


def test_a_recommendation_rejected_with_a_reason_needs_no_action(checker: PlanChecker) -> None:
    rejected = Recommendation.model_validate(
        {"text": "Merge the store with the county's.", "response": "reject", "reason": "Too far."}
    )
    checked = checker.check(plan_with(), (*RECOMMENDATIONS, rejected))
    assert found(checked) == []


@pytest.mark.parametrize(
    ("monitoring", "kinds"),
    [
        ([], {"missing_monitoring", "missing_stakeholders"}),
        (["A note goes to the scrutiny committee each quarter."], {"missing_stakeholders"}),
        (["The carers' forum has two places on the project group."], {"missing_monitoring"}),
        (
            ["Monitoring arrangements are to be agreed."],
            {"missing_monitoring", "missing_stakeholders"},
        ),
    ],
)
def test_a_paragraph_speaks_for_the_whole_plan(
    checker: PlanChecker, monitoring: list[str], kinds: set[str]
) -> None:
    plan = plan_with(monitoring=[{"text": text} for text in monitoring])
    checked = checker.check(plan, RECOMMENDATIONS)
    assert set(found(checked)) == {(kind, "whole plan") for kind in kinds}


def test_what_no_action_has_is_one_finding(checker: PlanChecker) -> None:
    blank = {key: {"lead": "", "resources": ""} for key in ("a1", "a2", "a3")}
    checked = checker.check(plan_with(blank), RECOMMENDATIONS)
    assert found(checked) == [("missing_lead", "whole plan"), ("missing_finance", "whole plan")]


def test_a_name_below_resources_is_no_money(checker: PlanChecker) -> None:
    names = {key: {"resources": "Dave Bennett"} for key in ("a1", "a2", "a3")}
    checked = checker.check(plan_with(names), RECOMMENDATIONS)
    assert found(checked) == [("missing_finance", "whole plan")]


def test_a_column_of_the_plans_own_counts_for_what_it_is_about(checker: PlanChecker) -> None:
    own = {key: {"resources": "", "Money needed": "£900"} for key in ("a1", "a2", "a3")}
    assert found(checker.check(plan_with(own), RECOMMENDATIONS)) == []


def test_an_indicator_makes_an_outcome_measurable(checker: PlanChecker) -> None:
    row = {"outcome": "Families are better informed", "indicator": "70 per cent in the survey"}
    assert found(checker.check(plan_with({"a3": row}), RECOMMENDATIONS)) == []


def test_on_a_given_day_dates_before_it_are_past_unless_done(checker: PlanChecker) -> None:
    done = plan_with({"a1": {"progress": "Complete"}})
    checked = checker.check(done, RECOMMENDATIONS, today=date(2027, 10, 1))
    assert found(checked) == [("past_date", "2027-09-30")]


def test_a_period_can_stand_in_the_title(checker: PlanChecker) -> None:
    plan = plan_with({"a2": {"deadline": "May 2031"}}, period={}, title="Plan 2027-2029")
    assert found(checker.check(plan, RECOMMENDATIONS)) == [("inconsistent_date", "May 2031")]


def test_a_plan_without_an_action_is_refused(checker: PlanChecker) -> None:
    with pytest.raises(PlanUnreadable, match="No action"):
        checker.check(Plan.model_validate({"title": "Empty", "sections": [{"actions": [{}]}]}))


def test_a_plan_of_too_many_actions_is_refused(checker: PlanChecker) -> None:
    rows = [{"action": f"Open hall {number}"} for number in range(501)]
    with pytest.raises(PlanUnreadable, match="501 actions; at most 500"):
        checker.check(Plan.model_validate({"sections": [{"actions": rows}]}))


def test_sixty_actions_take_under_a_second_of_work(checker: PlanChecker) -> None:
    rows = [
        {"id": str(n), "action": f"{LOG_IN} of district {n} and {ROUND.lower()} on day {n}"}
        for n in range(60)
    ]
    plan = Plan.model_validate({"sections": [{"actions": rows}]})
    checker.check(plan, RECOMMENDATIONS)
    started = time.process_time()
    checker.check(plan, RECOMMENDATIONS)
    assert time.process_time() - started < 2.0  # two cores


class TestWithoutATargetColumn:
    ROW: ClassVar = {"id": "a1", "target": "", "outcome": "Nurses find it easier"}

    def test_a_vague_action_has_a_vague_target(self, checker: PlanChecker) -> None:
        vague = {**self.ROW, "action": "Explore opportunities to share the stock list with nurses"}
        plan = plan_with({"a1": vague, "a2": {"target": ""}, "a3": {"target": ""}})
        assert ("vague_target", vague["action"]) in found(checker.check(plan, RECOMMENDATIONS))

    def test_an_outcome_that_can_be_measured_makes_up_for_it(self, checker: PlanChecker) -> None:
        action = "Explore opportunities to share the stock list with nurses"
        row = {**self.ROW, "action": action, "outcome": "Nurses find 9 in 10 items without a call"}
        plan = plan_with({"a1": row, "a2": {"target": ""}, "a3": {"target": ""}})
        kinds = {one.kind for one in checker.check(plan, RECOMMENDATIONS).findings}
        assert Kind.VAGUE_TARGET not in kinds


class TestAColumnHalfBlank:
    ROWS: ClassVar = {"a1": {"stakeholders": "District nurses test it"}, "a2": {"stakeholders": ""}}

    def test_each_blank_is_a_gap_where_the_plan_says_nothing(self, checker: PlanChecker) -> None:
        plan = plan_with(self.ROWS, monitoring=[{"text": "The board reviews progress monthly."}])
        assert found(checker.check(plan, RECOMMENDATIONS)) == [
            ("missing_stakeholders", ROUND)
        ]  # the leaflet's own words involve families

    def test_none_is_where_a_paragraph_speaks_for_all(self, checker: PlanChecker) -> None:
        assert found(checker.check(plan_with(self.ROWS), RECOMMENDATIONS)) == []


def test_of_several_lines_of_dates_the_one_at_fault_is_named(checker: PlanChecker) -> None:
    plan = plan_with({"a2": {"deadline": "2027-09-30\nJune 2029"}})
    assert found(checker.check(plan, RECOMMENDATIONS)) == [("inconsistent_date", "June 2029")]
