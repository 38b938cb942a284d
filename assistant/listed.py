"""Questions for all that a report recommends: answered from its register, counted and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.asked import Asked, words_in
from assistant.compose import LIST_WORDS, NUMBERS, Selection, counts_in
from assistant.ranking import Ranking
from corpus.library import Library
from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import (
    Document,
    Hit,
    Passage,
    Recommendation,
    RecommendationKind,
    Role,
    Span,
    Statement,
)

_NAMED = {
    RecommendationKind.SUCCESS_FACTOR: r"""
        \b(?:critical\ |key\ )?success\ factors?\b | \bkeys\ to\ success\b""",
    RecommendationKind.AREA_FOR_ACTION: r"""
        \bareas?\ (?:for|where|in\ which)\b.*\b(?:action|act|support|government)\b""",
    RecommendationKind.REQUIREMENT: r"""
        \brequirements?\b
        | \bmust\ (?:the\ |an?\ |any\ )?(?:\w+\ )?plans?\ (?:contain|include|have|show)\b
        | \bplans?\ (?:must|should|needs?\ to|has\ to)\ (?:contain|include)\b""",
    RecommendationKind.RECOMMENDATION: r"""
        \brecommendations?\b | \bwhat\ .*\brecommend(?:s|ed)?\b""",
}
_PATTERNS = {kind: re.compile(p, re.IGNORECASE | re.VERBOSE) for kind, p in _NAMED.items()}
_ALL = re.compile(
    r"\b(?:all|list|what are|which are|every|name|give|set out|\d+|"
    rf"{NUMBERS.replace(' ', '|')})\b",
    re.IGNORECASE,
)
_FRAME = words_in(
    "recommendation recommend recommended success factor key critical area action act support "
    "government central requirement contain include plan report make made set out give list "
    f"review council authority peer challenge {NUMBERS}"
).all
"""Stems that only say what is listed; any other narrows it to a theme."""

_LEAST_LISTED = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """The entries to show, of how many there are, and a line that counts them.

    ``corrects`` tells that the question speaks of another number.
    """

    selections: tuple[Selection, ...]
    note: str
    corrects: bool = False


def listed(
    asked: Asked, ranking: Ranking, library: Library, documents: Sequence[str]
) -> Listed | None:
    """Return all entries of a register that a question asks for, or None if it asks for none."""
    kind = _kind(asked)
    document = _document(asked, ranking, library, documents, kind) if kind else None
    if kind is None or document is None:
        return None
    register = library.recommendations(document.id)
    entries = [one for one in register.recommendations if one.kind is kind]
    wanted = _of_theme(asked, document, entries)
    if len(wanted) < _LEAST_LISTED:
        return None
    shown = _within(wanted, library.text(document.id, document.version))
    of_all = f"{len(shown)} of {len(entries)}"
    counted = counts_in(asked.question.text)
    # Only where the text counts them too: a register may part what an officer counts as one.
    certain = any(one.kind is kind and one.count == len(entries) for one in register.claims)
    told = (len(entries), len(wanted), len(shown))
    corrects = certain and bool(counted) and counted.isdisjoint(told)
    note = f"{document.source.title}: {of_all} {kind.plural}"
    note += f", not {min(counted)}." if corrects else "."
    return Listed(tuple(_selections(document, shown, library)), note, corrects)


def _kind(asked: Asked) -> RecommendationKind | None:
    text = asked.question.text
    if not _ALL.search(text):
        return None
    return next((kind for kind, pattern in _PATTERNS.items() if pattern.search(text)), None)


def _document(
    asked: Asked,
    ranking: Ranking,
    library: Library,
    documents: Sequence[str],
    kind: RecommendationKind,
) -> Document | None:
    """Return the document meant: the one that has such entries and is named, or found first."""
    found = list(dict.fromkeys(hit.document.id for hit in ranking.hits))
    holding = [
        document
        for document in library.documents()
        if (not documents or document.id in documents)
        and any(one.kind is kind for one in library.recommendations(document.id).recommendations)
    ]
    holding.sort(key=lambda one: (-_names(asked, one), _place(one.id, found)))
    return holding[0] if holding else None


def _names(asked: Asked, document: Document) -> int:
    return len(asked.names & names_of(document))


def names_of(document: Document) -> frozenset[str]:
    """Return the stems that name a document: those of its title and its publisher."""
    return words_in(f"{document.source.title} {document.source.publisher}").all


def _place(document_id: str, found: Sequence[str]) -> int:
    return found.index(document_id) if document_id in found else len(found)


def _of_theme(
    asked: Asked, document: Document, entries: Sequence[Recommendation]
) -> list[Recommendation]:
    """Return the entries whose theme the question names; all if it names none; none if it asks
    about something that is no theme."""
    rest = {stem for stem in asked.weights if not stem.isdigit()} - _FRAME - names_of(document)
    if not rest:
        return list(entries)
    return [one for one in entries if rest <= words_in(f"{one.theme} {' '.join(one.section)}").all]


def _within(entries: Sequence[Recommendation], text: str) -> list[tuple[Recommendation, Span]]:
    """Return the entries with what to show of each: all of it, or its first sentence."""
    whole = [(one, one.span) for one in entries]
    if sum(_count(text, span) for _, span in whole) <= LIST_WORDS:
        return whole
    opening = [(one, next(iter(sentence_spans(text, one.span)), one.span)) for one in entries]
    left, kept = LIST_WORDS, []
    for one, span in opening:
        left -= _count(text, span)
        if left < 0:
            break
        kept.append((one, span))
    return kept


def _count(text: str, span: Span) -> int:
    return len(readable(span.of(text)).split())


def _selections(
    document: Document, shown: Sequence[tuple[Recommendation, Span]], library: Library
) -> Iterator[Selection]:
    passages = library.passages_of(document.id)
    text = library.text(document.id, document.version)
    for _, span in shown:
        passage = _holding(passages, span)
        if passage:
            hit = Hit(document, passage, 1.0)
            words = readable(span.of(text)).lstrip("-•* ")
            yield Selection(hit, (Statement(Role.ITEM, span, words),))


def _holding(passages: Sequence[Passage], span: Span) -> Passage | None:
    return next((p for p in passages if p.span.start <= span.start < p.span.end), None)
