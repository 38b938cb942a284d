"""A paragraph's own parts: numbered lines, and clauses that blank lines part, of one block."""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.words import Span
from ingest.register.marks import Style, opening_of

_LINE = re.compile(r"^[^\n]+", re.MULTILINE)
_CLAUSE_END = re.compile(r"[;,](?:[ \t]*(?:and|or))?[ \t]*\n\s*\n\s*")
_LABEL_WITHIN = re.compile(
    r"(?<=[.!?:;*_>])(?:\s|<br\s?/?>){1,6}(?=[*_]{0,3}(?:[A-Z]\w+ )?"
    r"(?:Recommendation(?: \d{1,3}[a-z]?)?|(?:[Rr]esponse|[Cc]omments?))[*_]{0,3}:)"
)
_BREAK = re.compile(r"(?:\s|<br\s?/?>)$")
_LONGEST_BREAK = len("<br />")
_STYLES = (Style.DOTTED, Style.LETTER, Style.ROMAN)


def pieces_of(text: str, span: Span) -> list[Span]:
    """Return ``span`` parted where a line opens with the next mark of the series that its first
    line opens ("2.1 …", "2.2 …"), else where a blank line ends a clause; in order."""
    first = opening_of(text, span)
    if first.style in _STYLES:
        lines = [
            Span(span.start + m.start(), span.start + m.end())
            for m in _LINE.finditer(span.of(text))
        ]
        starts = [line.start for line in lines[1:] if _goes_on(text, line, first.style)]
    else:
        starts = [span.start + match.end() for match in _CLAUSE_END.finditer(span.of(text))]
    return [piece for part in _parted(text, span, starts) for piece in parted_by_labels(text, part)]


def parted_by_labels(text: str, span: Span) -> list[Span]:
    """Return ``span`` parted where a label ("Recommendation: …") or an answer ("Response: …")
    stands behind the end of a sentence."""
    starts = [span.start + match.end() for match in _LABEL_WITHIN.finditer(span.of(text))]
    return _parted(text, span, starts)


def unanswered(text: str, span: Span) -> Span:
    """Return ``span`` without the answer that stands in it ("Management response: Agreed")."""
    return parted_by_labels(text, span)[0]


def _parted(text: str, span: Span, starts: list[int]) -> list[Span]:
    edges = [span.start, *starts, span.end]
    return [Span(start, _trimmed(text, start, end)) for start, end in pairwise(edges)]


def _trimmed(text: str, start: int, end: int) -> int:
    """Return where the words between ``start`` and ``end`` end, without breaks behind them."""
    while end > start and (found := _BREAK.search(text, max(start, end - _LONGEST_BREAK), end)):
        end = found.start()
    return end


def _goes_on(text: str, line: Span, style: Style) -> bool:
    opening = opening_of(text, line)
    romans = {Style.LETTER, Style.ROMAN}
    return opening.style is style or {opening.style, style} == romans
