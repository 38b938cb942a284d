"""Demands that leave out what the one before them says: “… is agreed and staff trained”."""

from __future__ import annotations

import re

from assistant.plans.verbs import base_of_participle, is_base, opens_demand

_MOST_WORDS = 7
"""Words of what is to be done something to, before the participle that says what."""
_FINITE = re.compile(
    r"^(?:is|are|was|were|has|have|had|does|do|can|could|will|would|may|might|should|must|that"
    r"|which|who|to|not|be|by)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^(?:$|[,.;)]|(?:in|to|with|on|at|as|within|before|after|through|for|from|every|each|so|and"
    r"|up|out|down|annually|monthly|quarterly|weekly|regularly|publicly|\w+ly)\b|by (?:the end|\d"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|next|autumn|spring|summer|winter)\b)",
    re.IGNORECASE,
)
"""What may follow the participle; “by” whom it is done makes it a description."""
_PASSIVE_BEFORE = re.compile(
    r"\b(?:be|is|are)\s+(?:also\s+|\w+ly\s+)?(?P<done>[a-z-]+)\b", re.IGNORECASE
)
_LEFT_OPEN = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to|(?:is|are) to|be|is|are|recommend(?:s|ed)? that)$",
    re.IGNORECASE,
)
_WORK_WITH = re.compile(
    r"\bwork(?:s|ing)?\s+(?:(?:\w+ly|together)\s+)?with\s+(?P<whom>[^,;:]{2,80}?)\s+to\s+(?=[a-z])",
    re.IGNORECASE,
)


def restored(words: str) -> str:
    """Return “staff trained in it” as “staff should be trained in it”; empty where nothing is
    surely left out."""
    found = words.split()
    if opens_demand(words) or re.match(r"^\S+(?:,| and\b| or\b|$)", words):
        return ""
    for number, word in enumerate(found[: _MOST_WORDS + 2]):
        before, rest = " ".join(found[:number]), " ".join(found[number + 1 :])
        bare = word.rstrip(",.;")
        if number and word == "be" and _is_done(rest):
            return f"{before} should be {rest}"
        if number and base_of_participle(bare) and not is_base(word):
            goes_on = _GOES_ON.match(word[len(bare) :] + rest)
            return f"{before} should be {word} {rest}" if goes_on else ""
        noun_goes_on = word == "to" and number > 1 and not is_base((found[number + 1 :] or [""])[0])
        if _FINITE.match(word) and not noun_goes_on:
            return ""
    return ""


def _is_done(rest: str) -> bool:
    first = rest.split()[0].rstrip(",.;") if rest else ""
    return bool(base_of_participle(first)) or first in ("able", "made")


def follows_passive(before: str, after: str) -> bool:
    """Tell whether ``after`` goes on from a clause in which something is done to something, with
    another thing and what is done to it; what is “its” stays with what it belongs to."""
    if re.match(r"^(?:its|their|his|her|it|them|the same|both)\b", after, re.IGNORECASE):
        return False
    passive = any(base_of_participle(one["done"]) for one in _PASSIVE_BEFORE.finditer(before))
    explicit = re.match(r"^(?:\S+\s){1,6}?be\s", after)
    return (passive or bool(explicit)) and bool(restored(after))


def left_open(before: str) -> str:
    """Return what leads up to the last “is”, “are” or “be” before what is done to something."""
    found = [one for one in _PASSIVE_BEFORE.finditer(before) if base_of_participle(one["done"])]
    return " ".join(before[: found[-1].start("done")].split()) if found else ""


def is_left_open(lead: str) -> bool:
    """Tell whether a lead-in ends where what is left out would stand."""
    return bool(_LEFT_OPEN.search(lead))


def work_with(words: str, begins: int = 0) -> re.Match[str] | None:
    """Return “work with partners to”, behind which demands may follow one another."""
    found = _WORK_WITH.search(words, begins)
    return found if found and found.start() - begins < 80 else None
