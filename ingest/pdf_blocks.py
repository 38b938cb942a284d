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
from ingest.grid import is_figure
from ingest.lines import CAPTION
from ingest.page_lines import Part, TextLine, is_running_text
from ingest.ruled_tables import RuledTable

BULLET = re.compile(r"^(?:[•‣◦▪●■►➢✓\uf0b7\uf0a7\uf0d8]|[-–*o](?=\s))\s*")
"""What printers set in front of items; symbol fonts use private characters."""

_DASH = re.compile(r"^[-–*o]\s")
"""A bullet only where an item may begin: a dash opens a line within a sentence too."""

_ITEM = re.compile(r"^(?:\(?\d{1,2}[.)]|\(?[ivxlIVXL]{1,5}[.)]|\(?[a-zA-Z][.)])\s+\S")
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,3}){1,3}\.?\s+[A-Z“‘]")
"""What opens a paragraph that is numbered, as those of committees' papers are."""

_CAPTION = re.compile(
    r"^(?:Table|Figure|Fig\.|Chart|Box|Map)\s+(?:[A-Z]\.?)?\d[\d.]*(?:\s*[:.–—-]\s|\s+[(A-Z])\S*"
)
"""What opens a caption, and not a line that runs on ("… as shown in / Table 3. The next")."""

_LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxlc]+$|…\s*[\divxlc]+$", re.IGNORECASE)
_NOTE = re.compile(rf"^(?:[⁰¹²³⁴-⁹]+|{RAISED_LETTER}{{1,6}}(?=\s))\s*\S")
_PLAIN_NOTE = re.compile(r"^(\d{1,3}|[ivxl]{1,6}|[a-z]|[*†‡§]{1,3})\s+\S")
_MARKS = re.compile(rf"[⁰¹²³⁴-⁹]+|(?<=\S){RAISED_LETTER}{{1,6}}|(?<=\S)[*†‡§]{{1,3}}(?!\w)")
_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_SAID = re.compile(r"^[“‘\"'].*[.!?…][”’\"']")
"""Somebody's words, as they are set between paragraphs: no heading however large."""

_ENDED = re.compile(r"[.?!:;][”’\"')]?[⁰¹²³⁴-⁹]*$")

