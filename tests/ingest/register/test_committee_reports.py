"""Reports to a cabinet, a board or a committee: what it is asked to decide, what it resolved."""

from __future__ import annotations

import pytest
from register_reading import found

NOTED = "That Cabinet notes the report."
AGREED = "That Cabinet agrees the action plan at Appendix A."
ITEMS = [("", "note the report; and"), ("", "agree the plan.")]
AFTER = "\n\n## 3. Background\n\n3.1 The lamps of the borough are old.\n"


@pytest.mark.parametrize(
    "text",
    [
        f"# Lamps\n\n2. Recommendations\n\n2.1 {NOTED}\n\n2.2 {AGREED}\n\n3. Background\n\n3.1 "
        "Old.",
        f"# Lamps\n\n## 2. Recommendations\n\n2.1 {NOTED}\n\n2.2 {AGREED}{AFTER}",
        f"# Lamps\n\n## Recommendations\n\n2.1 {NOTED}\n2.2 {AGREED}{AFTER}",
        f"# Lamps\n\n## 2. Recommendations\n\n2.1. {NOTED}\n\n2.2. {AGREED}{AFTER}",
        f"# Lamps\n\n**2. RECOMMENDATIONS**\n\n**2.1** {NOTED}\n\n**2.2** {AGREED}{AFTER}",
        f"# Lamps\n\n## Recommendations\n\nThe Cabinet is asked to decide:\n\n2.1 {NOTED}\n\n"
        f"2.2 {AGREED}{AFTER}",
    ],
)
def test_motions_in_numbered_paragraphs_are_one_each(text: str) -> None:
    assert found(text) == [("2.1", NOTED), ("2.2", AGREED)]


@pytest.mark.parametrize(
    "above",
    [
        "## Recommendations",
        "## Officer recommendations",
        "## 2. Recommendation(s)",
        "## Recommended decisions",
        "It is recommended that Cabinet:",
        "RECOMMENDED:",
    ],
)
def test_motions_as_plain_paragraphs_are_one_each(above: str) -> None:
    text = f"# Lamps\n\n{above}\n\n{NOTED}\n\n{AGREED}\n\n## Background\n\nThat is why it is old."
    assert found(text) == [("", NOTED), ("", AGREED)]


@pytest.mark.parametrize(
    "lead_in",
    [
        "## Recommendations\n\nThat Cabinet:",
        "## Recommendations\n\nThe Committee is recommended to:",
        "## Recommendations\n\nMembers are asked to:",
        "## Recommendation\n\nThe Board is asked to:",
        "## Purpose\n\nThe report is for decision. The Governing Body is requested to:",
        "## Purpose\n\nIt is recommended that Cabinet:",
        "Recommendation: The Board is asked to:",
        "## Summary and recommendations\n\nRecommendations: That the Committee resolves to:",
        "Having been proposed, the Council RESOLVED to:-",
    ],
)
@pytest.mark.parametrize("set_as", ["- {}\n- {}", "{}\n\n{}"], ids=["list", "paragraphs"])
def test_what_a_body_is_asked_to_is_one_each(lead_in: str, set_as: str) -> None:
    asked = set_as.format("note the report; and", "agree the plan.")
    assert found(f"# Lamps\n\n{lead_in}\n\n{asked}{AFTER}") == ITEMS


def test_numbered_clauses_below_a_lead_in_keep_their_numbers() -> None:
    text = (
        "# Lamps\n\n## 2. Recommendations\n\nThat Cabinet:\n\n2.1 notes it;\n\n2.2 agrees "
        f"it.{AFTER}"
    )
    assert found(text) == [("2.1", "notes it;"), ("2.2", "agrees it.")]


