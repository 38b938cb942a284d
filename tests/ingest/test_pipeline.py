"""Files and folders into the library."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import Library
from ingest.pipeline import FileResult, Outcome, ingest

LAMPS = "# On Lamps\n\nThe borough of Lampwick lights every street.\n"
BINS = "# On Bins\n\nThe borough of Binfield empties every bin.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of reports, empty yet."""
    made = tmp_path / "reports"
    made.mkdir()
    return made


def bring_in(library: Library, *paths: Path) -> list[FileResult]:
    return ingest(library, paths, lambda name, done, total: None)


def outcomes(results: list[FileResult]) -> dict[str, str]:
    return {result.name: str(result.outcome) for result in results}


def test_files_are_added_once_and_then_left_alone(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(LAMPS)
    (folder / "bins.txt").write_text(BINS)
    library = make_library()
    assert outcomes(bring_in(library, folder)) == {"bins.txt": "added", "lamps.md": "added"}
    before = library.documents()
    assert outcomes(bring_in(library, folder)) == {"bins.txt": "unchanged", "lamps.md": "unchanged"}
    assert library.documents() == before
    assert [document.source.title for document in before] == ["On Bins", "On Lamps"]


def test_a_word_with_the_mark_of_a_note_is_found_and_quoted_as_it_stands(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(
        "# Lamps\n\nIt lit its clients³ well.[4] It has 20 m² of wick.\n"
    )
    library = make_library()
    bring_in(library, folder)
    [passage] = library.passages_of("lamps")
    assert passage.shown == "It lit its clients well. It has 20 m² of wick."
    quotes = [one.span.of(library.text("lamps")) for one in passage.units[0].statements]
    assert quotes == ["It lit its clients³ well.[4]", "It has 20 m² of wick."]
    for word in ("clients", "m²"):
        assert list(library.matching([word], 5)) == [passage.id]
    assert library.matching(["4"], 5) == {}


def test_a_changed_file_replaces_its_document(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(LAMPS)
    library = make_library()
    bring_in(library, folder)
    old = library.document_named("lamps.md")
    (folder / "lamps.md").write_text(LAMPS.replace("lights", "darkens"))
    [result] = bring_in(library, folder)
    new = library.document_named("lamps.md")
    assert result.outcome is Outcome.UPDATED
    assert new.id == old.id and new.version != old.version
    assert "darkens" in library.text(new.id)


def test_a_new_note_in_the_sources_table_updates_the_document(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(LAMPS)
    library = make_library()
    bring_in(library, folder)
    (folder / "SOURCES.md").write_text(
        "| file | title | publisher | date |\n|--|--|--|--|\n"
        "| lamps.md | Street Lighting | Lampwick | May 2010 |\n"
    )
    assert outcomes(bring_in(library, folder)) == {"lamps.md": "updated"}
    source = library.document_named("lamps.md").source
    assert (source.title, source.publisher, source.date) == (
        "Street Lighting", "Lampwick", "2010-05"
    )  # fmt: skip
    assert outcomes(bring_in(library, folder)) == {"lamps.md": "unchanged"}


def test_a_bad_file_stops_no_other(make_library: Callable[..., Library], folder: Path) -> None:
    (folder / "a-empty.md").write_text("")
    (folder / "b-damaged.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "c-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (folder / "d-folder.md").mkdir()
    (folder / "lamps.md").write_text(LAMPS)
    results = bring_in(make_library(), folder, folder / "missing.md")
    assert outcomes(results) == {
        "a-empty.md": "failed",
        "b-damaged.pdf": "failed",
        "c-picture.txt": "failed",
        "lamps.md": "added",
        "missing.md": "failed",
    }
    assert all(result.detail for result in results if result.outcome is Outcome.FAILED)


def test_a_document_outlives_its_file_turning_bad(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(LAMPS)
    library = make_library()
    bring_in(library, folder)
    (folder / "lamps.md").write_text("")
    assert outcomes(bring_in(library, folder)) == {"lamps.md": "failed"}
    assert library.text(library.document_named("lamps.md").id) == LAMPS


@pytest.mark.parametrize(
    "name", ["n\u202egnp.md", "Blåbær & Søn.md", "report.MD", ".md", "a" * 200 + ".md"]
)
def test_any_file_name_will_do(
    make_library: Callable[..., Library], folder: Path, name: str
) -> None:
    (folder / name).write_text(LAMPS)
    library = make_library()
    [result] = bring_in(library, folder / name)
    assert result.outcome is Outcome.ADDED
    assert library.text(library.documents()[0].id) == LAMPS


def test_a_file_name_that_is_no_text_will_do(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / os.fsdecode(b"\xff\xfe.md")).write_text(LAMPS)
    library = make_library()
    [result] = bring_in(library, folder)
    assert result.outcome is Outcome.ADDED
    result.name.encode()
    assert outcomes(bring_in(library, folder)) == {result.name: "unchanged"}


def test_folders_are_searched_to_the_bottom_for_reports_of_any_name(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "2010" / "may").mkdir(parents=True)
    (folder / "2010" / "may" / "lamps.markdown").write_text(LAMPS)
    (folder / "notes.bak").write_text(LAMPS)
    (folder / "SOURCES.md").write_text("| file | title |\n|--|--|\n")
    assert outcomes(bring_in(make_library(), folder)) == {
        "2010/may/lamps.markdown": "added",
        "notes.bak": "same",
    }


def test_files_of_one_name_in_two_folders_are_two_documents(
    make_library: Callable[..., Library], folder: Path
) -> None:
    for year in ("2010", "2011"):
        (folder / year).mkdir(parents=True)
        (folder / year / "lamps.md").write_text(LAMPS.replace("Lampwick", f"Lampwick {year}"))
    library = make_library()
    assert set(outcomes(bring_in(library, folder)).values()) == {"added"}
    assert len(library.documents()) == 2
    assert set(outcomes(bring_in(library, folder)).values()) == {"unchanged"}


def test_what_is_no_file_is_passed_over(make_library: Callable[..., Library], folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    (folder / "lamps.md").write_text(LAMPS)
    assert outcomes(bring_in(make_library(), folder)) == {"lamps.md": "added"}


def test_a_file_named_alone_takes_the_note_of_its_folder(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(LAMPS)
    (folder / "SOURCES.md").write_text("| file | title |\n|--|--|\n| lamps.md | Lighting |\n")
    library = make_library()
    bring_in(library, folder / "lamps.md")
    assert library.documents()[0].source.title == "Lighting"


def test_progress_counts_up_to_the_units_of_each_file(
    make_library: Callable[..., Library], folder: Path
) -> None:
    (folder / "lamps.md").write_text(LAMPS + "\n# More\n\nSome more words.\n")
    told: list[tuple[str, int, int]] = []
    ingest(make_library(), [folder], lambda *report: told.append(report))
    assert told == [("lamps.md", 0, 2), ("lamps.md", 2, 2)]


def test_a_warning_of_the_reader_is_told_and_kept(
    make_library: Callable[..., Library], folder: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(folder / "lamps.pdf"))
    canvas.drawString(72, 700, "The borough of Lampwick lights every street.")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    library = make_library()
    [result] = bring_in(library, folder)
    assert "no text" in result.detail
    assert library.documents()[0].warnings == (result.detail,)
    assert library.documents()[0].page_count == 2
