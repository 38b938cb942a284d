"""Hybrid search: meaning and words, fused; and the same ranked by all that is known.

Both scores are normalised to [0, 1] and combined convexly, which beats
reciprocal rank fusion once tuned (Bruch et al. 2023, arXiv:2210.11934).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from assistant.asked import Asked
from assistant.glossary import Glossary
from assistant.places_asked import of_places_asked
from assistant.question import Question, content_words, understood
from assistant.ranking import Ranking, as_found, ranked
from assistant.remembered import MemoryOfReadings
from assistant.spelling import Speller
from assistant.vocabulary import word_of
from corpus.library import Library
from corpus.words import Hit

DENSE_SHARE = 0.45
"""Share of meaning against words: flat between 0.4 and 0.5 on the tuning questions."""

RELATED_SHARE = 0.4
"""What words of the same meaning weigh in the search beside the question's own: with 0.2 the
first 40 passages hold 92.8 per cent of the evidence, with 0.4 93.7, without 91.6 (tuning
questions)."""

RANKED_PASSAGES = 40
"""Passages that are ranked: the first 60 hold hardly more of the evidence."""

_WITH_NEIGHBOURS, _BEFORE, _AFTER = 3, 1, 3
"""Of how many passages the neighbours are taken in, and how many of them."""

_WORDS_KEPT = 20_000
_CANDIDATE_UNITS = 200
_CANDIDATE_PASSAGES = 200


@dataclass(frozen=True, slots=True)
class HybridSearch:
    """Finds passages for a question.

    Attributes:
        library: where to search.
        dense_share: 0 searches by words alone, 1 by meaning alone.
    """

    library: Library
    dense_share: float = DENSE_SHARE

    def search(
        self, question: str, *, k: int, documents: Sequence[str] = (), related: Sequence[str] = ()
    ) -> list[Hit]:
        """Return the ``k`` best passages, best first; of ``documents`` alone if any are given.

        ``related`` are words that may stand for the question's own.
        """
        near = self.library.nearest(question, _CANDIDATE_UNITS, documents)
        dense = {key: max(units.values()) for key, units in near.items()}
        lexical: dict[str, float] = {}
        if self.dense_share < 1:
            words = list(dict.fromkeys(content_words(question)))
            lexical = self.library.matching(words, _CANDIDATE_PASSAGES, documents)
            if related:
                others = self.library.matching(related, _CANDIDATE_PASSAGES, documents)
                lexical = _joined(lexical, others)
        scores = fused(dense if self.dense_share else {}, lexical, self.dense_share)
        best = sorted(scores, key=lambda key: (-scores[key], key))[:k]
        found = self.library.passages(best)
        hits = []
        for key in (key for key in best if key in found):
            document, passage = found[key]
            units = tuple(near.get(key, {}).get(unit.id, 0.0) for unit in passage.units)
            score = scores[key]
            hits.append(
                Hit(document, passage, score, dense.get(key, 0.0), lexical.get(key, 0.0), units)
            )
        return hits


def _joined(lexical: dict[str, float], related: dict[str, float]) -> dict[str, float]:
    """Join the scores by a question's own words and by related ones, each scaled to its best."""
    top = max(lexical.values(), default=0.0) or 1.0
    other_top = max(related.values(), default=0.0) or 1.0
    return {
        key: lexical.get(key, 0.0) / top + RELATED_SHARE * related.get(key, 0.0) / other_top
        for key in lexical.keys() | related.keys()
    }


def fused(
    dense: dict[str, float], lexical: dict[str, float], dense_share: float
) -> dict[str, float]:
    """Return the convex combination of two score maps, each scaled to [0, 1].

    Cosines run from the lowest retrieved to the highest; BM25 scores from 0 to
    the highest. What a search did not retrieve scores 0 there.
    """
    low, high = min(dense.values(), default=0.0), max(dense.values(), default=1.0)
    top = max(lexical.values(), default=1.0)
    scores: dict[str, float] = {}
    for key in dense.keys() | lexical.keys():
        near = (dense.get(key, low) - low) / ((high - low) or 1.0)
        scores[key] = dense_share * near + (1 - dense_share) * lexical.get(key, 0.0) / (top or 1.0)
    return scores


