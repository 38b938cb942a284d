"""Documents of known content set as PDF, as councils set their reports.

What is set is known to the letter, so that what is read can be held against it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import escape

import matplotlib as mpl
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

_MARGIN = 62
_GUTTER = 20
_BOX_ROOM = 150
_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"

Kind = Literal["heading", "paragraph", "list", "table", "note", "box", "caption", "margin"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell over several rows or columns, by the row and column, from 0, of its upper left."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of content; ``items`` of a list, ``rows`` of a table, header rows first.

    One of kind ``margin`` stands in the margin beside the element before it.

    What a table's ``merged`` cells cover is empty in ``rows``. ``reads`` is how each row of
    its body has to read, and ``caption`` what the table or box is called; both are empty where rows
    read as header and cell.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 1
    merged: tuple[Merged, ...] = ()
    reads: tuple[str, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set.

    Attributes:
        columns: 1 or 2.
        font: of ReportLab's, or ``DejaVuSans``, which has ligatures.
        front_pages: pages numbered in roman figures before the arabic ones.
        cover: whether the first page bears neither running head nor number.
        ruled: whether tables have lines; otherwise columns are told by space alone.
        hyphenated: whether words are parted at line ends.
        ligatures: whether fi and fl are set as one letter.
        wide_tables: whether tables stand on landscape pages.
        labels: whether the file itself numbers its pages.
        bold_headers: whether the headers of tables are bold.
        shaded_boxes: whether boxes are grounds without a border, over all columns.
        margin: points left free on the right for notes beside the text.
    """

    columns: int = 1
    font: str = "Times-Roman"
    front_pages: int = 0
    running_head: str = ""
    ruled: bool = True
    hyphenated: bool = False
    ligatures: bool = False
    wide_tables: bool = False
    labels: bool = True
    bold_headers: bool = True
    cover: bool = False
    shaded_boxes: bool = False
    margin: int = 0

    def page_label(self, number: int) -> str:
        """Return what is printed on a page, counted from 1."""
        if self.cover and number == 1:
            return ""
        if number > self.front_pages:
            return str(number - self.front_pages)
        tens, ones = divmod(number, 10)
        return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def set_as_pdf(elements: Sequence[Element], layout: Layout, title: str = "") -> bytes:
    """Return the elements set as a PDF."""
    setter = _Setter(layout)
    return setter.pdf(elements, title)


