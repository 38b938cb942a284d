"""Labelled and numbered paragraphs: each with its number, and how far its words go."""

from __future__ import annotations

import pytest
from register_reading import found


def test_a_labelled_paragraph_is_one_with_its_number() -> None:
    text = (
        "## Housing\n\nTenants should not wait.\n\nRecommendation 4: The council should publish "
        "its waiting times.\n\nMore discussion, which should not count.\n\n"
        "**Recommendation 5:** Set up a board to:\n\n- meet monthly;\n- report to cabinet.\n"
    )
    assert found(text) == [
        ("4", "The council should publish its waiting times."),
        ("5", "Set up a board to:\n• meet monthly;\n• report to cabinet."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Findings\n\nR1 The board should meet.\n\nR2. Publish the minutes of it.\n",
        "## R1: The board should meet.\n\nIt is.\n\n## R2: Publish the minutes of it.\n\nNo.\n",
        "## Findings\n\n- R1 The board should meet.\n- R2 Publish the minutes of it.\n",
    ],
)
def test_short_labels_are_numbers_too(text: str) -> None:
    assert found(text) == [
        ("R1", "The board should meet."),
        ("R2", "Publish the minutes of it."),
    ]


def test_a_label_alone_takes_the_paragraph_below_it() -> None:
    text = "## Recommendation 1\n\nThe council should agree a plan.\n\nIt costs little.\n"
    assert found(text) == [("1", "The council should agree a plan.")]


def test_a_numbered_paragraph_that_recommends_keeps_its_paragraph_number() -> None:
    text = (
        "## Care\n\n4.11 Carers told us that they should be heard.\n\n"
        "4.12 We recommend that the Department publishes a strategy. It would cost little.\n\n"
        "4.13 The Committee recommends that the Treasury:\n\n- funds it; and\n- reviews it.\n"
    )
    assert found(text) == [
        ("4.12", "We recommend that the Department publishes a strategy."),
        ("4.13", "The Committee recommends that the Treasury:\n• funds it; and\n• reviews it."),
    ]


def test_sub_items_and_what_stands_between_belong_to_their_item() -> None:
    text = (
        "## Recommendations\n\n1. The council should agree a plan that covers:\n   - housing;\n"
        "   - transport.\n2. The council should publish it.\n\n3. Partners should:\n\n(a) pay;\n"
        "(b) attend.\n"
    )
    assert found(text) == [
        ("1", "The council should agree a plan that covers:\n• housing;\n• transport."),
        ("2", "The council should publish it."),
        ("3", "Partners should:\n• (a) pay;\n• (b) attend."),
    ]
