"""Plans out as files, and files in as plans."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, Query, UploadFile
from fastapi.responses import Response

from api.application_state import assembly_of
from api.plan_files import checked_template, plan_of
from api.wiring import Assembly
from assistant.plans.plan import Plan
from assistant.plans.plan_formats import MEDIA_TYPES, PlanFormat, plan_as, plan_from_json

router = APIRouter(prefix="/plans", tags=["plans"])
pages = APIRouter(prefix="/plans", include_in_schema=False)

Format = Annotated[PlanFormat, Query(alias="format", description="Of the file.")]
_A_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The plan as a file",
        "content": {kind.partition(";")[0]: {} for kind in MEDIA_TYPES.values()},
    }
}


@router.post("/export", response_class=Response, responses=_A_FILE)
def export(plan: Plan, form: Format) -> Response:
    """Return a plan as a file; what drafting answers can be sent as it is."""
    return _file(_inner(plan), form)


@router.post("/export-in-template", response_class=Response, responses=_A_FILE)
def export_in_template(
    plan: Annotated[str, Form(description="The plan, as JSON.")],
    template: Annotated[UploadFile, File(description="A Word document or template.")],
) -> Response:
    """Return a plan as a Word document in a template: its styles, headers, footers and pages."""
    checked = checked_template(template.filename or "template.docx", template.file.read())
    return _file(plan_from_json(plan), PlanFormat.DOCX, checked)


@router.post("/import", response_model=Plan)
def take_in(
    file: Annotated[UploadFile, File(description="Word, Excel, PDF, CSV, Markdown, text or JSON.")],
    assembly: Annotated[Assembly, Depends(assembly_of)],
) -> Plan:
    """Return the plan in a file, ours with an officer's edits or anyone's."""
    return plan_of(file.filename or "plan", file.file.read(), assembly.settings)


@pages.post("/download")
def download(
    plan: Annotated[str, Form()],
    form: Format,
) -> Response:
    """Return the plan that a page's form holds as a file."""
    return _file(plan_from_json(plan), form)


def _inner(plan: Plan) -> Plan:
    extra = plan.model_extra or {}
    if not plan.sections and isinstance(extra.get("plan"), dict):
        return Plan.model_validate(extra["plan"])
    return plan


def _file(plan: Plan, form: PlanFormat, template: bytes = b"") -> Response:
    content = plan_as(plan, form, template)
    disposition = f'attachment; filename="{file_name(plan, form)}"'
    return Response(
        content, media_type=MEDIA_TYPES[form], headers={"Content-Disposition": disposition}
    )


def file_name(plan: Plan, form: PlanFormat) -> str:
    """Return a name for a plan's file, of letters, figures and hyphens alone."""
    words = re.sub(r"[^A-Za-z0-9]+", "-", plan.title).strip("-").lower()[:80].strip("-")
    return f"{words or 'action-plan'}.{form.value}"
