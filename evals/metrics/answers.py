"""What an answer is like in itself: exact, supported, to the point, short enough.

All of it is counted by code alone. None of these knows what is true: that a fact is
right is for the nuggets, that its source is right for the citations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.answer import Answer, AnswerSentence, Citation
from assistant.question import content_words
from corpus.markup import readable
from corpus.words import Span
from evals.metrics.nuggets import held, words_allowed, words_of
from evals.questions import Question

SUPPORTED = 0.75
"""Share of a sentence's content words that its citations must hold.

A bound for extractive and lightly edited text. It is no proof for free paraphrase:
a near miss that keeps the source's words passes."""

NEARBY = 400
"""Characters around a piece of evidence that count as its surroundings."""

_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


def citation_exactness(citations: Sequence[Citation], texts: Mapping[str, str]) -> float:
    """Return the share of citations whose quotation is what the stored text holds there, in [0, 1].

    Args:
        citations: of an answer, and its nearest passages.
        texts: the documents' stored texts by document id.

    Raises:
        ValueError: there are no citations.
    """
    if not citations:
        raise ValueError("exactness needs at least one citation")
    exact = [c.quote == c.span.of(texts.get(c.document.id, "")) != "" for c in citations]
    return sum(exact) / len(exact)


def sentence_support(answer: Answer) -> float:
    """Return the share of an answer's sentences that their own citations carry, in [0, 1].

    A sentence is carried if it cites something, every number in it stands in its
    quotations or their headings, and ``SUPPORTED`` of its content words do. This is
    citation recall (Gao et al., Enabling large language models to generate text with
    citations, 2023) with words and numbers in place of an entailment model.

    Raises:
        ValueError: the answer has no sentences.
    """
    if not answer.sentences:
        raise ValueError("support needs at least one sentence")
    cited = {citation.marker: citation for citation in answer.citations}
    return sum(_carried(s, cited) for s in answer.sentences) / len(answer.sentences)


def on_topic(question: Question, answer: Answer, texts: Mapping[str, str]) -> float:
    """Return the share of an answer's sentences that are about what was asked, in [0, 1].

    A sentence is if it states one of the question's facts, or quotes from within
    ``NEARBY`` characters of a piece of its evidence. Precision to the recall of the
    nuggets (Voorhees, Evaluating answers to definition questions, 2003).

    Args:
        question: with its nuggets and evidence.
        answer: with at least one sentence.
        texts: the documents' stored texts by file name.

    Raises:
        ValueError: the answer has no sentences, or the question no evidence.
    """
    if not answer.sentences or not question.evidence:
        raise ValueError("being on the topic needs a sentence and a piece of evidence")
    places = [(e.document, _around(texts[e.document], e.quote)) for e in question.evidence]
    cited = {citation.marker: citation for citation in answer.citations}

    def counts(sentence: AnswerSentence) -> bool:
        if any(held(nugget, sentence.text) for nugget in question.nuggets):
            return True
        quoted = [cited[marker] for marker in sentence.citations if marker in cited]
        return any(
            c.document.source.name == name
            and c.span.start < around.end
            and around.start < c.span.end
            for c in quoted
            for name, around in places
        )

    return sum(map(counts, answer.sentences)) / len(answer.sentences)


def within_length(question: Question, answer: Answer) -> bool:
    """Tell whether an answer keeps to the words that its kind of question allows."""
    return len(words_of(answer.text)) <= words_allowed(question)


def _carried(sentence: AnswerSentence, cited: Mapping[int, Citation]) -> bool:
    quoted = [cited[marker] for marker in sentence.citations if marker in cited]
    source = " ".join(" ".join((readable(c.quote), c.quote, *c.section)) for c in quoted)
    if not quoted or not set(_numbers(sentence.text)) <= set(_numbers(source)):
        return False
    words, there = content_words(sentence.text), set(content_words(source))
    return sum(word in there for word in words) >= SUPPORTED * len(words)


def _numbers(text: str) -> list[str]:
    return [number.replace(",", "") for number in _NUMBER.findall(text)]


def _around(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(max(0, start - NEARBY), start + len(quote) + NEARBY)
