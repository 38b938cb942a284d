"""Tables: headers, groups and continuation, and how each row reads spelled out."""

from __future__ import annotations

import pytest

from corpus.words import Span
from ingest.lines import lines_of
from ingest.tables import Table, read_table


def table_of(text: str, before: Table | None = None, styles: tuple[str, ...] = ()) -> Table:
    return read_table(list(lines_of(text, Span(0, len(text)))), before, styles=styles)


def spelled(text: str, before: Table | None = None, styles: tuple[str, ...] = ()) -> list[str]:
    return [row.spelled for row in table_of(text, before, styles).rows if row.spelled]


def heads(text: str, before: Table | None = None, styles: tuple[str, ...] = ()) -> list[str]:
    """Return what each row is spelled with in front of its first figure."""
    return [row.split("; Clients:")[0] for row in spelled(text, before, styles)]


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


@pytest.mark.parametrize("second", ["\tMar 2010\tMar 2011\t£000", "\t2010\t2011\t£000"])
def test_a_header_said_in_each_column_that_it_spans_reaches_down(second: str) -> None:
    years = second.strip().split("\t")
    text = f"Service\tClients\tClients\tCost\n{second}\nBeds\t1,000\t3,000\t7"
    assert spelled(text) == [
        f"Beds; Clients {years[0]}: 1,000; Clients {years[1]}: 3,000; Cost £000: 7"
    ]


def test_years_above_figures_are_headers() -> None:
    assert spelled("Service\t2010\t2011\nBeds\t7\t8") == ["Beds; 2010: 7; 2011: 8"]
    assert table_of("Ada\t2010\tMayor\nBo\t2011\tClerk").headers == ()


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


FLAT = (
    "Service\tClients\n"
    "Learning Disability\t\nDay care\t100\nOutreach\t101\n"
    "Older Persons\t\nHome care\t300\nMeals\t301\n"
)


def test_groups_right_above_their_rows_follow_one_another() -> None:
    assert heads(FLAT) == [
        "Learning Disability; Day care",
        "Learning Disability; Outreach",
        "Older Persons; Home care",
        "Older Persons; Meals",
    ]


@pytest.mark.parametrize(
    ("total", "reads"),
    [
        ("Total\t802", "Total"),
        ("Total\t601", "Older Persons; Total"),
        ("Total\t999", "Total"),
        ("Grand total\t601", "Grand total"),
        ("Sub-total\t999", "Older Persons; Sub-total"),
        ("Total Older Persons\t999", "Older Persons; Total Older Persons"),
        ("Total nursing\t999", "Older Persons; Total nursing"),
    ],
)
def test_a_total_stands_in_the_groups_that_it_is_the_total_of(total: str, reads: str) -> None:
    assert heads(FLAT + total)[-1] == reads


def test_where_each_group_has_a_total_the_last_is_its_groups() -> None:
    text = FLAT.replace("Older Persons\t\n", "Total\t9\nOlder Persons\t\n") + "Total\t9"
    assert [row for row in heads(text) if row.endswith("Total")] == [
        "Learning Disability; Total",
        "Older Persons; Total",
    ]


def test_a_group_ends_with_its_total() -> None:
    assert heads(FLAT + "Total\t601\nTransport\t5")[-1] == "Transport"


def test_an_outer_group_that_some_rows_stand_right_below_keeps_its_inner_ones() -> None:
    assert heads(
        "Service\tClients\nOld\t\nHomes\t\nShort\t1\nLong\t2\nOwn home\t\nMeals\t3\n"
        "Young\t\nHomes\t\nShort\t4\nOwn home\t\nMeals\t5"
    ) == [
        "Old; Homes; Short",
        "Old; Homes; Long",
        "Old; Own home; Meals",
        "Young; Homes; Short",
        "Young; Own home; Meals",
    ]


