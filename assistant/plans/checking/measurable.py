"""Whether one can tell afterwards that a target or an outcome was reached.

It was if a figure, a share, a count or a deliverable that is there or not says so. Without, words
that only give a direction ("improve", "better", "more aware") make it vague; a text that has
neither is left alone, as no rule can tell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from assistant.plans.written_dates import dates_in
from assistant.verification.values import ValueKind, values_in

_FILE = Path(__file__).parent / "measurable_words.txt"
_FEW_WORDS = 7
"""Words of an action that gives a direction and says no more."""
_FIGURE_KINDS = frozenset(kind for kind in ValueKind if kind is not ValueKind.DATE)


@lru_cache(maxsize=8192)
def gives_a_figure(text: str) -> bool:
    """Tell whether a text counts something."""
    return any(value.kind in _FIGURE_KINDS for value in values_in(text))


def is_vague(text: str) -> bool:
    """Tell whether a text says a direction alone, so that nobody can tell when it is reached."""
    if gives_a_figure(text) or is_deliverable(text) or not _words("directions").search(text):
        return False
    whole = _words("wholes").search(text) and _words("states").search(text)
    return not whole or _only_hoped_for(text)


def is_measurable(text: str) -> bool:
    """Tell whether a text has a figure, a deliverable, or a date without a mere direction."""
    if gives_a_figure(text) or is_deliverable(text):
        return True
    dated = bool(dates_in(text) or _words("wholes").search(text))
    return dated and not _words("directions").search(text)


def names_a_measure(indicator: str) -> bool:
    """Tell whether an indicator says what is counted, or where that can be read."""
    return is_measurable(indicator) or bool(_words("measures").search(indicator))


def is_vague_action(action: str) -> bool:
    """Tell whether an action promises nothing of which one could tell that it was done: it only
    thinks of something ("Explore opportunities"), puts off, or gives a direction in a few words."""
    text = action.lstrip(" \t•*-–")
    if gives_a_figure(text) or dates_in(text):
        return False
    if _words("intentions").match(text) or _words("put off").search(text):
        return True
    return bool(_words("hopes").match(text)) and len(text.split()) <= _FEW_WORDS


def is_deliverable(text: str) -> bool:
    """Tell whether a text names a thing and that it is done: "strategy adopted by cabinet"."""
    return any(
        _words("products").search(sentence)
        and _words("states").search(sentence)
        and not _only_hoped_for(sentence)
        for sentence in re.split(r"[.;\n]+", text)
    )


def _only_hoped_for(text: str) -> bool:
    return bool(_words("openings").match(text.lstrip(" \t•*-–")))


def _words(name: str) -> re.Pattern[str]:
    return _patterns()[name]


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    found: dict[str, str] = {}
    name = ""
    for line in _FILE.read_text("utf-8").splitlines():
        if heading := re.fullmatch(r"\[([\w ]+)\]", line):
            name = heading.group(1)
        elif line and not line.startswith("#"):
            found[name] = f"{found.get(name, '')} {line}"
    return {name: _pattern(written) for name, written in found.items()}


def _pattern(written: str) -> re.Pattern[str]:
    terms = [term.strip() for term in written.split(",") if term.strip()]
    patterns = [
        re.escape(term).replace(r"\ ", r"[\s-]+").replace(r"\*", r"\w*")
        for term in sorted(terms, key=len, reverse=True)
    ]
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
