"""A question as ranking and deciding see it: its words by weight, and what may stand for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.question import Question, stem, stems_of
from assistant.vocabulary import Alternatives, Term, alternatives, places_in, written
from assistant.wanted import Wanted, wanted_by

Rarity = Callable[[str], float]
"""Weight of a word, at least 0: the rarer in the library in any of its forms, the heavier."""

STOOD_IN = 0.6
"""What a word of the same meaning counts for beside the question's own word; chosen, not tuned."""


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a text, in order and as a set."""

    order: tuple[str, ...]
    all: frozenset[str]


@lru_cache(maxsize=65_536)
def words_in(text: str) -> Words:
    """Return the stems of the content words of ``text``."""
    order = tuple(stems_of(text))
    return Words(order, frozenset(order))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the weight of each stem, what may stand in for it, and what is wanted.

    ``places`` maps the British places that it names to their stems; ``spelled_out`` has what
    the library's abbreviations give for a stem.
    """

    question: Question
    weights: Mapping[str, float]
    stand_ins: Mapping[str, tuple[Alternatives, ...]]
    spelled_out: Mapping[str, tuple[Alternatives, ...]]
    names: frozenset[str]
    places: Mapping[str, frozenset[str]]
    wanted: frozenset[Wanted]
    order: tuple[str, ...]
    total: float

    @classmethod
    def of(
        cls,
        question: Question,
        rarity: Rarity,
        abbreviations: Mapping[Term, frozenset[Term]] | None = None,
    ) -> Asked:
        order = tuple(stem(word) for word in question.words)
        weights = {key: rarity(word) for key, word in zip(order, question.words, strict=True)}
        found = alternatives(order, abbreviations)
        explained = abbreviations or {}
        own = (
            Alternatives.of(each.stems, explained.get(each.stems, frozenset())) for each in found
        )
        return cls(
            question=question,
            weights=weights,
            stand_ins=_by_stem(found),
            spelled_out=_by_stem(each for each in own if each.terms),
            names=frozenset(stem(name) for name in question.names),
            places={name: frozenset(stems_of(name)) for name in places_in(question.text)},
            wanted=wanted_by(question.text),
            order=order,
            total=sum(weights.values()) or 1.0,
        )

    def held(self, stems: frozenset[str]) -> float:
        """Return the share of the question's weighted words among ``stems``, 0 to 1."""
        return sum(self.weights[key] for key in self.weights.keys() & stems) / self.total

    def meant(self, stems: frozenset[str]) -> float:
        """Return the same share, where words of the same meaning count ``STOOD_IN``."""
        value = 0.0
        for key, weight in self.weights.items():
            if key in stems:
                value += weight
            elif any(other.stand_in(stems) for other in self.stand_ins.get(key, ())):
                value += STOOD_IN * weight
        return value / self.total

    def named(self, stems: frozenset[str]) -> float:
        """Return the share of the question's names among ``stems``; 0 where it names nothing."""
        held = sum(self.holds_name(key, stems) for key in self.names)
        return held / len(self.names) if self.names else 0.0

    def holds_name(self, key: str, stems: frozenset[str]) -> bool:
        """Tell whether a name is among ``stems``, abbreviated or spelled out as may be."""
        return key in stems or any(o.stand_in(stems) for o in self.spelled_out.get(key, ()))

    def placed(self, stems: frozenset[str]) -> float:
        """Return the share of the question's places among ``stems``; 0 where it names none."""
        held = sum(of <= stems for of in self.places.values())
        return held / len(self.places) if self.places else 0.0

    @property
    def related(self) -> tuple[str, ...]:
        """The stems that words of the same meaning have, and the question has not, sorted."""
        others = (other.all for of_word in self.stand_ins.values() for other in of_word)
        return tuple(sorted(frozenset().union(*others) - self.weights.keys()))

    @property
    def related_terms(self) -> tuple[str, ...]:
        """The terms of the same meaning as parts of the question, as they are written, sorted."""
        others = (other for found in self.stand_ins.values() for other in found)
        terms = {written(term) for other in others for term in other.terms}
        return tuple(sorted(terms, key=str.casefold))


def _by_stem(found: Iterable[Alternatives]) -> dict[str, tuple[Alternatives, ...]]:
    by_stem: dict[str, tuple[Alternatives, ...]] = {}
    for each in found:
        for key in each.stems:
            by_stem[key] = (*by_stem.get(key, ()), each)
    return by_stem
