"""Does a number, a name or an actor belong to the same in a sentence as in its sources?

What stands around it in the sentence is looked for around each one of its kind in the sources:
where another fits better, the sentence has probably put one in the other's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.verification.joined import (
    ACTOR,
    NAME,
    Fact,
    Joined,
    may_stand_for,
    says_the_same,
)

NAMES = (
    "least chance of a number among its rivals", "least chance of a name among its rivals",
    "least chance of an actor among its rivals", "mean chance of numbers",
    "mean chance of names", "mean chance of actors", "actors in no source",
    "a total taken for a part", "a part taken for a total", "least hold of a word",
    "second least hold of a word", "mean hold of words", "lower quarter of holds",
)  # fmt: skip

_HERE, _THERE = 4.0, 8.0
"""Words over which what stands around a word counts e times less, in the sentence and in the
sources."""

_APART = 6.0
"""Words that the end of a sentence counts for."""

_LEAST, _SAME = 0.3, 0.4
"""Cosine from which a word counts as a counterpart, and what the same word counts besides."""

_WEIGHTS = np.array([2.2, 4.3, 1.1, -2.7, 0.25, -0.4, 1.2, 1.7, 2.0])
"""Weights of the columns of ``_Places.of``: a conditional logistic model over the numbers, names
and actors of the true tuning sentences and their rivals in the sources. Held out by source, the
right one comes first for 80 in 100 numbers, 75 names and 74 actors (by chance 39, 39 and 27)."""

_LEAST_CHANCE = -3.0
"""Natural logarithm of the least chance that is told apart."""

_WRITTEN_PREPOSITIONS = """
from to by in of against at on for with until since between after before over under about than
"""
_PREPOSITIONS = frozenset(_WRITTEN_PREPOSITIONS.split())
_ROLES = frozenset(["by", "of", "from", "to", "than", "against"])
"""Prepositions that tell who does or gives from who is given."""

_WRITTEN_DETERMINERS = "the its their these those all some about roughly our her his"
_DETERMINERS = frozenset(_WRITTEN_DETERMINERS.split())
_SUMS = ("count", "money")


@dataclass(frozen=True, slots=True)
class Similarity:
    """The cosines of a sentence's subject words with the sources' words, and which are the same
    word in any form."""

    cosines: np.ndarray
    same: np.ndarray

    @classmethod
    def of(cls, claim: Joined, sources: Joined) -> Similarity:
        own = claim.table[claim.content]
        # Sentence by sentence: large products are spread over threads that wait on each other.
        cosines = np.hstack([own @ read.table.T for read in sources.reads])
        same = claim.stems[claim.content][:, None] == sources.stems[None]
        return cls(cosines, same.astype(bool))


class _Fits:
    """How well each place of the sources fits a place of the sentence, by what is around."""

    def __init__(self, claim: Joined, sources: Joined, similarity: Similarity) -> None:
        self._claim = claim
        weights = (
            np.maximum(similarity.cosines - _LEAST, 0) / (1 - _LEAST) + _SAME * similarity.same
        )
        content = sources.content
        near = _nearness(sources, _THERE, _APART)[content]
        kept = weights[:, content]
        self._around = np.array([(row[:, None] * near).max(axis=0) for row in kept])
        self._near = _nearness(claim, _HERE, 0.0)[:, claim.content]

    def of(self, at: Sequence[int]) -> np.ndarray:
        """Return the fit of each of the sources' words with the place of some words."""
        weight = self._near[list(at)].max(axis=0) * ~np.isin(self._claim.content, at)
        total = weight.sum()
        return np.asarray(weight @ self._around / total if total else self._around[0] * 0)


def _nearness(text: Joined, scale: float, apart: float) -> np.ndarray:
    place = np.arange(len(text))
    steps = np.abs(place[:, None] - place) + apart * (text.sentence[:, None] != text.sentence)
    return np.asarray(np.exp(-steps / scale))


def attachment_features(
    claim: Joined, sources: Joined, similarity: Similarity
) -> tuple[list[float], np.ndarray]:
    """Return the columns ``NAMES``, and for each subject word the place of its counterpart."""
    fits = _Fits(claim, sources, similarity)
    holds, places = _holds(claim, sources, similarity, fits)
    ordered = np.sort(holds)
    slots = _Places(claim, sources, similarity, fits)
    chances: dict[str, list[float]] = {NAME: [], ACTOR: [], "": []}
    foreign = 0
    for fact in claim.facts:
        chance = slots.chance(fact)
        if chance is not None:
            chances[fact.kind if fact.kind in chances else ""].append(chance)
        elif fact.kind == ACTOR:
            foreign += 1
    numbers, names, actors = chances[""], chances[NAME], chances[ACTOR]
    row = [
        *(min(each, default=0.0) for each in (numbers, names, actors)),
        *(float(np.mean(each)) if each else 0.0 for each in (numbers, names, actors)),
        float(min(foreign, 2)),
        *_totals(claim, sources),
        float(ordered[0]),
        float(ordered[min(1, len(ordered) - 1)]),
        float(holds.mean()),
        float(np.quantile(holds, 0.25)),
    ]
    return row, places


