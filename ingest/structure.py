"""From stored text to blocks: headings, paragraphs, lists, table rows, boxes, notes.

Works on any text whose blocks are parted by blank lines, Markdown or not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.markup import readable
from corpus.words import Block, BlockKind, Span
from ingest.extracted import Mark
from ingest.headings import (
    HeadingPath,
    HeadingReader,
    contents_entry,
    has_leaders,
    is_contents_title,
    known_titles,
    names_of_box,
    proper_names,
    run_in_heading,
)
from ingest.lines import CAPTION, FURNITURE, HASH_HEADING, MARKER, Line, runs_of
from ingest.table_surroundings import (
    PlacedTable,
    is_continued_caption,
    table_notes,
    with_surroundings,
)
from ingest.tables import Table, read_table

_FOOTNOTE = re.compile(
    r"^(?:[¹²³⁴-⁹⁰]+|[ⁱᵛˣˡ]{1,6}(?=\s)|[†‡]{1,3}(?=\s)|<sup>\d{1,2}</sup>|\[\^[\w-]+\]:?)\s*\S"
)
_ENDS_OPEN = re.compile(r"(?<!:)(?<!: )[\w,’'–-]$")
_BREAKS_OFF = re.compile(
    r"[a-z)][.?!][’”'\")\]]*\s+(?![^.?!]*://)(?:[^\s.?!]+\s+){2,}[^\s.?!]*[\w,–-]$"
)
"""A sentence that has begun and not ended, behind one that has."""

_RUNS_ON = re.compile(r"^[A-Z0-9](?:[^\n]|\n(?!\n))*[a-z]{3}(?:[^\n]|\n(?!\n))*[.;:](?=\s|$)")
"""What may be the rest of a sentence: more than a name below a quotation."""

_MARKED_DOCUMENT = 5
_BOLD_RUN_LINES = 3
_GOES_ON = re.compile(
    r"^(?:They|It|Its|Their|These|This|Those|He|She|The (?:team|service|project))\b"
)


def blocks_of(text: str, within: Span | None = None, *, marks: Sequence[Mark] = ()) -> list[Block]:
    """Return the blocks of ``text`` in order, with their heading paths.

    What ``marks`` say goes before what the wording suggests; where they name headings,
    nothing else is one.
    """
    part = within or Span(0, len(text))
    by_start = {mark.span.start: mark for mark in marks}
    runs = runs_of(text, part, {start: mark.span for start, mark in by_start.items()})
    return _Structure(text, _heading_reader(runs, marks), by_start).read(runs)


def _heading_reader(runs: list[list[Line]], marks: Sequence[Mark]) -> HeadingReader:
    if any(mark.kind is BlockKind.HEADING and not mark.box_end for mark in marks):
        return HeadingReader(frozenset(), marked=True, told=True)
    entries = [entry for run in runs for line in run if (entry := contents_entry(line.text))]
    hashes = sum(bool(HASH_HEADING.match(line.text)) for run in runs for line in run)
    return HeadingReader(known_titles(entries), marked=hashes >= _MARKED_DOCUMENT)


@dataclass(slots=True)
class _Box:
    """An open box: the heading path outside it and the names its paragraphs go on about."""

    outside: list[tuple[int, str]]
    names: frozenset[str]
    paragraphs: int = 0


@dataclass(slots=True)
class _DrawnBox:
    """An open box whose end the file tells: the heading path outside it, and that end."""

    outside: list[tuple[int, str]]
    end: int


@dataclass(slots=True)
class _Structure:
    text: str
    reader: HeadingReader
    marks: Mapping[int, Mark] = field(default_factory=dict)
    path: HeadingPath = field(default_factory=HeadingPath)
    blocks: list[Block] = field(default_factory=list)
    table: Table | None = None
    tables: list[PlacedTable] = field(default_factory=list)
    box: _Box | None = None
    drawn_box: _DrawnBox | None = None
    in_contents: bool = False
    under_heading: bool = False

    def read(self, runs: list[list[Line]]) -> list[Block]:
        position = 0
        while position < len(runs):
            run = runs[position]
            following = runs[position + 1] if position + 1 < len(runs) else None
            if following and self._title_over_two_runs(run, following):
                self._open_section([*run, *following], _joined(run, following), 0)
                position += 1
            else:
                self._read_run(run, following)
            position += 1
        return with_surroundings(self.text, self.blocks, self.tables)

    def _title_over_two_runs(self, run: list[Line], following: list[Line]) -> bool:
        """ "Appendix B", a blank line, "The case study reports": one title.

        Known from the contents list, or a mark with a lone number above a marked title.
        """
        if len(run) != 1 or len(following) != 1 or self.in_contents:
            return False
        number = HASH_HEADING.match(run[0].text)
        if number and number["text"].isdigit() and HASH_HEADING.match(following[0].text):
            return True
        return self.reader.announces(_joined(run, following))

    def _read_run(self, run: list[Line], following: list[Line] | None) -> None:
        self._leave_drawn_box(run[0].span.start)
        mark = self.marks.get(run[0].span.start)
        if self._captions(run, following):
            self._read_caption(run)
        elif mark:
            self._read_marked(mark, run)
        elif FURNITURE.match(run[0].text):
            self._add(BlockKind.FURNITURE, run)
        elif self._reads_contents(run):
            self._add(BlockKind.CONTENTS, run)
        elif heading := self._heading_of(run, following):
            self._open_section(run, *heading)
        else:
            self._read_body(run)

    def _read_marked(self, mark: Mark, run: list[Line]) -> None:
        if mark.kind is BlockKind.HEADING:
            title = readable(" ".join(line.text.strip() for line in run))
            if mark.box_end:
                self._open_drawn_box(run, title, mark.box_end)
            else:
                self._open_section(run, title, mark.level)
        elif mark.kind is BlockKind.TABLE_ROW:
            self._read_table(run, mark)
            self.under_heading = False
        elif mark.kind is BlockKind.CAPTION:
            self._read_caption(run)
        else:
            self._add(mark.kind, run)

    def _captions(self, run: list[Line], following: list[Line] | None) -> bool:
        """Whether a run, however it is set, is the numbered caption of the table below it."""
        if not following or self.in_contents or any(line.tabular for line in run):
            return False
        mark = self.marks.get(following[0].span.start)
        table = mark.kind is BlockKind.TABLE_ROW if mark else following[0].tabular
        return table and len(run) <= 2 and bool(CAPTION.match(readable(_span(run).of(self.text))))

    def _read_caption(self, run: list[Line]) -> None:
        """One that says that a table goes on is needed by the page alone."""
        last = self.tables[-1] if self.tables else None
        if last and is_continued_caption(_span(run).of(self.text)):
            self._add(BlockKind.FURNITURE, run)
            self.table = last.table
        else:
            self._add(BlockKind.CAPTION, run)
            self.table = None

    def _reads_contents(self, run: list[Line]) -> bool:
        entries = sum(bool(contents_entry(line.text)) for line in run)
        if is_contents_title(run[0].text) and len(run) == 1:
            self.in_contents = True
            return True
        opens = entries > 2 and any(has_leaders(line.text) for line in run)
        listed = entries * 2 >= len(run) and (self.in_contents or opens)
        if not listed and not re.match(r"^list of (?:tables|figures)", run[0].text, re.IGNORECASE):
            self.in_contents = False
        return listed

    def _heading_of(self, run: list[Line], following: list[Line] | None) -> tuple[str, int] | None:
        """Return a heading's title and its count of Markdown marks, or None."""
        if marked := HASH_HEADING.match(run[0].text):
            title = readable(marked["text"])
            return (title, len(marked["hashes"])) if title else None
        whole = " ".join(line.text.strip() for line in run)
        bold = whole.startswith("**") and whole.endswith("**") and len(run) <= _BOLD_RUN_LINES
        few = len(run) == 1 or bold or (len(run) == 2 and self._two_line_title(run))
        if not few or any(line.tabular for line in run) or CAPTION.match(whole):
            return None
        if following is None or (len(run) == 1 and self._is_list_item(run[0], following)):
            return None
        if self.reader.is_bare_heading(whole, under_heading=self.under_heading):
            return readable(whole), 0
        return None

    def _two_line_title(self, run: list[Line]) -> bool:
        """A lettered theme with its name below ("D. Community engagement" / "Communication")."""
        alone = [self.reader.is_bare_heading(line.text, under_heading=False) for line in run]
        bulleted = any(line.item and line.text[0] in "-*•" for line in run)
        return all(alone) and not bulleted and not all(line.item for line in run)

    def _is_list_item(self, line: Line, following: list[Line]) -> bool:
        marker = MARKER.match(line.text)
        if not marker:
            return False
        if self.blocks and self.blocks[-1].kind is BlockKind.LIST and not self.under_heading:
            return line.text[0].isdigit() == self._last_item()[0].isdigit()
        if marker["mark"][0] in "-*•‣◦▪–(" or marker["mark"].endswith(")"):
            return True
        return bool(MARKER.match(following[0].text)) and following[0].text[0].isdigit()

    def _last_item(self) -> str:
        return self.blocks[-1].items[-1].of(self.text).lstrip()

    def _open_section(self, run: list[Line], title: str, hashes: int) -> None:
        if self.path.repeats(title):
            self._add(BlockKind.FURNITURE, run)
            return
        names = names_of_box(title) if not hashes else frozenset()
        inside_box = self.box and self.under_heading and not names
        if not inside_box:
            self._leave_box()
        if names:
            self.box = _Box(self.path.snapshot(), names)
            self.path.enter_box(title)
        else:
            bold = run[0].text.strip().startswith("**")
            self.path.open(title, hashes=hashes, straight_after=self.under_heading, bold=bold)
        self.table = None
        self.blocks.append(Block(BlockKind.HEADING, _span(run), self.path.path))
        self.under_heading = True

    def _open_drawn_box(self, run: list[Line], title: str, end: int) -> None:
        """Open a box inside the open section; a second title stands below the box's first."""
        if self.drawn_box:
            first = len(self.drawn_box.outside) + 1
            self.path.restore(self.path.snapshot()[:first])
        else:
            self._leave_box()
            self.drawn_box = _DrawnBox(self.path.snapshot(), end)
        self.path.enter_box(title)
        self.table = None
        self.blocks.append(Block(BlockKind.HEADING, _span(run), self.path.path))
        self.under_heading = True

    def _leave_drawn_box(self, position: int) -> None:
        if self.drawn_box and position >= self.drawn_box.end:
            self.path.restore(self.drawn_box.outside)
            self.drawn_box, self.under_heading = None, False

    def _read_body(self, run: list[Line]) -> None:
        while run:
            tabular = run[0].tabular
            count = next((i for i, line in enumerate(run) if line.tabular != tabular), len(run))
            part, run = run[:count], run[count:]
            if tabular:
                self._read_table(part)
            else:
                self._read_text(part)
            self.under_heading = False

    def _read_table(self, lines: list[Line], mark: Mark | None = None) -> None:
        """``mark`` counts the header rows where the file tells."""
        headers, styles = (mark.level, mark.styles) if mark else (None, ())
        table = read_table(lines, self.table, headers=headers, styles=styles)
        self.table = table
        section, first = self.path.path, len(self.blocks)
        for row in table.rows:
            kind = BlockKind.TABLE_ROW if row.spelled else BlockKind.TABLE_LABEL
            self.blocks.append(
                Block(kind, row.line.span, section, spelled=row.spelled, context=row.context)
            )
        if table.rows:
            self.tables.append(PlacedTable(table, first, len(self.blocks) - 1))

    def _read_text(self, run: list[Line]) -> None:
        whole = _span(run).of(self.text)
        if _FOOTNOTE.match(whole.strip()):
            return self._add(BlockKind.FOOTNOTE, run)
        if notes := self._notes_of_table(run):
            for note in notes:
                self._add(BlockKind.FOOTNOTE, note)
            return None
        if len(run) <= 2 and CAPTION.match(whole.strip()):
            return self._read_caption(run)
        self.table = None
        if title := run_in_heading(whole):
            self.path.enter_run_in(title)
        self._leave_box_if_over(whole)
        first_item = next((i for i, line in enumerate(run) if _opens_item(run, i)), None)
        if first_item is None:
            return self._add_paragraph(run)
        if first_item:
            self._add_paragraph(run[:first_item])
        return self._add_list(run[first_item:])

    def _notes_of_table(self, run: list[Line]) -> list[list[Line]]:
        """Return the notes below a table ("* Provisional"), which look like items of a list."""
        last = self.tables[-1] if self.tables else None
        between = self.blocks[last.last + 1 :] if last else []
        near = all(block.kind in (BlockKind.FOOTNOTE, BlockKind.CAPTION) for block in between)
        return table_notes(run, self.tables) if last and near else []

    def _leave_box_if_over(self, whole: str) -> None:
        """A box ends where its subject does: no name of it, and no word that goes on from it."""
        if not self.box:
            return
        names = proper_names(f"x {readable(whole)}")
        goes_on = (
            not self.box.paragraphs
            or self._leads_in()
            or names & self.box.names
            or MARKER.match(whole)
            or _GOES_ON.match(whole)
            or self._goes_on(whole)
        )
        if not goes_on:
            self._leave_box()
        elif not self.box.paragraphs:
            self.box.names |= names
        if self.box:
            self.box.paragraphs += 1

    def _leave_box(self) -> None:
        if self.box:
            self.path.restore(self.box.outside)
            self.box = None

    def _leads_in(self) -> bool:
        last = self.blocks[-1] if self.blocks else None
        return bool(last and last.span.of(self.text).rstrip().endswith((":", ";")))

    def _goes_on(self, text: str) -> bool:
        """Whether text goes on with the sentence of a paragraph right before it."""
        last = self.blocks[-1] if self.blocks else None
        if not last or last.kind is not BlockKind.PARAGRAPH:
            return False
        return _goes_on_in(readable(last.span.of(self.text)), text)

    def _add_paragraph(self, run: list[Line]) -> None:
        last = self.blocks[-1] if self.blocks else None
        if last and last.section == self.path.path and self._goes_on(_span(run).of(self.text)):
            span = Span(last.span.start, run[-1].span.end)
            self.blocks[-1] = Block(BlockKind.PARAGRAPH, span, last.section)
        else:
            self._add(BlockKind.PARAGRAPH, run)

    def _add_list(self, run: list[Line]) -> None:
        items: list[Span] = []
        for position, line in enumerate(run):
            start = line.span.start + len(line.text) - len(line.text.lstrip())
            if _opens_item(run, position) or not items:
                items.append(Span(start, line.span.end))
            else:
                items[-1] = Span(items[-1].start, line.span.end)
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind is BlockKind.LIST and last.section == self.path.path:
            span = Span(last.span.start, items[-1].end)
            items = [*last.items, *items]
            self.blocks[-1] = Block(BlockKind.LIST, span, last.section, tuple(items))
        else:
            span = Span(items[0].start, items[-1].end)
            self.blocks.append(Block(BlockKind.LIST, span, self.path.path, tuple(items)))

    def _add(self, kind: BlockKind, run: list[Line]) -> None:
        self.blocks.append(Block(kind, _span(run), self.path.path))
        if kind not in (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.FOOTNOTE):
            self.under_heading = False


def _opens_item(run: list[Line], position: int) -> bool:
    """Whether the line opens a list item: numbers and letters need company to count."""
    marker = MARKER.match(run[position].text)
    if not marker:
        return False
    if marker["mark"] in "-*•‣◦▪–":
        return True
    others = [line for i, line in enumerate(run) if i != position and MARKER.match(line.text)]
    return not position or bool(others) or marker["mark"].endswith(")")


def _goes_on_in(before: str, after: str) -> bool:
    """Whether a paragraph ends within a sentence, as at the end of a page, that another goes on.

    A small letter tells; before a capital, that other sentences of the paragraph are whole.
    """
    if not _ENDS_OPEN.search(before):
        return False
    return after[:1].islower() or bool(_BREAKS_OFF.search(before) and _RUNS_ON.match(after))


def _joined(run: list[Line], following: list[Line]) -> str:
    return " ".join(readable(line.text) for line in (*run, *following))


def _span(run: list[Line]) -> Span:
    first = run[0]
    start = first.span.start + len(first.text) - len(first.text.lstrip())
    last = run[-1]
    return Span(start, last.span.start + len(last.text.rstrip()))
