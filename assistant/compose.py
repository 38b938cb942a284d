"""An answer from the documents' own sentences: which of them, and in what order.

Whole neighbouring statements carry an answer better than scattered best ones:
in 200 words, contiguous windows hold 73 per cent of the facts of a question set
and single sentences 65. So a unit is taken whole where it is short, and else the
window of it that covers the question best.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.question import Kind, Question, stem, stems_of
from corpus.words import Hit, Role, Statement, Unit

ANSWER_WORDS = 200
"""Words of an answer at most, lists and comparisons apart."""

LIST_WORDS = 350
"""Words of an answer that lists or compares, at most."""

_WINDOW_WORDS = 130
_FLOOR = 0.82
"""Share of the best unit's score that another must reach: lower ones add words, not facts
(measured on the tuning questions at 0.60, 0.72 and 0.85)."""

_UNIT_SHARE = 0.6
_DENSE_SHARE = 0.5
_HEADING_SHARE = 0.5
_CONSIDERED_UNITS = 24

_POINTER = re.compile(
    r"^(?:\([^()]{0,80}\)\.?"
    r"|(?:[\d⁰¹²³⁴-⁹]{1,3}\s+)?(?:Visit:?\s*)?(?:https?://|www\.)\S+[;,.]?(?: or)?"
    r"|(?:«|<<|←)?\s*Back to\b.*)$"
)

Rarity = Callable[[str], float]
"""Weight of a word, at least 0: the rarer in the library in any of its forms, the heavier."""


@dataclass(frozen=True, slots=True)
class ScoredUnit:
    """A unit of a hit with its place there and how well it suits the question, 0 to 1."""

    hit: Hit
    index: int
    score: float

    @property
    def unit(self) -> Unit:
        return self.hit.passage.units[self.index]


@dataclass(frozen=True, slots=True)
class Selection:
    """Neighbouring statements of one passage, to be shown in order."""

    hit: Hit
    statements: tuple[Statement, ...]

    @property
    def words(self) -> int:
        return sum(len(statement.shown.split()) for statement in self.statements)


def coverage(question: Question, text: str, rarity: Rarity) -> float:
    """Return the share of the question's weighted content words that ``text`` holds, 0 to 1."""
    weights = {stem(word): rarity(word) for word in question.words}
    total = sum(weights.values())
    if not total:
        return 0.0
    held = weights.keys() & set(stems_of(text))
    return sum(weights[key] for key in held) / total


def scored_units(question: Question, hits: Sequence[Hit], rarity: Rarity) -> list[ScoredUnit]:
    """Return the hits' units, best first.

    A unit's score joins its likeness in meaning, the question's words it holds
    and the score of its passage. Words only in its headings count half; those that
    name its document count in full, as all of the document is about that.
    """
    scored = []
    top = max((max(hit.unit_similarity, default=0.0) for hit in hits), default=1.0) or 1.0
    for hit in hits:
        heading = " ".join(hit.passage.section)
        scope = f"{hit.document.source.title} {hit.document.source.publisher}"
        for index, unit in enumerate(hit.passage.units):
            inside = coverage(question, f"{scope} {unit.shown}", rarity)
            with_heading = coverage(question, f"{scope} {heading} {unit.shown}", rarity)
            words = inside + _HEADING_SHARE * (with_heading - inside)
            likeness = max(hit.unit_similarity[index], 0.0) / top if hit.unit_similarity else 0.0
            own = _DENSE_SHARE * likeness + (1 - _DENSE_SHARE) * words
            score = _UNIT_SHARE * own + (1 - _UNIT_SHARE) * hit.score
            scored.append(ScoredUnit(hit, index, score))
    scored.sort(key=lambda unit: (-unit.score, unit.unit.id))
    return scored[:_CONSIDERED_UNITS]


def composed(question: Question, hits: Sequence[Hit], rarity: Rarity) -> list[Selection]:
    """Return what to show for the question, in order, within its count of words."""
    units = scored_units(question, hits, rarity)
    allowed = LIST_WORDS if question.kind in (Kind.LIST, Kind.COMPARISON) else ANSWER_WORDS
    chosen: list[tuple[ScoredUnit, Selection]] = []
    seen: set[str] = set()
    left = allowed
    for scored in units:
        if chosen and (scored.score < _FLOOR * chosen[0][0].score or left < 12):
            break
        room = min(left, _room(question, scored)) if chosen else left
        selection = _within(left, _selection(question, scored, room, rarity))
        text = " ".join(statement.shown for statement in selection.statements)
        if not text or _repeats(text, seen):
            continue
        seen.add(text)
        chosen.append((scored, selection))
        left -= selection.words
    return [selection for _, selection in _in_order(chosen)]


