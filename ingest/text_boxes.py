"""Boxes on a page: running text in a drawn rectangle, set apart from the text around it.

Most rectangles are something else: a table's cell, the ground of a heading, a column or a
whole page, a chart's frame. Those are left alone.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce

from ingest.boxes import Box
from ingest.openings import ENDED
from ingest.parts import Part, is_running_text, on_one_line

_TALLEST = 0.75
"""Share of the page's height from which a rectangle is the ground of the page or a column."""

_ALIGNED = 3.0
"""Points by which edges differ that are drawn as one, and by which letters jut out."""

_TABLE_FILLS = 0.5
"""Share of a rectangle that a table takes whose ground or frame it is."""

_RUNNING = 0.5
"""Share of a box's letters in running text: less is a chart or a figure set large."""

_MOST = 200
"""The largest rectangles looked at: a page with more is a drawing."""

_FEWEST_LINES = 2
_BESIDE = 1 / 3
"""Share of lines with words beside them up to which they are no rows of cells."""

_BODY = 1.15
_TITLE = 1.7
"""Type size against the body's of text that may stand in a box, and from which a title is
that of the page."""


def usual_size(pages: Iterable[Sequence[Part]]) -> float:
    """Return the type size, in points, of most of a document's running text."""
    letters: Counter[float] = Counter()
    for parts in pages:
        for part in parts:
            if is_running_text([part]):
                letters[round(part.size * 2) / 2] += len(part.text)
    return letters.most_common(1)[0][0] if letters else 10.0


def boxes_on(
    rectangles: Sequence[Box],
    parts: Sequence[Part],
    *,
    tables: Sequence[Box],
    height: float,
    size: float,
) -> list[Box]:
    """Return those rectangles that are boxes, the outermost where they lie in one another.

    ``tables`` are the places of ruled tables, ``height`` is the page's, ``size`` that of the
    document's running text.
    """
    found: list[Box] = []
    rectangles = sorted(set(rectangles), key=_area, reverse=True)[:_MOST]
    candidates = {*rectangles, *_stacked(rectangles)}
    for box in sorted(candidates, key=lambda box: (-_area(box), box.top, box.left)):
        if box.height >= _TALLEST * height or any(_overlap(box, each) for each in found):
            continue
        if any(_is_of_table(box, table) for table in tables):
            continue
        inside = parts_in(box, parts)
        if _are_whole(box, inside, parts) and _is_text(inside, size):
            found.append(box)
    return found


def parts_in(box: Box, parts: Sequence[Part]) -> list[Part]:
    """Return the parts whose middle lies in a box."""
    return [part for part in parts if box.holds(*part.box.centre)]


def _stacked(rectangles: Sequence[Box]) -> list[Box]:
    """Join rectangles of one width that touch: a box's title has a ground of its own."""
    stacks: list[list[Box]] = []
    for box in sorted(rectangles, key=lambda box: (box.top, box.left)):
        for stack in stacks:
            last = stack[-1]
            level = abs(last.left - box.left) < _ALIGNED and abs(last.right - box.right) < _ALIGNED
            if level and abs(last.bottom - box.top) < _ALIGNED:
                stack.append(box)
                break
        else:
            stacks.append([box])
    return [reduce(Box.joined, stack) for stack in stacks if len(stack) > 1]


def _area(box: Box) -> float:
    return box.width * box.height


def _overlap(box: Box, other: Box) -> float:
    """Return the area that two boxes share, without their edges."""
    across = min(box.right, other.right) - max(box.left, other.left) - 2 * _ALIGNED
    down = min(box.bottom, other.bottom) - max(box.top, other.top) - 2 * _ALIGNED
    return max(0.0, across) * max(0.0, down)


def _is_of_table(box: Box, table: Box) -> bool:
    """Whether a rectangle is a cell of a table, or its ground or frame."""
    shared = _overlap(box, table)
    return shared > _TABLE_FILLS * _area(box) or (
        shared > 0 and not _lies_in(table, box)  # it cuts the table
    )


def _lies_in(inner: Box, outer: Box) -> bool:
    return (
        inner.left > outer.left - _ALIGNED
        and inner.right < outer.right + _ALIGNED
        and inner.top > outer.top - _ALIGNED
        and inner.bottom < outer.bottom + _ALIGNED
    )


def _are_whole(box: Box, inside: Sequence[Part], parts: Sequence[Part]) -> bool:
    """Whether no text crosses a box's edges, as it does over a picture's ground."""
    within = set(inside)
    return all(_lies_in(part.box, box) for part in inside) and not any(
        _overlap(box, part.box) for part in parts if part not in within
    )


def _is_text(inside: Sequence[Part], size: float) -> bool:
    """Whether a box holds running text: lines of the body's size, not cells beside them."""
    words = [part for part in inside if not part.stands_in]
    running = [part for part in words if is_running_text([part])]
    letters = sum(len(part.text) for part in running)
    if not running or len(words) < _FEWEST_LINES:
        return False
    if letters < _RUNNING * sum(len(part.text) for part in words):
        return False
    strong = all(part.bold and not ENDED.search(part.text) for part in words)
    if strong or min(words, key=lambda part: part.box.top).size >= _TITLE * size:
        return False
    return statistics.median(p.size for p in running) < _BODY * size and not _cells(words, running)


def _cells(words: Sequence[Part], running: Sequence[Part]) -> bool:
    """Whether parts stand beside the running text, or its lines beside one another."""
    left = min(part.box.left for part in running)
    right = max(part.box.right for part in running)
    if any(part.box.left > right or part.box.right < left for part in words):
        return True
    beside = sum(
        any(other is not part and on_one_line(part.box, other.box) for other in words)
        for part in running
    )
    return beside > _BESIDE * len(running)