class _Setter:
    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        bold = {"Times-Roman": "Times-Bold", "Helvetica": "Helvetica-Bold"}
        self.bold = bold.get(layout.font, f"{layout.font}-Bold")
        if layout.font.startswith("DejaVu"):
            for name in (layout.font, self.bold):
                pdfmetrics.registerFont(TTFont(name, str(_FONTS / f"{name}.ttf")))
        more: dict[str, Any] = (
            {"hyphenationLang": "en_GB", "hyphenationMinWordLength": 6} if layout.hyphenated else {}
        )
        self.body = ParagraphStyle(
            "body", fontName=layout.font, fontSize=10.5, leading=13.5, spaceAfter=7, **more
        )
        if layout.hyphenated:
            self.body.alignment = 4
        self.item = ParagraphStyle("item", self.body, leftIndent=14, bulletIndent=2, spaceAfter=3)
        self.note = ParagraphStyle("note", self.body, fontSize=8, leading=9.5, alignment=0)
        self.cell = ParagraphStyle("cell", self.body, fontSize=9, leading=11, spaceAfter=0)
        self.cell.alignment = 0
        self.head = ParagraphStyle("head", self.cell, fontName=self.bold)
        self.caption = ParagraphStyle("caption", self.body, fontName=self.bold, fontSize=9.5)
        self.caption.alignment = 0

    def pdf(self, elements: Sequence[Element], title: str) -> bytes:
        out = io.BytesIO()
        template = BaseDocTemplate(
            out, pagesize=A4, title=title or None, leftMargin=_MARGIN, rightMargin=_MARGIN
        )
        template.addPageTemplates(self._templates())
        story: list[Any] = []
        for element, following in zip(elements, [*elements[1:], None], strict=True):
            if element.kind == "margin":
                continue
            set_element = self._flowables(element)
            if following and following.kind == "margin":
                note = _MarginNote(following.text, self.note, self.layout.margin)
                set_element = [KeepTogether([note, *set_element])]
            story += set_element
        template.build(story or [Spacer(1, 1)])
        return out.getvalue()

    def _templates(self) -> list[PageTemplate]:
        width, height = A4
        inner = width - 2 * _MARGIN - self.layout.margin
        column = (inner - _GUTTER * (self.layout.columns - 1)) / self.layout.columns
        frames = [
            Frame(_MARGIN + n * (column + _GUTTER), 70, column, height - 140, 0, 0, 0, 0)
            for n in range(self.layout.columns)
        ]
        wide = Frame(_MARGIN, 70, height - 2 * _MARGIN, width - 140, 0, 0, 0, 0)
        return [
            PageTemplate("upright", frames, onPage=self._page, pagesize=A4),
            PageTemplate("boxed", self._below_a_box(frames), onPage=self._page, pagesize=A4),
            PageTemplate("wide", [wide], onPage=self._page, pagesize=landscape(A4)),
        ]

    def _below_a_box(self, frames: Sequence[Frame]) -> list[Frame]:
        """Return a frame for a box over all columns, and below it one for each column."""
        width, height = A4
        top = Frame(_MARGIN, height - 70 - _BOX_ROOM, width - 2 * _MARGIN, _BOX_ROOM, 0, 0, 0, 0)
        under = height - 140 - _BOX_ROOM
        return [top, *(Frame(f._x1, 70, f._width, under, 0, 0, 0, 0) for f in frames)]

    def _page(self, canvas: Any, template: Any) -> None:
        """Set the running head and the page number, and number the page in the file."""
        number, front = canvas.getPageNumber(), self.layout.front_pages
        label = self.layout.page_label(number)
        width, height = canvas._pagesize
        canvas.setFont(self.layout.font, 9)
        if self.layout.running_head and label:
            canvas.drawString(_MARGIN, height - 40, self.layout.running_head)
        canvas.drawCentredString(width / 2, 38, label)
        if self.layout.labels and number in (1, front + 1):
            style = "ROMAN_LOWER" if number <= front else "ARABIC"
            canvas.addPageLabel(number - 1, style=style, start=1)

    def _flowables(self, element: Element) -> list[Any]:
        if element.kind == "heading":
            size = max(11.5, 20 - 3 * element.level)
            style = ParagraphStyle(
                f"h{element.level}",
                fontName=self.bold,
                fontSize=size,
                leading=1.25 * size,
                spaceBefore=12,
                spaceAfter=6,
                keepWithNext=1,
            )
            return [Paragraph(self._marked(element.text), style)]
        if element.kind == "list":
            return [Paragraph(self._marked(i), self.item, bulletText="•") for i in element.items]
        if element.kind == "table":
            return self._table(element)
        if element.kind == "box":
            return self._box(element)
        style = {"note": self.note, "caption": self.caption}.get(element.kind, self.body)
        return [Paragraph(self._marked(element.text), style)]

    def _box(self, element: Element) -> list[Any]:
        """Set a box; one over all columns begins a page, with frames for the columns below."""
        inside = [[Paragraph(self._marked(element.text), self.body)]]
        if element.caption:
            inside.insert(0, [Paragraph(self._marked(element.caption), self.caption)])
        ground = ("BACKGROUND", (0, 0), (-1, -1), colors.HexColor("#e0e0e0"))
        border = ("BOX", (0, 0), (-1, -1), 0.8, colors.black)
        box = Table(inside, style=TableStyle([ground if self.layout.shaded_boxes else border]))
        if not self.layout.shaded_boxes:
            return [KeepTogether(box), Spacer(1, 8)]
        return [
            NextPageTemplate("boxed"),
            PageBreak(),
            box,
            FrameBreak(),
            NextPageTemplate("upright"),
        ]

    def _table(self, element: Element) -> list[Any]:
        rows = [
            [Paragraph(self._marked(cell), self._style(number, element)) for cell in row]
            for number, row in enumerate(element.rows)
        ]
        lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if self.layout.ruled else []
        spans = [("SPAN", (cell.column, cell.row), _last(cell)) for cell in element.merged]
        style = TableStyle([*lines, *spans, ("VALIGN", (0, 0), (-1, -1), "TOP")])
        widths = [
            min(
                60, max(len(word) for row in element.rows for word in (row[column].split() or [""]))
            )
            + max(len(row[column]) for row in element.rows) ** 0.5
            for column in range(len(element.rows[0]))
        ]
        across = A4[1] if self.layout.wide_tables else A4[0]
        room = across - 2 * _MARGIN - 2
        if self.layout.columns > 1 and not self.layout.wide_tables:
            room = (room - _GUTTER) / self.layout.columns
        shares = [room * width / sum(widths) for width in widths]
        repeated = element.header_rows if element.header_rows < len(rows) else 0
        table = Table(rows, repeatRows=repeated, style=style, colWidths=shares)
        if not self.layout.wide_tables:
            return [table, Spacer(1, 8)]
        return [
            NextPageTemplate("wide"),
            PageBreak(),
            table,
            NextPageTemplate("upright"),
            PageBreak(),
        ]

    def _style(self, number: int, element: Element) -> ParagraphStyle:
        head = self.layout.bold_headers and number < element.header_rows
        return self.head if head else self.cell

    def _marked(self, text: str) -> str:
        text = escape(text)
        if self.layout.ligatures:
            text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        for figure, small in zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True):
            text = text.replace(small, f"<super>{figure}</super>")
        return text


class _MarginNote(Flowable):
    """A note beside the paragraph that follows, which takes no room itself."""

    def __init__(self, text: str, style: ParagraphStyle, width: float) -> None:
        super().__init__()
        self.note = Paragraph(escape(text), style)
        self.room = width - _GUTTER

    def wrap(self, *_: float) -> tuple[float, float]:
        self.height = self.note.wrap(self.room, A4[1])[1]
        return 0, 0

    def draw(self) -> None:
        self.note.drawOn(self.canv, A4[0] - 2 * _MARGIN - self.room, -self.height)


def _last(cell: Merged) -> tuple[int, int]:
    """Return the column and row of a merged cell's lower right."""
    return cell.column + cell.columns - 1, cell.row + cell.rows - 1


def set_as_docx(elements: Sequence[Element], layout: Layout, title: str = "") -> bytes:
    """Return the elements as a Word document with Word's own styles."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    for element in elements:
        if element.kind == "heading":
            document.add_heading(element.text, level=min(9, max(1, element.level)))
        elif element.kind == "list":
            for item in element.items:
                document.add_paragraph(item, style="List Bullet")
        elif element.kind == "table":
            _docx_table(document, element, layout)
        elif element.kind == "caption":
            document.add_paragraph(element.text, style="Caption")
        else:
            document.add_paragraph(element.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _docx_table(document: Any, element: Element, layout: Layout) -> None:
    table = document.add_table(rows=0, cols=len(element.rows[0]), style="Table Grid")
    for number, row in enumerate(element.rows):
        bold = layout.bold_headers and number < element.header_rows
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = bold
    for merged in element.merged:
        column, row_number = _last(merged)
        first = table.cell(merged.row, merged.column)
        first.merge(table.cell(row_number, column))
