"""Office files by what their main part is, whatever they are called."""

from __future__ import annotations

from corpus.errors import FileUnreadable
from ingest.docx import read_docx
from ingest.extracted import Extracted
from ingest.office_package import OfficeKind, OfficePackage
from ingest.pptx import read_pptx
from ingest.xlsx import read_xlsx

_SAVE_AS = "Save it as DOCX, XLSX, PPTX or PDF."
_OTHERS = {
    "META-INF/manifest.xml": f"it is an OpenDocument file or of an unknown kind. {_SAVE_AS}",
    "xl/workbook.bin": "it is an Excel binary workbook (XLSB). Save it as XLSX.",
}


def read_office(content: bytes, name: str) -> Extracted:
    """Return the text and layout of a Word, Excel or PowerPoint file.

    Raises:
        FileUnreadable: it is damaged, made to harm, of another kind, or without any text.
    """
    with OfficePackage(content, name) as package:
        found = _read(package, content, name)
    if not found.text.strip():
        raise FileUnreadable(
            name, "it holds no text, only pictures or nothing. Put the report's text in it."
        )
    return found


def _read(package: OfficePackage, content: bytes, name: str) -> Extracted:
    for other, reason in _OTHERS.items():
        if other in package.names:
            raise FileUnreadable(name, reason)
    try:
        match package.kind:
            case OfficeKind.DOCUMENT:
                return read_docx(package)
            case OfficeKind.WORKBOOK:
                return read_xlsx(package, content)
            case OfficeKind.PRESENTATION:
                return read_pptx(package, content)
    except FileUnreadable:
        raise
    except Exception as error:  # damaged parts make the readers raise nearly anything
        raise FileUnreadable(
            name,
            f"the document is damaged ({type(error).__name__}). Open it in Office, and save it "
            "again.",
        ) from error
    raise FileUnreadable(name, f"it is packed as no document that is known. {_SAVE_AS}")
