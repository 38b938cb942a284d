"""Words that mean the same: what a question says in other words than a report's.

``vocabulary.txt`` holds groups of equal terms, ``places.txt`` the places that councils are
named after. What only one report calls so comes from that report's own abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.question import content_words, stem, stems_of

_FOLDER = Path(__file__).parent
_LONGEST = 5
"""Stems of the longest term that is looked for."""

Term = tuple[str, ...]
"""A term's stems, in order."""


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Terms that may stand in a text for ``stems`` of a question, each its stems in order.

    ``words`` are those of one stem, ``phrases`` the stems of each longer one.
    """

    stems: Term
    terms: frozenset[Term]
    words: frozenset[str]
    phrases: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, stems: Term, terms: frozenset[Term]) -> Alternatives:
        words = frozenset(term[0] for term in terms if len(term) == 1)
        longer = sorted(term for term in terms if len(term) > 1)
        return cls(stems, terms, words, tuple(frozenset(term) for term in longer))

    @property
    def all(self) -> frozenset[str]:
        """Every stem of every term."""
        return self.words.union(*self.phrases)

    def stand_in(self, held: frozenset[str]) -> bool:
        """Tell whether one of the terms is among the stems that a text holds."""
        return not self.words.isdisjoint(held) or any(term <= held for term in self.phrases)


def alternatives(
    stems: Sequence[str], abbreviations: Mapping[Term, frozenset[Term]] | None = None
) -> tuple[Alternatives, ...]:
    """Return what may be said instead of parts of a question, given by its stems in order.

    ``abbreviations`` maps terms of the library's own to what they stand for, both ways.
    """
    return tuple(_alternatives(stems, abbreviations or {}))


def _alternatives(
    stems: Sequence[str], abbreviations: Mapping[Term, frozenset[Term]]
) -> Iterator[Alternatives]:
    groups = _groups()
    taken: set[int] = set()
    for length in range(min(_LONGEST, len(stems)), 0, -1):
        for start in range(len(stems) - length + 1):
            places = range(start, start + length)
            term = tuple(stems[start : start + length])
            found = groups.get(term, frozenset()) | abbreviations.get(term, frozenset())
            if found and taken.isdisjoint(places):
                taken.update(places)
                yield Alternatives.of(term, found - {term})


def is_known_term(word: str) -> bool:
    """Tell whether the word, in any form, is of a term that others are equal to."""
    return stem(word) in _term_stems()


def written(term: Term) -> str:
    """Return a term as the vocabulary writes it first; its stems where it has it not."""
    return _written_terms().get(term, " ".join(term))


@lru_cache(maxsize=16_384)
def places_in(text: str) -> frozenset[str]:
    """Return the British places that a text names, lower case.

    A name that is a common word too counts where it is written as a name: not in lower case,
    nor in capitals, as an abbreviation is.
    """
    found = (match.group() for match in _place_pattern().finditer(text))
    return frozenset(name.lower() for name in found if _is_name(name, text))


def _is_name(name: str, text: str) -> bool:
    if name.lower() in _COMMON_WORDS and name.isupper():
        return text.isupper()
    return name[0].isupper() or (text.islower() and name not in _COMMON_WORDS)


def word_of(stem: str) -> str:
    """Return a word of the vocabulary with that stem; the stem itself where there is none."""
    return _words().get(stem, stem)


_WRITTEN_COMMON_WORDS = """
avon arun bath boston bury chelsea cleveland corby craven derby dover eden hart hull lancaster
lincoln newark newport perth poole reading rother rugby stirling wakefield wyre york midlands
"""
_COMMON_WORDS = frozenset(_WRITTEN_COMMON_WORDS.split())


@lru_cache(maxsize=1)
def _groups() -> dict[Term, frozenset[Term]]:
    terms: dict[Term, set[Term]] = {}
    for line in _lines("vocabulary.txt"):
        group = {_term(text) for text in _parted(line)}
        for term in group:
            terms.setdefault(term, set()).update(group)
    return {term: frozenset(of) for term, of in terms.items()}


@lru_cache(maxsize=1)
def _written_terms() -> dict[Term, str]:
    found: dict[Term, str] = {}
    for line in _lines("vocabulary.txt"):
        for text in _parted(line):
            found.setdefault(_term(text), text)
    return found


def _term(text: str) -> Term:
    return tuple(stems_of(text)) or (stem(text.lower()),)


@lru_cache(maxsize=1)
def _term_stems() -> frozenset[str]:
    return frozenset(part for term in _groups() for part in term)


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    words: dict[str, str] = {}
    for line in _lines("vocabulary.txt"):
        for word in content_words(line):
            words.setdefault(stem(word), word)
    return words


@lru_cache(maxsize=1)
def _place_pattern() -> re.Pattern[str]:
    names = sorted(
        (name for line in _lines("places.txt") for name in _parted(line)), key=len, reverse=True
    )
    # Not the beginning of a longer name, nor an author's.
    ends = r"\b(?![’'-]\w{3}|\s+et\s+al\b)"
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))}){ends}", re.IGNORECASE)


def _lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def _parted(line: str) -> Iterator[str]:
    yield from (term.strip() for term in line.split(",") if term.strip())
