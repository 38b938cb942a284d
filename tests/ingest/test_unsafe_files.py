"""Files that cannot or must not be read: each is refused with its own reason and advice."""

from __future__ import annotations

import io
import re
import socket
import struct
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from office_makers import repacked, saved, zipped
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import FileUnreadable
from ingest import zip_safety
from ingest.readers import extracted
from ingest.zip_safety import open_zip

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
MAKERS = ["docx", "xlsx", "pptx"]


def office(kind: str) -> bytes:
    if kind == "docx":
        document = docx.Document()
        document.add_paragraph("Words.")
        return saved(document)
    if kind == "xlsx":
        book = openpyxl.Workbook()
        book.active["A1"] = "Words."
        return saved(book)
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = "Words."
    return saved(deck)


def typeset() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Words.")
    canvas.save()
    return out.getvalue()


def reason(content: bytes, name: str = "report.docx") -> str:
    with pytest.raises(FileUnreadable) as refused:
        extracted(name, content)
    assert refused.value.name == name
    return refused.value.reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Office format (DOC). Save it as DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "old Office format (XLS). Save it as XLSX"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "(PPT). Save it as PPTX"),
        (OLE + "__substg1.0_0037001F".encode("utf-16-le"), "an Outlook message"),
        (OLE, "old Office format. Save it as DOCX, XLSX or PPTX"),
        (b"{\\rtf1\\ansi Words.}", "rich text file (RTF). Save it as DOCX or PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture. Run text recognition"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a picture"),
        (b"BM\x36\0\0\0", "a picture"),
        (b"MZ\x90\0\x03\0\0\0", "a program, not a report"),
        (b"\x7fELF\x02\x01", "a program, not a report"),
        (b"7z\xbc\xaf\x27\x1c\0", "packed in a format that is not opened"),
        (b"\x1f\x8b\x08\0", "packed in a format that is not opened"),
        (b"", "the file is empty"),
        (b"\0" * 100, "the file is empty"),
        (b" \r\n", "the file is empty"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text",
                 "META-INF/manifest.xml": "<m/>"}), "OpenDocument"),
        (zipped({"[Content_Types].xml": "<Types/>"}), "no document that is known"),
        (zipped({"[Content_Types].xml": "<T/>", "xl/workbook.bin": "x"}), "XLSB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_advice(content: bytes, words: str) -> None:
    assert words in reason(content)


def test_text_that_begins_like_a_program_is_text() -> None:
    assert extracted("a.txt", b"MZ and BM are initials.").text == "MZ and BM are initials."


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_truncated_file_is_refused_with_advice(kind: str, share: float) -> None:
    content = office(kind)
    assert "damaged or was cut short" in reason(content[: int(len(content) * share)])


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("name", ["report.pdf", "report.md", "report", "x.docx", "x.xlsx"])
def test_a_renamed_office_file_is_read_as_what_it_is(kind: str, name: str) -> None:
    found = extracted(name, office(kind))
    assert found.text.endswith("Words.")
    assert {"docx": "word", "xlsx": "sheet", "pptx": "presentation"}[kind] in found.media_type


def test_a_pdf_named_as_a_word_file_is_read_as_pdf() -> None:
    assert extracted("report.docx", typeset()).media_type == "application/pdf"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("[Content_Types].xml", "<Types/>")
            for number in range(3):
                bomb.writestr(f"word/{number}.xml", bytes(10 << 20))
        content = out.getvalue()
    assert len(content) < 100_000
    began = time.perf_counter()
    assert "unpacks to far more than it seems to hold" in reason(content)
    assert time.perf_counter() - began < 1


def test_a_thousand_swollen_entries_and_a_hundred_thousand_small_ones_are_refused() -> None:
    swollen = bomb_directory(1000, 10 << 20)
    with pytest.raises(FileUnreadable, match="unpacks to far more"):
        open_zip(swollen, "bomb.zip")
    began = time.perf_counter()
    with pytest.raises(FileUnreadable, match="more than 10,000 entries"):
        open_zip(bomb_directory(100_000, 1), "many.zip")
    with pytest.raises(FileUnreadable, match="more than 10,000 entries"):
        open_zip(bomb_directory(20_000, 1, claimed=3), "liar.zip")
    assert time.perf_counter() - began < 5


def bomb_directory(entries: int, size: int, claimed: int | None = None) -> bytes:
    """A zip of a directory alone: every entry claims to unpack to ``size`` bytes."""
    directory = bytearray()
    for number in range(entries):
        name = b"%d.xml" % number
        head = struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, size // 1000, size,
            len(name), 0, 0, 0, 0, 0, 0
        )  # fmt: skip
        directory += head + name
    count = min(claimed or entries, 0xFFFF)
    return bytes(directory) + struct.pack(
        "<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, len(directory), 0, 0
    )


