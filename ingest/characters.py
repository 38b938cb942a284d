"""Characters as a reader sees them: ligatures parted, hidden and control characters gone."""

from __future__ import annotations

import re
import unicodedata

from corpus.note_marks import raised, raised_mark

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_SYMBOL_BULLETS = re.compile("[\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076]")
"""Bullets of the fonts Symbol and Wingdings, which stand at private code points."""

_NO_WORDS = ("Cc", "Cf", "Cs", "Co", "Cn")
_FIGURES = re.compile(r"[-+]?\d{1,3}(?:, ?\d{1,3}){0,5}")


def tidy(text: str) -> str:
    """Return ``text`` on one line: white space collapsed, ligatures and soft hyphens undone."""
    text = _SYMBOL_BULLETS.sub("•", text.translate(_LIGATURES))
    shown = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in _NO_WORDS)
    return " ".join(shown.split())


def tidy_lines(text: str) -> list[str]:
    """Return the lines of ``text`` that hold anything, each tidied."""
    return [line for raw in text.split("\n") if (line := tidy(raw))]


def superscript(text: str) -> str:
    """Return digits raised ("m2" is not "m²"), and what a note is marked with; other text stays
    as it is."""
    if _FIGURES.fullmatch(text.strip()):
        return raised(text)
    return raised_mark(text)
