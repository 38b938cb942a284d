"""What is compared set side by side: each side found, decided on and composed by itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.compose import ANSWER_WORDS, COMPARISON_WORDS, Selection, composed
from assistant.decide import context_of
from assistant.features import Place
from assistant.question import Question, stems_of, understood
from assistant.ranking import Ranking
from assistant.search import RankedSearch
from assistant.sides import Side, contrasts, sides_of

_READ = 10
"""Passages, the likeliest, of which one must speak of a side for it to be found."""


@dataclass(frozen=True, slots=True)
class FoundSide:
    """What was found for one side of a question: of that, what speaks of the side by name, if
    any does."""

    side: Side
    asked: Asked
    ranking: Ranking
    missing: bool = False

    @classmethod
    def of(cls, side: Side, asked: Asked, ranking: Ranking) -> FoundSide:
        found = cls(side, asked, ranking)
        missing = not any(found.named_at(one.place) for one in ranking.of_first(_READ).statements)
        return cls(side, asked, ranking if missing else ranking.only(found.named_at), missing)

    def named_at(self, place: Place) -> bool:
        """Tell whether what stands around a place speaks of this side by its name."""
        stems = context_of(place)
        named = frozenset(stems_of(self.side.name))
        return not named or any(self.asked.holds_name(key, stems) for key in named)

    @property
    def best(self) -> Place | None:
        """The likeliest statement."""
        if not self.ranking.statements:
            return None
        return max(self.ranking.statements, key=lambda one: one.score).place


def sides_found(
    searcher: RankedSearch, question: Question, documents: Sequence[str] = ()
) -> tuple[FoundSide, ...]:
    """Return each side of a question with what is found for it.

    None where the question has no sides, nothing is found on any, or the documents tell of two
    of them in one breath: then what answers one answers both.
    """
    sides = sides_of(question.text)
    found = tuple(_found(searcher, side, documents) for side in sides)
    there = [one for one in found if not one.missing]
    if not there or any(_in_one_breath(*pair) for pair in itertools.combinations(there, 2)):
        return ()
    return found


def _in_one_breath(one: FoundSide, other: FoundSide) -> bool:
    """Tell whether what is likeliest for either of two sides is the same, or speaks of both."""
    best, of_other = one.best, other.best
    if best is None or of_other is None:
        return False
    same = (best.hit.passage.id, best.unit_index) == (of_other.hit.passage.id, of_other.unit_index)
    return same or (one.named_at(of_other) and other.named_at(best))


def _found(searcher: RankedSearch, side: Side, documents: Sequence[str]) -> FoundSide:
    return FoundSide.of(side, *searcher.ranked(understood(side.question), documents=documents))


def side_by_side(
    question: Question,
    sides: Sequence[FoundSide],
    k: int,
    wanted: Callable[[Place], bool],
) -> list[Selection]:
    """Return what to show for each side in turn, none of it twice; each has an equal share of the
    answer's words, and what one leaves the next may take.

    Args:
        question: the whole question.
        sides: those that are not missing.
        k: passages of each that may be shown.
        wanted: tells whether a statement may be shown at all.
    """
    chosen: list[Selection] = []
    left = COMPARISON_WORDS if contrasts(question.text) else ANSWER_WORDS
    for number, one in enumerate(sides):
        ranking = one.ranking.of_first(k).only(_untold(chosen)).only(wanted)
        found = composed(one.asked.question, ranking, words=left // (len(sides) - number))
        chosen += found
        left -= sum(part.words for part in found)
    return chosen


def _untold(chosen: Iterable[Selection]) -> Callable[[Place], bool]:
    """Return what tells whether a statement is not among those chosen."""
    told = {
        (part.hit.document.id, statement.span.start)
        for part in chosen
        for statement in part.statements
    }
    return lambda place: _place(place) not in told


def _place(place: Place) -> tuple[str, int]:
    return place.hit.document.id, place.statement.span.start
