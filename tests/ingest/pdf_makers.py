"""PDFs whose every line is set at a place of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.extracted import Extracted
from ingest.pdf import read_pdf
from ingest.structure import blocks_of

LEFT = 72.0
PITCH = 13.5


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its left edge and its distance from the page's top, in points."""

    text: str
    top: float
    left: float = LEFT
    size: float = 10.5
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """A rectangle below the text: grey, or with a border alone; places as for ``Line``."""

    left: float
    top: float
    width: float
    height: float
    border: bool = False


def lines(
    texts: Sequence[str], top: float, left: float = LEFT, size: float = 10.5, pitch: float = PITCH
) -> list[Line]:
    """Return lines below one another."""
    return [Line(text, top + n * pitch, left, size) for n, text in enumerate(texts)]


def read(*pages: Sequence[Line | Ground]) -> Extracted:
    """Set the pages and read them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        for ground in (each for each in page if isinstance(each, Ground)):
            canvas.setFillGray(0.88)
            bottom = A4[1] - ground.top - ground.height
            place = (ground.left, bottom, ground.width, ground.height)
            canvas.rect(*place, stroke=int(ground.border), fill=int(not ground.border))
            canvas.setFillGray(0)
        for line in (each for each in page if isinstance(each, Line)):
            canvas.setFont("Helvetica-Bold" if line.bold else "Helvetica", line.size)
            canvas.drawString(line.left, A4[1] - line.top, line.text)
        canvas.showPage()
    canvas.save()
    return read_pdf(out.getvalue(), "lamps.pdf")


def blocks(found: Extracted) -> list[tuple[str, str]]:
    """Return the kind and the text of each block."""
    return [(b.kind, b.span.of(found.text)) for b in blocks_of(found.text, marks=found.marks)]
