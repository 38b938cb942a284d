"""Ombudsmen, coroners, serious case reviews, inspectorates and the care regulator."""

from __future__ import annotations

import pytest
from register_reading import found, register, themes

from corpus.words import RecommendationKind

REMEDY = (
    "(a) apologise to Ms B;\n(b) pay her £300;\n(c) review its policy; and\n(d) train its staff."
)


@pytest.mark.parametrize(
    "heading",
    ["Recommendations", "Recommended action", "Agreed action", "Agreed actions", "Remedy"],
)
def test_an_ombudsmans_remedy_is_one_each(heading: str) -> None:
    text = (
        f"# Decision\n\n## {heading}\n\nWithin one month of this decision, the Council "
        f"should:\n\n{REMEDY}\n\n## Final decision\n\nThere was fault.\n"
    )
    assert found(text) == [
        ("(a)", "apologise to Ms B;"),
        ("(b)", "pay her £300;"),
        ("(c)", "review its policy; and"),
        ("(d)", "train its staff."),
    ]


def test_an_ombudsmans_numbered_paragraph_keeps_its_time_and_parts() -> None:
    text = (
        "# Decision\n\n## Agreed action\n\n41. Within four weeks of this decision, the Council "
        "has agreed to:\n\n"
        "- apologise to Mr X; and\n- pay him £300.\n\n42. The Council should provide us with "
        "evidence of this.\n\n"
        "## Final decision\n\n43. I have ended my investigation.\n"
    )
    assert found(text) == [
        (
            "41",
            "Within four weeks of this decision, the Council has agreed to:\n• apologise to Mr X; "
            "and\n• pay him £300.",
        ),
        ("42", "The Council should provide us with evidence of this."),
    ]


def test_a_coroners_concerns_are_where_to_act() -> None:
    text = (
        "# Regulation 28 report\n\n## 5 Coroner’s concerns\n\nDuring the inquest the evidence "
        "revealed matters giving "
        "rise to concern.\n\nThe MATTERS OF CONCERN are as follows:\n\n(1) No one read the "
        "alarm.\n(2) Staff were not "
        "trained.\n\n## 6 Action should be taken\n\nIn my opinion action should be taken to "
        "prevent future deaths.\n"
    )
    assert found(text) == [("(1)", "No one read the alarm."), ("(2)", "Staff were not trained.")]
    assert {one.kind for one in register(text).recommendations} == {
        RecommendationKind.AREA_FOR_ACTION
    }


def test_a_case_reviews_recommendations_stand_under_their_agency() -> None:
    text = (
        "# Child A\n\n## 7. Recommendations\n\nThe review makes four recommendations.\n\n### For "
        "the Partnership\n\n"
        "Recommendation 1: The Partnership should seek assurance that visits are made.\n\n"
        "Recommendation 2: The Partnership should share the learning.\n\n### For the NHS Trust\n\n"
        "Recommendation 3: The Trust should check its records.\n\n### For Children’s Services\n\n"
        "Recommendation 4: Children’s Services should see each child alone.\n"
    )
    assert [number for number, _ in found(text)] == ["1", "2", "3", "4"]
    assert themes(text) == ["For the Partnership"] * 2 + [
        "For the NHS Trust",
        "For Children’s Services",
    ]
    assert register(text).warnings == ()


def test_what_the_regulator_says_must_and_should_be_done() -> None:
    text = (
        "# Hospital\n\n## Areas for improvement\n\n### Action the trust MUST take to improve\n\n"
        "The trust must ensure that records are kept. Regulation 17(2)(c)\n\nThe trust must store "
        "medicines safely.\n\n"
        "### Action the trust SHOULD take to improve\n\n- The trust should review its waiting "
        "times.\n\n## Our team\n\nWe were six.\n"
    )
    assert [shown for _, shown in found(text)][:3] == [
        "The trust must ensure that records are kept.",
        "The trust must store medicines safely.",
        "The trust should review its waiting times.",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Areas for improvement",
        "What needs to improve",
        "What needs to improve in this area of practice",
    ],
)
def test_an_inspectorates_areas_as_items_and_as_sentences(heading: str) -> None:
    items = f"# Inspection\n\n## {heading}\n\n- The quality of plans.\n- The time children wait.\n"
    assert [shown for _, shown in found(items)] == [
        "The quality of plans.",
        "The time children wait.",
    ]


def test_a_deadline_above_items_of_an_inspectorate() -> None:
    text = (
        "# Police\n\n## Recommendations\n\nBy 31 March, chief constables should make sure that "
        "officers are trained.\n\n"
        "The College should, with immediate effect:\n\n- publish its guide; and\n- tell forces of "
        "it.\n"
    )
    assert [shown for _, shown in found(text)] == [
        "By 31 March, chief constables should make sure that officers are trained.",
        "publish its guide; and",
        "tell forces of it.",
    ]


def test_numbered_paragraphs_of_a_homicide_review_are_one_each() -> None:
    asked = (
        "The Partnership should review its training.",
        "Police to ensure that every officer is trained.",
        "To remind staff of the form.",
        "The LSCB requires each agency to report.",
    )
    listed = "\n\n".join(f"9.{number} {words}" for number, words in enumerate(asked, start=1))
    text = f"# Review\n\n## 9 Recommendations\n\n{listed}\n"
    assert [shown for _, shown in found(text)] == list(asked)
    assert register(text).warnings == ()
