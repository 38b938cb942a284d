"""A data folder that cannot be written is refused with advice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DataFolderUnusable


def refused(attempt: Callable[[], object]) -> str:
    with pytest.raises(DataFolderUnusable) as refusal:
        attempt()
    assert "set MUNIMENT_DATA_DIR to another folder" in str(refusal.value)
    return str(refusal.value)


def test_a_file_where_the_folder_should_be(open_library, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("Lamps.")
    assert f"{tmp_path / 'data'} cannot be used" in refused(open_library)


def test_a_folder_below_a_file(open_library, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Lamps.")
    assert "Not a directory" in refused(lambda: open_library(tmp_path / "file" / "data"))


@pytest.mark.parametrize("name", ["catalogue.sqlite", "files", "owner.lock"])
def test_a_folder_whose_place_for_a_part_is_taken(open_library, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    if name == "files":
        (folder / name).write_text("Lamps.")
    else:
        (folder / name).mkdir()
    refused(open_library)


def test_the_folder_is_free_again_after_a_refusal(open_library, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    catalogue = tmp_path / "data" / "catalogue.sqlite"
    catalogue.write_bytes(b"this is no database " * 400)
    assert "not a database" in refused(open_library)
    catalogue.unlink()
    assert open_library().documents() == []


def test_a_disk_that_is_read_only(open_library, disk) -> None:
    folder = disk("ro")
    assert "Read-only file system" in refused(lambda: open_library(folder / "data"))


@pytest.mark.parametrize("size", ["64k", "200k", "400k", "500k"])
def test_a_disk_that_is_full_before_or_while_a_report_is_stored(
    open_library, disk, put, parish, size: str
) -> None:
    folder = disk(f"size={size}")
    message = refused(lambda: put(open_library(folder / "data"), "lampwick.md", parish(900)))
    assert "full" in message or "No space left" in message


def test_what_was_stored_before_the_disk_filled_up_stays(open_library, disk, put, parish) -> None:
    folder = disk("size=1200k")
    library = open_library(folder / "data")
    put(library, "small.md", parish(5), title="Small")
    refused(lambda: put(library, "lampwick.md", parish(1200), title="Large"))
    assert [document.source.title for document in library.documents()] == ["Small"]
    library.close()
    disk("size=16m")
    again = open_library(folder / "data")
    assert again.text("small") == parish(5)
    assert len(again.passages_of("small")) == 5
