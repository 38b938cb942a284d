"""An answer in a language model's words, each sentence with the passages it names.

Nothing here is verified: this is what a model makes of the passages by itself. It is
measured by the evaluation and not shown to anyone.
"""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.answer import Answer, AnswerSentence, Citation, Status, cited
from assistant.answerer import AskRequest
from assistant.conversation import standalone
from assistant.search import RankedSearch
from corpus.library import Library
from corpus.sentences import sentence_spans
from corpus.words import Hit

_RULES = (Path(__file__).parent / "prompts" / "answer.txt").read_text("utf-8")
_REFUSAL = "NOT IN THE DOCUMENTS"
_MARKERS = re.compile(r"\s*\[(\d+(?:\s*,\s*\d+)*)\]")
_BEHIND = re.compile(r"([.!?][”’\"']?)((?:\s*\[\d+(?:\s*,\s*\d+)*\])+)(?=\s|$)")


class ModelWriter:
    """Writes answers with a chat model from the passages that a search finds."""

    def __init__(self, library: Library, searcher: RankedSearch, model: BaseChatModel) -> None:
        self.library = library
        self.searcher = searcher
        self.model = model

    def answer(self, request: AskRequest) -> Answer:
        """Return what the model writes, unverified; ``not_found`` if it says so or says nothing.

        Raises:
            QuestionInvalid: the question is empty, too long or not readable text.
        """
        started = time.perf_counter()
        question = standalone(request.question, request.history)
        hits = self.searcher.search(question, k=request.k, documents=request.documents)
        prompt = [SystemMessage(_RULES), HumanMessage(_prompt(question, hits))]
        written = self.model.invoke(prompt).text
        sentences = tuple(sentences_of(written)) if _REFUSAL not in written else ()
        citations = self._citations(hits)
        used = {marker for sentence in sentences for marker in sentence.citations}
        return Answer(
            id=uuid.uuid4().hex,
            question=request.question,
            standalone_question=question,
            status=Status.ANSWERED if sentences else Status.NOT_FOUND,
            sentences=sentences,
            citations=tuple(each for each in citations if each.marker in used),
            nearest=() if sentences else citations[:3],
            note="" if sentences else "The documents do not say.",
            timings_ms={"total": 1000 * (time.perf_counter() - started)},
            confidence=1.0 if sentences else 0.0,
        )

    def _citations(self, hits: Sequence[Hit]) -> tuple[Citation, ...]:
        return tuple(
            cited(number, hit, hit.passage.span, self.library.text(hit.document.id))
            for number, hit in enumerate(hits, start=1)
        )


def sentences_of(written: str) -> Iterator[AnswerSentence]:
    """Part what a model wrote into sentences, each with the markers in it or right behind it."""
    text = ""
    markers: tuple[int, ...] = ()
    for line in written.splitlines():
        # A marker behind a full stop belongs to what it closes, which the splitter cannot know.
        line = _BEHIND.sub(r"\2\1", line)
        for span in sentence_spans(line):
            part = span.of(line)
            words = _MARKERS.sub("", part).strip()
            found = tuple(
                int(number) for group in _MARKERS.findall(part) for number in group.split(",")
            )
            if not re.search(r"\w", words):
                markers = (*markers, *found)
                continue
            if text:
                yield AnswerSentence(text, markers)
            text, markers = words, found
    if text:
        yield AnswerSentence(text, markers)


def _prompt(question: str, hits: Sequence[Hit]) -> str:
    passages = "\n".join(
        f'<passage id="{number}">\n'
        f"{' > '.join((hit.document.source.title, *hit.passage.section))}\n"
        f"{hit.passage.shown}\n</passage>"
        for number, hit in enumerate(hits, start=1)
    )
    return f"{passages}\n\nQuestion: {question}"
