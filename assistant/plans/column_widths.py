"""How the width of a page or a sheet is shared among the columns of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

_LETTER = 1.55
"""Millimetres that a letter of 8 points takes at most, with what a bold header adds."""
_PADDING = 2.6
"""Millimetres left and right of a cell's text."""
_LONGEST_WORD = 15
"""Letters of a word that may make a column wider; longer ones break."""


def shares(rows: Sequence[Sequence[str]], millimetres: float) -> list[float]:
    """Return each column's share of the width, together 1.

    None is narrower than its longest word while all fit; what is left goes to columns by
    the square root of what they hold, so that a long one gets taller and no short one breaks.
    """
    columns = list(zip(*rows, strict=True))
    least = [_PADDING + _LETTER * _longest_word(cells) for cells in columns]
    if sum(least) >= millimetres:
        return [each / sum(least) for each in least]
    wish = [max(1.0, sum(map(len, cells))) ** 0.5 for cells in columns]
    left = millimetres - sum(least)
    return [
        (fixed + left * share / sum(wish)) / millimetres
        for fixed, share in zip(least, wish, strict=True)
    ]


def _longest_word(cells: Sequence[str]) -> int:
    words = (word for cell in cells for word in re.split(r"[\s/–—-]+", cell))
    return min(_LONGEST_WORD, max(map(len, words), default=1))
