"""A page's words put in reading order: columns, lines, and the parts of a line.

Columns are told by a gutter that most lines leave free; what crosses it (titles, wide
tables) parts the page into bands, each read column by column.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.note_marks import raised_mark
from ingest.boxes import Box
from ingest.glyphs import Word

_SAME_LINE = 0.65
"""Share of the lower height by which two words overlap that stand on one line."""

_SAME_LINE_RAISED = 0.3
"""The same for a note's mark, which stands above the line."""

_PART_GAP = 1.1
"""Gap within a line, in type sizes, from which its parts are separate: cells, columns."""

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

_TOUCHING = 0.1
"""Gap, in type sizes, below which two words are one that changes its type."""

_RAISED_SIZE = 0.9
_RAISED_BY = 0.1
_NOTE_MARK = re.compile(r"\d{1,3}")
_LETTERED_MARK = re.compile(r"[ivxl]{1,6}|[a-pr-z]|[*†‡§]{1,3}")
_ROWS_LOOKED_BACK = 4
_RUNNING_WORDS = 5
"""Words from which a line is running text: most cells and labels of charts have fewer."""

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one line without a wide gap between them.

    ``table`` is the number of the page's table that stands here in place of words.
    """

    text: str
    box: Box
    size: float
    bold: bool
    table: int | None = None


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
    def size(self) -> float:
        return max(self.parts, key=lambda part: len(part.text)).size

    @property
    def bold(self) -> bool:
        return all(part.bold for part in self.parts)


def is_running_text(line: Sequence[Part]) -> bool:
    """Tell whether a line reads as running text: one part of several words, no row of cells."""
    return len(line) == 1 and len(line[0].text.split()) >= _RUNNING_WORDS


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


def parts_of(words: Sequence[Word]) -> list[Part]:
    """Join words that stand on one line without a wide gap."""
    parts: list[Part] = []
    for row in _rows(words):
        current: list[Word] = []
        for word in sorted(row, key=lambda word: word.box.left):
            gap = word.box.left - current[-1].box.right if current else 0.0
            if (
                current
                and gap > _PART_GAP * max(word.size, current[-1].size)
                and not _mark(current)
            ):
                parts.append(_part(current))
                current = []
            current.append(word)
        if current:
            parts.append(_part(current))
    return parts


def _mark(words: Sequence[Word]) -> bool:
    """Whether only a bullet or a number stands there so far: it belongs to what follows."""
    return len(words) == 1 and bool(
        re.fullmatch(
            r"[-•‣◦▪–●■o]|\(?(?:\d+|[ivxlIVXL]+|[a-zA-Z])[.)]|\d+(?:\.\d+)+", words[0].text
        )
    )


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Group words whose heights overlap, from the top down; notes' marks join their line."""
    small = _RAISED_SIZE * statistics.median([word.size for word in words] or [0.0])
    marks = [word for word in words if word.size < small and _NOTE_MARK.fullmatch(word.text)]
    marks += [word for word in words if _is_lettered_mark(word, words)]
    rows: list[list[Word]] = []
    for word in sorted(set(words) - set(marks), key=_from_top):
        for row in rows[: -_ROWS_LOOKED_BACK - 1 : -1]:
            if _on_one_line(row[0].box, word.box):
                row.append(word)
                break
        else:
            rows.append([word])
    for mark in marks:
        touched = (row for row in rows for word in row if _marks(mark, word))
        found = next(iter(touched), None)
        (found or _row_of(mark, rows)).append(mark)
    return rows


def _is_lettered_mark(mark: Word, words: Sequence[Word]) -> bool:
    """Whether a word is a letter, roman number or sign, raised behind a larger word; a sign
    before one too, where it opens a note."""
    sign = not mark.text.isalnum()
    return bool(_LETTERED_MARK.fullmatch(mark.text)) and any(
        mark.size < _RAISED_SIZE * word.size
        and _marks(mark, word)
        and (sign or mark.box.left > word.box.left)
        and mark.box.bottom < word.box.bottom - _RAISED_BY * word.size
        for word in words
    )


def _from_top(word: Word) -> tuple[float, float]:
    return word.box.top + word.box.bottom, word.box.left


def _marks(mark: Word, word: Word) -> bool:
    """Whether a small number touches a word: behind it, or before it where it opens a note."""
    overlap = min(mark.box.bottom, word.box.bottom) - max(mark.box.top, word.box.top)
    behind = abs(mark.box.left - word.box.right) < 0.2 * word.size
    before = abs(word.box.left - mark.box.right) < 0.6 * word.size
    return overlap > _SAME_LINE_RAISED * mark.box.height and (behind or before)


def _row_of(mark: Word, rows: list[list[Word]]) -> list[Word]:
    """The row a small number stands on, where it touches no word: a new one if on none."""
    for row in rows:
        if _on_one_line(row[0].box, mark.box):
            return row
    rows.append([])
    return rows[-1]


def _on_one_line(box: Box, other: Box) -> bool:
    overlap = min(box.bottom, other.bottom) - max(box.top, other.top)
    return overlap > _SAME_LINE * max(0.1, min(box.height, other.height))


def _part(words: Sequence[Word]) -> Part:
    box = words[0].box
    for word in words[1:]:
        box = box.joined(word.box)
    letters = sum(len(word.text) for word in words)
    size = max(words, key=lambda word: len(word.text)).size
    bold = 2 * sum(len(word.text) for word in words if word.bold) > letters
    return Part(_written(words, size), box, size, bold)


def _is_raised(word: Word, before: Word | None, size: float) -> bool:
    """Whether a word is a note's mark: a small number above the line, or one that opens it."""
    lettered = _LETTERED_MARK.fullmatch(word.text)
    if word.size >= _RAISED_SIZE * size or not (lettered or _NOTE_MARK.fullmatch(word.text)):
        return False
    if lettered and (before is None or before.text[-1:].isdigit()):
        return False  # "a" opens a line, and "5e" is an ordinal
    return before is None or word.box.bottom < before.box.bottom - _RAISED_BY * size


def _written(words: Sequence[Word], size: float) -> str:
    """Join words by spaces, but not where they touch; small raised numbers are note marks."""
    text = ""
    before: Word | None = None
    for word in words:
        raised = _is_raised(word, before, size)
        touches = before and word.box.left - before.box.right < _TOUCHING * word.size
        text += "" if touches or not text else " "
        text += raised_mark(word.text.translate(_SUPERSCRIPT)) if raised else word.text
        before = word
    return text


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
    tables = [any(part.table is not None for part in side) for side in sides]
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
    parts = [part for part in parts if part.table is None]
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
        if rows and _on_one_line(rows[-1][0].box, part.box):
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