def test_an_empty_group_among_others_is_no_outer_one() -> None:
    text = "Service\tClients\nOld\t\nMeals\t1\nYoung\t\nCarers\t\nBreaks\t2\nAll\t\nLamps\t3"
    assert heads(text) == ["Old; Meals", "Carers; Breaks", "All; Lamps"]


@pytest.mark.parametrize(
    "labels",
    [
        ("OLDER PERSONS", "Homes", "Own home", "DISABLED PERSONS"),
        ("**Older Persons**", "Homes", "Own home", "**Disabled Persons**"),
        ("<b>Older Persons</b>", "Homes", "Own home", "<b>Disabled Persons</b>"),
    ],
    ids=["capitals", "bold", "bold in tags"],
)
def test_groups_of_one_rank_are_set_alike(labels: tuple[str, ...]) -> None:
    first, second, third, fourth = labels
    found = heads(
        f"Service\tClients\n{first}\t\nMeals\t1\n{second}\t\nShort\t2\n{third}\t\nBaths\t3\n"
        f"{fourth}\t\nMeals\t4\n{second}\t\nShort\t5"
    )
    older, disabled = first.strip("*").removeprefix("<b>").removesuffix("</b>"), found[3][:-7]
    assert found == [
        f"{older}; Meals",
        f"{older}; Homes; Short",
        f"{older}; Own home; Baths",
        f"{disabled}; Meals",
        f"{disabled}; Homes; Short",
    ]


def test_the_file_may_tell_how_row_heads_are_set() -> None:
    text = (
        "Service\tClients\nOld\t\nMeals\t1\nHomes\t\nShort\t2\nYoung\t\nMeals\t3\nHomes\t\nShort\t4"
    )
    styles = ("b", "0", "2", "1", "2", "0", "2", "1", "2")
    assert heads(text) == ["Old; Meals", "Homes; Short", "Young; Meals", "Homes; Short"]
    assert heads(text, None, styles) == [
        "Old; Meals", "Old; Homes; Short", "Young; Meals", "Young; Homes; Short"
    ]  # fmt: skip


def test_three_groups_above_one_another_are_three_levels() -> None:
    assert heads(
        "Service\tClients\nKent\t\nOld\t\nHomes\t\nShort\t1\nOwn home\t\nMeals\t2\n"
        "Young\t\nHomes\t\nShort\t3\nSurrey\t\nOld\t\nHomes\t\nShort\t4"
    ) == [
        "Kent; Old; Homes; Short",
        "Kent; Old; Own home; Meals",
        "Kent; Young; Homes; Short",
        "Surrey; Old; Homes; Short",
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


def test_a_group_goes_on_below_headers_of_two_rows_set_again() -> None:
    header = "Service\tClients\t\n\tMen\tWomen\n"
    upper = table_of(f"{header}Older Persons\t\t\nMeals\t1\t2")
    assert spelled(f"{header}Day care\t3\t4", upper) == [
        "Older Persons; Day care; Clients Men: 3; Clients Women: 4"
    ]


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


@pytest.mark.parametrize(
    ("cell", "mark"),
    [
        ("3,729*", "*"),
        ("3,729 **", "**"),
        ("3,729†", "†"),
        ("3,729[a]", ""),
        ("3,729[2]", "2"),
        ("3,729<sup>b</sup>", ""),
        ("3,729\\*", "*"),
        ("**3,729**", ""),
        ("**3,729***", "*"),
        ("25²", ""),
        ("3,729¹", "¹"),
    ],
)
def test_a_figure_reads_without_the_mark_of_its_note(cell: str, mark: str) -> None:
    row = table_of(f"Group\tMen\nOld\t{cell}").rows[-1]
    assert (row.cells[1], row.marks[1]) == (row.cells[1].rstrip("*†"), mark)


def test_cells_read_without_mark_up() -> None:
    assert spelled("<b>Group</b>\t**Men**\tWomen\nOld &amp; wise\t5\t6") == [
        "Old & wise; Men: 5; Women: 6"
    ]


def test_no_lines_make_no_table() -> None:
    assert read_table([]).rows == []
