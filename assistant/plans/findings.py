"""Sentences that say how things are, and not what is to be done about it."""

from __future__ import annotations

import re

from assistant.plans.clauses import MODAL_WORD
from assistant.plans.letters import lowered
from assistant.plans.subjects import PRONOUN

_ILL = re.compile(
    r"\b(?:late|often|rarely|seldom|sometimes|frequently|usually|always|poorly|inconsistently|too"
    r"|only|not|never|without|missed|delayed|cancelled|lost|refused|rejected|neglected|overlooked"
    r"|ignored|limited|currently|still|already|being)\b",
    re.IGNORECASE,
)
"""Says how things are, and not what is to be done."""


def tells_how_it_is(words: str) -> bool:
    """Tell whether “are assessed late”, “is often cancelled” is what was found."""
    return bool(_ILL.search(words))


def finding(words: str) -> str:
    """“Respite is patchy” → “Address the finding that respite is patchy”."""
    opens = re.match(r"^(?:[\w’'/-]+ ){1,12}?(?:is|are|was|were|has|have|does|do|did)\b", words)
    asks = re.match(
        r"^(?:is|are|has|have|does|do|what|how|why|who|which|when|where)\b", words, re.I
    )
    first = words.split()[0]
    if not opens or asks or "?" in words or PRONOUN.match(first) or MODAL_WORD.search(words):
        return ""
    return f"address the finding that {lowered(words)}"


_SUBJECT = re.compile(
    r"^(?P<subject>(?:the|an?|our|its|all)\s(?:[\w’'/-]+\s){1,9}?)"
    r"(?:has|have|had|is|are|was|were|does|do|did)\b",
    re.IGNORECASE,
)


def subject_of(sentence: str) -> str:
    """Return what a finding is about: “the plan” of “The plan has not been tested”; empty where
    that is not plain."""
    found = _SUBJECT.match(sentence.strip())
    return lowered(found["subject"].strip()) if found else ""
