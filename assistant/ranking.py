"""Statements and passages ranked by how likely they are to answer a question.

Three logistic models over named features, learned from the tuning questions by
``python -m evals.train_ranking``. The first knows what the searches and the words tell, and
picks the statements that the embedding model then reads by themselves; the second also knows
how each of these matches the question, as a whole and word by word (the late interaction of
ColBERT, Khattab and Zaharia 2020, arXiv:2004.12832, with the embedding model's own token
vectors); the third ranks the passages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.asked import Asked, Rarity
from assistant.features import (
    CLOSE,
    PASSAGE,
    STATEMENT,
    Place,
    close_features,
    passage_features,
    places_of,
    statement_features,
)
from assistant.question import content_words
from assistant.remembered import Reader
from corpus.words import Hit

READ_CLOSELY = 12
"""Statements that the embedding model reads by themselves for a question: more rank hardly
better (tuning questions, 12 to 400), and each takes time."""

_WEIGHTS = Path(__file__).parent / "ranking_weights.json"
_LEAST_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Ranked:
    """A statement with its place and its log-odds of belonging to the answer.

    ``aligned`` has, for each content word of the question, the best cosine between its vector
    there and one of the statement's; it is empty where the statement was not read closely.
    """

    place: Place
    score: float
    aligned: tuple[float, ...] = ()

    @property
    def probability(self) -> float:
        return float(1 / (1 + np.exp(-self.score)))


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages, best first, and all their statements in the order of the passages.

    Each hit's ``score`` is the chance, by the model, that the passage belongs to the answer.
    ``word_weights`` go with what statements have ``aligned``. ``elsewhere`` are statements told of
    other places than those asked, which no answer is composed from.
    """

    hits: tuple[Hit, ...]
    statements: tuple[Ranked, ...]
    word_weights: tuple[float, ...] = ()
    elsewhere: tuple[Ranked, ...] = ()

    def of_first(self, count: int) -> Ranking:
        """Return the same of the first ``count`` passages alone."""
        hits = self.hits[:count]
        kept = {hit.passage.id for hit in hits}
        statements = (one for one in self.statements if one.place.hit.passage.id in kept)
        return replace(self, hits=hits, statements=tuple(statements))

    def only(self, wanted: Callable[[Place], bool]) -> Ranking:
        """Return the same with the statements at the places that are wanted."""
        kept = tuple(one for one in self.statements if wanted(one.place))
        return replace(self, statements=kept)

    def joined(self, hits: Sequence[Hit]) -> Ranking:
        """Return the same with further passages, none of whose statements is likelier than any
        that is there."""
        least = min((one.score for one in self.statements), default=0.0)
        further = (Ranked(place, least) for place in places_of(hits))
        return replace(self, hits=(*self.hits, *hits), statements=(*self.statements, *further))


def ranked(asked: Asked, hits: Sequence[Hit], rarity: Rarity, read: Reader | None) -> Ranking:
    """Rank what a search found; without ``read``, no statement is read closely."""
    places = places_of(hits)
    if not places:
        return Ranking(tuple(hits), ())
    models = weights()
    known = statement_features(asked, hits, places)
    scores = models.statement.of(known)
    aligned: dict[int, tuple[float, ...]] = {}
    reading = None
    if read:
        close = np.sort(np.argsort(-scores, kind="stable")[:READ_CLOSELY])
        chosen = [places[number] for number in close]
        reading = closely_read(asked, chosen, rarity, read)
        closer = models.close.of(np.hstack([known[close], close_features(chosen, reading.matches)]))
        # What was not read stays behind what was: it was less likely before.
        scores = np.minimum(scores, closer.min())
        scores[close] = closer
        aligned = {int(n): tuple(row) for n, row in zip(close, reading.aligned, strict=True)}
    chances = models.passage.of(passage_features(hits, places, scores, known))
    statements = [
        Ranked(place, float(scores[number]), aligned.get(number, ()))
        for number, place in enumerate(places)
    ]
    return _in_order(hits, statements, chances, reading.word_weights if reading else ())


