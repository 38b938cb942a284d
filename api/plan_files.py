"""Plans in files of any format that is read, checked before anything opens them."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path, PurePath

from api.pdf_plans import plan_of_pdf
from api.settings import Settings, load_settings
from assistant.plans.plan import Plan
from assistant.plans.plan_formats import PlanFormat, plan_from_office, plan_from_text
from corpus.errors import FileUnreadable, PlanUnreadable
from ingest.office_package import OfficeKind, OfficePackage
from ingest.zip_safety import EMPTY_ZIP_MARK, ZIP_MARK

STANDARD_INPUT = Path("-")
LARGEST_XML = 48 << 20
"""Bytes of XML in one file, unpacked: a plan of 2,000 actions takes about a quarter of it."""

_CONTENT_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPE = re.compile(
    rb"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml"
)
_DOCUMENT_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PDF = b"%PDF"
_NOT_TEXT = {
    "docx": "a Word document",
    "docm": "a Word document",
    "xlsx": "an Excel workbook",
    "xlsm": "an Excel workbook",
    "pdf": "a PDF",
}
"""Endings of files that are never plain text, and what they name."""
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_FORMATS = {OfficeKind.DOCUMENT: PlanFormat.DOCX, OfficeKind.WORKBOOK: PlanFormat.XLSX}
_WANTED = "Plans are read from Word (.docx), Excel (.xlsx), PDF, CSV, Markdown, text and JSON."
_OTHER_KINDS = (
    (_OLD_OFFICE, "it is of an old Office format. Save it as .docx or .xlsx."),
    (b"{\\rtf", "it is rich text. Save it as .docx."),
)


def plan_of_path(path: Path, settings: Settings | None = None) -> Plan:
    """Return the plan in a file, or on standard input where the path is ``-``; ``settings`` as
    for ``plan_of``.

    Raises:
        FileUnreadable: it cannot be opened, or is made to harm.
        PlanUnreadable: no plan is found in it.
    """
    if path == STANDARD_INPUT:
        return plan_of("standard input", sys.stdin.buffer.read(), settings)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileUnreadable(path.name, f"it cannot be opened ({error.strerror}).") from error
    return plan_of(path.name, content, settings)


def plan_of(name: str, content: bytes, settings: Settings | None = None) -> Plan:
    """Return the plan in a file by its name and its bytes.

    ``settings`` limit what reading a PDF may cost; those of the environment if none are given.

    Raises:
        FileUnreadable: it is of no format that is read, or is made to harm.
        PlanUnreadable: no plan is found in it.
    """
    if content.startswith((ZIP_MARK, EMPTY_ZIP_MARK)):
        form, ordinary = _office_file(name, content)
        return plan_from_office(ordinary, form)
    for mark, reason in _OTHER_KINDS:
        if content.startswith(mark):
            raise FileUnreadable(name, reason)
    if content.startswith(_PDF):
        return plan_of_pdf(settings or load_settings(), name, content)
    ending = PurePath(name).suffix.lstrip(".").lower()
    text = _text(name, content)
    if ending in _NOT_TEXT and not text.lstrip().startswith(("{", "#", "|")):
        raise FileUnreadable(
            name,
            f"it is named as {_NOT_TEXT[ending]} and holds plain text instead. Save the plan from "
            "the program that it was written in, and send that file.",
        )
    return plan_from_text(text, ending)


def checked_template(name: str, content: bytes) -> bytes:
    """Return a Word document or template that plans can be set in.

    Raises:
        FileUnreadable: it is none, or is made to harm.
    """
    if not content.startswith(ZIP_MARK):
        raise FileUnreadable(name, "the template is no Word document (.docx).")
    with OfficePackage(content, name) as package:
        if package.has_macros:
            raise FileUnreadable(name, "it contains macros. Save the template without (.dotx).")
    form, _ = _office_file(name, content)
    if form is not PlanFormat.DOCX:
        raise FileUnreadable(name, "the template is no Word document (.docx).")
    return _typed_as_document(content)


def _typed_as_document(content: bytes) -> bytes:
    """Return a template with its main part typed as a document's, its pictures kept."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given:
        types = given.read(_CONTENT_TYPES)
        if not _TEMPLATE_TYPE.search(types):
            return content
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in given.namelist():
                is_types = name == _CONTENT_TYPES
                part = _TEMPLATE_TYPE.sub(_DOCUMENT_TYPE, types) if is_types else given.read(name)
                copy.writestr(name, part)
    return out.getvalue()


def _office_file(name: str, content: bytes) -> tuple[PlanFormat, bytes]:
    with OfficePackage(content, name) as package:
        form = _FORMATS.get(package.kind) if package.kind else None
        if form is None:
            raise FileUnreadable(name, f"it is no Word document and no workbook. {_WANTED}")
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            xml = (e for e in opened.infolist() if e.filename.lower().endswith((".xml", ".rels")))
            if sum(entry.file_size for entry in xml) > LARGEST_XML:
                raise FileUnreadable(
                    name, f"its text unpacks to more than {LARGEST_XML >> 20} MB. Keep to the plan."
                )
        return form, package.typed_as_ordinary(content)


def _text(name: str, content: bytes) -> str:
    """Decode by the byte order mark, else as UTF-8, else as Windows does."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise FileUnreadable(name, f"it is no text. {_WANTED}")
    if not text.strip():
        raise PlanUnreadable(f"The file is empty. {_WANTED}")
    return "".join(c if c.isprintable() or c in "\n\r\t" else " " for c in text)