def test_parts_of_a_numbered_motion_belong_to_it() -> None:
    text = (
        "# Lamps\n\n## 2. Recommendations\n\n2.1 That the Director of Place be authorised to:\n\n"
        "(a) let the contract; and\n(b) set its price.\n\n2.2 That the report be noted." + AFTER
    )
    assert found(text) == [
        (
            "2.1",
            "That the Director of Place be authorised to:\n• (a) let the contract; and\n"
            "• (b) set its price.",
        ),
        ("2.2", "That the report be noted."),
    ]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "The Board is asked to NOTE the report and APPROVE the plan.",
            [("", "The Board is asked to NOTE the report and APPROVE the plan.")],
        ),
        (
            "It is recommended that (i) the lamps be mended; and (ii) the costs be met.",
            [("(i)", "the lamps be mended; and"), ("(ii)", "the costs be met.")],
        ),
        ("To approve the lighting strategy.", [("", "To approve the lighting strategy.")]),
        (
            "2.1 To note the report.\n\n2.2 Endorse the plan.",
            [("2.1", "To note the report."), ("2.2", "Endorse the plan.")],
        ),
    ],
)
def test_a_decision_asked_for_in_one_sentence(
    paragraph: str, expected: list[tuple[str, str]]
) -> None:
    assert found(f"# Lamps\n\n## Recommendation\n\n{paragraph}{AFTER}") == expected


@pytest.mark.parametrize(
    ("resolution", "expected"),
    [
        (
            "RESOLVED – that:\n\n(1) the report be noted; and\n(2) Cabinet be asked to fund it.",
            [("(1)", "the report be noted; and"), ("(2)", "Cabinet be asked to fund it.")],
        ),
        (
            "RESOLVED – That Cabinet be recommended to mend the lamps.",
            [("", "RESOLVED – That Cabinet be recommended to mend the lamps.")],
        ),
        (
            "**Resolved:** that (a) the report be noted; (b) officers report back in six months.",
            [("(a)", "the report be noted;"), ("(b)", "officers report back in six months.")],
        ),
        (
            "RECOMMENDED to Council that:\n\n1. the strategy be adopted; and\n2. it be funded.",
            [("1", "the strategy be adopted; and"), ("2", "it be funded.")],
        ),
        ("RESOLVED – That the minutes of 3 May be approved as a correct record.", []),
        ("The dispute about the lamps was resolved that year.", []),
        ("Resolved complaints rose.", []),
    ],
)
def test_minutes_list_what_was_resolved(resolution: str, expected: list[tuple[str, str]]) -> None:
    text = (
        "# Minutes\n\n## 14. Street lighting\n\nThe Chair introduced the "
        f"report.\n\n{resolution}\n\n## 15. Parks\n\nNo one spoke."
    )
    assert found(text) == expected


def test_small_romans_line_by_line_are_one_each() -> None:
    text = (
        "# Lamps\n\n## Recommendations\n\nIt is recommended that:\n\ni. it be noted\nii. it be "
        "paid\n"
    )
    assert found(text) == [("i", "it be noted"), ("ii", "it be paid")]


@pytest.mark.parametrize("word", ["RESOLVED", "**RESOLVED –**", "RECOMMENDED to Council:"])
def test_a_list_below_the_bare_word_is_what_was_resolved(word: str) -> None:
    text = (
        f"# Minutes\n\n## 12. Lamps\n\nHe spoke.\n\n{word}\n\n1. That it be noted.\n2. That it be "
        "paid.\n"
    )
    assert found(text) == [("1", "That it be noted."), ("2", "That it be paid.")]


def test_reasons_for_recommendations_are_none() -> None:
    text = (
        f"# Lamps\n\n## 1. Recommendations\n\n1.1 {NOTED}\n\n## 2. Reasons for recommendations\n\n"
        "2.1 The plan should save money. To ensure that the council meets its duty.\n"
    )
    assert found(text) == [("1.1", NOTED)]


def test_a_board_papers_front_sheet_says_what_it_asks() -> None:
    asked = "The Board is asked to NOTE the report."
    text = (
        "# Waits\n\n| Report to | Board |\n|---|---|\n| Purpose | Approval |\n| Recommendation | "
        f"{asked} |\n"
    )
    assert found(text) == [("", asked)]
