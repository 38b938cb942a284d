"""What documents link to, kept as data beside a text that does not change."""

from __future__ import annotations

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.shared import OxmlElement
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from ingest.extracted import Extracted
from ingest.links import web_address
from ingest.readers import extracted

CARE = "https://www.lampwick.gov.uk/care"


def links(found: Extracted) -> list[tuple[str, str]]:
    return [(link.span.of(found.text), link.url) for link in found.links]


def pdf(*paragraphs: str) -> bytes:
    out, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out).build([Paragraph(text, style) for text in paragraphs])
    return out.getvalue()


def test_a_pdfs_links_are_found_at_their_words() -> None:
    content = pdf(
        "The care pages are old.",
        f'Guidance is on <a href="{CARE}">the care pages</a>. It is short.',
        f'<a href="{CARE}">{CARE}</a>, and <a href="javascript:alert(1)">a trap</a>.',
    )
    found = extracted("lamps.pdf", content)
    assert links(found) == [("the care pages", CARE), (CARE, CARE)]
    assert CARE in found.text


def test_a_link_over_two_lines_is_found_whole_or_in_parts() -> None:
    words = "the pages on care at home for older residents " * 3
    found = extracted("a.pdf", pdf(f'See here: <a href="{CARE}">{words.strip()}</a> now.'))
    assert " ".join(text for text, _ in links(found)) == words.strip()


def test_a_word_documents_links_are_found_once_each() -> None:
    made = docx.Document()
    made.add_heading("Lamps", 1)
    paragraph = made.add_paragraph("Guidance: ")
    target = made.part.relate_to(CARE, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link, run, text = (OxmlElement(f"w:{name}") for name in ("hyperlink", "r", "t"))
    link.set(qn("r:id"), target)
    text.text = "the care pages"
    run.append(text)
    link.append(run)
    paragraph._p.append(link)
    out = io.BytesIO()
    made.save(out)
    assert links(extracted("lamps.docx", out.getvalue())) == [("the care pages", CARE)]


def test_a_pages_anchors_are_found_after_the_words_that_do_not_link() -> None:
    page = (
        "<h1>Care</h1><p>The care pages are old.</p>"
        f'<ul><li>See <a href="{CARE}">the care pages</a>.</li></ul>'
        '<p><a href="#top">Up</a> <a href="javascript:alert(1)">Trap</a></p>'
    )
    found = extracted("lamps.html", page.encode())
    assert links(found) == [("the care pages", CARE)]
    assert found.links[0].span.start > found.text.index("See")


def test_the_links_of_markdown_are_its_own() -> None:
    text = (
        f"# Lamps\n\nSee [the *care* pages]({CARE}_(old) 'Care') and <https://b.gov.uk>, not "
        "![a lamp](https://c.uk/lamp.png) nor [a trap](javascript:alert).\n"
    )
    found = extracted("lamps.md", text.encode())
    assert found.text == text
    assert links(found) == [
        ("the *care* pages", f"{CARE}_(old)"),
        ("https://b.gov.uk", "https://b.gov.uk"),
    ]


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.uk", "//a.uk"),
        *("https://", "https://gov.uk@evil.example/", "https://a.uk/\nb", "http://[", "HTTPS", ""),
        f"https://a.uk/{'x' * 3_000}",
    ],
)
def test_what_is_no_plain_address_of_the_web_is_no_link(url: str) -> None:
    assert web_address(url) == ""


def test_a_plain_address_is_kept_as_it_is() -> None:
    assert web_address(f" {CARE}?a=1&b=2#c ") == f"{CARE}?a=1&b=2#c"
