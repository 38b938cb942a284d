"""Web pages and saved HTML: headings, lists, tables and notes as the page shows them.

The one module that knows lxml. Nothing that a page refers to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import FileUnreadable
from ingest.characters import superscript, tidy
from ingest.composition import About, Composition
from ingest.extracted import Extracted
from ingest.grid import Cell, grid_of
from ingest.html_parts import (
    BLOCKS,
    is_dropped,
    is_footnote,
    is_footnotes,
    is_hidden,
    is_layout,
    is_note_reference,
    is_ornament,
    list_marks,
    rows_of,
    set_as,
    size_of,
)
from ingest.html_styles import mark_hidden
from ingest.pictures import Pictures
from ingest.plain_text import decoded
from ingest.properties import told_author, told_date, told_title

MEDIA_TYPE = "text/html"

_NO_TEXT = "the page holds no text. Save it again."
_TOO_DEEP = "the page is nested too deeply to be read to its end. Print it as PDF."
_HIDDEN = "Text that the page hides was left out."
_DEEPEST = 150
"""Levels of elements walked one by one; what is nested deeper is read as plain text."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DATES = (
    "dcterms.issued", "dcterms.date", "dc.date.issued", "dc.date", "dcterms.created",
    "article:published_time", "date", "dcterms.modified",
)  # fmt: skip
_AUTHORS = ("author", "dcterms.creator", "dc.creator", "dcterms.publisher", "article:author")
_BACK_LINK = re.compile(r"^[\s↩↑^⏎\ufe0e\ufe0f]+$")
_NOTE_LABEL = re.compile(r"^\[?(\w{1,3}|\*+)\]?[.):]?\s+(?=\S)")


def read_html(content: bytes, name: str) -> Extracted:
    """Return the text and layout of an HTML page.

    Raises:
        FileUnreadable: it holds no text, or cannot be read to its end.
    """
    from lxml import etree
    from lxml import html as parser

    written = _DECLARATION.sub("", _characters(content, name), count=1)
    reader = parser.HTMLParser(huge_tree=True, no_network=True)
    try:
        root = parser.document_fromstring(written, parser=reader)
    except (etree.LxmlError, ValueError) as error:
        raise FileUnreadable(name, _NO_TEXT) from error
    if any("LIMIT" in entry.type_name for entry in reader.error_log):
        raise FileUnreadable(name, _TOO_DEEP)  # what comes after was not read
    mark_hidden(root)
    body = root.find(".//body")
    page = _Page()
    page.walk(root if body is None else body)
    page.flush()
    if page.out.empty:
        raise FileUnreadable(name, _NO_TEXT)
    page.out.warnings += [_HIDDEN] * page.hidden
    page.out.warnings += _pictures(root if body is None else body).warnings
    return page.out.extracted(MEDIA_TYPE, _about(root))


def _pictures(body: Any) -> Pictures:
    """Count the pictures that are shown, and not told to be ornaments by an empty ``alt``."""
    found = Pictures()
    for image in body.iter("img"):
        around = (image, *image.iterancestors())
        if is_ornament(image) or any(is_dropped(e) or is_hidden(e) for e in around):
            continue
        width, height = (size_of(image, side) for side in ("width", "height"))
        found.add(width, height, image.get("src") or "")
    return found


