"""Which recommendations actions answer: halves, links by number, and what goes on from them."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.plans.checking.checker import Checked, PlanChecker
from assistant.plans.checking.findings import CoverageStatus, Kind
from assistant.plans.plan import Plan, Recommendation


@pytest.fixture(scope="session")
def checker(embeddings) -> PlanChecker:
    return PlanChecker(embeddings.encode)


def checked(checker: PlanChecker, wanted: list[str], *rows: dict[str, Any]) -> Checked:
    """A plan of one section, its actions numbered, checked against recommendations."""
    actions = [{"id": f"a{n}", **row} for n, row in enumerate(rows, start=1)]
    plan = Plan.model_validate({"sections": [{"actions": actions}]})
    numbered = [Recommendation(number=str(n), text=t) for n, t in enumerate(wanted, start=1)]
    return checker.check(plan, numbered)


def kinds(found: Checked) -> set[Kind]:
    return {one.kind for one in found.findings}


@pytest.mark.parametrize(
    ("wanted", "half", "other_half"),
    [
        (
            "Publish waiting times for adaptations and report them to the scrutiny committee.",
            "Put the waiting times for adaptations on the website",
            "Take a paper on the waiting times for adaptations to the scrutiny committee",
        ),
        (
            "Simplify the application form, train front-line staff in it and publish it online.",
            "Cut the application form from nine pages to two and put it on the website",
            "Run a half-day course on the application form for front-line staff",
        ),
        (
            "Survey older residents every year and publish the results.",
            "Send older residents a questionnaire every October",
            "Print the results of the questionnaire in the council's newspaper",
        ),
    ],
)
def test_an_action_that_does_a_half_leaves_the_other_open(
    checker: PlanChecker, wanted: str, half: str, other_half: str
) -> None:
    one = {"action": half, "recommendation_ids": ["1"]}
    other = {"action": other_half, "recommendation_ids": ["1"]}
    assert checked(checker, [wanted], one).coverage[0].status is CoverageStatus.PARTLY
    assert checked(checker, [wanted], one, other).coverage[0].status is CoverageStatus.ADDRESSED


def test_an_action_that_says_both_halves_does_both(checker: PlanChecker) -> None:
    wanted = "Ask older residents every year what they think of services and publish the results."
    row = {
        "action": "Survey 2,000 residents over 65 each October and put the results on the website"
    }
    assert checked(checker, [wanted], row).coverage[0].status is CoverageStatus.ADDRESSED


def test_what_only_leans_on_the_half_before_is_not_looked_for(checker: PlanChecker) -> None:
    rows = {"action": "Map all 19 community transport schemes and the parishes without one"}
    found = checked(checker, ["Map community transport and fill its gaps."], rows)
    assert found.coverage[0].status is CoverageStatus.ADDRESSED


class TestLinkedByNumber:
    OWN_CARE = "People who pay for their own care should get the same advice as others."
    NUMBERS = "Agree a joint commissioning strategy with the integrated care board."
    SESSIONS = "Give self-funders a free advice session with the independent advice service"

    def test_it_answers_in_other_words(self, checker: PlanChecker) -> None:
        strategy = {"action": "Sign the joint commissioning strategy", "recommendation_ids": ["2"]}
        row = {"action": self.SESSIONS, "recommendation_ids": ["1"]}
        found = checked(checker, [self.OWN_CARE, self.NUMBERS], row, strategy)
        assert found.coverage[0].actions == ("a1",)

    def test_on_another_subject_it_does_not(self, checker: PlanChecker) -> None:
        row = {"action": "Redesign the council's letterhead", "recommendation_ids": ["1"]}
        found = checked(checker, [self.OWN_CARE], row)
        assert found.coverage[0].status is CoverageStatus.NOT
        assert Kind.ORPHAN_ACTION in kinds(found)

    def test_one_that_helps_what_answers_is_no_orphan(self, checker: PlanChecker) -> None:
        wait = "Reduce the number of people who wait more than 28 days for a care package."
        buys = {"action": "Buy 400 extra hours of home care a week", "recommendation_ids": ["1"]}
        helps = {
            "action": "Set up a rota of weekend assessors for hospital discharge",
            "recommendation_ids": ["1"],
        }
        assert Kind.ORPHAN_ACTION not in kinds(checked(checker, [wait], buys, helps))


def test_what_goes_on_from_an_action_that_answers_is_no_orphan(checker: PlanChecker) -> None:
    wanted = ["Map community transport and find out which parishes have none."]
    maps = {"action": "Map all 19 community transport schemes and the parishes without one"}
    lets = {"action": "Let four new dial-a-ride contracts for the parishes without a scheme"}
    trip = {"action": "Arrange a coach trip to the seaside for parish clerks"}
    assert Kind.ORPHAN_ACTION not in kinds(checked(checker, wanted, maps, lets))
    assert Kind.ORPHAN_ACTION in kinds(checked(checker, wanted, maps, lets, trip))
