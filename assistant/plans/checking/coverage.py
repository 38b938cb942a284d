"""Which recommendations a plan answers, sub-part by sub-part, and by which actions.

An action counts for the sub-part that it fits best, and for others that it plainly deals with.
Carrying a recommendation's number is not enough: the action must have to do with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.plans.checking.cells import refers_elsewhere
from assistant.plans.checking.findings import Coverage, CoverageStatus, PartCovered
from assistant.plans.checking.relevance import Offered, Relevance, Wanted, has_its_act, leans_on
from assistant.plans.parts import parts_of
from assistant.plans.plan import Plan, Recommendation, Response
from assistant.plans.verbs import BASES, NOUNS_TOO
from assistant.question import content_words

PLAINLY = 0.56
"""Support from which an action deals with a sub-part whatever else it deals with."""
PLAINLY_LINKED = 0.5
"""The same for an action that carries the recommendation's number."""
FITS = 0.40
"""Support from which the recommendation that an action fits best is answered by it."""
FITS_CLEARLY = 0.34
"""The same where it fits no other nearly as well."""
FITS_LINKED = 0.33
"""The same for an action that carries the recommendation's number."""
FITS_AS_LINKED, MEANS_AS_LINKED = 0.28, 0.40
"""The same for one of which no other recommendation is much nearer: its support, or the cosine of
the sentences, as an officer who gives the number knows what in other words it is about."""
_MUCH_NEARER = 0.6
"""Share of an action's best support below which another recommendation is much nearer to it."""
FITS_ELSEWHERE = 0.72
"""The same for an action that carries another recommendation's number."""
_CLEARLY = 0.12
"""By how much it must fit better than any other to do so clearly."""
_NEARLY = 0.85
"""Share of its best support from which an action answers another recommendation too."""
_SHORT = 3
"""Subject words of a sub-part so short that its words decide, not its sentence."""
_SHORT_HELD = 0.7
"""Share of them that the action must have."""
_AND = re.compile(
    r"(?:\s*,?\s+and\s+|\s*,\s+|\s*;\s+(?=(?:it|they|the\s+\w+)\s+(?:should|must|shall|will)\b))"
    r"(?:(?:then|also|it|they|the\s+\w+)\s+)*(?:(?:should|must|shall|will)\s+)?(?:also\s+)?"
    r"(?=(?P<verb>[a-z-]+)\s+(?P<next>[\w’'-]+)\s+\w+)"
)
_WRITTEN_AFTER_A_VERB = """
it them this these those the a an every each its their all any our on to families residents users
carers staff people front-line frontline new members elected service local
"""
_AFTER_A_VERB = frozenset(_WRITTEN_AFTER_A_VERB.split())
_NEVER_AFTER_A_VERB = frozenset(
    ("of", "for", "in", "is", "are", "was", "were", "and", "or", "should", "must", "will", "has")
)
_OWNERS = re.compile(r"s?['’]s?$")
"""Ends a word that a thing belongs to: behind “train applicants’ advisers” no noun goes on."""
_HOW_IT_IS = re.compile(
    r"(?:ensur\w+|make\s+sure)\s+(?:that\s+)?(?:it|they|this|these)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation with its sub-parts, and the names by which actions can refer to it."""

    recommendation: Recommendation
    parts: tuple[Wanted, ...]
    names: frozenset[str]


def asked_of(recommendations: Sequence[Recommendation], plan: Plan) -> tuple[Asked, ...]:
    """Take recommendations apart. One goes by the id that the plan gives it where the plan
    repeats its text, else by its own id and number, else by its place in the list."""
    repeated: dict[str, set[str]] = {}
    for each in plan.recommendations:
        if each.id:
            repeated.setdefault(_flat(each.text), set()).update(_flat_names(each.id))
    found: dict[str, Asked] = {}
    for place, one in enumerate(recommendations, start=1):
        names = repeated.get(_flat(one.text)) or _names(one, place)
        parts = tuple(map(Wanted, _clauses(one.text)))
        key = _flat(one.text)
        taken = found[key].names if key in found else frozenset()
        found[key] = Asked(one, parts, taken | names)
    return tuple(found.values())


def coverage_of(
    asked: Sequence[Asked], offered: Sequence[Offered], relevance: Relevance
) -> Iterator[Coverage]:
    """Yield for each recommendation how far it is answered."""
    table = _Table(asked, offered, relevance)
    for one in asked:
        about = [other for other in offered if table.is_about(other, one)]
        answering = _answering(one, about, table)
        parts = [PartCovered(p.text, tuple(o.action.id for o in answering[p])) for p in one.parts]
        yield _coverage(one, parts)


class _Table:
    """The support of every action for every sub-part."""

    def __init__(
        self, asked: Sequence[Asked], offered: Sequence[Offered], relevance: Relevance
    ) -> None:
        self.relevance = relevance
        self._names = frozenset[str]().union(*(one.names for one in asked))
        self._links = {other: linked_names(other) & self._names for other in offered}
        parts = [part for one in asked for part in one.parts]
        self.support = {(p, o): relevance.support(p, o) for p in parts for o in offered}
        self._best: dict[Offered, list[tuple[float, int]]] = {
            other: sorted(
                (
                    (max((self.support[p, other] for p in one.parts), default=0.0), n)
                    for n, one in enumerate(asked)
                ),
                reverse=True,
            )
            for other in offered
        }
        self._numbers = {id(one): n for n, one in enumerate(asked)}

    def is_linked(self, other: Offered, one: Asked) -> bool:
        return not one.names.isdisjoint(self._links[other])

    def is_about(self, other: Offered, one: Asked) -> bool:
        """Tell whether an action answers something of a recommendation."""
        number = self._numbers[id(one)]
        value = max((self.support[part, other] for part in one.parts), default=0.0)
        next_best = next((v for v, n in self._best[other] if n != number), 0.0)
        if self.is_linked(other, one):
            return self._is_about_its_own(other, one, value, next_best)
        if self._links[other]:
            return value >= FITS_ELSEWHERE
        if value >= next_best:
            return value >= (FITS if value < next_best + _CLEARLY else FITS_CLEARLY)
        return value >= max(PLAINLY, _NEARLY * next_best)

    def _is_about_its_own(self, other: Offered, one: Asked, value: float, next_best: float) -> bool:
        """Tell whether an action answers the recommendation whose number it carries."""
        if value >= FITS_LINKED or refers_elsewhere(other.action.action):
            return True
        if value < _MUCH_NEARER * next_best:
            return False
        meant = max(
            (self.relevance.meaning_with_outcome(part, other) for part in one.parts), default=0.0
        )
        return value >= FITS_AS_LINKED or meant >= MEANS_AS_LINKED


def _answering(one: Asked, about: Sequence[Offered], table: _Table) -> dict[Wanted, list[Offered]]:
    """Give each action to the sub-part that it fits best, of those that none fits better.

    One that says two things ("Survey residents and put the results on the website") may take two.
    """
    parts = one.parts
    found: dict[Wanted, list[Offered]] = {part: [] for part in parts}
    left = {other: len(_clauses(other.action.action)) or 1 for other in about}
    pairs = sorted(((table.support[p, o], p, o) for p in parts for o in about), key=lambda x: -x[0])
    for value, part, other in pairs:
        free = left[other] > 0 and not found[part] and value >= FITS_LINKED
        if free:
            left[other] -= 1
        best = value >= max(table.support[each, other] for each in parts)
        plainly = value >= (PLAINLY_LINKED if table.is_linked(other, one) else PLAINLY)
        plainly = plainly and has_its_act(part, other)
        if free or best or plainly or _has_its_words(part, other, parts, table):
            found[part].append(other)
    return found


def _has_its_words(part: Wanted, other: Offered, parts: Sequence[Wanted], table: _Table) -> bool:
    if refers_elsewhere(other.action.action):
        return True
    short = len(part.stems) <= _SHORT and len(parts) > 1 and has_its_act(part, other)
    return short and table.relevance.words(part, other) >= _SHORT_HELD


def _coverage(one: Asked, parts: Sequence[PartCovered]) -> Coverage:
    answered = [part for part in parts if part.actions]
    status = CoverageStatus.PARTLY
    rejected = one.recommendation.response is Response.REJECT and one.recommendation.reason.strip()
    if rejected or len(answered) == len(parts):
        status = CoverageStatus.ADDRESSED
    elif not answered:
        status = CoverageStatus.NOT
    actions = tuple(dict.fromkeys(key for part in answered for key in part.actions))
    each = one.recommendation
    return Coverage(each.text, status, actions, tuple(parts), each.id, each.number)


def linked_names(offered: Offered) -> frozenset[str]:
    """Return the names of recommendations that an action refers to, as ``Asked.names`` has them."""
    return frozenset(
        flat for each in offered.action.recommendation_ids for flat in _flat_names(each)
    )


def _clauses(text: str) -> tuple[str, ...]:
    """The sub-parts, and within them demands that are joined by "and" and lean on what precedes.

    One that only says how the thing before it shall be ("ensure that it is open late"), or too
    little to be looked for ("fill its gaps"), is none.
    """
    found = [clause for part in parts_of(text) for clause in _parted(part.text)]
    return tuple(
        one for n, one in enumerate(found) if n == 0 or not (_HOW_IT_IS.match(one) or leans_on(one))
    )


def _parted(text: str) -> Iterator[str]:
    start = 0
    for match in _AND.finditer(text):
        before = text[start : match.start()]
        if _demands(match) and len(content_words(before)) >= 2:
            yield before.strip()
            start = match.end()
    if text[start:].strip():
        yield text[start:].strip()


def _demands(match: re.Match[str]) -> bool:
    """Tell whether a verb behind "and" asks for something of its own."""
    verb, following = match["verb"], match["next"].lower()
    if verb not in BASES or following in _NEVER_AFTER_A_VERB:
        return False
    return verb not in NOUNS_TOO or following in _AFTER_A_VERB or bool(_OWNERS.search(following))


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _names(one: Recommendation, place: int) -> frozenset[str]:
    names = {name for given in (one.id, one.number) if given for name in _flat_names(given)}
    return frozenset(names or _flat_names(str(place)))


def _flat_names(name: str) -> frozenset[str]:
    """A name as written and by its number: "R2", "Recommendation 2" and "2" are one."""
    flat = " ".join(name.lower().split()).strip("().:")
    number = re.fullmatch(
        r"(?:r|rec|recommendation|no|number|rec-|r-)?[\s._-]*(\d{1,3}(?:\.\d+)*|[ivx]+)", flat
    )
    return frozenset({flat, number.group(1)} if number else {flat})
