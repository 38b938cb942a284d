"""What is replaced or left behind is erased from the disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.library import Library
from ingest.readers import read
from ingest.sources import SourceNote

SECRET = b"quizzaciously"


def put(library: Library, text: str) -> None:
    content = text.encode()
    reading = read("memo.md", content, SourceNote(), library.embeddings.reads_whole)
    library.put(reading, content)


def holding(folder: Path, word: bytes) -> list[Path]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if word in path.read_bytes()]


def test_a_document_is_erased_with_all_its_versions(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library()
    put(library, "The lamps were lit quizzaciously in the old town by order of the mayor.")
    put(library, "The lamps were lit in the old town by order of the mayor.")
    assert holding(tmp_path, SECRET)
    assert holding(tmp_path, b"in the old town")
    library.remove("memo")
    for word in (SECRET, b"in the old town"):
        assert not holding(tmp_path, word)


def test_a_file_that_no_document_has_is_erased_at_the_next_opening(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library()
    put(library, "The lamps were lit in the old town by order of the mayor.")
    library.close()
    (tmp_path / "data" / "files" / ("0" * 64)).write_bytes(SECRET)
    make_library()
    assert not holding(tmp_path, SECRET)
    assert len(list((tmp_path / "data" / "files").iterdir())) == 1


def test_the_catalogue_shrinks_when_a_large_document_goes(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    catalogue = tmp_path / "data" / "catalogue.sqlite"
    library = make_library()
    lamps = (f"Lamp {n} was lit in the old town by order of the mayor." for n in range(600))
    put(library, "\n\n".join(lamps))
    library.close()
    before = catalogue.stat().st_size
    library = make_library()
    library.remove("memo")
    library.close()
    assert catalogue.stat().st_size < before / 2
