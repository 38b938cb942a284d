"""Questions for the steps, themes or parts of a report that its numbered headings name.

"What are the nine steps?" has no list to answer it where each step is a section of its own:
the answer is then the headings, each cited where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.asked import Asked, words_in
from assistant.compose import LIST_WORDS, NUMBERS, Selection, counts_in
from assistant.listed import Listed, names_of
from assistant.question import Kind
from assistant.ranking import Ranking
from corpus.library import Library
from corpus.markup import readable
from corpus.words import Document, Hit, Passage, Role, Span, Statement

_FEWEST = 3
_NUMBERED = re.compile(r"^(?:(?P<label>[^\W\d_]{3,12})\s+)?(?P<number>\d{1,2})\s?[.):–-]?\s+\S")
_PARTS = words_in(
    "step stage theme phase part principle element area section chapter topic strand priority "
    "objective goal aim pillar"
).all
"""Stems of words for what a report is parted into: they alone narrow nothing."""

_COUNTS = words_in(f"key main {NUMBERS}").all

_WITHIN = 3
"""Of how many passages, the best first, the documents are looked at."""


@dataclass(frozen=True, slots=True)
class Series:
    """Headings of one rank below one heading, numbered from 1 without a gap."""

    parent: str
    label: str
    heads: tuple[tuple[str, Passage, Passage | None], ...]
    """Each heading with the first passage below it, and the passage before that."""


def headed(
    asked: Asked, ranking: Ranking, library: Library, documents: Sequence[str]
) -> Listed | None:
    """Return the numbered headings that a question asks for, or None if it asks for none."""
    if asked.question.kind is not Kind.LIST:
        return None
    for document in _documents(ranking, documents):
        text = library.text(document.id, document.version)
        found = series_of(library.passages_of(document.id))
        # What is called by the question's word comes before what has as many parts.
        for series in sorted(found, key=lambda one: not _named(asked, one)):
            if not _meant(asked, document, series):
                continue
            shown = list(_shown(document, series, text))
            if len(shown) == len(series.heads) and sum(one.words for one in shown) <= LIST_WORDS:
                return _listed(asked, series, shown)
    return None


def _listed(asked: Asked, series: Series, shown: Sequence[Selection]) -> Listed:
    counted = counts_in(asked.question.text)
    if not counted or len(shown) in counted:
        return Listed(tuple(shown), "")
    note = f"“{series.parent}” has {len(shown)} parts, not {min(counted)}."
    return Listed(tuple(shown), note, corrects=True)


def _documents(ranking: Ranking, documents: Sequence[str]) -> list[Document]:
    found = {hit.document.id: hit.document for hit in ranking.hits[:_WITHIN]}
    return [one for one in found.values() if not documents or one.id in documents]


def series_of(passages: Sequence[Passage]) -> list[Series]:
    """Return every series of numbered headings, in reading order."""
    found: dict[tuple[tuple[str, ...], str], dict[str, tuple[Passage, Passage | None]]] = {}
    before: Passage | None = None
    for passage in passages:
        for depth, heading in enumerate(passage.section):
            if numbered := _NUMBERED.match(heading):
                key = passage.section[:depth], (numbered["label"] or "").casefold()
                found.setdefault(key, {}).setdefault(heading, (passage, before))
        before = passage
    return [
        Series(
            parent[-1] if parent else "", label, tuple((h, *place) for h, place in heads.items())
        )
        for (parent, label), heads in found.items()
        if len(heads) >= _FEWEST and _counts_up(list(heads))
    ]


def _counts_up(headings: Sequence[str]) -> bool:
    matches = [_NUMBERED.match(heading) for heading in headings]
    return [int(m["number"]) for m in matches if m] == list(range(1, len(headings) + 1))


def _meant(asked: Asked, document: Document, series: Series) -> bool:
    """Tell whether a question counts the series or names it, and says nothing else but of what
    report and part it is."""
    parts = asked.weights.keys() & _PARTS
    counted = bool(parts) and len(series.heads) in counts_in(asked.question.text)
    known = words_in(f"{series.parent} {series.label}").all | names_of(document)
    rest = {stem for stem in asked.weights if not stem.isdigit()} - _PARTS - _COUNTS
    return (counted or _named(asked, series)) and rest <= known


def _named(asked: Asked, series: Series) -> bool:
    return bool(asked.weights.keys() & _PARTS & words_in(f"{series.label} {series.parent}").all)


def _shown(document: Document, series: Series, text: str) -> Iterator[Selection]:
    for heading, passage, before in series.heads:
        span = _stands(heading, text, Span(before.span.end if before else 0, passage.span.start))
        if span:
            statement = Statement(Role.ITEM, span, readable(span.of(text)))
            yield Selection(Hit(document, passage, 1.0), (statement,))


def _stands(heading: str, text: str, within: Span) -> Span | None:
    """Return where a heading stands in the text, or its words where its number is a line of
    its own."""
    number = _NUMBERED.match(heading)
    for words in (heading, heading[number.end() - 1 :] if number else heading):
        if (start := text.rfind(words, within.start, within.end)) >= 0:
            return Span(start, start + len(words))
    return None
