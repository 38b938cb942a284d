"""Hybrid search: meaning and words, fused.

Both scores are normalised to [0, 1] and combined convexly, which beats
reciprocal rank fusion once tuned (Bruch et al. 2023, arXiv:2210.11934).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question import content_words
from corpus.library import Library
from corpus.words import Hit

DENSE_SHARE = 0.45
"""Share of meaning against words: flat between 0.4 and 0.5 on the tuning questions."""

_CANDIDATE_UNITS = 200
_CANDIDATE_PASSAGES = 100


@dataclass(frozen=True, slots=True)
class HybridSearch:
    """Finds passages for a question.

    Attributes:
        library: where to search.
        dense_share: 0 searches by words alone, 1 by meaning alone.
    """

    library: Library
    dense_share: float = DENSE_SHARE

    def search(self, question: str, *, k: int, documents: Sequence[str] = ()) -> list[Hit]:
        """Return the ``k`` best passages, best first; of ``documents`` alone if any are given."""
        near = self.library.nearest(question, _CANDIDATE_UNITS, documents)
        dense = {key: max(units.values()) for key, units in near.items()}
        lexical: dict[str, float] = {}
        if self.dense_share < 1:
            words = list(dict.fromkeys(content_words(question)))
            lexical = self.library.matching(words, _CANDIDATE_PASSAGES, documents)
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
