"""What is to be done to something: “a protocol should be agreed” → “agree a protocol”."""

from __future__ import annotations

import re

from assistant.plans.letters import lowered
from assistant.plans.subjects import PREPOSED, is_plural
from assistant.plans.verbs import PARTICIPLES, base_of_participle

PARTICIPIAL = re.compile(
    r"^be\s+(?:(?P<adverb>\w+ly)\s+)?(?P<verb>[a-z-]+)\b\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL
)

_PARTICLE = re.compile(
    r"^(?P<particle>up|out|down|in place|into account|on|back|forward|together|over)\b"
    r"\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)

_WHEN = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|next|autumn|spring|summer|winter"
)

_BY_AGENT = re.compile(r"^by (?:the (?:council|authority)|officers)\b\s*", re.IGNORECASE)


def of_passive(subject: str, rest: str) -> str:
    """“a protocol” + “be agreed with health” → “agree a protocol with health”."""
    if PREPOSED.match(subject):
        return ""
    match = PARTICIPIAL.match(rest)
    base = base_of_participle(match["verb"]) if match else ""
    if not match or not base or base in ("be", "have"):
        return ""
    tail = _BY_AGENT.sub("", match["rest"]).strip()
    tail = re.sub(r"\s+by the (?:council|authority)$", "", tail, flags=re.IGNORECASE)
    if re.match(
        rf"^(?:by|able|aware|of)\b(?! (?:the end|\d|{_WHEN}|\w+ing\b))",
        tail,
        re.IGNORECASE,
    ):
        return ""  # somebody else does it
    if further := _FURTHER.match(tail):
        others = [base_of_participle(one) for one in re.findall(r"[a-z-]{3,}", further["more"])]
        last = base_of_participle(further["last"])
        if not last or not all(others):
            return ""
        before = "".join(f", {one}" for one in others)
        base, tail = f"{base}{before} {further['and']} {last}", further["rest"]
    tail = _ELLIPTIC.sub(_second_active, tail)
    them = "them" if is_plural(subject) else "it"
    tail = _AGAIN.sub(lambda m: f"{m[1]}and {base_of_participle(m[2])} {them}", tail)
    if base == "give" and re.match(r"^consideration$", subject, re.IGNORECASE):
        return _considered(tail)
    particle = _PARTICLE.match(tail)
    if particle and not re.match(r"^(?:on|over)\s", tail, re.IGNORECASE):
        base, tail = f"{base} {particle['particle']}", particle["rest"]
    adverb = f"{match['adverb'].lower()} " if match["adverb"] else ""
    return f"{adverb}{base} {_object(subject)} {tail}".strip()


_FURTHER = re.compile(
    r"^(?P<more>(?:,\s+[a-z-]{3,})*),?\s*(?P<and>and|or)\s+(?:\w+ly\s+)?(?P<last>[a-z-]+)\b\s*(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""“agreed, published and reported to all”: more that is done to the same."""

_AGAIN = re.compile(
    rf"(\S\s)and ({'|'.join(sorted(PARTICIPLES, key=len, reverse=True))})"
    r"(?=\s(?:with|to|by|in|on|at|as|for|from|every)\b|$)"
)
"""“agreed within a month and shared with all”: the second of two things done to one object."""

_ELLIPTIC = re.compile(
    r"\band (?P<object>(?:their|its|the|all|any|these|each|an?)\s[\w’'-]+(?:\s[\w’'-]+){0,4}?)\s"
    r"(?P<done>\w+)(?P<rest>(?:\s(?:by|in|to|with|on|at|as|every|within|before)\b.*)?)$",
    re.IGNORECASE | re.DOTALL,
)


def _second_active(match: re.Match[str]) -> str:
    """“and their results published” → “and publish their results”."""
    base = base_of_participle(match["done"])
    return f"and {base} {match['object']}{match['rest']}" if base else match[0]


def _considered(tail: str) -> str:
    match = re.match(r"^to\s+(?P<what>.+)$", tail, re.IGNORECASE | re.DOTALL)
    return f"consider {match['what']}" if match else ""


def _object(subject: str) -> str:
    pronouns = {"it": "it", "they": "them", "he": "him", "she": "her", "we": "us"}
    return pronouns.get(subject.lower(), lowered(subject))
