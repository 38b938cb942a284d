"""What a sentence claims besides its subject: which way, when, and if it is done yet.

Patterns over words; each function is pure and knows nothing of a document.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

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
