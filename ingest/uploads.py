"""Files handed in to be read later: kept below a folder under names of our own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.errors import FileUnreadable
from corpus.jobs import JobFile
from ingest.gathering import FoundFile, files_at
from ingest.pipeline import Outcome
from ingest.sources import LARGEST_SOURCES, SOURCES_FILE, SourceNote, notes_in

COME_ACROSS = "found"
"""What a form calls files that a folder held and nobody asked for by name."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in; its name is the sender's, and for display alone.

    ``asked_for`` is false where it was come across in a folder.
    """

    name: str
    stream: BinaryIO
    asked_for: bool = True


class UploadFolder:
    """Uploaded bytes, a folder for each job and a number for each file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, job_id: str, uploads: Iterable[Upload]) -> list[JobFile]:
        """Keep what was handed in, archives unpacked, and return it as files of a job.

        A ``SOURCES.md`` among them tells of the others, as it does in a folder or an archive.

        Raises:
            OSError: the disk is full.
        """
        room = self._folder / job_id
        room.mkdir(parents=True)
        received: list[tuple[Path, Upload]] = []
        notes: dict[str, SourceNote] = {}
        for number, upload in enumerate(uploads):
            if PurePosixPath(upload.name).name == SOURCES_FILE:
                notes |= notes_in(upload.stream.read(LARGEST_SOURCES).decode("utf-8", "replace"))
                continue
            path = room / f"received-{number}"
            with path.open("wb") as target:
                shutil.copyfileobj(upload.stream, target)
            received.append((path, upload))
        return list(self._unpacked(job_id, received, notes))

    def _unpacked(
        self, job_id: str, received: list[tuple[Path, Upload]], notes: dict[str, SourceNote]
    ) -> Iterator[JobFile]:
        position = 0
        for path, upload in received:
            for file in files_at(path, upload.name, notes):
                found = replace(file, asked_for=upload.asked_for)
                yield self._kept(job_id, position, found)
                position += 1
            path.unlink()

    def _kept(self, job_id: str, position: int, file: FoundFile) -> JobFile:
        kept = JobFile(position, file.name, asdict(file.note), file.asked_for)
        if file.passed_over:
            return replace(kept, outcome=Outcome.PASSED_OVER, detail=file.passed_over)
        try:
            content = file.content()
        except FileUnreadable as failure:
            return replace(kept, outcome=Outcome.FAILED, detail=failure.reason)
        self._path(job_id, position).write_bytes(content)
        return kept

    def content(self, job_id: str, file: JobFile) -> bytes:
        """Return what a file of a job holds.

        Raises:
            FileUnreadable: it is there no more.
        """
        try:
            return self._path(job_id, file.position).read_bytes()
        except OSError as error:
            raise FileUnreadable(file.name, "it is there no more. Upload it again.") from error

    def erase(self, job_id: str, file: JobFile) -> None:
        """Erase a file of a job."""
        self._path(job_id, file.position).unlink(missing_ok=True)

    def erase_job(self, job_id: str) -> None:
        """Erase all that was handed in with a job."""
        shutil.rmtree(self._folder / job_id, ignore_errors=True)

    def erase_all_but(self, job_ids: set[str]) -> None:
        """Erase what belongs to no unfinished job."""
        if self._folder.is_dir():
            for room in self._folder.iterdir():
                if room.name not in job_ids:
                    shutil.rmtree(room, ignore_errors=True)

    def _path(self, job_id: str, position: int) -> Path:
        return self._folder / job_id / f"{position}"
