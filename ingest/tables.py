"""Tables of tab-separated or piped lines: headers, groups, and each row spelled out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.words import Span
from ingest.grid import is_figure
from ingest.lines import Line
from ingest.table_groups import Groups
from ingest.table_rows import Row, is_rule, rows_of_lines

_NUMBER = re.compile(r"^[£$€]?\s?-?\d[\d,.]*\s?(?:%|per cent|m|k|bn)?\*?$", re.IGNORECASE)
_UNIT = re.compile(r"^(?:%|£|€|\$|no\.?|number|£m|£k|£['’]?000['’]?s?|per cent)$", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&]*[A-Z0-9][A-Za-z0-9&]*$")
_HEADER_WORDS_OF_TWO_COLUMNS = 3
_LINE_END = 2


@dataclass(slots=True)
class Table:
    """What a run of table lines holds; ``headers`` is empty where none are given.

    ``groups`` are those open at its end, under which it may go on over a page. ``goes_on``
    tells that it does so from the table before. ``header_marks`` are the marks of notes in
    its headers, by column.
    """

    columns: int
    headers: tuple[str, ...] = ()
    title: str = ""
    header: Span | None = None
    header_rows: tuple[tuple[str, ...], ...] = ()
    header_marks: tuple[tuple[str, ...], ...] = ()
    rows: list[Row] = field(default_factory=list)
    groups: Groups = field(default_factory=Groups)
    goes_on: bool = False


def read_table(
    lines: Sequence[Line],
    before: Table | None = None,
    *,
    headers: int | None = None,
    styles: Sequence[str] = (),
) -> Table:
    """Read table lines; ``before`` is the table just above, whose headers may go on here.

    A table that a page break cut goes on without its headers, or with the same ones set
    again: with as many columns as the one above and no header row of its own, it takes
    those. ``headers`` counts the header rows where the file tells, and ``styles`` tell how
    each line's first cell is set.
    """
    piped = any(map(is_rule, lines))
    rows = rows_of_lines(lines, styles)
    table = Table(len(rows[0].cells) if rows else 0)
    again = _headers_again(before, rows) if before else 0
    if before and (again or (before.columns == table.columns and not piped and not headers)):
        table = replace(before, groups=before.groups.copied(), goes_on=True)
        rows = rows[again:]
    elif headers:
        rows = _told_headers(table, rows, headers)
    else:
        rows = _take_headers(table, rows, certain=piped)
    table.rows = _spell(table, rows)
    return table


def _headers_again(before: Table, rows: Sequence[Row]) -> int:
    """Return how many rows set the headers of the table before again."""
    count = len(before.header_rows)
    return count if tuple(row.cells for row in rows[:count]) == before.header_rows else 0


def _set_headers(table: Table, headers: Sequence[str], rows: Sequence[Row], start: int) -> None:
    table.headers = tuple(headers)
    table.header = Span(start, rows[-1].line.span.end)
    table.header_rows = tuple(row.cells for row in rows)
    table.header_marks = tuple(
        tuple(mark for row in rows if (mark := row.marks[column])) for column in range(len(headers))
    )


def _take_headers(table: Table, rows: list[Row], *, certain: bool) -> list[Row]:
    title: Row | None = None
    if len(rows) > 1 and rows[0].head_only and not rows[1].cells[0]:
        title, rows = rows[0], rows[1:]
        table.title = title.head
    if len(rows) < 2 or not (certain or _looks_like_header(rows[0], rows[1:])):
        return rows
    headers, count = list(rows[0].cells), 1
    while count < len(rows) and _continues_header(rows[count], headers, rows[count + 1 :]):
        headers = _join_headers(headers, rows[count].cells)
        count += 1
    start = (title or rows[0]).line.span.start
    _set_headers(table, headers, rows[:count], start)
    return rows[count:]


def _told_headers(table: Table, rows: list[Row], count: int) -> list[Row]:
    """Join the file's own header rows; a row of one cell above others is the table's title.

    One below them is the first group's label, however the file calls it.
    """
    top, rest = rows[:count], rows[count:]
    while len(top) > 1 and top[-1].head_only:
        top, rest = top[:-1], [top[-1], *rest]
    while len(top) > 1 and top[0].head_only:
        table.title, top = top[0].head, top[1:]
    headers = list(top[0].cells)
    for row in top[1:]:
        headers = _join_headers(headers, row.cells)
    _set_headers(table, headers, top, rows[0].line.span.start)
    return rest


def _holds_figure(row: Row, below: Sequence[Row]) -> bool:
    """Tell whether a cell holds a figure; a year above other figures heads them."""
    return any(
        _NUMBER.match(cell)
        and not _UNIT.match(cell)
        and (is_figure(cell) or not any(is_figure(each.cells[column]) for each in below))
        for column, cell in enumerate(row.cells)
    )


def _looks_like_header(row: Row, below: Sequence[Row]) -> bool:
    filled = [cell for cell in row.cells if cell]
    if len(filled) < 2 or _holds_figure(row, below):
        return False
    if len(row.cells) > 2:
        return True
    short = all(len(cell.split()) <= _HEADER_WORDS_OF_TWO_COLUMNS for cell in filled)
    defines = filled[0].endswith(":") or _ACRONYM.match(filled[0])
    return short and not defines


def _continues_header(row: Row, headers: list[str], below: Sequence[Row]) -> bool:
    rest = [cell for cell in row.cells[1:] if cell]
    if not rest or _holds_figure(row, below):
        return False
    if all(_UNIT.match(cell) for cell in rest):
        return True
    under_a_wide_one = any(
        cell and headers[column] in ("", headers[column - 1])
        for column, cell in enumerate(row.cells)
        if column
    )
    return not row.cells[0] and under_a_wide_one


def _join_headers(headers: list[str], more: tuple[str, ...]) -> list[str]:
    """Put a second header row under the first; a header over several columns reaches right."""
    joined, above = [], ""
    for column, (header, cell) in enumerate(zip(headers, more, strict=True)):
        above = header or (above if cell else "")
        units_only = column == 0 and bool(header) and bool(cell)
        joined.append(header if units_only else " ".join(part for part in (above, cell) if part))
    return joined


def _spell(table: Table, rows: list[Row]) -> list[Row]:
    """Write each row out: groups, row head, then every cell behind its header."""
    if not table.headers:
        return _spell_bare(table, rows)
    spelled = []
    for row, above in zip(rows, table.groups.above_rows(rows), strict=True):
        if above is None:
            spelled.append(row)
            continue
        heads = [head for head in (*(group.head for group in above), row.head) if head]
        header = [table.header] if table.header else []
        context = merged([*header, *(group.line.span for group in above)])
        words = _spelled_row(table, heads, row.cells[1:])
        spelled.append(replace(row, spelled=words, context=context))
    return spelled


def _spell_bare(table: Table, rows: list[Row]) -> list[Row]:
    """Write out the rows of a table without headers: no cell says whether a row is a group's."""
    spelled = []
    for row in rows:
        above = table.groups.head if not row.head else None
        table.groups.head = above or row
        heads = [above.head if above else row.head]
        context = (above.line.span,) if above else ()
        words = _spelled_row(table, [head for head in heads if head], row.cells[1:])
        spelled.append(replace(row, spelled=words, context=context))
    return spelled


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """Join spans of lines that follow one another."""
    merged: list[Span] = []
    for span in spans:
        if merged and 0 <= span.start - merged[-1].end <= _LINE_END:
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return tuple(merged)


def _spelled_row(table: Table, heads: list[str], rest: tuple[str, ...]) -> str:
    if not table.headers:
        body = "; ".join(cell for cell in rest if cell)
        first = "; ".join(heads)
        return f"{first.rstrip(':')}: {body}" if first and body else first or body
    parts = [part for part in (table.title, *heads) if part]
    for header, cell in zip(table.headers[1:], rest, strict=True):
        if cell:
            parts.append(f"{header.rstrip(':')}: {cell}" if header else cell)
    return "; ".join(parts)