def _characters(content: bytes, name: str) -> str:
    """Decode by byte order mark, else by what the page declares, else as any text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    declared = _CHARSET.search(content[:4096])
    if declared and not content.startswith(b"\xef\xbb\xbf"):
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass  # declared wrongly, or in a code that is no text
    return decoded(content, name)


def _about(root: Any) -> About:
    said: dict[str, str] = {}
    for meta in root.iter("meta"):
        key = (meta.get("name") or meta.get("property") or "").casefold()
        said.setdefault(key, meta.get("content") or "")
    title = next((told_title(element.text_content()) for element in root.iter("title")), "")
    author = next((told_author(said[key]) for key in _AUTHORS if said.get(key)), "")
    date = next((found for key in _DATES if (found := told_date(said.get(key)))), "")
    return About(title, author, date)


@dataclass(slots=True)
class _Item:
    """The list item that is open; its mark is written once."""

    mark: str
    depth: int


@dataclass(slots=True)
class _Page:
    """Walks a page's elements; what stands in a line is gathered until a block ends it."""

    out: Composition = field(default_factory=Composition)
    hidden: bool = False
    item: _Item | None = None
    depth: int = 0
    lists: int = 0
    _line: list[str] = field(default_factory=list)

    def walk(self, element: Any) -> None:
        """Add what an element holds, its own kind aside."""
        self.depth += 1
        if self.depth > _DEEPEST:
            self._say("".join(element.itertext()))
        else:
            self._say(element.text)
            for child in element:
                if isinstance(child.tag, str):
                    self._element(child)
                self._say(child.tail)
        self.depth -= 1

    def flush(self) -> None:
        """End the line: a paragraph, or a part of the open list item."""
        text, self._line = "".join(self._line), []
        if not text.strip():
            return
        if self.item:
            self.out.item(text, self.item.mark, self.item.depth)
            self.item.mark = ""
        else:
            self.out.paragraph(text)

    def _say(self, text: str | None) -> None:
        if text:
            self._line.append(re.sub(r"\s+", " ", text))

    def _element(self, element: Any) -> None:
        if is_dropped(element):
            return
        if is_hidden(element):
            self.hidden = self.hidden or bool(element.text_content().strip())
            return
        tag = element.tag
        if tag == "br":
            self._line.append("\n")
        elif tag == "pre":
            self._preformatted(element)
        elif tag == "sup" or is_note_reference(element):
            self._line.append(_raised(element))
        elif tag in BLOCKS or is_footnote(element):
            self.flush()
            self._block(element)
            self.flush()
        else:
            self._link(element)
            self.walk(element)

    def _link(self, element: Any) -> None:
        if element.tag == "a" and not is_note_reference(element):
            self.out.link(element.text_content(), element.get("href") or "")

    def _block(self, element: Any) -> None:
        tag = element.tag
        if is_footnotes(element):
            self._footnotes(element)
        elif is_footnote(element):
            self._footnote(element, "")
        elif re.fullmatch(r"h[1-6]", tag):
            self._outside_lists()
            self.out.heading(self._inline(element), int(tag[1]))
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag in ("caption", "figcaption"):
            self.out.caption(self._inline(element))
        else:
            self.walk(element)

    def _outside_lists(self) -> None:
        self.item = None

    def _list(self, element: Any) -> None:
        outer = self.item
        self.lists += 1
        for entry, mark in list_marks(element):
            if is_dropped(entry) or is_hidden(entry):
                continue
            self.item = _Item(mark, self.lists - 1)
            self.walk(entry)
            self.flush()
        self.lists -= 1
        self.item = outer

    def _footnotes(self, element: Any) -> None:
        """Notes in a list are numbered by it, unless they bear their own mark."""
        entries = [entry for entry in element.iter("li", "p") if not _inside_entry(entry, element)]
        for number, entry in enumerate(entries, start=1):
            self._footnote(entry, str(number) if entry.tag == "li" else "")

    def _footnote(self, element: Any, label: str) -> None:
        text = tidy(self._inline(element))
        own = _NOTE_LABEL.match(text)
        starts_with_mark = own and (own[0].strip() != own[1] or own[1].isdigit() or "*" in own[1])
        if own and starts_with_mark and not label:
            label, text = own[1], text[own.end() :]
        self.out.footnote(label, text)

    def _table(self, element: Any) -> None:
        rows, headers = rows_of(element)
        captions = [child for child in element if child.tag == "caption"]
        for caption in captions:
            self.out.caption(self._inline(caption))
        if is_layout(element, rows):
            for row in rows:
                for cell in row:
                    self.walk(cell)
                    self.flush()
            return
        cells = [[self._cell(cell) for cell in row] for row in rows]
        self.out.table(grid_of(cells, headers))

    def _cell(self, element: Any) -> Cell:
        columns, rows = (_span(element.get(name)) for name in ("colspan", "rowspan"))
        text = self._inline(element)
        return Cell(text, columns, rows, header=element.tag == "th", style=set_as(element))

    def _inline(self, element: Any) -> str:
        """Return an element's words on one line, whatever blocks stand in it."""
        return tidy("".join(self._words(element)))

    def _words(self, element: Any, depth: int = 0) -> Iterator[str]:
        if depth > _DEEPEST:
            yield "".join(element.itertext())
            return
        yield element.text or ""
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and not is_dropped(child) and not self._passes_hidden(child):
                yield from self._words_of_child(child, depth)
            yield child.tail or ""

    def _words_of_child(self, child: Any, depth: int) -> Iterator[str]:
        self._link(child)
        if child.tag == "sup" or is_note_reference(child):
            yield _raised(child)
        elif child.tag == "br" or child.tag in BLOCKS:
            yield _part(child)
            yield from self._words(child, depth + 1)
            yield " "
        elif not (child.tag == "a" and _BACK_LINK.match(child.text_content() or " ")):
            yield from self._words(child, depth + 1)

    def _passes_hidden(self, element: Any) -> bool:
        hidden = is_hidden(element)
        self.hidden = self.hidden or (hidden and bool(element.text_content().strip()))
        return hidden

    def _preformatted(self, element: Any) -> None:
        self.flush()
        self._line.append(element.text_content())
        self.flush()


def _raised(element: Any) -> str:
    """Return a note's mark in brackets, other raised digits as superscripts."""
    text = tidy(element.text_content())
    links = is_note_reference(element) or any(map(is_note_reference, element.iter("a")))
    if not links:
        return superscript(text)
    bare = text.strip("[]()")
    return f"[{bare}]" if bare and not _BACK_LINK.match(bare) else ""


def _part(block: Any) -> str:
    """Return what parts a block on a line from what is before it."""
    row_below = block.tag == "tr" and block.getprevious() is not None
    return " • " if row_below or block.tag == "li" else " "


def _inside_entry(entry: Any, top: Any) -> bool:
    parent = entry.getparent()
    while parent is not None and parent is not top:
        if parent.tag == "li":
            return True
        parent = parent.getparent()
    return False


def _span(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 1
