"""Groups of people and bodies that a text names: those who have a stake in a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

_GROUPS = Path(__file__).parent / "stakeholders.txt"
_BODY = re.compile(
    r"\b(?:[A-Z][\w’'-]*\s+(?:(?:and|of|for|the|on)\s+)*){1,6}"
    r"(?:Board|Committee|Partnership|Service|Trust|Forum|Panel|Alliance|Network|Cabinet|UK|Police"
    r"|Ombudsman|Commission)\b(?![’']s? [A-Z])"
)
"""A body by its name: “Fire and Rescue Service”, “Integrated Care Board”."""
_OWN = re.compile(r"(?:This|That|These)\b|The \w+$|.*\bCouncil\b")


@lru_cache(maxsize=1)
def _groups() -> tuple[re.Pattern[str], ...]:
    lines = _GROUPS.read_text("utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    names.sort(key=len, reverse=True)
    return tuple(re.compile(rf"\b(?i:{re.escape(name)})\b(?![’']s? [A-Z])") for name in names)


def groups_in(text: str) -> tuple[str, ...]:
    """Return the groups of people and bodies that a text names, in its order."""
    taken = [(m.start(), m.end(), m[0]) for m in _BODY.finditer(text) if not _OWN.match(m[0])]
    for pattern in _groups():
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in taken):
                taken.append((match.start(), match.end(), match[0]))
    named = (words.lower() if words[1:].islower() else words for _, _, words in sorted(taken))
    once: dict[str, str] = {}
    for words in named:
        once.setdefault(words.lower(), words)
    return tuple(once.values())


def listed(names: Sequence[str]) -> str:
    words = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    return words[:1].upper() + words[1:]