@dataclass(frozen=True, slots=True)
class RankedSearch:
    """Finds passages by ``HybridSearch`` and ranks them and their statements.

    Attributes:
        first: the search by which passages are found.
        ranking: whether what was found is ranked; else it stays as the searches have it.
        related_words: whether words of the same meaning are searched too.
        close_reading: whether the embedding model reads the likeliest statements by themselves.
    """

    first: HybridSearch
    ranking: bool = True
    related_words: bool = True
    close_reading: bool = True
    _rarities: dict[tuple[int, str], float] = field(default_factory=dict)
    _last: dict[tuple[object, ...], tuple[Asked, Ranking]] = field(default_factory=dict)
    _glossary: Glossary = field(default_factory=Glossary)
    _readings: MemoryOfReadings = field(default_factory=MemoryOfReadings)

    @property
    def library(self) -> Library:
        return self.first.library

    def search(self, question: str, *, k: int, documents: Sequence[str] = ()) -> list[Hit]:
        """Return the ``k`` best passages, best first; of ``documents`` alone if any are given."""
        return list(self.ranked(understood(question), documents=documents, k=k)[1].hits[:k])

    def ranked(
        self, question: Question, *, documents: Sequence[str] = (), k: int = 0
    ) -> tuple[Asked, Ranking]:
        """Return the question as it was weighed, and the passages found, at least ``k`` if there
        are so many, with their statements. What was asked last is not looked for again."""
        k = max(k, RANKED_PASSAGES)
        parts = (self.first.dense_share, self.ranking, self.related_words, self.close_reading)
        key = (self.library.changes, question.text, tuple(documents), k, *parts)
        if (known := self._last.get(key)) is None:
            known = self._found(question, documents, k)
            self._last.clear()
            self._last[key] = known
        return known

    def _found(self, question: Question, documents: Sequence[str], k: int) -> tuple[Asked, Ranking]:
        asked = self.asked(question)
        hits = self.found(asked, documents=documents, k=k)
        if not self.ranking:
            return asked, as_found(hits)
        encode = self.library.embeddings.encode if self.close_reading else None
        read = partial(self._readings.read, read=encode) if encode else None
        return asked, of_places_asked(asked, ranked(asked, hits, self.rarity, read))

    def found(self, asked: Asked, *, documents: Sequence[str] = (), k: int = 0) -> list[Hit]:
        """Return the passages to rank, at least ``k`` if there are so many."""
        # The index stems what it is given, by other rules than ours: it takes words, not stems.
        related = tuple(map(word_of, asked.related)) if self.related_words else ()
        k = max(k, RANKED_PASSAGES)
        return self.first.search(asked.question.text, k=k, documents=documents, related=related)

    def with_neighbours(self, ranking: Ranking) -> Ranking:
        """Return the ranking with the passages around the best, which a list may run on in."""
        best = [hit.passage.id for hit in ranking.hits[:_WITH_NEIGHBOURS]]
        known = {hit.passage.id for hit in ranking.hits}
        around = self.library.passages_around(best, before=_BEFORE, after=_AFTER)
        return ranking.joined(
            [Hit(*pair, score=0.0) for key, pair in around.items() if key not in known]
        )

    def asked(self, question: Question) -> Asked:
        """Return the question with its slips read and its words weighed by this library."""
        question = Speller(self.library).read(question)
        return Asked.of(question, self.rarity, self._glossary.terms(question, self.library))

    def rarity(self, word: str) -> float:
        """Return the word's weight: the logarithm of how few passages hold it in any form."""
        key = (self.library.changes, word)
        if key not in self._rarities:
            if len(self._rarities) > _WORDS_KEPT:
                self._rarities.clear()
            total, holding = self.library.frequency(word)
            self._rarities[key] = math.log((total + 1) / (holding + 0.5)) if total else 1.0
        return self._rarities[key]
