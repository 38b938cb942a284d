"""The recipe that users would otherwise pick: the five nearest chunks, shown as they are.

Without a language model its answer is what a model would be given: the chunks, in
order. It never refuses.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import replace

from assistant.answer import Answer, AnswerSentence, Status, cited
from assistant.answerer import AskRequest
from assistant.conversation import standalone
from assistant.search import HybridSearch
from corpus.library import Library
from corpus.words import Hit

CHUNKS = 5


class UsualRecipe:
    """Chroma's nearest chunks of a library of plain chunks."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._search = replace(HybridSearch(library), dense_share=1.0)

    def retrieve(self, question: str, k: int) -> list[Hit]:
        """Return the ``k`` nearest chunks, nearest first."""
        return self._search.search(question, k=k)

    def answer(self, request: AskRequest) -> Answer:
        """Return the nearest chunks, each as one cited statement."""
        started = time.perf_counter()
        question = standalone(request.question, request.history)
        hits = self.retrieve(question, CHUNKS)
        citations = tuple(
            cited(number, hit, hit.passage.span, self._library.text(hit.document.id))
            for number, hit in enumerate(hits, start=1)
        )
        return Answer(
            id=uuid.uuid4().hex,
            question=request.question,
            standalone_question=question,
            status=Status.ANSWERED,
            sentences=tuple(AnswerSentence(c.quote, (c.marker,)) for c in citations),
            citations=citations,
            timings_ms={"total": 1000 * (time.perf_counter() - started)},
            confidence=max(0.0, hits[0].dense) if hits else 0.0,
        )
