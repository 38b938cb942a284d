"""How the width of a page is shared among the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTER = 1.7
"""Millimetres that a letter of 8 points takes at most, with what a bold header adds."""
_PADDING = 3.0
"""Millimetres left and right of a cell's text."""
_LONGEST_WORD = 15
"""Letters of a word that may make a column wider; longer ones break."""


def widths_of(rows: Sequence[Sequence[str]], millimetres: float) -> list[float]:
    """Return each column's width in millimetres, together all there are.

    None is narrower than its longest word while all fit; what is left goes to those that it
    leaves with broken lines, by the square root of what they hold.
    """
    columns = list(zip(*rows, strict=True))
    least = [_PADDING + _LETTER * _longest_word(cells) for cells in columns]
    if sum(least) >= millimetres:
        return [each * millimetres / sum(least) for each in least]
    wish = [
        sum(map(len, cells)) ** 0.5 if _PADDING + _LETTER * _longest_line(cells) > fixed else 0.0
        for cells, fixed in zip(columns, least, strict=True)
    ]
    wish = wish if any(wish) else [1.0] * len(columns)
    left = millimetres - sum(least)
    return [fixed + left * share / sum(wish) for fixed, share in zip(least, wish, strict=True)]


def _longest_line(cells: Sequence[str]) -> int:
    return max(len(line) for cell in cells for line in cell.split("\n"))


def _longest_word(cells: Sequence[str]) -> int:
    words = (word for cell in cells for word in re.split(r"[\s/–—-]+", cell))
    return min(_LONGEST_WORD, max(map(len, words), default=1))