def as_found(hits: Sequence[Hit]) -> Ranking:
    """Return what a search found in its own order; a statement is as likely as its unit is near."""
    statements = []
    for place in places_of(hits):
        near = place.hit.unit_similarity
        likeness = near[place.unit_index] if near else 0.0
        statements.append(Ranked(place, place.hit.score + likeness))
    return Ranking(tuple(hits), tuple(statements))


def _in_order(
    hits: Sequence[Hit],
    statements: Sequence[Ranked],
    chances: np.ndarray,
    word_weights: tuple[float, ...],
) -> Ranking:
    scored = {
        hit.passage.id: replace(hit, score=float(1 / (1 + np.exp(-chance))))
        for hit, chance in zip(hits, chances, strict=True)
    }
    of_passage: dict[str, list[Ranked]] = {}
    for one in statements:
        key = one.place.hit.passage.id
        placed = replace(one, place=replace(one.place, hit=scored[key]))
        of_passage.setdefault(key, []).append(placed)
    best = tuple(scored[hits[number].passage.id] for number in np.argsort(-chances, kind="stable"))
    in_order = (one for hit in best for one in of_passage.get(hit.passage.id, ()))
    return Ranking(best, tuple(in_order), word_weights)


@dataclass(frozen=True, slots=True)
class CloseReading:
    """How statements match a question by the embedding model's token vectors.

    ``matches`` is what ``close_features`` takes; ``aligned`` has a row for each statement and
    a column for each content word of the question, ``word_weights`` that word's rarity.
    """

    matches: np.ndarray
    aligned: np.ndarray
    word_weights: tuple[float, ...]


def closely_read(
    asked: Asked, places: Sequence[Place], rarity: Rarity, read: Reader
) -> CloseReading:
    """Let the model read question and statements."""
    question, *encoded = read([asked.question.text, *(p.statement.shown for p in places)])
    weight = np.array([_piece_weight(piece, rarity) for piece in question.pieces])
    words = _words_of(question.pieces)
    matches, aligned = [], []
    for statement in encoded:
        best = (question.tokens @ statement.tokens.T).max(axis=1, initial=-1.0)
        cosine = float(question.vector @ statement.vector)
        matches.append([cosine, float(best.mean()), float(best @ weight / weight.sum())])
        aligned.append([float(best[numbers].mean()) for numbers, _ in words])
    rarities = tuple(rarity(content_words(word)[0]) for _, word in words)
    return CloseReading(np.array(matches), np.array(aligned), rarities)


def _words_of(pieces: Sequence[str]) -> list[tuple[list[int], str]]:
    """Return the content words of a text with the numbers of their pieces."""
    found: list[tuple[list[int], str]] = []
    for number, piece in enumerate(pieces):
        if piece.startswith("##") and found:
            numbers, word = found.pop()
            found.append(([*numbers, number], word + piece.removeprefix("##")))
        else:
            found.append(([number], piece))
    return [(numbers, word) for numbers, word in found if content_words(word)]


def _piece_weight(piece: str, rarity: Rarity) -> float:
    word = piece.removeprefix("##")
    return max(rarity(word), _LEAST_WEIGHT) if word.isalnum() else _LEAST_WEIGHT


@dataclass(frozen=True, slots=True)
class Logistic:
    """Weights of features, and a bias."""

    weights: np.ndarray
    bias: float

    def of(self, features: np.ndarray) -> np.ndarray:
        """Return the log-odds of each row."""
        return np.asarray(features @ self.weights + self.bias)

    @classmethod
    def named(cls, names: Sequence[str], kept: Mapping[str, float]) -> Logistic:
        return cls(np.array([kept[name] for name in names]), kept["bias"])


@dataclass(frozen=True, slots=True)
class Weights:
    """The learned models."""

    statement: Logistic
    close: Logistic
    passage: Logistic


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that are shipped."""
    kept = json.loads(_WEIGHTS.read_text("utf-8"))
    return Weights(
        Logistic.named(STATEMENT, kept["statement"]),
        Logistic.named((*STATEMENT, *CLOSE), kept["close"]),
        Logistic.named(PASSAGE, kept["passage"]),
    )
