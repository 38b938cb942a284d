"""The pages on which a plan is checked and followed."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.responses import HTMLResponse, Response
from pydantic import ValidationError

from api.application_state import assembly_of
from api.check_shapes import CheckBody
from api.document_shapes import document_shape
from api.pages import page
from api.plan_bodies import MOST_MARKDOWN, plan_given
from api.plan_checking import checked_plan, followed_plan
from api.plan_files import plan_of
from api.plan_pages_shown import ShownCheck, ShownProgress, shown_check, shown_progress
from api.progress_shapes import ProgressBody
from api.recommendation_files import recommendations_in
from api.registers import register_shape
from api.wiring import Assembly
from assistant.plans.plan import MAXIMUM_RECOMMENDATIONS, Plan, Recommendation
from assistant.question import is_plain_text
from corpus.errors import DocumentUnknown, FileUnreadable, PlanUnreadable, TextInvalid

router = APIRouter(prefix="/plans", include_in_schema=False, default_response_class=HTMLResponse)
Assembled = Annotated[Assembly, Depends(assembly_of)]
Given = Annotated[str, Form()]
_REFUSED = (PlanUnreadable, FileUnreadable, TextInvalid, DocumentUnknown)
Asked = Annotated[str, Form(max_length=20_000_000)]


@router.get("/check")
def check(assembly: Assembled) -> HTMLResponse:
    """Show the form to check a plan with."""
    return _check_page(assembly)


@router.post("/check")
def checked(
    assembly: Assembled,
    plan: Given = "",
    recommendations: Given = "",
    document: Annotated[str, Form(max_length=200)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """Show the findings beside the guidance that they cite."""
    kept = {"plan": plan, "recommendations": recommendations, "chosen": document}
    field = "file" if file is not None and file.filename else "plan"
    try:
        given = _plan(assembly, file, plan)
        field = "recommendations"
        wanted = _recommendations(assembly, recommendations, document)
        body = CheckBody(plan=given, recommendations=list(wanted))
        found = checked_plan(assembly, body)
    except _REFUSED as refused:
        return _check_page(assembly, kept, error=str(refused), field=field)
    return _check_page(assembly, kept, found=shown_check(body, found))


@router.post("/check/letter")
def letter(assembly: Assembled, asked: Asked) -> Response:
    """Give the written response to a plan that was checked, as a file.

    Raises:
        TextInvalid: the request is none that a page made.
    """
    try:
        body = CheckBody.model_validate_json(asked)
    except ValidationError as error:
        raise TextInvalid("There is no plan to write of. Check it again.", "asked") from error
    return _file(checked_plan(assembly, body).letter_markdown, "text/markdown", "response.md")


@router.get("/progress")
def progress() -> HTMLResponse:
    """Show the form to follow a plan with."""
    return _progress_page()


@router.post("/progress")
def followed(
    assembly: Assembled,
    plan: Given = "",
    day: Annotated[str, Form(max_length=40)] = "",
    file: Annotated[UploadFile | None, File()] = None,
    previous: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """Show what of a plan is late, and what is next."""
    kept = {"plan": plan, "day": day}
    field = "file" if file is not None and file.filename else "plan"
    try:
        given = _plan(assembly, file, plan)
        field = "previous"
        before = (
            _plan(assembly, previous, "") if previous is not None and previous.filename else None
        )
        field = "day"
        body = ProgressBody.model_validate({"plan": given, "previous": before, "date": _day(day)})
        found = followed_plan(body)
    except _REFUSED as refused:
        return _progress_page(kept, error=str(refused), field=field)
    return _progress_page(kept, found=shown_progress(body, found))


@router.post("/progress/files")
def files(asked: Asked, wanted: Annotated[str, Form(max_length=20)] = "summary") -> Response:
    """Give the summary for a committee, or the timeline, as a file.

    Raises:
        TextInvalid: the request is none that a page made.
    """
    try:
        body = ProgressBody.model_validate_json(asked)
    except ValidationError as error:
        raise TextInvalid("There is no plan to tell of. Open it again.", "asked") from error
    found = followed_plan(body)
    if wanted == "timeline":
        return _file(found.timeline_svg, "image/svg+xml", "timeline.svg")
    return _file(found.summary, "text/markdown", "progress.md")


def _plan(assembly: Assembly, file: UploadFile | None, text: str) -> Plan:
    if file is not None and file.filename:
        return plan_of(file.filename, file.file.read(), assembly.settings)
    if not text.strip():
        raise TextInvalid("There is no plan to read. Choose a file, or paste one.", "plan")
    if len(text) > MOST_MARKDOWN:
        raise TextInvalid(f"The plan has more than {MOST_MARKDOWN:,} characters.", "plan")
    return plan_given(None, text)


def _recommendations(assembly: Assembly, text: str, document: str) -> tuple[Recommendation, ...]:
    """Those pasted, else those of a document's register, else none."""
    found: tuple[Recommendation, ...] = ()
    if text.strip():
        if not is_plain_text(text):
            raise TextInvalid("The recommendations are not readable text.", "recommendations")
        found = recommendations_in(text)
    elif document:
        rows = register_shape(assembly.library, document).recommendations
        found = tuple(
            Recommendation.model_validate({"id": r.id, "number": r.number, "text": r.shown})
            for r in rows
        )
        if not found:
            raise TextInvalid("That document makes no recommendation.", "document")
    if len(found) > MAXIMUM_RECOMMENDATIONS:
        limit = f"There are more than {MAXIMUM_RECOMMENDATIONS} recommendations."
        raise TextInvalid(limit, "recommendations")
    return found


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text.strip() else None
    except ValueError as error:
        raise TextInvalid("Give the day as 2027-12-31.", "day") from error


def _file(text: str, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=media_type, headers=headers)


def _check_page(
    assembly: Assembly,
    kept: dict[str, str] | None = None,
    *,
    error: str = "",
    field: str = "plan",
    found: ShownCheck | None = None,
) -> HTMLResponse:
    kept = {"plan": "", "recommendations": "", "chosen": "", **(kept or {})}
    return page(
        "plan_check.html",
        422 if error else 200,
        documents=[document_shape(one) for one in assembly.library.documents()],
        error=error,
        field=field,
        found=found,
        **{name: _safe(text) for name, text in kept.items()},
    )


def _progress_page(
    kept: dict[str, str] | None = None,
    *,
    error: str = "",
    field: str = "plan",
    found: ShownProgress | None = None,
) -> HTMLResponse:
    kept = {"plan": "", "day": "", **(kept or {})}
    status = 422 if error else 200
    shown = {name: _safe(text) for name, text in kept.items()}
    return page("plan_progress.html", status, error=error, field=field, found=found, **shown)


def _safe(text: str) -> str:
    return text if len(text) <= MOST_MARKDOWN and is_plain_text(text) else ""
