"""A file's bytes to a reading: the kind of file is told by its content, not its name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from corpus.words import Page, Reading, in_context
from ingest.passages import passages_of
from ingest.pdf import read_pdf
from ingest.plain_text import decoded
from ingest.sources import SourceNote, source_of
from ingest.structure import blocks_of

ReadsWhole = Callable[[str], bool]
"""Tells whether the embedding model reads a text to its end."""


def read(name: str, content: bytes, note: SourceNote, reads_whole: ReadsWhole) -> Reading:
    """Read a file into text, pages and passages.

    Raises:
        FileUnreadable: it holds nothing that can be read.
    """
    title = ""
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    if content.lstrip()[:5] == b"%PDF-":
        pdf = read_pdf(content, name)
        text, title, pages, warnings = pdf.text, pdf.title, pdf.pages, pdf.warnings
        media_type = "application/pdf"
    else:
        text = decoded(content, name)
        media_type = (
            "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"
        )
    source = source_of(name, note, text, title=title, media_type=media_type)

    def fits(shown: str, section: tuple[str, ...]) -> bool:
        return reads_whole(in_context(source.title, section, shown))

    passages = passages_of(text, blocks_of(text), pages, fits)
    digest = hashlib.sha256(content).hexdigest()
    return Reading(source, digest, text, pages, passages, warnings)
