"""The pages: ask, read, and see each passage in its document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from api.answering import answered
from api.application_state import assembly_of, chain_of
from api.document_shapes import document_detail
from api.document_text import document_text
from api.explaining import explanation
from api.link_shapes import link_shapes
from api.note_links import note_links
from api.pages import page
from api.registers import register_shape, themes_of
from api.shapes import VersionId, answer_shape
from api.version_shapes import version_shape
from api.wiring import Assembly
from assistant.answer import Answer, AnswerSentence
from assistant.answerer import AskRequest
from assistant.chain import AnswerChain
from corpus.errors import QuestionInvalid
from corpus.words import Span

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
Assembled = Annotated[Assembly, Depends(assembly_of)]
Answers = Annotated[AnswerChain, Depends(chain_of)]


@router.get("/")
def home(assembly: Assembled) -> HTMLResponse:
    """Show the question box and what there is to ask about."""
    return _ask_page(assembly)


@router.post("/")
async def asked(
    request: Request, assembly: Assembled, chain: Answers, question: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """Show the answer to a question; posted, so that no address or log holds the question."""
    try:
        return await answered(
            request,
            chain,
            AskRequest(question),
            lambda answer: _ask_page(assembly, question=question, answer=answer),
        )
    except QuestionInvalid as invalid:
        kept = question if len(question) < 5_000 and question.isprintable() else ""
        return _ask_page(assembly, question=kept, error=str(invalid))


def _ask_page(
    assembly: Assembly, *, question: str = "", error: str = "", answer: Answer | None = None
) -> HTMLResponse:
    shape = answer_shape(answer, assembly.library) if answer else None
    return page(
        "ask.html",
        422 if error else 200,
        document_count=len(assembly.library.documents()),
        question=question,
        error=error,
        answer=shape,
        why=explanation(shape.model_dump(mode="json")) if shape else None,
        groups=_groups(answer.sentences if answer else ()),
    )


@router.get("/documents")
def documents(assembly: Assembled) -> HTMLResponse:
    """List the documents."""
    found = [document_detail(document) for document in assembly.library.documents()]
    return page("documents.html", documents=found)


@router.get("/documents/{document_id}")
def document(
    document_id: str,
    assembly: Assembled,
    start: int | None = None,
    end: int | None = None,
    version: VersionId = "",
) -> HTMLResponse:
    """Show the text of a version, with the passage between ``start`` and ``end`` marked."""
    shown = assembly.library.version(document_id, version)
    found = document_detail(shown.document)
    text = assembly.library.text(document_id, shown.document.version)
    quoted = None
    if start is not None and end is not None and 0 <= start < end <= len(text):
        quoted = Span(start, end)
    register = register_shape(assembly.library, document_id)
    passages = assembly.library.passages_of(document_id) if shown.current else []
    return page(
        "document.html",
        document=found,
        versions=[version_shape(one) for one in assembly.library.versions(document_id)],
        superseded=not shown.current,
        segments=document_text(text, passages, quoted, note_links(text, shown.notes)),
        quoted=quoted,
        links=link_shapes(shown, text),
        register=register,
        themes=themes_of(register) if shown.current else [],
    )


@dataclass(slots=True)
class SentenceGroup:
    """Neighbouring sentences of an answer that are shown as one paragraph or one list."""

    is_list: bool
    sentences: list[AnswerSentence]


def _groups(sentences: Sequence[AnswerSentence]) -> list[SentenceGroup]:
    groups: list[SentenceGroup] = []
    for sentence in sentences:
        if not groups or sentence.opens or groups[-1].is_list != sentence.item:
            groups.append(SentenceGroup(sentence.item, []))
        groups[-1].sentences.append(sentence)
    return groups
