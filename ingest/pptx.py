"""PowerPoint presentations: each slide a page, its title a heading, its notes below it.

The one module that knows python-pptx.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.characters import tidy
from ingest.composition import About, Composition
from ingest.extracted import Extracted
from ingest.grid import Cell, grid_of
from ingest.office_package import MACROS, OfficePackage
from ingest.pictures import Pictures

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_SLIDE_LEVEL = 2
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FURNITURE = ("DATE", "FOOTER", "HEADER", "SLIDE_NUMBER")
_TITLES = ("TITLE", "CENTER_TITLE", "VERTICAL_TITLE")
_BULLETED = ("BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT")


def read_pptx(package: OfficePackage, content: bytes) -> Extracted:
    """Return the text and layout of a presentation."""
    import pptx

    presentation = pptx.Presentation(io.BytesIO(package.typed_as_ordinary(content)))
    deck = _Deck()
    hidden = []
    for number, slide in enumerate(presentation.slides, start=1):
        deck.out.start_page(str(number))
        if slide.element.get("show") in ("0", "false"):
            hidden.append(str(number))
            continue
        deck.add(slide, number)
    if hidden:
        many = len(hidden) > 1
        deck.out.warnings.append(
            f"Hidden slide{'s' * many} {', '.join(hidden)} {'were' if many else 'was'} left out."
        )
    deck.out.warnings += [MACROS] * package.has_macros
    deck.out.warnings += deck.pictures.warnings
    about = package.about
    title = about.title or deck.title
    return deck.out.extracted(MEDIA_TYPE, About(title, about.author, about.date))


@dataclass(slots=True)
class _Deck:
    """Writes slides one after the other; ``title`` is that of the first slide."""

    out: Composition = field(default_factory=Composition)
    pictures: Pictures = field(default_factory=Pictures)
    title: str = ""

    def add(self, slide: Any, number: int) -> None:
        shapes = list(_shapes(slide.shapes))
        titles = [shape for shape in shapes if _place(shape) in _TITLES]
        title = tidy(" ".join(shape.text_frame.text.replace("\v", " ") for shape in titles))
        words = title or f"Slide {number}"
        start = len(self.out)
        self.out.heading(words, _SLIDE_LEVEL)
        self.title = self.title or title
        for shape in shapes:
            if shape not in titles and _place(shape) not in _FURNITURE:
                self._add_shape(shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
            notes = slide.notes_slide.notes_text_frame.text
            if tidy(notes):
                self.out.paragraph(f"Notes: {_lines(notes)}")
        if not title and len(self.out) == start + 1:
            self.out.drop_last()

    def _add_shape(self, shape: Any) -> None:
        if hasattr(shape, "crop_top"):  # a picture, in a placeholder or not
            width, height = (s and s.cm for s in (shape.width, shape.height))
            self.pictures.add(width, height, _shown_in(shape))
        elif getattr(shape, "has_table", False) and shape.has_table:
            told = 1 if shape.table.first_row and len(shape.table.rows) > 1 else 0
            self.out.table(grid_of(_rows(shape.table), told))
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            if shape.chart.has_title and shape.chart.chart_title.has_text_frame:
                self.out.caption(shape.chart.chart_title.text_frame.text)
        elif shape.has_text_frame:
            bulleted = _place(shape) in _BULLETED
            for paragraph in shape.text_frame.paragraphs:
                self._add_paragraph(paragraph, bulleted)

    def _add_paragraph(self, paragraph: Any, bulleted: bool) -> None:
        text = _lines(paragraph.text)
        if not text.strip():
            return
        mark = _mark(paragraph, bulleted)
        if mark:
            self.out.item(text, mark, paragraph.level)
        else:
            self.out.paragraph(text)


def _shapes(shapes: Any) -> Iterator[Any]:
    """Yield the shapes of a slide and of the groups on it, in the file's order."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        elif not _is_hidden(shape):
            yield shape


def _is_hidden(shape: Any) -> bool:
    return any(e.get("hidden") in ("1", "true") for e in shape.element.xpath("./*/p:cNvPr"))


def _shown_in(picture: Any) -> str:
    """Return the part of the file that a picture shows; nothing where it is not in the file."""
    ids = picture.element.xpath("./p:blipFill/a:blip/@r:embed")
    relation = picture.part.rels.get(ids[0]) if ids else None
    return "" if relation is None or relation.is_external else str(relation.target_part.partname)


def _place(shape: Any) -> str:
    """Return the kind of placeholder that a shape fills, or an empty string."""
    return shape.placeholder_format.type.name if shape.is_placeholder else ""


def _mark(paragraph: Any, bulleted: bool) -> str:
    properties = paragraph._p.pPr
    told = {} if properties is None else {child.tag.removeprefix(_A): child for child in properties}
    if "buNone" in told:
        return ""
    if "buChar" in told or "buAutoNum" in told or "buBlip" in told:
        return "•"
    return "•" if bulleted or paragraph.level else ""


def _rows(table: Any) -> list[list[Cell]]:
    rows = []
    for row in table.rows:
        cells = [cell for cell in row.cells if not cell.is_spanned]
        rows.append([_cell(cell) for cell in cells])
    return rows


def _cell(cell: Any) -> Cell:
    columns = cell.span_width if cell.is_merge_origin else 1
    rows = cell.span_height if cell.is_merge_origin else 1
    return Cell(cell.text_frame.text.replace("\v", " "), columns, rows)


def _lines(text: str) -> str:
    return text.replace("\v", "\n")
