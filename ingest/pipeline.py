"""Files and folders into the library: only what changed, each file on its own."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.errors import FileUnreadable
from corpus.library import Library
from ingest.readers import read
from ingest.sources import SOURCES_FILE, SourceNote, source_notes

READING_VERSION = "2"
"""Raised when reading changes, so that unchanged files are read again."""

_SUFFIXES = (".md", ".markdown", ".txt", ".pdf")


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file's outcome; ``detail`` says why it failed, or what to know about it."""

    name: str
    outcome: Outcome
    passages: int = 0
    detail: str = ""


FileProgress = Callable[[str, int, int], None]
"""Called with the file's name, the units embedded so far and their total."""


def ingest(library: Library, paths: Iterable[Path], progress: FileProgress) -> list[FileResult]:
    """Bring files, and the files in folders, into the library; a bad file stops no other.

    Unchanged files, by sha256, are left alone.
    """
    return [_ingest_file(library, path, name, note, progress) for path, name, note in _files(paths)]


def displayed(name: str) -> str:
    """Return a file's name fit to show: no control, format or broken characters."""
    kept = (c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(kept).split()) or "unnamed"


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str, SourceNote]]:
    for path in paths:
        notes = source_notes(path if path.is_dir() else path.parent)
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES)
            files = [p for p in found if p.name != SOURCES_FILE and _is_report(p)]
        else:
            files = [path]
        for file in files:
            within = file.relative_to(path).as_posix() if path.is_dir() else file.name
            yield file, displayed(within), notes.get(file.name, SourceNote())


def _is_report(path: Path) -> bool:
    """A file, or a link that leads nowhere, which is to be reported; no folder, no device."""
    return path.is_file() or not path.exists()


def _ingest_file(
    library: Library, path: Path, name: str, note: SourceNote, progress: FileProgress
) -> FileResult:
    """``name`` tells the file from others: its path inside the folder that was given."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"cannot be read ({error.strerror}). Check that it exists and may be opened."
        return FileResult(name, Outcome.FAILED, detail=reason)
    known = library.document_named(name)
    state = (
        f"{READING_VERSION}:{library.embedding_name}:{hashlib.sha256(content).hexdigest()}:{note}"
    )
    if known and library.reading_state(known.id) == state:
        return FileResult(name, Outcome.UNCHANGED, known.passages)
    try:
        reading = read(name, content, note, library.embeddings.reads_whole)
    except FileUnreadable as failure:
        return FileResult(name, Outcome.FAILED, detail=failure.reason)
    document = library.put(
        reading, content, lambda done, total: progress(name, done, total), state=state
    )
    outcome = Outcome.UPDATED if known else Outcome.ADDED
    return FileResult(name, outcome, document.passages, " ".join(document.warnings))
