"""Pages that are pictures, with no more text than their place in a bundle needs."""

from __future__ import annotations

import pytest
from pdf_makers import Line
from pdf_makers import read as read_lines
from scans import LAMPS, Scan, typeset

from corpus.errors import FileUnreadable
from ingest.extracted import Extracted
from ingest.pdf import read_pdf

REPORT = "\n".join(["The borough bought forty lamps for its quiet streets."] * 12)


def read(*pages: str | Scan) -> Extracted:
    return read_pdf(typeset(pages), "lamps.pdf")


def stamped(count: int) -> list[Scan]:
    return [Scan(LAMPS, stamp=f"Agenda Item 7 - Page {n + 101}") for n in range(count)]


@pytest.mark.parametrize("count", [1, 2, 6])
def test_scans_that_hold_their_stamp_alone_are_refused_as_scans(count: int) -> None:
    with pytest.raises(FileUnreadable, match="it looks scanned"):
        read(*stamped(count))


def test_pages_without_a_picture_that_hold_running_heads_alone_are_refused_too() -> None:
    with pytest.raises(FileUnreadable, match="no page holds text"):
        read_lines(*([Line("Lighting in Lampwick", 800)] for _ in range(4)))


def test_scans_with_a_stamp_among_other_pages_are_named() -> None:
    found = read(REPORT, *stamped(3), REPORT, "")
    assert found.warnings == ("Pages 2 to 4, 6 of 6 hold no text; OCR (--ocr) reads scans.",)
    assert [page.label for page in found.pages][1:4] == ["101", "102", "103"]


def test_a_page_with_text_on_its_picture_is_no_scan() -> None:
    foreword = "A foreword by the Mayor, who lights the lamps of Lampwick with his own two hands."
    found = read(Scan(LAMPS, stamp=foreword), REPORT)
    assert (found.text.count(foreword), found.warnings) == (1, ())


def test_a_blank_page_with_a_running_head_is_no_scan() -> None:
    head = Line("Lighting in Lampwick", 30, size=9)
    text = [Line("The borough bought forty lamps.", 300 + 14 * n) for n in range(9)]
    found = read_lines([head, *text], [head], [head, *text], [head, *text])
    assert found.warnings == ()
