"""Documents of known content as Word documents, with Word's own footnotes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from evals.content import Element
from evals.typeset import Layout, last_cell
from evals.typeset_notes import RAISED, number_of

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def set_as_docx(elements: Sequence[Element], layout: Layout, title: str = "") -> bytes:
    """Return the elements as a Word document with Word's own styles."""
    import docx

    document = docx.Document()
    document.core_properties.title = title
    if layout.notes:
        _add_footnotes(document, [each.text for each in elements if each.kind == "note"])
        elements = [element for element in elements if element.kind != "note"]
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
            written = _add_marked if layout.notes else _add_plain
            written(document.add_paragraph(), element.text)
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
        column, row_number = last_cell(merged)
        first = table.cell(merged.row, merged.column)
        first.merge(table.cell(row_number, column))


def _add_footnotes(document: Any, notes: Sequence[str]) -> None:
    """Add the part of a Word document that holds its footnotes, numbered from 1."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    written = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    blob = f'<w:footnotes xmlns:w="{_MAIN}">{written}</w:footnotes>'.encode()
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, blob, document.part.package)
    document.part.relate_to(part, _RELATION)


def _add_plain(paragraph: Any, text: str) -> None:
    """Add text to a paragraph as it is."""
    paragraph.add_run(text)


def _add_marked(paragraph: Any, text: str) -> None:
    """Add text to a paragraph, raised figures as references to its footnotes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    position = 0
    for mark in RAISED.finditer(text):
        paragraph.add_run(text[position : mark.start()])
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(number_of(mark[0])))
        paragraph.add_run()._r.append(reference)
        position = mark.end()
    paragraph.add_run(text[position:])
