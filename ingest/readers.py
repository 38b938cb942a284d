"""A file's bytes to a reading: the kind of file is told by its content, not its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from corpus.abbreviations import abbreviations_in
from corpus.words import Reading, in_context
from ingest.extracted import Extracted, PageProgress, no_page_progress
from ingest.formats import PDF_MARK, reader_of
from ingest.note_references import note_references
from ingest.ocr import PageRecogniser
from ingest.passages import passages_of
from ingest.pdf import read_pdf
from ingest.plain_text import read_text
from ingest.recommendations import register_of
from ingest.sources import SourceNote, source_of
from ingest.structure import blocks_of

ReadsWhole = Callable[[str], bool]
"""Tells whether the embedding model reads a text to its end."""


def read(name: str, content: bytes, note: SourceNote, reads_whole: ReadsWhole) -> Reading:
    """Read a file into text, pages and passages, in this process and without limits.

    Raises:
        FileUnreadable: it holds nothing that can be read.
    """
    digest = hashlib.sha256(content).hexdigest()
    return reading_of(name, digest, extracted(name, content), note, reads_whole)


def reading_of(
    name: str, sha256: str, found: Extracted, note: SourceNote, reads_whole: ReadsWhole
) -> Reading:
    """Part the text of a file into passages that the embedding model reads whole, and list
    what it recommends, the abbreviations that it explains and the notes that its marks mean."""
    source = source_of(name, note, found)

    def fits(shown: str, section: tuple[str, ...]) -> bool:
        return reads_whole(in_context(source.title, section, shown))

    blocks = blocks_of(found.text, marks=found.marks)
    passages = passages_of(found.text, blocks, found.pages, fits)
    register = register_of(found.text, blocks, found.pages)
    warnings = (*found.warnings, *register.warnings)
    return Reading(
        source,
        sha256,
        found.text,
        found.pages,
        passages,
        warnings,
        register,
        abbreviations_in(found.text),
        found.links,
        note_references(found.text, blocks, found.pages),
    )


def extracted(
    name: str,
    content: bytes,
    progress: PageProgress = no_page_progress,
    ocr: PageRecogniser | None = None,
    begin_page: Callable[[], None] | None = None,
) -> Extracted:
    """Take text and layout out of a file by the reader of its format; with ``ocr``, also the
    text of scanned pages. For ``begin_page`` see ``read_pdf``.

    Raises:
        FileUnreadable: it holds nothing that can be read.
    """
    if content.lstrip().startswith(PDF_MARK):
        return read_pdf(content, name, progress, ocr, begin_page)
    if reader := reader_of(content, name):
        return reader(content, name)
    return read_text(content, name)
