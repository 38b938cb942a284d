"""Auditors: labelled paragraphs, tables with priorities and responses, cards of two columns."""

from __future__ import annotations

import pytest
from register_reading import found, register, themes

MATCH = "The Council should match its bank account each month."
TRAIN = "Managers must be trained in buying."
HEADER = (
    "| Ref | Recommendation | Priority | Management response | Owner | Due |\n"
    "|---|---|---|---|---|---|\n"
)


def test_a_table_of_labelled_rows_is_read_without_its_responses() -> None:
    text = (
        f"# Letter\n\n## Action plan\n\n{HEADER}| R1 | {MATCH} | High | Agreed. We should finish "
        "in May. "
        f"| S. Reed | May 2024 |\n| R2 | {TRAIN} | Medium | Partly agreed | T. Moss | June 2024 |\n"
    )
    assert found(text) == [("R1", MATCH), ("R2", TRAIN)]


def test_a_letter_and_its_table_say_each_once() -> None:
    text = (
        f"# Letter\n\nWe make two recommendations.\n\n## Bank\n\nIt was late.\n\n**R1** {MATCH}\n\n"
        f"## Buying\n\n**R2** {TRAIN}\n\n## Appendix 1: Action plan\n\n{HEADER}"
        f"| R1 | {MATCH} | High | Agreed | S. Reed | May |\n| R2 | {TRAIN} | Low | Agreed | T. "
        "Moss | June |\n"
    )
    assert found(text) == [("R1", MATCH), ("R2", TRAIN)]
    assert themes(text) == ["Bank", "Buying"]
    assert register(text).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "## Issues\n\n| Finding | Risk | Recommendation | Agreed action |\n|---|---|---|---|\n"
        f"| Late | High | {MATCH} | Yes |\n| Poor | Low | {TRAIN} | Yes |\n",
        f"## Cards\n\n| Recommendation | {MATCH} |\n|---|---|\n| Response | We will in May. |\n\n"
        f"Text between.\n\n| Recommendation | {TRAIN} |\n|---|---|\n| Response | We should. |\n",
        f"## Cards\n\n| Finding | It was late |\n|---|---|\n| Recommendation | {MATCH} |\n"
        "| Response | Agreed |\n\nText.\n\n| Finding | Poor |\n|---|---|\n| Recommendation | "
        f"{TRAIN} |\n",
    ],
    ids=["column", "card by its first row", "card by another row"],
)
def test_tables_of_findings(text: str) -> None:
    assert [shown for _, shown in found(text)] == [MATCH, TRAIN]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Recommendation 1", "1"),
        ("Key recommendation 1:", "1"),
        ("Statutory Recommendation 1 –", "1"),
        ("Improvement recommendation 1", "1"),
        ("Recommendation 3 (a):", "3(a)"),
        ("Recommendation 3(a)", "3(a)"),
        ("Recommendation One:", "One"),
        ("Recommendation no. 4 –", "4"),
        ("Rec. 2:", "2"),
        ("R1.", "R1"),
        ("Recommendation 1 (High):", "1"),
        ("Safety recommendation R/2023/220:", "R/2023/220"),
    ],
)
@pytest.mark.parametrize("bold", ["{} ", "**{}** "])
def test_labels_of_all_kinds(label: str, number: str, bold: str) -> None:
    assert found(f"## Bank\n\nIt was late.\n\n{bold.format(label)}{MATCH}\n") == [(number, MATCH)]


@pytest.mark.parametrize(
    "text",
    [
        f"## Recommendation 1: Bank\n\n{MATCH}\n\nReason: it was late.\n\n## Recommendation 2: "
        f"Buying\n\n{TRAIN}\n",
        f"## Recommendation 1\n\n### Bank\n\n{MATCH}\n\n## Recommendation 2\n\n### "
        f"Buying\n\n{TRAIN}\n",
        f"**Recommendation 1: Bank**\n\nIt was late.\n\n{MATCH}\n\n**Recommendation 2: "
        f"Buying**\n\n{TRAIN}\n\nEnd.\n",
        f"### R1 – Bank\n\n{MATCH}\n\n### R2 – Buying\n\n{TRAIN}\n",
    ],
)
def test_a_label_with_a_title_takes_the_words_below_it(text: str) -> None:
    assert [shown for _, shown in found(text)] == [MATCH, TRAIN]
    assert themes(text) == ["Bank", "Buying"]


def test_a_title_that_says_it_all_stays_the_entry() -> None:
    text = (
        "## Recommendation 1: Publish the accounts\n\nThey are late.\n\n## Recommendation 2: New "
        "seats\n\nThey are old.\n"
    )
    assert found(text) == [("1", "Publish the accounts"), ("2", "New seats")]


def test_parts_below_a_titled_label_belong_to_it() -> None:
    text = (
        "## Recommendation 1: Bank\n\nThe Council should:\n\n(i) match it;\n(ii) sign it; "
        "and\n(iii) file it.\n\nIt was late.\n"
    )
    assert found(text) == [
        ("1", "The Council should:\n• (i) match it;\n• (ii) sign it; and\n• (iii) file it.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"**Improvement recommendation 1**\n\n**Bank**\n\n{MATCH}\n\n"
        f"**Improvement recommendation 2**\n\n**Buying**\n\n{TRAIN}\n\nEnd.\n",
        f"3.1 Recommendation 1: Bank\n\n{MATCH}\n\n3.2 Recommendation 2: "
        f"Buying\n\n{TRAIN}\n\nEnd.\n",
    ],
)
def test_a_title_of_its_own_line_is_the_theme(text: str) -> None:
    assert found(text) == [("1", MATCH), ("2", TRAIN)]
    assert themes(text) == ["Bank", "Buying"]


def test_findings_beside_labelled_recommendations_are_none() -> None:
    text = (
        "# Audit\n\n## Findings and recommendations\n\n### Payroll\n\nManagers should tell "
        "payroll.\n\n"
        f"**Recommendation 1 (High):** {MATCH}\n\n**Management response:** Agreed. We should by "
        "May.\n"
    )
    assert found(text) == [("1", MATCH)]


def test_a_response_in_the_same_cell_is_left_out() -> None:
    text = (
        "## Plan\n\n| Assessment | Recommendations |\n|---|---|\n"
        f"| High | {MATCH}<br>Management response: We should by May. |\n"
    )
    assert found(text) == [("", MATCH)]


@pytest.mark.parametrize(
    "heading",
    ["Follow up of prior year recommendations", "Progress against previous recommendations"],
)
def test_tables_of_an_earlier_years_recommendations_are_none(heading: str) -> None:
    assert not found(
        f"## {heading}\n\n| Recommendation | Status |\n|---|---|\n| {MATCH} | Done |\n"
    )
