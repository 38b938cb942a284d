"""Statements worth showing in reading order, with the lists that they belong to."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.question import stems_of
from assistant.ranking import Ranked, Ranking
from corpus.words import Hit, Role, Statement

_GAP = 12
"""Characters between passages that follow on each other: line ends and a bullet."""

_NOT_LAST = re.compile(r"(?:[;,]|[;,]? (?:and|or))$")
"""Ends an item of a list, or a paragraph below it, that is not the last."""

_POINTER = re.compile(
    r"^(?:\([^()]{0,80}\)\.?"
    r"|(?:[\d⁰¹²³⁴-⁹]{1,3}\s+)?(?:Visit:?\s*)?(?:https?://|www\.)\S+[;,.]?(?: or)?"
    r"|(?:«|<<|←)?\s*Back to\b.*|Continued)$"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Statements of passages of one section that follow on each other; a long list runs over
    several. ``lists`` has for each the number of its list from 1, or 0."""

    statements: tuple[Ranked, ...]
    lists: tuple[int, ...]

    @classmethod
    def of(cls, statements: Sequence[Ranked]) -> Stretch:
        return cls(tuple(statements), tuple(_lists([one.place.statement for one in statements])))

    def list_at(self, place: int) -> list[Ranked]:
        """Return the list that a statement belongs to, its lead-in first; none for none."""
        number = self.lists[place]
        pairs = zip(self.statements, self.lists, strict=True)
        return [one for one, other in pairs if number and other == number]

    def items_at(self, place: int) -> list[Ranked]:
        """Return the same without lead-in and further sentences."""
        return [one for one in self.list_at(place) if one.place.statement.role is Role.ITEM]


def stretches(ranking: Ranking) -> list[Stretch]:
    """Return the statements worth showing, each once, in reading order."""
    found: dict[str, list[Ranked]] = {}
    seen: set[tuple[str, int, str]] = set()
    for one in ranking.statements:
        statement = one.place.statement
        # A row too long for the model stands in parts over one span.
        key = one.place.hit.document.id, statement.span.start, statement.shown
        if key not in seen and _says_something(one):
            seen.add(key)
            found.setdefault(one.place.hit.passage.id, []).append(one)
    passages = sorted(found.values(), key=lambda of: _start(of[0]))
    joined: list[list[Ranked]] = []
    for passage in passages:
        if joined and _follows(joined[-1][-1].place.hit, passage[0].place.hit):
            joined[-1] += passage
        else:
            joined.append(list(passage))
    return [Stretch.of(list(_without_idle_lead_ins(passage))) for passage in joined]


def _start(one: Ranked) -> tuple[str, int]:
    return one.place.hit.document.id, one.place.hit.passage.span.start


def _follows(before: Hit, after: Hit) -> bool:
    """Tell whether a passage is the next one of the same section."""
    gap = after.passage.span.start - before.passage.span.end
    alike = before.document.id == after.document.id
    return alike and before.passage.section == after.passage.section and gap <= _GAP


def _without_idle_lead_ins(passage: Sequence[Ranked]) -> Iterator[Ranked]:
    """Leave out what leads into no item here: into a table, a picture, another section."""
    for one, after in itertools.zip_longest(passage, passage[1:]):
        followed = after and after.place.statement.role is Role.ITEM
        if followed or one.place.statement.role is not Role.LEAD_IN:
            yield one


def _says_something(one: Ranked) -> bool:
    """Leave out what only points elsewhere (an attribution, an address) or repeats a title."""
    shown = one.place.statement.shown
    if _POINTER.match(shown) or shown.endswith("?"):
        return False
    titular = not shown.endswith((".", "!", ":", ";")) and len(shown.split()) < 12
    if not titular or one.place.statement.role is not Role.SENTENCE:
        return True
    source = one.place.hit.document.source
    known = " ".join((source.title, source.publisher, *one.place.hit.passage.section))
    return not set(stems_of(shown)) <= set(stems_of(known))


def _lists(statements: Sequence[Statement]) -> list[int]:
    """Return for each statement the number of its list.

    A list is its lead-in, its items and their further sentences: between the sentences of an
    item there is one space, between blocks an empty line. Paragraphs of their own between two
    items are a part of the list where the last ends as what is not a list's end does.
    """
    lists: list[int] = []
    number = 0
    before: Statement | None = None
    for place, statement in enumerate(statements):
        if statement.role is Role.LEAD_IN:
            number += 1
            lists.append(number)
        elif statement.role is Role.ITEM:
            open_until = _end_of_last(lists)
            if before and open_until and (open_until == place or _NOT_LAST.search(before.shown)):
                lists[open_until:] = [number] * (place - open_until)
            else:
                number += 1
            lists.append(number)
        else:
            lists.append(number if before and lists[-1] and _same_item(before, statement) else 0)
        before = statement
    return lists


def _end_of_last(lists: Sequence[int]) -> int:
    """Return behind which statement the last list ends so far; 0 where there is none yet."""
    return next((place for place in range(len(lists), 0, -1) if lists[place - 1]), 0)


def _same_item(before: Statement, after: Statement) -> bool:
    return before.role is not Role.LEAD_IN and after.span.start <= before.span.end + 1
