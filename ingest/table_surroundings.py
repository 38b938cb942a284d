"""What stands around a table: the caption above or below it and the notes that its marks mean.

A row knows its table's caption and the notes tied to its cells, so that neither is lost
where the row is found by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.markup import readable
from corpus.words import Block, BlockKind, Span
from ingest.lines import Line
from ingest.table_rows import NOTE_MARK, Row, plain_mark
from ingest.tables import Table

_PICTURE = re.compile(r"^(?:Figure|Fig\.|Box|Chart|Map)\b")
_LABEL = re.compile(r"^(?:Table|Exhibit)\s+(?:[A-Z]\.?)?\d[\d.]*", re.IGNORECASE)
_CONTINUED = re.compile(
    r"^(?:Table|Exhibit)\s+\S+\s*[-–—,:]?\s*[(\[]?(?:continued|cont[’']?d?)\.?\s*(?:[)\]:,–—-]|$)"
    r"|[(\[,–—-]\s*(?:continued|cont[’']?d?)\.?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"^(?:Table|Exhibit)\s+(?:[A-Z]\.?)?\d[\d.]*\s+[a-z]")
"""A sentence about a table ("Table 3 shows …") is no caption of it."""

_CAPTION_WORDS = 60
_NOTE = re.compile(rf"^\s*(?P<mark>{NOTE_MARK})\s*(?=[^\W_]|[‘“'\"(£])")
_SHOWN_NOTE_WORDS = 20
"""Longer notes are cited with a row, and not repeated in its words."""

_AROUND = (BlockKind.FOOTNOTE, BlockKind.FURNITURE)
_SOURCE = re.compile(r"^(?:Sources?|Notes?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table with the places of its first and last block among the document's."""

    table: Table
    first: int
    last: int


def is_continued_caption(text: str) -> bool:
    """Tell whether a line only says that a table goes on ("Table 3 (continued)")."""
    words = readable(text)
    return bool(_LABEL.match(words) and _CONTINUED.search(words))


def table_notes(lines: Sequence[Line], tables: Sequence[PlacedTable]) -> list[list[Line]]:
    """Part lines below the last table into its notes; none unless each begins one, and the
    table bears a mark of them."""
    notes: list[list[Line]] = []
    for line in lines:
        if _NOTE.match(line.text):
            notes.append([line])
        elif notes:
            notes[-1].append(line)
        else:
            return []
    found = {_mark(note[0].text) for note in notes}
    last = _wholes(tables)[-1:]
    return notes if any(found & _marks(part.table) for whole in last for part in whole) else []


def with_surroundings(
    text: str, blocks: Sequence[Block], tables: Sequence[PlacedTable]
) -> list[Block]:
    """Return the blocks, those of table rows with their captions and notes."""
    done = list(blocks)
    wholes = _wholes(tables)
    captions = _captions(text, blocks, wholes)
    for number, parts in enumerate(wholes):
        notes = dict(_notes_below(text, blocks, parts[-1], _after(wholes, number, len(blocks))))
        for placed in parts:
            by_start = {row.line.span.start: row for row in placed.table.rows}
            for at in range(placed.first, placed.last + 1):
                if done[at].kind is BlockKind.TABLE_ROW:
                    block = replace(done[at], caption=captions.get(number))
                    row = by_start[block.span.start]
                    done[at] = _noted(text, block, row, placed.table, notes)
    return done


def _wholes(tables: Sequence[PlacedTable]) -> list[list[PlacedTable]]:
    """Return tables each with the parts in which it goes on."""
    wholes: list[list[PlacedTable]] = []
    for placed in tables:
        if placed.table.goes_on and wholes:
            wholes[-1].append(placed)
        else:
            wholes.append([placed])
    return wholes


def _after(wholes: Sequence[Sequence[PlacedTable]], number: int, end: int) -> int:
    return wholes[number + 1][0].first if number + 1 < len(wholes) else end


