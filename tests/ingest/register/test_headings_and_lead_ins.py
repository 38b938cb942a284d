"""What a heading or a lead-in promises: items, paragraphs and sentences below it."""

from __future__ import annotations

import pytest
from register_reading import found, register

from corpus.words import RecommendationKind


@pytest.mark.parametrize("heading", ["RECOMMENDATIONS", "### Recommendations", "Recommendations:"])
def test_items_below_the_word_are_one_each(heading: str) -> None:
    text = f"## Parks\n\n{heading}\n\n(i) Plant more trees\n(ii) Mend the gates\n\nThe end.\n"
    listed = register(text).recommendations
    assert [(one.number, one.shown, one.theme) for one in listed] == [
        ("(i)", "Plant more trees", "Parks"),
        ("(ii)", "Mend the gates", "Parks"),
    ]


def test_one_paragraph_below_the_word_is_one() -> None:
    text = "## Libraries\n\nRECOMMENDATION\n\nOpen them on Sundays\n\nLibraries should be warm."
    assert found(text) == [("", "Open them on Sundays")]


@pytest.mark.parametrize(
    ("lead_in", "marks"),
    [
        ("It is recommended that:", ("1.", "2.")),
        ("We recommend that the council and its partners:", ("-", "-")),
        ("The Overview and Scrutiny Committee therefore recommends that:", ("(a)", "(b)")),
        ("The evaluation made a number of recommendations as follows:", ("-", "-")),
        ("Our recommendations are:", ("a)", "b)")),
    ],
)
def test_a_lead_in_makes_each_item_one(lead_in: str, marks: tuple[str, str]) -> None:
    first, second = marks
    text = (
        f"## Roads\n\n{lead_in}\n\n{first} light the lanes;\n{second} sweep the squares.\n\n"
        "Roads should be safe.\n\n- Drive slowly, as you should.\n"
    )
    assert [shown for _, shown in found(text)] == ["light the lanes;", "sweep the squares."]


def test_what_follows_a_long_lead_in_belongs_to_it() -> None:
    text = (
        "## Work\n\nWe recommend that thinking about joined-up working should embrace, besides "
        "care, also the:\n\n- range of services;\n- range of providers.\n"
    )
    [(_, shown)] = found(text)
    assert shown.endswith("also the:\n• range of services;\n• range of providers.")


def test_under_its_heading_a_sentence_with_should_is_one() -> None:
    text = (
        "# Study\n\n## Recommendations\n\nThis chapter sets out what we ask for.\n\nThe council "
        "should set up a fund. It should report on it. The NHS should match it.\n\n"
        "## Background\n\nThe council should have acted.\n"
    )
    assert found(text) == [
        ("", "The council should set up a fund. It should report on it."),
        ("", "The NHS should match it."),
    ]


def test_among_conclusions_only_what_recommends_is_one() -> None:
    text = (
        "## Conclusions and recommendations\n\n1. The service works well.\n"
        "2. We recommend that it goes on.\n3. The Department should publish its plans.\n"
    )
    assert [number for number, _ in found(text)] == ["2", "3"]


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Recommendations", 2),
        ("Our suggestions for the council", 2),
        ("Suggestions", 2),
        ("Suggestions for lighting from residents", 0),
        ("Findings", 0),
    ],
)
def test_what_is_suggested_counts_only_where_the_heading_promises_it(
    heading: str, asked: int
) -> None:
    text = (
        f"# Review\n\n## {heading}\n\nWe suggest that the lanes are swept. They are dark. We "
        "suggest that this is an old fault.\n\nWe would also propose a reserve of lamps.\n"
    )
    assert [shown for _, shown in found(text)] == [
        "We suggest that the lanes are swept.",
        "We would also propose a reserve of lamps.",
    ][:asked]


def test_a_suggestion_behind_a_list_of_recommendations_counts() -> None:
    text = (
        "## Recommendations\n\n- Light the lanes\n- Sweep the squares\n\nThe squares should be "
        "clean. We also suggest that the council reports in May.\n"
    )
    assert [shown for _, shown in found(text)] == [
        "Light the lanes",
        "Sweep the squares",
        "We also suggest that the council reports in May.",
    ]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Areas for action", RecommendationKind.AREA_FOR_ACTION),
        ("What central government can do", RecommendationKind.AREA_FOR_ACTION),
        ("Key success factors", RecommendationKind.SUCCESS_FACTOR),
        ("What the plan must contain", RecommendationKind.REQUIREMENT),
    ],
)
def test_lists_under_telling_headings_are_taken(heading: str, kind: RecommendationKind) -> None:
    listed = register(f"# Review\n\n## {heading}\n\n- Set goals\n- Train staff\n").recommendations
    assert [(one.shown, one.kind, one.theme) for one in listed] == [
        ("Set goals", kind, heading),
        ("Train staff", kind, heading),
    ]


def test_guidance_obliges_in_the_section_that_lists_required_contents() -> None:
    text = (
        "## Plans\n\nThe plan must include:\n\n- targets;\n- costs.\n\nThe final plan should be "
        "agreed. A copy of the plan is sent within six weeks. Officers should be kind.\n\n"
        "## Reports\n\nThe plan should be bound in blue.\n"
    )
    listed = register(text).recommendations
    assert {one.kind for one in listed} == {RecommendationKind.REQUIREMENT}
    assert [one.shown for one in listed] == [
        "targets;",
        "costs.",
        "The final plan should be agreed.",
        "A copy of the plan is sent within six weeks.",
    ]
