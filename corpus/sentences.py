"""Sentences with their places, by syntok, corrected for British abbreviations.

The one module that knows syntok.
"""

from __future__ import annotations

import re
from functools import lru_cache

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

    Spans carry no surrounding white space and count from the start of ``text``.
    """
    part = within or Span(0, len(text))
    return [Span(part.start + start, part.start + end) for start, end in _segments(part.of(text))]


@lru_cache(maxsize=4096)
def _segments(text: str) -> tuple[tuple[int, int], ...]:
    from syntok import segmenter

    found: list[tuple[int, int]] = []
    for paragraph in segmenter.analyze(text):
        for tokens in paragraph:
            start, end = tokens[0].offset, tokens[-1].offset + len(tokens[-1].value)
            start, end = end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
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
