"""Lines of pages to blocks: paragraphs, lists, tables, headings and notes, by how they are set."""

from __future__ import annotations

import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.note_marks import RAISED_LETTER, lowered
from corpus.words import BlockKind
from ingest.aligned_tables import LARGER, aligned_rows, aligned_table
from ingest.lines import CAPTION
from ingest.openings import ENDED, LEADERS, NUMBERED_CAPTION, is_contents_line, is_item, opens_item
from ingest.page_lines import TextLine
from ingest.parts import Part, is_running_text
from ingest.ruled_tables import RuledTable

_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,3}){1,3}\.?\s+[A-Z“‘]")
"""What opens a paragraph that is numbered, as those of committees' papers are."""

_NOTE = re.compile(rf"^(?:[⁰¹²³⁴-⁹]+|{RAISED_LETTER}{{1,6}}(?=\s))\s*\S")
_PLAIN_NOTE = re.compile(r"^(\d{1,3}|[ivxl]{1,6}|[a-z]|[*†‡§]{1,3})\s+\S")
_MARKS = re.compile(rf"[⁰¹²³⁴-⁹]+|(?<=\S){RAISED_LETTER}{{1,6}}|(?<=\S)[*†‡§]{{1,3}}(?!\w)")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SAID = re.compile(r"^[“‘\"'].*[.!?…][”’\"']")
"""Somebody's words, as they are set between paragraphs: no heading however large."""

_BOX = re.compile(r"^Box\s", re.IGNORECASE)
"""What opens a caption that is a title where the box is drawn around it."""

_SMALLER = 0.92
"""Type size against the body's up to which a block at a page's foot is a note."""

_SAME_SIZE = 0.08
_LOOSE = 1.3
"""Distance between lines, against the usual, from which a block ends."""

_INDENT = 0.8
_SHORT = 0.75
"""Share of the column's width up to which a line that ends a sentence ends a paragraph."""

_FILLED = 0.9
"""Share of the column's width from which a line without an end is one that goes on."""

_HEADING_WORDS = 25
_ENOUGH_RUNNING = 0.05
"""Share of all letters from which running text tells how the body is set."""

_SENTENCE_WORDS = 4
"""Words from which a light line with a full stop is a lead or a message, not a heading."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines in reading order, the ruled tables and the lines of the boxes that some of
    them stand for, and the lines of notes in the margin."""

    lines: tuple[TextLine, ...]
    tables: tuple[RuledTable, ...] = ()
    boxes: tuple[tuple[TextLine, ...], ...] = ()
    notes: tuple[tuple[TextLine, ...], ...] = ()

    @property
    def every_line(self) -> tuple[TextLine, ...]:
        """The page's lines and those that are set apart from them."""
        return (*self.lines, *(line for each in (*self.boxes, *self.notes) for line in each))


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block as it is set: its lines, or its rows of cells; ``level`` and ``styles`` as in
    ``Mark``.

    ``inset`` numbers the page's boxes, from 1, where it stands in one; ``aside`` tells of a
    note in the margin.
    """

    kind: BlockKind
    lines: tuple[TextLine, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    styles: tuple[str, ...] = ()
    inset: int = 0
    aside: bool = False

    @property
    def set_apart(self) -> bool:
        return self.inset > 0 or self.aside

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def style(self) -> tuple[float, bool]:
        return round(self.lines[0].size * 2) / 2, all(line.bold for line in self.lines)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the body's type size and bold, and the usual line distance.

    ``notes`` are the numbers of the notes that a page's text refers to.
    """

    size: float
    bold: bool
    pitch: float
    notes: frozenset[str] = frozenset()

    def on(self, page: PageLines) -> Setting:
        """Return the setting with the numbers of the notes that a page's text refers to."""
        marks = {
            lowered(mark.translate(_FIGURES))
            for line in page.every_line
            for mark in _MARKS.findall(line.text)
        }
        return replace(self, notes=frozenset(marks))

    def opens_note(self, line: TextLine) -> bool:
        """Tell whether a line opens a note: small type behind a raised number, or behind a
        plain one that the page refers to."""
        if line.size > _SMALLER * self.size:
            return False
        plain = _PLAIN_NOTE.match(line.text)
        return bool(_NOTE.match(line.text)) or bool(plain and plain[1] in self.notes)

    @classmethod
    def of(cls, pages: Sequence[PageLines]) -> Setting:
        """Tell the setting by running text, for tables may hold more letters than that."""
        letters: Counter[tuple[float, bool]] = Counter()
        running: Counter[tuple[float, bool]] = Counter()
        pitches: list[float] = []
        within: list[float] = []
        for page in pages:
            lines = page.every_line
            for before, line in zip((None, *lines), lines, strict=False):
                letters[round(line.size * 2) / 2, line.bold] += len(line.text)
                if is_running_text(line.parts):
                    running[round(line.size * 2) / 2, line.bold] += len(line.text)
                if before and before.column == line.column and before.size == line.size:
                    pitch = (line.box.bottom - before.box.bottom) / (line.size or 1)
                    pitches.append(pitch)
                    # Where the sentence goes on, so does the paragraph: in a document of
                    # short items most lines are further apart than those of a paragraph.
                    if line.text[:1].islower() and not ENDED.search(before.text):
                        within.append(pitch)
        enough = running.total() >= _ENOUGH_RUNNING * letters.total()
        usual = (running if enough else letters).most_common(1)
        size, bold = usual[0][0] if usual else (10.0, False)
        close = [pitch for pitch in within or pitches if 0.8 < pitch < 2.2]
        return cls(size, bold, statistics.median_low(close) if close else 1.2)


