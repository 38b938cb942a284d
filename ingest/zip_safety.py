"""Zip files opened only after their directory was found harmless.

Every Office file is one. The sizes that a directory declares bound what is unpacked:
``zipfile`` stops at them, whatever the entry holds.
"""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import PurePosixPath
from typing import BinaryIO

from corpus.errors import FileUnreadable

MOST_ENTRIES = 10_000
"""A workbook of 200 sheets or a report of 2,000 pictures stays far below this."""

LARGEST_ENTRY = 256 << 20
"""Bytes unpacked: larger than any part of an Office file or any report that is published."""

LARGEST_TOTAL = 1 << 30
"""Bytes unpacked: a year's reports of a council with their pictures fit in."""

LARGEST_RATIO = 200
"""XML of an Office file shrinks 5 to 80 times; deflated zeros 1,000 times."""

_SMALL_ENTRY = 1 << 20
_LARGEST_DIRECTORY = 8 << 20
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LONGEST_END = _END.size + 65_535
_ENCRYPTED = 0x1
ZIP_MARK = b"PK\x03\x04"
EMPTY_ZIP_MARK = _END_MARK

_DAMAGED = "the file is damaged or was cut short. Download or export it again."
_TOO_MANY = f"it holds more than {MOST_ENTRIES:,} entries. Pack fewer files together."
_BOMB = (
    "it unpacks to far more than it seems to hold, as files made to harm do. "
    "Export the report again."
)


def open_zip(source: bytes | BinaryIO, name: str) -> zipfile.ZipFile:
    """Open a zip file whose directory shows no harm; close it after use.

    Raises:
        FileUnreadable: it is damaged, holds too many entries or unpacks to too much.
    """
    stream = io.BytesIO(source) if isinstance(source, bytes) else source
    _check_end(stream, name)
    try:
        opened = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise FileUnreadable(name, _DAMAGED) from error
    try:
        _check_sizes(opened.infolist(), name)
    except FileUnreadable:
        opened.close()
        raise
    return opened


def entry_bytes(opened: zipfile.ZipFile, entry: zipfile.ZipInfo | str, name: str) -> bytes:
    """Return an entry unpacked.

    Raises:
        FileUnreadable: it is locked or damaged.
    """
    info = opened.getinfo(entry) if isinstance(entry, str) else entry
    if info.flag_bits & _ENCRYPTED:
        raise FileUnreadable(name, "it is locked with a password. Pack it without one.")
    try:
        return opened.read(info)
    except Exception as error:  # a damaged entry makes the codecs raise nearly anything
        raise FileUnreadable(name, _DAMAGED) from error


def leads_outside(entry_name: str) -> bool:
    """Tell whether an entry's name would leave the folder it is unpacked to."""
    path = entry_name.replace("\\", "/")
    drive = len(path) > 1 and path[1] == ":"
    return path.startswith("/") or drive or ".." in PurePosixPath(path).parts


def _check_end(stream: BinaryIO, name: str) -> None:
    """Refuse too long a directory before it is read: 100,000 entries cost 100 MB."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _LONGEST_END))
    tail = stream.read()
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise FileUnreadable(name, _DAMAGED)
    _, _, _, _, entries, directory, _, _ = _END.unpack_from(tail, at)
    if entries > MOST_ENTRIES or directory > _LARGEST_DIRECTORY:
        raise FileUnreadable(name, _TOO_MANY)


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    if len(entries) > MOST_ENTRIES:
        raise FileUnreadable(name, _TOO_MANY)
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_TOTAL or any(_unpacks_to_much(entry) for entry in entries):
        raise FileUnreadable(name, _BOMB)


def _unpacks_to_much(entry: zipfile.ZipInfo) -> bool:
    ratio = entry.file_size / max(1, entry.compress_size)
    swollen = entry.file_size > _SMALL_ENTRY and ratio > LARGEST_RATIO
    return swollen or entry.file_size > LARGEST_ENTRY
