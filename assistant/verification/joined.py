"""Sentences read together: their words in one row, with clauses, sentences and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from assistant.question import stem
from assistant.verification.actors import is_actor, sort_of
from assistant.verification.alignment import Read
from assistant.verification.names import Name, names_in
from assistant.verification.values import Value, matching, values_in
from corpus.words import Span

_WRITTEN_BREAKS = """
, ; : . ( ) - – — and but although though while whereas which who whom whose unless except because
when after before since if where than
"""
_BREAKS = frozenset(_WRITTEN_BREAKS.split())
"""What a clause begins with, or what ends the one before; told by the word alone."""

NAME, ACTOR = "name", "actor"


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date, name or actor ("the auditor"): what may stand in another's place.

    ``kind`` is the value's kind, "name" or "actor"; ``said`` of an actor is the word's stem;
    ``span`` is its place in ``text``, the sentence that it is written in; ``at`` are the numbers
    of its words, none where the text was not read by the model.
    """

    kind: str
    said: Value | Name | str
    span: Span
    text: str
    at: tuple[int, ...] = ()

    @property
    def written(self) -> str:
        return self.span.of(self.text)


class Joined:
    """The words of sentences in one row.

    ``sentence`` and ``clause`` are the numbers of each word's sentence and clause.
    """

    def __init__(self, reads: Sequence[Read]) -> None:
        self.reads = tuple(reads)
        self.tokens = [token for read in reads for token in read.tokens]
        self.words = [token.word for token in self.tokens]
        self.stems = np.array([token.stem for token in self.tokens], dtype=object)
        self.table = np.vstack([read.table for read in reads])
        counts = [len(read.tokens) for read in reads]
        self.sentence = np.repeat(np.arange(len(counts)), counts)
        begins = np.array([word in _BREAKS for word in self.words], dtype=bool)
        begins[1:] |= np.diff(self.sentence) > 0
        self.clause = np.cumsum(begins)
        self.content = np.flatnonzero(self.stems != "")
        self.facts = tuple(self._facts())

    def __len__(self) -> int:
        return len(self.tokens)

    def _facts(self) -> Iterator[Fact]:
        first = 0
        for read in self.reads:
            for fact in facts_in(read.text):
                at = tuple(first + number for number in read.at(fact.span))
                if at:
                    yield replace(fact, at=at)
            first += len(read.tokens)


@lru_cache(maxsize=4096)
def facts_in(text: str) -> tuple[Fact, ...]:
    """Return the numbers, dates, names and actors of a sentence."""
    values = values_in(text)
    names = [name for name in names_in(text) if not _meets(name.span, values)]
    return (
        *(Fact(value.kind.value, value, value.span, text) for value in values),
        *(Fact(NAME, name, name.span, text) for name in names),
        *(
            Fact(ACTOR, stem(match.group().lower()), Span(*match.span()), text)
            for match in _WORD.finditer(text)
            if is_actor(match.group())
        ),
    )


_WORD = re.compile(r"[^\W\d_]+")


def _meets(span: Span, values: Sequence[Value]) -> bool:
    return any(span.start < value.span.end and value.span.start < span.end for value in values)


def says_the_same(one: Fact, other: Fact) -> bool:
    """Tell whether a source's fact says what a sentence's does: names in full or in part."""
    if isinstance(one.said, Value) and isinstance(other.said, Value):
        return bool(matching(one.said, one.text, (other.said,)))
    if isinstance(one.said, Name) and isinstance(other.said, Name):
        mine, its = set(one.said.stems), set(other.said.stems)
        return mine <= its or its <= mine
    return one.said == other.said


def may_stand_for(one: Fact, other: Fact) -> bool:
    """Tell whether a fact may stand in another's place: they are of one kind, and no person in
    the place of a body or a place; those two are often named by one word."""
    if isinstance(one.said, Name) and isinstance(other.said, Name):
        mine, its = sort_of(one.said), sort_of(other.said)
        return not mine or not its or (mine == _PERSON) == (its == _PERSON)
    return one.kind == other.kind


_PERSON = "person"
