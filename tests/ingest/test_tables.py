"""Tables: headers, groups and continuation, and how each row reads spelled out."""

from __future__ import annotations

import pytest

from corpus.words import Span
from ingest.lines import lines_of
from ingest.tables import Table, read_table


def table_of(text: str, before: Table | None = None) -> Table:
    return read_table(list(lines_of(text, Span(0, len(text)))), before)


def spelled(text: str, before: Table | None = None) -> list[str]:
    return [row.spelled for row in table_of(text, before).rows if row.spelled]


def context_of(text: str, row: str) -> list[str]:
    """Return the quotations a row's headers and groups come from."""
    found = next(r for r in table_of(text).rows if row in r.spelled)
    return [span.of(text) for span in found.context]


GROUPED = (
    "Service\tClients\tCost\n"
    "Older Persons\t\t\n"
    "Residential\t\t\n"
    "Own homes\t196\t12\n"
    "Residential short\t\t\n"
    "Short stays\t7\t8\n"
    "Residential breaks\t9\t10\n"
    "Day care\t1\t2\n"
    "Learning Disability\t\t\n"
    "Domiciliary\t\t\n"
    "\t470\t9"
)


def test_a_row_reads_with_its_headers() -> None:
    assert spelled("Group\tMen\tWomen\nOld\t5\t6") == ["Old; Men: 5; Women: 6"]


def test_units_in_a_second_header_row_join_the_first() -> None:
    text = "Outcome\tControl\tPilot\nNeeded at review\t%\t%\nStopped\t5\t62"
    assert spelled(text) == ["Stopped; Control %: 5; Pilot %: 62"]
    assert context_of(text, "Stopped") == ["Outcome\tControl\tPilot\nNeeded at review\t%\t%"]


def test_a_header_over_several_columns_reaches_right() -> None:
    text = "\tMen\t\tWomen\t\n\tYoung\tOld\tYoung\tOld\nBeds\t1\t2\t3\t4"
    assert spelled(text) == ["Beds; Men Young: 1; Men Old: 2; Women Young: 3; Women Old: 4"]


def test_a_title_row_stands_before_every_row_and_in_its_context() -> None:
    text = (
        "Home care at review\t\t\n\tControl\tPilot\nNeeded\t%\t%\nStopped\t5\t62\nTotal\t100\t100"
    )
    assert spelled(text) == [
        "Home care at review; Stopped; Control %: 5; Pilot %: 62",
        "Home care at review; Total; Control %: 100; Pilot %: 100",
    ]
    assert context_of(text, "Total") == ["Home care at review\t\t\n\tControl\tPilot\nNeeded\t%\t%"]


def test_rows_know_their_outer_and_inner_group() -> None:
    assert spelled(GROUPED) == [
        "Older Persons; Residential; Own homes; Clients: 196; Cost: 12",
        "Older Persons; Residential short; Short stays; Clients: 7; Cost: 8",
        "Older Persons; Residential short; Residential breaks; Clients: 9; Cost: 10",
        "Older Persons; Day care; Clients: 1; Cost: 2",
        "Learning Disability; Domiciliary; Clients: 470; Cost: 9",
    ]


def test_groups_right_above_their_rows_follow_one_another() -> None:
    text = (
        "Ref\tAction\tBy\n"
        "Aim 1: Prevention\t\t\n1.1\tHold classes\tMay\n1.2\tMend steps\tJune\n"
        "Aim 2: Carers\t\t\n2.1\tOffer breaks\tJuly"
    )
    assert spelled(text) == [
        "Aim 1: Prevention; 1.1; Action: Hold classes; By: May",
        "Aim 1: Prevention; 1.2; Action: Mend steps; By: June",
        "Aim 2: Carers; 2.1; Action: Offer breaks; By: July",
    ]


