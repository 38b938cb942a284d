"""The letters that a wording begins and ends with."""

from __future__ import annotations

import re

from assistant.vocabulary import places_in

EDGE = " \t\r\n;,:–—-•*`"


def unstopped(words: str) -> str:
    return words.strip(EDGE).rstrip(".;,: ")


def lowered(words: str) -> str:
    """Begin in small letters, but for names and abbreviations."""
    first = words.split()[0] if words.split() else ""
    second = words.split()[1] if len(words.split()) > 1 else ""
    common = bool(_SMALL.match(first)) or not (second[:1].isupper() or _named(first))
    if len(first) > 1 and not first[1:].islower() and first not in ("A", "I"):
        return words
    return words[:1].lower() + words[1:] if common and first != "I" else words


def _named(word: str) -> bool:
    return bool(places_in(word)) or word.lower() in _NAMES


_NAMES = frozenset(
    ["cabinet", "members", "parliament", "government", "ofsted", "healthwatch", "welsh", "english"]
)

_SMALL = re.compile(
    r"^(?:a|an|the|all|any|each|every|both|its|their|our|this|that|these|those|more|in|on|at|to|by"
    r"|with|as|for|from|if|when|where|once|before|after|following|within|it|they|such|working)$",
    re.IGNORECASE,
)


def finished(words: str) -> str:
    words = re.sub(r"\s+([,;.])", r"\1", " ".join(words.split()))
    words = unstopped(words)
    return words[:1].upper() + words[1:]
