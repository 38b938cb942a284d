"""Text that runs another way than most of its page, or at a slant."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table

from ingest.extracted import Extracted
from ingest.pdf import read_pdf
from ingest.structure import blocks_of

HEAD = "Lampwick Borough Council: Annual Accounts"
BODY = "The borough lights each street in every ward of the town, and pays for the oil."
ROWS = [["Reserve", "2009", "2010"], ["General", "110", "120"], ["Lamps", "210", "220"]]


def read(*pages: Callable[[Canvas], None]) -> Extracted:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_pdf(out.getvalue(), "lamps.pdf")


def of_kind(found: Extracted, kind: str) -> list[str]:
    blocks = blocks_of(found.text, marks=found.marks)
    return [block.span.of(found.text) for block in blocks if block.kind == kind]


def body(canvas: Canvas) -> None:
    for number in range(20):
        canvas.drawString(60, 700 - 14 * number, BODY)


def headed(number: int, draw: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 815, HEAD)
        canvas.drawCentredString(300, 22, str(number))
        draw(canvas)

    return page


def turned(canvas: Canvas, degrees: float, draw: Callable[[Canvas], None]) -> None:
    canvas.saveState()
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(degrees)
    draw(canvas)
    canvas.restoreState()


def table(canvas: Canvas, rows: Sequence[Sequence[str]] = ROWS) -> None:
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(-300, 100, "Reserves of every ward by year, in pounds")
    made = Table(rows, colWidths=[180, 80, 80])
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    made.wrapOn(canvas, 600, 400)
    made.drawOn(canvas, -300, 0)


@pytest.mark.parametrize("degrees", [90, 270])
def test_an_upright_head_and_number_stay_out_of_a_table_on_its_side(degrees: int) -> None:
    def sideways(canvas: Canvas) -> None:
        turned(canvas, degrees, table)

    found = read(headed(14, body), headed(15, sideways), headed(16, body))
    assert "\n\n" + "\n".join("\t".join(row) for row in ROWS) + "\n\n" in found.text
    assert of_kind(found, "heading") == ["Reserves of every ward by year, in pounds"]
    assert of_kind(found, "furniture").count(HEAD) == 3
    assert [page.label for page in found.pages] == ["14", "15", "16"]


def test_much_text_on_its_side_is_read_after_the_page() -> None:
    rows = [["Reserve", "2009", "2010"], *([f"Ward {n}", str(n), str(n)] for n in range(12))]

    def page(canvas: Canvas) -> None:
        body(canvas)
        canvas.translate(0, -100)
        turned(canvas, 90, lambda canvas: table(canvas, rows))

    found = read(page)
    assert found.text.index("for the oil.") < found.text.index("Ward 0\t0\t0\nWard 1\t1\t1")


def test_the_label_of_an_axis_is_in_no_paragraph() -> None:
    def chart(canvas: Canvas) -> None:
        body(canvas)
        turned(canvas, 90, lambda canvas: canvas.drawString(0, 200, "Lamps lit"))

    found = read(chart)
    assert of_kind(found, "furniture") == ["Lamps lit"]


def test_headers_on_their_side_head_their_columns() -> None:
    def ruled(canvas: Canvas) -> None:
        body(canvas)
        rows = [["Ward", "", ""], ["Ash", "110", "120"], ["Elm", "210", "220"]]
        made = Table(rows, colWidths=[180, 40, 40], rowHeights=[80, 20, 20])
        made.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
        made.wrapOn(canvas, 600, 400)
        made.drawOn(canvas, 60, 200)
        for left, name in ((262, "Lamps lit"), (302, "Lamps out")):
            canvas.saveState()
            canvas.translate(left, 245)
            canvas.rotate(90)
            canvas.drawString(0, 0, name)
            canvas.restoreState()

    assert "Ward\tLamps lit\tLamps out\nAsh\t110\t120\n" in read(ruled).text


@pytest.mark.parametrize("degrees", [30, 45, 60, -45, 135])
def test_a_watermark_is_left_out_and_said_once(degrees: float) -> None:
    def draft(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 90)
        canvas.setFillGray(0.85)
        turned(canvas, degrees, lambda canvas: canvas.drawCentredString(0, 0, "DRAFT"))
        canvas.setFont("Helvetica", 10)
        canvas.setFillGray(0)
        body(canvas)

    found = read(draft, body, draft)
    assert found.text == read(body, body, body).text
    assert found.warnings == ("Text at a slant, such as a watermark, was left out on pages 1, 3.",)


@pytest.mark.parametrize(("rise", "lean"), [(0.02, 0.0), (0.0, 0.3)], ids=["askew", "leaning"])
def test_a_scan_that_lay_askew_and_letters_that_lean_are_read(rise: float, lean: float) -> None:
    def page(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setTextTransform(1, rise, lean, 1, 60, 700)
        text.textLine("The borough lights the streets.")
        canvas.drawText(text)

    found = read(page)
    assert (found.text[:3], found.warnings) == ("The", ())
