"""A plan as a Word document: A4 landscape, or in a council's own template.

Tables repeat their headers on each page, sources are Word's end notes, and the plan itself
goes with it as a custom XML part, for what has no place that is seen.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from assistant.plans.blocks import Block, Kind, heading
from assistant.plans.citation_text import citation_text
from assistant.plans.column_widths import widths_of
from assistant.plans.docx_notes import EndNotes
from assistant.plans.docx_xml import DECLARED, NAMESPACE, Runs, clean, table_xml
from assistant.plans.layout import laid_out
from assistant.plans.plan import Plan
from corpus.errors import PlanUnreadable

if TYPE_CHECKING:
    from docx.document import Document

PLACEHOLDER = "{{plan}}"
"""Where in a template the plan goes; at its end where it does not say."""
_NO_SPACE = '<w:spacing w:before="0" w:after="0"/>'


def plan_document(plan: Plan, template: bytes = b"") -> bytes:
    """Return a plan as it is seen in Word, without what goes with it unseen.

    Raises:
        PlanUnreadable: the template is no Word document.
    """
    document = _opened(template)
    document.core_properties.title = clean(plan.title)[:255]
    document.core_properties.author = clean(plan.authority)[:255]
    texts = {each.marker: clean(citation_text(each)) for each in plan.citations}
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
            fonts.attrib.pop(f"{{{NAMESPACE}}}{theme}", None)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    language = parse_xml(f'<w:lang {DECLARED} w:val="en-GB"/>')
    document.styles["Normal"].element.get_or_add_rPr().append(language)
    footer = section.footer.paragraphs[0]
    footer.alignment = 2
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        footer.add_run(text).font.size = Pt(8)
        footer._p.append(
            parse_xml(
                f'<w:fldSimple {DECLARED} w:instr="{field}"><w:r><w:rPr><w:sz w:val="16"/></w:rPr>'
                "<w:t>1</w:t></w:r></w:fldSimple>"
            )
        )


class _Writer:
    """Adds blocks to a document."""

    def __init__(self, document: Document, notes: EndNotes, *, known: set[int]) -> None:
        self._document = document
        self._already = set(document.element.body)
        self._styles = {each.name: each.style_id for each in document.styles}
        self._runs = Runs(known, notes.reference)
        self.notes = notes

    @property
    def referred(self) -> set[int]:
        """The markers that were referred to so far."""
        return self._runs.referred

    def add(self, block: Block) -> None:
        if block.kind is Kind.TABLE:
            widths = widths_of(block.rows, self._text_width())
            style = self._styles.get("Table Grid", "")
            self._append(table_xml(block.rows, widths, self._runs, style))
            self._append(
                f'<w:p {DECLARED}><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:p>'
            )
        elif block.kind is Kind.HEADING:
            self._paragraph(" ".join(block.text.split()), _heading_style(block.level))
        else:
            self._paragraph(block.text)

    def add_also_used(self, markers: list[int]) -> None:
        """Refer to sources that nothing in the plan refers to, so that none is lost."""
        self._paragraph("Also used: " + " ".join(f"[{marker}]" for marker in markers))

    def put_in_place(self) -> None:
        """Move what was added to where the template wants it."""
        for paragraph in self._document.paragraphs:
            if paragraph.text.strip() == PLACEHOLDER:
                fresh = [e for e in self._document.element.body if e not in self._already]
                for element in fresh:
                    paragraph._p.addprevious(element)
                paragraph._p.getparent().remove(paragraph._p)
                return

    def _paragraph(self, text: str, style: str = "") -> None:
        """Add a paragraph; a style that a template lacks is made up for by bold type."""
        known = self._styles.get(style, "")
        properties = f'<w:pStyle w:val="{escape(known)}"/>' if known else ""
        lacking = bool(style) and not known
        properties += "<w:keepNext/>" if lacking else ""
        runs = self._runs.of(text, bold=lacking)
        self._append(f"<w:p {DECLARED}><w:pPr>{properties}</w:pPr>{runs}</w:p>")

    def _append(self, xml: str) -> None:
        """Add an element at the end of the body, before the set-up of its last section."""
        from docx.oxml import parse_xml

        body = self._document.element.body
        set_up = body.sectPr
        if set_up is None:
            body.append(parse_xml(xml))
        else:
            set_up.addprevious(parse_xml(xml))

    def _text_width(self) -> float:
        """Return the millimetres between the margins."""
        section = self._document.sections[-1]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        return max(100.0, ((section.page_width or 0) - sides) / 36_000)


def _heading_style(level: int) -> str:
    return "Title" if level == 0 else f"Heading {level}"
