"""Which reader a file needs, by its first bytes; what cannot be read is refused with advice."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.errors import FileUnreadable
from ingest.archive import is_office
from ingest.csv_tables import is_csv, read_csv
from ingest.extracted import Extracted
from ingest.html import read_html
from ingest.office import read_office
from ingest.zip_safety import EMPTY_ZIP_MARK, ZIP_MARK

Reader = Callable[[bytes, str], Extracted]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "the document is locked with a password. Open it in Office, and save it without one."
_OLE_STREAMS = (
    ("EncryptedPackage", _LOCKED),
    ("WordDocument", "it is saved in an old Office format (DOC). Save it as DOCX."),
    ("Workbook", "it is saved in an old Office format (XLS). Save it as XLSX."),
    ("PowerPoint Document", "it is saved in an old Office format (PPT). Save it as PPTX."),
    ("__substg1.0", "it is an Outlook message. Save the report that it carries."),
)
_OLD = "it is saved in an old Office format. Save it as DOCX, XLSX or PPTX."
PICTURE = "it is a picture. Run text recognition on it, and save the text as PDF or DOCX."
_PROGRAM = "it is a program, not a report. Remove it."
_PACKED = "it is packed in a format that is not opened. Unpack it, or pack it as ZIP."
_RTF = "it is a rich text file (RTF). Save it as DOCX or PDF."
SOUND = "it is a sound or a film. Save its words as text."
PDF_MARK = b"%PDF-"
_RTF_MARK = b"{\\rtf"
_REFUSED = (
    (_RTF_MARK, _RTF),
    (b"\x89PNG\r\n", PICTURE),
    (b"\xff\xd8\xff", PICTURE),
    (b"GIF8", PICTURE),
    (b"II*\0", PICTURE),
    (b"MM\0*", PICTURE),
    (b"\x7fELF", _PROGRAM),
    (b"\xcf\xfa\xed\xfe", _PROGRAM),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!\x1a", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"ID3", SOUND),
)
_REFUSED_IF_BINARY = ((b"MZ", _PROGRAM), (b"BM", PICTURE), (b"RIFF", PICTURE))
"""Two of these may begin a text too, which holds no zero byte."""

EMPTY = "the file is empty. Put the report's text in it, or remove it."
_ARCHIVE = "it is an archive of files. Add them one by one, or with `muniment ingest`."
_LEADING = re.compile(r"(?:\s+|<!--.*?-->|<\?xml[^>]*\?>)*", re.DOTALL)
_PAGE_TAGS = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta)[\s/>]", re.IGNORECASE)
_FRAGMENT_TAGS = re.compile(
    r"<(?:h[1-6]|p|div|table|article|section|main|ul|ol|dl)\b[^>]*>", re.IGNORECASE
)
_HEAD_BYTES = 8192
_MARKDOWN = (".md", ".markdown")


def reader_of(content: bytes, name: str) -> Reader | None:
    """Return the reader of an Office file, an HTML page or a table of delimited values; None
    where the file may be other text.

    Raises:
        FileUnreadable: it is of a kind that cannot be read.
    """
    if not content.strip(b"\0 \t\r\n"):
        raise FileUnreadable(name, EMPTY)
    if content.startswith((ZIP_MARK, EMPTY_ZIP_MARK)):
        if not is_office(content):
            raise FileUnreadable(name, _ARCHIVE)
        return read_office
    if reason := refusal(content):
        raise FileUnreadable(name, reason)
    if _is_page(content, name):
        return read_html
    return read_csv if is_csv(content, name) else None


def is_document(head: bytes, name: str) -> bool:
    """Tell by its first bytes whether a file is a document, of a format that is read or that
    Office can save as one; text is told from its whole."""
    marks = (ZIP_MARK, EMPTY_ZIP_MARK, _OLE, _RTF_MARK)
    return head.lstrip().startswith(PDF_MARK) or head.startswith(marks) or _is_page(head, name)


def refusal(content: bytes) -> str:
    """Return why a file of a kind told by its first bytes is not read; nothing where it may be."""
    if content.startswith(_OLE):
        held = (why for stream, why in _OLE_STREAMS if stream.encode("utf-16-le") in content)
        return next(held, _OLD)
    binary = _REFUSED_IF_BINARY if b"\0" in content[:_HEAD_BYTES] else ()
    marks = (*_REFUSED, *binary)
    return next((why for mark, why in marks if content.startswith(mark)), "")


def _is_page(content: bytes, name: str) -> bool:
    """By the first tags; a fragment counts where it also ends in a tag and is no Markdown."""
    head = content[:_HEAD_BYTES]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head.decode("utf-16" if wide else "utf-8-sig", errors="ignore")
    opening = _LEADING.match(text)
    start = text[opening.end() :] if opening else text
    if _PAGE_TAGS.match(start):
        return True
    fragment = bool(_FRAGMENT_TAGS.match(start)) and content.rstrip().endswith(b">")
    return fragment and not name.lower().endswith(_MARKDOWN)
