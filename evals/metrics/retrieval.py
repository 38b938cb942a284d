"""Retrieval: where the evidence of a question stands among the passages found.

Passages differ between systems, so relevance is judged by quotations: a quotation is
found at the rank by which the passages so far cover half of its characters, in any place
where the document says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ir_measures import RR, Measure, ScoredDoc, nDCG

from corpus.words import Span
from evals.questions import Evidence, Question

COVERED = 0.5
"""Share of a quotation's characters that passages must cover for it to count as found."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """A retrieved passage: its document's file name and its place there."""

    document: str
    span: Span


def rank_found(
    evidence: Evidence, retrieved: Sequence[Retrieved], texts: Mapping[str, str]
) -> int | None:
    """Return the rank, from 1, by which ``retrieved`` covers the quotation; None if it never does.

    Args:
        evidence: a quotation that stands in its document.
        retrieved: passages, best first.
        texts: the documents' stored texts by file name.

    Raises:
        ValueError: the quotation is not in its document.
    """
    text = texts[evidence.document]
    ranks = (_rank_covered(span, evidence.document, retrieved) for span in _places(text, evidence))
    return min((rank for rank in ranks if rank), default=None)


def _places(text: str, evidence: Evidence) -> Iterator[Span]:
    """Yield every place where a quotation stands: reports say some things twice, word for word."""
    start = text.index(evidence.quote)
    while start >= 0:
        yield Span(start, start + len(evidence.quote))
        start = text.find(evidence.quote, start + 1)


def _rank_covered(span: Span, document: str, retrieved: Sequence[Retrieved]) -> int | None:
    held: set[int] = set()
    for rank, passage in enumerate(retrieved, start=1):
        if passage.document == document:
            held.update(range(max(span.start, passage.span.start), min(span.end, passage.span.end)))
        if len(held) >= COVERED * (span.end - span.start):
            return rank
    return None


def ranks_found(
    question: Question, retrieved: Sequence[Retrieved], texts: Mapping[str, str]
) -> list[int | None]:
    """Return ``rank_found`` of each quotation that an answer needs.

    Raises:
        ValueError: a quotation is not in its document, or the question has no evidence.
    """
    if not question.needed:
        raise ValueError(f"question {question.id} has no evidence")
    return [rank_found(evidence, retrieved, texts) for evidence in question.needed]


def recall_at(ranks: Sequence[int | None], k: int) -> float:
    """Return the share of quotations found by rank ``k``, in [0, 1].

    recall@k = found by k / needed (Manning, Raghavan and Schütze, Introduction to
    Information Retrieval, 2008, section 8.4), over quotations in place of documents.

    Raises:
        ValueError: there are no quotations.
    """
    if not ranks:
        raise ValueError("recall needs at least one quotation")
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks)


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """Return 1 / rank of the first quotation found, 0 if none is, in [0, 1].

    Its mean over questions is MRR (Voorhees, The TREC-8 question answering track
    report, 1999). Computed by ir-measures.
    """
    return _measured(RR, ranks)


def ndcg(ranks: Sequence[int | None], k: int = 10) -> float:
    """Return the discounted cumulative gain of the first ``k`` over the best possible, in [0, 1].

    nDCG@k = DCG@k / ideal DCG@k, DCG = sum of gain / log2(rank + 1) (Järvelin and
    Kekäläinen, Cumulated gain-based evaluation of IR techniques, 2002), each quotation
    with gain 1. A passage that completes two quotations takes two places, so that the
    gain stays within the ideal. Computed by ir-measures.
    """
    return _measured(nDCG @ k, ranks)


def _measured(measure: Measure, ranks: Sequence[int | None]) -> float:
    """Hand ir-measures a ranking of quotations, with fillers at the ranks that complete none."""
    if not ranks:
        raise ValueError("a ranking measure needs at least one quotation")
    found = sorted((rank, number) for number, rank in enumerate(ranks) if rank is not None)
    places: list[str] = []
    for rank, number in found:
        places += [f"filler-{place}" for place in range(len(places), rank - 1)]
        places.append(f"quotation-{number}")
    run = [ScoredDoc("q", name, -float(place)) for place, name in enumerate(places)]
    relevant = {"q": {f"quotation-{number}": 1 for number in range(len(ranks))}}
    return float(measure.calc_aggregate(relevant, run)) if run else 0.0
