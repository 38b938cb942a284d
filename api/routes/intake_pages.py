"""The pages on which documents come and go: upload, how far it is, delete, compare."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from api.application_state import assembly_of, worker_of
from api.comparing import compared
from api.document_shapes import document_detail
from api.job_shapes import job_shape
from api.pages import page
from api.routes.jobs import accepted
from api.same_origin import same_origin
from api.shapes import VersionId
from api.wiring import Assembly
from corpus.errors import FilesMissing, JobUnknown
from ingest.ocr import missing_commands
from ingest.worker import JobWorker

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Assembled = Annotated[Assembly, Depends(assembly_of)]
Worker = Annotated[JobWorker, Depends(worker_of)]

REFRESH_SECONDS = 2
_SEE_OTHER = 303


@router.get("/upload")
def upload(assembly: Assembled) -> HTMLResponse:
    """Show the form to add documents with."""
    return _upload_page(assembly)


@router.post("/upload", dependencies=[Depends(same_origin)])
async def uploaded(request: Request, assembly: Assembled, worker: Worker) -> Response:
    """Take files, and show how far their reading is."""
    try:
        job_id = await accepted(request, worker)
    except FilesMissing as missing:
        return _upload_page(assembly, 422, error=str(missing))
    return RedirectResponse(f"/jobs/{job_id}", _SEE_OTHER)


def _upload_page(assembly: Assembly, status: int = 200, error: str = "") -> HTMLResponse:
    """Return the form; it asks whether to read scans where there is a choice."""
    choice = not assembly.settings.ocr and not missing_commands()
    return page("upload.html", status, error=error, ocr_choice=choice)


@router.get("/jobs/{job_id}")
def job(job_id: str, assembly: Assembled) -> HTMLResponse:
    """Show how far a job is; the page loads itself again until it is done."""
    found = assembly.library.jobs.get(job_id)
    if found is None:
        raise JobUnknown
    refresh = 0 if found.finished else REFRESH_SECONDS
    return page("job.html", job=job_shape(found), refresh=refresh)


@router.get("/documents/{document_id}/delete")
def ask_to_delete(document_id: str, assembly: Assembled) -> HTMLResponse:
    """Ask whether a document shall be erased."""
    found = assembly.library.document(document_id)
    count = len(assembly.library.versions(document_id))
    return page("delete.html", document=document_detail(found), version_count=count)


@router.post("/documents/{document_id}/delete", dependencies=[Depends(same_origin)])
def delete(document_id: str, assembly: Assembled) -> RedirectResponse:
    """Erase a document, and show those that are left."""
    assembly.library.remove(document_id)
    return RedirectResponse("/documents", _SEE_OTHER)


@router.get("/documents/{document_id}/compare")
def compare(
    document_id: str,
    assembly: Assembled,
    before: Annotated[VersionId, Query(alias="from")] = "",
    after: Annotated[VersionId, Query(alias="to")] = "",
) -> HTMLResponse:
    """Show what changed between two versions."""
    comparison = compared(assembly.library, document_id, before, after)
    return page("compare.html", comparison=comparison, address=f"/documents/{quote(document_id)}")
