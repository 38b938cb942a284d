"""Pictures that are not read are counted, ornaments aside."""

from __future__ import annotations

import io
import struct
import zlib

import docx
import pptx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm
from office_makers import saved

from ingest.readers import extracted

ONE, THREE = "1 picture was not read.", "3 pictures were not read."
VML = (
    f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:shape style="width:{size}pt;height:120.5pt"><v:imagedata/></v:shape></w:pict></w:r>'
)


def png(shade: int = 0) -> io.BytesIO:
    """Return a picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    points = chunk(b"IDAT", zlib.compress(bytes([0, shade])))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + header + points + chunk(b"IEND", b""))


def test_pictures_of_a_word_document_are_counted_but_small_ones_and_its_running_heads() -> None:
    made = docx.Document()
    made.add_paragraph("The borough lights every street.")
    for _ in range(3):
        made.add_picture(png(), Cm(8), Cm(6))
    made.add_picture(png(), Cm(8), Cm(1))
    made.sections[0].header.paragraphs[0].add_run().add_picture(png(), Cm(5), Cm(5))
    assert THREE in extracted("lamps.docx", saved(made)).warnings


@pytest.mark.parametrize(("size", "warnings"), [("180", (ONE,)), ("20", ())])
def test_a_picture_of_older_word_is_counted_by_its_size(size: str, warnings: tuple) -> None:
    made = docx.Document()
    made.add_paragraph("The borough lights every street.")._p.append(
        parse_xml(VML.format(size=size))
    )
    assert extracted("lamps.docx", saved(made)).warnings == warnings


def test_pictures_on_slides_are_counted_but_the_one_on_each() -> None:
    deck = pptx.Presentation()
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = f"Lamps {number}"
        slide.shapes.add_picture(png(number + 1), 0, 0, Cm(8), Cm(6))
        slide.shapes.add_picture(png(), 0, 0, Cm(3), Cm(3))
        slide.shapes.add_picture(png(number + 9), 0, 0, Cm(1), Cm(1))
    assert extracted("lamps.pptx", saved(deck)).warnings == (THREE,)


@pytest.mark.parametrize(
    ("images", "warnings"),
    [
        ('<img src=a.png alt="Lamps by ward"><img src=b.png><td><img src=c.png>', (THREE,)),
        ("<img src=a.png width=400 height=300>", (ONE,)),
        ('<img src=a.png style="width: 20px">', ()),
        ("<img src=a.png width=16 height=16>", ()),
        ('<img src=a.png alt=""><img src=b.png role=presentation>', ()),
        ("<img src=dot.png>" * 3, ()),
        ("<nav><img src=a.png></nav><p hidden><img src=b.png></p>", ()),
    ],
    ids=["any", "large", "small by style", "small", "ornaments", "again and again", "not shown"],
)
def test_pictures_of_a_page_are_counted(images: str, warnings: tuple[str, ...]) -> None:
    page = f"<!doctype html><title>Lamps</title><p>Every street is lit.</p>{images}"
    assert extracted("lamps.html", page.encode()).warnings == warnings
