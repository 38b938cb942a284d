"""The words by which a sentence recommends, anywhere and below a heading that promises it."""

from __future__ import annotations

import re

from corpus.markup import readable
from ingest.register.motions import asks_to_decide, moves_in_place
from ingest.register.reported import OWN_BODIES, is_reported
from ingest.register.verbs import opens_with_verb

_BODIES = rf"{OWN_BODIES}|review(?: team)?|inquiry|inspect(?:ors?|orate)|auditors?|ombudsman"
_ADVERBS = (
    r"(?:(?:therefore|also|would|strongly|further|accordingly|thus|again|now|hereby|"
    r"like to|wish(?:es)? to)[ ,]+){0,3}"
)
_RECOMMENDS = re.compile(
    r"(?<!that )(?<!which )(?<!what )(?<!as )(?<!if )(?<![“‘\"])"
    rf"\b(?:we|I) {_ADVERBS}recommend\b(?! on\b)|"
    rf"^(?:.{{0,60}}, )?it is (?:{_ADVERBS})recommended that\b|"
    rf"^(?:[\w ]{{0,40}}, )?the (?:[\w’'-]+ ){{0,5}}(?:{_BODIES}) {_ADVERBS}recommends?\b|"
    rf"^(?:[\w ]{{0,40}}, )?(?:members|councillors|officers) {_ADVERBS}recommend\b|"
    r"\b(?:leads? to|our) (?:[\w-]+ ){0,3}recommendations? (?:is |are )?that\b|^RECOMMENDED\b",
    re.IGNORECASE,
)
_RECOMMENDED = re.compile(
    rf"^(?:the (?:[\w’'-]+ ){{0,4}})?(?:{OWN_BODIES}) {_ADVERBS}(?:has |have )?recommended\b", re.I
)
"""In the past, it is the report's own only below such a heading."""

_SOMEBODY_RECOMMENDS = re.compile(
    rf"^(?:The )?(?:(?:[A-Z][\w’&-]*|of|and|for|the) ){{1,6}}{_ADVERBS}recommends?\b"
)
_SUGGESTS = re.compile(
    rf"(?<!as )(?<!what )\b(?:we|I|members|the (?:[\w’'-]+ ){{0,4}}(?:{OWN_BODIES})) {_ADVERBS}"
    r"(?:(?:suggest|propose|urge|advise|encourage)s?|calls? (?:up)?on|asks? (?:that|for))\b"
    r"(?! (?:that )?(?:this|these|there)\b)|"
    rf"^it is (?:{_ADVERBS})(?:suggested|proposed) that\b",
    re.IGNORECASE,
)
"""Where nothing promises recommendations, such words also tell what somebody supposes."""

_OBLIGES = re.compile(
    r"\b(?:should|must|shall|ought to|needs? to)\b|"
    r"^it is (?:\w+ )?(?:important|essential|vital|crucial|imperative|necessary) (?:that|to)\b",
    re.IGNORECASE,
)
_ENDS_OPEN = re.compile(r":[ –—-]{0,2}$")
_MAY_RECOMMEND = re.compile(r"recommend|resolved|\b(?:asked|requested|invited) to\b", re.IGNORECASE)


def may_recommend(words: str) -> bool:
    """Tell quickly whether ``words`` can hold a sentence that recommends."""
    return bool(_MAY_RECOMMEND.search(words))


def recommends(sentence: str) -> bool:
    """Tell whether a sentence, read anywhere, recommends in so many words."""
    return _recommends(unnumbered(sentence))


def suggests(sentence: str) -> bool:
    """Tell whether a sentence recommends, or suggests as a writer of recommendations may."""
    return _suggests(unnumbered(sentence))


def obliges(sentence: str) -> bool:
    """Tell whether a sentence says in so many words that something is to be done."""
    plain = unnumbered(sentence)
    return _suggests(plain) or bool(_OBLIGES.search(plain) and not is_reported(plain))


def recommends_in_place(sentence: str) -> bool:
    """Tell whether a sentence recommends where it stands under such a heading."""
    plain = unnumbered(sentence)
    if _suggests(plain):
        return True
    if is_reported(plain):
        return False
    forms = (_RECOMMENDED, _SOMEBODY_RECOMMENDS)
    asks = _OBLIGES.search(plain) or any(form.match(plain) for form in forms)
    return bool(asks) or moves_in_place(plain) or opens_with_verb(plain)


def _recommends(plain: str) -> bool:
    return bool(_RECOMMENDS.search(plain)) or asks_to_decide(plain)


def _suggests(plain: str) -> bool:
    return _recommends(plain) or bool(_SUGGESTS.search(plain))


def ends_open(words: str) -> bool:
    """Tell whether ``words`` end with a colon, or ":-", so that something must follow."""
    return bool(_ENDS_OPEN.search(readable(words)))


def unnumbered(sentence: str) -> str:
    """Return a sentence as it reads, without the number that it opens with."""
    return re.sub(r"^[\d.()\s]+(?=[A-Z])", "", readable(sentence))
