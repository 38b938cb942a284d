"""Clauses that demand: “The Council should …”, “Managers must …”, turned into imperatives."""

from __future__ import annotations

import re

from assistant.plans.letters import EDGE, lowered
from assistant.plans.passives import PARTICIPIAL, of_passive
from assistant.plans.subjects import PREPOSED, PRONOUN, is_ours, is_plural, with_its_owner
from assistant.plans.verbs import (
    base_of_gerund,
    base_of_participle,
    base_of_third,
    is_base,
    third_person,
)

_ASKED = (
    r"(?:is|are|be)\s+(?:also\s+)?(?:asked|advised|invited|encouraged|urged|recommended|requested"
    r"|required|expected|called upon)\s+to"
)

MODAL = (
    rf"(?:should|must|shall|ought\s+to|needs?\s+to|ha(?:s|ve)\s+to|(?:is|are)\s+to|will\s+need\s+to"
    rf"|may\s+wish\s+to|might\s+wish\s+to|could\s+usefully|would\s+benefit\s+from|{_ASKED})"
)

CLAUSE = re.compile(
    rf"^(?P<subject>.+?)\s+(?P<modal>{MODAL})(?:\s+|\s*,\s*(?P<aside>[^,]+?)\s*,\s*)(?P<rest>[^\s,].*)$",
    re.IGNORECASE | re.DOTALL,
)

_FILLERS = re.compile(
    r"^(?:(?:also|therefore|now|then|thus|in addition|further|instead|as a minimum"
    r"|where (?:possible|appropriate)),?\s+)+",
    re.IGNORECASE,
)

FRONT = re.compile(
    r"^(?P<front>(?:as (?:part|well)"
    r"|in (?:order|partnership|consultation|addition|line|developing|future|doing)|to|by|with"
    r"|within|when|where|if|once|before|after|following|until|through|building|working|given"
    r"|during|from|for|at|on)\b[^,]{2,160}),\s+(?P<main>.+)$",
    re.IGNORECASE | re.DOTALL,
)

_NEGATIVE = re.compile(r"^(?:not|no longer|never)\s+(?P<rest>.+)$", re.IGNORECASE | re.DOTALL)

_ADVERB = re.compile(
    r"^(?P<adverb>\w+ly|continue to|better|further|always)\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)

FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would|may|might|should|must)\b",
    re.IGNORECASE,
)

MODAL_WORD = re.compile(rf"\b{MODAL}\b", re.IGNORECASE)


def of_clause(words: str, authority: str) -> str:
    """“The Council should …”, “A protocol should be …”, “Managers must …”."""
    front = FRONT.match(words)
    if front and CLAUSE.match(front["main"]):
        main = of_clause(front["main"], authority)
        return f"{main}, {lowered(front['front'])}" if main else ""
    match = CLAUSE.match(words)
    if not match or match["subject"].count("(") != match["subject"].count(")"):
        return ""
    if _NO_SUBJECT.search(match["subject"]):
        return ""
    subject = match["subject"].strip(EDGE)
    rest = _FILLERS.sub("", match["rest"]).strip()
    if " benefit " in f" {match['modal'].lower()} ":
        return ""
    if FINITE.search(subject) and not re.search(r"\b(?:which|who|that|the way)\b", subject):
        return ""
    aside = f", {match['aside'].strip()}" if match["aside"] else ""
    ours, company = is_ours(subject, authority)
    done = _own(rest) if ours else ""
    if done:
        done = with_its_owner(done, subject)
        joined = ", " if company.startswith("working") else " "
        return f"{done}{aside}{joined if company else ''}{company}"
    done = of_passive(subject, rest) if not ours or PRONOUN.match(subject) else ""
    done = done or _ensured(subject, rest)
    return f"{done}{aside}" if done else ""


_UNSET = re.compile(
    r"^(?P<front>(?:in order to|to|as part of|within)\s[^,;:]{4,160}?)\s"
    rf"(?P<main>(?:(?:the|this|each|our)\s(?:\w+\s){{0,2}}?(?:council|authority|cabinet|board|panel"
    rf"|partnership|service|trust)s?|we|officers|cabinet|partners|members|management)\s{MODAL}\s.*)$",
    re.IGNORECASE | re.DOTALL,
)
"""“To improve access the Council should …”, without a comma."""


def with_front_set_off(words: str) -> str:
    """Put the comma behind “To improve access” where it is missing."""
    return _UNSET.sub(r"\g<front>, \g<main>", words)


_NO_SUBJECT = re.compile(r"[:;?]|, (?:but|and|so)\b|\b(?:who|which|that|whom|what|how)$", re.I)
"""Holds a whole clause, or leaves one open, so that it is no subject of what follows."""


def _own(rest: str) -> str:
    """What the authority is to do: its verb comes first."""
    negative = _NEGATIVE.match(rest)
    if negative and negative["rest"].split()[0].isalpha():
        longer = rest.lower().startswith("no longer")
        return f"{'cease to' if longer else 'do not'} {negative['rest']}"
    passive = PARTICIPIAL.match(rest)
    if passive:
        return "" if base_of_participle(passive["verb"]) else f"be {rest[3:]}"
    word = rest.split()[0].rstrip(",")
    if is_base(word) or _ADVERB.match(rest):
        return rest
    base = base_of_gerund(word) or base_of_third(word)
    return (
        f"{base}{rest[len(word) :]}"
        if base
        else (rest if word.isalpha() and word.islower() else "")
    )


def _ensured(subject: str, rest: str) -> str:
    """“Managers should review …” → “Ensure that managers review …”."""
    if PRONOUN.match(subject):
        return ""
    words = rest.split()
    adverb = _ADVERB.match(rest)
    single = adverb and " " not in adverb["adverb"]
    before = f"{adverb['adverb']} " if adverb and single else ""
    verb = words[1] if before and len(words) > 1 else words[0]
    after = rest[len(before) + len(verb) :]
    verb = verb.lower()
    if verb == "not" or not (is_base(verb) or verb.isalpha()):
        return ""
    if verb == "ensure":
        return f"ensure{after}, through {lowered(subject)}"
    plural = is_plural(subject)
    if plural is None and PREPOSED.match(subject):
        return ""
    if plural is None:
        return f"arrange for {lowered(subject)} to {rest}"
    form = ("are" if verb == "be" else verb) if plural else third_person(verb)
    if not plural and re.match(r",? (?:\S+ )*?(?:and|or) [a-z]+", after) and _second_verb(after):
        return f"arrange for {lowered(subject)} to {rest}"
    return f"ensure that {lowered(subject)} {before}{form}{after}"


def _second_verb(after: str) -> bool:
    """Tell whether another verb is joined to the first, which would have to change with it."""
    found = re.findall(r"\b(?:and|or)\s+(?:\w+ly\s+)?([a-z-]+)", after, re.IGNORECASE)
    return any(is_base(word) for word in found)
