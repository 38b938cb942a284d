"""Demands worded as actions."""

from __future__ import annotations

import pytest

from assistant.plans.parts import Part, parts_of
from assistant.plans.verbs import BASES, base_of_gerund, base_of_participle, third_person
from assistant.plans.wording import RESPOND, action_of
from corpus.words import Span


def actions(text: str, authority: str = "") -> list[str]:
    return [action_of(part, authority).text for part in parts_of(text)]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The Council should set up a carers’ board.", "Set up a carers’ board"),
        ("A protocol should be agreed with health.", "Agree a protocol with health"),
        ("We recommend that a protocol be agreed.", "Agree a protocol"),
        (
            "We recommend that the Council agrees a protocol with the NHS.",
            "Agree a protocol with the NHS",
        ),
        ("It is recommended that Cabinet approve the strategy.", "Approve the strategy"),
        (
            "That the Director of Housing reports progress to scrutiny.",
            "Ensure that the Director of Housing reports progress to scrutiny",
        ),
        ("Managers should review caseloads.", "Ensure that managers review caseloads"),
        (
            "The strategy should include clear targets.",
            "Ensure that the strategy includes clear targets",
        ),
        ("The partnership should have a vision.", "Ensure that the partnership has a vision"),
        ("There should be a single contact.", "Put in place a single contact"),
        (
            "There is a lack of clarity about the lead officer",
            "Address the lack of clarity about the lead officer",
        ),
        (
            "Respite is patchy and unequal.",
            "Address the finding that respite is patchy and unequal",
        ),
        ("The strategy needs implementing to help.", "Implement the strategy to help"),
        (
            "More work needs to be done to embed assessments.",
            "Do more work to embed assessments",
        ),
        (
            "Consideration should be given to pooling budgets.",
            "Consider pooling budgets",
        ),
        (
            "As part of the review, the Council should involve older people.",
            "Involve older people, as part of the review",
        ),
        (
            "Officers should, as a matter of urgency, review the list.",
            "Review the list, as a matter of urgency",
        ),
        ("The Council should not rely on one provider.", "Do not rely on one provider"),
        (
            "The Council should no longer rely on one provider.",
            "Cease to rely on one provider",
        ),
        (
            "The Council, with its partners, should develop a framework.",
            "Develop a framework with its partners",
        ),
        ("Involving older people in planning", "Involve older people in planning"),
        (
            "Clear governance of the partnership.",
            "Put in place clear governance of the partnership",
        ),
        ("Staff should be trained and supported to use it.", "Train and support staff to use it"),
        ("Systems should be put in place.", "Put in place systems"),
        (
            "the way assessments were done should be reviewed; staff had no time;",
            "Review the way assessments were done",
        ),
        ("describes outcomes that can be monitored", "Describe outcomes that can be monitored"),
        (
            "Involve older people at all levels: The need to consult them is well recognised.",
            "Involve older people at all levels",
        ),
        (
            "Review processes regarding consultation to ensure you are heard",
            "Review processes regarding consultation to ensure you are heard",
        ),
        (
            "The final plan should be agreed within eight weeks and shared with the lead.",
            "Agree the final plan within eight weeks and share it with the lead",
        ),
        (
            "At the strategic level older people should be involved in plans.",
            "Ensure that at the strategic level older people are involved in plans",
        ),
        ("Changing how it works and publishing results", "Change how it works and publish results"),
        (
            "In addition, the plan should show the cost.",
            "Ensure that the plan shows the cost",
        ),
        (
            "Assessments should be carried out early and their results published in June.",
            "Carry out assessments early and publish their results in June",
        ),
        ("Kent should evaluate the pilot.", "Ensure that Kent evaluates the pilot"),
        ("Respite: increase the number of places.", "Increase the number of places (respite)"),
        ("(vi) Raise awareness with Members.", "Raise awareness with Members"),
        (
            "The Council should set up a board. It should meet quarterly.",
            "Set up a board; it should meet quarterly",
        ),
    ],
)
def test_a_demand_becomes_an_imperative_in_its_own_words(text: str, action: str) -> None:
    assert actions(text) == [action]


def test_the_authority_by_its_own_name_acts_itself() -> None:
    text = "Westshire should evaluate the pilot."
    assert actions(text, "Westshire") == ["Evaluate the pilot"]


