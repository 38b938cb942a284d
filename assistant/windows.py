"""What stands around a statement and belongs to it: its list, the rest of its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.ranking import Ranked
from assistant.stretches import Stretch
from corpus.words import Role, Statement

_WINDOW_WORDS = 90
_SHORT_LIST = 110

_LEANS = re.compile(
    r"^(?:This|These|Those|They|It|He|She|Such|However|Therefore|Consequently|In addition|Also"
    r"|As a result|For example|Furthermore|Moreover|Both|Its|Their|The latter|The former)\b"
)
"""Openings of a sentence that leans on the one before it."""


def window(
    stretch: Stretch, place: int, room: int, *, whole_list: bool, fall: float
) -> list[Ranked]:
    """Return a statement with what belongs to it, in reading order; nothing where it is longer
    than the room.

    Args:
        room: words.
        whole_list: whether all of a list is wanted, or its likely items.
        fall: how much less likely, in log-odds, a neighbour may be.
    """
    seed = stretch.statements[place]
    if words_of(seed.place.statement) > room:
        return []
    if seed.place.statement.role is Role.ROW:
        return [seed]
    if stretch.lists[place]:
        return _of_list(seed, stretch.list_at(place), room, whole_list, seed.score - fall)
    return _of_paragraph(stretch, place, room, seed.score - fall)


def words_of(statement: Statement) -> int:
    """Return how many words a statement takes, the bullet of an item included."""
    return len(statement.shown.split()) + (statement.role is Role.ITEM)


def _of_list(
    seed: Ranked, listed: Sequence[Ranked], room: int, whole: bool, least: float
) -> list[Ranked]:
    """Return the whole list where it is asked for or short, else its likeliest items."""
    if _count(listed) <= room and (whole or _count(listed) <= _SHORT_LIST):
        return list(listed)
    lead_in = [one for one in listed[:1] if one.place.statement.role is Role.LEAD_IN]
    items = list(enumerate(_items(listed[len(lead_in) :])))
    if not whole:
        items = [(number, item) for number, item in items if _best(item) >= least]
    items.sort(key=lambda pair: -_best(pair[1]))
    left = room - _count(lead_in)
    kept = {}
    for number, item in items:
        if _count(item) <= left:
            kept[number] = item
            left -= _count(item)
    if not kept:
        return [seed] if seed not in lead_in else []
    return [*lead_in, *(one for number in sorted(kept) for one in kept[number])]


def _items(listed: Sequence[Ranked]) -> list[list[Ranked]]:
    """Return a list's items, each with its further sentences."""
    items: list[list[Ranked]] = []
    for one in listed:
        if items and one.place.statement.role is Role.SENTENCE:
            items[-1].append(one)
        else:
            items.append([one])
    return items


def _of_paragraph(stretch: Stretch, place: int, room: int, least: float) -> list[Ranked]:
    """Return a statement with its likely neighbours, and with what it leans on."""
    statements = stretch.statements
    first = last = place
    left = min(room, _WINDOW_WORDS) - words_of(statements[place].place.statement)
    while True:
        beside = [n for n in (first - 1, last + 1) if _joins(stretch, n, left, least)]
        if not beside:
            break
        best = max(beside, key=lambda number: statements[number].score)
        left -= words_of(statements[best].place.statement)
        first, last = min(first, best), max(last, best)
    if first and _leans(statements[first], statements[first - 1]):
        first -= _count(statements[first - 1 : last + 1]) <= room
    return list(statements[first : last + 1])


def _joins(stretch: Stretch, place: int, left: int, least: float) -> bool:
    """Tell whether a neighbour is a sentence outside of any list, likely and short enough."""
    if not 0 <= place < len(stretch.statements) or stretch.lists[place]:
        return False
    one = stretch.statements[place]
    sentence = one.place.statement.role is Role.SENTENCE
    return sentence and one.score >= least and words_of(one.place.statement) <= left


def _leans(one: Ranked, before: Ranked) -> bool:
    return leans(one.place.statement) and before.place.statement.role is Role.SENTENCE


def leans(statement: Statement) -> bool:
    """Tell whether a statement opens with a word for what the one before it names."""
    return bool(_LEANS.match(statement.shown))


def _count(statements: Iterable[Ranked]) -> int:
    return sum(words_of(one.place.statement) for one in statements)


def _best(item: Iterable[Ranked]) -> float:
    return max(one.score for one in item)
