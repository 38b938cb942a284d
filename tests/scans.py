"""PDF files with scanned pages: a page is typeset, rendered, and put into a file as a picture."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.ocr import missing_commands

needs_ocr = pytest.mark.skipif(
    bool(missing_commands()), reason="apt-get install ocrmypdf tesseract-ocr"
)

LAMPS = "Street lighting in Lampwick\n\nThe borough bought forty lamps\nfor its quiet streets."
_DOTS_AN_INCH = 150


@dataclass(frozen=True)
class Scan:
    """A page to be scanned, laid on the glass turned by so many degrees; ``stamp`` is set over
    its foot as text, and ``watermark`` at a slant."""

    text: str
    turned: float = 0.0
    stamp: str = ""
    watermark: str = ""


def typeset(pages: Sequence[str | Scan]) -> bytes:
    """Typeset a PDF; what is a scan becomes a picture on its page."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for page in pages:
        if isinstance(page, Scan):
            _draw_scan(canvas, page)
        else:
            for number, line in enumerate(page.split("\n")):
                canvas.drawString(72, 740 - 24 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw_scan(canvas: Canvas, scan: Scan) -> None:
    page = pypdfium2.PdfDocument(typeset([scan.text]))[0]
    picture = page.render(scale=_DOTS_AN_INCH / 72).to_pil().convert("L")
    picture = picture.rotate(scan.turned, expand=True, fillcolor=255)
    width, height = (72 * side / _DOTS_AN_INCH for side in picture.size)
    canvas.setPageSize((width, height))
    canvas.drawImage(ImageReader(picture), 0, 0, width, height)
    canvas.setFontSize(9)
    canvas.drawCentredString(width / 2, 20, scan.stamp)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, 0, scan.watermark)
