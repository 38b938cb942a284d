"""The JSON that users and their programs rely on: requests and responses of the API."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.document_shapes import DocumentShape, PageShape, document_shape, page_shape, place_in
from api.note_shapes import Notes, NoteShape
from api.why_shapes import WhyShape, why_shape
from assistant.answer import Answer, AnswerSentence, Citation
from assistant.question import MAXIMUM_CHARACTERS
from corpus.library import Library
from corpus.words import Hit

API = "/api/v1"

DocumentId = Annotated[str, Field(max_length=200)]
VersionId = Annotated[
    str, Field(max_length=64, description="First digits of a version's sha256; the latest if none.")
]


class Message(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["user", "assistant"]
    content: str = Field(max_length=20_000)


class AskBody(BaseModel):
    """A question, the turns before it, and the documents to answer from (all if left out)."""

    model_config = ConfigDict(extra="forbid")
    question: str = Field(description=f"At most {MAXIMUM_CHARACTERS} characters.")
    history: list[Message] = Field(default_factory=list, max_length=100)
    documents: list[DocumentId] | None = Field(None, max_length=1_000)
    k: int | None = Field(None, ge=1, le=50, description="Passages to compose from.")


class SearchBody(BaseModel):
    """What to look for, and how many passages to return."""

    model_config = ConfigDict(extra="forbid")
    query: str
    k: int = Field(5, ge=1, le=100)
    documents: list[DocumentId] | None = Field(None, max_length=1_000)


class CitationShape(BaseModel):
    """A verbatim quotation: ``quote`` equals ``text[start:end]`` of the document's text."""

    marker: int
    document: DocumentShape
    page: PageShape | None
    section: list[str]
    quote: str
    start: int
    end: int
    passage_id: str
    url: str
    notes: list[NoteShape] = Field(description="What the marks of notes in the quotation mean.")


class SentenceShape(BaseModel):
    text: str
    citations: list[int]


class DroppedShape(BaseModel):
    text: str
    reason: str
    replaced_by: str | None


class AnswerShape(BaseModel):
    """An answer with its citations, or an honest word that there is none."""

    id: str
    question: str
    standalone_question: str
    status: Literal["answered", "partly_answered", "not_found", "corrected"]
    answer: str
    sentences: list[SentenceShape]
    citations: list[CitationShape]
    nearest: list[CitationShape]
    dropped: list[DroppedShape] = Field(
        description="What a language model wrote and its sources do not carry; never shown."
    )
    warnings: list[str] = Field(
        description="What a language model failed to do, and what of the documents could not be "
        "read."
    )
    model: str = Field(description="What wrote it: `extractive` for the documents' own sentences.")
    timings_ms: dict[str, float]
    why: WhyShape | None = Field(description="What led to it; null where nothing was weighed.")


class PassageShape(BaseModel):
    """A passage found: ``text`` equals ``text[start:end]`` of the document's text."""

    id: str
    document: DocumentShape
    page: PageShape | None
    section: list[str]
    text: str
    shown: str
    start: int
    end: int
    score: float
    url: str
    notes: list[NoteShape] = Field(description="What the marks of notes in the passage mean.")


class SearchShape(BaseModel):
    passages: list[PassageShape]


class ProblemShape(BaseModel):
    """What went wrong, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = Field(
        default_factory=list, description="For invalid input: each `field` with its `message`."
    )


def citation_shape(citation: Citation, notes: Notes) -> CitationShape:
    span = citation.span
    return CitationShape(
        marker=citation.marker,
        document=document_shape(citation.document),
        page=page_shape(citation.page),
        section=list(citation.section),
        quote=citation.quote,
        start=span.start,
        end=span.end,
        passage_id=citation.passage_id,
        url=place_in(citation.document, span),
        notes=notes.of(citation.document, span),
    )


def sentence_shape(sentence: AnswerSentence) -> SentenceShape:
    return SentenceShape(text=sentence.text, citations=list(sentence.citations))


def answer_shape(answer: Answer, library: Library) -> AnswerShape:
    notes = Notes(library)
    sentences = [sentence_shape(sentence) for sentence in answer.sentences]
    dropped = [
        DroppedShape(text=item.text, reason=item.reason, replaced_by=item.replaced_by)
        for item in answer.dropped
    ]
    return AnswerShape(
        id=answer.id,
        question=answer.question,
        standalone_question=answer.standalone_question,
        status=answer.status.value,
        answer=answer.text,
        sentences=sentences,
        citations=[citation_shape(citation, notes) for citation in answer.citations],
        nearest=[citation_shape(citation, notes) for citation in answer.nearest],
        dropped=dropped,
        warnings=list(answer.warnings),
        model=answer.model,
        timings_ms=answer.timings_ms,
        why=why_shape(answer.why) if answer.why else None,
    )


def passage_shape(hit: Hit, text: str, notes: Notes) -> PassageShape:
    """Return a hit's passage; ``text`` is the whole stored text of its document."""
    span = hit.passage.span
    return PassageShape(
        id=hit.passage.id,
        document=document_shape(hit.document),
        page=page_shape(hit.passage.page),
        section=list(hit.passage.section),
        text=span.of(text),
        shown=hit.passage.shown,
        start=span.start,
        end=span.end,
        score=round(hit.score, 4),
        url=place_in(hit.document, span),
        notes=notes.of(hit.document, span),
    )