@dataclass(slots=True)
class _Places:
    """Where the caption of each table may stand: just above it, just below it."""

    above: dict[int, int] = field(default_factory=dict)
    below: dict[int, int] = field(default_factory=dict)

    def chosen(self) -> dict[int, int]:
        """Return the place of each table's caption; no caption is two tables'."""
        votes = Counter(table in self.above for table in self.above.keys() ^ self.below.keys())
        above_first = votes[True] >= votes[False]
        found: dict[int, int] = {}
        for choice in (self.above, self.below) if above_first else (self.below, self.above):
            taken = set(found.values())
            found.update(
                (table, at)
                for table, at in choice.items()
                if table not in found and at not in taken
            )
        return found


def _captions(
    text: str, blocks: Sequence[Block], wholes: Sequence[Sequence[PlacedTable]]
) -> dict[int, Span]:
    """Return each table's caption by the table's number.

    One between two tables belongs where the document's other captions stand; above, where
    that does not tell.
    """
    places = _Places()
    for number, parts in enumerate(wholes):
        before = range(parts[0].first - 1, -1, -1)
        after = range(parts[-1].last + 1, _after(wholes, number, len(blocks)))
        if (at := _nearest(text, blocks, before)) is not None:
            places.above[number] = at
        if (at := _nearest(text, blocks, after)) is not None:
            places.below[number] = at
    return {number: blocks[at].span for number, at in places.chosen().items()}


def _nearest(text: str, blocks: Sequence[Block], places: range) -> int | None:
    """Return where the caption stands that only notes and furniture part from the table."""
    for at in places:
        block = blocks[at]
        if block.kind is BlockKind.CAPTION:
            return at if _captions_table(readable(block.span.of(text))) else None
        source = block.kind is BlockKind.PARAGRAPH and _SOURCE.match(block.span.of(text))
        if block.kind not in _AROUND and not (source and places.step > 0):
            return None
    return None


def _captions_table(words: str) -> bool:
    short = len(words.split()) <= _CAPTION_WORDS
    return short and not _PICTURE.match(words) and not _SENTENCE.match(words)


def _notes_below(
    text: str, blocks: Sequence[Block], placed: PlacedTable, end: int
) -> Iterator[tuple[str, Span]]:
    """Yield the marks and places of a table's notes, but those of a mark that two notes bear."""
    found: list[tuple[str, Span]] = []
    for block in blocks[placed.last + 1 : end]:
        words = block.span.of(text)
        if block.kind is BlockKind.FOOTNOTE and (mark := _mark(words)):
            found.append((mark, block.span))
        elif block.kind is not BlockKind.CAPTION and not _SOURCE.match(words):
            break
    times = Counter(mark for mark, _ in found)
    yield from (note for note in found if times[note[0]] == 1)


def _mark(words: str) -> str:
    found = _NOTE.match(words)
    return plain_mark(found["mark"]) if found else ""


def _marks(table: Table) -> set[str]:
    in_headers = {mark for marks in table.header_marks for mark in marks}
    return in_headers | {mark for row in table.rows for mark in row.marks if mark}


def _noted(text: str, block: Block, row: Row, table: Table, notes: dict[str, Span]) -> Block:
    """Put the notes of a row's marks behind it, each with the columns that it is about."""
    spelled, spans = block.spelled, []
    for mark, span in notes.items():
        columns = [n for n, cell in enumerate(row.cells) if cell and _bears(row, table, n, mark)]
        if not columns:
            continue
        spans.append(span)
        words = readable(_NOTE.sub("", span.of(text), count=1))
        if len(words.split()) <= _SHOWN_NOTE_WORDS:
            about = ", ".join(table.headers[n] for n in columns if n and table.headers)
            spelled += f" ({about}: {words})" if about and 0 not in columns else f" ({words})"
    return replace(block, spelled=spelled, notes=tuple(spans))


def _bears(row: Row, table: Table, column: int, mark: str) -> bool:
    in_header = column < len(table.header_marks) and mark in table.header_marks[column]
    return row.marks[column] == mark or in_header
