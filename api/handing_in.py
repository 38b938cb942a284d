"""``muniment ingest`` where a server owns the data folder: it is sent the files and asked
how far it is."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from api.desk import ServerDesk
from corpus.errors import FileUnreadable, InputError
from ingest.gathering import FoundFile, files_in
from ingest.pipeline import FileResult, Outcome
from ingest.sources import SOURCES_FILE
from ingest.uploads import COME_ACROSS

_BATCH_BYTES = 16_000_000
_BATCH_FILES = 50
_POLL_SECONDS = 0.3

ShownProgress = Callable[[str, float, float], None]
"""Called with what is being done, how much of it is done, and how much there is to do."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A file with its content, to be sent."""

    file: FoundFile
    content: bytes


def handed_in(
    server: ServerDesk, paths: Iterable[Path], report: ShownProgress, *, ocr: bool = False
) -> list[FileResult]:
    """Have a server read files, and the files in folders and archives; return what became of
    each. With ``ocr``, scanned pages are read too.

    Raises:
        SetupError: the server does not answer any more, or has no OCR that is wanted.
    """
    results: list[FileResult] = []
    for batch in _batches(paths, results):
        results += _read_by(server, batch, report, ocr=ocr)
    return sorted(results, key=lambda result: result.name)


def _batches(paths: Iterable[Path], unread: list[FileResult]) -> Iterator[list[_Loaded]]:
    """Yield files with their contents, as many at once as a request may hold."""
    batch: list[_Loaded] = []
    for file in files_in(paths):
        if file.passed_over:
            unread.append(FileResult(file.name, Outcome.PASSED_OVER, detail=file.passed_over))
            continue
        try:
            loaded = _Loaded(file, file.content())
        except FileUnreadable as failure:
            unread.append(FileResult(file.name, Outcome.FAILED, detail=failure.reason))
            continue
        size = sum(len(other.content) for other in batch) + len(loaded.content)
        if batch and (size > _BATCH_BYTES or len(batch) == _BATCH_FILES):
            yield batch
            batch = []
        batch.append(loaded)
    if batch:
        yield batch


def _read_by(
    server: ServerDesk, batch: Sequence[_Loaded], report: ShownProgress, *, ocr: bool
) -> list[FileResult]:
    boundary = uuid.uuid4().hex
    form = _form(batch, boundary, ocr=ocr)
    try:
        job_id = server.hand_in(form, f"multipart/form-data; boundary={boundary}")
    except InputError as refused:
        return [FileResult(x.file.name, Outcome.FAILED, detail=str(refused)) for x in batch]
    while (job := server.job(job_id))["state"] in ("queued", "running"):
        report(job["detail"], job["share"], 1.0)
        time.sleep(_POLL_SECONDS)
    return [_result(file, job) for file in job["files"]]


def _result(file: dict[str, Any], job: dict[str, Any]) -> FileResult:
    outcome = Outcome(file["outcome"] or Outcome.FAILED)
    detail = file["detail"] if file["outcome"] else job["detail"]
    return FileResult(file["name"], outcome, file["passages"], detail, file["document"] or "")


def _form(batch: Sequence[_Loaded], boundary: str, *, ocr: bool) -> bytes:
    """Return a form (RFC 7578) of the files, and of what their folder says of them."""
    parts = [_part(boundary, "files", SOURCES_FILE, _notes(batch))]
    if ocr:
        parts.append(_choice(boundary, "ocr"))
    for loaded in batch:
        field = "files" if loaded.file.asked_for else COME_ACROSS
        parts.append(_part(boundary, field, loaded.file.name, loaded.content))
    return b"".join([*parts, f"--{boundary}--\r\n".encode()])


def _choice(boundary: str, field: str) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n'
    return f"{head}true\r\n".encode()


def _part(boundary: str, field: str, name: str, content: bytes) -> bytes:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{quoted}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return head.encode() + content + b"\r\n"


def _notes(batch: Sequence[_Loaded]) -> bytes:
    rows = ["| file | title | publisher | date |", "| --- | --- | --- | --- |"]
    for loaded in batch:
        note, name = loaded.file.note, PurePosixPath(loaded.file.name).name
        rows.append(f"| {name} | {note.title} | {note.publisher} | {note.date} |")
    return "\n".join(rows).encode()
