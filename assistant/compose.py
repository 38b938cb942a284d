"""An answer from the documents' own sentences: which of them, and in what order.

Whole neighbouring statements carry an answer better than scattered best ones: in 200 words,
contiguous windows hold 73 per cent of the facts of a question set and single sentences 65.
So the likeliest statement is shown with what stands around it and belongs to it (its list with
the lead-in, the rest of its paragraph), then the next likely one, until the words are spent or
what is left is much less likely.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from assistant.question import Kind, Question, stems_of
from assistant.ranking import Ranked, Ranking
from assistant.stretches import Stretch, stretches
from assistant.windows import window, words_of
from corpus.words import Hit, Role, Statement

ANSWER_WORDS = 200
"""Words of an answer at most, lists and comparisons apart."""

LIST_WORDS = 350
"""Words of an answer that lists or compares, at most."""

COMPARISON_WORDS = 300


@dataclass(frozen=True, slots=True)
class Reach:
    """How much less likely than another, in log-odds, a statement may be to be shown as well.

    ``elsewhere`` is for one of another passage than the best, ``within`` for one of a passage
    that is shown already, ``beside`` for a neighbour of one that is shown.
    """

    elsewhere: float
    within: float
    beside: float


_FACT, _ACCOUNT = Reach(1.5, 3.0, 3.0), Reach(3.0, 6.0, 4.0)
_REACH = {
    Kind.STATEMENT: Reach(2.0, 4.0, 4.0),
    Kind.NUMBER: _FACT,
    Kind.DEFINITION: _FACT,
    Kind.LIST: _ACCOUNT,
    Kind.PROCEDURE: _ACCOUNT,
    Kind.COMPARISON: _ACCOUNT,
}
"""What asks for one fact takes less than what asks for an account: on the tuning questions a
wider reach finds no more numbers and definitions, but more of lists and steps."""

_ROWS = Reach(1.0, 1.0, 1.0)
"""Rows of one table are much alike, so that only the likeliest are meant."""

_LISTED, _PLAINLY_LISTED, _COUNTED = 1.0, 2.5, 3.0
"""What is added, in log-odds, to statements of a list where a list may be asked for, where it
plainly is, and where it has as many items as the question says; chosen by reading answers, for
the tuning questions tell them hardly apart."""

_PLAINLY = re.compile(
    r"^(?:please )?(?:list|name|give|set out|(?:what|which) are (?:the|all))\b|\ball the\b",
    re.IGNORECASE,
)

NUMBERS = "two three four five six seven eight nine ten eleven twelve"
_COUNT = re.compile(rf"\b(?:{NUMBERS.replace(' ', '|')}|[2-9]|1[0-9])\b", re.IGNORECASE)

_LEAST_ROOM = 12


@dataclass(frozen=True, slots=True)
class Selection:
    """Neighbouring statements of one passage, to be shown in order, and the best one's odds."""

    hit: Hit
    statements: tuple[Statement, ...]
    score: float = 0.0

    @property
    def words(self) -> int:
        return sum(map(words_of, self.statements))


def composed(
    question: Question,
    ranking: Ranking,
    first: Ranked | None = None,
    *,
    words: int = 0,
) -> list[Selection]:
    """Return what to show for the question, in order, within its count of words.

    Args:
        question: what is asked.
        ranking: what was found.
        first: a statement to begin with, whatever is likelier.
        words: how many words it may take; as many as such a question may, if 0.
    """
    seeds = _seeds(question, stretches(ranking))
    if first:
        key = _key(first)
        seeds.sort(key=lambda seed: _key(seed.one) != key)
    chosen: list[Selection] = []
    taken: set[_Key] = set()
    left = words or words_allowed(question)
    for seed in seeds:
        if left < _LEAST_ROOM:
            break
        if _key(seed.one) in taken or not _reaches(question, seed, seeds[0], chosen):
            continue
        runs = _untaken(_around(question, seed, left), taken)
        if not chosen and not runs and seed.one.place.statement.role is not Role.LEAD_IN:
            runs = [[seed.one]]
        shown = [one.place.statement for run in runs for one in run]
        if not runs or _repeats(shown, chosen):
            continue
        taken.update(_key(one) for run in runs for one in run)
        length = sum(map(words_of, shown))
        if not chosen and question.kind is not Kind.COMPARISON:
            # More than an answer's usual words only where one list takes them.
            left = min(left, max(ANSWER_WORDS, length))
        chosen += [part for run in runs for part in _by_passage(run, seed.score)]
        left -= length
    return chosen if first else _in_order(chosen)


