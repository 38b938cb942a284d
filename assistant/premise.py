"""Does a question assume what the documents contradict?

Rules, each for one way in which a statement about the same thing can differ from what a
question takes for granted. What a question says of a number, a frequency, a turn or a place is
held against all that was found: it is contradicted where nothing bears it out. The other rules
speak only where the question assumes something (asks why, or to confirm, or says "now that")
and a likely statement is about most of what it asks. A question that is rightly put must not be
corrected, so that only rules are kept that speak on none of the answerable tuning questions;
they find one in eight of the false premises. A learned model over more features, and a rule for
denials, found more only by correcting what was right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.asked import Asked, words_in
from assistant.claims import (
    Stage,
    counted_in,
    frequencies_in,
    stages_in,
    turns_in,
    years_in,
)
from assistant.decide import context_of, likeliest
from assistant.places_asked import places_around
from assistant.ranking import Ranked, Ranking
from assistant.vocabulary import places_in

_READ = 5
_ASSUMES = re.compile(
    r"\bwhy\b|\breason|\bwhat (?:made|led|lies|lay)\b|\bbehind\b|\bthinking\b"
    r"|\bgiven that\b|\bnow that\b|\bseeing that\b|^with\b"
    r"|\b(?:right|correct|true)\?|\b(?:is|does|did|was)n[’']t\b",
    re.IGNORECASE,
)
"""How a question takes something for granted. "How did" is left out: what it asks about is
mostly so."""

_RARE_NAME = 3.0
"""Weight of a word that one in twenty passages holds: a name in more of them is no one's own."""

_ABOUT_IT = 0.5
"""Share of the question that a statement told of another place must be about."""

_ABOUT_A_COUNT = 0.4
"""The same for one that gives another number of the same thing."""

_ABOUT_A_TURN, _NEAR_A_TURN = 0.35, 0.25
"""The same for one that has a figure go the other way, and for those that bear a question out."""

_CHECKED = 12
"""Passages, the likeliest, none of which may bear a question's own number out."""

_TAKEN_AS_DONE = re.compile(
    r"\b(?:now that|given that|seeing that|already|finally)\b", re.IGNORECASE
)

Clash = Callable[[str, Ranked], bool]
"""Tells whether a statement differs in one way from what a question assumes."""


def _only_plans_it(question: str, one: Ranked) -> bool:
    said = stages_in(one.place.statement.shown)
    planned = Stage.PLANNED in said and Stage.DONE not in said
    return planned and bool(_TAKEN_AS_DONE.search(question))


def _gives_another_year(question: str, one: Ranked) -> bool:
    asked, said = years_in(question), years_in(one.place.statement.shown)
    return bool(asked) and bool(said) and not asked & said


def _names_other_places(question: str, one: Ranked) -> bool:
    asked = places_in(question)
    headings = " ".join(one.place.hit.passage.section)
    said = places_in(f"{one.place.statement.shown} {headings}")
    return bool(asked) and bool(said) and not asked & said


@dataclass(frozen=True, slots=True)
class Rule:
    """A clash, how much of the question its statement must be about, and what to say of it."""

    clash: Clash
    alike: float
    says: str


