"""Word documents: body, tables, text boxes and notes, as Word would show them.

Running heads and feet are parts of their own and are not read; comments neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.characters import tidy
from ingest.composition import About, Composition
from ingest.docx_numbering import Numbering, numbering_part
from ingest.docx_pictures import pictures_of
from ingest.docx_styles import (
    Style,
    W,
    numbering_of,
    outline_level,
    styles_of,
    switched_on,
    value,
)
from ingest.docx_text import RunText, run_text
from ingest.extracted import Extracted
from ingest.grid import Cell, Held, grid_of, is_data
from ingest.headings import is_contents_title
from ingest.lines import MARKER
from ingest.office_package import MACROS, OfficePackage

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HIDDEN = "Text that Word does not show was left out."
_WRAPPERS = {W + n for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")} | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}" + n
    for n in ("AlternateContent", "Choice")
}
_LONGEST_BOLD_HEADING = 14
_INDENT_TWIPS = 120
_ONLY_MARK = re.compile(r"^[\W\d_]*$")
_NOTE = re.compile("\0(\\w+) (-?\\w*)\0")
_CONTENTS_ENTRY = re.compile(r"^.*[^\W\d_].*[\s.](?:\d{1,3}|[ivxl]{1,6})$", re.DOTALL)
"""A contents list's entry that was typed: known below the list's title alone."""

_TITLE_WORDS = 20
_LETTERED = re.compile(r"^\(?(?:[a-z]|[ivxl]+)\.?\)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as shown; ``level`` is that of a heading (0: none), ``list`` its numbering."""

    runs: RunText
    style: Style
    level: int
    list: tuple[str, int] | None

    @property
    def size(self) -> int:
        """The type size in half points, 0 where neither runs nor style say."""
        return self.runs.size or self.style.size

    @property
    def bold_line(self) -> bool:
        text = self.runs.text.strip()
        words = len(text.split())
        closed = text.endswith((".", ",", ";")) or "\n" in text
        return self.runs.bold and 0 < words <= _LONGEST_BOLD_HEADING and not closed