def _untaken(window: Sequence[Ranked], taken: Set[_Key]) -> list[list[Ranked]]:
    """Part a window where it runs over what is shown already."""
    parts = itertools.groupby(window, key=lambda one: _key(one) in taken)
    return [list(run) for known, run in parts if not known]


def _by_passage(run: Sequence[Ranked], score: float) -> Iterator[Selection]:
    """Yield neighbouring statements by the passage that each is cited from."""
    for _, group in itertools.groupby(run, key=lambda one: one.place.hit.passage.id):
        ones = list(group)
        yield Selection(ones[0].place.hit, tuple(one.place.statement for one in ones), score)


@dataclass(frozen=True, slots=True)
class _Seed:
    """A statement to show, by its place in a stretch, with the log-odds that it is shown by."""

    stretch: Stretch
    place: int
    score: float

    @property
    def one(self) -> Ranked:
        return self.stretch.statements[self.place]


def _seeds(question: Question, found: Sequence[Stretch]) -> list[_Seed]:
    """Return every statement, the likeliest first; a list is likelier where one is asked for."""
    counts = counts_in(question.text)
    listed = _PLAINLY_LISTED if _PLAINLY.search(question.text) else _LISTED
    seeds = []
    for stretch in found:
        for place, one in enumerate(stretch.statements):
            score = one.score
            if question.kind is Kind.LIST and one.place.statement.role in (Role.ITEM, Role.LEAD_IN):
                items = len(stretch.items_at(place))
                score += listed if items > 1 else 0.0
                score += _COUNTED if items in counts else 0.0
            seeds.append(_Seed(stretch, place, score))
    return sorted(seeds, key=lambda seed: -seed.score)


def _around(question: Question, seed: _Seed, room: int) -> list[Ranked]:
    whole, fall = question.kind is Kind.LIST, _REACH[question.kind].beside
    return window(seed.stretch, seed.place, room, whole_list=whole, fall=fall)


def counts_in(text: str) -> frozenset[int]:
    """Return the numbers from 2 that a question says, in words or figures."""
    words = {word: number for number, word in enumerate(NUMBERS.split(), start=2)}
    found = (words.get(word.lower()) or int(word) for word in _COUNT.findall(text))
    return frozenset(found)


def _reaches(question: Question, seed: _Seed, best: _Seed, chosen: Sequence[Selection]) -> bool:
    """Tell whether a statement is likely enough, beside the best, to be shown."""
    rows = Role.ROW in (seed.one.place.statement.role, best.one.place.statement.role)
    reach = _ROWS if rows and question.kind is not Kind.LIST else _REACH[question.kind]
    within = any(seed.one.place.hit.passage.id == other.hit.passage.id for other in chosen)
    return seed.score >= best.score - (reach.within if within else reach.elsewhere)


def words_allowed(question: Question) -> int:
    """Return how many words an answer to the question may take."""
    if question.kind is Kind.LIST:
        return LIST_WORDS
    return COMPARISON_WORDS if question.kind is Kind.COMPARISON else ANSWER_WORDS


_Key = tuple[str, int, int]


def _key(one: Ranked) -> _Key:
    return one.place.hit.passage.id, one.place.unit_index, one.place.index


def _in_order(chosen: Sequence[Selection]) -> list[Selection]:
    """Keep what is chosen of a section together in reading order, sections by their best; the
    rows of a table keep together too, and stay the likeliest first."""
    sections: dict[tuple[str, ...], list[Selection]] = {}
    for selection in chosen:
        sections.setdefault(_section(selection), []).append(selection)
    return [one for section in sections.values() for one in _in_section(section)]


def _in_section(section: Sequence[Selection]) -> list[Selection]:
    rows = [one for one in section if one.statements[0].role is Role.ROW]
    others = [one for one in section if one.statements[0].role is not Role.ROW]
    others.sort(key=lambda one: one.statements[0].span.start)
    return [*rows, *others] if rows[:1] == list(section[:1]) else [*others, *rows]


def _section(selection: Selection) -> tuple[str, ...]:
    return (selection.hit.document.id, *selection.hit.passage.section)


def _repeats(shown: Sequence[Statement], chosen: Iterable[Selection]) -> bool:
    """Tell whether most of what is shown has been said already."""
    words = Counter(_stems(shown))
    total = sum(words.values()) or 1
    return any(
        sum((words & Counter(_stems(other.statements))).values()) / total > 0.8 for other in chosen
    )


def _stems(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield from stems_of(statement.shown)