def _within(words: int, selection: Selection) -> Selection:
    """Shorten a selection that its lead-in has made too long."""
    while selection.words > words and len(selection.statements) > 1:
        selection = Selection(selection.hit, selection.statements[:-1])
    return selection


def _room(question: Question, scored: ScoredUnit) -> int:
    whole_list = question.kind is Kind.LIST and _has_items(scored.unit)
    return LIST_WORDS if whole_list else _WINDOW_WORDS


def _context(hit: Hit) -> str:
    source = hit.document.source
    return " ".join((source.title, source.publisher, *hit.passage.section))


def _says_something(statement: Statement, known: set[str]) -> bool:
    """Leave out what only points elsewhere (an attribution, an address) or repeats a title."""
    if _POINTER.match(statement.shown):
        return False
    titular = not statement.shown.endswith((".", "!", "?"))
    return not (titular and set(stems_of(statement.shown)) <= known)


def _has_items(unit: Unit) -> bool:
    return any(statement.role is Role.ITEM for statement in unit.statements)


def _selection(question: Question, scored: ScoredUnit, room: int, rarity: Rarity) -> Selection:
    known = set(stems_of(_context(scored.hit)))
    statements = tuple(s for s in scored.unit.statements if _says_something(s, known))
    if sum(_words(statement) for statement in statements) > room:
        statements = _best_window(question, statements, room, rarity)
    if question.kind is not Kind.LIST:
        statements = _from_first_on_topic(question, statements)
    while statements and statements[-1].role is Role.LEAD_IN:
        statements = statements[:-1]
    return Selection(scored.hit, _with_lead_in(scored, statements))


def _from_first_on_topic(
    question: Question, statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Leave out items before the first statement that holds a word of the question."""
    for number, statement in enumerate(statements):
        if statement.role is not Role.ITEM or question.stems & set(stems_of(statement.shown)):
            return statements[number:]
    return statements


def _best_window(
    question: Question, statements: Sequence[Statement], room: int, rarity: Rarity
) -> tuple[Statement, ...]:
    """Return the neighbouring statements within ``room`` words that cover the question best."""
    best: tuple[Statement, ...] = ()
    best_value = -1.0
    for start in range(len(statements)):
        words, end = 0, start
        while end < len(statements) and words + _words(statements[end]) <= room:
            words += _words(statements[end])
            end += 1
        window = tuple(statements[start:end])
        if not window:
            continue
        joined = " ".join(statement.shown for statement in window)
        value = coverage(question, joined, rarity) - 0.01 * start
        if value > best_value:
            best, best_value = window, value
    return best


def _with_lead_in(scored: ScoredUnit, statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """Put the lead-in before items that stand without it, from the units before if need be."""
    if not statements or statements[0].role is not Role.ITEM:
        return tuple(statements)
    before: list[Statement] = []
    for unit in scored.hit.passage.units[: scored.index + 1]:
        before += [s for s in unit.statements if s.span.end <= statements[0].span.start]
    for statement in reversed(before):
        if statement.role is Role.LEAD_IN:
            return (statement, *statements)
        if statement.role is not Role.ITEM:
            break
    return tuple(statements)


def _in_order(chosen: Iterable[tuple[ScoredUnit, Selection]]) -> list[tuple[ScoredUnit, Selection]]:
    """Keep what is chosen of a section together in reading order, sections by their best unit."""
    chosen = list(chosen)
    rank: dict[tuple[str, ...], int] = {}
    for scored, _ in chosen:
        rank.setdefault(_place(scored), len(rank))
    return sorted(
        chosen, key=lambda pair: (rank[_place(pair[0])], pair[1].statements[0].span.start)
    )


def _place(scored: ScoredUnit) -> tuple[str, ...]:
    return (scored.hit.document.id, *scored.hit.passage.section)


def _repeats(text: str, seen: Iterable[str]) -> bool:
    """Tell whether most of ``text`` has been said already."""
    words = Counter(stems_of(text))
    total = sum(words.values()) or 1
    return any(sum((words & Counter(stems_of(other))).values()) / total > 0.8 for other in seen)


def _words(statement: Statement) -> int:
    return len(statement.shown.split())
