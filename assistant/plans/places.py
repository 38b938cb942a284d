"""What the parts of a plan are headed by, whoever wrote it."""

from __future__ import annotations

import re
from enum import StrEnum


class Place(StrEnum):
    """What the part of the document that is read now holds."""

    PLAN = "plan"
    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"
    TIMETABLE = "timetable"
    MONITORING = "monitoring"
    TO_CONFIRM = "to confirm"
    SOURCES = "sources"
    NARRATIVE = "narrative"


_WITH_MONITORING = (
    r"(?:and|of|the|this|our|arrangements?|review|reviewing|reporting|monitoring|evaluation"
    r"|governance|plan|progress|action|delivery|scrutiny|we will)"
)
_PLACES = (
    (Place.RECOMMENDATIONS, r"(?:the |agreed |review |key )?recommendations?(?: addressed| made)?"),
    (
        Place.ACTIONS,
        r"(?:the |our |key |agreed |planned |proposed )?actions?(?: table| list| points)?",
    ),
    (Place.TIMETABLE, r"(?:the )?(?:time ?table|key dates|dates)(?: for .*| of .*)?"),
    (
        Place.MONITORING,
        rf"(?:how .*\b)?(?:monitoring|monitor|reporting|scrutiny)(?:,? {_WITH_MONITORING})*"
        r"|governance(?: and (?:monitoring|reporting|oversight))?(?: arrangements)?"
        r"|review arrangements",
    ),
    (
        Place.TO_CONFIRM,
        r"(?:what (?:is|must) )?(?:still )?to be (?:confirmed|decided)(?: by .*)?"
        r"|to confirm|still to decide",
    ),
    (Place.SOURCES, r"sources|references|citations"),
    (Place.NARRATIVE, r"narrative|background"),
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.):]?\s+")


def place_named(text: str) -> Place | None:
    """Return the part that a heading names; None where it is the heading of a section."""
    words = _NUMBERED.sub("", text).strip(" :.").lower()
    return next((place for place, pattern in _PLACES if re.fullmatch(pattern, words)), None)
