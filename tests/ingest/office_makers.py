"""Office files of known content, made as officers make them, and what is read from them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from corpus.words import Reading, Role
from ingest.extracted import Extracted
from ingest.readers import extracted, read
from ingest.sources import SourceNote


def saved(document) -> bytes:
    """Return a python-docx, openpyxl or python-pptx file as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return an Office file with its parts changed and others added (``__`` for ``/``)."""
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        parts = {name: change(name, old.read(name)) for name in old.namelist()}
    return zipped({**parts, **{name.replace("__", "/"): part for name, part in more.items()}})


def zipped(files: Mapping[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def reading_of(content: bytes, name: str = "report") -> Reading:
    return read(name, content, SourceNote(), lambda text: len(text.split()) < 200)


def statements(reading: Reading) -> list[str]:
    """What can be cited, in order, as it is shown."""
    return [
        statement.shown
        for passage in reading.passages
        for unit in passage.units
        for statement in unit.statements
    ]


def rows(reading: Reading) -> list[str]:
    """The table rows, spelled."""
    return [
        statement.shown
        for passage in reading.passages
        for unit in passage.units
        for statement in unit.statements
        if statement.role is Role.ROW
    ]


def sections(reading: Reading) -> dict[str, tuple[str, ...]]:
    """The section of every statement."""
    return {
        statement.shown: passage.section
        for passage in reading.passages
        for unit in passage.units
        for statement in unit.statements
    }


def quotes_stand_in_text(found: Extracted, reading: Reading) -> bool:
    """Whether every word that is cited stands at its span of the stored text."""
    assert reading.text == found.text
    for passage in reading.passages:
        for unit in passage.units:
            for statement in unit.statements:
                quote = statement.span.of(reading.text)
                around = quote + " ".join(span.of(reading.text) for span in statement.context)
                if statement.role is Role.ROW:
                    words = statement.shown.replace(";", " ").replace(":", " ").split()
                    if not all(word in around for word in words):
                        return False
                elif statement.shown not in " ".join(quote.split()):
                    return False
    return bool(reading.passages)


def both(content: bytes, name: str = "report") -> tuple[Extracted, Reading]:
    return extracted(name, content), reading_of(content, name)
