"""What an answer is: sentences with their citations, or an honest word that there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.why import Why
from corpus.words import NO_TEXT, RECOGNISED, Document, Hit, Page, Span

_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[ivxl]{1,5}|[a-z])[.)]\s", re.IGNORECASE)
"""An item that brings its own number or letter needs no bullet."""


class Status(StrEnum):
    """How far the documents answer a question."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_FOUND = "not_found"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim passage of a stored text; ``quote`` is exactly what ``span`` covers."""

    marker: int
    document: Document
    page: Page | None
    section: tuple[str, ...]
    quote: str
    span: Span
    passage_id: str


@dataclass(frozen=True, slots=True)
class AnswerSentence:
    """A sentence of an answer with the markers of its citations.

    ``item`` marks a list's item; ``opens`` what begins a paragraph of its own, since it is not
    from where the one before is, or that has no end.
    """

    text: str
    citations: tuple[int, ...]
    item: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that failed verification, why, and the source's own put in its place."""

    text: str
    reason: str
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it is shown.

    ``nearest`` holds the closest passages where nothing answers; ``timings_ms``
    the milliseconds of each step. ``confidence``, in [0, 1], orders questions by how much
    speaks for the documents holding an answer; it is not a probability. ``model`` is
    “extractive” where every sentence is a document's own; ``trouble`` says what a language
    model failed to do.
    """

    id: str
    question: str
    standalone_question: str
    status: Status
    sentences: tuple[AnswerSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    note: str = ""
    model: str = "extractive"
    timings_ms: dict[str, float] = field(default_factory=dict)
    confidence: float = 0.0
    why: Why | None = None
    trouble: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a language model failed to do, and what could not be read of the documents cited,
        or of the nearest, or not for certain: pages without text, and pages whose text OCR
        recognised."""
        named = {citation.document.id: citation.document for citation in self._all_citations}
        return self.trouble + tuple(
            f"{document.source.title}: {warning}"
            for document in named.values()
            for warning in document.warnings
            if NO_TEXT in warning or RECOGNISED in warning
        )

    @property
    def _all_citations(self) -> tuple[Citation, ...]:
        return (*self.citations, *self.nearest)

    @property
    def text(self) -> str:
        """The answer with ``[1]`` markers behind its sentences, each list item on its line."""
        body = ""
        before: AnswerSentence | None = None
        for sentence in self.sentences:
            body += line_of(sentence, before)
            before = sentence
        return "\n\n".join(part for part in (self.note, body) if part)


def line_of(sentence: AnswerSentence, before: AnswerSentence | None) -> str:
    """Return a sentence with its markers as it goes on from the one before it."""
    markers = "".join(f"[{marker}]" for marker in sentence.citations)
    line = f"{sentence.text} {markers}".strip()
    bullet = "• " if sentence.item and not _NUMBERED.match(line) else ""
    return f"{_between(before, sentence)}{bullet}{line}"


def _between(before: AnswerSentence | None, sentence: AnswerSentence) -> str:
    if before is None:
        return ""
    if sentence.opens:
        return "\n\n"
    return "\n" if sentence.item or before.item else " "


Told = Citation | AnswerSentence | Answer
"""What an answer is told in: citations and sentences as they are verified, then the whole."""


def in_order(answer: Answer) -> Iterator[Told]:
    """Yield each citation before the first sentence that needs it, then the answer itself."""
    citations = {citation.marker: citation for citation in answer.citations}
    for sentence in answer.sentences:
        for marker in sentence.citations:
            if marker in citations:
                yield citations.pop(marker)
        yield sentence
    yield answer


def cited(marker: int, hit: Hit, span: Span, text: str) -> Citation:
    """Return a citation of ``span`` in the hit's document, whose stored text is ``text``."""
    passage = hit.passage
    page = passage.page_at(span.start)
    return Citation(marker, hit.document, page, passage.section, span.of(text), span, passage.id)
