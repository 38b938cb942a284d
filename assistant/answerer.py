"""From a question to a verified answer."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any, Protocol

from assistant.addressed import is_addressed
from assistant.answer import Answer, Status, Told, cited, in_order
from assistant.asked import Asked
from assistant.compared import FoundSide, side_by_side, sides_found
from assistant.compose import Selection, composed
from assistant.conversation import Turn, standalone
from assistant.decide import Evidence, not_given, weighed
from assistant.features import Place
from assistant.headed import headed
from assistant.listed import listed
from assistant.premise import contradicted
from assistant.question import Kind, Question, understood
from assistant.quoting import Quotations
from assistant.ranking import Ranking
from assistant.search import RANKED_PASSAGES, HybridSearch, RankedSearch
from assistant.verify import verified
from assistant.why import Why, explained
from corpus.library import Library

_NEAREST_SHOWN = 3
_WHOLE = (Kind.LIST, Kind.PROCEDURE)
"""Kinds of question that a whole list answers, however many passages it runs over."""


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


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be said of a question before it is said: the decision, and the statements.

    ``whole`` marks a list that is complete as it is, and ``ranking`` what they were chosen from.
    There are no ``selections`` where the documents do not say.
    """

    known: _Known
    asked: Asked
    ranking: Ranking
    status: Status
    watch: _Stopwatch
    selections: tuple[Selection, ...] = ()
    note: str = ""
    whole: bool = False

    @property
    def question(self) -> Question:
        """The question as it was understood."""
        return self.known.question

    def answer(self, **parts: Any) -> Answer:
        """Return an answer with these parts, and a word on a figure or date that it lacks."""
        answer = self.known.answer(self.status, self.watch, **{"note": self.note, **parts})
        return answer if self.whole else _with_what_is_missing(answer, self.asked)


class Answers(Protocol):
    """What answers questions from a library: with its own sentences, or a model's, verified."""

    @property
    def library(self) -> Library: ...

    @property
    def searcher(self) -> RankedSearch: ...

    def answer(self, request: AskRequest, stop: Event | None = None) -> Answer: ...

    def told(self, request: AskRequest, stop: Event | None = None) -> Iterator[Told]: ...


class Answerer:
    """Answers from the library alone, each sentence with its verbatim passage."""

    def __init__(self, library: Library, searcher: RankedSearch | None = None) -> None:
        self.library = library
        self.searcher = searcher or RankedSearch(HybridSearch(library))

    def answer(self, request: AskRequest, stop: Event | None = None) -> Answer:
        """Return the verified answer, or an honest word that the documents do not say.

        Raises:
            QuestionInvalid: the question is empty, too long or not readable text.
            DocumentUnknown: a document to answer from does not exist.
        """
        return self.quoted(self.prepared(request))

    def told(self, request: AskRequest, stop: Event | None = None) -> Iterator[Told]:
        """Yield the answer's citations and sentences in order, then the answer itself."""
        return in_order(self.answer(request))

    def prepared(self, request: AskRequest) -> Prepared:
        """Search, decide whether the documents say, and choose what to show.

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
        why = explained(asked, ranking, evidence, self._count(request))
        known = _Known(request, question, evidence, why)
        prepared = Prepared(known, asked, ranking, Status.ANSWERED, watch)
        of_whom = (asked, ranking, self.library, request.documents)
        if whole := listed(*of_whom) or headed(*of_whom):
            status = Status.CORRECTED if whole.corrects else Status.ANSWERED
            chosen = tuple(whole.selections)
            return replace(prepared, selections=chosen, note=whole.note, status=status, whole=True)
        contradiction = contradicted(asked, ranking)
        if not evidence.sufficient and not contradiction:
            return replace(prepared, status=Status.NOT_FOUND)
        if not contradiction and (sides := self._sides(question, request)):
            return self._compared(prepared, sides)
        first = contradiction.statement if contradiction else None
        if first in ranking.elsewhere:
            ranking = replace(ranking, statements=(first,))
        found = ranking.of_first(request.k)
        if question.kind in _WHOLE:
            found = self.searcher.with_neighbours(found)
        found = found.only(self._speaks_to_readers())
        return replace(
            prepared,
            ranking=replace(found, hits=ranking.hits),
            selections=tuple(composed(question, found, first)),
            status=Status.CORRECTED if contradiction else Status.ANSWERED,
            note=contradiction.says if contradiction else "",
        )

    def _sides(self, question: Question, request: AskRequest) -> tuple[FoundSide, ...]:
        return sides_found(self.searcher, question, request.documents)

    def _compared(self, prepared: Prepared, sides: Sequence[FoundSide]) -> Prepared:
        """Return the sides of a comparison, and which of them the documents do not speak of."""
        missing = [one.side.name for one in sides if one.missing]
        there = [one for one in sides if not one.missing]
        k, speaks = prepared.known.request.k, self._speaks_to_readers()
        selections = tuple(side_by_side(prepared.question, there, k, speaks))
        note = f"Nothing was found on {' or '.join(missing)}." if missing else ""
        status = Status.PARTLY_ANSWERED if missing else Status.ANSWERED
        return replace(prepared, selections=selections, note=note, status=status)

    def _speaks_to_readers(self) -> Callable[[Place], bool]:
        """Return what tells whether a statement is meant for readers of its document."""
        texts = Quotations(self.library)

        def speaks(place: Place) -> bool:
            return not is_addressed(place.statement, texts.text(place.hit))

        return speaks

    def quoted(self, prepared: Prepared) -> Answer:
        """Return what was chosen as an answer in the documents' own sentences."""
        if prepared.status is Status.NOT_FOUND:
            return self._not_found(prepared.known, prepared.ranking, prepared.watch)
        quotations = Quotations(self.library)
        sentences = [one for part in prepared.selections for one in quotations.quote(part)]
        kept, dropped = verified(sentences, quotations.citations, quotations.text_of)
        used = {marker for sentence in kept for marker in sentence.citations}
        prepared.watch.mark("compose")
        if not kept and not prepared.whole:
            return self.nothing(prepared)
        return prepared.answer(
            sentences=tuple(kept),
            citations=tuple(c for c in quotations.citations if c.marker in used),
            dropped=tuple(dropped),
        )

    def nothing(self, prepared: Prepared) -> Answer:
        """Return that the documents do not say, where nothing that was chosen can be shown."""
        known = prepared.known
        nothing = replace(known.evidence, reason="No passage says more than where to look.")
        why = replace(known.why, reason=nothing.reason)
        known = replace(known, evidence=nothing, why=why)
        return self._not_found(known, prepared.ranking, prepared.watch)

    def _not_found(self, known: _Known, ranking: Ranking, watch: _Stopwatch) -> Answer:
        hits = ranking.hits[:_NEAREST_SHOWN]
        quotations = Quotations(self.library)
        nearest = tuple(
            cited(marker, hit, hit.passage.span, quotations.text(hit))
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


def _with_what_is_missing(answer: Answer, asked: Asked) -> Answer:
    """Say so where an answer lacks a figure or a date that was asked for."""
    missing = not_given(asked, (sentence.text for sentence in answer.sentences))
    if not missing or answer.status is not Status.ANSWERED:
        return answer
    kinds = " or ".join(kind.value for kind in missing)
    note = f"The documents speak of this, but no {kinds} was found."
    return replace(answer, status=Status.PARTLY_ANSWERED, note=note)
