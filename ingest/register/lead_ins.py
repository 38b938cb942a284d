"""What a paragraph that ends with a colon leads into: recommendations, or what was only heard."""

from __future__ import annotations

import re

from corpus.markup import readable
from corpus.words import RecommendationKind
from ingest.register.motions import leads_into_motions
from ingest.register.titles import COUNT, Topic
from ingest.register.wording import ends_open, recommends

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
_HEARD = re.compile(
    r"\b(?:heard|met|visited|spoke|interviewed|consulted|considered|received|looked at|thanks?|"
    r"drew on|based on|witnesses)\b",
    re.IGNORECASE,
)
_NAMES_AREAS = re.compile(
    r"\b(?:areas?|priorities)\b[^.:]{0,40}\b(?:action|improvement)\b|\bsuccess factors\b",
    re.IGNORECASE,
)
_CONCERNS = re.compile(r"\bmatters of concern (?:are|is)\b[^.:]*:$", re.IGNORECASE)
_OWN_VOICE = re.compile(rf"\b(?:we|our|following {COUNT})\b", re.IGNORECASE)


def lead_in_topic(paragraph: str) -> Topic | None:
    """Return what a paragraph that ends with a colon leads into, or None.

    Areas for action and success factors must be the writer's own, and counted; a coroner's
    matters of concern are the law's form.
    """
    if not ends_open(paragraph):
        return None
    plain = _to_the_colon(paragraph)
    last = last_sentence(plain)
    if leads_into_motions(last) or (_LISTS_THEM.search(last) and not _OF_OTHERS.search(last)):
        return Topic(RecommendationKind.RECOMMENDATION)
    asks = re.search(r"\brecommend\w*(?: that)?\b", last, re.IGNORECASE)
    if recommends(last) and asks and len(last[asks.end() :].split()) <= _WORDS_LEADING_IN:
        return Topic(RecommendationKind.RECOMMENDATION)
    if _CONCERNS.search(last):
        return Topic(RecommendationKind.AREA_FOR_ACTION)
    counted = re.search(rf"\b{COUNT}\b", plain, re.IGNORECASE)
    named = _NAMES_AREAS.search(plain)
    if not (named and counted and _OWN_VOICE.search(plain)):
        return None
    factors = "factor" in named.group()
    kind = RecommendationKind.SUCCESS_FACTOR if factors else RecommendationKind.AREA_FOR_ACTION
    return Topic(kind)


def _to_the_colon(paragraph: str) -> str:
    return readable(paragraph).rstrip(" –—-")


def last_sentence(plain: str) -> str:
    return re.split(r"(?<=[.?!]) (?=[A-Z])", plain)[-1]


def reports_others(paragraph: str) -> bool:
    """Tell whether a lead-in gives what others identified, and not what the writer asks for."""
    plain = readable(paragraph)
    reported = ends_open(paragraph) and _REPORTED.search(plain)
    return bool(reported) and not _OWN_VOICE.search(plain)


def lists_what_was_heard(paragraph: str) -> bool:
    """Tell whether a lead-in lists whom or what the writer saw on the way ("The Panel met:")."""
    last = last_sentence(readable(paragraph))
    return ends_open(last) and bool(_HEARD.search(last)) and not recommends(last)
