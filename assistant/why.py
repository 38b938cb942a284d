"""Why an answer is what it is: what was searched, what scored, and what decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.decide import FEATURES, Evidence, model
from assistant.ranking import Ranked, Ranking
from corpus.words import Document, Hit, Page, Span

_PASSAGES = 8
_FEATURES = 12


@dataclass(frozen=True, slots=True)
class Scored:
    """A passage that was found, with its scores.

    ``chance`` is the ranking's, 0 to 1, that it belongs to the answer if there is one;
    ``cosine`` and ``bm25`` are the searches' own; ``statement`` is its likeliest one, and
    ``statement_chance`` that one's. ``span`` and ``page`` are the statement's.
    """

    document: Document
    section: tuple[str, ...]
    page: Page | None
    span: Span
    passage_id: str
    chance: float
    cosine: float
    bm25: float
    statement: str
    statement_chance: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A feature of the decision, and what it adds to the log-odds that there is an answer."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Why:
    """What led to an answer, or to none.

    ``kind`` is how the question was taken, ``wanted`` what it asks for; ``words`` are those
    searched for and ``related`` the terms of the same meaning, as they are written; ``read_as``
    pairs words taken for slips with what they were read as. ``chance`` is that the documents
    answer it, ``needed`` the chance from which they are taken to.
    """

    kind: str
    wanted: tuple[str, ...]
    words: tuple[str, ...]
    related: tuple[str, ...]
    read_as: tuple[tuple[str, str], ...]
    documents_searched: int
    chance: float
    needed: float
    reason: str
    weighed: tuple[Weighed, ...]
    passages: tuple[Scored, ...]


def explained(asked: Asked, ranking: Ranking, evidence: Evidence, documents: int) -> Why:
    """Return what led from a question to its answer."""
    return Why(
        kind=asked.question.kind.value,
        wanted=tuple(sorted(kind.value for kind in asked.wanted)),
        words=asked.question.words,
        related=asked.related_terms,
        read_as=asked.question.read_as,
        documents_searched=documents,
        chance=round(evidence.chance, 4),
        needed=model().threshold,
        reason=evidence.reason if not evidence.sufficient else "",
        weighed=tuple(_weighed(evidence)),
        passages=tuple(_scored(ranking)),
    )


def _weighed(evidence: Evidence) -> Iterator[Weighed]:
    """Yield the features that weigh most, the weightiest first; none that weighs nothing."""
    weights = dict(zip(FEATURES, model().odds.weights, strict=True))
    all_of_them = [
        Weighed(name, round(value, 3), round(float(weights[name]) * value, 3))
        for name, value in evidence.features.items()
    ]
    weighty = [one for one in all_of_them if one.adds]
    yield from sorted(weighty, key=lambda one: -abs(one.adds))[:_FEATURES]


def _scored(ranking: Ranking) -> Iterator[Scored]:
    best: dict[str, Ranked] = {}
    for one in ranking.statements:
        key = one.place.hit.passage.id
        if key not in best or one.score > best[key].score:
            best[key] = one
    for hit in ranking.hits[:_PASSAGES]:
        yield _passage(hit, best.get(hit.passage.id))


def _passage(hit: Hit, best: Ranked | None) -> Scored:
    span = best.place.statement.span if best else hit.passage.span
    return Scored(
        document=hit.document,
        section=hit.passage.section,
        page=hit.passage.page_at(span.start),
        span=span,
        passage_id=hit.passage.id,
        chance=round(hit.score, 3),
        cosine=round(hit.dense, 3),
        bm25=round(hit.lexical, 3),
        statement=best.place.statement.shown if best else "",
        statement_chance=round(best.probability, 3) if best else 0.0,
    )
