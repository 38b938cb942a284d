"""Is there an answer here? Decided from features that can be named, before composing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compose import Rarity, coverage
from assistant.question import Question, stems_of
from corpus.words import Hit

_LIKENESS_AT_LEAST = 0.30
"""Cosine under which shared words are chance, unless they are all there with a name among them."""

_LIKENESS_WITHOUT_NAME = 0.50
"""Cosine from which a passage may answer although a name of the question is not in it."""

_COVERAGE_WEIGHT = 0.4
_ENOUGH = 0.52
"""Of the answerable tuning questions 3 per cent fall below this sum of cosine and weighted
coverage, and most questions on other subjects. Questions on the documents' own subjects
that they do not answer stay above it: telling those takes features of the answer itself."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The decision, its features in [0, 1], and the reason in words."""

    sufficient: bool
    likeness: float
    coverage: float
    reason: str

    @property
    def confidence(self) -> float:
        """What the decision weighs, scaled to [0, 1]; not a probability."""
        return _sum(max(0.0, self.likeness), self.coverage) / _sum(1, 1)


def weighed(question: Question, hits: Sequence[Hit], rarity: Rarity) -> Evidence:
    """Decide whether the hits can answer the question.

    Features: the best cosine, the best coverage of the question's words by one
    passage with its headings, and whether every name asked about is there at all.
    """
    likeness = max((hit.dense for hit in hits), default=0.0)
    best = max((coverage(question, _read(hit), rarity) for hit in hits), default=0.0)
    absent = _absent_names(question, hits)
    all_named = bool(question.names) and best > 0.99
    if likeness < _LIKENESS_AT_LEAST and not all_named:
        return Evidence(False, likeness, best, "No passage is about this.")
    if absent and likeness < _LIKENESS_WITHOUT_NAME:
        named = ", ".join(absent)
        return Evidence(False, likeness, best, f"Nothing found speaks of {named}.")
    if _sum(likeness, best) < _ENOUGH:
        return Evidence(False, likeness, best, "No passage covers what is asked.")
    return Evidence(True, likeness, best, "")


def _sum(likeness: float, covered: float) -> float:
    return likeness + _COVERAGE_WEIGHT * covered


def _read(hit: Hit) -> str:
    return " ".join((hit.document.source.title, *hit.passage.section, hit.passage.shown))


def _absent_names(question: Question, hits: Sequence[Hit]) -> list[str]:
    """Names of the question that no retrieved passage holds."""
    held = {
        stem for hit in hits for stem in stems_of(f"{_read(hit)} {hit.document.source.publisher}")
    }
    return [name for name in sorted(question.names) if not set(stems_of(name)) & held]
