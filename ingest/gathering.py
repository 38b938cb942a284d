"""Which files there are to read: those given, those in folders, and those in archives."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from corpus.errors import FileUnreadable
from ingest.archive import highest_named, is_archive, members_of
from ingest.sources import LARGEST_SOURCES, SOURCES_FILE, SourceNote, notes_in, source_notes

_SUFFIXES = frozenset(
    (
        *(".md", ".markdown", ".txt", ".pdf", ".html", ".htm", ".xhtml"),
        *(".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm"),
        *(".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm"),
        *(".doc", ".xls", ".ppt", ".rtf", ".odt"),
    )
)
"""What is taken from a folder; the last line only to say how each can be read."""

_ARCHIVE = ".zip"
_LONGEST_NAME = 120
_LONGEST_SUFFIX = 12
_OFFICE_LOCK = "~$"
_NO_WORDS = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. ``name`` tells it from others: its path inside what was given.

    ``asked_for`` is false where it was come across in a folder.

    ``content`` returns what it holds, or raises ``FileUnreadable``; it is to be called
    before the next file is asked for.
    """

    name: str
    note: SourceNote
    content: Callable[[], bytes]
    asked_for: bool = True


def files_in(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """Yield the files given, and the reports in folders and zip archives, by name."""
    for path in paths:
        notes = source_notes(path if path.is_dir() else path.parent)
        for file in _reports_below(path) if path.is_dir() else [path]:
            if path.is_dir():
                for found in files_at(file, file.relative_to(path).as_posix(), notes):
                    yield replace(found, asked_for=False)
            else:
                yield from files_at(file, file.name, notes)


def files_at(path: Path, name: str, notes: Mapping[str, SourceNote]) -> Iterator[FoundFile]:
    """Yield the file at ``path``, which is called ``name``, or the reports in it."""
    if is_archive(path):
        yield from _unpacked(path, name, notes)
    else:
        note = notes.get(PurePosixPath(name).name, SourceNote())
        yield FoundFile(displayed(name), note, partial(_content, path, name))


def displayed(name: str) -> str:
    """Return a file's name fit to show: no control, format or broken characters.

    A long one is cut in the middle, where a digest keeps it apart from others.
    """
    kept = "".join(c for c in name if unicodedata.category(c) not in _NO_WORDS)
    shown = " ".join(kept.split()) or "unnamed"
    if len(shown) <= _LONGEST_NAME:
        return shown
    digest = hashlib.sha256(shown.encode()).hexdigest()[:8]
    suffix = PurePosixPath(shown).suffix[:_LONGEST_SUFFIX]
    stem = shown.removesuffix(suffix)
    room = _LONGEST_NAME - len(suffix) - len(digest) - 2
    return f"{stem[: room - room // 3]}…{digest}…{stem[-(room // 3) :]}{suffix}"


def _reports_below(folder: Path) -> list[Path]:
    found = sorted(p for p in folder.rglob("*") if _is_report_name(p.name, archives=True))
    return [path for path in found if _is_report(path)]


def _is_report_name(name: str, *, archives: bool) -> bool:
    suffix = PurePosixPath(name).suffix.lower()
    wanted = suffix in _SUFFIXES or (archives and suffix == _ARCHIVE)
    return wanted and name != SOURCES_FILE and not name.startswith(_OFFICE_LOCK)


def _is_report(path: Path) -> bool:
    """A file, or a link that leads nowhere, which is to be reported; no folder, no device."""
    return path.is_file() or not path.exists()


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(
            name,
            f"cannot be read ({error.strerror}). Check that it exists and may be opened.",
        ) from error


def _unpacked(path: Path, name: str, notes: Mapping[str, SourceNote]) -> Iterator[FoundFile]:
    """Yield the reports in an archive, or the archive itself where it cannot be opened.

    Its own ``SOURCES.md`` goes before ``notes``, which stand beside it.
    """
    try:
        told = highest_named(path, SOURCES_FILE, largest=LARGEST_SOURCES)
        notes = {**notes, **notes_in(told.decode("utf-8", "replace"))}
        for member in members_of(path, name):
            file = PurePosixPath(member.name).name
            if _is_report_name(file, archives=True):
                note = notes.get(file, SourceNote())
                yield FoundFile(displayed(f"{name}/{member.name}"), note, member.content)
    except (FileUnreadable, OSError) as failure:
        reason = failure.reason if isinstance(failure, FileUnreadable) else str(failure.strerror)
        yield FoundFile(displayed(name), SourceNote(), partial(_refuse, name, reason))


def _refuse(name: str, reason: str) -> bytes:
    raise FileUnreadable(name, reason)