@dataclass(slots=True)
class _Document:
    """Reads a document's body into a composition."""

    styles: dict[str, Style]
    numbering: Numbering
    notes: dict[tuple[str, str], str]
    addresses: dict[str, str] = field(default_factory=dict)
    out: Composition = field(default_factory=Composition)
    hidden: bool = False
    title: str = ""
    in_contents: bool = False
    bold_levels: dict[int, int] = field(default_factory=dict)
    _labels: dict[tuple[str, str], str] = field(default_factory=dict)

    def read(self, container: Element, *, on_page: bool = True) -> None:
        """Add what stands in a body, a cell or a box."""
        for block in _blocks(container):
            if block.tag == W + "tbl":
                self._table(block)
            else:
                self._add_paragraph(self.paragraph(block, on_page=on_page))

    def paragraph(self, element: Element, *, on_page: bool = True) -> _Paragraph:
        properties = element.find(W + "pPr")
        style = self.styles.get(value(properties, "pStyle") or "", Style())
        runs = run_text(element, style, on_page=on_page)
        self.hidden = self.hidden or runs.hidden
        own = outline_level(properties)
        numbering = numbering_of(properties) or style.numbering
        return _Paragraph(runs, style, style.level if own is None else own, numbering)

    def _add_paragraph(self, paragraph: _Paragraph) -> None:
        text = self._with_notes(paragraph.runs)
        if text.strip():
            self._add_text(paragraph, text)
        for note in paragraph.runs.notes:
            self.out.footnote(self._labels[note], self.notes.get(note, ""))
        for box in paragraph.runs.boxes:
            self.read(box, on_page=False)

    def _add_text(self, paragraph: _Paragraph, text: str) -> None:
        style, level = paragraph.style, paragraph.level
        mark = self.numbering.mark(*paragraph.list) if paragraph.list else ""
        is_entry = self.in_contents and not level and bool(_CONTENTS_ENTRY.match(text.strip()))
        self.in_contents = is_entry or is_contents_title(text)
        if style.is_contents or is_entry:
            self.out.furniture(text)
        elif style.is_caption:
            self.out.caption(text)
        elif style.is_title:
            self.title = self.title or tidy(text)
            self.out.heading(text, 1)
        elif level or self._is_bold_heading(paragraph):
            level = level or self.bold_levels[paragraph.runs.size]
            self.out.heading(f"{'' if mark == '•' else mark} {text}", level)
        else:
            depth = paragraph.list[1] if paragraph.list else 0
            self._add_item_or_text(mark, text, max(depth, style.list_depth))

    def _is_bold_heading(self, paragraph: _Paragraph) -> bool:
        return paragraph.bold_line and paragraph.runs.size in self.bold_levels

    def _add_item_or_text(self, mark: str, text: str, depth: int) -> None:
        """A mark that readers of lists do not know ("4.12") numbers a paragraph."""
        if _LETTERED.match(mark) and not mark.endswith(")"):
            mark = mark.rstrip(".") + ")"
        if mark and MARKER.match(f"{mark} x"):
            self.out.item(text, mark, depth)
        else:
            self.out.paragraph(f"{mark} {text}" if mark else text)

    def _with_notes(self, runs: RunText) -> str:
        for words, target in runs.links:
            self.out.link(words, self.addresses.get(target, ""))
        for note in runs.notes:
            self._labels.setdefault(note, str(len(self._labels) + 1))
        return _NOTE.sub(lambda found: f"[{self._labels[(found[1], found[2])]}]", runs.text)

    def _table(self, table: Element) -> None:
        lines = list(_children(table, W + "tr"))
        rows = [list(_children(line, W + "tc")) for line in lines]
        told = 0
        for line in lines:
            if not switched_on(line.find(W + "trPr"), "tblHeader"):
                break
            told += 1
        held = [[self._held(cell) for cell in row] for row in rows]
        if not is_data(held, told=told > 0, ruled=_is_ruled(table)):
            for cell in (cell for row in rows for cell in row):
                self.read(cell, on_page=False)
            return
        grid = grid_of(self._merged(rows), told if told < len(rows) else 0)
        self.out.table(grid)

    def _held(self, cell: Element) -> Held:
        words = sum(len((text.text or "").split()) for text in cell.iter(W + "t"))
        return Held(words, any(b.tag == W + "tbl" or self._level(b) for b in _blocks(cell)))

    def _level(self, paragraph: Element) -> int:
        properties = paragraph.find(W + "pPr")
        own = outline_level(properties)
        style = self.styles.get(value(properties, "pStyle") or "", Style())
        return style.level if own is None else own

    def _merged(self, rows: list[list[Element]]) -> list[list[Cell]]:
        """Return the cells with how far they reach; those that go on one above are left out."""
        made: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in rows:
            made.append([])
            column = 0
            for element in row:
                columns = int(value(element, "tcPr/gridSpan") or 1)
                merge = value(element, "tcPr/vMerge")
                goes_on = merge is not None and merge != "restart" and column in open_cells
                if goes_on:
                    at, position = open_cells[column]
                    above = made[at][position]
                    longer = Cell(above.text, above.columns, above.rows + 1, above.header)
                    made[at][position] = longer
                else:
                    made[-1].append(self._cell(element, columns))
                    open_cells[column] = (len(made) - 1, len(made[-1]) - 1)
                column += columns
        return made

    def _cell(self, element: Element, columns: int) -> Cell:
        texts: list[str] = []
        bold, style = True, ""
        for block in element.iter(W + "p"):
            paragraph = self.paragraph(block, on_page=False)
            mark = self.numbering.mark(*paragraph.list) if paragraph.list else ""
            text = self._with_notes(paragraph.runs)
            for note in paragraph.runs.notes:
                self.out.footnote(self._labels[note], self.notes.get(note, ""))
            if text.strip():
                style = style if texts else _set_as(block)
                texts.append(f"{mark} {text}")
                bold = bold and paragraph.runs.bold
        header = bold and bool(texts)
        return Cell(" ".join(texts), columns, header=header, style=f"{style}{'b' * header}")


