"""How an item opens: a label ("Recommendation 4:", "R2"), a number, a letter, a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.markup import readable
from corpus.words import Span
from ingest.register.titles import NUMBER_WORDS


class Style(StrEnum):
    """How an item is marked."""

    LABEL = "label"
    DIGIT = "digit"
    DOTTED = "dotted"
    ROMAN = "roman"
    LETTER = "letter"
    BULLET = "bullet"
    CELL = "cell"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Opening:
    """How an item opens: its mark, the number as printed, and its words after both."""

    style: Style
    number: str
    body: Span

    @property
    def numbered(self) -> bool:
        return self.style not in (Style.NONE, Style.BULLET, Style.CELL)


_BULLET = re.compile(r"(?:[-*•‣◦▪–]\s+)?")
_OF_KIND = (
    r"(?:key|draft|main|proposed|statutory|improvement|priority|national|local|strategic|final|"
    r"overarching|further|additional|interim|safety|multi-agency|single-agency)"
)
_LABEL = re.compile(
    rf"[\s*_#>]*(?:{_OF_KIND}\s+){{0,2}}(?:"
    r"(?:recommendation\b|rec\b\.?)\s*(?:no\.?\s*|number\s+|#)?"
    rf"(?P<number>(?:(?:[A-Z]/)?\d+(?:[./]\d+)*[a-z]?|{'|'.join(NUMBER_WORDS)}|[ivxl]+|[A-Z]\d*)\b"
    r"(?:\s?\((?:[a-z]|[ivx]{2,4})\))?)|"
    r"(?P<word>recommendation)(?=\s*\**\s*:)|(?P<short>R\s?\d{1,3}(?:\.\d+)?)\b)"
    r"(?:\s?\([^()\n]{3,40}\))?(?P<stop>[\s*_]*[:.)–—-]?[\s*_]*)",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"^(?:\W*(?:not |fully |partly |partially )*(?:accept|agree|reject|implement|complete|noted|"
    r"in progress|ongoing|closed))",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"(?:\*\*)?(?P<mark>\(?[ivxlIVXL]{1,5}\)|\(?[a-zA-Z]\)|\d{1,2}(?:\.\d{1,2})+\.?|"
    r"\(?\d{1,3}[.)]|\d{1,2}(?=\s+[A-Z‘“])|(?:[ivxl]{1,5}|[a-z])\.)(?:\*\*)?\s+(?=\S)"
)


def opening_of(text: str, span: Span) -> Opening:
    """Return how the item or paragraph at ``span`` opens."""
    words = span.of(text)
    start = _BULLET.match(words).end()  # type: ignore[union-attr]
    label = _label(words, start)
    if label:
        number, after = label
        return Opening(Style.LABEL, number, Span(span.start + after, span.end))
    mark = _MARK.match(words, start)
    if mark and (label := _label(words, mark.end())) and mark["mark"][0].isdigit():
        number, after = label
        return Opening(Style.LABEL, number, Span(span.start + after, span.end))
    if not mark:
        style = Style.BULLET if start else Style.NONE
        return Opening(style, "", Span(span.start + start, span.end))
    printed = mark["mark"]
    number = printed if printed.endswith(")") else printed.rstrip(".")
    return Opening(_style(printed), number, Span(span.start + mark.end(), span.end))


def _label(words: str, start: int) -> tuple[str, int] | None:
    """Return the number of a label ("Recommendation 4:", "R4") and where the words after begin."""
    label = _LABEL.match(words, start)
    if not label:
        return None
    if label["short"] and not label["short"].startswith("R"):
        return None
    rest = words[label.end() :]
    stopped = bool(label["stop"].strip(" \t\n")) or label.end() == len(words)
    capital = readable(rest)[:1].isupper() and label["stop"][:1].isspace()
    if not (stopped or capital) or _ANSWERED.match(rest):
        return None
    return (label["number"] or label["short"] or "").replace(" ", ""), label.end()


def _style(mark: str) -> Style:
    plain = mark.strip("().")
    if "." in plain:
        return Style.DOTTED
    if plain.isdigit():
        return Style.DIGIT
    return Style.ROMAN if set(plain.lower()) <= set("ivxl") else Style.LETTER
