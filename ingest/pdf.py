"""PDF files: what they say of themselves, and their pages as they are set.

The one module that knows pypdf, which reads the outline, the page labels and the
properties; words and their places come from ``glyphs``.
"""

from __future__ import annotations

import io
import logging
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.errors import FileUnreadable
from corpus.words import NO_TEXT, RECOGNISED, Page
from ingest.boxes import usual_size
from ingest.extracted import Extracted, PageProgress, no_page_progress
from ingest.glyphs import Box, GlyphPage, Word, glyph_pages
from ingest.links import Anchor, placed
from ingest.ocr import PageRecogniser
from ingest.page_helper import read_by_two, worth_helping
from ingest.page_labels import labels_of, printed_labels
from ingest.page_lines import usual_gutter
from ingest.page_seams import LaidPage
from ingest.parts import Part, parts_of
from ingest.pdf_blocks import (
    Setting,
    headings_told,
    outline_key,
    rows_of_parts,
    without_repeated_headers,
)
from ingest.pdf_contents import contents_told
from ingest.pdf_text import listed, written
from ingest.properties import told_author, told_date, told_title
from ingest.ruled_tables import RuledPage, RuledTable, RuledTables
from ingest.running_heads import PageParts, running_parts
from ingest.set_apart import blocks_in_order, parted

if TYPE_CHECKING:
    import pypdf

_LOCKED = "the PDF is locked with a password. Save it without one."
_SCANNED = "no page holds text; it looks scanned. Have it read with OCR (--ocr)."
_UNRECOGNISABLE = "no page holds text, and OCR can read none. Scan it again, more clearly."
_DAMAGED = "the PDF is damaged ({}). Export it again."
_INVISIBLE_LAYER = 0.9
"""Share of hidden words from which they are the text layer of a scan, not hidden text."""


@dataclass(frozen=True, slots=True)
class _Properties:
    """What the file says of itself; ``labels`` are empty where it numbers no pages."""

    title: str = ""
    author: str = ""
    date: str = ""
    labels: tuple[str, ...] = ()
    outline: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _ReadPage:
    """A page's parts in no order yet, and its ruled tables; ``recognised`` where OCR read it.

    ``links`` are words that link, with their addresses; ``rectangles`` may be boxes.
    """

    parts: tuple[Part, ...]
    height: float
    tables: tuple[RuledTable, ...]
    hidden: int
    recognised: bool
    links: tuple[tuple[str, str], ...] = ()
    rectangles: tuple[Box, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.parts and not self.tables


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
        pages = _read_pages(content, reader, progress, ocr, begin_page)
    except ValueError as error:
        raise FileUnreadable(name, _DAMAGED.format(error)) from error
    if all(page.empty for page in pages):
        raise FileUnreadable(name, _UNRECOGNISABLE if ocr else _SCANNED)
    running = running_parts([PageParts(page.parts, page.height) for page in pages])
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
        warnings=_warnings(pages, ocr),
        links=placed(out.text, _anchors(pages, out.pages)),
    )


def _anchors(pages: Sequence[_ReadPage], spans: Sequence[Page]) -> Iterator[Anchor]:
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
        raise FileUnreadable(name, _DAMAGED.format(error)) from error
    return reader


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
    ocr: PageRecogniser | None,
    begin_page: Callable[[], None] | None,
) -> list[_ReadPage]:
    """Read all pages, by two processes where that is allowed and worth it; OCR gains nothing
    by it, which is a process of its own."""
    count = len(reader.pages)
    progress(0, count)

    def read(numbers: Sequence[int]) -> Iterator[_ReadPage]:
        return _pages_numbered(content, reader, numbers, ocr)

    if begin_page and not ocr and worth_helping(count):
        coming = read_by_two(read, count, begin_page)
    else:
        coming = enumerate(read(range(count)))
    pages: dict[int, _ReadPage] = {}
    for number, page in coming:
        pages[number] = page
        progress(len(pages), count)
    return [pages[number] for number in range(count)]


