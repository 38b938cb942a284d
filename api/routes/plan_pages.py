"""The page on which an action plan is drafted."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse
from starlette.datastructures import FormData
from starlette.responses import Response

from api.answering import finished
from api.application_state import assembly_of
from api.document_shapes import document_shape
from api.draft_requests import GivenDraft, paragraphs, register_entries
from api.drafting import draft_body, drafted_plan, templates_of
from api.pages import page
from api.plan_shapes import DraftShape
from api.registers import register_shape
from api.shown_draft import shown_draft
from api.wiring import Assembly
from assistant.plans.dates import shifted
from assistant.plans.plan import Response as Answered
from assistant.plans.template import DEFAULT
from assistant.question import is_plain_text
from corpus.errors import PlanInvalid, TemplateInvalid, TemplateUnknown

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Assembled = Annotated[Assembly, Depends(assembly_of)]

_MOST_FIELDS = 2_000
_KEPT = ("text", "number", "theme", "response", "reason")
_RESPONSES = {
    Answered.ACCEPT.value: "Accepted",
    Answered.PARTLY.value: "Accepted in part",
    Answered.REJECT.value: "Not accepted",
}
_FILES = {"markdown": ("text/markdown", "md"), "json": ("application/json", "json")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was filled in: the request's parts as texts, and the recommendations of it."""

    given: GivenDraft
    recommendations: tuple[dict[str, Any], ...]
    pasted: str = ""
    document: str = ""
    chosen: tuple[str, ...] = ()
    published: str = ""


@router.get("/plans/draft")
def draft(
    assembly: Assembled, document: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Show the form, with what a document recommends to choose from."""
    start = f"{shifted(date.today(), 1):%Y-%m}"
    return _form(assembly, Asked(GivenDraft("", start), (), document=document))


@router.post("/plans/draft")
async def drafted(request: Request, assembly: Assembled) -> Response:
    """Show the draft, or give it as a file."""
    form = await request.form(max_fields=_MOST_FIELDS)
    return await finished(request, lambda stop: _answer(assembly, form, stop))


def _answer(assembly: Assembly, form: FormData, stop: Event) -> Response:
    asked = _asked(assembly, form)
    try:
        body = draft_body(asked.given.body(asked.recommendations))
        found = drafted_plan(assembly, body, stop=stop)
        template = templates_of(assembly.settings).named(body.template)
    except (PlanInvalid, TemplateUnknown, TemplateInvalid) as refused:
        return _form(assembly, asked, refused)
    if kind := _text(form, "give"):
        return _file(found, kind)
    return page(
        "draft.html",
        draft=shown_draft(found.plan, template),
        found=found,
        asked=asked,
        responses=_RESPONSES,
        templates=templates_of(assembly.settings).usable(),
    )


def _file(found: DraftShape, kind: str) -> Response:
    media_type, ending = _FILES.get(kind, _FILES["markdown"])
    plan = json.dumps(found.plan.model_dump(mode="json"), ensure_ascii=False, indent=2)
    headers = {"Content-Disposition": f'attachment; filename="action-plan.{ending}"'}
    content = plan if kind == "json" else found.markdown
    return Response(content, media_type=media_type, headers=headers)


def _asked(assembly: Assembly, form: FormData) -> Asked:
    """Return what a form holds: recommendations of a draft before, pasted and chosen ones."""
    kept = [
        {name: _text(form, f"{name}-{number}") for name in _KEPT}
        for number in range(1, _MOST_FIELDS)
        if f"text-{number}" in form
    ]
    pasted, document = _text(form, "pasted"), _text(form, "document")
    chosen = tuple(str(one) for one in form.getlist("chosen"))
    found = [{"text": one} for one in paragraphs(pasted)]
    if document and chosen:
        register = register_shape(assembly.library, document).model_dump(mode="json")
        found += [one for one in register_entries(register) if one["id"] in chosen]
    given = GivenDraft(
        authority=_text(form, "name"),
        start=_text(form, "start"),
        published=_text(form, "published"),
        leads=tuple(_text(form, "leads").splitlines()),
        budget=_text(form, "budget"),
        notes=_text(form, "notes"),
        template=_text(form, "template") or DEFAULT,
    )
    return Asked(given, (*kept, *found), pasted, document, chosen)


def _text(form: FormData, name: str) -> str:
    value = form.get(name, "")
    text = value.strip().replace("\r\n", "\n") if isinstance(value, str) else ""
    return text if is_plain_text(text) else ""


_ANCHORS = {
    "recommendations": "pasted",
    "authority.name": "name",
    "authority.start": "start",
    "authority.published": "published",
    "template": "template",
}


def _form(assembly: Assembly, asked: Asked, refused: Exception | None = None) -> HTMLResponse:
    field = getattr(refused, "field", "template") if refused else ""
    anchor = next((at for name, at in _ANCHORS.items() if field.startswith(name)), "leads")
    register = register_shape(assembly.library, asked.document) if asked.document else None
    return page(
        "draft_form.html",
        422 if refused else 200,
        documents=[document_shape(one) for one in assembly.library.documents()],
        register=register,
        asked=asked,
        error=_said(refused) if refused else "",
        field=anchor if refused else "",
        templates=templates_of(assembly.settings).usable(),
    )


_PLAINLY = {
    "authority.name": "Enter the name of the authority.",
    "authority.start": "Enter the month in which work begins, as 2027-04.",
    "authority.published": "Enter the publication date as 2027-03-01, or leave it empty.",
    "recommendations": "Paste a recommendation, or choose some of a document.",
}


def _said(refused: Exception) -> str:
    """Say what to do; messages of the shape itself name fields of the API."""
    message = str(refused)
    field = getattr(refused, "field", "")
    own = message.startswith(f"{field}: ") if field else False
    return _PLAINLY.get(field, message) if own else message
