"""Tables of tab-separated or piped lines: headers, groups, and each row spelled out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.markup import readable
from ingest.lines import Line

_SEPARATOR = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_NUMBER = re.compile(r"^[£$€]?\s?-?\d[\d,.]*\s?(?:%|per cent|m|k|bn)?\*?$", re.IGNORECASE)
_UNIT = re.compile(r"^(?:%|£|€|\$|no\.?|number|£m|£k|£000s?|per cent)$", re.IGNORECASE)
_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&]*[A-Z0-9][A-Za-z0-9&]*$")
_HEADER_WORDS_OF_TWO_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its line and its cells, cleaned, left to right."""

    line: Line
    cells: tuple[str, ...]
    spelled: str = ""

    @property
    def head_only(self) -> bool:
        """Whether only the first cell holds anything (a group's label or a title)."""
        return bool(self.cells[0]) and not any(self.cells[1:])


@dataclass(slots=True)
class Table:
    """What a run of table lines holds; ``headers`` is empty where none are given."""

    columns: int
    headers: tuple[str, ...] = ()
    title: str = ""
    rows: list[Row] = field(default_factory=list)


def read_table(lines: list[Line], before: Table | None = None) -> Table:
    """Read table lines; ``before`` is the table just above, whose headers may go on here.

    A table that a page break cut goes on without its headers: with as many
    columns as the one above and no header row of its own, it takes those.
    """
    piped = any(_SEPARATOR.match(line.text) for line in lines)
    rows = [Row(line, _cells(line.text)) for line in lines if not _SEPARATOR.match(line.text)]
    columns = max((len(row.cells) for row in rows), default=0)
    rows = [Row(row.line, row.cells + ("",) * (columns - len(row.cells))) for row in rows]
    table = Table(columns)
    if before and before.columns == columns and not piped:
        table.headers, table.title = before.headers, before.title
        if rows and rows[0].cells == before.headers:
            rows = rows[1:]
    else:
        rows = _take_headers(table, rows, certain=piped)
    table.rows = _spell(table, rows)
    return table


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    if stripped.startswith("|"):
        parts = re.split(r"(?<!\\)\|", stripped.strip("|"))
    else:
        parts = line.split("\t")
    return tuple(readable(part) for part in parts)


def _take_headers(table: Table, rows: list[Row], *, certain: bool) -> list[Row]:
    if len(rows) > 1 and rows[0].head_only and not rows[1].cells[0]:
        table.title, rows = rows[0].cells[0], rows[1:]
    if len(rows) < 2 or not (certain or _looks_like_header(rows[0])):
        return rows
    headers, rows = list(rows[0].cells), rows[1:]
    while rows and _continues_header(rows[0], headers):
        headers = _join_headers(headers, rows[0].cells)
        rows = rows[1:]
    table.headers = tuple(headers)
    return rows


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
    outer = inner = head = ""
    inner_repeats = False
    spelled = []
    for number, row in enumerate(rows):
        if row.head_only and table.headers:
            following = rows[number + 1] if number + 1 < len(rows) else None
            if following and following.head_only:
                outer, inner = row.cells[0], ""
            elif following is None or not outer:
                outer = row.cells[0]
            else:
                inner, inner_repeats = row.cells[0], False
            head = row.cells[0]
            spelled.append(Row(row.line, row.cells, ""))
            continue
        shares = bool(_stems(inner) & _stems(row.cells[0]))
        if inner and inner_repeats and row.cells[0] and not shares:
            inner = ""
        inner_repeats = inner_repeats or shares
        first = row.cells[0] or head
        head = first
        groups = [group for group in (outer, inner) if group and group != first]
        spelled.append(Row(row.line, row.cells, _spelled_row(table, groups, first, row.cells[1:])))
    return spelled


def _spelled_row(table: Table, groups: list[str], first: str, rest: tuple[str, ...]) -> str:
    if not table.headers:
        body = "; ".join(cell for cell in rest if cell)
        return f"{first.rstrip(':')}: {body}" if first and body else first or body
    parts = [part for part in (table.title, *groups, first) if part]
    for header, cell in zip(table.headers[1:], rest, strict=True):
        if cell:
            parts.append(f"{header.rstrip(':')}: {cell}" if header else cell)
    return "; ".join(parts)


def _stems(text: str) -> set[str]:
    return {word.lower()[:6] for word in re.findall(r"[A-Za-z]{4,}", text)}
