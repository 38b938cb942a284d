"""Sentences with their places, by syntok, corrected for British abbreviations.

The one module that knows syntok.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from functools import lru_cache

from corpus.note_marks import note_marks
from corpus.words import Span

_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[])(?:Cllrs?|paras?|ss?|Sch|Nos?|Ref|Fig|Figs|Dept|Ltd|plc|approx|Rev|Hon|St|vol|"
    r"pp?|ed|eds|cf|al|e\.g|i\.e|viz|incl|excl|min|max|tel|ext)\.$",
    re.IGNORECASE,
)
"""Abbreviations common in British official writing after which a sentence goes on."""

_CLOSED = re.compile(r"[.!?:][’”'\")\]*_]*(?:\d{1,2}|[⁰¹²³⁴-⁹]+)?$")
_END_IN_BOLD = re.compile(r"(?<=\w)[.!?][’”'\")]*\*{1,3}(?P<space>\s+)(?=[A-Z‘“'\"(])")


def sentence_spans(text: str, within: Span | None = None) -> list[Span]:
    """Return the sentences of ``text`` (or of its part ``within``), in order.

    Spans carry no surrounding white space and count from the start of ``text``. The mark of a
    note ends with the sentence that it stands behind.
    """
    part = within or Span(0, len(text))
    spans = _past_marks(part.of(text))
    return [Span(part.start + span.start, part.start + span.end) for span in spans]


def _past_marks(text: str) -> list[Span]:
    """Part a text as if its notes' marks were not there: they hide a full stop."""
    marks = note_marks(text)
    if not marks:
        return [Span(*segment) for segment in _segments(text)]
    at = [
        position
        for before, after in itertools.pairwise([Span(0, 0), *marks, Span(len(text), len(text))])
        for position in range(before.end, after.start)
    ]
    found = _segments("".join(text[position] for position in at))
    spans = [Span(at[start], at[end - 1] + 1) for start, end in found]
    for mark in marks:
        _take_in(mark, spans, text)
    return spans or [Span(start, end) for start, end in [_trimmed(text, 0, len(text))] if end]


def _take_in(mark: Span, spans: list[Span], text: str) -> None:
    """Let a mark between sentences end with the one before it on its line, else open the next."""
    behind = bisect_right(spans, mark.start, key=lambda span: span.start)
    before = spans[behind - 1] if behind else None
    if before and mark.start < before.end:
        return
    if before and ("\n" not in text[before.end : mark.start] or behind == len(spans)):
        spans[behind - 1] = Span(before.start, mark.end)
    elif spans:
        spans[behind] = Span(mark.start, spans[behind].end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the part begins and ends without white space around it."""
    part = text[start:end]
    if not part.strip():
        return start, start
    return end - len(part.lstrip()), start + len(part.rstrip())


@lru_cache(maxsize=4096)
def _segments(text: str) -> tuple[tuple[int, int], ...]:
    from syntok import segmenter

    found: list[tuple[int, int]] = []
    for paragraph in segmenter.analyze(text):
        for tokens in paragraph:
            start, end = tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)
            start, end = _trimmed(text, start, end)
            if start >= end:
                continue
            if found and _runs_on(text, found[-1], start):
                start = found.pop()[0]
            found.append((start, end))
    return tuple(part for start, end in found for part in _parted_at_markup(text, start, end))


def _parted_at_markup(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part where bold type ends with a sentence, which hides the end from the segmenter."""
    parts = []
    for match in _END_IN_BOLD.finditer(text, start, end):
        parts.append((start, match.start("space")))
        start = match.end("space")
    return [*parts, (start, end)]


def _runs_on(text: str, before: tuple[int, int], start: int) -> bool:
    """Tell whether what starts at ``start`` continues the sentence ``before`` it.

    It does after an abbreviation, and where nothing closed the sentence before: the
    segmenter also parts at semicolons and brackets.
    """
    sentence = text[before[0] : before[1]]
    if _ABBREVIATION.search(sentence):
        return True
    same_line = "\n\n" not in text[before[1] : start]
    if same_line and not _CLOSED.search(sentence):
        return True
    return text[start].islower() and text[before[1] - 1] not in "?!"
