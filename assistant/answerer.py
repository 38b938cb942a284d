"""From a question to a verified answer."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answer import Answer, AnswerSentence, Citation, Status, cited
from assistant.asked import Asked
from assistant.compose import Selection, composed
from assistant.conversation import Turn, standalone
from assistant.decide import Evidence, not_given, weighed
from assistant.headed import headed
from assistant.listed import listed
from assistant.premise import contradicted
from assistant.question import Kind, Question, understood
from assistant.ranking import Ranking
from assistant.search import RANKED_PASSAGES, HybridSearch, RankedSearch
from assistant.verify import verified
from assistant.why import Why, explained
from corpus.library import Library
from corpus.words import Hit, Role, Span, Statement

_NEAREST_SHOWN = 3
_WHOLE = (Kind.LIST, Kind.PROCEDURE)
"""Kinds of question that a whole list answers, however many passages it runs over."""

_ENDED = re.compile(r"[.!?:;][)”’\"'\]*†‡§\d]*$")


@dataclass(frozen=True, slots=True)
class AskRequest:
    """A question with the turns before it, and the documents to answer from (all if empty).

    ``k`` is the count of passages to compose from.
    """

    question: str
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()
    k: int = RANKED_PASSAGES


@dataclass(slots=True)
class _Stopwatch:
    started: float = field(default_factory=time.perf_counter)
    marks: dict[str, float] = field(default_factory=dict)
    _last: float = field(default_factory=time.perf_counter)

    def mark(self, step: str) -> None:
        now = time.perf_counter()
        self.marks[step] = round(1000 * (now - self._last), 1)
        self._last = now

    def total(self) -> dict[str, float]:
        return {**self.marks, "total": round(1000 * (time.perf_counter() - self.started), 1)}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a question before anything is composed."""

    request: AskRequest
    question: Question
    evidence: Evidence
    why: Why

    def answer(self, status: Status, watch: _Stopwatch, **parts: Any) -> Answer:
        """Return an answer of this status with these parts."""
        return Answer(
            id=uuid.uuid4().hex,
            question=self.request.question,
            standalone_question=self.question.text,
            status=status,
            timings_ms=watch.total(),
            confidence=self.evidence.chance,
            why=self.why,
            **parts,
        )


class Answerer:
    """Answers from the library alone, each sentence with its verbatim passage."""

    def __init__(self, library: Library, searcher: RankedSearch | None = None) -> None:
        self.library = library
        self.searcher = searcher or RankedSearch(HybridSearch(library))

    def answer(self, request: AskRequest) -> Answer:
        """Return the verified answer, or an honest word that the documents do not say.

        Raises:
            QuestionInvalid: the question is empty, too long or not readable text.
            DocumentUnknown: a document to answer from does not exist.
        """
        watch = _Stopwatch()
        for document_id in request.documents:
            self.library.document(document_id)
        question = understood(standalone(request.question, request.history))
        asked, ranking = self.searcher.ranked(question, documents=request.documents)
        question = asked.question
        watch.mark("retrieve")
        evidence = weighed(asked, ranking)
        known = _Known(
            request, question, evidence, explained(asked, ranking, evidence, self._count(request))
        )
        of_whom = (asked, ranking, self.library, request.documents)
        if whole := listed(*of_whom) or headed(*of_whom):
            status = Status.CORRECTED if whole.corrects else Status.ANSWERED
            return self._composed(known, whole.selections, whole.note, watch, status)
        contradiction = contradicted(asked, ranking)
        if not evidence.sufficient and not contradiction:
            return self._not_found(known, ranking, watch)
        first = contradiction.statement if contradiction else None
        found = ranking.of_first(request.k)
        if question.kind in _WHOLE:
            found = self.searcher.with_neighbours(found)
        selections = composed(question, found, first)
        status = Status.CORRECTED if contradiction else Status.ANSWERED
        note = contradiction.says if contradiction else ""
        answer = self._composed(known, selections, note, watch, status)
        if answer.sentences:
            return _with_what_is_missing(answer, asked)
        nothing = replace(evidence, reason="No passage says more than where to look.")
        why = replace(known.why, reason=nothing.reason)
        return self._not_found(replace(known, evidence=nothing, why=why), ranking, watch)

    def _composed(
        self,
        known: _Known,
        selections: Sequence[Selection],
        note: str,
        watch: _Stopwatch,
        status: Status = Status.ANSWERED,
    ) -> Answer:
        """Return the selections as an answer: what its citations carry of them."""
        texts = self._texts_of([selection.hit for selection in selections])
        sentences, citations = _written(selections, texts)
        kept, dropped = verified(sentences, citations, texts.__getitem__)
        used = {marker for sentence in kept for marker in sentence.citations}
        watch.mark("compose")
        return known.answer(
            status,
            watch,
            note=note,
            sentences=tuple(kept),
            citations=tuple(c for c in citations if c.marker in used),
            dropped=tuple(dropped),
        )

    def _not_found(self, known: _Known, ranking: Ranking, watch: _Stopwatch) -> Answer:
        hits = ranking.hits[:_NEAREST_SHOWN]
        texts = self._texts_of(hits)
        nearest = tuple(
            cited(marker, hit, hit.passage.span, texts[hit.document.id])
            for marker, hit in enumerate(hits, start=1)
        )
        watch.mark("compose")
        note = self._searched(known.request, known.evidence)
        return known.answer(Status.NOT_FOUND, watch, nearest=nearest, note=note)

    def _count(self, request: AskRequest) -> int:
        return len(request.documents) or len(self.library.documents())

    def _searched(self, request: AskRequest, evidence: Evidence) -> str:
        documents = self.library.documents()
        if not documents:
            return "There are no documents to answer from yet. Add some with `muniment ingest`."
        count = self._count(request)
        searched = f"{count} document{'s' if count != 1 else ''} searched"
        return f"The documents do not say. {evidence.reason} ({searched}.)"

    def _texts_of(self, hits: Sequence[Hit]) -> dict[str, str]:
        versions = {hit.document.id: hit.document.version for hit in hits}
        return {key: self.library.text(key, version) for key, version in versions.items()}


