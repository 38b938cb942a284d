"""PDF files: what they say of themselves, and their pages as they are set.

The one module that knows pypdf, which reads the outline, the page labels and the
properties; words and their places come from ``glyphs``.
"""

from __future__ import annotations

import io
import logging
import re
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import FileUnreadable
from corpus.words import Page
from ingest.extracted import Extracted, PageProgress, no_page_progress
from ingest.glyphs import GlyphPage, glyph_pages
from ingest.links import Anchor, placed
from ingest.ocr import PageRecogniser
from ingest.page_helper import read_by_two, worth_helping
from ingest.page_labels import labels_of, printed_labels
from ingest.page_lines import usual_gutter
from ingest.page_reading import ReadPage, read_page
from ingest.page_seams import LaidPage
from ingest.page_warnings import warnings_of
from ingest.parts import Part
from ingest.pdf_blocks import (
    Setting,
    headings_told,
    outline_key,
    rows_of_parts,
    without_repeated_headers,
)
from ingest.pdf_contents import contents_told
from ingest.pdf_text import written
from ingest.properties import told_author, told_date, told_title
from ingest.ruled_tables import RuledTables
from ingest.running_heads import PageParts, running_parts, stamped
from ingest.set_apart import blocks_in_order, parted
from ingest.text_boxes import usual_size

if TYPE_CHECKING:
    import pypdf

_LOCKED = "the PDF is locked with a password. Save it without one."
_SCANNED = "no page holds text; it looks scanned. Have it read with OCR (--ocr)."
_UNRECOGNISABLE = "no page holds text, and OCR can read none. Scan it again, more clearly."
_DAMAGED = "the PDF is damaged ({}). Export it again."
_CIRCLE = "its parts refer to one another in a circle. Export it again."
_CUT_SHORT = "the PDF is damaged or was cut short. Download or export it again."
_LACKS_LAST_CHANGES = (
    "The file breaks off in what was added to it last, which is missing here. Download it again."
)
_END = b"%%EOF"
_OBJECT = re.compile(rb"\b\d+ \d+ obj\b")


@dataclass(frozen=True, slots=True)
class _Properties:
    """What the file says of itself; ``labels`` are empty where it numbers no pages."""

    title: str = ""
    author: str = ""
    date: str = ""
    labels: tuple[str, ...] = ()
    outline: dict[str, int] = field(default_factory=dict)


def read_pdf(
    content: bytes,
    name: str,
    progress: PageProgress = no_page_progress,
    ocr: PageRecogniser | None = None,
    begin_page: Callable[[], None] | None = None,
) -> Extracted:
    """Return the text of a PDF in reading order, with its layout; with ``ocr``, also the text
    of pages that hold pictures of it alone.

    With ``begin_page`` a second process may read every other page; it calls that before each.

    Raises:
        FileUnreadable: damaged, encrypted, or without any text.
        HelperEnded: a signal ended the second process.
    """
    reader = _opened(content, name)
    properties = _properties(reader)
    try:
        pages = _read_pages(content, reader, progress, begin_page)
    except ValueError as error:
        raise FileUnreadable(name, _damage(content, error)) from error
    running = _running(pages)
    if ocr:
        pages = _with_scans_recognised(pages, running, reader, progress, ocr)
        running = [
            (before | now).intersection(page.parts)
            for page, before, now in zip(pages, running, _running(pages), strict=True)
        ]
    if not any(_has_text(*page) for page in zip(pages, running, strict=True)):
        raise FileUnreadable(name, _UNRECOGNISABLE if ocr else _SCANNED)
    laid = _laid(pages, running, properties)
    out = written(laid)
    return Extracted(
        out.text,
        "application/pdf",
        title=properties.title,
        author=properties.author,
        date=properties.date,
        pages=tuple(out.pages),
        marks=tuple(out.marks),
        warnings=(
            *warnings_of(
                pages,
                _scans(pages, running),
                ocr=ocr is not None,
                out_of_time=ocr is not None and ocr.out_of_time,
            ),
            *([_LACKS_LAST_CHANGES] if _breaks_off(content) else []),
        ),
        links=placed(out.text, _anchors(pages, out.pages)),
    )


