"""Which files there are to read: those given, those in folders, and those in archives."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from corpus.errors import FileUnreadable
from ingest.archive import Member, highest_named, is_archive, is_litter, members_of
from ingest.passing_over import HEAD_BYTES, why_passed_over
from ingest.sources import LARGEST_SOURCES, SOURCES_FILE, SourceNote, notes_in, source_notes

_LONGEST_NAME = 120
_LONGEST_SUFFIX = 12
_NO_WORDS = ("Cc", "Cf", "Cs", "Co", "Cn")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read. ``name`` tells it from others: its path inside what was given.

    ``asked_for`` is false where it was come across in a folder.

    ``content`` returns what it holds, or raises ``FileUnreadable``; it is to be called
    before the next file is asked for.

    ``passed_over`` says why it is not to be read, where it was come across and is no document.
    """

    name: str
    note: SourceNote
    content: Callable[[], bytes]
    asked_for: bool = True
    passed_over: str = ""


def files_in(paths: Iterable[Path]) -> Iterator[FoundFile]:
    """Yield the files given, and what is in folders and zip archives, by name."""
    for path in paths:
        notes = source_notes(path if path.is_dir() else path.parent)
        if not path.is_dir():
            yield from files_at(path, path.name, notes)
            continue
        for file in _files_below(path):
            name = file.relative_to(path).as_posix()
            for found in files_at(file, name, notes):
                reason = found.passed_over or _why_passed_over(file)
                yield replace(found, asked_for=False, passed_over=reason)


def files_at(path: Path, name: str, notes: Mapping[str, SourceNote]) -> Iterator[FoundFile]:
    """Yield the file at ``path``, which is called ``name``, or what is in it."""
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


def _files_below(folder: Path) -> list[Path]:
    """Files, and links that lead nowhere, which are to be reported; no devices, no litter."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if (path.is_file() or not path.exists())
        and not is_litter(path.relative_to(folder).as_posix())
        and path.name != SOURCES_FILE
    ]


def _why_passed_over(path: Path) -> str:
    """Return nothing, too, where the file cannot be opened: reading it will say why."""
    try:
        with path.open("rb") as stream:
            return why_passed_over(path.name, stream.read(HEAD_BYTES))
    except OSError:
        return ""


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileUnreadable(
            name,
            f"cannot be read ({error.strerror}). Check that it exists and may be opened.",
        ) from error


def _unpacked(path: Path, name: str, notes: Mapping[str, SourceNote]) -> Iterator[FoundFile]:
    """Yield the files in an archive, or the archive itself where it cannot be opened.

    Its own ``SOURCES.md`` goes before ``notes``, which stand beside it.
    """
    try:
        told = highest_named(path, SOURCES_FILE, largest=LARGEST_SOURCES)
        notes = {**notes, **notes_in(told.decode("utf-8", "replace"))}
        for member in members_of(path, name):
            if PurePosixPath(member.name).name != SOURCES_FILE:
                yield _member(member, name, notes)
    except (FileUnreadable, OSError) as failure:
        reason = failure.reason if isinstance(failure, FileUnreadable) else str(failure.strerror)
        yield FoundFile(displayed(name), SourceNote(), partial(_refuse, name, reason))


def _member(member: Member, archive: str, notes: Mapping[str, SourceNote]) -> FoundFile:
    note = notes.get(PurePosixPath(member.name).name, SourceNote())
    reason = why_passed_over(member.name, head) if (head := member.head(HEAD_BYTES)) else ""
    shown = displayed(f"{archive}/{member.name}")
    return FoundFile(shown, note, member.content, passed_over=reason)


def _refuse(name: str, reason: str) -> bytes:
    raise FileUnreadable(name, reason)
