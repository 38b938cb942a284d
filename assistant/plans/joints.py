"""Where demands of one sentence, joined by “and” or commas, can be parted safely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.plans.ellipsis import follows_passive
from assistant.plans.verbs import is_base, opens_demand

LEANS = re.compile(
    r"^(?:This|These|Those|They|It|Such|The latter|The former|As part of this|In doing so)\b"
)

_HOLDS_BACK = re.compile(
    r"\b(?:that|so|which|who|whom|whose|where|when|while|if|because|unless|until|how|whether"
    r"|ensur\w+|in order|between)\b",
    re.IGNORECASE,
)
"""Opens a clause in which a joined verb may have another subject."""

_LEANS_BACK = re.compile(
    r"^\S+\s+(?:it|them|this|these|those|so|him|her(?!\s+(?:own|family|care|needs)\b))\b",
    re.IGNORECASE,
)
"""“publish it” cannot stand alone: what it is was said before."""

_PURPOSE = re.compile(
    r"\bto\s+(?!(?:the|an?|its|their|all|each|every|any|our|this|these)\b)[a-z]+", re.I
)

_JOINT = re.compile(r"(?P<joint>\s*[,;]?\s+and(?:\s+then)?\s+|\s*,\s+)", re.IGNORECASE)

MOTION = re.compile(r"that\b", re.IGNORECASE)
"""Opens a motion: “That Cabinet approves …”."""

_AND_THAT = re.compile(r"that\s+(?=\S+\s+\S+)")
"""Opens a further recommendation behind “We recommend that …”."""

_SHOULD_SOON = re.compile(r"^(?:[\w’'/-]+\s+){1,10}?(?:should|must|needs? to|ought to|be)\s")
"""Opens what is recommended further in a series: “, that sufficient support should be …”."""

_SAYS = re.compile(
    r"\b(?:is|are|be|was|were|has|have|had|does|do|can|could|will|would|may|might|should|must"
    r"|needs?|ought)\b",
    re.IGNORECASE,
)

CLAUSE_AFTER = re.compile(
    r"^(?:(?:the|an?|all|each|every|its|their|any|both|more|such|these|those|[A-Z]\w+)\s+)?"
    r"(?:(?!that\b|which\b|who\b|should\b|must\b|and\b)[\w’'/-]+\s+){1,9}"
    r"(?:should|must|needs? to|ought to)\s",
)
"""Opens a clause of its own: “… and an evaluation framework should …”."""


def safe_cuts(words: str, begins: int) -> Iterator[tuple[int, int]]:
    since = begins
    recommends = words[:begins].endswith("that") or bool(MOTION.match(words))
    for joint in _JOINT.finditer(words, begins):
        before, after = words[since : joint.start()].strip(), words[joint.end() :]
        nested = not joint[0].strip().startswith(",") and re.search(r"(?<!^)\bthat\b", before)
        that = _AND_THAT.match(after) if recommends else None
        if that and "and" not in joint[0] and not _SHOULD_SOON.match(after[that.end() :]):
            that = None
        if that and not nested:
            yield joint.start(), joint.end() + that.end()
            since = joint.end() + that.end()
            continue
        led = since == begins and not recommends
        clause = "and" in joint[0] and CLAUSE_AFTER.match(after) and not LEANS.match(after)
        clause = clause and (led or bool(_SAYS.search(before)) or opens_demand(before))
        elliptic = follows_passive(words[: joint.start()], after)
        whole = not _depth(words[: joint.start()]) and len(before.split()) > 1
        if (clause or elliptic) and whole:
            yield joint.span()
            since = joint.end()
            continue
        opens = opens_demand(after) or _in_series(before, joint[0], after)
        if not opens or _LEANS_BACK.match(after) or after.startswith("be "):
            continue
        if not _has_object(before):
            continue
        comma = joint[0].strip().startswith((",", ";"))
        # A comma before “and” sets a demand off from the clause before it.
        set_off = comma and "and" in joint[0]
        if _depth(words[: joint.start()]) or (_HOLDS_BACK.search(before) and not set_off):
            continue
        dated = bool(re.search(r"\bby\b[^,;]{2,40}$", before))
        if _PURPOSE.search(before) and not (comma or dated):
            continue
        yield joint.span()
        since = joint.end()


def _in_series(before: str, joint: str, after: str) -> bool:
    """Tell whether a verb that may be a noun too stands between two demands: “simplify the form,
    train staff and publish the offer”."""
    item, _, last = after.partition(" and ")
    verb = item.split()[0] if item.split() else ""
    between = "," in joint and opens_demand(before) and bool(last) and opens_demand(last)
    return between and is_base(verb) and len(item.split()) > 1 and not _SAYS.search(item)


def _has_object(before: str) -> bool:
    """Tell whether a demand is whole alone, unlike “develop” in “develop and publish a plan”."""
    words = before.split()
    return (
        len(words) > 1
        and not before.startswith(",")
        and not re.search(
            r"\b(?:of|for|with|to|the|an?|in|on|by|from|its|their)$", before, re.IGNORECASE
        )
        and not _only_verbs(words)
    )


def _only_verbs(words: Sequence[str]) -> bool:
    """Tell whether there are verbs alone, each joined to the one before it."""
    text = " ".join(words)
    joined = re.split(r",? and |, ?", text)
    verbs = [one for one in joined if one and (" " in one or not one.endswith("ly"))]
    return all(" " not in one and opens_demand(f"{one} the thing") for one in verbs)


def _depth(words: str) -> int:
    """Return how many brackets are open."""
    return words.count("(") - words.count(")")
