"""The words by which a sentence recommends, and a lead-in lists what is recommended."""

from __future__ import annotations

import re

from corpus.markup import readable
from corpus.words import RecommendationKind
from ingest.register.titles import COUNT, Topic

_BODIES = (
    r"(?:sub-?)?committee|panel|board|commission|review(?: team)?|inquiry|task (?:group|force)|"
    r"working (?:group|party)|inspect(?:ors?|orate)|auditors?|ombudsman|group|team|scrutiny"
)
_ADVERBS = (
    r"(?:(?:therefore|also|would|strongly|further|accordingly|thus|again|now|hereby)[ ,]+){0,3}"
)
_RECOMMENDS = re.compile(
    rf"(?<!that )(?<!which )(?<!what )(?<!as )(?<!if )\b(?:we|I) {_ADVERBS}recommend\b(?! on\b)|"
    rf"^(?:.{{0,60}}, )?it is (?:{_ADVERBS})recommended that\b|"
    rf"^(?:[\w ]{{0,40}}, )?the (?:[\w’'-]+ ){{0,5}}(?:{_BODIES}) {_ADVERBS}recommends?\b|"
    r"\b(?:leads? to|our) (?:[\w-]+ ){0,3}recommendations? (?:is |are )?that\b|^RECOMMENDED\b",
    re.IGNORECASE,
)
_SUGGESTS = re.compile(
    rf"(?<!as )(?<!what )\b(?:we|I) {_ADVERBS}(?:suggest|propose|urge|advise)\b"
    r"(?! (?:that )?(?:this|these|there)\b)|"
    rf"^it is (?:{_ADVERBS})(?:suggested|proposed) that\b",
    re.IGNORECASE,
)
"""Where nothing promises recommendations, such words also tell what somebody supposes."""

_OBLIGES = re.compile(r"\b(?:should|must|shall|ought to|needs? to)\b", re.IGNORECASE)
_DOES = re.compile(
    r"^\W*(?:"
    r"accelerate|act|adapt|add|address|adopt|agree|align|allocate|amend|apply|appoint|"
    r"approve|arrange|ask|assess|assign|avoid|begin|bring|build|carry|celebrate|challenge|"
    r"check|choose|clarify|collect|combine|commission|commit|communicate|complete|conduct|"
    r"confirm|connect|consider|consult|continue|coordinate|co-ordinate|create|define|"
    r"deliver|demonstrate|design|develop|embed|emphasise|empower|enable|encourage|engage|"
    r"ensure|establish|evaluate|examine|expand|explore|extend|find|focus|give|hold|identify|"
    r"implement|improve|include|increase|introduce|invest|investigate|involve|invite|join|"
    r"keep|launch|lead|learn|look|maintain|make|market|mend|monitor|move|offer|open|pay|"
    r"plan|prepare|prioritise|produce|promote|protect|provide|publish|put|raise|recognise|"
    r"recruit|reduce|refresh|remove|replace|report|require|respond|restore|review|revise|"
    r"run|secure|seek|send|set|share|simplify|start|stop|strengthen|support|take|target|"
    r"test|train|treat|undertake|update|use|value|work|write"
    r")\b",
    re.IGNORECASE,
)


def recommends(sentence: str) -> bool:
    """Tell whether a sentence, read anywhere, recommends in so many words."""
    return bool(_RECOMMENDS.search(_unnumbered(sentence)))


def suggests(sentence: str) -> bool:
    """Tell whether a sentence recommends, or suggests as a writer of recommendations may."""
    plain = _unnumbered(sentence)
    return bool(_RECOMMENDS.search(plain) or _SUGGESTS.search(plain))


def recommends_in_place(sentence: str) -> bool:
    """Tell whether a sentence recommends where it stands under such a heading."""
    plain = _unnumbered(sentence)
    return suggests(sentence) or bool(_OBLIGES.search(plain) or _DOES.match(plain))


def _unnumbered(sentence: str) -> str:
    return re.sub(r"^[\d.()\s]+(?=[A-Z])", "", readable(sentence))


_WORDS_LEADING_IN = 8
"""Of words after "recommend that" up to so many a list of recommendations follows ("that the
council and its partners:"); after more, what follows belongs to the one begun."""

_LISTS_THEM = re.compile(
    r"\b(?:mak(?:e|es|ing)|made|following|offers?|sets? out|our)\b[^.]*\brecommendations?\b[^.]*:$|"
    r"\brecommendations?\s+(?:are|were|is|as follows|include[sd]?)\b[^.]*:$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:previous|earlier|past|progress|respon\w+|implement\w*|against|background|accepted|"
    r"rejected|status)\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:identif\w+|found|reported|cited|mentioned|according)\b", re.I)
_NAMES_AREAS = re.compile(
    r"\b(?:areas?|priorities)\b[^.:]{0,40}\b(?:action|improvement)\b|\bsuccess factors\b",
    re.IGNORECASE,
)
_OWN_VOICE = re.compile(rf"\b(?:we|our|following {COUNT})\b", re.IGNORECASE)


def lead_in_topic(paragraph: str) -> Topic | None:
    """Return what a paragraph that ends with a colon leads into, or None.

    Areas for action and success factors must be the writer's own, and counted.
    """
    plain = readable(paragraph)
    if not plain.endswith(":"):
        return None
    last = re.split(r"(?<=[.?!]) (?=[A-Z])", plain)[-1]
    if _LISTS_THEM.search(last) and not _OF_OTHERS.search(last):
        return Topic(RecommendationKind.RECOMMENDATION)
    asks = re.search(r"\brecommend\w*(?: that)?\b", last, re.IGNORECASE)
    if recommends(last) and asks and len(last[asks.end() :].split()) <= _WORDS_LEADING_IN:
        return Topic(RecommendationKind.RECOMMENDATION)
    counted = re.search(rf"\b{COUNT}\b", plain, re.IGNORECASE)
    named = _NAMES_AREAS.search(plain)
    if not (named and counted and _OWN_VOICE.search(plain)):
        return None
    factors = "factor" in named.group()
    kind = RecommendationKind.SUCCESS_FACTOR if factors else RecommendationKind.AREA_FOR_ACTION
    return Topic(kind)


def reports_others(paragraph: str) -> bool:
    """Tell whether a lead-in gives what others identified, and not what the writer asks for."""
    plain = readable(paragraph)
    reported = plain.endswith(":") and _REPORTED.search(plain)
    return bool(reported) and not _OWN_VOICE.search(plain)
