"""Captions and notes of tables: what a row takes from around its table, and cites."""

from __future__ import annotations

import pytest

from corpus.words import BlockKind, Passage, Statement
from ingest.passages import passages_of
from ingest.structure import blocks_of
from ingest.table_surroundings import is_continued_caption

TABLE = "Service\tMen\tWomen\nHome care\t5\t6\nMeals\t7\t8\n"
OTHER = "Town\tBeds\tCost\nDeal\t7\t8\n"


def passages(text: str) -> list[Passage]:
    return list(passages_of(text, blocks_of(text), (), lambda shown, section: True))


def rows(text: str) -> list[tuple[Passage, Statement]]:
    return [
        (passage, statement)
        for passage in passages(text)
        for unit in passage.units
        for statement in unit.statements
        if unit.kind is BlockKind.TABLE_ROW
    ]


def captions(text: str) -> list[str]:
    """Return the last name of the path of each row."""
    return [passage.section[-1] for passage, _ in rows(text)]


@pytest.mark.parametrize(
    "text",
    [
        f"# Plan\n\nTable 3: Clients by service\n\n{TABLE}\nMore.\n",
        f"# Plan\n\nText.\n\n{TABLE}\nTable 3: Clients by service\n\nMore.\n",
        f"# Plan\n\n**Table 3: Clients by service**\n\n{TABLE}\nMore.\n",
        f"# Plan\n\n### Table 3: Clients by service\n\n{TABLE}\nMore.\n",
        f"# Plan\n\nText.\n\n{TABLE}\nSource: Returns.\n\nTable 3: Clients by service\n\nMore.\n",
    ],
    ids=["above", "below", "bold", "as a heading", "below its source"],
)
def test_a_row_stands_under_its_tables_caption_and_cites_it(text: str) -> None:
    for passage, row in rows(text):
        assert passage.section == ("Plan", "Table 3: Clients by service")
        assert "Table 3" not in row.shown
        assert any("Table 3: Clients by service" in span.of(text) for span in row.context)


def test_a_caption_between_two_tables_belongs_where_the_others_stand() -> None:
    above = f"# Plan\n\nTable 1: One\n\n{TABLE}\nTable 2: Two\n\n{OTHER}\nText.\n"
    below = f"# Plan\n\nText.\n\n{TABLE}\nTable 1: One\n\n{OTHER}\nTable 2: Two\n\nText.\n"
    assert captions(above) == captions(below) == ["Table 1: One"] * 2 + ["Table 2: Two"]


@pytest.mark.parametrize(
    "line",
    [
        "Figure 3: A map of the wards",
        "Table 3 shows how many clients each service has.",
        "The table shows the clients.",
    ],
)
def test_what_is_no_caption_of_a_table_is_none(line: str) -> None:
    assert captions(f"# Plan\n\n{line}\n\n{TABLE}") == ["Plan"] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Table 3 (continued)",
        "Table 3 (continued): Clients by service",
        "Table 3: Clients by service (cont.)",
        "Table 3 – continued",
        "Table 3 cont'd",
    ],
)
def test_a_caption_that_only_says_that_a_table_goes_on_is_in_no_passage(line: str) -> None:
    assert is_continued_caption(line)
    text = f"# Plan\n\nTable 3: Clients by service\n\n{TABLE}\n{line}\n\n{TABLE}Lamps\t1\t2\n"
    found = passages(text)
    assert line not in " ".join(f"{passage.shown} {passage.span.of(text)}" for passage in found)
    assert captions(text) == ["Table 3: Clients by service"] * 5
    assert rows(text)[-1][1].shown == "Lamps; Men: 1; Women: 2"


@pytest.mark.parametrize("line", ["Table 3: Continued care", "Table 3: Contracts"])
def test_a_caption_about_what_goes_on_stays(line: str) -> None:
    assert not is_continued_caption(line)


@pytest.mark.parametrize(
    ("table", "shown"),
    [
        (
            "Service\tMen\tWomen\nHome care\t5*\t6",
            "Home care; Men: 5; Women: 6 (Men: Provisional.)",
        ),
        ("Service\tMen*\tWomen\nMeals\t5\t6", "Meals; Men: 5; Women: 6 (Men: Provisional.)"),
        ("Service\tMen\tWomen\nMeals*\t5\t6", "Meals; Men: 5; Women: 6 (Provisional.)"),
        (
            "Service\tMen\tWomen\nMeals\t5*\t6*",
            "Meals; Men: 5; Women: 6 (Men, Women: Provisional.)",
        ),
        ("Service\tMen\tWomen\nMeals\t5†\t6", "Meals; Men: 5; Women: 6"),
    ],
)
def test_a_row_reads_with_the_note_of_its_mark_and_cites_it(table: str, shown: str) -> None:
    text = f"# Plan\n\nText.\n\n{table}\n\n* Provisional.\n"
    [(_, row)] = rows(text)
    assert row.shown == shown
    assert ("* Provisional." in [span.of(text) for span in row.context]) == ("(" in shown)


def test_notes_of_two_marks_are_two() -> None:
    text = "# P\n\nService\tMen\tWomen\nMeals\t5*\t6**\n\n* Provisional.\n** Estimated.\n\nMore.\n"
    [(_, row)] = rows(text)
    assert row.shown == "Meals; Men: 5; Women: 6 (Men: Provisional.) (Women: Estimated.)"
    assert [p.shown for p in passages(text)][-1] == "Provisional.\nEstimated.\nMore."


def test_a_mark_that_two_notes_bear_is_tied_to_neither() -> None:
    text = "# P\n\nService\tMen\tWomen\nMeals\t5*\t6*\n\n* Provisional.\n\n* Estimated.\n"
    assert rows(text)[0][1].shown == "Meals; Men: 5; Women: 6"


def test_a_list_below_a_table_without_marks_is_a_list() -> None:
    text = f"# Plan\n\nText.\n\n{TABLE}\n* Buy lamps.\n* Light them.\n"
    assert [block.kind for block in blocks_of(text)][-1] is BlockKind.LIST


def test_a_long_note_is_cited_and_not_repeated_in_the_row() -> None:
    note = "* " + "Counted at the year end by officers of each ward " * 3
    text = f"# Plan\n\nText.\n\nService\tMen\tWomen\nMeals\t5*\t6\n\n{note.strip()}.\n"
    [(_, row)] = rows(text)
    assert row.shown == "Meals; Men: 5; Women: 6"
    assert row.context[-1].of(text).startswith("* Counted")
