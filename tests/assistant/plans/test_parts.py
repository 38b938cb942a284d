"""Recommendations taken apart into what they demand."""

from __future__ import annotations

import pytest

from assistant.plans.parts import MOST_PARTS, parts_of


def texts(text: str) -> list[str]:
    parts = parts_of(text)
    assert all(part.text == part.span.of(text) for part in parts)
    return [part.text for part in parts]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "(i) Review the process for collection of data; service users and staff\n"
            "(ii) Share more data with partners – and develop a two-way process",
            [
                "Review the process for collection of data; service users and staff",
                "Share more data with partners",
                "develop a two-way process",
            ],
        ),
        ("a) Review the service.\nb) Extend respite.", ["Review the service.", "Extend respite."]),
        (
            "The Cabinet should (1) agree a plan, (2) name a lead, and (3) fund it.",
            ["agree a plan", "name a lead", "fund it."],
        ),
        (
            "The Council should:\n- involve older people\n- evaluate pilots before they end.",
            ["involve older people", "evaluate pilots before they end."],
        ),
        (
            "The Council should: set up a board; agree its terms; and report every six months.",
            ["set up a board", "agree its terms", "report every six months."],
        ),
        (
            "The Council should agree a protocol and publish a summary by June 2028.",
            ["The Council should agree a protocol", "publish a summary by June 2028."],
        ),
        (
            "Develop and publish a strategy, set clear targets and review progress every year.",
            ["Develop and publish a strategy", "set clear targets", "review progress every year."],
        ),
        (
            "Pilots should be mainstreamed, and a framework should be agreed; it should be short.",
            ["Pilots should be mainstreamed", "a framework should be agreed; it should be short."],
        ),
        (
            "Review it to ensure that all are heard, and ensure a consistent approach.",
            ["Review it to ensure that all are heard", "ensure a consistent approach."],
        ),
        (
            "A framework should be agreed first; progress should be measured.",
            ["A framework should be agreed first", "progress should be measured."],
        ),
        (
            "Officers must report to scrutiny. This would build trust. Members should be trained.",
            ["Officers must report to scrutiny.", "Members should be trained."],
        ),
    ],
)
def test_each_demand_is_a_part_of_its_own(text: str, parts: list[str]) -> None:
    assert texts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Develop and publish a carers’ strategy.",
        "Ensure that staff are trained and develop their skills.",
        "Work with partners to develop a shared assessment and review group.",
        "Agree a protocol with health partners and publish it by June 2028.",
        "Review the process for communities; service users and staff.",
        "There is a lack of clarity about the lead officer",
        "The Council should set up a board. It should meet quarterly.",
        "Consult on options (i) before the summer.",
    ],
)
def test_what_is_one_demand_or_cannot_be_parted_safely_stays_whole(text: str) -> None:
    assert texts(text) == [text]


def test_marks_with_gaps_at_line_starts_count_on() -> None:
    parts = parts_of("(i) Review it.\n(iv) Explore more.\n(vi) Raise awareness.")
    assert [part.mark for part in parts] == ["(i)", "(iv)", "(vi)"]


def test_items_know_the_words_that_lead_into_them() -> None:
    parts = parts_of("We recommend that the Council:\n(a) appoints a lead\n(b) monitors progress.")
    assert parts[1].whole == "We recommend that the Council monitors progress."


def test_items_within_items_are_parted_too() -> None:
    text = "1. Review respite:\n(a) ask carers\n(b) publish the offer\n2. Report in a year."
    assert texts(text) == ["ask carers", "publish the offer", "Report in a year."]


def test_a_list_that_only_explains_a_demand_makes_none() -> None:
    text = (
        "Staff should be prepared for resistance. This may come from:\n- procurement, who may fear "
        "for the public purse\n- colleagues who see the change as straying"
    )
    assert texts(text) == ["Staff should be prepared for resistance."]


def test_there_is_no_part_without_a_word_and_never_too_many() -> None:
    assert parts_of(" – … ") == ()
    many = "\n".join(f"{number}. Review service {number}." for number in range(1, 100))
    parts = parts_of(many)
    assert len(parts) == MOST_PARTS
    assert parts[-1].text.endswith("service 99.")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "We recommend that lamps be mended so that people can see, and that prices are known.",
            ["We recommend that lamps be mended so that people can see", "prices are known."],
        ),
        (
            "That Cabinet approves the plan and that the Director of Lamps be asked to report.",
            ["That Cabinet approves the plan", "the Director of Lamps be asked to report."],
        ),
        (
            "We recommend that the board ensures that lamps and that roads are mended.",
            ["We recommend that the board ensures that lamps and that roads are mended."],
        ),
    ],
)
def test_what_is_recommended_with_a_further_that_is_a_part(text: str, parts: list[str]) -> None:
    assert [part.text for part in parts_of(text)] == parts
