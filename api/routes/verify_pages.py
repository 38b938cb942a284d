"""The page on which a text is checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.responses import HTMLResponse

from api.application_state import assembly_of
from api.document_shapes import document_shape
from api.pages import page
from api.text_to_check import text_of
from api.verdicts import ShownVerification, shown_verification
from api.verifying import verified_text
from api.wiring import Assembly
from assistant.question import is_plain_text
from assistant.verification.texts import MOST_CHARACTERS
from corpus.errors import FileUnreadable, TextInvalid

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.get("/verify")
def verify(assembly: Assembled) -> HTMLResponse:
    """Show the form to check a text with."""
    return _verify_page(assembly)


@router.post("/verify")
def verified(
    assembly: Assembled,
    text: Annotated[str, Form()] = "",
    document: Annotated[str, Form(max_length=200)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """Show what the documents carry of a text, or of a file where one is chosen."""
    field = "text"
    try:
        if file is not None and file.filename:
            field = "file"
            text = text_of(assembly.settings, file.filename, file.file.read())
        documents = (document,) if document else ()
        found = verified_text(assembly, text, documents=documents)
    except (TextInvalid, FileUnreadable) as refused:
        return _verify_page(assembly, text=text, document=document, error=str(refused), field=field)
    shown = shown_verification(found.model_dump(mode="json"))
    return _verify_page(assembly, text=text, document=document, found=shown)


def _verify_page(
    assembly: Assembly,
    *,
    text: str = "",
    document: str = "",
    error: str = "",
    field: str = "text",
    found: ShownVerification | None = None,
) -> HTMLResponse:
    kept = text if len(text) <= MOST_CHARACTERS and is_plain_text(text) else ""
    return page(
        "verify.html",
        422 if error else 200,
        documents=[document_shape(one) for one in assembly.library.documents()],
        chosen=document,
        text=kept,
        error=error,
        field=field,
        found=found,
    )
