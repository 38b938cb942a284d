"""Tables of tab-separated or piped lines: headers, groups, and each row spelled out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from corpus.markup import readable
from corpus.words import Span
from ingest.lines import Line

_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_NUMBER = re.compile(r"^[£$€]?\s?-?\d[\d,.]*\s?(?:%|per cent|m|k|bn)?\*?$", re.IGNORECASE)
_UNIT = re.compile(r"^(?:%|£|€|\$|no\.?|number|£m|£k|£000s?|per cent)$", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&]*[A-Z0-9][A-Za-z0-9&]*$")
_HEADER_WORDS_OF_TWO_COLUMNS = 3
_LINE_END = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its line, its cells, cleaned, left to right, and how it reads spelled out.

    ``context`` are the lines its headers and groups come from.
    """

    line: Line
    cells: tuple[str, ...]
    spelled: str = ""
    context: tuple[Span, ...] = ()

    @property
    def head_only(self) -> bool:
        """Whether only the first cell holds anything (a group's label or a title)."""
        return bool(self.cells[0]) and not any(self.cells[1:])


@dataclass(slots=True)
class Groups:
    """The group rows above the current one: an outer, an inner, and the last row head.

    ``single`` is set where the outer group stands right above its rows.
    """

    outer: Row | None = None
    inner: Row | None = None
    head: Row | None = None
    inner_repeats: bool = False
    single: bool = False

    def enter(self, row: Row, following: Row | None) -> None:
        """A group row above another is an outer group; one alone is inner where one is open
        that began with an inner group, and else the next of its kind."""
        opens_outer = following is not None and following.head_only
        if opens_outer or following is None or self.outer is None or self.single:
            self.outer, self.inner, self.single = row, None, not opens_outer
        else:
            self.inner, self.inner_repeats = row, False
        self.head = row

    def pass_row(self, row: Row) -> None:
        """An inner group that some of its rows name ends at the first row that does not."""
        if row.cells[0]:
            shares = bool(self.inner and _stems(self.inner.cells[0]) & _stems(row.cells[0]))
            if self.inner and self.inner_repeats and not shares:
                self.inner = None
            self.inner_repeats = self.inner_repeats or shares
            self.head = row

    def above(self, row: Row) -> list[Row]:
        """Return the rows that a row takes its groups and its missing head from."""
        rows = [group for group in (self.outer, self.inner) if group]
        if not row.cells[0] and self.head and self.head not in rows:
            rows.append(self.head)
        return rows


@dataclass(slots=True)
class Table:
    """What a run of table lines holds; ``headers`` is empty where none are given.

    ``groups`` are those open at its end, under which it may go on over a page.
    """

    columns: int
    headers: tuple[str, ...] = ()
    title: str = ""
    header: Span | None = None
    rows: list[Row] = field(default_factory=list)
    groups: Groups = field(default_factory=Groups)


def read_table(
    lines: list[Line], before: Table | None = None, *, headers: int | None = None
) -> Table:
    """Read table lines; ``before`` is the table just above, whose headers may go on here.

    A table that a page break cut goes on without its headers: with as many
    columns as the one above and no header row of its own, it takes those. ``headers``
    counts the header rows where the file tells.
    """
    piped = any(_SEPARATOR.match(line.text) for line in lines)
    rows = [Row(line, _cells(line.text)) for line in lines if not _SEPARATOR.match(line.text)]
    columns = max((len(row.cells) for row in rows), default=0)
    rows = [Row(row.line, row.cells + ("",) * (columns - len(row.cells))) for row in rows]
    table = Table(columns)
    if headers:
        rows = _told_headers(table, rows, headers)
    elif before and before.columns == columns and not piped:
        table.headers, table.title, table.header = before.headers, before.title, before.header
        table.groups = replace(before.groups)
        if rows and rows[0].cells == before.headers:
            rows = rows[1:]
    else:
        rows = _take_headers(table, rows, certain=piped)
    table.rows = _spell(table, rows)
    return table


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    if stripped.startswith("|"):
        inner = stripped.removeprefix("|").removesuffix("|")
        parts = re.split(r"(?<!\\)\|", inner)
    else:
        parts = line.split("\t")
    return tuple(readable(part) for part in parts)


def _take_headers(table: Table, rows: list[Row], *, certain: bool) -> list[Row]:
    table_start: Line | None = None
    if len(rows) > 1 and rows[0].head_only and not rows[1].cells[0]:
        table.title, table_start, rows = rows[0].cells[0], rows[0].line, rows[1:]
    if len(rows) < 2 or not (certain or _looks_like_header(rows[0])):
        return rows
    headers, first, last, rows = list(rows[0].cells), rows[0].line, rows[0].line, rows[1:]
    while rows and _continues_header(rows[0], headers):
        headers, last = _join_headers(headers, rows[0].cells), rows[0].line
        rows = rows[1:]
    table.headers = tuple(headers)
    start = table_start.span.start if table_start else first.span.start
    table.header = Span(start, last.span.end)
    return rows


def _told_headers(table: Table, rows: list[Row], count: int) -> list[Row]:
    """Join the file's own header rows; a row of one cell above others is the table's title."""
    top, rest = rows[:count], rows[count:]
    while len(top) > 1 and top[0].head_only:
        table.title, top = top[0].cells[0], top[1:]
    headers = list(top[0].cells)
    for row in top[1:]:
        headers = _join_headers(headers, row.cells)
    table.headers = tuple(headers)
    table.header = Span(rows[0].line.span.start, top[-1].line.span.end)
    return rest


def _looks_like_header(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    if len(filled) < 2 or any(_NUMBER.match(cell) for cell in filled):
        return False
    if len(row.cells) > 2:
        return True
    short = all(len(cell.split()) <= _HEADER_WORDS_OF_TWO_COLUMNS for cell in filled)
    defines = filled[0].endswith(":") or _ACRONYM.match(filled[0])
    return short and not defines


def _continues_header(row: Row, headers: list[str]) -> bool:
    rest = [cell for cell in row.cells[1:] if cell]
    if not rest or any(_NUMBER.match(cell) for cell in rest):
        return False
    if all(_UNIT.match(cell) for cell in rest):
        return True
    below_a_gap = any(
        cell and not headers[column] for column, cell in enumerate(row.cells) if column
    )
    return not row.cells[0] and below_a_gap


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
    groups = table.groups
    spelled = []
    for number, row in enumerate(rows):
        if row.head_only and table.headers:
            groups.enter(row, rows[number + 1] if number + 1 < len(rows) else None)
            spelled.append(row)
            continue
        groups.pass_row(row)
        above = groups.above(row)
        heads = [group.cells[0] for group in above] + [row.cells[0]]
        header = [table.header] if table.header else []
        context = _merged([*header, *(group.line.span for group in above)])
        words = _spelled_row(table, [head for head in heads if head], row.cells[1:])
        spelled.append(Row(row.line, row.cells, words, context))
    return spelled


def _merged(spans: list[Span]) -> tuple[Span, ...]:
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


def _stems(text: str) -> set[str]:
    return {word.lower()[:6] for word in re.findall(r"[A-Za-z]{4,}", text)}
