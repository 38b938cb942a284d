"""The JSON of jobs."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel

from corpus.jobs import Job, JobFile


class JobAccepted(BaseModel):
    """The id under which a job can be asked after."""

    job: str


class JobFileShape(BaseModel):
    """What became of a file; its outcome is null until it is read."""

    name: str
    outcome: (
        Literal["added", "updated", "unchanged", "same", "removed", "passed_over", "failed"] | None
    )
    document: str | None
    passages: int
    detail: str
    url: str | None


class JobShape(BaseModel):
    """How far a job is: ``done`` of ``total`` units of the work at hand, ``share`` of all of it."""

    id: str
    state: Literal["queued", "running", "done", "failed"]
    done: int
    total: int
    unit: Literal["files", "pages", "units"]
    share: float
    detail: str
    seconds_left: float | None
    warnings: list[str]
    files: list[JobFileShape]


def job_shape(job: Job) -> JobShape:
    left = job.seconds_left
    return JobShape.model_validate(
        {
            "id": job.id,
            "state": job.state.value,
            "done": job.progress.done,
            "total": job.progress.total,
            "unit": job.progress.unit,
            "share": round(job.progress.share, 3),
            "detail": job.progress.detail,
            "seconds_left": None if left is None else round(left, 1),
            "warnings": [f"{f.name}: {f.detail}" for f in job.files if f.outcome and f.detail],
            "files": [_file(file) for file in job.files],
        }
    )


def _file(file: JobFile) -> dict[str, object]:
    return {
        "name": file.name,
        "outcome": file.outcome or None,
        "document": file.document_id or None,
        "passages": file.passages,
        "detail": file.detail,
        "url": f"/documents/{quote(file.document_id)}" if file.document_id else None,
    }
