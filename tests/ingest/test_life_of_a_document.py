"""What becomes of files over their life in the library: copies, removals, full disks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from library_state import state_of

from corpus.errors import MunimentError
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from ingest.pipeline import FileResult, Outcome, ingest

LAMPS = "# On Lamps\n\nThe borough of Lampwick lights every street.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "reports"
    made.mkdir()
    (made / "lamps.md").write_text(LAMPS)
    return made


def bring_in(library: Library, *paths: Path) -> dict[str, FileResult]:
    return {result.name: result for result in ingest(library, paths, lambda *_: None)}


def test_a_copy_under_another_name_is_recognised_and_not_stored(make_library, folder) -> None:
    library = make_library()
    bring_in(library, folder)
    (folder / "copy.md").write_text(LAMPS)
    result = bring_in(library, folder)["copy.md"]
    assert (result.outcome, result.document_id) == (Outcome.SAME, "lamps")
    assert "the same as lamps.md" in result.detail
    assert len(library.documents()) == 1


def test_a_copy_outlives_the_removal_of_the_document_it_was_like(make_library, folder) -> None:
    library = make_library()
    (folder / "copy.md").write_text(LAMPS)
    bring_in(library, folder)
    [document] = library.documents()
    library.remove(document.id)
    results = bring_in(library, folder)
    assert results[document.source.name].outcome is Outcome.REMOVED
    assert len(library.documents()) == 1


def test_a_removed_report_stays_away_until_it_is_named_or_changes(make_library, folder) -> None:
    library = make_library()
    bring_in(library, folder)
    library.remove("lamps")
    kept_out = bring_in(library, folder)["lamps.md"]
    assert kept_out.outcome is Outcome.REMOVED
    assert "muniment ingest" in kept_out.detail
    assert library.documents() == []
    assert bring_in(library, folder / "lamps.md")["lamps.md"].outcome is Outcome.ADDED
    assert bring_in(library, folder)["lamps.md"].outcome is Outcome.UNCHANGED
    library.remove("lamps")
    (folder / "lamps.md").write_text(LAMPS + "\nIt bought forty lamps.\n")
    assert bring_in(library, folder)["lamps.md"].outcome is Outcome.ADDED


def wards() -> str:
    told = (f"## Ward {n}\n\nThe council of ward {n} bought {n * 7} lamps." for n in range(80))
    return "# Wards\n\n" + "\n\n".join(told)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, embeddings) -> tuple:
    """The state of a library that took both files with room enough."""
    made = tmp_path_factory.mktemp("reports")
    (made / "lamps.md").write_text(LAMPS)
    (made / "wards.md").write_text(wards())
    data = tmp_path_factory.mktemp("data")
    with Library(data, lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        bring_in(library, made)
        return state_of(library)


@pytest.mark.parametrize(
    "free_kilobytes",
    [
        pytest.param(0, id="for nothing"),
        pytest.param(80, id="for some of the vectors' log"),
        pytest.param(150, id="for that log alone"),
        pytest.param(200, id="for the first batch of vectors"),
        pytest.param(260, id="for all but the catalogue's rows"),
    ],
)
def test_a_full_disk_leaves_no_half_document(
    make_library, folder, disk, undisturbed, free_kilobytes: int
) -> None:
    """The process goes on, what was there is whole, and later all is as if nothing had been."""
    place = disk("size=64m")
    library = make_library(place / "data")
    bring_in(library, folder)
    before = state_of(library)
    (folder / "wards.md").write_text(wards())
    disk(f"size={shutil.disk_usage(place).used // 1024 + free_kilobytes}k")
    with pytest.raises(MunimentError):
        bring_in(library, folder)
    assert library.documents() == before[0]
    assert library.text("lamps") == LAMPS
    found = {*library.nearest("lamps of a ward", 50), *library.matching(["lamps", "ward"], 50)}
    assert found == {library.passages_of("lamps")[0].id}
    disk("size=64m")
    assert bring_in(library, folder)["wards.md"].outcome is Outcome.ADDED
    assert state_of(library) == undisturbed