def test_items_are_worded_with_what_leads_into_them() -> None:
    text = "We recommend that the authority: (a) appoints a lead; (b) monitors progress."
    assert actions(text) == ["Appoint a lead", "Monitor progress"]
    schools = "Schools should: agree a policy; and publish their plans."
    assert actions(schools) == [
        "Ensure that schools agree a policy",
        "Ensure that schools publish their plans",
    ]


@pytest.mark.parametrize("text", ["Why not?", "Ofsted 2024", "Respite and so on, hopefully"])
def test_what_cannot_be_worded_safely_is_quoted(text: str) -> None:
    worded = action_of(Part(text, Span(0, len(text))))
    assert not worded.safe
    assert worded.text.startswith(f"{RESPOND} “")


def test_forms_of_verbs_are_looked_up_both_ways() -> None:
    assert [third_person(verb) for verb in ("have", "apply", "discuss", "agree")] == [
        *("has", "applies", "discusses", "agrees")
    ]
    assert base_of_participle("planned") == "plan"
    assert base_of_participle("sought") == "seek"
    assert base_of_gerund("embedding") == "embed"
    assert base_of_participle("clarity") == ""
    assert all(verb.islower() for verb in BASES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "That a protocol is agreed with health and staff trained in its use.",
            ["Agree a protocol with health", "Train staff in its use"],
        ),
        ("A protocol is agreed and staff trained.", ["Agree a protocol", "Train staff"]),
        (
            "The policy should be reviewed, carers consulted and a new charter adopted.",
            ["Review the policy", "Consult carers", "Adopt a new charter"],
        ),
        (
            "Staff should receive training, and managers be held to account through appraisals.",
            ["Ensure that staff receive training", "Hold managers to account through appraisals"],
        ),
        (
            "Access should be removed within 24 hours and a monthly check of payroll undertaken.",
            ["Remove access within 24 hours", "Undertake a monthly check of payroll"],
        ),
        (
            "Simplify forms, train staff in their use and publish results.",
            ["Simplify forms", "Train staff in their use", "Publish results"],
        ),
        (
            "That the Director works with the NHS to simplify referrals, train front-line teams "
            "and publish an offer.",
            [
                "Ensure that the Director works with the NHS to simplify referrals",
                "Train front-line teams, with the NHS",
                "Publish an offer, with the NHS",
            ],
        ),
        (
            "The panel recommends that the Council, working with parishes, should set up a forum, "
            "that the forum should meet monthly and be chaired by a resident, and that support "
            "and a budget should be made available.",
            [
                "Set up a forum, working with parishes",
                "Arrange for the forum to meet monthly and be chaired by a resident",
                "Make support and a budget available",
            ],
        ),
        ("Targets should be set, monitored and reported.", ["Set, monitor and report targets"]),
        (
            "The Board should be given data on falls and admissions recorded by wards.",
            ["Give the Board data on falls and admissions recorded by wards"],
        ),
        (
            "The plan has not been tested since 2024. It should be tested each year.",
            ["Test the plan each year"],
        ),
        (
            "To improve access the Council should:\n- map transport routes\n- pilot a service.",
            [
                "Map transport routes, to improve access",
                "Pilot a service, to improve access",
            ],
        ),
        (
            "The Council should apologise to Mr X and pay him £300 for his distress.",
            ["Apologise to Mr X and pay him £300 for his distress"],
        ),
        ("(a) Expand telecare; (b) monitor take-up.", ["Expand telecare", "Monitor take-up"]),
    ],
)
def test_each_demand_is_an_action_of_its_own(text: str, expected: list[str]) -> None:
    assert actions(text) == expected


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Carers are assessed late.", "Address the finding that carers are assessed late"),
        ("It is unclear who leads on ageing.", "Clarify who leads on ageing"),
        ("The Council should review its policy.", "Review the Council’s policy"),
        (
            "The Council should send us its plan within a month of our decision.",
            "Send the body that recommended this its plan within a month of the decision",
        ),
        (
            "Financial strategy – urgently refresh the strategy.",
            "Urgently refresh the strategy (financial strategy)",
        ),
        (
            "| 7 | Publish the evaluation of the scheme | Head of Service | High |",
            "Publish the evaluation of the scheme",
        ),
        ("R8\tEstablish a single point of access\tMedium", "Establish a single point of access"),
    ],
)
def test_findings_and_pasted_rows_become_actions(text: str, action: str) -> None:
    assert actions(text) == [action]
