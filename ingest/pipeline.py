"""Files and folders into the library: only what changed, each file on its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from corpus.errors import FileUnreadable
from corpus.library import Library
from corpus.words import NO_TEXT, RECOGNISED, Document
from ingest.gathering import FoundFile, files_in
from ingest.limited import LimitedReader
from ingest.ocr import missing_commands
from ingest.sources import SourceNote

READING_VERSION = "8"
"""Raised when reading changes, so that unchanged files are read again."""

_BY_OCR = ":ocr"
"""Ends the reading state of a document with scanned pages that OCR was asked to read."""


class Outcome(StrEnum):
    """What became of a file.

    SAME has the content of a document of another name, and is not stored twice. REMOVED was
    removed from the library before, and is not brought back by its folder alone. PASSED_OVER
    was come across in a folder or an archive, and is no document.
    """

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    SAME = "same"
    REMOVED = "removed"
    PASSED_OVER = "passed_over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileResult:
    """A file's outcome; ``detail`` says why it was not read, or what to know about it."""

    name: str
    outcome: Outcome
    passages: int = 0
    detail: str = ""
    document_id: str = ""


FileProgress = Callable[[str, int, int], None]
"""Called with the file's name, what is done so far and how much there is to do."""


def _tell_nobody(name: str, done: int, total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who is told how far a file is: its name, the pages or units done, and their total."""

    embedded: FileProgress
    read: FileProgress = _tell_nobody


def ingest(
    library: Library,
    paths: Iterable[Path],
    progress: FileProgress | Watcher,
    *,
    reader: LimitedReader | None = None,
    ocr: bool = False,
) -> list[FileResult]:
    """Bring files, and the files in folders, into the library; a bad file stops no other.

    Unchanged files, by sha256, are left alone. Files are read by ``reader``, or by one with
    the ordinary limits; scanned pages too with ``ocr``.
    """
    watcher = progress if isinstance(progress, Watcher) else Watcher(progress)
    with reader or LimitedReader() as reading:
        intake = Intake(library, reading, watcher, ocr=ocr)
        return [intake.file(file) for file in files_in(paths)]


class Intake:
    """Brings one file after another into a library.

    With ``ocr``, scanned pages are read too. A document that was read so once stays so, for
    else a folder's next ordinary ingestion would undo it.
    """

    def __init__(
        self, library: Library, reader: LimitedReader, watcher: Watcher, *, ocr: bool = False
    ) -> None:
        self._library = library
        self._reader = reader
        self._watcher = watcher
        self._ocr = ocr

    def file(self, file: FoundFile) -> FileResult:
        """Bring in a file.

        Raises:
            DataFolderUnusable: the disk is full or read-only.
        """
        if file.passed_over:
            return FileResult(file.name, Outcome.PASSED_OVER, detail=file.passed_over)
        try:
            content = file.content()
        except FileUnreadable as failure:
            return FileResult(file.name, Outcome.FAILED, detail=failure.reason)
        if not file.asked_for and self._was_removed(file.name, content):
            detail = (
                f"It was removed before. `muniment ingest` with its path brings {file.name} back."
            )
            return FileResult(file.name, Outcome.REMOVED, detail=detail)
        return self.content(file.name, content, file.note)

    def _was_removed(self, name: str, content: bytes) -> bool:
        return self._library.was_removed(name, hashlib.sha256(content).hexdigest())

    def content(self, name: str, content: bytes, note: SourceNote) -> FileResult:
        """Bring in what a file of this name holds.

        Raises:
            DataFolderUnusable: the disk is full or read-only.
        """
        known = self._library.document_named(name)
        state = _state(self._library, content, note)
        before = self._library.reading_state(known.id) if known else ""
        if known and self._is_read(known, before, state):
            return FileResult(name, Outcome.UNCHANGED, known.passages, "", known.id)
        digest = hashlib.sha256(content).hexdigest()
        if not known and (twin := self._library.document_holding(digest)):
            detail = f"It is the same as {twin.source.name}, which is there already."
            return FileResult(name, Outcome.SAME, twin.passages, detail, twin.id)
        ocr = self._ocr or (before.endswith(_BY_OCR) and not missing_commands())
        told = partial(self._watcher.read, name)
        try:
            reading = self._reader.read(
                name, content, note, self._library.embeddings, told, ocr=ocr
            )
        except FileUnreadable as failure:
            return FileResult(name, Outcome.FAILED, detail=failure.reason)
        if ocr and _holds_scans(reading.warnings):
            state += _BY_OCR
        document = self._library.put(
            reading, content, partial(self._watcher.embedded, name), state=state
        )
        outcome = Outcome.UPDATED if known else Outcome.ADDED
        detail = " ".join(document.warnings)
        return FileResult(name, outcome, document.passages, detail, document.id)

    def _is_read(self, document: Document, before: str, now: str) -> bool:
        """Tell whether reading the document again would change nothing."""
        if before == now:
            return not (self._ocr and _holds_scans(document.warnings))
        return before == now + _BY_OCR


def _holds_scans(warnings: Iterable[str]) -> bool:
    """Tell whether a document has pages that OCR has read or might read."""
    return any(NO_TEXT in warning or RECOGNISED in warning for warning in warnings)


def _state(library: Library, content: bytes, note: SourceNote) -> str:
    """Return what a document read from this content now would be read from and how."""
    digest = hashlib.sha256(content).hexdigest()
    return f"{READING_VERSION}:{library.embedding_name}:{digest}:{note}"
