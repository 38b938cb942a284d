"""The marks of a list: (i), a), 3., bullets, where they count up as a series does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
)

_BULLET = re.compile(r"^[^\S\n]*(?P<mark>[•●▪◦‣·*–—-])[^\S\n]+(?=\S)", re.MULTILINE)

_LINE_MARK = re.compile(
    r"^[^\S\n]*(?:[-*•][^\S\n]+)?(?P<mark>\((?P<a>[a-z]{1,4}|\d{1,2})\)|(?P<b>[a-z]{1,4}|\d{1,2})\)|(?P<c>\d{1,2}|[a-z])\.(?=\s))"
    r"[^\S\n]*(?=\S)",
    re.MULTILINE | re.IGNORECASE,
)

_INLINE_MARK = re.compile(
    r"(?<![\w(])(?P<mark>\((?P<a>[a-z]{1,4}|\d{1,2})\)|(?<=\s)(?P<b>[a-z]|[ivx]{1,4}|\d{1,2})\)|^(?P<c>[a-z]|[ivx]{1,4}|\d{1,2})\))"
    r"\s+(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    shown: str


def series(text: str) -> list[_Mark]:
    """Return the marks of the outermost series: two bullets, or marks that count up from one."""
    for pattern in (_LINE_MARK, _INLINE_MARK):
        found = [_Mark(m.start("mark"), m.end(), m["mark"]) for m in pattern.finditer(text)]
        if len(kept := _counting(found, strict=pattern is _INLINE_MARK)) > 1:
            return kept
    bullets = [_Mark(m.start("mark"), m.end(), m["mark"]) for m in _BULLET.finditer(text)]
    return bullets if len(bullets) > 1 or (bullets and bullets[0].start > 0) else []


def _counting(marks: Sequence[_Mark], *, strict: bool) -> list[_Mark]:
    """Return those marks that are of the first's kind and count up from one, gaps allowed at
    the beginning of lines alone."""
    if not marks:
        return []
    first = marks[0].shown.strip("().").lower()
    if first not in ("i", "a", "1"):
        return []
    order = _ROMAN if first == "i" else None
    shape = re.sub(r"\w+", "", marks[0].shown)
    kept, last = [], 0
    for one in marks:
        label = one.shown.strip("().").lower()
        number = _number(label, order, letters=first == "a")
        if re.sub(r"\w+", "", one.shown) != shape or number is None:
            continue
        if number == last + 1 or (not strict and number > last):
            kept.append(one)
            last = number
    return kept


def _number(label: str, roman: Sequence[str] | None, *, letters: bool) -> int | None:
    if roman:
        return roman.index(label) + 1 if label in roman else None
    if letters:
        return ord(label) - 96 if len(label) == 1 and label.isalpha() else None
    return int(label) if label.isdigit() else None
