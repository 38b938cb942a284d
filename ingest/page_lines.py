"""A page's words put in reading order: columns, lines, and the parts of a line.

Columns are told by a gutter that most lines leave free; what crosses it (titles, wide
tables) parts the page into bands, each read column by column.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.boxes import Box
from ingest.glyphs import Word
from ingest.parts import Part, on_one_line, parts_of

_GUTTER = 0.8
"""Narrowest gutter between columns, in type sizes."""

_COLUMN_LINES = 5
_FILLED = 0.55
"""Share of a column's width that its median line fills; cells of a table fill less."""

_CROSSING = 0.35
"""Share of a region's lines that may cross a gutter: titles, figures, wide tables."""

_CROSSING_USUAL = 0.15
"""The same for a gutter that is known from other pages only."""

_ENOUGH_PAGES = 0.2
_SAME_GUTTER = 12.0
_MOST_COLUMNS = 3
_JUTTING = 0.25
"""Share of the column to the right into which a line of the left one may reach."""

_HEADING = 1.1
"""Type size against its region's from which a part may head columns below it."""

_HEADING_SPACE = 2.2
"""Space, in type sizes, that a heading takes which stands over columns: more than what parts
two paragraphs."""

_HEADING_LINES = 6
"""Height, in type sizes, of what may stand between two pairs of columns without crossing."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of one column, with its parts from left to right; ``column`` is its column's box."""

    parts: tuple[Part, ...]
    column: Box

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)

    @property
    def box(self) -> Box:
        box = self.parts[0].box
        for part in self.parts[1:]:
            box = box.joined(part.box)
        return box

    @property
    def table(self) -> int | None:
        """The number of the page's table that stands here, if one does."""
        return self.parts[0].table

    @property
    def inset(self) -> int | None:
        """The number of the page's box that stands here, if one does."""
        return self.parts[0].inset

    @property
    def size(self) -> float:
        return max(self.parts, key=lambda part: len(part.text)).size

    @property
    def bold(self) -> bool:
        return all(part.bold for part in self.parts)


def lines_in_order(parts: Sequence[Part], gutter: float | None = None) -> list[TextLine]:
    """Return the lines that parts make up, in the order in which they are read.

    ``gutter`` is where other pages of the document have theirs, for a page too sparse to
    show it.
    """
    return [line for group in _ordered(list(parts), gutter) for line in _lines(group)]


def usual_gutter(pages: Sequence[Sequence[Part]]) -> float | None:
    """Return the x of the gutter that enough pages of a document have, or None."""
    found = [gutter for parts in pages if (gutter := _gutter(parts)) is not None]
    if len(found) < max(1, _ENOUGH_PAGES * len(pages)):
        return None
    middle = statistics.median(found)
    near = [gutter for gutter in found if abs(gutter - middle) < _SAME_GUTTER]
    return middle if 2 * len(near) > len(found) else None


def joined_lines(words: Sequence[Word]) -> str:
    """Return the words of a small region, a cell for instance, line by line."""
    return "\n".join(line.text for line in _lines(parts_of(words)))


def _ordered(parts: list[Part], usual: float | None, depth: int = 0) -> list[list[Part]]:
    """Part a region into columns, each a list of its parts, in reading order."""
    gutter = _gutter(parts) if depth < _MOST_COLUMNS else None
    if gutter is None and usual is not None and _leaves_free(parts, usual):
        gutter = usual
    if gutter is None:
        return [parts] if parts else []
    edge = max(part.box.right for part in parts)
    crossing = [part for part in parts if _crosses(part, gutter, edge)]
    rest = [part for part in parts if not _crosses(part, gutter, edge)]
    crossing += _headings_over_columns(rest, gutter, crossing)
    groups: list[list[Part]] = []
    edges = [-1e9, *(edge for band in _bands(crossing) for edge in band), 1e9]
    for number in range(0, len(edges), 2):
        top, bottom = edges[number], edges[number + 1]
        within = [part for part in rest if top <= _middle(part) < bottom]
        for side in (
            [part for part in within if part.box.left < gutter],
            [part for part in within if part.box.left >= gutter],
        ):
            groups += _ordered(side, None, depth + 1)
        if number + 2 < len(edges):
            groups.append([p for p in parts if edges[number + 1] <= _middle(p) < edges[number + 2]])
    return [group for group in groups if group]


def _crosses(part: Part, gutter: float, edge: float) -> bool:
    """Whether a part reaches well over a gutter; an address that is too long for its column
    only juts out."""
    return part.box.left < gutter < part.box.right - _JUTTING * (edge - gutter)