def test_group_rows_are_no_rows_of_their_own() -> None:
    groups = [row.cells[0] for row in table_of(GROUPED).rows if not row.spelled]
    assert groups == [
        "Older Persons", "Residential", "Residential short", "Learning Disability", "Domiciliary"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "context"),
    [
        ("Own homes", ["Service\tClients\tCost\nOlder Persons\t\t\nResidential\t\t"]),
        ("Short stays", ["Service\tClients\tCost\nOlder Persons\t\t", "Residential short\t\t"]),
        ("Day care", ["Service\tClients\tCost\nOlder Persons\t\t"]),
        ("470", ["Service\tClients\tCost", "Learning Disability\t\t\nDomiciliary\t\t"]),
    ],
)
def test_a_row_quotes_the_lines_its_headers_and_groups_stand_on(
    row: str, context: list[str]
) -> None:
    assert context_of(GROUPED, row) == context


def test_an_empty_first_cell_takes_the_head_above() -> None:
    text = "Area\tStep\tWho\nNorth\tFirst\tAda\n\tSecond\tBo\nSouth\tThird\tCy"
    assert spelled(text) == [
        "North; Step: First; Who: Ada",
        "North; Step: Second; Who: Bo",
        "South; Step: Third; Who: Cy",
    ]
    assert context_of(text, "Second") == ["Area\tStep\tWho\nNorth\tFirst\tAda"]
    assert context_of(text, "Third") == ["Area\tStep\tWho"]


@pytest.mark.parametrize(
    "lower", ["Young\t7\t8", "Group\tMen\tWomen\nYoung\t7\t8"], ids=["bare", "headers again"]
)
def test_a_table_goes_on_over_a_page_break(lower: str) -> None:
    upper = table_of("Group\tMen\tWomen\nOld\t5\t6")
    assert spelled(lower, upper) == ["Young; Men: 7; Women: 8"]


def test_a_table_with_other_columns_does_not_go_on() -> None:
    upper = table_of("Group\tMen\tWomen\nOld\t5\t6")
    assert spelled("Young\t7", upper) == ["Young: 7"]


def test_a_glossary_of_two_columns_has_no_header() -> None:
    text = "Carer\tAnyone who gives unpaid care to a friend\nFSC\tFamilies and Social Care"
    assert table_of(text).headers == ()
    assert spelled(text) == [
        "Carer: Anyone who gives unpaid care to a friend",
        "FSC: Families and Social Care",
    ]


def test_two_columns_of_acronyms_have_no_header() -> None:
    assert spelled("FSC\tFamilies\nKCC\tKent") == ["FSC: Families", "KCC: Kent"]


def test_two_short_words_above_two_columns_are_a_header() -> None:
    text = "Term\tMeaning\nFSC\tFamilies and Social Care"
    assert spelled(text) == ["FSC; Meaning: Families and Social Care"]


def test_a_row_of_numbers_is_no_header() -> None:
    assert table_of("1\t2\t3\n4\t5\t6").headers == ()


@pytest.mark.parametrize("number", ["62", "£1.5m", "5 per cent", "-3", "1,343", "12%", "100*"])
def test_a_row_with_a_figure_is_no_header(number: str) -> None:
    assert table_of(f"Old\t{number}\tfew\nYoung\t7\tmany").headers == ()


@pytest.mark.parametrize("rule", ["|--|--|", "| :--- | ---: |", "|:-----:|--|"])
def test_a_piped_table_takes_the_row_above_its_rule_as_header(rule: str) -> None:
    text = f"| Action | Target 2011 |\n{rule}\n| Buy lamps | 12 |"
    assert spelled(text) == ["Buy lamps; Target 2011: 12"]


@pytest.mark.parametrize("row", ["| | Bo Tansy |", "|| Bo Tansy |"])
def test_a_piped_row_keeps_its_empty_first_cell(row: str) -> None:
    text = f"| Action | Lead |\n|--|--|\n| Buy lamps | Ada Quill |\n{row}"
    assert spelled(text)[1] == "Buy lamps; Lead: Bo Tansy"


def test_an_empty_cell_is_left_out() -> None:
    assert spelled("Group\tMen\tWomen\nOld\t\t6") == ["Old; Women: 6"]


def test_cells_read_without_mark_up() -> None:
    assert spelled("<b>Group</b>\t**Men**\tWomen\nOld &amp; wise\t5\t6") == [
        "Old & wise; Men: 5; Women: 6"
    ]


def test_no_lines_make_no_table() -> None:
    assert read_table([]).rows == []