def _holds(
    claim: Joined, sources: Joined, similarity: Similarity, fits: _Fits
) -> tuple[np.ndarray, np.ndarray]:
    """Return how well what is around each subject word fits where the word stands in the
    sources, compared with where it fits best; and that place."""
    holds, places = [], []
    for row, number in enumerate(claim.content):
        fit = fits.of([int(number)])
        same = np.flatnonzero(similarity.same[row])
        there = same if len(same) else np.array([int(similarity.cosines[row].argmax())])
        place = int(there[fit[there].argmax()])
        holds.append((fit[place] + 0.02) / (fit[sources.content].max() + 0.02))
        places.append(place)
    return np.array(holds), np.array(places)


class _Places:
    """The places of the sources that a fact of the sentence may be taken from."""

    def __init__(self, claim: Joined, sources: Joined, similarity: Similarity, fits: _Fits) -> None:
        self._claim, self._sources = claim, sources
        self._similarity, self._fits = similarity, fits

    def chance(self, fact: Fact) -> float | None:
        """Return the logarithm of the chance that the fact's own place is the right one of those
        that fit, at most 0; nothing where no source has it, for that is told otherwise."""
        others = [other for other in self._sources.facts if may_stand_for(fact, other)]
        own = np.array([says_the_same(fact, other) for other in others], dtype=bool)
        if not own.any():
            return None
        if own.all():
            return 0.0
        scores = self._scores(fact, others)
        shares = np.exp(scores - scores.max())
        return float(max(_LEAST_CHANCE, np.log(shares[own].sum() / shares.sum())))

    def _scores(self, fact: Fact, others: Sequence[Fact]) -> np.ndarray:
        claim, cosines = self._claim, self._similarity.cosines
        fit = self._fits.of(fact.at)
        outside = ~np.isin(claim.content, fact.at)
        beside = outside & (claim.clause[claim.content] == claim.clause[fact.at[0]])
        return np.array([self._columns(fact, o, fit, outside, beside, cosines) for o in others]) @ (
            _WEIGHTS
        )

    def _columns(
        self,
        fact: Fact,
        other: Fact,
        fit: np.ndarray,
        outside: np.ndarray,
        beside: np.ndarray,
        cosines: np.ndarray,
    ) -> list[float]:
        """Return how well a place fits: what is around it, its clause and sentence, the words
        next to it, and which other facts its sentence has."""
        claim, sources = self._claim, self._sources
        sentence = sources.sentence == sources.sentence[other.at[0]]
        clause = sources.clause == sources.clause[other.at[0]]
        here, there = _preposition(claim, fact), _preposition(sources, other)
        return [
            float(fit[list(other.at)].max()),
            _covered(cosines, beside, sentence),
            _covered(cosines, beside, clause),
            _covered(cosines, outside, sentence),
            float(bool(here) and here == there),
            float((here in _ROLES) != (there in _ROLES)),
            self._company(fact, other),
            float(_beside(claim, fact, 1) == _beside(sources, other, 1)),
            float(_beside(claim, fact, -1) == _beside(sources, other, -1)),
        ]

    def _company(self, fact: Fact, other: Fact) -> float:
        """Return the share of the sentence's other facts that the place's sentence has."""
        sentence = self._sources.sentence
        others = [f for f in self._claim.facts if f.at != fact.at and f.kind != ACTOR]
        there = [
            f
            for f in self._sources.facts
            if sentence[f.at[0]] == sentence[other.at[0]] and f.at != other.at
        ]
        met = [any(says_the_same(mine, its) for its in there) for mine in others]
        return float(np.mean(met)) if met else 0.0


def _covered(cosines: np.ndarray, rows: np.ndarray, columns: np.ndarray) -> float:
    """Return the mean cosine of some of the sentence's words with the nearest of some words."""
    return float(cosines[rows][:, columns].max(axis=1).mean()) if rows.any() else 0.0


def _beside(text: Joined, fact: Fact, step: int) -> str:
    number = max(fact.at) + 1 if step > 0 else fact.at[0] - 1
    return text.words[number] if 0 <= number < len(text) else ""


def _preposition(text: Joined, fact: Fact) -> str:
    first = fact.at[0]
    for number in range(first - 1, max(-1, first - 3), -1):
        if text.sentence[number] != text.sentence[first]:
            break
        if text.words[number] in _PREPOSITIONS:
            return text.words[number]
    return ""


def _totals(claim: Joined, sources: Joined) -> list[float]:
    """Tell whether a number is what others are a part of in the sources ("39 of the 60") and
    not in the sentence, and the reverse."""
    lost = added = 0
    for fact in claim.facts:
        if fact.kind not in _SUMS:
            continue
        there = [_is_total(sources, o) for o in sources.facts if says_the_same(fact, o)]
        here = _is_total(claim, fact)
        lost += bool(there) and all(there) and not here
        added += bool(there) and not any(there) and here
    return [float(min(lost, 2)), float(min(added, 2))]


def _is_total(text: Joined, fact: Fact) -> bool:
    number = fact.at[0] - 1
    while number >= 0 and text.words[number] in _DETERMINERS:
        number -= 1
    return number >= 0 and text.words[number] in ("of", "out", "among")