def _headings_over_columns(
    rest: Sequence[Part], gutter: float, crossing: Sequence[Part]
) -> list[Part]:
    """Return headings with a pair of columns above and another below, or text that crosses.

    They are too short to cross the gutter themselves: what tells them is that nothing stands
    beside them, and that the columns below begin at one height.
    """
    left = sorted((part for part in rest if part.box.left < gutter), key=lambda p: p.box.top)
    right = [part for part in rest if part.box.left >= gutter]
    usual = statistics.median([part.size for part in rest] or [0.0])
    found: list[Part] = []
    for part in left:
        above = max((p.box.bottom for p in right if p.box.top < part.box.top), default=-1e9)
        below = [p for p in (*right, *crossing) if p.box.top >= part.box.top]
        following = min(below, key=lambda p: p.box.top, default=part)
        free = _HEADING_SPACE * usual < following.box.top - above < 2 * _HEADING_LINES * usual
        heads = part.size >= _HEADING * usual or part.bold
        if not heads or not free or above > part.box.top:
            continue
        run = [p for p in left if part.box.top <= p.box.top < following.box.top - p.size / 3]
        level = following in crossing or any(
            abs(p.box.top - following.box.top) < p.size / 3 for p in left
        )
        if run and level and following.box.top - part.box.top < _HEADING_LINES * part.size:
            found += run
    return found


def _leaves_free(parts: Sequence[Part], gutter: float) -> bool:
    """Whether text stands on both sides of a gutter that next to nothing crosses."""
    crossing = sum(part.box.left < gutter < part.box.right for part in parts)
    sides = [
        [part for part in parts if part.box.right <= gutter],
        [part for part in parts if part.box.left >= gutter],
    ]
    tables = [any(part.stands_in for part in side) for side in sides]
    stand = all(len(side) > 1 or table for side, table in zip(sides, tables, strict=True))
    return crossing <= _CROSSING_USUAL * len(parts) and stand


def _bands(crossing: Sequence[Part]) -> list[tuple[float, float]]:
    """Return the heights that crossing parts take, from the top, those that touch joined."""
    bands: list[tuple[float, float]] = []
    for part in sorted(crossing, key=lambda part: part.box.top):
        if bands and part.box.top <= bands[-1][1] + 0.8 * part.box.height:
            bands[-1] = (bands[-1][0], max(bands[-1][1], part.box.bottom))
        else:
            bands.append((part.box.top, part.box.bottom))
    return bands


def _middle(part: Part) -> float:
    return (part.box.top + part.box.bottom) / 2


def _gutter(parts: Sequence[Part]) -> float | None:
    """Return the x of the gutter between two columns of text, or None if there is none."""
    if len(parts) < 2 * _COLUMN_LINES:
        return None
    size = statistics.median(part.size for part in parts)
    edges = sorted({round(part.box.left, 1) for part in parts})
    best: tuple[int, float, float] | None = None
    for edge in edges[1:]:
        x = edge - _GUTTER * size / 2
        crossing = sum(part.box.left < x < part.box.right for part in parts)
        left = [part for part in parts if part.box.right <= edge - _GUTTER * size * 0.9]
        right = [part for part in parts if part.box.left >= edge - 0.5]
        free = crossing <= _CROSSING * len(parts)
        if free and _is_column(left) and _is_column(right) and _side_by_side(left, right):
            outer = max(part.box.right for part in left)
            inner = min(part.box.left for part in right)
            # Of gutters that part as much, the widest: an indent beside the edge is none.
            found = (crossing + len(parts) - len(left) - len(right), outer - inner, x)
            best = min(best, found) if best else found
    return best[2] if best else None


def _is_column(parts: Sequence[Part]) -> bool:
    """Whether parts read as running text: enough lines that fill their column."""
    parts = [part for part in parts if not part.stands_in]
    if len(parts) < _COLUMN_LINES:
        return False
    width = max(part.box.right for part in parts) - min(part.box.left for part in parts)
    filled = statistics.median(part.box.width for part in parts) >= _FILLED * width
    words = statistics.median(len(part.text.split()) for part in parts)
    return filled and words >= 3


def _side_by_side(left: Sequence[Part], right: Sequence[Part]) -> bool:
    """Whether the two stand beside one another for some lines, not one below the other."""
    top = max(min(part.box.top for part in left), min(part.box.top for part in right))
    bottom = min(max(part.box.bottom for part in left), max(part.box.bottom for part in right))
    inside = [
        sum(top - 1 <= _middle(part) <= bottom + 1 for part in side) for side in (left, right)
    ]
    return min(inside) >= 3


def _lines(parts: Iterable[Part]) -> list[TextLine]:
    """Join the parts of one column into lines, from the top down."""
    rows: list[list[Part]] = []
    for part in sorted(parts, key=lambda part: (_middle(part), part.box.left)):
        if rows and on_one_line(rows[-1][0].box, part.box):
            rows[-1].append(part)
        else:
            rows.append([part])
    if not rows:
        return []
    column = rows[0][0].box
    for row in rows:
        for part in row:
            column = column.joined(part.box)
    return [TextLine(tuple(sorted(row, key=lambda part: part.box.left)), column) for row in rows]
