"""A document's stored text as its page shows it: running text, and tables as tables.

Joined again, all parts are the stored text to the letter; what only parts cells, and
mark-up, is kept in the page and not shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from api.note_links import NoteLink
from api.text_tables import LineKind, TableLine, TextTable, tables_of
from corpus.markup import readable
from corpus.words import Passage, Span

_MARKUP = re.compile(r"(\*{2,3}|^#{1,6} |</?(?:b|i|p|ul|ol|li|sup|br)\b[^>]*>)", re.MULTILINE)
_LINE_ENDS = re.compile(r"[\r\n]*")
_FIGURE = re.compile(r"^[£$€(]?\s?-?\d[\d,.]*\s?%?\)?[*†‡§]{0,3}$")


@dataclass(frozen=True, slots=True)
class TextPart:
    """Some of a document's text, all of it shown or none; ``link`` where it is a note's mark."""

    text: str
    hidden: bool = False
    link: NoteLink | None = None


@dataclass(slots=True)
class Run:
    """Parts that are all quoted or all not; ``first`` where the quotation begins here."""

    parts: list[TextPart]
    quoted: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell; ``scope`` is what it heads, empty for a value."""

    runs: list[Run]
    scope: str = ""
    columns: int = 1
    figure: bool = False

    @property
    def tag(self) -> str:
        return "th" if self.scope else "td"


@dataclass(slots=True)
class ShownRow:
    """A row; ``quoted`` where the quotation covers all of it."""

    cells: list[ShownCell]
    quoted: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table; ``label`` names it to who cannot see it."""

    label: str
    caption: list[Run]
    head: list[ShownRow] = field(default_factory=list)
    body: list[ShownRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document: running text, or a table."""

    runs: list[Run] = field(default_factory=list)
    table: ShownTable | None = None


def document_text(
    text: str,
    passages: Sequence[Passage],
    quoted: Span | None = None,
    links: Sequence[NoteLink] = (),
) -> list[Segment]:
    """Return a text's segments in order, with the quotation marked.

    ``passages`` are the document's own, which know its table rows; without them tables are
    told by their lines alone. ``links`` are those of its notes, in order.
    """
    setter = _Setter(text, quoted or Span(len(text), len(text)), links)
    segments, position = [], 0
    for table in tables_of(text, passages):
        segments.append(Segment(setter.runs(Span(position, table.start))))
        segments.append(Segment(table=setter.table(table)))
        position = table.end
        if gap := _LINE_ENDS.match(text, position):
            segments.append(Segment(setter.runs(Span(*gap.span()), hidden=True)))
            position = gap.end()
    segments.append(Segment(setter.runs(Span(position, len(text)))))
    return [segment for segment in segments if segment.runs or segment.table]


@dataclass(slots=True)
class _Setter:
    """Sets stretches of the text one after the other; ``begun`` once the quotation has."""

    text: str
    quoted: Span
    links: Sequence[NoteLink]
    begun: bool = False
    linked: set[str] = field(default_factory=set)

    def runs(self, span: Span, *, hidden: bool = False) -> list[Run]:
        """Part a stretch at the quotation's edges and its mark-up."""
        start = min(max(self.quoted.start, span.start), span.end)
        end = min(max(self.quoted.end, start), span.end)
        found = []
        for part, quoted in (
            (Span(span.start, start), False),
            (Span(start, end), True),
            (Span(end, span.end), False),
        ):
            if part.start < part.end:
                found.append(Run(list(self._parts(part, hidden=hidden)), quoted))
                found[-1].first = quoted and self._begin()
        return found

    def table(self, table: TextTable) -> ShownTable:
        caption = self._caption(table) if table.caption else []
        shown = ShownTable(readable(table.named.of(self.text)) or "Table", caption)
        lines = [line for line in table.lines if line.kind is not LineKind.RULE]
        start = table.lines[0].span.start
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            end = following.span.start if following else table.end
            if self.quoted.end == line.span.end:
                end = line.span.end  # what parts the rows is not of the quotation
            row = self._row(line, Span(start, end), table.columns)
            head = line.kind in (LineKind.HEADER, LineKind.TITLE) and not shown.body
            (shown.head if head else shown.body).append(row)
            start = end
        return shown

    def _caption(self, table: TextTable) -> list[Run]:
        assert table.caption
        gap = Span(table.caption.end, table.lines[0].span.start)
        return [*self.runs(table.caption), *self.runs(gap, hidden=True)]

    def _row(self, line: TableLine, place: Span, columns: int) -> ShownRow:
        """Set a row; ``place`` is its line with what parts it from others."""
        whole = self.quoted.covers(line.span)
        first = whole and self._begin()
        cells = [
            self._cell(line, number, columns, place)
            for number in range(len(line.cells))
            if not line.repeats(self.text, number)
        ]
        if whole:
            for cell in cells:
                for run in cell.runs:
                    run.quoted = False
        return ShownRow(cells, whole, first)

    def _cell(self, line: TableLine, number: int, columns: int, place: Span) -> ShownCell:
        """Set a cell with what parts it from the next; equal headers side by side are one."""
        last = number
        while last + 1 < len(line.cells) and line.repeats(self.text, last + 1):
            last += 1
        span = line.cells[number]
        ends = last + 1 == len(line.cells)
        before = place.start if not number else span.start
        after = place.end if ends else line.cells[last + 1].start
        runs = [
            *self.runs(Span(before, span.start), hidden=True),
            *self.runs(span),
            *self.runs(Span(span.end, after), hidden=True),
        ]
        words = readable(span.of(self.text))
        wide = columns - number if ends else last - number + 1
        return ShownCell(
            runs, line.scope(number) if words else "", wide, bool(number and _FIGURE.match(words))
        )

    def _parts(self, span: Span, *, hidden: bool) -> Iterator[TextPart]:
        """Part a stretch at its mark-up, which is hidden, and at the marks that link."""
        position = span.start
        for number, words in enumerate(_MARKUP.split(span.of(self.text))):
            piece = Span(position, position + len(words))
            position = piece.end
            if words and (hidden or number % 2):
                yield TextPart(words, hidden=True)
            elif words:
                yield from self._linked(piece)

    def _linked(self, piece: Span) -> Iterator[TextPart]:
        """Part what is shown at the marks in it; of one in two pieces, the first links."""
        position = piece.start
        at = bisect_right(self.links, piece.start, key=lambda link: link.span.end)
        while at < len(self.links) and self.links[at].span.start < piece.end:
            link = self.links[at]
            start, end = max(link.span.start, position), min(link.span.end, piece.end)
            if link.id not in self.linked and start < end:
                self.linked.add(link.id)
                yield from self._plain(Span(position, start))
                yield TextPart(self.text[start:end], link=link)
                position = end
            at += 1
        yield from self._plain(Span(position, piece.end))

    def _plain(self, span: Span) -> Iterator[TextPart]:
        if span.start < span.end:
            yield TextPart(span.of(self.text))

    def _begin(self) -> bool:
        first, self.begun = not self.begun, True
        return first
