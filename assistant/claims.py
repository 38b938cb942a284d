"""What a sentence claims besides its subject: which way, when, and if it is done yet.

Patterns over words; each function is pure and knows nothing of a document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from assistant.question import stem

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Direction(StrEnum):
    """Which way something went, or one thing lies of another."""

    UP = "up"
    DOWN = "down"
    BEFORE = "before"
    AFTER = "after"


_DIRECTIONS = {
    Direction.UP: r"(?:r[io]se[ns]?|rising|increas\w*|gr[eo]wn?|grow(?:s|th|ing)?|higher|more|up|"
    r"gain\w*|improv\w*|expand\w*|extend\w*|bett?er|faster|quicker|ahead|above|largest|biggest|most)",
    Direction.DOWN: r"(?:f[ae]ll(?:s|en|ing)?|decreas\w*|declin\w*|dr[oi]pp?\w*|reduc\w*|lower|"
    r"less|fewer|down|cut(?:s|ting)?|shr[aiu]nk\w*|worse\w*|slower|behind|below|smallest|least)",
    Direction.BEFORE: r"(?:before|first|earlier|prior|initially|precede\w*|until)",
    Direction.AFTER: r"(?:after|then|later|following|subsequent\w*|once|only when|since)",
}
_OPPOSITE = {
    Direction.UP: Direction.DOWN,
    Direction.DOWN: Direction.UP,
    Direction.BEFORE: Direction.AFTER,
    Direction.AFTER: Direction.BEFORE,
}
_DIRECTION_PATTERNS = {
    key: re.compile(rf"\b{pattern}\b", re.IGNORECASE) for key, pattern in _DIRECTIONS.items()
}


_TURNS = {
    Direction.UP: r"(?:r[io]se[ns]?|rising|increas\w*|gr[eo]w(?:n|s|th|ing)?|(?:went|going|go) up|"
    r"gain\w*|expand\w*|higher|extra|better)",
    Direction.DOWN: r"(?:f[ae]ll(?:s|en|ing)?|decreas\w*|declin\w*|dr[oi]pp?\w*|reduc\w*|lower|"
    r"(?:went|going|go) down|cut(?:s|ting)?|shr[aiu]nk\w*|los[et]\w*|fewer|worse)",
}
_TURN_PATTERNS = {
    key: re.compile(rf"\b{pattern}\b", re.IGNORECASE) for key, pattern in _TURNS.items()
}


@lru_cache(maxsize=16_384)
def turns_in(text: str) -> frozenset[Direction]:
    """Return which way a text says that a figure went: fewer words than ``directions_in``, none
    of which merely compares."""
    return frozenset(key for key, pattern in _TURN_PATTERNS.items() if pattern.search(text))


class Stage(StrEnum):
    """Whether something is meant to be, or has been."""

    PLANNED = "planned"
    DONE = "done"


_STAGES = {
    Stage.PLANNED: re.compile(
        r"\b(?:will|plan(?:s|ned|ning)?|intend\w*|propos\w*|aim(?:s|ed|ing)?|hop(?:e|es|ed|ing)|"
        r"expect\w*|consider\w*|may|might|could|would|should|challenge\w*|future|next|potential\w*|"
        r"to be|being (?:put|set|developed|considered)|how to)\b",
        re.IGNORECASE,
    ),
    Stage.DONE: re.compile(
        r"\b(?:has|have|had|was|were|did|been|already|now that|completed|achieved|established|"
        r"launched|introduced|since|\w+ed)\b",
        re.IGNORECASE,
    ),
}


def years_in(text: str) -> frozenset[str]:
    """Return the years that a text names."""
    return frozenset(_YEAR.findall(text))


@lru_cache(maxsize=16_384)
def directions_in(text: str) -> frozenset[Direction]:
    """Return which ways a text says that things go."""
    return frozenset(key for key, pattern in _DIRECTION_PATTERNS.items() if pattern.search(text))


def opposed(one: frozenset[Direction], other: frozenset[Direction]) -> bool:
    """Tell whether one goes only where the other goes only the other way."""
    return any(
        _OPPOSITE[way] in other and way not in other and _OPPOSITE[way] not in one for way in one
    )


@lru_cache(maxsize=16_384)
def stages_in(text: str) -> frozenset[Stage]:
    """Return whether a text speaks of what is planned, of what is done, or of both."""
    return frozenset(key for key, pattern in _STAGES.items() if pattern.search(text))


_WRITTEN_SMALL = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty
"""
_WRITTEN_TENS = "thirty forty fifty sixty seventy eighty ninety"
_SAID = {
    **{word: float(value) for value, word in enumerate(_WRITTEN_SMALL.split(), start=2)},
    **{word: 10.0 * tens for tens, word in enumerate(_WRITTEN_TENS.split(), start=3)},
}
_COUNT_OF = re.compile(
    rf"(?<![\w£.,/-])(?P<count>\d[\d,]*(?:\.\d+)?|{'|'.join(_SAID)})(?![\w%./-])"
    r"(?=\s+(?P<of>(?:[a-z][\w’'-]*\s+){0,2}[a-z][\w’'-]*))",
    re.IGNORECASE,
)
_WRITTEN_NOT_COUNTED = """
january february march april may june july august september october november december per to of in
on at for and or by with a an the from as is are was were have has had will more other who that
which than million billion thousand hundred people years year months month weeks week days day
hours hour
"""
_NOT_COUNTED = frozenset(_WRITTEN_NOT_COUNTED.split())
"""Words at which what is counted ends, and measures: a text may give many lengths of time, or
numbers of people, without contradicting itself."""


@lru_cache(maxsize=16_384)
def counted_in(text: str) -> Mapping[str, frozenset[float]]:
    """Return the numbers that a text gives of things, by the stems of what is counted.

    >>> counted_in("It has six main themes.")["theme"]
    frozenset({6.0})
    """
    found: dict[str, frozenset[float]] = {}
    for match in _COUNT_OF.finditer(text):
        written = match["count"].lower().replace(",", "")
        if _YEAR.fullmatch(written):
            continue
        value = _SAID[written] if written in _SAID else float(written)
        for word in match["of"].lower().split():
            if word in _NOT_COUNTED:
                break
            found[stem(word)] = found.get(stem(word), frozenset()) | {value}
    return found


_OFTEN = {
    "daily": r"daily|(?:every|each) day",
    "weekly": r"weekly|(?:every|each|per|a) week",
    "fortnightly": r"fortnightly|every (?:fortnight|two weeks)",
    "monthly": r"monthly|(?:every|each|per|a) month",
    "quarterly": r"quarterly|(?:every|each) quarter|four times (?:per|a) year|every three months",
    "twice a year": r"(?:twice|two times) (?:per|a) year|every six months|half[- ]yearly",
    "six times a year": r"six times (?:per|a) year|every two months",
    "yearly": r"annual(?:ly)?|yearly|(?:every|each) year|once (?:per|a) year",
}
_OFTEN_PATTERNS = {
    key: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for key, pattern in _OFTEN.items()
}


@lru_cache(maxsize=16_384)
def frequencies_in(text: str) -> frozenset[str]:
    """Return how often a text says that things happen."""
    return frozenset(key for key, pattern in _OFTEN_PATTERNS.items() if pattern.search(text))
