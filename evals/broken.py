"""Assistants that are wrong on purpose: each must fail the gate on the metric that names it.

They are systems like any other (``muniment eval --system broken:always-refuses``), so
that anyone can see the gate fail before trusting that it passes.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assistant.answer import Answer, AnswerSentence, Status, cited
from assistant.answerer import AskRequest
from corpus.library import Library
from corpus.words import Hit, Span
from evals.systems import ABLATIONS, DEFAULT, Described, System, Workplace

_WHOLE_DOCUMENT_WORDS = 5_000


@dataclass(frozen=True, slots=True)
class _Around:
    """Passes everything through to the assistant; the broken ones change one thing."""

    assistant: System
    library: Library

    def retrieve(self, question: str, k: int) -> list[Hit]:
        return self.assistant.retrieve(question, k)

    def answer(self, request: AskRequest) -> Answer:
        return self.assistant.answer(request)


class Misquoting(_Around):
    """Alters a character of each quotation."""

    def answer(self, request: AskRequest) -> Answer:
        answer = self.assistant.answer(request)
        altered = tuple(replace(c, quote=c.quote[:-1] + "#") for c in answer.citations)
        return replace(answer, citations=altered)


class WrongCitations(_Around):
    """Cites, exactly, a passage of another part of the document."""

    def answer(self, request: AskRequest) -> Answer:
        answer = self.assistant.answer(request)
        moved = []
        for citation in answer.citations:
            text = self.library.text(citation.document.id)
            start = (citation.span.start + len(text) // 2) % (len(text) - len(citation.quote))
            span = Span(start, start + len(citation.quote))
            moved.append(replace(citation, span=span, quote=span.of(text), section=()))
        return replace(answer, citations=tuple(moved))


class ShuffledEvidence(_Around):
    """Finds what was found, and as much again that was not, in no order."""

    def retrieve(self, question: str, k: int) -> list[Hit]:
        hits = self.assistant.retrieve(question, 10 * k)
        random.Random(question).shuffle(hits)
        return hits[:k]


class AlwaysRefuses(_Around):
    """Says of everything that the documents do not say."""

    def answer(self, request: AskRequest) -> Answer:
        answer = self.assistant.answer(request)
        return replace(
            answer,
            status=Status.NOT_FOUND,
            sentences=(),
            citations=(),
            note="The documents do not say.",
        )


class NeverRefuses(_Around):
    """Answers with the nearest passage where the documents do not say."""

    def answer(self, request: AskRequest) -> Answer:
        answer = self.assistant.answer(request)
        if answer.status is not Status.NOT_FOUND:
            return answer
        sentences = tuple(AnswerSentence(c.quote, (c.marker,)) for c in answer.nearest)
        return replace(
            answer,
            status=Status.ANSWERED,
            sentences=sentences,
            citations=answer.nearest,
            nearest=(),
            note="",
        )


class WholeDocument(_Around):
    """Answers with the document that holds the best passage, from its beginning."""

    def answer(self, request: AskRequest) -> Answer:
        answer = self.assistant.answer(request)
        hits = self.assistant.retrieve(answer.standalone_question, 1)
        if not hits:
            return answer
        text = self.library.text(hits[0].document.id)
        span = Span(0, len(" ".join(text.split(" ")[:_WHOLE_DOCUMENT_WORDS])))
        citation = cited(1, hits[0], span, text)
        return replace(
            answer,
            status=Status.ANSWERED,
            sentences=(AnswerSentence(citation.quote, (1,)),),
            citations=(citation,),
            nearest=(),
            note="",
        )


def _broken(kind: type[_Around], title: str) -> Described:
    def made(place: Workplace) -> System:
        return kind(ABLATIONS[DEFAULT].made(place), place.library)

    return Described(f"broken: {title}", made)


BROKEN: Mapping[str, Described] = {
    "broken:misquoting": _broken(Misquoting, "misquotes"),
    "broken:wrong-citations": _broken(WrongCitations, "cites other passages"),
    "broken:shuffled-evidence": _broken(ShuffledEvidence, "shuffles what it found"),
    "broken:always-refuses": _broken(AlwaysRefuses, "always refuses"),
    "broken:never-refuses": _broken(NeverRefuses, "never refuses"),
    "broken:whole-document": _broken(WholeDocument, "answers with the whole document"),
}