RULES = (
    Rule(_only_plans_it, 0.6, "The documents speak of it as planned or still to come."),
    Rule(_gives_another_year, 0.5, "The documents give another year."),
    Rule(_names_other_places, 0.6, "The documents say this of other places."),
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """The statement that a question's assumption clashes with, and what to say of it."""

    statement: Ranked
    says: str


def contradicted(asked: Asked, ranking: Ranking) -> Contradiction | None:
    """Return what contradicts an assumption of the question, if anything found does."""
    of_any = (_told_of_another_place, _counted_otherwise, _at_other_times, _the_other_way)
    if told := next(filter(None, (find(asked, ranking) for find in of_any)), None):
        return told
    if not _ASSUMES.search(asked.question.text):
        return None
    everything = replace(ranking, statements=(*ranking.statements, *ranking.elsewhere))
    likely = likeliest(everything)[:_READ]
    return next(filter(None, (_by(rule, asked, likely) for rule in RULES)), None)


def _told_of_another_place(asked: Asked, ranking: Ranking) -> Contradiction | None:
    """Return what tells of a name that the question puts in one place, if all tell of it in
    others: "the Lamp Wardens in Leeds", where the documents know them in Devon alone."""
    of_places = frozenset().union(*asked.places.values())
    named = asked.names - of_places
    rare = max((asked.weights.get(key, 0.0) for key in named), default=0.0)
    if not of_places or rare < _RARE_NAME or not ranking.elsewhere:
        return None
    if any(_names(asked, one, named) for one in ranking.statements):
        return None
    told = [
        one
        for one in ranking.elsewhere
        if _names(asked, one, named) and alike(asked, one) >= _ABOUT_IT
    ]
    if not told:
        return None
    best = max(told, key=lambda one: one.score)
    there = " and ".join(sorted(name.title() for name in _nearest_places(best)))
    here = " or ".join(sorted(name.title() for name in asked.places))
    return Contradiction(best, f"The documents tell of this in {there}, not in {here}.")


def _nearest_places(one: Ranked) -> frozenset[str]:
    """Return the places that a statement names, else its headings, else what stands around it."""
    headings = " ".join(one.place.hit.passage.section)
    own = places_in(one.place.statement.shown) or places_in(headings)
    return own or places_around(one.place)


def _counted_otherwise(asked: Asked, ranking: Ranking) -> Contradiction | None:
    """Return what gives another number of the thing that a question gives a number of, if
    nothing found gives that number of it."""
    for thing, counts in counted_in(asked.question.text).items():

        def given(text: str, thing: str = thing) -> frozenset[float]:
            return counted_in(text).get(thing, frozenset())

        if any(counts & given(text) for text in _texts(ranking)):
            continue
        for one in likeliest(ranking)[:_READ]:
            if given(one.place.statement.shown) and alike(asked, one) >= _ABOUT_A_COUNT:
                return Contradiction(one, "The documents give another number.")
    return None


def _at_other_times(asked: Asked, ranking: Ranking) -> Contradiction | None:
    """Return what says that something happens at other times than a question takes it to, if
    nothing found says the same."""
    asked_often = frequencies_in(asked.question.text)
    if not asked_often or any(asked_often & frequencies_in(text) for text in _texts(ranking)):
        return None
    for one in likeliest(ranking)[:_READ]:
        if frequencies_in(one.place.statement.shown) and alike(asked, one) >= _ABOUT_A_COUNT:
            return Contradiction(one, "The documents say that it happens at other times.")
    return None


def _the_other_way(asked: Asked, ranking: Ranking) -> Contradiction | None:
    """Return what says that a figure rose where a question has it fall, or fell where it has it
    rise, if nothing about as much of the question has it so."""
    turns = turns_in(asked.question.text)
    if len(turns) != 1:
        return None
    near = (one for one in ranking.statements if alike(asked, one) >= _NEAR_A_TURN)
    if any(turns & turns_in(one.place.statement.shown) for one in near):
        return None
    for one in likeliest(ranking)[:_READ]:
        if turns_in(one.place.statement.shown) and alike(asked, one) >= _ABOUT_A_TURN:
            return Contradiction(one, "The documents say that it went the other way.")
    return None


def _texts(ranking: Ranking) -> Iterator[str]:
    """Yield the statements of the likeliest passages, and their headings."""
    first = ranking.of_first(_CHECKED)
    yield from (one.place.statement.shown for one in first.statements)
    yield from (" ".join(hit.passage.section) for hit in first.hits)


def _names(asked: Asked, one: Ranked, named: frozenset[str]) -> bool:
    stems = context_of(one.place)
    return all(asked.holds_name(key, stems) for key in named)


def _by(rule: Rule, asked: Asked, likely: Sequence[Ranked]) -> Contradiction | None:
    for one in likely:
        if alike(asked, one) >= rule.alike and rule.clash(asked.question.text, one):
            return Contradiction(one, rule.says)
    return None


def alike(asked: Asked, one: Ranked) -> float:
    """Return how much of the question a statement with its headings is about, 0 to 1."""
    heading = words_in(" ".join(one.place.hit.passage.section)).all
    return asked.meant(words_in(one.place.statement.shown).all | heading)
