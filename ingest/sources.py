"""What a folder says of its files: the table in its ``SOURCES.md``, if it has one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.markup import readable
from corpus.words import Source
from ingest.dates import iso_date
from ingest.extracted import Extracted
from ingest.printed_dates import printed_date

SOURCES_FILE = "SOURCES.md"
LARGEST_SOURCES = 1 << 20
"""Bytes of a ``SOURCES.md`` that is read from an archive or a form."""

_TITLE_WORDS = 20


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A row of the table; empty where the table does not say."""

    title: str = ""
    publisher: str = ""
    date: str = ""


def source_notes(folder: Path) -> dict[str, SourceNote]:
    """Return the notes of ``SOURCES.md`` in ``folder`` by file name; empty without it."""
    path = folder / SOURCES_FILE
    if not path.is_file():
        return {}
    try:
        return notes_in(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return {}


def notes_in(text: str) -> dict[str, SourceNote]:
    """Return the notes of a ``SOURCES.md`` by file name.

    Its table needs a column ``file``; ``title``, ``publisher`` and ``date`` are read.
    """
    lines = text.splitlines()
    rows = [_cells(line) for line in lines if line.strip().startswith("|")]
    header = next((row for row in rows if row and row[0].casefold() == "file"), None)
    if header is None:
        return {}
    names = [name.casefold() for name in header]
    notes = {}
    for row in rows[rows.index(header) + 1 :]:
        if not set("".join(row)) - set("-: "):
            continue
        values = dict(zip(names, row, strict=False))
        notes[values["file"]] = SourceNote(
            values.get("title", ""), values.get("publisher", ""), iso_date(values.get("date", ""))
        )
    return notes


def source_of(name: str, note: SourceNote, found: Extracted) -> Source:
    """Join what the folder says, what the file says, and at last its name.

    A date printed on the report goes before the file's own, which tells of the file.
    """
    return Source(
        name=name,
        title=note.title or found.title or _first_line(found.text) or Path(name).stem,
        publisher=note.publisher or found.author,
        date=note.date or printed_date(found.text, found.pages) or found.date,
        media_type=found.media_type,
    )


def _first_line(text: str) -> str:
    """Return the first line with words if it reads as a title."""
    for line in text.splitlines():
        if shown := readable(line.replace("\t", " ")):
            sentence = shown.endswith((".", "!", "?")) or len(shown.split()) > _TITLE_WORDS
            return "" if sentence else shown
    return ""


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
