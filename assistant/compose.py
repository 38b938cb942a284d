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
from corpus.words import Hit, Role, Statement

ANSWER_WORDS = 200
"""Words of an answer at most, lists and comparisons apart."""

LIST_WORDS = 350
"""Words of an answer that lists or compares, at most."""

COMPARISON_WORDS = 300

_WINDOW_WORDS = 90


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

_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve"
_COUNT = re.compile(rf"\b(?:{_NUMBER_WORDS.replace(' ', '|')}|[2-9]|1[0-9])\b", re.IGNORECASE)

_SHORT_LIST = 110
_LEAST_ROOM = 12

_POINTER = re.compile(
    r"^(?:\([^()]{0,80}\)\.?"
    r"|(?:[\d⁰¹²³⁴-⁹]{1,3}\s+)?(?:Visit:?\s*)?(?:https?://|www\.)\S+[;,.]?(?: or)?"
    r"|(?:«|<<|←)?\s*Back to\b.*|Continued)$"
)
_LEANS = re.compile(
    r"^(?:This|These|Those|They|It|He|She|Such|However|Therefore|Consequently|In addition|Also"
    r"|As a result|For example|Furthermore|Moreover|Both|Its|Their|The latter|The former)\b"
)
"""Openings of a sentence that leans on the one before it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Neighbouring statements of one passage, to be shown in order, and the best one's odds."""

    hit: Hit
    statements: tuple[Statement, ...]
    score: float = 0.0

    @property
    def words(self) -> int:
        return sum(map(_words, self.statements))


def composed(question: Question, ranking: Ranking, first: Ranked | None = None) -> list[Selection]:
    """Return what to show for the question, in order, within its count of words.

    ``first`` is a statement to begin with, whatever is likelier.
    """
    seeds = _seeds(question, _passages(ranking))
    if first:
        key = _key(first)
        seeds.sort(key=lambda seed: _key(seed.one) != key)
    chosen: list[Selection] = []
    taken: set[_Key] = set()
    left = words_allowed(question)
    for seed in seeds:
        if left < _LEAST_ROOM:
            break
        if _key(seed.one) in taken or not _reaches(question, seed, seeds[0], chosen):
            continue
        runs = _untaken(_window(question, seed.one, seed.passage, left), taken)
        if not chosen and not runs and seed.one.place.statement.role is not Role.LEAD_IN:
            runs = [[seed.one]]
        shown = [one.place.statement for run in runs for one in run]
        if not runs or _repeats(shown, chosen):
            continue
        taken.update(_key(one) for run in runs for one in run)
        words = sum(map(_words, shown))
        if not chosen and question.kind is not Kind.COMPARISON:
            # More than an answer's usual words only where one list takes them.
            left = min(left, max(ANSWER_WORDS, words))
        chosen += [part for run in runs for part in _by_passage(run, seed.score)]
        left -= words
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
    """A statement to show, in its passage, with the log-odds that it is shown by."""

    one: Ranked
    passage: Sequence[Ranked]
    score: float


def _seeds(question: Question, passages: Sequence[Sequence[Ranked]]) -> list[_Seed]:
    """Return every statement, the likeliest first; a list is likelier where one is asked for."""
    counts = _counts(question.text)
    listed = _PLAINLY_LISTED if _PLAINLY.search(question.text) else _LISTED
    seeds = []
    for passage in passages:
        for place, one in enumerate(passage):
            score = one.score
            if question.kind is Kind.LIST and one.place.statement.role in (Role.ITEM, Role.LEAD_IN):
                items = [
                    x for x in _list_around(place, passage) if x.place.statement.role is Role.ITEM
                ]
                score += listed if len(items) > 1 else 0.0
                score += _COUNTED if len(items) in counts else 0.0
            seeds.append(_Seed(one, passage, score))
    return sorted(seeds, key=lambda seed: -seed.score)


def _counts(text: str) -> frozenset[int]:
    """Return the numbers from 2 that a question says, in words or figures."""
    words = {word: number for number, word in enumerate(_NUMBER_WORDS.split(), start=2)}
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


def _passages(ranking: Ranking) -> list[list[Ranked]]:
    """Return the statements worth showing in reading order, each once, passages of one section
    that follow on each other together: a long list runs over several."""
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
    return [list(_without_idle_lead_ins(passage)) for passage in joined]


def _without_idle_lead_ins(passage: Sequence[Ranked]) -> Iterator[Ranked]:
    """Leave out what leads into no item here: into a table, a picture, another section."""
    for one, after in itertools.zip_longest(passage, passage[1:]):
        followed = after and after.place.statement.role is Role.ITEM
        if followed or one.place.statement.role is not Role.LEAD_IN:
            yield one


