"""PDF files, typeset here and read back."""

from __future__ import annotations

import io
import random

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import FileUnreadable
from corpus.words import Page, Span
from evals.reading_content import report
from evals.typeset import Layout, set_as_pdf
from ingest.extracted import Extracted
from ingest.pdf import read_pdf
from ingest.readers import read
from ingest.sources import SourceNote

REPORT = [
    "A foreword by the Mayor of Lampwick.",
    "1 Lamps\n\nThe borough lights every street.\n\nIt bought forty lamps.",
    "2 Bins\n\nThe borough empties every bin.",
]


def typeset(
    pages: list[str], *, roman: int = 0, password: str | None = None, title: str = "On Lamps"
) -> bytes:
    """Typeset a PDF whose first ``roman`` pages are numbered i, ii, …, the rest from 1."""
    lock = None if password is None else StandardEncryption(password, "mayor", strength=128)
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=lock, pageCompression=0)
    canvas.setTitle(title)
    if roman:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(roman, style="ARABIC", start=1)
    for page in pages:
        for number, line in enumerate(page.split("\n")):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def reading_of(content: bytes) -> Extracted:
    return read_pdf(content, "report.pdf")


def test_pages_are_read_in_order_and_quote_their_own_text() -> None:
    pdf = reading_of(typeset(REPORT))
    assert [page.physical for page in pdf.pages] == [1, 2, 3]
    assert "foreword" in pdf.pages[0].span.of(pdf.text)
    assert "forty lamps" in pdf.pages[1].span.of(pdf.text)
    assert pdf.pages[2].span.of(pdf.text).endswith("every bin.")
    assert pdf.warnings == ()


def test_page_spans_lie_in_the_text_and_leave_out_only_the_breaks() -> None:
    pdf = reading_of(typeset(REPORT))
    assert "\n\n".join(page.span.of(pdf.text) for page in pdf.pages) == pdf.text
    assert pdf.pages[-1].span.end == len(pdf.text)


@pytest.mark.parametrize(("roman", "labels"), [(0, ["", "", ""]), (2, ["i", "ii", "1"])])
def test_a_page_has_the_label_that_the_file_gives_beside_its_count(
    roman: int, labels: list[str]
) -> None:
    assert [page.label for page in reading_of(typeset(REPORT, roman=roman)).pages] == labels


def test_the_title_is_the_one_the_file_claims() -> None:
    assert reading_of(typeset(REPORT)).title == "On Lamps"


def test_a_page_without_text_gives_a_warning_and_keeps_its_number() -> None:
    pdf = reading_of(typeset(["One.", "", "Three."]))
    assert pdf.warnings == ("Page 2 of 3 holds no text; OCR (--ocr) reads scans.",)
    assert pdf.pages[1] == Page(2, "", Span(4, 4))


def test_many_pages_without_text_are_named_as_ranges() -> None:
    pdf = reading_of(typeset(["One.", *[""] * 20]))
    assert pdf.warnings == ("Pages 2 to 21 of 21 hold no text; OCR (--ocr) reads scans.",)


def test_a_scan_without_any_text_is_refused_with_advice() -> None:
    with pytest.raises(FileUnreadable, match=r"Have it read with OCR \(--ocr\)"):
        reading_of(typeset(["", ""]))


def test_a_file_locked_with_a_password_is_refused_with_advice() -> None:
    with pytest.raises(FileUnreadable, match=r"locked with a password\. Save it without one"):
        reading_of(typeset(REPORT, password="lamplight"))


def test_a_file_locked_only_against_changes_is_read() -> None:
    assert "forty lamps" in reading_of(typeset(REPORT, password="")).text


def locked_by(algorithm: str, password: str) -> bytes:
    """The report locked as newer programs lock it."""
    writer = PdfWriter(clone_from=io.BytesIO(typeset(REPORT)))
    writer.encrypt(password, "mayor", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("algorithm", ["AES-128", "AES-256"])
def test_a_newer_lock_is_opened_where_it_asks_for_no_password(algorithm: str) -> None:
    assert "forty lamps" in reading_of(locked_by(algorithm, "")).text
    with pytest.raises(FileUnreadable, match=r"locked with a password\. Save it without one"):
        reading_of(locked_by(algorithm, "lamplight"))


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.4\n", b"%PDF-1.4\n" + b"garbage " * 500, b"%PDF-", b"%PDF-1.7\n%%EOF"],
    ids=["head only", "garbage", "mark only", "head and tail"],
)
def test_garbage_that_calls_itself_pdf_is_refused_with_advice(content: bytes) -> None:
    with pytest.raises(FileUnreadable, match=r"damaged .* [Ee]xport it again|no page holds text"):
        reading_of(content)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("page_turned", [0, 90])