_LARGER = 1.1
"""Type size against the body's from which a block is a heading."""

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


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page's lines in reading order, and the ruled tables that some of them stand for."""

    lines: tuple[TextLine, ...]
    tables: tuple[RuledTable, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidBlock:
    """A block as it is set: its lines, or its rows of cells; ``level`` and ``styles`` as in
    ``Mark``."""

    kind: BlockKind
    lines: tuple[TextLine, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0
    styles: tuple[str, ...] = ()

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
            for line in page.lines
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
            for before, line in zip((None, *page.lines), page.lines, strict=False):
                letters[round(line.size * 2) / 2, line.bold] += len(line.text)
                if is_running_text(line.parts):
                    running[round(line.size * 2) / 2, line.bold] += len(line.text)
                if before and before.column == line.column and before.size == line.size:
                    pitch = (line.box.bottom - before.box.bottom) / (line.size or 1)
                    pitches.append(pitch)
                    # Where the sentence goes on, so does the paragraph: in a document of
                    # short items most lines are further apart than those of a paragraph.
                    if line.text[:1].islower() and not _ENDED.search(before.text):
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
    """Return a page's blocks in reading order."""
    setting = setting.on(page)
    found: list[LaidBlock] = []
    for is_table, group in itertools.groupby(page.lines, key=lambda line: line.table is not None):
        lines = list(group)
        if not is_table:
            found += _text_blocks(lines, setting)
            continue
        for line in lines:
            table = page.tables[line.table or 0]
            found.append(_ruled(table))
    return found


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
    styles = sorted(
        {block.style for page in pages for block in page if _looks_like_heading(block, setting)},
        reverse=True,
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
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    key = outline_key(block.text)
    if depth := outline.get(key):
        return replace(block, kind=BlockKind.HEADING, level=depth)
    if _looks_like_heading(block, setting):
        return replace(block, kind=BlockKind.HEADING, level=min(6, levels[block.style]))
    if depth := announced.get(key):
        return replace(block, kind=BlockKind.HEADING, level=min(6, len(levels) + depth))
    return block


def _looks_like_heading(block: LaidBlock, setting: Setting) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or len(block.text.split()) > _HEADING_WORDS:
        return False
    if not re.search(r"[^\W\d_]", block.text) or _LEADERS.search(block.text):
        return False
    if _SAID.match(block.text) or CAPTION.match(block.text):
        return False
    size, bold = block.style
    if size >= _LARGER * setting.size:
        sentence = block.text.endswith(".") and len(block.text.split()) >= _SENTENCE_WORDS
        closed = block.text.endswith((",", ";")) or (sentence and not bold)
        return not closed and len(block.lines) <= 4
    if size < _SMALLER * setting.size or len(block.lines) > 2:
        return False
    standing_out = bold and not setting.bold
    return standing_out and not re.search(r"[.,;]$", block.text)


def _text_blocks(lines: Sequence[TextLine], setting: Setting) -> list[LaidBlock]:
    blocks: list[LaidBlock] = []
    position = 0
    while position < len(lines):
        rows = _aligned_rows(lines, position, setting)
        end = position + rows
        if rows:
            table = _aligned_table(lines[position:end])
            blocks.append(LaidBlock(BlockKind.TABLE_ROW, lines=table[0], rows=table[1]))
        else:
            end = next(
                (i for i in range(position + 1, len(lines)) if _aligned_rows(lines, i, setting)),
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
        above = group.lines[-1].text if group.lines else ""
        group.in_item = group.in_item or is_item(line.text, above)
        group.lines.append(line)
    if group.lines:
        yield group.lines


def is_item(text: str, before: str = "") -> bool:
    """Tell whether a line opens a list's item; ``before`` is the line above in its block."""
    if before and (_DASH.match(text) or not BULLET.match(text)):
        follows = _ENDED.search(before) or re.search(r",$|\b(?:and|or)$", before)
        return bool(follows) and bool(BULLET.match(text) or _ITEM.match(text))
    return bool(BULLET.match(text) or _ITEM.match(text))


def is_contents_line(text: str) -> bool:
    """Tell whether a line is an entry of a contents list."""
    return bool(_LEADERS.search(text))


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
    if is_item(line.text, before.text):
        return not group.in_item and distance > _LOOSE * setting.pitch
    if distance > _LOOSE * setting.pitch or distance < 0:
        return True
    if group.in_item:
        return line.box.left < first.box.left - 1 or (
            abs(line.box.left - first.box.left) < 1 and bool(_ENDED.search(before.text))
        )
    if is_contents_line(before.text) or is_contents_line(line.text):
        return is_contents_line(before.text) != is_contents_line(line.text)
    return _paragraph_ends(before, line, first)


def _opens_note_or_caption(before: TextLine, line: TextLine, setting: Setting) -> bool:
    if setting.opens_note(line):
        return True
    return bool(_CAPTION.match(line.text) and _ENDED.search(before.text))


def goes_on(before: TextLine, line: TextLine) -> bool:
    """Tell whether a line at the top of a column or page goes on with the last one before:
    in the middle of a sentence, after a comma, or below a line that is filled."""
    if _ENDED.search(before.text) or is_item(line.text):
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
    ended = bool(_ENDED.search(before.text))
    if _NUMBERED.match(line.text) and (ended or reach < _FILLED * before.column.width):
        return True
    short = reach < _SHORT * before.column.width and ended
    hangs = first is before
    return short or (indented and not hangs and ended)


def _aligned_rows(lines: Sequence[TextLine], start: int, setting: Setting) -> int:
    """Return how many lines from ``start`` make up a table without rules; 0 if they do not."""
    rows, end, alone = 0, start, 0
    for position in range(start, len(lines)):
        line = lines[position]
        larger = line.size > _LARGER * lines[start].size
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
    while end > start and _follows_table(lines[start:end], setting):
        end -= 1
    wide = all(len(line.parts) != 2 for line in lines[start:end])
    if rows < (_FEWEST_WIDE_ROWS if wide else _FEWEST_ROWS):
        return 0
    columns = _columns(lines[start:end])
    return end - start if len(columns) > 1 else 0


def _ends_table(line: TextLine) -> bool:
    return is_contents_line(line.text) or (len(line.parts) == 1 and bool(_CAPTION.match(line.text)))


def _labels_rows(first: TextLine, line: TextLine) -> bool:
    """A short line of one part at the table's left edge: the label of the rows below, or a
    part of a cell that the others stand beside the middle of. On a page of nothing but
    a table, what is short is told by where the next column begins."""
    short = line.box.width < _LABEL_WIDTH * line.column.width
    within = len(first.parts) > 1 and line.box.right < first.parts[1].box.left - line.size
    return (short or within) and abs(line.box.left - first.box.left) < line.size


def _follows_table(lines: Sequence[TextLine], setting: Setting) -> bool:
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
    pitch = min(setting.pitch, _CELL_PITCH) * last.size
    close = distance <= min(_ROWS_APART * pitch, apart / _ROWS_APART)
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


def _aligned_table(
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


def rows_of_parts(parts: Iterable[Part]) -> tuple[str, ...]:
    """Return parts as lines, those at one height from left to right, from the top down."""
    ordered = sorted(parts, key=lambda part: (round(part.box.bottom / 3), part.box.left))
    rows = itertools.groupby(ordered, key=lambda part: round(part.box.bottom / 3))
    return tuple(" ".join(part.text for part in row) for _, row in rows)
