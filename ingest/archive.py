"""Zip archives of reports: their members, one at a time."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.errors import FileUnreadable
from ingest.zip_safety import EMPTY_ZIP_MARK, ZIP_MARK, entry_bytes, leads_outside, open_zip

_OFFICE_PARTS = ("[Content_Types].xml", "mimetype", "_rels/.rels")
_LITTER = ("__MACOSX", "Thumbs.db", "desktop.ini")
_OUTSIDE = "its name leads out of the archive. Pack it again."
_NESTED = "a zip inside a zip is not opened. Unpack it, and add its files."


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; to be read before the next is asked for."""

    name: str
    _archive: zipfile.ZipFile
    _entry: zipfile.ZipInfo

    def content(self) -> bytes:
        """Return what the file holds.

        Raises:
            FileUnreadable: it is locked, damaged, an archive itself, or named to do harm.
        """
        if leads_outside(self.name):
            raise FileUnreadable(self.name, _OUTSIDE)
        content = entry_bytes(self._archive, self._entry, self.name)
        if is_zip(content) and not is_office(content):
            raise FileUnreadable(self.name, _NESTED)
        return content

    def head(self, size: int) -> bytes:
        """Return its first bytes; nothing where ``content`` will say why it cannot be read."""
        try:
            with self._archive.open(self._entry) as stream:
                return stream.read(size)
        except Exception:  # a locked or damaged entry makes the codecs raise nearly anything
            return b""


def members_of(path: Path, name: str) -> Iterator[Member]:
    """Yield the files in an archive by name, litter of file managers aside.

    Raises:
        FileUnreadable: the archive is damaged or made to harm.
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream, open_zip(stream, name) as opened:
        entries = {e.filename: e for e in opened.infolist() if not e.is_dir()}
        for entry_name in sorted(entries):
            if not is_litter(entry_name):
                yield Member(entry_name, opened, entries[entry_name])


def highest_named(path: Path, wanted: str, *, largest: int) -> bytes:
    """Return what the file called ``wanted`` holds that lies highest in an archive.

    Nothing where there is none, or it is larger than ``largest`` bytes or cannot be read.

    Raises:
        FileUnreadable: the archive is damaged or made to harm.
        OSError: it cannot be opened.
    """
    with path.open("rb") as stream, open_zip(stream, path.name) as opened:
        named = [
            entry
            for entry in opened.infolist()
            if PurePosixPath(entry.filename).name == wanted and not is_litter(entry.filename)
        ]
        highest = min(named, key=lambda e: (e.filename.count("/"), e.filename), default=None)
        if highest is None or highest.file_size > largest:
            return b""
        try:
            return entry_bytes(opened, highest, path.name)
        except FileUnreadable:
            return b""


def is_zip(content: bytes) -> bool:
    """Tell whether a file begins as zip files do."""
    return content.startswith((ZIP_MARK, EMPTY_ZIP_MARK))


def is_archive(path: Path) -> bool:
    """Tell by its content whether a file is a zip of files, and no Office file.

    What is too damaged to tell is left to the reader of documents to refuse, unless it is
    named an archive.
    """
    try:
        with path.open("rb") as stream:
            if not is_zip(stream.read(4)):
                return False
            with open_zip(stream, path.name) as opened:
                return not _has_office_parts(opened)
    except OSError:
        return False
    except FileUnreadable:
        return path.suffix.lower() == ".zip"


def is_office(content: bytes) -> bool:
    """Tell whether a zip is the package of an Office file or of another document."""
    try:
        with open_zip(content, "") as opened:
            return _has_office_parts(opened)
    except FileUnreadable:
        return True  # its own reader says what is wrong


def _has_office_parts(opened: zipfile.ZipFile) -> bool:
    return not set(opened.namelist()).isdisjoint(_OFFICE_PARTS)


def is_litter(name: str) -> bool:
    """Tell whether a path inside a folder or an archive is hidden, or left by a program: file
    managers' own, and the locks of open documents."""
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part.strip(".") for part in parts)
    return hidden or parts[-1].startswith("~$") or not set(parts).isdisjoint(_LITTER)