def _anchors(pages: Sequence[ReadPage], spans: Sequence[Page]) -> Iterator[Anchor]:
    for page, shown in zip(pages, spans, strict=True):
        for words, url in page.links:
            yield Anchor(words, url, shown.span)


def _opened(content: bytes, name: str) -> pypdf.PdfReader:
    import pypdf
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise FileUnreadable(name, _LOCKED)
        if not len(reader.pages):
            raise FileUnreadable(name, "the PDF has no pages. Export it again.")
    except FileUnreadable:
        raise
    except DependencyError as error:
        raise FileUnreadable(name, _LOCKED) from error
    except Exception as error:  # a damaged PDF makes pypdf raise nearly anything
        raise FileUnreadable(name, _damage(content, error)) from error
    return reader


def _damage(content: bytes, error: Exception) -> str:
    """Say what is wrong with a file: without its end, or with more begun behind it, that is why."""
    if _END not in content or _breaks_off(content):
        return _CUT_SHORT
    # pypdf says so of page trees and references that lead back to themselves.
    return _CIRCLE if "cycl" in str(error).lower() else _DAMAGED.format(error)


def _breaks_off(content: bytes) -> bool:
    """Tell whether a file goes on behind its last end, as one that was changed later does."""
    end = content.rfind(_END)
    return end >= 0 and bool(_OBJECT.search(content, end))


def _properties(reader: pypdf.PdfReader) -> _Properties:
    """Read what the file says of itself; what is damaged there is left out."""

    def tried(read: Any, otherwise: Any) -> Any:
        try:
            return read()
        except Exception:  # as above; a report with a broken outline is still a report
            return otherwise

    about = tried(lambda: reader.metadata, None) or {}
    return _Properties(
        title=told_title(str(about.get("/Title") or "")),
        author=told_author(str(about.get("/Author") or "")),
        date=told_date(str(about.get("/CreationDate") or "")),
        labels=tried(lambda: _labels(reader), ()),
        outline=tried(lambda: dict(_outline(reader.outline, 1)), {}),
    )


def _labels(reader: pypdf.PdfReader) -> tuple[str, ...]:
    """Return the pages' labels; none where the file itself does not number its pages."""
    return tuple(reader.page_labels) if "/PageLabels" in reader.root_object else ()


