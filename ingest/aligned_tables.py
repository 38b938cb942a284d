"""Tables without rules: lines whose parts stand below one another in columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ingest.grid import is_figure
from ingest.openings import NUMBERED_CAPTION, is_contents_line
from ingest.page_lines import TextLine

LARGER = 1.1
"""Type size against the body's from which a block is a heading."""

_FEWEST_ROWS = 3

_FEWEST_WIDE_ROWS = 2
"""Rows that make a table without rules: fewer where each has three cells or more."""

_LABELS = 2
"""Lines of one part that may follow each other in a table without rules."""

_LABEL_WIDTH = 0.5
_CELL_PITCH = 1.25
"""Distance of two lines of a cell, in type sizes, where a document without running text does
not tell how close its lines are."""

_ROWS_APART = 1.15
"""Distance of two rows against that of two lines of one."""


def aligned_rows(lines: Sequence[TextLine], start: int, pitch: float) -> int:
    """Return how many lines from ``start`` make up a table without rules; 0 if they do not.

    ``pitch`` is the document's usual distance of lines, in type sizes.
    """
    rows, end, alone = 0, start, 0
    for position in range(start, len(lines)):
        line = lines[position]
        larger = line.size > LARGER * lines[start].size
        if line.column != lines[start].column or _ends_table(line) or larger:
            break
        if len(line.parts) > 1:
            rows, end, alone = rows + 1, position + 1, 0
        elif position > start and _wraps(lines[position - 1], line):
            end = position + 1 if end == position else end
        elif position == start or not _labels_rows(lines[start], line) or alone == _LABELS:
            break
        else:
            alone += 1
    while end > start and _follows_table(lines[start:end], pitch):
        end -= 1
    wide = all(len(line.parts) != 2 for line in lines[start:end])
    if rows < (_FEWEST_WIDE_ROWS if wide else _FEWEST_ROWS):
        return 0
    columns = _columns(lines[start:end])
    return end - start if len(columns) > 1 else 0


def _ends_table(line: TextLine) -> bool:
    return is_contents_line(line.text) or (
        len(line.parts) == 1 and bool(NUMBERED_CAPTION.match(line.text))
    )


def _labels_rows(first: TextLine, line: TextLine) -> bool:
    """A short line of one part at the table's left edge: the label of the rows below, or a
    part of a cell that the others stand beside the middle of. On a page of nothing but
    a table, what is short is told by where the next column begins."""
    short = line.box.width < _LABEL_WIDTH * line.column.width
    within = len(first.parts) > 1 and line.box.right < first.parts[1].box.left - line.size
    return (short or within) and abs(line.box.left - first.box.left) < line.size


def _follows_table(lines: Sequence[TextLine], pitch: float) -> bool:
    """Whether the last line is text below the table and no cell's: nothing stands beside it,
    it juts out to the left, or it is further off than lines of a cell and its first word had
    room in the row above."""
    last, rows = lines[-1], [line for line in lines if len(line.parts) > 1]
    if len(last.parts) > 1 or len(rows) < _FEWEST_WIDE_ROWS:
        return False
    if abs(last.box.left - rows[0].box.left) >= last.size:
        return False
    before = lines[-2]
    distance = last.box.bottom - before.box.bottom
    apart = min(b.box.bottom - a.box.bottom for a, b in itertools.pairwise(rows))
    within_cell = min(pitch, _CELL_PITCH) * last.size
    close = distance <= min(_ROWS_APART * within_cell, apart / _ROWS_APART)
    outside = last.box.left < min(line.box.left for line in lines[:-1]) - 1
    edge = min(row.parts[1].box.left for row in rows) - last.size
    return outside or not (close or _wrapped_head(before, last, edge))


def _wraps(before: TextLine, line: TextLine) -> bool:
    """A line of one part inside a table: a cell that runs on below, close under its row."""
    close = line.box.top - before.box.bottom < 0.6 * line.size
    under = any(abs(part.box.left - line.box.left) < line.size for part in before.parts)
    return close and under


def _columns(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Return the columns of aligned rows: what no row's part bridges."""
    spans = sorted((part.box.left, part.box.right) for line in lines for part in line.parts)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def aligned_table(
    lines: Sequence[TextLine],
) -> tuple[tuple[TextLine, ...], tuple[tuple[str, ...], ...]]:
    columns = _columns(lines)
    pitch = _pitch_in_rows(lines)
    rows: list[list[str]] = []
    before: TextLine | None = None
    for line in lines:
        row = ["" for _ in columns]
        for part in line.parts:
            column = next(i for i, (left, right) in enumerate(columns) if part.box.left <= right)
            row[column] = f"{row[column]} {part.text}".strip()
        if before and rows and _goes_on(before, line, row, pitch, columns):
            rows[-1] = [
                "\n".join(cell for cell in pair if cell) for pair in zip(rows[-1], row, strict=True)
            ]
        else:
            rows.append(row)
        before = line
    return tuple(lines), tuple(tuple(row) for row in rows)


def _pitch_in_rows(lines: Sequence[TextLine]) -> float:
    """Return the distance of lines within a row; 0 where all lines are equally far apart, or
    figures are as close below figures, so that it does not tell rows."""
    distances = [b.box.bottom - a.box.bottom for a, b in itertools.pairwise(lines)]
    close = min(distances, default=0.0)
    apart = [distance for distance in distances if distance > _ROWS_APART * close]
    rows = (
        distance <= _ROWS_APART * close and _figures_below(before, line)
        for distance, (before, line) in zip(distances, itertools.pairwise(lines), strict=True)
    )
    return close if apart and not any(rows) else 0.0


def _figures_below(before: TextLine, line: TextLine) -> bool:
    """Whether a column holds a figure in both lines: no cell of one row does."""
    return any(
        one.box.left <= other.box.right
        and other.box.left <= one.box.right
        and is_figure(one.text)
        and is_figure(other.text)
        for one in before.parts
        for other in line.parts
    )


def _goes_on(
    before: TextLine,
    line: TextLine,
    row: Sequence[str],
    pitch: float,
    columns: Sequence[tuple[float, float]],
) -> bool:
    """Whether a line goes on with the row above: as close as its lines, or without a head."""
    if pitch:
        return line.box.bottom - before.box.bottom <= (1 + _ROWS_APART) / 2 * pitch
    if len(line.parts) > 1 or (row[0] and line.bold):
        return False
    return not row[0] or _wrapped_head(before, line, columns[1][0] - line.size)


def _wrapped_head(before: TextLine, line: TextLine, edge: float) -> bool:
    """Whether a row head goes on below, where the pitch does not tell: where it had room for
    the next word before the column's ``edge``, that labels the rows below."""
    head = before.parts[0]
    if head.box.left > edge:
        return False
    word = line.text.split(maxsplit=1)[0]
    needed = line.box.width * (len(word) + 1) / max(1, len(line.text))
    return line.text[:1].islower() or edge - head.box.right < needed
