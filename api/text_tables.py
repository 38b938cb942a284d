"""Where the tables of a stored text are, line by line and cell by cell.

The rows that passages know tell which lines are of a table; those of a version that is no
longer searched are told by their tabs and pipes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpus.markup import readable
from corpus.words import BlockKind, Passage, Span, Statement
from ingest.lines import Line, runs_of
from ingest.table_rows import is_rule
from ingest.tables import read_table

_FEWEST_LINES = 2


class LineKind(StrEnum):
    """What a line of a table is."""

    TITLE = "title"
    HEADER = "header"
    GROUP = "group"
    ROW = "row"
    RULE = "rule"


_SCOPES = {LineKind.TITLE: "colgroup", LineKind.GROUP: "rowgroup", LineKind.HEADER: "col"}


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line of a table with the places of its cells' words; ``over`` where it is a header
    above others."""

    kind: LineKind
    span: Span
    cells: tuple[Span, ...]
    over: bool = False

    def scope(self, column: int) -> str:
        """Return what the cell in a column heads; empty for a value."""
        if self.kind is LineKind.ROW:
            return "" if column else "row"
        return _SCOPES.get(self.kind, "")

    def repeats(self, text: str, column: int) -> bool:
        """Tell whether a cell is one with the column before: a header over both, or what a
        group's label leaves empty."""
        if self.kind in (LineKind.GROUP, LineKind.TITLE):
            return column > 0
        if not self.over or not column:
            return False
        words = self.cells[column].of(text)
        return bool(words) and words == self.cells[column - 1].of(text)


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of a text: its lines, the caption right above it, and what names it."""

    lines: tuple[TableLine, ...]
    columns: int
    caption: Span | None
    named: Span

    @property
    def start(self) -> int:
        return (self.caption or self.lines[0].span).start

    @property
    def end(self) -> int:
        return self.lines[-1].span.end


def tables_of(text: str, passages: Sequence[Passage]) -> Iterator[TextTable]:
    """Yield the tables of a text in order."""
    rows = {
        statement.span.start: statement
        for passage in passages
        for unit in passage.units
        for statement in unit.statements
        if unit.kind is BlockKind.TABLE_ROW
    }
    for run in runs_of(text, Span(0, len(text))):
        if lines := _table_lines(run, rows, told=bool(passages)):
            known = [rows[line.span.start] for line in lines if line.span.start in rows]
            yield _table(text, lines, known)


def _table_lines(run: list[Line], rows: dict[int, Statement], *, told: bool) -> list[Line]:
    """Return the lines of a run that are a table's; none where it holds none."""
    inside = [
        n for n, line in enumerate(run) if line.span.start in rows or (line.tabular and not told)
    ]
    if not inside or (not told and len(inside) < _FEWEST_LINES):
        return []
    first, last = inside[0], inside[-1]
    row = rows.get(run[first].span.start)
    while first and (run[first - 1].tabular or _in_context(run[first - 1], row)):
        first -= 1
    while last + 1 < len(run) and run[last + 1].tabular:
        last += 1
    return run[first : last + 1]


def _in_context(line: Line, row: Statement | None) -> bool:
    return row is not None and any(span.covers(line.span) for span in row.context)


def _table(text: str, lines: list[Line], rows: Sequence[Statement]) -> TextTable:
    starts = {row.span.start for row in rows}
    if not rows:
        table = read_table(lines)
        starts = {row.line.span.start for row in table.rows if row.spelled}
    cells = [_cells(line) for line in lines]
    columns = max(map(len, cells))
    kinds = list(_kinds(text, lines, cells, starts))
    header = LineKind.HEADER
    over = [(kind, below) == (header, header) for kind, below in pairwise([*kinds, None])]
    made = tuple(
        TableLine(kind, line.span, inner, above)
        for kind, line, inner, above in zip(kinds, lines, cells, over, strict=True)
    )
    above = _caption(text, lines[0].span.start, rows)
    close = above and not text[above.end : lines[0].span.start].strip()
    return TextTable(made, columns, above if close else None, above or Span(0, 0))


def _caption(text: str, start: int, rows: Sequence[Statement]) -> Span | None:
    """Return what of a row's context stands above the table that starts at ``start``."""
    context = rows[0].context if rows else ()
    first = min((span.start for span in context), default=start)
    span = next((span for span in context if span.start == first), None)
    if span is None or first >= start:
        return None
    end = min(span.end, start)
    return Span(first, first + len(text[first:end].rstrip()))


def _kinds(
    text: str, lines: list[Line], cells: list[tuple[Span, ...]], starts: set[int]
) -> Iterator[LineKind]:
    headed = begun = False
    for line, inner in zip(lines, cells, strict=True):
        filled = [cell for cell in inner if readable(cell.of(text))]
        if is_rule(line):
            yield LineKind.RULE
        elif line.span.start in starts:
            begun = True
            yield LineKind.ROW
        elif len(filled) == 1 and filled[0] == inner[0]:
            yield LineKind.GROUP if headed or begun else LineKind.TITLE
        else:
            headed = True
            yield LineKind.HEADER


def _cells(line: Line) -> tuple[Span, ...]:
    """Return the places of a row's cells, without the white space around them."""
    words = line.text
    piped = words.strip().startswith("|")
    edges = [found.start() for found in re.finditer(r"(?<!\\)\|" if piped else "\t", words)]
    bounds = edges if piped else [-1, *edges, len(words)]
    if piped and not words.rstrip().endswith("|"):
        bounds = [*edges, len(words)]
    return tuple(_trimmed(line, left + 1, right) for left, right in pairwise(bounds))


def _trimmed(line: Line, left: int, right: int) -> Span:
    inner = line.text[left:right]
    start = line.span.start + left + len(inner) - len(inner.lstrip())
    return Span(start, max(start, line.span.start + left + len(inner.rstrip())))