def _pages_numbered(
    content: bytes, reader: pypdf.PdfReader, numbers: Sequence[int], ocr: PageRecogniser | None
) -> Iterator[_ReadPage]:
    tables: RuledTables | None = None
    try:
        for number, page in zip(numbers, glyph_pages(content, numbers), strict=True):
            words, hidden = _seen(page)
            # Words that are hidden would come back from it as if they had been seen.
            scan = _recognised(reader, number, ocr) if ocr and not page.words else None
            if scan:
                page, words, hidden = scan, list(scan.words), 0
            ruled = RuledPage()
            if page.ruled and words and not scan:
                tables = tables or RuledTables(content)
                ruled = tables.on_page(number, words)
            found = ruled.tables
            outside = [word for word in words if not any(_inside(word, t) for t in found)]
            parts = tuple(parts_of(outside))
            links = tuple(_links(page.links, words))
            drawn = (*page.rectangles, *ruled.frames)
            seen = bool(scan and parts)
            yield _ReadPage(parts, page.height, found, hidden, seen, links, drawn)
    finally:
        if tables:
            tables.close()


def _recognised(reader: pypdf.PdfReader, number: int, ocr: PageRecogniser) -> GlyphPage | None:
    """Return a page with the words that OCR sees on it, if it can be had; it is given the page
    alone, so that nothing else in the file can keep it from that."""
    import pypdf

    alone = io.BytesIO()
    try:
        writer = pypdf.PdfWriter()
        writer.add_page(reader.pages[number], excluded_keys=("/Annots", "/B", "/StructParents"))
        writer.write(alone)
        scan = ocr.recognised(alone.getvalue())
        return next(glyph_pages(scan), None) if scan else None
    except Exception:  # as above; a damaged page is one without text
        return None


def _seen(page: GlyphPage) -> tuple[list[Word], int]:
    """Return the words that are seen, and the count of those hidden from readers.

    Hidden words are left out: nobody can check a quotation that is not seen. Over a
    scan they are its text, which is.
    """
    hidden = sum(word.hidden for word in page.words)
    if page.images and hidden >= _INVISIBLE_LAYER * len(page.words):
        return list(page.words), 0
    return [word for word in page.words if not word.hidden], hidden


def _inside(word: Word, table: RuledTable) -> bool:
    return _stands_in(word, table.box)


def _stands_in(word: Word, box: Box) -> bool:
    return box.holds((word.box.left + word.box.right) / 2, (word.box.top + word.box.bottom) / 2)


def _links(links: Iterable[tuple[Box, str]], words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the words on each place that links, with its address."""
    for box, url in links:
        if inside := " ".join(word.text for word in words if _stands_in(word, box)):
            # A full stop behind the link is drawn with its last word.
            yield inside if url.endswith(inside[-1]) else inside.rstrip(".,;:"), url


def _laid(
    pages: Sequence[_ReadPage], running: Sequence[frozenset[Part]], properties: _Properties
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
        each.in_order(page.tables, gutter) for page, each in zip(pages, apart, strict=True)
    ]
    setting = Setting.of(set_pages)
    blocks, repeated = without_repeated_headers(
        [blocks_in_order(page, setting) for page in set_pages]
    )
    contents = contents_told(blocks)
    told = headings_told(contents.pages, setting, properties.outline, contents.titles)
    labels = labels_of(properties.labels, printed_labels(running))
    return [
        LaidPage(
            tuple(of_page),
            (*rows_of_parts(needless), *repeated[number]),
            labels[number],
        )
        for number, (of_page, needless) in enumerate(zip(told, running, strict=True))
    ]


def _stand_ins(page: _ReadPage) -> Iterator[Part]:
    """A part for each table, so that it takes its place among the lines."""
    size = statistics.median(part.size for part in page.parts) if page.parts else 10.0
    for number, table in enumerate(page.tables):
        yield Part("", table.box, size, bold=False, table=number)


def _warnings(pages: Sequence[_ReadPage], ocr: PageRecogniser | None) -> tuple[str, ...]:
    empty = [n for n, page in enumerate(pages, start=1) if page.empty]
    recognised = [n for n, page in enumerate(pages, start=1) if page.recognised]
    hidden = [n for n, page in enumerate(pages, start=1) if page.hidden]
    found = []
    if recognised:
        found.append(
            f"The text of {_pages(recognised)} was {RECOGNISED} from a scan and may hold "
            "recognition errors."
        )
    if empty:
        verb = "hold" if len(empty) > 1 else "holds"
        advice = " that OCR could read" if ocr else "; OCR (--ocr) reads scans"
        named = _pages(empty).capitalize()
        found.append(f"{named} of {len(pages)} {verb} {NO_TEXT}{advice}.")
    if empty and ocr and ocr.out_of_time:
        found.append("OCR ran out of time: raise MUNIMENT_READ_SECONDS.")
    if hidden:
        found.append(f"Text that readers cannot see was left out on {_pages(hidden)}.")
    return tuple(found)


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
