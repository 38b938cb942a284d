"""Marks of notes in a text ("clients.³", "clients[3]"): where they stand, and what only looks so.

Raised figures are marks but where they are a power or part of a unit: "10³", "m²", "CO²". Raised
letters are where they are one, or a roman number, behind a word or a stop: "well-being.ⁱⁱ".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.words import Span

_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_LETTERS = dict(
    zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)  # no font has a raised q
_PLAIN = {small: letter for letter, small in _LETTERS.items()}
RAISED_LETTER = f"[{''.join(_LETTERS.values())}]"
_RAISED_ROMAN = f"[{''.join(_LETTERS[letter] for letter in 'ivxl')}]{{1,6}}"
_LETTER_MARK = re.compile(rf"{RAISED_LETTER}|{_RAISED_ROMAN}")
_LETTER = re.compile(r"[a-pr-z]|[ivxl]{1,6}")
_DAGGERS = r"(?<=[\w.,;:!?%)’”'\"])[†‡]{1,3}(?!\w)"
_FIGURE = r"(?:[⁰¹²³⁴-⁹]|&sup[123];)"
_FIGURES = rf"{_FIGURE}+(?:[,⁻–-]\s?{_FIGURE}+){{0,5}}"
_TAG = r"<sup\b[^<>]{0,200}>(?P<tagged>.{0,400}?)</sup>"
_LINKED = r"(?:\([^()\s]{0,300}\))?"
_NUMBER = rf"(?<=[\w.,;:!?%*_>)\]’”'\"])\\?\[\\?\[?\^?\d{{1,3}}\\?\]?\\?\]{_LINKED}(?!\w)"
_NUMBER_BEHIND = r"(?:(?<=[.!?] )|(?<=[.!?][)”’'\"] ))\[\d{1,3}\](?=$|\s+(?-i:[A-Z‘“]))"
_NAMED = r"\[\^[\w-]{1,30}\]:?"

_CANDIDATE = re.compile(
    rf"(?P<figures>{_FIGURES})|{_TAG}|{_NUMBER}|{_NUMBER_BEHIND}|{_NAMED}"
    rf"|(?P<letters>{RAISED_LETTER}{{1,6}})|{_DAGGERS}",
    re.IGNORECASE,
)
_MAY_HOLD = re.compile(rf"[⁰¹²³⁴-⁹\[†‡]|<sup|&sup|{RAISED_LETTER}", re.IGNORECASE)
_TAGGED_NUMBER = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3}){0,5}|[*†‡§#]{1,3}")
_TAGGED_POWER = re.compile(r"<sup\b[^<>]{0,200}>\s*([-+−]?\d{1,3})\s*</sup>", re.IGNORECASE)
_DEBRIS = re.compile(r"<[^<>]{0,300}>|\]\([^()]{0,300}\)|[\s\\\[\]()^]")
_WORD_OR_STOP = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?)”’\"'])$")
_BASE = re.compile(r"(?:^|[\s(×*·=+])(?:\d{1,2}|[b-zRχ])$")
"""A short number by itself, or a variable."""

_UNIT = re.compile(r"(?:^|[^A-Za-z'’])(?:m|[kcmdhµμn]m|ft|yd|t?CO|[NS]O)$")
_LONGEST_BASE = 8


def note_marks(text: str) -> list[Span]:
    """Return where marks of notes stand in ``text``, in order."""
    if not _MAY_HOLD.search(text):
        return []
    return list(_marks(text))


def without_note_marks(text: str) -> str:
    """Return ``text`` without the marks of notes; powers in tags become raised figures."""
    parts, position = [], 0
    for mark in note_marks(text):
        parts.append(text[position : mark.start])
        position = mark.end
    without = "".join([*parts, text[position:]])
    return _TAGGED_POWER.sub(lambda power: raised(power[1]), without)


def raised(figures: str) -> str:
    """Return figures as superscripts."""
    return figures.translate(_RAISED)


def raised_mark(mark: str) -> str:
    """Return a note's mark, a letter or a roman number, in raised letters; other words as they
    are."""
    if not _LETTER.fullmatch(mark):
        return mark
    return "".join(_LETTERS[letter] for letter in mark)


def lowered(mark: str) -> str:
    """Return a mark in raised letters as plain ones."""
    return "".join(_PLAIN.get(letter, letter) for letter in mark)


def _marks(text: str) -> Iterator[Span]:
    behind = -1
    for found in _CANDIDATE.finditer(text):
        after_mark = found.start() == behind
        if found["figures"]:
            is_mark = _figures_are_mark(text, found, after_mark)
        elif found["letters"]:
            is_mark = _letters_are_mark(text, found)
        elif found["tagged"] is not None:
            is_mark = _tagged_is_mark(text, found, after_mark)
        else:
            is_mark = True
        if is_mark:
            behind = found.end()
            yield Span(found.start(), found.end())


def _figures_are_mark(text: str, found: re.Match[str], after_mark: bool) -> bool:
    following = text[found.end() : found.end() + 1]
    if following == "⁄" or text[found.start() - 1 : found.start()] in ("⁻", "⁺", "⁄"):
        return False  # a fraction, or an exponent with its sign
    stands_free = not found.start() or text[found.start() - 1].isspace()
    if stands_free:
        return not _UNIT.search(_before(text, found.start() - 1))
    joins_words = following.isalnum() and not after_mark
    return not joins_words and not _is_power(text, found.start())


def _letters_are_mark(text: str, found: re.Match[str]) -> bool:
    before = _before(text, found.start())
    opens = not before or before[-1] == "\n"
    behind = opens or bool(_WORD_OR_STOP.search(before))
    joins_words = not opens and text[found.end() : found.end() + 1].isalnum()
    return bool(_LETTER_MARK.fullmatch(found["letters"])) and behind and not joins_words


def _tagged_is_mark(text: str, found: re.Match[str], after_mark: bool) -> bool:
    inner = _DEBRIS.sub("", found["tagged"])
    if re.fullmatch(r"[a-z]", inner):
        return bool(_WORD_OR_STOP.search(_before(text, found.start())))
    if not _TAGGED_NUMBER.fullmatch(inner):
        return False
    return not inner[0].isdigit() or after_mark or not _is_power(text, found.start())


def _is_power(text: str, end: int) -> bool:
    before = _before(text, end)
    return bool(_BASE.search(before) or _UNIT.search(before))


def _before(text: str, end: int) -> str:
    return text[max(0, end - _LONGEST_BASE) : max(0, end)]
