"""Delimited values are read as tables, told by their content."""

from __future__ import annotations

import pytest

from corpus.words import Reading
from ingest.csv_tables import delimiter_of
from ingest.readers import read
from ingest.sources import SourceNote

ROWS = [
    ["Branch", "Visits 2018", "Visits 2019"],
    ["Harbour", "12,400", "13,100"],
    ["Café Hill", "9,800", "9,100"],
    ["Moor", "450", "470"],
]
SPELLED = [
    "Harbour; Visits 2018: 12,400; Visits 2019: 13,100",
    "Café Hill; Visits 2018: 9,800; Visits 2019: 9,100",
    "Moor; Visits 2018: 450; Visits 2019: 470",
]


def written(delimiter: str = ",", end: str = "\n") -> str:
    return "".join(
        delimiter.join(f'"{value}"' if delimiter in value else value for value in row) + end
        for row in ROWS
    )


def reading(content: bytes, name: str = "visits.csv") -> Reading:
    return read(name, content, SourceNote(), lambda text: len(text) < 1000)


def rows(found: Reading) -> list[str]:
    return [unit.shown for passage in found.passages for unit in passage.units]


@pytest.mark.parametrize("name", ["visits.csv", "visits", "visits.txt"])
@pytest.mark.parametrize(
    "content",
    [
        written().encode(),
        written(end="\r\n").encode("utf-8-sig"),
        written(";").encode("cp1252"),
        written("\t").encode(),
        b"sep=;\r\n" + written(";", "\r\n").encode(),
    ],
    ids=["commas", "with a mark and Windows ends", "semicolons", "tabs", "told by Excel"],
)
def test_each_row_is_read_with_its_headers(content: bytes, name: str) -> None:
    found = reading(content, name)
    assert rows(found) == SPELLED
    assert (found.source.title, found.source.media_type) == ("visits", "text/csv")
    for passage in found.passages:
        for unit in passage.units:
            for statement in unit.statements:
                assert statement.span.of(found.text) in found.text.splitlines()


def test_lines_around_a_named_table_are_its_title_and_notes() -> None:
    text = f"Library visits,,\n\n{written()}\nSource: door counters of each branch,,\n"
    found = reading(text.encode())
    assert found.source.title == "Library visits"
    assert any(SPELLED[0] in row for row in rows(found))
    assert found.text.splitlines()[0] == "Library visits"


def test_a_value_of_several_lines_stays_in_its_row() -> None:
    found = reading(b'Ward,Note\nNorth,"lit,\nand repaired"\nSouth,dark\n')
    assert rows(found) == ["North; Note: lit, and repaired", "South; Note: dark"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lamps, bins, roads.\nParks, homes, schools.\nBuses, ferries, trams.\n", "list.txt"),
        ("It is lit; it is dark.\nIt rains; it snows.\nIt ends; it begins.\n", "poem"),
        ("# Lamps\n\nThe borough, which is dark, lights every street.\n", "lamps.md"),
        ("Words only\n", "words.csv"),
        ('a,b\n1,"' + "x" * 200_000 + "\n", "broken.csv"),
    ],
    ids=["lists in a sentence", "clauses", "prose", "one column", "an open quotation"],
)
def test_prose_is_no_table(text: str, name: str) -> None:
    assert delimiter_of(text, name) == ""
