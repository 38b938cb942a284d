"""What a folder's SOURCES.md says of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.words import Source
from ingest.dates import iso_date
from ingest.extracted import Extracted
from ingest.sources import SourceNote, source_notes, source_of


def notes_in(folder: Path, table: str) -> dict[str, SourceNote]:
    (folder / "SOURCES.md").write_text(table, encoding="utf-8")
    return source_notes(folder)


def test_a_row_gives_title_publisher_and_date(tmp_path: Path) -> None:
    table = (
        "# Sources\n\nSome words.\n\n| file | title | publisher | date |\n|---|---|---|---|\n"
        "| `lamps.md` | On Lamps | Borough of Lampwick | May 2010 |\n"
        "| bins.md | On Bins | | undated |\n"
    )
    assert notes_in(tmp_path, table) == {
        "lamps.md": SourceNote("On Lamps", "Borough of Lampwick", "2010-05"),
        "bins.md": SourceNote("On Bins", "", ""),
    }


def test_columns_may_stand_in_any_order_after_the_file(tmp_path: Path) -> None:
    table = "| File | Date | Pages | Title |\n|--|--|--|--|\n| a.md | 2009 | 12 | On Lamps |\n"
    assert notes_in(tmp_path, table) == {"a.md": SourceNote("On Lamps", "", "2009")}


def test_a_short_row_leaves_the_rest_empty(tmp_path: Path) -> None:
    table = "| file | title | publisher |\n|--|--|--|\n| a.md |\n"
    assert notes_in(tmp_path, table)["a.md"] == SourceNote()


@pytest.mark.parametrize(
    "table", ["", "No table here.\n", "| name | title |\n|--|--|\n| a | b |\n"]
)
def test_without_a_table_of_files_there_are_no_notes(tmp_path: Path, table: str) -> None:
    assert notes_in(tmp_path, table) == {}


def test_a_folder_without_the_file_has_no_notes(tmp_path: Path) -> None:
    assert source_notes(tmp_path) == {}


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("1 May 2012", "2012-05-01"),
        ("01/05/2012", "2012-05-01"),
        ("2012-05-01", "2012-05-01"),
        ("November 2010", "2010-11"),
        ("Nov 2010", "2010-11"),
        ("2010-11", "2010-11"),
        (" 2009 ", "2009"),
        ("undated", ""),
        ("spring 2009", ""),
        ("31 February 2012", ""),
        ("", ""),
    ],
)
def test_a_date_keeps_its_own_precision(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    ("note_title", "file_title", "text", "title"),
    [
        ("Noted", "Claimed", "First line\n", "Noted"),
        ("", "Claimed", "First line\n", "Claimed"),
        ("", "", "\n---\n# **First** line\n\nMore.\n", "First line"),
        ("", "", "---\n", "report"),
    ],
)
def test_a_title_is_noted_claimed_read_or_at_last_the_name(
    note_title: str, file_title: str, text: str, title: str
) -> None:
    note = SourceNote(title=note_title)
    source = source_of("report.md", note, Extracted(text, "text/markdown", file_title))
    assert source == Source("report.md", title)


@pytest.mark.parametrize("line", ["The council met in May.", "word " * 40])
def test_a_sentence_or_a_long_line_is_no_title(line: str) -> None:
    source = source_of("a report.txt", SourceNote(), Extracted(line, "text/plain"))
    assert source.title == "a report"


@pytest.mark.parametrize(
    ("note", "text", "claimed", "date"),
    [
        ("2010-05", "# On Lamps\n\nMarch 2010\n", "2014-02-03", "2010-05"),
        ("", "# On Lamps\n\nMarch 2010\n", "2014-02-03", "2010-03"),
        ("", "# On Lamps\n\nThe council met in March 2010.\n", "2014-02-03", "2014-02-03"),
        ("", "# On Lamps\n", "", ""),
    ],
)
def test_a_date_is_noted_printed_or_at_last_the_files(
    note: str, text: str, claimed: str, date: str
) -> None:
    found = Extracted(text, "text/markdown", date=claimed)
    assert source_of("lamps.md", SourceNote(date=note), found).date == date