def test_entries_that_are_large_together_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zip_safety, "LARGEST_TOTAL", 1000)
    with pytest.raises(FileUnreadable, match="unpacks to far more"):
        open_zip(zipped({"a": "x" * 600, "b": "y" * 600}), "a.zip")


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_external_entities_are_refused_and_nothing_is_looked_up(
    kind: str, coding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a file made the reader reach out")

    monkeypatch.setattr(socket.socket, "connect", never)
    secret = tmp_path / "secret.txt"
    secret.write_text("The safe's number is 4711.")
    dtd = (
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{secret}"><!ENTITY b SYSTEM "http://127.0.0.1/">]>'
    )

    def poisoned(name: str, part: bytes) -> bytes:
        if name not in ("word/document.xml", "xl/worksheets/sheet1.xml", "ppt/slides/slide1.xml"):
            return part
        text = part.decode().replace("Words.", "&a;&b;")
        body = text.partition("?>")[2] if text.startswith("<?xml") else text
        return f'<?xml version="1.0" encoding="{coding}"?>{dtd}{body}'.encode(coding)

    assert "document type declaration" in reason(repacked(office(kind), poisoned))


def test_entities_of_a_web_page_are_not_looked_up(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("4711")
    content = f'<!DOCTYPE html [<!ENTITY a SYSTEM "file://{secret}">]><html><p>Words &a;</p></html>'
    assert "4711" not in extracted("a.html", content.encode()).text


@pytest.mark.parametrize(("kind", "folder"), [("docx", "word"), ("xlsx", "xl"), ("pptx", "ppt")])
def test_a_file_with_macros_is_read_with_a_warning(kind: str, folder: str) -> None:
    plain = re.compile(rb"officedocument\.(?:\w+ml)\.(document|presentation|sheet)\.main")
    program = {"docx": b"word", "xlsx": b"excel", "pptx": b"powerpoint"}[kind]

    def macro_typed(name: str, part: bytes) -> bytes:
        if name != "[Content_Types].xml":
            return part
        typed = re.sub(rb"openxmlformats-" + plain.pattern, rb"ms-KIND.\1.macroEnabled.main", part)
        return typed.replace(b"ms-KIND", b"ms-" + program)

    content = repacked(office(kind), macro_typed, **{f"{folder}/vbaProject.bin": b"Sub Main()"})
    found = extracted("report", content)
    assert found.text.endswith("Words.")
    assert found.warnings == ("The file contains macros, which were not run.",)


KINDS = "application/vnd.openxmlformats-officedocument."
MACRO_KINDS = "application/vnd.ms-"


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("pptx", f"{KINDS}presentationml.slideshow"),
        ("pptx", f"{KINDS}presentationml.template"),
        ("pptx", f"{MACRO_KINDS}powerpoint.slideshow.macroEnabled"),
        ("pptx", f"{MACRO_KINDS}powerpoint.template.macroEnabled"),
        ("pptx", f"{MACRO_KINDS}powerpoint.addin.macroEnabled"),
        ("docx", f"{KINDS}wordprocessingml.template"),
        ("docx", f"{MACRO_KINDS}word.template.macroEnabledTemplate"),
        ("xlsx", f"{KINDS}spreadsheetml.template"),
        ("xlsx", f"{MACRO_KINDS}excel.template.macroEnabled"),
        ("xlsx", f"{MACRO_KINDS}excel.addin.macroEnabled"),
    ],
)
def test_slide_shows_templates_and_add_ins_are_read_as_what_they_hold(
    kind: str, typed: str
) -> None:
    plain = re.compile(rb"application/[\w.-]*\.(?:document|presentation|sheet)(?=\.main\+xml)")

    def as_typed(name: str, part: bytes) -> bytes:
        return plain.sub(typed.encode(), part) if name == "[Content_Types].xml" else part

    content = repacked(office(kind), as_typed)
    assert typed.encode() in zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml")
    found = extracted("report", content)
    assert found.text.endswith("Words.")
    assert found.warnings == ()


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_of_every_age_are_warned_of(part: str) -> None:
    content = repacked(office("xlsx"), lambda _, old: old, **{part: b"<macro/>"})
    assert extracted("report", content).warnings == (
        "The file contains macros, which were not run.",
    )


@pytest.mark.parametrize("name", ["../../etc/x", "/etc/x", "C:\\x", "a\\..\\..\\b"])
def test_an_office_file_with_names_that_lead_outside_is_refused(name: str) -> None:
    content = repacked(office("docx"), lambda _, part: part, **{name: b"x"})
    assert "names that lead out of the file" in reason(content)


@pytest.mark.parametrize("kind", MAKERS)
def test_damaged_parts_are_refused_with_advice(kind: str) -> None:
    main = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}

    def cut(name: str, part: bytes) -> bytes:
        return part[: len(part) // 2] if name == main[kind] else part

    assert "document is damaged" in reason(repacked(office(kind), cut))


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("lost", ["_rels/.rels", "styles.xml", "numbering.xml", "core.xml"])
def test_a_file_that_lacks_a_part_is_read_or_refused(kind: str, lost: str) -> None:
    with zipfile.ZipFile(io.BytesIO(office(kind))) as old:
        parts = {name: old.read(name) for name in old.namelist() if not name.endswith(lost)}
    try:
        assert extracted("report", zipped(parts)).text.endswith("Words.")
    except FileUnreadable as refused:
        assert refused.reason.endswith(".")
