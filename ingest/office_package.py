"""The package that DOCX, XLSX and PPTX are: parts of XML in a zip, with their relations.

The one module that knows defusedxml. A part with a document type declaration is
refused, so that no entity is ever looked up, in a file or on the network.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from types import TracebackType
from xml.etree.ElementTree import Element, ParseError, tostring

from corpus.errors import FileUnreadable
from ingest.composition import About
from ingest.properties import told_author, told_date, told_title
from ingest.zip_safety import entry_bytes, leads_outside, open_zip

LARGEST_PART = 64 << 20
"""Bytes of XML in one part: a report of 1,000 pages takes about a third of it."""

MACROS = "The file contains macros, which were not run."

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_CORE = "/metadata/core-properties"
_DAMAGED = "the document is damaged. Open it in Office, and save it again."
_DECLARES = (
    "it holds a document type declaration, which no Office program writes and which can "
    "reach for other files. Open it in Office, and save it again."
)
_OUTSIDE = "it holds names that lead out of the file. Open it in Office, and save it again."


class OfficeKind(StrEnum):
    """What an Office file is, by its main part."""

    DOCUMENT = "document"
    WORKBOOK = "workbook"
    PRESENTATION = "presentation"


_CONTENT_TYPES = "[Content_Types].xml"
_ORDINARY_TYPE = {
    OfficeKind.DOCUMENT: "wordprocessingml.document",
    OfficeKind.WORKBOOK: "spreadsheetml.sheet",
    OfficeKind.PRESENTATION: "presentationml.presentation",
}
_IS_ORDINARY = re.compile(r"\b(?:document|sheet|presentation)(?:\.macroEnabled)?\.main\+xml$")
_KIND_BY_FOLDER = {
    "word": OfficeKind.DOCUMENT,
    "xl": OfficeKind.WORKBOOK,
    "ppt": OfficeKind.PRESENTATION,
}


class OfficePackage:
    """An Office file, opened; every part it gives was found free of declarations.

    Raises:
        FileUnreadable: it is damaged, made to harm, or no Office file.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        self._zip = open_zip(content, name)
        self.names = frozenset(self._zip.namelist())
        try:
            self._check()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> OfficePackage:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._zip.close()

    @cached_property
    def main_part(self) -> str:
        """The name of the part that the document begins with."""
        return self.related("", _MAIN) or ""

    @property
    def kind(self) -> OfficeKind | None:
        return _KIND_BY_FOLDER.get(self.main_part.split("/")[0])

    @property
    def has_macros(self) -> bool:
        """Whether it holds programs: of Visual Basic, or in Excel's sheets of its first macros."""
        return any(
            name.lower().endswith("vbaproject.bin") or "/macrosheets/" in name.lower()
            for name in self.names
        )

    def typed_as_ordinary(self, content: bytes) -> bytes:
        """Return ``content``, this file's bytes, with its main part typed as a plain document's.

        Slide shows, templates and add-ins are built alike, but libraries refuse their types.
        Pictures and films are left empty: no text is read from them.
        """
        types, kind = self.part(_CONTENT_TYPES), self.kind
        if types is None or kind is None:
            return content
        ordinary = f"application/vnd.openxmlformats-officedocument.{_ORDINARY_TYPE[kind]}.main+xml"
        main = [e for e in types if e.get("PartName", "").lstrip("/") == self.main_part]
        if all(_IS_ORDINARY.search(element.get("ContentType", "")) for element in main):
            return content
        for element in main:
            element.set("ContentType", ordinary)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for name in self.names - {_CONTENT_TYPES}:
                is_text = name.lower().endswith((".xml", ".rels"))
                copy.writestr(name, self._bytes(name) if is_text else b"")
            copy.writestr(_CONTENT_TYPES, tostring(types))
        return out.getvalue()

    @cached_property
    def about(self) -> About:
        """Title, author and day of creation, as the core properties say."""
        name = self.related("", _CORE)
        root = self.part(name) if name else None
        said = {}
        for child in root if root is not None else ():
            said[child.tag.rpartition("}")[2]] = child.text
        date = said.get("created") or said.get("modified")
        return About(
            told_title(said.get("title")), told_author(said.get("creator")), told_date(date)
        )

    def part(self, name: str) -> Element | None:
        """Return a part's XML, or None where there is no such part."""
        from defusedxml.ElementTree import fromstring

        if name not in self.names:
            return None
        try:
            return fromstring(self._bytes(name), forbid_dtd=True)
        except ParseError as error:
            raise FileUnreadable(self.name, _DAMAGED) from error

    def elements(self, name: str) -> Iterator[Element]:
        """Yield a part's elements as they end, one at a time: clear each after use."""
        from defusedxml.ElementTree import iterparse

        try:
            for _, element in iterparse(io.BytesIO(self._bytes(name)), forbid_dtd=True):
                yield element
        except ParseError as error:
            raise FileUnreadable(self.name, _DAMAGED) from error

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part that ``part`` refers to by a relation whose type ends so."""
        found = (r for r in self._relationships(part) if r.get("Type", "").endswith(kind))
        first = next(found, None)
        return None if first is None else _target(part, first)

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts that ``part`` refers to, by the id of the relation."""
        return {r.get("Id", ""): _target(part, r) for r in self._relationships(part)}

    def addresses(self, part: str) -> dict[str, str]:
        """Return the addresses outside the file that ``part`` links to, by the relation's id."""
        return {
            r.get("Id", ""): r.get("Target", "")
            for r in self._all_relationships(part)
            if r.get("TargetMode") == "External" and r.get("Type", "").endswith("/hyperlink")
        }

    def _relationships(self, part: str) -> list[Element]:
        return [r for r in self._all_relationships(part) if r.get("TargetMode") != "External"]

    def _all_relationships(self, part: str) -> list[Element]:
        folder, _, file = part.rpartition("/")
        root = self.part(posixpath.join(folder, "_rels", f"{file}.rels"))
        return [] if root is None else list(root.iter(_RELATIONSHIP))

    def _bytes(self, name: str) -> bytes:
        if self._zip.getinfo(name).file_size > LARGEST_PART:
            raise FileUnreadable(
                self.name,
                f"one part unpacks to more than {LARGEST_PART >> 20} MB. Split the document.",
            )
        return entry_bytes(self._zip, name, self.name)

    def _check(self) -> None:
        if any(leads_outside(name) for name in self.names):
            raise FileUnreadable(self.name, _OUTSIDE)
        for name in self.names:
            if name.lower().endswith((".xml", ".rels", ".vml")):
                self._check_declarations(name)

    def _check_declarations(self, name: str) -> None:
        """Read up to the root element: a declaration can only stand before it."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import iterparse

        try:
            with self._zip.open(name) as stream:
                next(iter(iterparse(stream, events=("start",), forbid_dtd=True)), None)
        except DefusedXmlException as error:
            raise FileUnreadable(self.name, _DECLARES) from error
        except ParseError:
            return  # drawings are often no well-formed XML; a part that is needed is parsed later
        except Exception as error:  # a damaged entry makes the codecs raise nearly anything
            raise FileUnreadable(self.name, _DAMAGED) from error


def _target(part: str, relationship: Element) -> str:
    target = relationship.get("Target", "")
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
