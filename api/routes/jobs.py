"""Files handed in over HTTP, and how far their reading is."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import FormData, UploadFile

from api.application_state import assembly_of, worker_of
from api.job_shapes import JobAccepted, JobShape, job_shape
from api.same_origin import same_origin
from api.shapes import API
from api.wiring import Assembly
from corpus.errors import FilesMissing, JobUnknown
from ingest.uploads import COME_ACROSS, Upload
from ingest.worker import JobWorker

router = APIRouter(tags=["documents"])
Assembled = Annotated[Assembly, Depends(assembly_of)]
Worker = Annotated[JobWorker, Depends(worker_of)]

_SWITCH = TypeAdapter(bool)
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                        },
                        "ocr": {
                            "type": "boolean",
                            "default": False,
                            "description": "Whether scanned pages are read too.",
                        },
                    },
                }
            }
        },
    }
}


@router.post(
    "/documents",
    status_code=202,
    response_model=JobAccepted,
    openapi_extra=_FORM,
    dependencies=[Depends(same_origin)],
)
async def upload(request: Request, response: Response, worker: Worker) -> JobAccepted:
    """Hand in files, zip archives among them, to be read: parts of any name that have a file.

    A ``SOURCES.md`` among them tells title, publisher and date of the others. With ``ocr``,
    scanned pages are read too, where ocrmypdf and tesseract are installed.
    """
    job_id = await accepted(request, worker)
    response.headers["Location"] = f"{API}/jobs/{job_id}"
    return JobAccepted(job=job_id)


@router.get("/jobs/{job_id}", response_model=JobShape)
def job(job_id: str, assembly: Assembled) -> JobShape:
    """Tell how far a job is, and what became of each of its files."""
    found = assembly.library.jobs.get(job_id)
    if found is None:
        raise JobUnknown
    return job_shape(found)


async def accepted(request: Request, worker: JobWorker) -> str:
    """Queue a job over the files of a form; return its id.

    Raises:
        FilesMissing: the form holds no file.
        OcrMissing: it asks for OCR, which is not installed.
        RequestValidationError: its field ``ocr`` is no truth value.
    """
    async with request.form() as form:
        uploads = [
            Upload(part.filename or "", part.file, asked_for=field != COME_ACROSS)
            for field, part in form.multi_items()
            if isinstance(part, UploadFile) and (part.filename or part.size)
        ]
        if not uploads:
            raise FilesMissing
        return await run_in_threadpool(worker.accept, uploads, ocr=_switched_on(form, "ocr"))


def _switched_on(form: FormData, field: str) -> bool:
    try:
        return _SWITCH.validate_python(form.get(field) or False)
    except ValidationError as error:
        faults = [{**fault, "loc": ("body", field)} for fault in error.errors()]
        raise RequestValidationError(faults) from error
