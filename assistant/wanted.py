"""What kind of thing a question asks for, and what a sentence gives: a number, a name, a reason."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_BODY = (
    r"(?:Mr|Mrs|Ms|Dr|Cllr|Councillor|Director|Manager|Officer|Chief|Head|Lead|Leader|Coordinator"
    r"|Co-ordinator|Chair|Champion|Sponsor|Owner|Board|Team|Council|Department|Service|Trust"
    r"|Group|Partnership|Committee|Agency|Office)"
)


class Wanted(StrEnum):
    """A kind of thing that an answer may have to give."""

    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    DURATION = "duration"
    PERSON = "person or body"
    PLACE = "place"
    REASON = "reason"
    MANNER = "manner"


_ASKED = {
    Wanted.NUMBER: r"""
        \bhow\ (?:many|much|large|big|old|far)\b | \b(?:what|which)\ (?:number|figure|amount|size)\b
        | (?:^|\b(?:what|which|give|tell|state|know|want|need)\b[^?.]*\b)(?:the\ )?(?:total\ )?
        (?:number\ of|totals?)\b(?!\ place)""",
    Wanted.MONEY: r"""
        £ | \bhow\ much\b(?=.*\b(?:cost|pay|paid|spen[dt]|charge|sav|money|fund|give|grant|worth
        |a\ year))
        | \b(?:what|how\ (?:much|big|large|high))\b.*\b(?:costs?|budgets?|price|fees?|salary
        |salaries)\b
        | \bcost(?:s|ing)?\ (?:of|to|per)\b""",
    Wanted.SHARE: r"\b(?:percentage|per\ cent|proportion|what\ share|fraction)\b | %",
    Wanted.DATE: r"""
        (?:^|[,;:.?!]\s|\b(?:and|or|but)\s)when(?:[’']s|\ (?:exactly\ )?(?:is|are|was|were|will
        |would|do|does|did|can|could|should|must|may|has|have|had|shall)\b|(?:\ [\w’'-]+){0,6}\??$)
        | \b(?:by|since|until|from)\ when\b
        | \b(?:what|which)\ (?:date|day|month|year)\b | \bdeadline | \bby\ what\b
        | \bhow\ soon\b | \btarget\ date""",
    Wanted.DURATION: r"""
        \bhow\ (?:long|often|frequently)\b | \bhow\ many\ (?:days|weeks|months|years|times)\b
        | \bfrequency\b""",
    Wanted.PERSON: r"""
        \bwho(?:m|se)?\b | \b(?:what|which)\ (?:organi[sz]ation|body|bodies|team|department|officer
        |person|group|partner|agency|agencies)s?\b | \bnames?\ of\b""",
    Wanted.PLACE: r"""
        \bwhere\b | \b(?:what|which)\ (?:place|area|town|city|county|council|borough)s?\b""",
    Wanted.REASON: r"""
        \bwhy\b | \breasons?\b | \bwhat\ (?:led|made|caused|drove|prompted|motivated)\b
        | \bwhat\ for\b | \bpurpose\b | \bbehind\b""",
    Wanted.MANNER: r"""
        \bhow\b(?!\ (?:many|much|long|often|far|old|big|large|soon|frequently))
        | \bin\ what\ way""",
}

_GIVEN = {
    Wanted.NUMBER: r"""
        \d | \b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty
        |thirty|forty|fifty|hundred|thousand|million|half|third|quarter|no|none)\b""",
    Wanted.MONEY: r"£ | \b(?:pounds|million|free\ of\ charge)\b",
    Wanted.SHARE: r"% | \b(?:per\ cent|percentage|half|third|quarter|majority|proportion)\b",
    Wanted.DATE: rf"\b(?:19|20)\d\d\b | \b{_MONTH}\b | \b\d\d?[./]\d\d?[./]\d\d",
    Wanted.DURATION: r"""
        \b(?:hours?|days?|weeks?|months?|years?|daily|weekly|monthly|quarterly|fortnightly|annual
        |annually)\b""",
    Wanted.PERSON: rf"\b{_BODY}s?\b | \b[A-Z][a-z]+\ [A-Z][a-z]+",
    Wanted.PLACE: r"\b(?:in|at|across|from|near|based|hosted|held)\ (?:the\ )?[A-Z]",
    Wanted.REASON: r"""
        \b(?:because|due\ to|owing\ to|so\ that|in\ order\ to|as\ a\ result|therefore|led\ to
        |reasons?|to\ (?:ensure|enable|allow|help|improve|reduce|avoid|provide)|aim(?:s|ed)?|since
        |driv\w+
        |response\ to|prompted|intended|caused|means\ that|need(?:s|ed)?\ to)\b""",
    Wanted.MANNER: r"""
        \b(?:by|through|using|via|with|set\ up|established|developed|works?|working|provid\w+
        |includ\w+|process|approach|method|system|train\w+|involv\w+)\b""",
}


def _compiled(patterns: dict[Wanted, str], flags: int) -> dict[Wanted, re.Pattern[str]]:
    return {kind: re.compile(pattern, flags | re.VERBOSE) for kind, pattern in patterns.items()}


_ASKED_PATTERNS = _compiled(_ASKED, re.IGNORECASE)
_NAMES_ARE_CAPITAL = (Wanted.PERSON, Wanted.PLACE, Wanted.DATE)
_GIVEN_PATTERNS = {
    **_compiled({k: v for k, v in _GIVEN.items() if k not in _NAMES_ARE_CAPITAL}, re.IGNORECASE),
    **_compiled({k: v for k, v in _GIVEN.items() if k in _NAMES_ARE_CAPITAL}, 0),
}


def wanted_by(question: str) -> frozenset[Wanted]:
    """Return the kinds of thing that a question asks for; empty where its words tell none."""
    return frozenset(kind for kind, pattern in _ASKED_PATTERNS.items() if pattern.search(question))


@lru_cache(maxsize=32_768)
def given_in(sentence: str) -> frozenset[Wanted]:
    """Return the kinds of thing that a sentence gives."""
    return frozenset(kind for kind, pattern in _GIVEN_PATTERNS.items() if pattern.search(sentence))
