"""Merged cells spread over the places that they reach over."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.plans.blocks import FROM_ABOVE, Row

FROM_LEFT = "\u2064"
"""Stands for a cell that reaches here from its left."""


def filled_grid(grid: Sequence[Sequence[str]]) -> list[Row]:
    """Return rows of one length in which a merged cell's text stands in each of its places.

    ``FROM_LEFT`` and ``FROM_ABOVE``, bare, mark such places. Columns that are nowhere more
    than the right part of another are left out: lines that only some row once had.
    """
    width = max((len(row) for row in grid), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in grid]
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            if cell == FROM_ABOVE:
                above = rows[n - 1][m].removeprefix(FROM_ABOVE) if n else ""
                row[m] = FROM_ABOVE + above if above not in ("", FROM_LEFT) else above
    kept = [m for m in range(width) if any(row[m] not in ("", FROM_LEFT) for row in rows)]
    for row in rows:
        for m, cell in enumerate(row):
            if cell == FROM_LEFT:
                row[m] = row[m - 1] if m else ""
    return [tuple(row[m] for m in kept) for row in rows if any(row)]
