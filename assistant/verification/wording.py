"""How a sentence says what it says: denied, how much of it, planned or done, why, which way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.claims import Direction, Stage, directions_in, stages_in

_FLAGS = re.IGNORECASE
_DENIAL = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|without|cannot|rarely|seldom|hardly|lacks?"
    r"|lacking|lacked|fail(?:s|ed|ing|ure)?|unable|refus\w+|absence|absent|declin(?:ed|es|ing) to"
    r"|rather than|instead of|ruled? out|excluded?|excludes|stopped"
    r"|un(?:changed|affected|likely|funded|clear|available|successful|met|done)|ceased?|rejected|missing)\b|n[’']t\b",
    _FLAGS,
)
_ALL = re.compile(
    r"\b(?:all|every\w*|each|always|entire\w*|whole|only|solely|exclusively|both|fully|completely"
    r"|entirely|universal\w*|throughout|across the (?:county|borough|city|district|region|country)"
    r"|county-?wide|borough-?wide|nation\w*|any)\b",
    _FLAGS,
)
_MOST = re.compile(
    r"\b(?:most(?!\s+(?:\w+ant|\w+ed|\w+al|\w+ive)\b)|majority|mainly|mostly|largely|usually"
    r"|generally|typically|normally|often|many)\b", _FLAGS,
)  # fmt: skip
_SOME = re.compile(
    r"\b(?:some|several|few|fewer|certain|sometimes|occasionally|one of|part(?:ly|ial\w*)?|a number"
    r"|minority|pilot\w*|trial\w*|selected|limited|initial\w*|small|in (?:one|two|three) \w+)\b",
    _FLAGS,
)
_CAUSE = re.compile(
    r"\b(?:because|caus\w+|led to|leads? to|leading to|due to|owing to|thanks to"
    r"|result(?:s|ed|ing)? (?:in|of|from)|as a result|consequen\w+|therefore|hence|produced"
    r"|brought about|driv\w+|drove|thereby|explain\w*|responsible for|down to|since|made)\b",
    _FLAGS,
)
_LINK = re.compile(
    r"\b(?:associat\w+|correlat\w+|coincid\w+|linked|alongside|at the same time|over the same"
    r"|meanwhile|during|after|following|while)\b", _FLAGS,
)  # fmt: skip
_ADVICE = re.compile(
    r"\b(?:should|ought|recommend\w*|must|need(?:s|ed)? to|urge\w*|advis\w+|propos\w+|suggest\w*"
    r"|could|may|might|would|possib\w+|consider\w*|likely|hope[sd]?|expect\w*|aim\w*|intend\w*"
    r"|plan(?:s|ned|ning)?|will|to be)\b",
    _FLAGS,
)
_MAYBE = re.compile(
    r"\b(?:may|might|could|possibl\w+|perhaps|potential\w*|appear\w*|seem\w*|suggest\w*|likely"
    r"|unlikely|unclear|uncertain)\b", _FLAGS,
)  # fmt: skip
_COMPARED = re.compile(
    r"\b(?:than|compared|against|whereas|outnumber\w*|exceed\w*|highest|lowest|largest|smallest"
    r"|\w+er than|more|less|fewer|most|least|first|last|before|after)\b", _FLAGS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a text mark; ``strength`` is how much of something is meant: 3 all,
    2 most, 1 some, 0 where nothing is said."""

    denials: int
    strength: int
    some: bool
    cause: bool
    link: bool
    advice: bool
    maybe: bool
    compared: bool
    directions: frozenset[Direction]
    stages: frozenset[Stage]


@lru_cache(maxsize=8192)
def wording_of(text: str) -> Wording:
    """Return what the words of a text mark."""
    some = bool(_SOME.search(text))
    strength = 3 if _ALL.search(text) else 2 if _MOST.search(text) else 1 if some else 0
    return Wording(
        denials=len(_DENIAL.findall(text)),
        strength=strength,
        some=some,
        cause=bool(_CAUSE.search(text)),
        link=bool(_LINK.search(text)),
        advice=bool(_ADVICE.search(text)),
        maybe=bool(_MAYBE.search(text)),
        compared=bool(_COMPARED.search(text)),
        directions=directions_in(text),
        stages=stages_in(text),
    )