def _is_ruled(table: Element) -> bool:
    """Tell whether a table has a style of Word's or lines of its own."""
    properties = table.find(W + "tblPr")
    inside = value(properties, "tblBorders/insideH") or "nil"
    return bool(value(properties, "tblStyle")) or inside not in ("nil", "none")


def _set_as(paragraph: Element) -> str:
    """Tell how a paragraph is set: its style, and how far in, in steps of a twelfth of an inch."""
    properties = paragraph.find(W + "pPr")
    indent = None if properties is None else properties.find(W + "ind")
    left = "" if indent is None else indent.get(W + "left") or indent.get(W + "start") or ""
    steps = round(int(left) / _INDENT_TWIPS) if left.isdigit() else 0
    return f"{value(properties, 'pStyle') or ''}{steps}"


def read_docx(package: OfficePackage) -> Extracted:
    """Return the text and layout of a Word document.

    Raises:
        FileUnreadable: a part is damaged.
    """
    main = package.main_part
    root = package.part(main)
    body = None if root is None else root.find(W + "body")
    document = _Document(
        styles_of(_part(package, main, "/styles")),
        numbering_part(_part(package, main, "/numbering")),
        _notes(package, main),
        package.addresses(main),
    )
    if body is not None:
        document.bold_levels = _bold_levels(document, body)
        document.read(body)
        document.out.warnings += pictures_of(body).warnings
    about = package.about
    document.out.warnings += [_HIDDEN] * document.hidden + [MACROS] * package.has_macros
    title = about.title or document.title or _title_on_cover(document, body)
    return document.out.extracted(MEDIA_TYPE, About(title, about.author, about.date))


def _title_on_cover(document: _Document, body: Element | None) -> str:
    """Return the line in the largest type before the first heading, if it is larger than that
    and reads as a title; a report whose first heading is its title has none such."""
    cover: list[_Paragraph] = []
    for block in () if body is None else _blocks(body):
        paragraph = document.paragraph(block) if block.tag == W + "p" else None
        if paragraph and paragraph.runs.text.strip():
            cover.append(paragraph)
        if paragraph and paragraph.level:
            break
    if not cover or not cover[-1].level:
        return ""
    largest = max(cover, key=lambda paragraph: paragraph.size)
    text = tidy(_NOTE.sub("", largest.runs.text))
    is_title = len(text.split()) <= _TITLE_WORDS and not text.endswith((".", ":", ";"))
    return text if is_title and largest.size > cover[-1].size else ""


def _part(package: OfficePackage, main: str, kind: str) -> Element | None:
    name = package.related(main, kind)
    return package.part(name) if name else None


def _notes(package: OfficePackage, main: str) -> dict[tuple[str, str], str]:
    """Return the footnotes and endnotes by kind and id, without the lines that part them."""
    notes = {}
    for kind in ("footnote", "endnote"):
        root = _part(package, main, f"/{kind}s")
        for note in () if root is None else root.findall(W + kind):
            texts = (run_text(p, Style(), on_page=True).text for p in note.iter(W + "p"))
            notes[(kind, note.get(W + "id", ""))] = " ".join(_NOTE.sub("", t) for t in texts)
    return notes


def _bold_levels(document: _Document, body: Element) -> dict[int, int]:
    """Return heading levels by the size of type, where only bold lines are headings."""
    found = [document.paragraph(block) for block in _blocks(body) if block.tag == W + "p"]
    if any(paragraph.level for paragraph in found):
        return {}
    sizes = {p.runs.size for p in found if p.bold_line and not _ONLY_MARK.match(p.runs.text)}
    return {size: level for level, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _blocks(container: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables of a container, in order, through what wraps them."""
    for child in container:
        if child.tag in (W + "p", W + "tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _children(container: Element, tag: str) -> Iterator[Element]:
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)
