"""Questions answered in a language model's words, each sentence verified before it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from threading import Event

from assistant.answer import Answer, AnswerSentence, Status, Told, in_order
from assistant.answerer import Answerer, AskRequest, Prepared
from assistant.search import RankedSearch
from assistant.verification.checking import Verifier
from assistant.writing.composition import Composition
from assistant.writing.judging import SentenceJudge
from assistant.writing.prompt import REFUSAL, GivenPassage, given
from assistant.writing.sentences import SAME_AGAIN, SentenceReader, Written
from assistant.writing.writer import Writer
from corpus.errors import LanguageModelFailed
from corpus.library import Library


@dataclass(frozen=True, slots=True)
class ModelAnswerer:
    """Answers in the words of a model where the documents say, else as the documents do.

    Whether they say is decided without the model. Lists that are complete from a register, and
    corrections of what a question assumes, stay as they are.

    Attributes:
        answerer: what decides, and chooses the documents' own sentences.
        writer: the model.
        passages: how many it is given.
    """

    answerer: Answerer
    writer: Writer
    passages: int

    @property
    def library(self) -> Library:
        return self.answerer.library

    @property
    def searcher(self) -> RankedSearch:
        return self.answerer.searcher

    def answer(self, request: AskRequest, stop: Event | None = None) -> Answer:
        """Return the answer; that of the documents' own sentences where the model failed.

        Raises:
            QuestionInvalid: the question is empty, too long or not readable text.
            DocumentUnknown: a document to answer from does not exist.
            AnswerStopped: ``stop`` was set.
        """
        prepared = self.answerer.prepared(request)
        if not _is_open(prepared):
            return self.answerer.quoted(prepared)
        draft = self._draft(prepared, stop)
        for _ in draft.grown():
            pass
        if draft.broken:
            draft.composition = draft.composition.begun_anew()
        draft.composition.rest()
        return self._finished(draft)

    def told(self, request: AskRequest, stop: Event | None = None) -> Iterator[Told]:
        """Yield citations and sentences as each is verified, then the whole answer.

        What was shown stays when the model fails then: it was verified.
        """
        prepared = self.answerer.prepared(request)
        if not _is_open(prepared):
            yield from in_order(self.answerer.quoted(prepared))
            return
        draft = self._draft(prepared, stop)
        sent = 0
        for sentence in draft.all():
            citations = draft.composition.quotations.citations
            new = sorted(marker for marker in sentence.citations if marker > sent)
            yield from (citations[marker - 1] for marker in new)
            sent = max(sent, *sentence.citations)
            yield sentence
        yield self._finished(draft)

    def _draft(self, prepared: Prepared, stop: Event | None) -> Draft:
        hits = prepared.ranking.hits[: min(self.passages, prepared.known.request.k)]
        verifier = Verifier(self.library.embeddings.encode)
        composition = Composition(prepared, self.library)
        passages = given(hits, composition.quotations.text)
        judge = SentenceJudge(verifier, passages)
        return Draft(self.writer, passages, judge, composition, stop or Event())

    def _finished(self, draft: Draft) -> Answer:
        composition = draft.composition
        composition.prepared.watch.mark("compose")
        if not composition.sentences:
            return self.answerer.nothing(composition.prepared)
        used = {marker for one in composition.sentences for marker in one.citations}
        return composition.prepared.answer(
            sentences=tuple(composition.sentences),
            citations=tuple(c for c in composition.quotations.citations if c.marker in used),
            dropped=composition.left_out(),
            model=self.writer.name if composition.own else "extractive",
            trouble=draft.trouble,
        )


def _is_open(prepared: Prepared) -> bool:
    """Tell whether an answer may be put in other words."""
    return prepared.status is Status.ANSWERED and not prepared.whole and bool(prepared.selections)


@dataclass(slots=True)
class Draft:
    """One answer being written.

    ``failure`` completes “The language model …” where it gave nothing usable; ``broken`` where
    that was not for what it wrote.
    """

    writer: Writer
    passages: tuple[GivenPassage, ...]
    judge: SentenceJudge
    composition: Composition
    stop: Event
    failure: str = ""
    broken: bool = False
    _came: Counter[str] = field(default_factory=Counter)

    def all(self) -> Iterator[AnswerSentence]:
        """Yield what is shown of the model's, as it comes, then what completes it."""
        yield from self.grown()
        yield from self.composition.rest()

    def grown(self) -> Iterator[AnswerSentence]:
        """Yield what is added to the answer until the model ends or fails."""
        reader = SentenceReader()
        try:
            for written in self._written(reader):
                yield from self._taken(written)
        except LanguageModelFailed as failed:
            self.failure, self.broken = str(failed), True
        if not self.failure and not self.composition.own:
            self.failure = _why_nothing(reader.text, self._came)

    def _written(self, reader: SentenceReader) -> Iterator[Written]:
        question = self.composition.prepared.question.text
        with closing(self.writer.text(question, self.passages, self.stop)) as pieces:
            for number, piece in enumerate(pieces):
                if number == 0:
                    # Its call has begun: there is time while the model thinks.
                    self.judge.read_ahead()
                yield from reader.take(piece)
        yield from reader.rest()

    def _taken(self, written: Written) -> list[AnswerSentence]:
        self._came[written.text] += 1
        if self._came[written.text] >= SAME_AGAIN:
            raise LanguageModelFailed("went round in circles")
        if self._came[written.text] > 1:
            return []
        return self.composition.take(self.judge.judged(written))

    @property
    def trouble(self) -> tuple[str, ...]:
        """A sentence on what the model failed to do; none where it did not."""
        if not self.failure:
            return ()
        what = "the rest of the answer" if self.composition.own else "the answer"
        return (
            f"The language model ({self.writer.name}) {self.failure}; {what} is in the documents’ "
            "own sentences.",
        )


def _why_nothing(text: str, came: Counter[str]) -> str:
    """Say why nothing that a model wrote is shown."""
    if REFUSAL in text:
        return "found no answer in the passages"
    if not came:
        return "wrote nothing" if not text.strip() else "wrote nothing that can be read"
    return "wrote nothing that could be verified"
