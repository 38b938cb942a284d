"""What a demand says it is for: “so that …”, “To improve access, …”."""

from __future__ import annotations

import re

from assistant.plans.verbs import participle

CHANGES = frozenset(
    ["reduce", "increase", "improve", "shorten", "raise", "lower", "widen", "strengthen", "expand"]
)
"""Verbs of which the thing that is changed is the outcome."""
_PURPOSE = re.compile(
    r"\b(?:so that|in order that|to ensure that|such that)\s+(?P<clause>[^.;]{12,240})|"
    r"\b(?:in order to|so as to)\s+(?P<aim>[^.;]{8,240})",
    re.IGNORECASE,
)
_PURPOSE_IN_FRONT = re.compile(
    r"^to\s+(?P<aim>(?:improve|reduce|increase|ensure|help|make|enable|support|strengthen|prevent|avoid)"
    r"\s[^,.;:]{8,120}?)(?:,|\s(?:the|this)\s(?:\w+\s)?(?:council|authority)\b)",
    re.IGNORECASE,
)
"""“To improve access to transport, the Council should …”."""


def purpose_in(text: str) -> str:
    """Return what a demand is for, as an outcome; empty where it does not say."""
    words = " ".join(text.split())
    match = _PURPOSE.search(words) or _PURPOSE_IN_FRONT.match(words)
    if not match:
        return ""
    said = (match.groupdict().get("clause") or _reached(match["aim"])).strip(" ,;")
    return said[:1].upper() + said[1:]


def _reached(aim: str) -> str:
    """“improve access” → “improved access”, as an outcome; another aim stays “to …”."""
    verb, _, rest = aim.partition(" ")
    return f"{participle(verb)} {rest}" if verb.lower() in CHANGES else f"to {aim}"
