"""A page's words joined to parts of lines: what stands on one line without a wide gap."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
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

    ``table`` is the number of the page's table that stands here in place of words, ``inset``
    that of its box.
    """

    text: str
    box: Box
    size: float
    bold: bool
    table: int | None = None
    inset: int | None = None

    @property
    def stands_in(self) -> bool:
        """Whether a table or box stands here in place of words."""
        return self.table is not None or self.inset is not None


def is_running_text(line: Sequence[Part]) -> bool:
    """Tell whether a line reads as running text: one part of several words, no row of cells."""
    return len(line) == 1 and len(line[0].text.split()) >= _RUNNING_WORDS


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
            r"[-•‣◦▪–●■o☐☒]|\(?(?:\d+|[ivxlIVXL]+|[a-zA-Z])[.)]|\d+(?:\.\d+)+", words[0].text
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
            if on_one_line(row[0].box, word.box):
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
        if on_one_line(row[0].box, mark.box):
            return row
    rows.append([])
    return rows[-1]


def on_one_line(box: Box, other: Box) -> bool:
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
