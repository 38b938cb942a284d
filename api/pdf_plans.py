"""Plans in PDF, as reports are read: within limits, by the room that reads files.

A PDF holds no tables, only lines and words at places: what looks like a table is taken for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from api.settings import Settings
from api.text_to_check import written_text
from api.wiring import limited_reader
from assistant.plans.blocks import Block, Row, table
from assistant.plans.columns import fields_named
from assistant.plans.from_blocks import plan_from_blocks
from assistant.plans.markdown_blocks import markdown_blocks
from assistant.plans.plan import Plan
from corpus.errors import PlanUnreadable
from corpus.words import BlockKind, Span
from ingest.extracted import Extracted

_HARDLY = 0.5
"""Share of cells below which a row that begins in the middle goes on from the page before."""


def plan_of_pdf(settings: Settings, name: str, content: bytes) -> Plan:
    """Return the plan in a PDF.

    Raises:
        FileUnreadable: it cannot be opened, has no text, or reading it costs too much.
        PlanUnreadable: no plan is found in it.
    """
    with limited_reader(settings) as reader:
        found = reader.extract(name, content)
    try:
        return plan_from_blocks(_blocks(found))
    except PlanUnreadable as error:
        raise PlanUnreadable(
            f"{error} A PDF keeps no table that can be read for certain: use the Word or Excel "
            "file that it was made of, if there is one."
        ) from error


def _blocks(found: Extracted) -> Iterator[Block]:
    position = 0
    rows: list[Row] = []
    for mark in found.marks:
        if mark.kind is not BlockKind.TABLE_ROW:
            continue
        before = _text_between(found, position, mark.span.start)
        of_table = _rows(mark.span.of(found.text))
        if rows and (before.strip() or len(rows[0]) != len(of_table[0])):
            yield table(rows)
            rows = []
        yield from markdown_blocks(before) if before.strip() else ()
        rows = _joined(rows, of_table)
        position = mark.span.end
    if rows:
        yield table(rows)
    yield from markdown_blocks(_text_between(found, position, len(found.text)))


def _text_between(found: Extracted, start: int, end: int) -> str:
    """Return what is written between two tables, headings marked as such."""
    inside = (m for m in found.marks if start <= m.span.start and m.span.end <= end)
    marks = tuple(
        replace(mark, span=Span(mark.span.start - start, mark.span.end - start)) for mark in inside
    )
    return written_text(Extracted(found.text[start:end], found.media_type, marks=marks))


def _rows(text: str) -> list[Row]:
    cells = [[" ".join(cell.split()) for cell in line.split("\t")] for line in text.split("\n")]
    width = max(len(row) for row in cells)
    return [tuple(map(_whole_word, [*row, *[""] * (width - len(row))])) for row in cells]


def _whole_word(cell: str) -> str:
    """Mend a header that a narrow column broke within a word: “Recommen dation”."""
    joined = "".join(cell.split())
    broken = 1 < len(cell.split()) <= 3 and not fields_named(cell)
    return joined if broken and fields_named(joined) else cell


def _joined(above: list[Row], rows: Sequence[Row]) -> list[Row]:
    """Put the rows of a page below those of the page before, a row that a page parts into one."""
    if not above:
        return list(rows)
    first, last = rows[0], above[-1]
    filled = [cell for cell in first if cell]
    goes_on = len(filled) < _HARDLY * len(first) and filled and filled[0][0].islower()
    if not goes_on:
        return [*above, *rows]
    whole = tuple(" ".join(filter(None, pair)) for pair in zip(last, first, strict=True))
    return [*above[:-1], whole, *rows[1:]]
