"""Abbreviations that the library's own documents explain, as terms that may stand in a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.question import Question, stems_of
from assistant.vocabulary import Term
from corpus.library import Library


@dataclass(frozen=True, slots=True)
class _Entry:
    """A short form as written, its terms (one more for a plural that the stemmer keeps, as
    "PCTs"), and those of what it stands for."""

    short: str
    terms: frozenset[Term]
    longs: frozenset[Term]


@dataclass(slots=True)
class Glossary:
    """Looks up what a question abbreviates, or spells out.

    The library's abbreviations are taken apart once, and again when they have changed.
    """

    _abbreviations: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _by_stem: dict[str, list[_Entry]] = field(default_factory=dict)

    def terms(self, question: Question, library: Library) -> dict[Term, frozenset[Term]]:
        """Return terms of the question with what they stand for, or what stands for them.

        A short form that is a word too ("OPEN") counts only where the question has its capitals,
        and does not stand for the long form: a text may mean the word.
        """
        stems = question.stems
        found: dict[Term, frozenset[Term]] = {}
        entries = {id(e): e for stem in stems for e in self._entries(library).get(stem, ())}
        for entry in entries.values():
            for term, others in _both_ways(entry, question, library):
                if stems.issuperset(term):
                    found[term] = found.get(term, frozenset()) | others
        return found

    def _entries(self, library: Library) -> dict[str, list[_Entry]]:
        """Return entries by the first stem of each of their terms."""
        abbreviations = library.abbreviations()
        if abbreviations is not self._abbreviations:
            by_stem: dict[str, list[_Entry]] = {}
            for entry in _taken_apart(abbreviations):
                for first in {term[0] for term in entry.terms | entry.longs}:
                    by_stem.setdefault(first, []).append(entry)
            self._by_stem = by_stem
            self._abbreviations = abbreviations
        return self._by_stem


def _taken_apart(abbreviations: Mapping[str, frozenset[str]]) -> Iterator[_Entry]:
    for short, longs in abbreviations.items():
        terms = frozenset(tuple(stems_of(form)) for form in (short, f"{short}s"))
        meant = frozenset(tuple(stems_of(long)) for long in longs) - {(), *terms}
        if all(len(term) == 1 for term in terms) and meant:
            yield _Entry(short, terms, meant)


def _both_ways(
    entry: _Entry, question: Question, library: Library
) -> Iterator[tuple[Term, frozenset[Term]]]:
    is_word = library.is_written_small(entry.short)
    if not is_word or re.search(rf"\b{re.escape(entry.short)}s?\b", question.text):
        yield from ((term, entry.longs | (entry.terms - {term})) for term in entry.terms)
    if not is_word:
        yield from ((long, entry.terms) for long in entry.longs)