def _outline(entries: Sequence[Any], depth: int) -> Iterator[tuple[str, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(entry, depth + 1)
        elif key := outline_key(str(entry.title)):
            yield key, depth


def _read_pages(
    content: bytes,
    reader: pypdf.PdfReader,
    progress: PageProgress,
    begin_page: Callable[[], None] | None,
) -> list[ReadPage]:
    """Read all pages, by two processes where that is allowed and worth it."""
    count = len(reader.pages)
    progress(0, count)

    def read(numbers: Sequence[int]) -> Iterator[ReadPage]:
        return _pages_numbered(content, numbers)

    if begin_page and worth_helping(count):
        coming = read_by_two(read, count, begin_page)
    else:
        coming = enumerate(read(range(count)))
    pages: dict[int, ReadPage] = {}
    for number, page in coming:
        pages[number] = page
        progress(len(pages), count)
    return [pages[number] for number in range(count)]


def _pages_numbered(content: bytes, numbers: Sequence[int]) -> Iterator[ReadPage]:
    tables: RuledTables | None = None
    try:
        for number, page in zip(numbers, glyph_pages(content, numbers), strict=True):
            if page.ruled and page.words:
                tables = tables or RuledTables(content)
            yield read_page(page, number, tables)
    finally:
        if tables:
            tables.close()


def _running(pages: Sequence[ReadPage]) -> list[frozenset[Part]]:
    """Return, for each page, those of its parts that only the page needs."""
    parts = [PageParts(page.parts, page.height) for page in pages]
    return [
        frozenset(page.parts) if page.pictured and stamp else running
        for page, stamp, running in zip(pages, stamped(parts), running_parts(parts), strict=True)
    ]


def _has_text(page: ReadPage, running: frozenset[Part]) -> bool:
    """Whether a page holds more than what only the page needs."""
    return not page.bare or any(part not in running for part in page.parts)


def _scans(pages: Sequence[ReadPage], running: Sequence[frozenset[Part]]) -> list[int]:
    """Return the pages, counted from 0, without text of their own where some may be pictured."""
    return [
        number
        for number, page in enumerate(pages)
        if not _has_text(page, running[number]) and (page.pictured or page.empty)
    ]


def _with_scans_recognised(
    pages: Sequence[ReadPage],
    running: Sequence[frozenset[Part]],
    reader: pypdf.PdfReader,
    progress: PageProgress,
    ocr: PageRecogniser,
) -> list[ReadPage]:
    """Return the pages, those that are scans with the text that OCR sees in their pictures."""
    found = list(pages)
    for number in _scans(pages, running):
        progress(number, len(pages))
        page, scan = pages[number], _recognised(reader, number, ocr)
        read = read_page(scan, number, None) if scan else page
        if scan and read.parts:
            aside = (*page.parts, *page.aside)
            found[number] = replace(read, aside=aside, hidden=page.hidden, recognised=True)
        progress(number + 1, len(pages))
    return found


def _recognised(reader: pypdf.PdfReader, number: int, ocr: PageRecogniser) -> GlyphPage | None:
    """Return a page with the words that OCR sees in its pictures, if it can be had.

    It is given the page alone, so that nothing else in the file can keep it from that, and
    without its text: that is known, and what is hidden would come back as if it were seen.
    """
    import pypdf

    alone = io.BytesIO()
    try:
        writer = pypdf.PdfWriter()
        writer.add_page(reader.pages[number], excluded_keys=("/Annots", "/B", "/StructParents"))
        writer.remove_text()
        writer.write(alone)
        scan = ocr.recognised(alone.getvalue())
        return next(glyph_pages(scan), None) if scan else None
    except Exception:  # as above; a damaged page is one without text
        return None


def _laid(
    pages: Sequence[ReadPage], running: Sequence[frozenset[Part]], properties: _Properties
) -> list[LaidPage]:
    bodies = [
        [*(part for part in page.parts if part not in needless), *_stand_ins(page)]
        for page, needless in zip(pages, running, strict=True)
    ]
    size = usual_size(bodies)
    apart = [
        parted(body, page.rectangles, tables=page.tables, height=page.height, size=size)
        for page, body in zip(pages, bodies, strict=True)
    ]
    gutter = usual_gutter([page.text for page in apart])
    set_pages = [
        each.in_order(page.tables, page.turned, gutter)
        for page, each in zip(pages, apart, strict=True)
    ]
    setting = Setting.of(set_pages)
    blocks, repeated = without_repeated_headers(
        [blocks_in_order(page, setting) for page in set_pages]
    )
    contents = contents_told(blocks)
    told = headings_told(contents.pages, setting, properties.outline, contents.titles)
    printed = printed_labels(
        [(*needless, *page.aside) for page, needless in zip(pages, running, strict=True)]
    )
    labels = labels_of(properties.labels, printed)
    return [
        LaidPage(
            tuple(of_page),
            (
                *rows_of_parts(running[number]),
                *rows_of_parts(pages[number].aside),
                *repeated[number],
            ),
            labels[number],
        )
        for number, of_page in enumerate(told)
    ]


def _stand_ins(page: ReadPage) -> Iterator[Part]:
    """A part for each table, so that it takes its place among the lines."""
    size = statistics.median(part.size for part in page.parts) if page.parts else 10.0
    for number, table in enumerate(page.tables):
        yield Part("", table.box, size, bold=False, table=number)
