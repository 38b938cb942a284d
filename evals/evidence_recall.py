"""Evidence recall@k: how much of what an answer needs is among the first k passages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.words import Span
from evals.questions import Question

COVERED = 0.5
"""Share of a quotation's characters that passages must cover for it to count as found."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A retrieved passage: its document's file name and its place there."""

    document: str
    span: Span


def evidence_recall(
    question: Question, retrieved: Sequence[Retrieved], texts: Mapping[str, str]
) -> float:
    """Return the share of needed quotations found in ``retrieved``, in [0, 1].

    recall = found / needed (Manning, Raghavan and Schütze, Introduction to
    Information Retrieval, 2008, section 8.3), over quotations in place of documents.

    Args:
        retrieved: the first k passages.
        texts: the documents' stored texts by file name.

    Raises:
        ValueError: a quotation is not in its document, or the question has no evidence.
    """
    if not question.needed:
        raise ValueError(f"question {question.id} has no evidence")
    found = 0
    for evidence in question.needed:
        start = texts[evidence.document].index(evidence.quote)
        span = Span(start, start + len(evidence.quote))
        own = [passage.span for passage in retrieved if passage.document == evidence.document]
        found += _covered(span, own) >= COVERED
    return found / len(question.needed)


def _covered(span: Span, others: Sequence[Span]) -> float:
    held: set[int] = set()
    for other in others:
        held.update(range(max(span.start, other.start), min(span.end, other.end)))
    return len(held) / (span.end - span.start)
