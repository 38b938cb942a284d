"""What the marks of notes are called, so that a mark in a text and the mark of its note compare.

"³", "[3]", "[^3]", "<sup>3</sup>" and the "3." that opens an endnote are all called "3".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.note_marks import RAISED_LETTER, lowered
from corpus.words import Span

_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_AROUND = re.compile(r"<[^<>]{0,300}>|(?<=\])\([^()\s]{0,300}\)|&sup(?=[123];)")
_NAMED = re.compile(r"\[\^([\w-]{1,30})\]")
_CALLED = re.compile(r"[^\W_]+|[*†‡§]+")
_OPENING = re.compile(
    rf"""\s*(?:[-•]\s+)?(?:
      (?P<plain>\(?(?:\d{{1,3}}|[ivxl]{{1,6}}|[a-z])(?:[.)]+|(?=\s))(?=\s))
    | (?P<mark>[⁰¹²³⁴-⁹]{{1,3}} | {RAISED_LETTER}{{1,6}}(?=\s) | [*†‡§]{{1,3}}(?=\s)
      | <sup\b[^<>]{{0,200}}>.{{1,400}}?</sup>
      | \\?\[\\?\[?\^?[\w*†‡§-]{{1,30}}\\?\]?\\?\](?:\([^()\s]{{0,300}}\))?:?)
    )\s*(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
"""What opens a note: a raised figure, letter or sign, a mark in brackets, or, where it is known
to be a note, a plain number or letter."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a mark is called and where that stands; ``raised`` where it is no plain number."""

    name: str
    span: Span
    raised: bool = True

    @property
    def kind(self) -> str:
        """Marks of one kind are counted through: numbers, letters (names too) or signs."""
        if self.name.isdigit():
            return "number"
        return "letter" if self.name[0].isalnum() else "sign"


def labels_in(text: str, mark: Span) -> list[Label]:
    """Return what the mark of a note in ``text`` is called; "¹,³" has two names."""
    words = mark.of(text)
    if named := _NAMED.search(words):
        start = mark.start + named.start(1)
        return [Label(named[1], Span(start, start + len(named[1])))]
    words = _AROUND.sub(lambda found: " " * len(found[0]), words)
    return [
        Label(_plain(found[0]), Span(mark.start + found.start(), mark.start + found.end()))
        for found in _CALLED.finditer(words)
    ]


def opening_label(text: str, note: Span) -> Label | None:
    """Return what the note in ``text`` is called by the mark that opens it, with that mark's
    place; None where it opens with none."""
    found = _OPENING.match(text, note.start, note.end)
    if not found:
        return None
    group = "plain" if found["plain"] else "mark"
    labels = labels_in(text, Span(*found.span(group)))
    return Label(labels[0].name, labels[0].span, group == "mark") if labels else None


def words_of(text: str, note: Span) -> Span:
    """Return the part of a note behind the mark that opens it."""
    found = _OPENING.match(text, note.start, note.end)
    return Span(found.end(), note.end) if found else note


def _plain(name: str) -> str:
    return lowered(name.translate(_FIGURES))
