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

from evals.content import Element, Merged
from evals.typeset_notes import RAISED, PageNotes, number_of

_MARGIN = 62
_GUTTER = 20
_BOX_ROOM = 150
_BOTTOM = 70
_NOTES_HEIGHT = 110
"""What the feet of pages leave to notes."""

_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"


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
        notes: at the foot of their page, numbered there or by signs, or where they stand.
        upright_heads: whether landscape pages bear head and number as upright ones do, for
            the paper's short edge to be up.
        watermark: set across each page at a slant.
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
    notes: Literal["numbered", "signs", ""] = ""
    upright_heads: bool = False
    watermark: str = ""

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
        self.notes = PageNotes((), signs=False)
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
        if not self.layout.notes:
            return self._set(elements, title)
        words = [element.text for element in elements if element.kind == "note"]
        self.notes = PageNotes(words, signs=self.layout.notes == "signs")
        body = [element for element in elements if element.kind != "note"]
        self._set(body, title)
        return self._set(body, title)

    def _set(self, elements: Sequence[Element], title: str) -> bytes:
        self.notes.begin()
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
        foot = _BOTTOM + (_NOTES_HEIGHT if self.layout.notes else 0)
        tall = height - _BOTTOM - foot
        frames = [
            Frame(_MARGIN + n * (column + _GUTTER), foot, column, tall, 0, 0, 0, 0)
            for n in range(self.layout.columns)
        ]
        wide = Frame(_MARGIN, 70, height - 2 * _MARGIN, width - 140, 0, 0, 0, 0)
        return [
            self._upright("upright", frames),
            self._upright("boxed", self._below_a_box(frames)),
            PageTemplate("wide", [wide], onPage=self._page, pagesize=landscape(A4)),
        ]

    def _below_a_box(self, frames: Sequence[Frame]) -> list[Frame]:
        """Return a frame for a box over all columns, and below it one for each column."""
        width, height = A4
        top = Frame(_MARGIN, height - 70 - _BOX_ROOM, width - 2 * _MARGIN, _BOX_ROOM, 0, 0, 0, 0)
        below = (Frame(f._x1, f._y1, f._width, f._height - _BOX_ROOM, 0, 0, 0, 0) for f in frames)
        return [top, *below]

    def _upright(self, name: str, frames: Sequence[Frame]) -> PageTemplate:
        return PageTemplate(
            name, list(frames), onPage=self._page, onPageEnd=self._page_end, pagesize=A4
        )

    def _page(self, canvas: Any, template: Any) -> None:
        """Set the running head and the page number, and number the page in the file."""
        self.notes.watch(canvas)
        number, front = canvas.getPageNumber(), self.layout.front_pages
        label = self.layout.page_label(number)
        width, height = canvas._pagesize
        if self.layout.watermark:
            self._set_watermark(canvas, width, height)
        canvas.saveState()
        if self.layout.upright_heads and width > height:
            canvas.rotate(90)
            canvas.translate(0, -width)
            width, height = height, width
        canvas.setFont(self.layout.font, 9)
        if self.layout.running_head and label:
            canvas.drawString(_MARGIN, height - 40, self.layout.running_head)
        canvas.drawCentredString(width / 2, 38, label)
        canvas.restoreState()
        if self.layout.labels and number in (1, front + 1):
            style = "ROMAN_LOWER" if number <= front else "ARABIC"
            canvas.addPageLabel(number - 1, style=style, start=1)

    def _page_end(self, canvas: Any, template: Any) -> None:
        top = _BOTTOM + _NOTES_HEIGHT - 8
        self.notes.draw(canvas, _MARGIN, top, lambda words: Paragraph(words, self.note))

    def _set_watermark(self, canvas: Any, width: float, height: float) -> None:
        canvas.saveState()
        canvas.setFont(self.bold, 90)
        canvas.setFillGray(0.85)
        canvas.translate(width / 2, height / 2)
        canvas.rotate(45)
        canvas.drawCentredString(0, 0, self.layout.watermark)
        canvas.restoreState()

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
        spans = [("SPAN", (cell.column, cell.row), last_cell(cell)) for cell in element.merged]
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
        if self.layout.notes:
            return RAISED.sub(lambda mark: self.notes.mark(number_of(mark[0])), text)
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


def last_cell(cell: Merged) -> tuple[int, int]:
    """Return the column and row of a merged cell's lower right."""
    return cell.column + cell.columns - 1, cell.row + cell.rows - 1
