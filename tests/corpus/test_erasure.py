"""What is replaced or left behind is erased from the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
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


def packed(catalogue: Path) -> set[bytes]:
    """Return what the catalogue keeps compressed, passages and texts, but for the first bytes,
    which all that is compressed begins with."""
    with closing(sqlite3.connect(catalogue)) as connection:
        kept = connection.execute("SELECT content FROM passages UNION SELECT text FROM versions")
        return {bytes(content)[4:] for (content,) in kept}


def test_a_document_is_erased_with_all_its_versions(
    make_library: Callable[..., Library], tmp_path: Path
) -> None:
    library = make_library()
    catalogue = tmp_path / "data" / "catalogue.sqlite"
    put(library, "The lamps were lit quizzaciously in the old town by order of the mayor.")
    words = {SECRET, b"in the old town", *packed(catalogue)}
    put(library, "The lamps were lit in the old town by order of the mayor.")
    words |= packed(catalogue)
    assert len(words) == 2 + 4
    assert holding(tmp_path, SECRET)
    assert any(catalogue in holding(tmp_path, word) for word in packed(catalogue))
    library.remove("memo")
    for word in words:
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