@dataclass(slots=True)
class _Open:
    """The block that is being read, and whether it is in an item."""

    lines: list[TextLine] = field(default_factory=list)
    in_item: bool = False


def blocks_of_page(page: PageLines, setting: Setting) -> list[LaidBlock]:
    """Return a page's blocks in reading order, those of a box where it stands; without the
    notes in its margin."""
    setting = setting.on(page)
    found: list[LaidBlock] = []
    for line, group in itertools.groupby(page.lines, key=_stand_in):
        if not line:
            found += _text_blocks(list(group), setting)
        elif line.table is not None:
            found.append(_ruled(page.tables[line.table]))
        elif line.inset is not None:
            boxed = PageLines(page.boxes[line.inset], page.tables)
            inside = blocks_of_page(boxed, setting)
            found += [replace(block, inset=line.inset + 1) for block in inside]
    return found


def _stand_in(line: TextLine) -> TextLine | None:
    return line if line.parts[0].stands_in else None


def _ruled(table: RuledTable) -> LaidBlock:
    return LaidBlock(BlockKind.TABLE_ROW, rows=table.rows, level=table.headers, styles=table.styles)


def without_repeated_headers(
    pages: Sequence[Sequence[LaidBlock]],
) -> tuple[list[list[LaidBlock]], list[list[str]]]:
    """Take the header that a table sets again on a new page out of it.

    Returns:
        The pages' blocks, and for each page the lines taken out.
    """
    kept: list[list[LaidBlock]] = []
    taken: list[list[str]] = []
    header: tuple[tuple[str, ...], ...] = ()
    for page in pages:
        blocks, lines = list(page), []
        first = blocks[0] if blocks else None
        count = len(header)
        if first and first.rows and header and first.rows[:count] == header:
            lines = ["\t".join(" ".join(cell.split()) for cell in row) for row in header]
            styles = first.styles[count:]
            blocks[0] = replace(first, rows=first.rows[count:], level=0, styles=styles)
        elif blocks:
            header = ()
        last = blocks[-1] if blocks else None
        if last and last.rows and not (len(blocks) == 1 and lines):
            header = last.rows[: max(1, last.level)]
        kept.append([block for block in blocks if block.rows or block.lines])
        taken.append(lines)
    return kept, taken


def headings_told(
    pages: Sequence[Sequence[LaidBlock]],
    setting: Setting,
    outline: dict[str, int],
    announced: dict[str, int],
) -> list[list[LaidBlock]]:
    """Tell which blocks are headings and how deep: by the outline, else by their type, else
    because the contents list names them.

    ``outline`` gives the depth, from 1, of the titles that the file's own outline lists,
    keyed by ``outline_key``; ``announced`` of those in the contents list.
    """
    blocks = [block for page in pages for block in page if not block.set_apart]
    styles = sorted(
        {block.style for block in blocks if _looks_like_heading(block, setting)}, reverse=True
    )
    levels = {style: number for number, style in enumerate(styles, start=1)}
    return [[_told(block, levels, setting, outline, announced) for block in page] for page in pages]


def outline_key(title: str) -> str:
    """Return a title in the form in which outline and text are compared."""
    return re.sub(r"\W+", " ", title).strip().casefold()


def _told(
    block: LaidBlock,
    levels: dict[tuple[float, bool], int],
    setting: Setting,
    outline: dict[str, int],
    announced: dict[str, int],
) -> LaidBlock:
    if block.kind is not BlockKind.PARAGRAPH or block.aside:
        return block
    key = outline_key(block.text)
    if depth := outline.get(key):
        return replace(block, kind=BlockKind.HEADING, level=depth)
    if _looks_like_heading(block, setting):
        return replace(block, kind=BlockKind.HEADING, level=min(6, levels.get(block.style, 1)))
    if depth := announced.get(key):
        return replace(block, kind=BlockKind.HEADING, level=min(6, len(levels) + depth))
    return block


