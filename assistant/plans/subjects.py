"""Who is to do something: the authority itself, one or many, and with whom."""

from __future__ import annotations

import re

from assistant.plans.letters import EDGE, lowered

OURS = re.compile(
    r"^(?:(?:the|both|all|each|our|your)\s+)?(?:(?:two|local|county|borough|district|city|unitary|metropolitan"
    r"|public|relevant|new|welsh)\s+)*(?:councils?|authorit(?:y|ies)|we|you|it|they|cabinet"
    r"|executive|officers|management)$",
    re.IGNORECASE,
)

PRONOUN = re.compile(r"^(?:it|this|these|that|those|they|he|she|which|such)$", re.IGNORECASE)

_WITH = re.compile(
    r"^(?P<ours>.+?)(?:,)?\s+(?P<with>(?:together|jointly|along|working)?\s*(?:with|alongside)\s+[^,]+?|and\s+(?:its|their)\s+[^,]+?),?$",
    re.IGNORECASE,
)

_PLURALS = frozenset(
    [
        "people",
        "staff",
        "children",
        "members",
        "police",
        "data",
        "men",
        "women",
        "criteria",
        "media",
    ]
)


def is_ours(subject: str, authority: str) -> tuple[bool, str]:
    """Tell whether the subject is the authority itself, and with whom it acts."""
    plain = subject.strip(EDGE)
    if OURS.match(plain) or _same(plain, authority):
        return True, ""
    match = _WITH.match(plain)
    if match and (OURS.match(match["ours"].strip(EDGE)) or _same(match["ours"], authority)):
        company = match["with"].strip(EDGE)
        company = re.sub(r"^and\b", "with", company, flags=re.IGNORECASE)
        return True, company
    return False, ""


def _same(subject: str, authority: str) -> bool:
    def key(name: str) -> str:
        return re.sub(r"^the\s+", "", name.strip().lower())

    return bool(authority) and key(subject) == key(authority)


PREPOSED = re.compile(
    r"^(?:at|in|on|for|with|by|under|within|across|through|during|without|from|to|as)\b", re.I
)


def is_plural(subject: str) -> bool | None:
    """Tell whether the subject takes a plural verb; None where that cannot be told safely."""
    head = re.split(
        r"\s+(?:of|for|in|on|at|with|from|to|by|across|within|between|that|which|who|about|under)\s+",
        subject,
        maxsplit=1,
    )[0].strip(EDGE)
    if PREPOSED.match(subject):
        last = subject.split()[-1].lower()
        return True if last in _PLURALS or re.search(r"[^su]s$", last) else None
    if re.search(r",|\bor\b|/", head):
        return None
    if re.search(r"\band\b", head):
        return not re.match(r"^(?:each|every)\b", head, re.IGNORECASE)
    word = head.split()[-1].lower() if head.split() else ""
    if re.match(r"^(?:an?|each|every|this|that)\b", head, re.IGNORECASE):
        return False
    if word in _PLURALS or re.match(
        r"^(?:all|both|these|those|many|several|most)\b", head, re.IGNORECASE
    ):
        return True
    if word.endswith("s") and not re.search(r"(?:ss|us|is|ics|news)$", word):
        return True
    return False if re.match(r"^the\b", head, re.IGNORECASE) or head[:1].isupper() else None


_ITS = re.compile(r"^(?P<verb>\w+(?: \w+ly)?(?: whether| how)?) its\b")


def with_its_owner(done: str, subject: str) -> str:
    """“The Council should review its policy” → “review the Council’s policy”: in a plan “its”
    would belong to nobody."""
    noun = re.match(r"^(?:the|this|each|our)\s(?:\w+\s){0,2}?(?:council|authority)$", subject, re.I)
    return _ITS.sub(rf"\g<verb> {lowered(subject)}’s", done) if noun else done
