"""Blocks in reading order, written out as a stored text with the marks of its layout."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.words import BlockKind, Page, Span
from ingest.characters import tidy, tidy_lines
from ingest.extracted import Extracted, Mark
from ingest.grid import Grid
from ingest.links import Anchor, placed

_BREAK = "\n\n"
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class About:
    """What a file's own properties say of it; ``date`` is ISO 8601."""

    title: str = ""
    author: str = ""
    date: str = ""


@dataclass(slots=True)
class _Block:
    """Lines; ``kind`` is None where the wording is to tell."""

    lines: list[str]
    kind: BlockKind | None = None
    level: int = 0
    page: int = 0
    styles: tuple[str, ...] = ()


@dataclass(slots=True)
class Composition:
    """Takes a document's blocks one after the other; empty ones are passed over.

    Footnotes wait for the end of their section, so that they part no list from its lead-in.
    """

    warnings: list[str] = field(default_factory=list)
    _blocks: list[_Block] = field(default_factory=list)
    _notes: list[str] = field(default_factory=list)
    _pages: list[str] = field(default_factory=list)
    _links: list[tuple[int, str, str]] = field(default_factory=list)
    _in_list: bool = False

    @property
    def empty(self) -> bool:
        return not self._blocks and not self._notes

    def __len__(self) -> int:
        return len(self._blocks)

    def drop_last(self) -> None:
        """Take back the block added last."""
        self._blocks.pop()

    def link(self, words: str, url: str) -> None:
        """Note that words of the block that is being made, or of a note, link to an address."""
        self._links.append((max(0, len(self._blocks) - 1), words, url))

    def start_page(self, label: str) -> None:
        """Begin a page; what is added from here on stands on it."""
        self._put_notes()
        self._pages.append(label)

    def heading(self, text: str, level: int) -> None:
        """Add a heading, on one line."""
        self._put_notes()
        self._add([tidy(text)], BlockKind.HEADING, level)

    def paragraph(self, text: str) -> None:
        """Add a paragraph; line ends in it are kept."""
        self._add(tidy_lines(text))

    def item(self, text: str, marker: str, depth: int = 0) -> None:
        """Add a list item, or, without a marker, more lines of the last one."""
        lines = tidy_lines(text)
        indent = _INDENT * depth
        first = f"{indent}{marker} " if marker else indent + _INDENT
        written = [f"{first if not n else indent + _INDENT}{line}" for n, line in enumerate(lines)]
        if self._in_list and self._blocks:
            self._blocks[-1].lines.extend(written)
        elif written:
            self._add(written)
            self._in_list = True

    def table(self, grid: Grid) -> None:
        """Add a table, a line a row."""
        self._add(list(grid.lines), BlockKind.TABLE_ROW, grid.headers, grid.styles)

    def caption(self, *lines: str) -> None:
        """Add the caption of a table or picture."""
        self._add([tidy(line) for line in lines], BlockKind.CAPTION)

    def furniture(self, text: str) -> None:
        """Add what the page needs and a reader does not: kept in the text, never cited."""
        self._add([tidy(text)], BlockKind.FURNITURE)

    def footnote(self, label: str, text: str) -> None:
        """Add a footnote, to stand at the end of the section."""
        if words := tidy(text):
            self._notes.append(f"[{label}] {words}" if label else words)

    def table_note(self, text: str) -> None:
        """Add a note that stands below its table."""
        self._add([tidy(text)], BlockKind.FOOTNOTE)

    def extracted(self, media_type: str, about: About) -> Extracted:
        """Write everything out; a level-1 heading is the title where the file names none."""
        self._put_notes()
        parts, marks, starts, position = [], [], [], 0
        for block in self._blocks:
            lines = "\n".join(block.lines)
            span = Span(position, position + len(lines))
            starts.append((block.page, span))
            if block.kind:
                marks.append(Mark(block.kind, span, block.level, block.styles))
            parts.append(lines)
            position = span.end + len(_BREAK)
        text = _BREAK.join(parts)
        anchors = [
            Anchor(words, url, Span(starts[number][1].start, len(text)))
            for number, words, url in self._links
            if number < len(starts)
        ]
        headings = (b.lines[0] for b in self._blocks if b.kind is BlockKind.HEADING)
        return Extracted(
            text,
            media_type,
            title=about.title or next(headings, ""),
            author=about.author,
            date=about.date,
            pages=self._page_spans(starts),
            marks=tuple(marks),
            warnings=tuple(self.warnings),
            links=placed(text, anchors),
        )

    def _page_spans(self, blocks: list[tuple[int, Span]]) -> tuple[Page, ...]:
        pages, end = [], 0
        for number, label in enumerate(self._pages, start=1):
            spans = [span for page, span in blocks if page == number]
            start = spans[0].start if spans else end
            end = spans[-1].end if spans else end
            pages.append(Page(number, label, Span(start, end)))
        return tuple(pages)

    def _add(
        self,
        lines: list[str],
        kind: BlockKind | None = None,
        level: int = 0,
        styles: tuple[str, ...] = (),
    ) -> None:
        if any(lines):
            self._blocks.append(_Block(lines, kind, level, len(self._pages), styles))
            self._in_list = False

    def _put_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self._add([note], BlockKind.FOOTNOTE)