def _with_what_is_missing(answer: Answer, asked: Asked) -> Answer:
    """Say so where an answer lacks a figure or a date that was asked for."""
    missing = not_given(asked, (sentence.text for sentence in answer.sentences))
    if not missing or answer.status is not Status.ANSWERED:
        return answer
    kinds = " or ".join(kind.value for kind in missing)
    note = f"The documents speak of this, but no {kinds} was found."
    return replace(answer, status=Status.PARTLY_ANSWERED, note=note)


def _written(
    selections: Sequence[Selection], texts: dict[str, str]
) -> tuple[list[AnswerSentence], list[Citation]]:
    """Write selections as sentences; neighbouring statements share one citation."""
    sentences: list[AnswerSentence] = []
    citations: list[Citation] = []
    said: set[object] = set()
    section: object = None
    for selection in selections:
        text = texts[selection.hit.document.id]
        elsewhere, section = section != (here := _section_of(selection)), here
        for run in _neighbours(_unsaid(selection, said), text):
            span = Span(run[0].span.start, run[-1].span.end)
            marker = _cite(citations, selection.hit, span, text)
            context = (_cite(citations, selection.hit, part, text) for part in run[0].context)
            markers = (marker, *context)
            for statement in run:
                opens = bool(sentences) and (elsewhere or _stands_apart(statement, sentences[-1]))
                item = statement.role is Role.ITEM
                sentences.append(AnswerSentence(statement.shown, markers, item, opens))
                elsewhere = False
    return sentences, citations


def _section_of(selection: Selection) -> tuple[str, ...]:
    return (selection.hit.document.id, *selection.hit.passage.section)


def _stands_apart(statement: Statement, before: AnswerSentence) -> bool:
    """Tell whether a statement would run into what stands before it: rows, and lines that are
    no sentences."""
    if statement.role is Role.ROW:
        return True
    return statement.role is not Role.ITEM and not before.item and not _ENDED.search(before.text)


def _unsaid(selection: Selection, said: set[object]) -> list[Statement]:
    """Leave out what has been said word for word; lists may share the words of a lead-in, which
    goes too where no item is left."""
    left = []
    for statement in selection.statements:
        leads_in = statement.role is Role.LEAD_IN
        key = (selection.hit.document.id, statement.span) if leads_in else statement.shown
        if key not in said:
            said.add(key)
            left.append(statement)
    return left if any(one.role is not Role.LEAD_IN for one in left) else []


def _cite(citations: list[Citation], hit: Hit, span: Span, text: str) -> int:
    for citation in citations:
        if citation.document.id == hit.document.id and citation.span == span:
            return citation.marker
    citations.append(cited(len(citations) + 1, hit, span, text))
    return len(citations)


def _neighbours(statements: Sequence[Statement], text: str) -> list[list[Statement]]:
    """Part statements into runs between which the text holds white space alone."""
    runs: list[list[Statement]] = []
    for statement in statements:
        last = runs[-1][-1] if runs else None
        row = statement.role is Role.ROW
        if last and not row and not text[last.span.end : statement.span.start].strip(" \n\r\t*_"):
            runs[-1].append(statement)
        else:
            runs.append([statement])
    return runs