def _start(one: Ranked) -> tuple[str, int]:
    return one.place.hit.document.id, one.place.hit.passage.span.start


def _follows(before: Hit, after: Hit) -> bool:
    """Tell whether a passage is the next one of the same section."""
    gap = after.passage.span.start - before.passage.span.end
    alike = before.document.id == after.document.id
    return alike and before.passage.section == after.passage.section and gap <= _GAP


_GAP = 12
"""Characters between passages that follow on each other: line ends and a bullet."""


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


def _window(question: Question, seed: Ranked, passage: Sequence[Ranked], room: int) -> list[Ranked]:
    """Return the seed with what stands around it and belongs to it, in reading order; nothing
    where the seed is longer than the room."""
    place = passage.index(seed)
    if _words(seed.place.statement) > room:
        return []
    if seed.place.statement.role is Role.ROW:
        return [seed]
    if seed.place.statement.role is Role.LEAD_IN or _in_list(place, passage):
        return _of_list(question, seed, _list_around(place, passage), room)
    return _of_paragraph(seed, place, passage, room, _REACH[question.kind].beside)


def _in_list(place: int, passage: Sequence[Ranked]) -> bool:
    """Tell whether a statement is an item, or a further sentence of one: what stands between
    the sentences of an item is one space, and between blocks an empty line."""
    while place and passage[place].place.statement.role is Role.SENTENCE:
        before = passage[place - 1].place.statement.span
        if passage[place].place.statement.span.start > before.end + 1:
            return False
        place -= 1
    return passage[place].place.statement.role is Role.ITEM


def _list_around(place: int, passage: Sequence[Ranked]) -> list[Ranked]:
    """Return the items around, with their lead-in."""
    first = last = place
    while first and passage[first].place.statement.role is not Role.LEAD_IN:
        lead_in = passage[first - 1].place.statement.role is Role.LEAD_IN
        if not lead_in and not _in_list(first - 1, passage):
            break
        first -= 1
    while last + 1 < len(passage) and _in_list(last + 1, passage):
        last += 1
    return list(passage[first : last + 1])


def _items(listed: Sequence[Ranked]) -> list[list[Ranked]]:
    """Return a list's items, each with its further sentences."""
    items: list[list[Ranked]] = []
    for one in listed:
        if items and one.place.statement.role is Role.SENTENCE:
            items[-1].append(one)
        else:
            items.append([one])
    return items


def _of_list(question: Question, seed: Ranked, listed: Sequence[Ranked], room: int) -> list[Ranked]:
    """Return the whole list where it is asked for or short, else its likely items."""
    if _count(listed) <= room and (question.kind is Kind.LIST or _count(listed) <= _SHORT_LIST):
        return list(listed)
    lead_in = [one for one in listed[:1] if one.place.statement.role is Role.LEAD_IN]
    items = list(enumerate(_items(listed[len(lead_in) :])))
    if question.kind is not Kind.LIST:
        least = seed.score - _REACH[question.kind].beside
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


def _count(statements: Iterable[Ranked]) -> int:
    return sum(_words(one.place.statement) for one in statements)


def _best(item: Iterable[Ranked]) -> float:
    return max(one.score for one in item)


def _of_paragraph(
    seed: Ranked, place: int, passage: Sequence[Ranked], room: int, fall: float
) -> list[Ranked]:
    """Return the seed with its likely neighbours, and with what it leans on."""
    first = last = place
    left = min(room, _WINDOW_WORDS) - _words(seed.place.statement)
    while True:
        beside = [
            number
            for number in (first - 1, last + 1)
            if 0 <= number < len(passage) and _joins(number, passage, seed.score - fall)
        ]
        beside = [n for n in beside if _words(passage[n].place.statement) <= left]
        if not beside:
            break
        best = max(beside, key=lambda number: passage[number].score)
        left -= _words(passage[best].place.statement)
        first, last = min(first, best), max(last, best)
    if first and _leans(passage[first], passage[first - 1]):
        first -= _count(passage[first - 1 : last + 1]) <= room
    return list(passage[first : last + 1])


def _joins(place: int, passage: Sequence[Ranked], least: float) -> bool:
    sentence = passage[place].place.statement.role is Role.SENTENCE
    return sentence and not _in_list(place, passage) and passage[place].score >= least


def _leans(one: Ranked, before: Ranked) -> bool:
    opens = _LEANS.match(one.place.statement.shown)
    return bool(opens) and before.place.statement.role is Role.SENTENCE


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


def _words(statement: Statement) -> int:
    """Return how many words a statement takes, the bullet of an item included."""
    return len(statement.shown.split()) + (statement.role is Role.ITEM)