def _looks_like_heading(block: LaidBlock, setting: Setting) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.text.split()) > _HEADING_WORDS:
        return False
    if not re.search(r"[^\W\d_]", block.text) or LEADERS.search(block.text):
        return False
    numbered = CAPTION.match(block.text) and not (block.inset and _BOX.match(block.text))
    if _SAID.match(block.text) or numbered:
        return False
    size, bold = block.style
    if size >= LARGER * setting.size:
        sentence = block.text.endswith(".") and len(block.text.split()) >= _SENTENCE_WORDS
        closed = block.text.endswith((",", ";")) or (sentence and not bold)
        return not closed and len(block.lines) <= 4
    small = size < _SMALLER * setting.size and not block.inset  # boxes are set smaller
    if small or len(block.lines) > 2:
        return False
    standing_out = bold and not setting.bold
    return standing_out and not re.search(r"[.,;]$", block.text)


def _text_blocks(lines: Sequence[TextLine], setting: Setting) -> list[LaidBlock]:
    blocks: list[LaidBlock] = []
    position = 0
    while position < len(lines):
        rows = aligned_rows(lines, position, setting.pitch)
        end = position + rows
        if rows:
            table = aligned_table(lines[position:end])
            blocks.append(LaidBlock(BlockKind.TABLE_ROW, lines=table[0], rows=table[1]))
        else:
            end = next(
                (
                    i
                    for i in range(position + 1, len(lines))
                    if aligned_rows(lines, i, setting.pitch)
                ),
                len(lines),
            )
            blocks += [
                _note_or_text(group, setting) for group in _groups(lines[position:end], setting)
            ]
        position = end
    return blocks


def _note_or_text(lines: Sequence[TextLine], setting: Setting) -> LaidBlock:
    kind = BlockKind.FOOTNOTE if setting.opens_note(lines[0]) else BlockKind.PARAGRAPH
    return LaidBlock(kind, tuple(lines))


def _groups(lines: Sequence[TextLine], setting: Setting) -> Iterator[list[TextLine]]:
    """Part lines into paragraphs; a list's items stay together."""
    group = _Open()
    for line in lines:
        if group.lines and _begins(group, line, setting):
            yield group.lines
            group = _Open()
        group.in_item = group.in_item or opens_item(line, group.lines)
        group.lines.append(line)
    if group.lines:
        yield group.lines


def _begins(group: _Open, line: TextLine, setting: Setting) -> bool:
    """Whether a line begins a new block after those of ``group``."""
    before, first = group.lines[-1], group.lines[0]
    if before.column != line.column:
        return not goes_on(before, line)
    if abs(before.size - line.size) > _SAME_SIZE * max(before.size, line.size):
        return True
    if _opens_note_or_caption(before, line, setting):
        return True
    if before.bold != line.bold and (before.bold or line.bold) and not _runs_on(before, line):
        return True
    distance = (line.box.bottom - before.box.bottom) / (line.size or 1)
    if opens_item(line, group.lines):
        return not group.in_item and distance > _LOOSE * setting.pitch
    if distance > _LOOSE * setting.pitch or distance < 0:
        return True
    if group.in_item:
        return line.box.left < first.box.left - 1 or (
            abs(line.box.left - first.box.left) < 1 and bool(ENDED.search(before.text))
        )
    if is_contents_line(before.text) or is_contents_line(line.text):
        return is_contents_line(before.text) != is_contents_line(line.text)
    return _paragraph_ends(before, line, first)


def _opens_note_or_caption(before: TextLine, line: TextLine, setting: Setting) -> bool:
    if setting.opens_note(line):
        return True
    return bool(NUMBERED_CAPTION.match(line.text) and ENDED.search(before.text))


def goes_on(before: TextLine, line: TextLine) -> bool:
    """Tell whether a line at the top of a column or page goes on with the last one before:
    in the middle of a sentence, after a comma, or below a line that is filled."""
    if ENDED.search(before.text) or is_item(line.text):
        return False
    alike = before.bold == line.bold and abs(before.size - line.size) <= _SAME_SIZE * line.size
    filled = before.box.right - before.column.left > _FILLED * before.column.width
    return line.text[:1].islower() or (alike and (before.text.endswith(",") or filled))


def _runs_on(before: TextLine, line: TextLine) -> bool:
    """A paragraph that opens with a bold line, or holds one, goes on where nothing ends."""
    return line.text[:1].islower() or not (before.bold or line.bold)


def _paragraph_ends(before: TextLine, line: TextLine, first: TextLine) -> bool:
    indented = line.box.left - before.box.left > _INDENT * line.size
    reach = before.box.right - before.column.left
    ended = bool(ENDED.search(before.text))
    if _NUMBERED.match(line.text) and (ended or reach < _FILLED * before.column.width):
        return True
    short = reach < _SHORT * before.column.width and ended
    hangs = first is before
    return short or (indented and not hangs and ended)


def rows_of_parts(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return parts as lines, those at one height from left to right, from the top down."""
    ordered = sorted(parts, key=lambda part: (round(part.box.bottom / 3), part.box.left))
    rows = itertools.groupby(ordered, key=lambda part: round(part.box.bottom / 3))
    return tuple(" ".join(part.text for part in row) for _, row in rows)
