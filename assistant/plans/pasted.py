"""Recommendations as they are pasted from registers: rows of a table, with dates and owners."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.plans.clauses import MODAL_WORD
from assistant.plans.verbs import opens_demand
from corpus.words import Span

_FEWEST_WORDS = 3
"""Words of a cell that may be a recommendation."""
_LABELLED = (
    r"(?:^|[.;|\n\t(]|\s{2})\s*%s\s*(?::|\s[–-]\s)\s*"
    r"(?P<value>(?:(?<=\b[A-Z])\.|[^.;|\n\t)]){2,80})"
)
_DATE = re.compile(
    _LABELLED
    % r"(?:(?:agreed|target|due|implementation|completion)\s+(?:completion\s+)?(?:date|deadline)"
    r"|deadline|time\s?scale|by when|date agreed)",
    re.IGNORECASE,
)
_OFFICER = re.compile(
    _LABELLED
    % r"(?:(?:responsible|lead|accountable)\s+(?:officer|manager|director)|owner|action owner)",
    re.IGNORECASE,
)


def recommended_in(text: str) -> Span:
    """Return where the recommendation of a pasted row stands; all of a text that is no row."""
    if "|" not in text.strip().strip("|") and "\t" not in text.strip():
        return Span(0, len(text))
    cells = list(_cells(text))
    demanding = [one for one in cells if _demands(one.of(text))]
    found = demanding or cells
    return max(found, key=lambda one: one.end - one.start, default=Span(0, len(text)))


def stated_behind_a_label(text: str) -> str:
    """Return “by 30 June 2027” for “Agreed date: 30 June 2027”; empty where no label gives one."""
    found = _DATE.search(text)
    value = found["value"].strip() if found else ""
    return value if not value or re.match(r"(?:by|within|before)\b", value, re.I) else f"by {value}"


def officer_behind_a_label(text: str) -> str:
    """Return whom “Responsible officer: …” names; empty where nobody is named."""
    found = _OFFICER.search(text)
    return found["value"].strip() if found else ""


def _cells(text: str) -> Iterator[Span]:
    for match in re.finditer(r"[^|\t\n]+", text):
        words = match[0].split()
        if len(words) >= _FEWEST_WORDS:
            left = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Span(left, match.start() + len(match[0].rstrip()))


def _demands(words: str) -> bool:
    return bool(MODAL_WORD.search(words)) or opens_demand(words)
