"""Jobs as rows: what was handed in, how far it is, and what became of each file.

A worker takes a job by a lease that it renews; a job whose lease has run out is taken up
again, from the first file that is not done.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum

import sqlalchemy as sa

from corpus import schema

KEPT_SECONDS = 30 * 24 * 3600
"""How long it is kept what became of a job."""

MOST_ATTEMPTS = 3
"""Times that a job is taken up; one that ends its worker each time is given up."""


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file of a job; ``outcome`` is empty until it is done.

    ``position`` counts from 0; ``note`` is what its folder says of it; ``asked_for`` is
    false where it was come across in a folder.
    """

    position: int
    name: str
    note: Mapping[str, str]
    asked_for: bool = True
    outcome: str = ""
    document_id: str = ""
    passages: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is: ``done`` of ``total`` units of the work at hand.

    ``share`` is of the whole job, in [0, 1].
    """

    done: int = 0
    total: int = 0
    unit: str = "files"
    detail: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Job:
    """A job with its files, in the order they were handed in; times are seconds since 1970.

    ``ocr`` tells whether scanned pages are read too.
    """

    id: str
    state: JobState
    progress: JobProgress
    attempts: int
    started: float
    updated: float
    files: tuple[JobFile, ...]
    ocr: bool = False

    @property
    def finished(self) -> bool:
        return self.state in (JobState.DONE, JobState.FAILED)

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take, going by how long it took; None while that is unknown."""
        share = self.progress.share
        if self.finished or share < 0.02 or not self.started:
            return 0.0 if self.finished else None
        return (self.updated - self.started) * (1 - share) / share


class JobRows:
    """Jobs in and out; every method is one transaction."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._transaction = transaction

    def add(self, job_id: str, files: Sequence[JobFile], *, ocr: bool = False) -> None:
        """Queue a job over these files; with ``ocr``, scanned pages are read too."""
        now = time.time()
        row = {
            "id": job_id, "state": JobState.QUEUED, "done": 0, "total": len(files),
            "unit": "files", "detail": "waiting", "share": 0.0, "owner": "", "lease_until": 0.0,
            "attempts": 0, "created": now, "started": 0.0, "updated": now, "ocr": ocr,
        }  # fmt: skip
        rows = [
            {
                "job_id": job_id, "position": file.position, "name": file.name,
                "note": dict(file.note), "asked_for": file.asked_for,
                "outcome": file.outcome, "document_id": "", "passages": 0, "detail": file.detail,
            }
            for file in files
        ]  # fmt: skip
        with self._transaction() as connection:
            connection.execute(schema.jobs.insert().values(row))
            if rows:
                connection.execute(schema.job_files.insert(), rows)

    def get(self, job_id: str) -> Job | None:
        """Return a job, or None where there is none of this id."""
        files = schema.job_files.select().where(schema.job_files.c.job_id == job_id)
        with self._transaction() as connection:
            query = schema.jobs.select().where(schema.jobs.c.id == job_id)
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            rows = connection.execute(files.order_by(schema.job_files.c.position)).all()
        return _job(row, rows)

    def take(self, owner: str, seconds: float) -> Job | None:
        """Take the oldest job that nobody works on, for so long; None where there is none."""
        now, jobs = time.time(), schema.jobs.c
        free = sa.or_(
            jobs.state == JobState.QUEUED,
            sa.and_(jobs.state == JobState.RUNNING, jobs.lease_until < now),
        )
        oldest = sa.select(jobs.id).where(free).order_by(jobs.created).limit(1).scalar_subquery()
        taken = {
            "state": JobState.RUNNING, "owner": owner, "lease_until": now + seconds,
            "attempts": jobs.attempts + 1, "started": now, "updated": now,
        }  # fmt: skip
        with self._transaction() as connection:
            job_id = connection.scalar(
                schema.jobs.update().where(jobs.id == oldest).values(taken).returning(jobs.id)
            )
        return self.get(job_id) if job_id else None

    def renew(self, job_id: str, progress: JobProgress, seconds: float) -> None:
        """Note how far a job is, and hold it for so long again."""
        now = time.time()
        self._set(job_id, **_progress_row(progress), lease_until=now + seconds, updated=now)

    def finish_file(self, job_id: str, file: JobFile) -> None:
        """Note what became of a file."""
        files = schema.job_files.c
        values = {
            "outcome": file.outcome, "document_id": file.document_id,
            "passages": file.passages, "detail": file.detail,
        }  # fmt: skip
        of_file = sa.and_(files.job_id == job_id, files.position == file.position)
        with self._transaction() as connection:
            connection.execute(schema.job_files.update().where(of_file).values(values))

    def finish(self, job_id: str, state: JobState, progress: JobProgress) -> None:
        """Note that a job has ended."""
        self._set(
            job_id, **_progress_row(progress), state=state, owner="", lease_until=0.0,
            updated=time.time(),
        )  # fmt: skip

    def release(self) -> None:
        """Free every job that is being worked on; call when no worker can be alive."""
        running = schema.jobs.c.state == JobState.RUNNING
        with self._transaction() as connection:
            connection.execute(
                schema.jobs.update().where(running).values(state=JobState.QUEUED, owner="")
            )

    def unfinished(self) -> set[str]:
        """Return the ids of jobs that are not done yet, and drop those that ended long ago."""
        jobs = schema.jobs.c
        open_states = jobs.state.in_([JobState.QUEUED, JobState.RUNNING])
        old = sa.and_(sa.not_(open_states), jobs.updated < time.time() - KEPT_SECONDS)
        with self._transaction() as connection:
            connection.execute(schema.jobs.delete().where(old))
            return set(connection.scalars(sa.select(jobs.id).where(open_states)))

    def _set(self, job_id: str, **values: object) -> None:
        with self._transaction() as connection:
            of_id = schema.jobs.c.id == job_id
            connection.execute(schema.jobs.update().where(of_id).values(values))


def new_job_id() -> str:
    """Return an id that nobody can guess."""
    return uuid.uuid4().hex


def forget_files_of(connection: sa.Connection, document_id: str) -> None:
    """Drop what jobs tell of a document, its name among it."""
    of_document = schema.job_files.c.document_id == document_id
    connection.execute(schema.job_files.delete().where(of_document))


def _progress_row(progress: JobProgress) -> dict[str, object]:
    return {
        "done": progress.done,
        "total": progress.total,
        "unit": progress.unit,
        "detail": progress.detail,
        "share": progress.share,
    }


def _job(row: sa.Row, files: Sequence[sa.Row]) -> Job:
    progress = JobProgress(row.done, row.total, row.unit, row.detail, row.share)
    found = tuple(
        JobFile(
            f.position, f.name, f.note, f.asked_for, f.outcome, f.document_id, f.passages, f.detail
        )
        for f in files
    )
    times = (row.started, row.updated)
    return Job(row.id, JobState(row.state), progress, row.attempts, *times, found, row.ocr)
