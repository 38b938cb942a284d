"""A plan as a Word document: A4 landscape, or in a council's own template.

Tables repeat their headers on each page, sources are Word's end notes, and the plan itself
goes with it as a custom XML part, for what has no place that is seen.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from assistant.plans.blocks import Block, Kind, Row, heading
from assistant.plans.citation_text import citation_text
from assistant.plans.column_widths import shares
from assistant.plans.docx_notes import EndNotes
from assistant.plans.layout import MARKER, laid_out
from assistant.plans.plan import Plan
from corpus.errors import PlanUnreadable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

PLACEHOLDER = "{{plan}}"
"""Where in a template the plan goes; at its end where it does not say."""
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f'xmlns:w="{_MAIN}"'
_XML_REFUSES = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CELL_POINTS = 8.0
_KEPT_TOGETHER = 600
"""Characters of the longest cell of a row that goes to the next page as a whole."""
_HEADER_FILL = "D9E2EC"


def plan_document(plan: Plan, template: bytes = b"") -> bytes:
    """Return a plan as it is seen in Word, without what goes with it unseen.

    Raises:
        PlanUnreadable: the template is no Word document.
    """
    document = _opened(template)
    document.core_properties.title = _clean(plan.title)[:255]
    document.core_properties.author = _clean(plan.authority)[:255]
    texts = {each.marker: _clean(citation_text(each)) for each in plan.citations}
    writer = _Writer(document, EndNotes(document, texts), known=set(texts))
    for block in laid_out(plan, sources=False, spoken=True):
        writer.add(block)
    unseen = sorted(set(texts) - writer.referred)
    if unseen:
        writer.add_also_used(unseen)
    if texts:
        writer.add(heading("Sources"))
    writer.notes.write()
    writer.put_in_place()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _opened(template: bytes) -> Document:
    import docx

    if not template:
        document = docx.Document()
        _set_up(document)
        return document
    try:
        return docx.Document(io.BytesIO(template))
    except Exception as error:  # a damaged or foreign package makes the library raise anything
        raise PlanUnreadable(
            "The template is no Word document (.docx) that can be opened. Save it in Word again."
        ) from error


def _set_up(document: Document) -> None:
    """Set A4 landscape, plain type, and page numbers at the foot."""
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    section.footer_distance = Mm(8)
    for name, points in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5)):
        style = document.styles[name]
        style.font.name, style.font.size = "Arial", Pt(points)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(f"{{{_MAIN}}}{theme}", None)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    language = parse_xml(f'<w:lang {_W} w:val="en-GB"/>')
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    footer = section.footer.paragraphs[0]
    footer.alignment = 2
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(text).font.size = Pt(8)
        footer._p.append(
            parse_xml(
                f'<w:fldSimple {_W} w:instr="{field}"><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
                "<w:t>1</w:t></w:r></w:fldSimple>"
            )
        )


class _Writer:
    """Adds blocks to a document."""

    def __init__(self, document: Document, notes: EndNotes, *, known: set[int]) -> None:
        self._document = document
        self._known = known
        self._already = list(document.element.body)
        self.notes = notes
        self.referred: set[int] = set()

    def add(self, block: Block) -> None:
        if block.kind is Kind.TABLE:
            self._table(block.rows)
        elif block.kind is Kind.HEADING:
            style = "Title" if block.level == 0 else f"Heading {block.level}"
            self._write(self._paragraph(style), " ".join(block.text.split()))
        else:
            self._write(self._paragraph(), block.text)

    def add_also_used(self, markers: list[int]) -> None:
        """Refer to sources that nothing in the plan refers to, so that none is lost."""
        paragraph = self._paragraph()
        self._write(paragraph, "Also used: " + " ".join(f"[{marker}]" for marker in markers))

    def put_in_place(self) -> None:
        """Move what was added to where the template wants it."""
        for paragraph in self._document.paragraphs:
            if paragraph.text.strip() == PLACEHOLDER:
                body = self._document.element.body
                fresh = [e for e in body if e not in self._already]
                for element in fresh:
                    paragraph._p.addprevious(element)
                paragraph._p.getparent().remove(paragraph._p)
                return

    def _paragraph(self, style: str = "") -> Paragraph:
        paragraph = self._document.add_paragraph()
        names = {each.name for each in self._document.styles}
        if style in names:
            paragraph.style = self._document.styles[style]
        elif style:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def _write(self, paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
        """Write a text, what stands between ``**`` bold and markers as references."""
        for n, part in enumerate(re.split(r"^\*\*([^*\n]+:)\*\*", text)):
            for m, piece in enumerate(MARKER.split(part)):
                if m % 2 and int(piece) in self._known:
                    self.referred.add(int(piece))
                    self.notes.add_reference(paragraph, int(piece))
                elif piece:
                    run = paragraph.add_run(_clean(f"[{piece}]" if m % 2 else piece))
                    run.bold = True if bold or n % 2 else None

    def _table(self, rows: tuple[Row, ...]) -> None:
        from docx.shared import Emu, Pt

        table = self._document.add_table(rows=len(rows), cols=len(rows[0]))
        names = {each.name for each in self._document.styles}
        if "Table Grid" in names:
            table.style = self._document.styles["Table Grid"]
        else:
            _draw_borders(table)
        table.autofit = False
        width = self._text_width()
        widths = [Emu(int(width * share)) for share in shares(rows, width / 36_000)]
        for column, each in zip(table.columns, widths, strict=True):
            column.width = each
        for n, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, text, each in zip(row.cells, texts, widths, strict=True):
                cell.width = each
                self._cell(cell, text, header=n == 0)
            if max(map(len, texts)) < _KEPT_TOGETHER:
                _keep_together(row)
        _narrow_padding(table)
        _repeat_header(table.rows[0])
        after = self._document.add_paragraph().paragraph_format
        after.space_after = after.space_before = Pt(0)

    def _text_width(self) -> int:
        """Return the width between the margins, in Word's own units: 36,000 to the millimetre."""
        section = self._document.sections[-1]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        return max(36_000 * 100, (section.page_width or 36_000 * 210) - sides)

    def _cell(self, cell: _Cell, text: str, *, header: bool) -> None:
        from docx.oxml import parse_xml
        from docx.shared import Pt

        for n, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.space_before = Pt(0)
            self._write(paragraph, line, bold=header)
            for run in paragraph.runs:
                run.font.size = Pt(_CELL_POINTS)
        if header:
            fill = f'<w:shd {_W} w:val="clear" w:color="auto" w:fill="{_HEADER_FILL}"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(fill))


def _repeat_header(row: object) -> None:
    from docx.oxml import parse_xml

    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(parse_xml(f"<w:tblHeader {_W}/>"))


def _keep_together(row: object) -> None:
    from docx.oxml import parse_xml

    row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {_W}/>"))  # type: ignore[attr-defined]


def _narrow_padding(table: object) -> None:
    from docx.oxml import parse_xml

    sides = "".join(f'<w:{side} w:w="57" w:type="dxa"/>' for side in ("left", "right"))
    properties = table._tbl.tblPr  # type: ignore[attr-defined]
    margins = parse_xml(f"<w:tblCellMar {_W}>{sides}</w:tblCellMar>")
    look = properties.find(f"{{{_MAIN}}}tblLook")
    if look is None:
        properties.append(margins)
    else:
        look.addprevious(margins)


def _draw_borders(table: object) -> None:
    from docx.oxml import parse_xml

    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides
    )
    table._tbl.tblPr.append(  # type: ignore[attr-defined]
        parse_xml(f"<w:tblBorders {_W}>{lines}</w:tblBorders>")
    )


def _clean(text: str) -> str:
    return _XML_REFUSES.sub("", text)
