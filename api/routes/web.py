"""The pages: ask, read, and see each passage in its document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import HTMLResponse

from api.application_state import assembly_of
from api.pages import page, text_parts
from api.shapes import answer_shape, document_detail
from api.wiring import Assembly
from assistant.chain import AskRequest
from corpus.errors import QuestionInvalid
from corpus.words import Span

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Assembled = Annotated[Assembly, Depends(assembly_of)]


@router.get("/")
def home(assembly: Assembled) -> HTMLResponse:
    """Show the question box and what there is to ask about."""
    return page("ask.html", **_asking(assembly), question="", error="", answer=None)


@router.post("/")
def asked(assembly: Assembled, question: Annotated[str, Form()] = "") -> HTMLResponse:
    """Show the answer to a question; posted, so that no address or log holds the question."""
    try:
        answer = assembly.chain.invoke(AskRequest(question))
    except QuestionInvalid as invalid:
        kept = question if len(question) < 5_000 and question.isprintable() else ""
        values = {"question": kept, "error": str(invalid), "answer": None}
        return page("ask.html", 422, **_asking(assembly), **values)
    values = {"question": question, "error": "", "answer": answer_shape(answer)}
    return page("ask.html", **_asking(assembly), items=_items(answer.sentences), **values)


@router.get("/documents")
def documents(assembly: Assembled) -> HTMLResponse:
    """List the documents."""
    found = [document_detail(document) for document in assembly.library.documents()]
    return page("documents.html", documents=found)


@router.get("/documents/{document_id}")
def document(
    document_id: str, assembly: Assembled, start: int | None = None, end: int | None = None
) -> HTMLResponse:
    """Show a document's text, with the passage between ``start`` and ``end`` marked."""
    found = document_detail(assembly.library.document(document_id))
    text = assembly.library.text(document_id)
    quoted = None
    if start is not None and end is not None and 0 <= start < end <= len(text):
        quoted = Span(start, end)
    return page("document.html", document=found, parts=text_parts(text, quoted), quoted=quoted)


def _asking(assembly: Assembly) -> dict[str, object]:
    count = len(assembly.library.documents())
    return {"document_count": count, "items": []}


def _items(sentences: object) -> list[dict[str, object]]:
    """Group sentences into paragraphs and lists, as they are shown."""
    groups: list[dict[str, object]] = []
    for sentence in sentences:  # type: ignore[attr-defined]
        kind = "list" if sentence.item else "paragraph"
        if not groups or groups[-1]["kind"] != kind:
            groups.append({"kind": kind, "sentences": []})
        groups[-1]["sentences"].append(sentence)  # type: ignore[attr-defined]
    return groups
