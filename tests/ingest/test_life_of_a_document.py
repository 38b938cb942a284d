"""What becomes of files over their life in the library: copies, removals, full disks."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import MunimentError
from corpus.library import Library
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


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk in memory, or makes it larger; only root may, so others skip."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted: list[str] = []

    def mount(size: str) -> Path:
        options = ",".join([*mounted, f"size={size}"])
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(f"a small disk cannot be mounted here: {error}")
        mounted.append("remount")
        return folder

    yield mount
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("size", ["900k", "1400k"])
def test_a_full_disk_leaves_no_half_document(make_library, folder, disk, size: str) -> None:
    """The process goes on, what was there is whole, and later all is as if nothing had been."""
    library = make_library(disk(size) / "data")
    bring_in(library, folder)
    before = library.documents()
    assert len(before) == 1
    told = (f"## Ward {n}\n\nThe council of ward {n} bought {n * 7} lamps." for n in range(700))
    (folder / "wards.md").write_text("# Wards\n\n" + "\n\n".join(told))
    with pytest.raises(MunimentError):
        bring_in(library, folder)
    assert library.documents() == before
    assert library.text("lamps") == LAMPS
    disk("64m")
    assert bring_in(library, folder)["wards.md"].outcome is Outcome.ADDED
    assert library.readiness().ready
    assert library.document("wards").passages == 700