def test_a_page_set_sideways_is_read_along_its_lines(turned: int, page_turned: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setPageRotation(page_turned)
    canvas.translate(300, 400)
    canvas.rotate(turned)
    canvas.drawString(-150, 40, "The borough lights every street.")
    canvas.drawString(-150, 0, "It bought forty lamps.")
    canvas.save()
    text = " ".join(reading_of(out.getvalue()).text.split())
    assert text == "The borough lights every street. It bought forty lamps."


LAYOUTS = [
    Layout(running_head="Review of lamps", front_pages=2),
    Layout(columns=2, font="DejaVuSans", ligatures=True),
]


@pytest.mark.parametrize("layout", LAYOUTS, ids=["one column", "two columns"])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_short_is_refused_with_advice(layout: Layout, share: float) -> None:
    content = set_as_pdf(report(1, sections=4), layout)
    with pytest.raises(FileUnreadable) as refused:
        reading_of(content[: int(len(content) * share)])
    assert refused.value.name == "report.pdf"
    assert refused.value.reason == (
        "the PDF is damaged or was cut short. Download or export it again."
    )


@pytest.mark.parametrize("layout", LAYOUTS, ids=["one column", "two columns"])
def test_a_file_that_lacks_nothing_but_its_last_letters_is_read_whole(layout: Layout) -> None:
    content = set_as_pdf(report(1, sections=4), layout)
    whole = reading_of(content)
    for cut in (1, 3):
        found = reading_of(content[:-cut])
        assert (found.text, found.warnings) == (whole.text, ())


def added_to(content: bytes) -> bytes:
    """Add a page behind a file's end, as programs do that save changes alone."""
    writer = PdfWriter(io.BytesIO(content), incremental=True)
    [page] = PdfReader(io.BytesIO(typeset(["3 Wicks\n\nAn appendix on wicks."]))).pages
    writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("share", [0.2, 0.6, 0.9])
def test_a_file_cut_in_what_was_added_is_read_without_and_warned_of(share: float) -> None:
    before = typeset(REPORT)
    after = added_to(before)
    assert after.startswith(before)
    assert "An appendix on wicks." in reading_of(after).text
    assert reading_of(after).warnings == ()
    found = reading_of(after[: len(before) + int((len(after) - len(before)) * share)])
    assert found.text == reading_of(before).text
    assert found.warnings == (
        "The file breaks off in what was added to it last, which is missing here. "
        "Download it again.",
    )


def test_a_damaged_file_that_has_its_end_is_not_said_to_be_cut_short() -> None:
    content = typeset(REPORT).replace(b"/Root", b"/Rood").replace(b"/Catalog", b"/Katalog")
    with pytest.raises(FileUnreadable, match=r"the PDF is damaged \(.+\)\. Export it again\."):
        reading_of(content)


@pytest.mark.parametrize("seed", range(8))
def test_a_damaged_file_is_read_or_refused_but_never_breaks_the_reader(seed: int) -> None:
    chance = random.Random(seed)
    content = typeset(REPORT)
    for _ in range(25):
        damaged = bytearray(content)
        for _ in range(chance.randrange(1, 6)):
            place = chance.randrange(len(damaged))
            damaged[place : place + chance.randrange(9)] = chance.randbytes(chance.randrange(4))
        try:
            reading_of(bytes(damaged))
        except FileUnreadable as refused:
            assert refused.reason


def test_a_page_behind_an_unknown_filter_is_named_as_holding_no_text() -> None:
    content = typeset(REPORT).replace(b"/Length", b"/Filter /LampDecode /Length", 1)
    start = content.index(b"stream\n", content.index(b"LampDecode")) + len(b"stream\n")
    end = content.index(b"endstream", start)
    content = content[:start] + b"\x80" * (end - start) + content[end:]
    pdf = reading_of(content)
    assert pdf.warnings == ("Page 1 of 3 holds no text; OCR (--ocr) reads scans.",)
    assert "foreword" not in pdf.text
    assert "forty lamps" in pdf.pages[1].span.of(pdf.text)


def test_a_statement_of_a_pdf_knows_its_page_wherever_its_passage_begins() -> None:
    reading = read("report.pdf", typeset(REPORT, roman=1), SourceNote(), lambda text: True)
    pages = {}
    for passage in reading.passages:
        for unit in passage.units:
            for statement in unit.statements:
                page = passage.page_at(statement.span.start)
                pages[" ".join(statement.shown.split()[-2:])] = (page.physical, page.label)
    assert pages["of Lampwick."] == (1, "i")
    assert pages["forty lamps."] == (2, "1")
    assert pages["every bin."] == (3, "2")


def test_a_reading_of_a_pdf_names_its_kind_and_title() -> None:
    reading = read("report.pdf", typeset(REPORT), SourceNote(), lambda text: True)
    assert (reading.source.media_type, reading.source.title) == ("application/pdf", "On Lamps")
    assert [page.physical for page in reading.pages] == [1, 2, 3]


def test_the_kind_of_file_is_told_by_its_content_not_its_name() -> None:
    reading = read("report.md", typeset(REPORT), SourceNote(), lambda text: True)
    assert reading.source.media_type == "application/pdf"
    text = read("report.pdf", b"Plain words.", SourceNote(), lambda text: True)
    assert text.source.media_type == "text/plain"
