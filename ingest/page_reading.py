"""What stands on a PDF's page, in no order yet: its parts, its ruled tables, what is set
another way round, and what readers do not see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.boxes import Box, sides_turned, turned
from ingest.glyphs import GlyphPage, Word
from ingest.parts import Part, is_running_text, parts_of
from ingest.ruled_tables import RuledPage, RuledTable, RuledTables
from ingest.running_heads import MARGIN

_INVISIBLE_LAYER = 0.9
"""Share of hidden words from which they are the text layer of a scan, not hidden text."""

_MOSTLY = 0.5
"""Share of a page from which a picture on it may be a scan of it."""

_MUCH = 40
"""Words set another way round from which they are a table or text of their own; fewer label
a chart, or are the head of a page whose table lies on its side."""


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's parts in no order yet, and its ruled tables; ``recognised`` where OCR read it.

    Attributes:
        tables: from the top down.
        hidden: words that readers cannot see, left out.
        slanted: words at a slant, as a watermark's are, left out.
        turned: the text that is set another way round than the page's, each in its own
            coordinates, to be read after the rest.
        aside: what only the page needs of what is set another way round, or was set over
            a scan that OCR read.
        pictured: whether pictures cover most of the page.
        links: words that link, with their addresses.
        rectangles: drawn ones that may be boxes of text.
    """

    parts: tuple[Part, ...]
    height: float
    tables: tuple[RuledTable, ...] = ()
    hidden: int = 0
    slanted: int = 0
    turned: tuple[tuple[Part, ...], ...] = ()
    aside: tuple[Part, ...] = ()
    pictured: bool = False
    recognised: bool = False
    links: tuple[tuple[str, str], ...] = ()
    rectangles: tuple[Box, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing that is seen is set on it."""
        return not self.parts and not self.aside and self.bare

    @property
    def bare(self) -> bool:
        """Whether it holds neither tables nor text that is set another way round."""
        return not self.tables and not self.turned


def read_page(page: GlyphPage, number: int, tables: RuledTables | None) -> ReadPage:
    """Read a page, counted from 0; ``tables`` finds the ruled ones, where it is given."""
    seen, hidden = _seen(page)
    words = [word for word in seen if word.turned == 0]
    other_way = _turned(seen, page)
    heads = [word for each in other_way for word in each.as_words()]
    ruled = RuledPage()
    if tables and page.ruled and words:
        ruled = _ruled(tables, number, words, heads)
    found = ruled.tables
    outside = [word for word in words if not _in_table(word.box, found)]
    others = [each.outside(found) for each in other_way]
    return ReadPage(
        tuple(parts_of(outside)),
        page.height,
        found,
        hidden,
        slanted=sum(word.turned is None for word in seen),
        turned=tuple(body for each in others if (body := each.body)),
        aside=tuple(part for each in others for part in each.furniture),
        pictured=page.pictured >= _MOSTLY,
        links=tuple(_links(page.links, words)),
        rectangles=(*page.rectangles, *ruled.frames),
    )


def _ruled(
    tables: RuledTables, number: int, words: Sequence[Word], heads: Sequence[Word]
) -> RuledPage:
    """Return a page's ruled tables, of which a few ``heads`` of columns may stand on their
    side; where most cells do, the rules do too, and tell no rows. And its frames."""
    found = tables.on_page(number, [*words, *heads])
    level = tuple(
        table
        for table in found.tables
        if sum(_in_table(head.box, [table]) for head in heads)
        <= sum(_in_table(word.box, [table]) for word in words)
    )
    return replace(found, tables=level)


def _seen(page: GlyphPage) -> tuple[list[Word], int]:
    """Return the words that are seen, and the count of those hidden from readers.

    Hidden words are left out: nobody can check a quotation that is not seen. Over a
    scan they are its text, which is.
    """
    hidden = sum(word.hidden for word in page.words)
    if page.images and hidden >= _INVISIBLE_LAYER * len(page.words):
        return list(page.words), 0
    return [word for word in page.words if not word.hidden], hidden


@dataclass(frozen=True, slots=True)
class _Turned:
    """The parts of a page that are turned by the same degrees, in coordinates on which they
    read from left to right, and where each stands on the page."""

    parts: tuple[Part, ...]
    height: float
    places: tuple[Box, ...]

    def as_words(self) -> Iterator[Word]:
        """Yield each part as a word on the page, as the head of a narrow column is one."""
        for part, place in zip(self.parts, self.places, strict=True):
            yield Word(part.text, place, part.size, part.bold)

    def outside(self, tables: Sequence[RuledTable]) -> _Turned:
        kept = [
            pair
            for pair in zip(self.parts, self.places, strict=True)
            if not _in_table(pair[1], tables)
        ]
        return replace(
            self,
            parts=tuple(part for part, _ in kept),
            places=tuple(place for _, place in kept),
        )

    @property
    def body(self) -> tuple[Part, ...]:
        """What is neither in the margin nor a label, a number, a cell or two."""
        inner = [p for p in self.parts if MARGIN < p.box.bottom / self.height < 1 - MARGIN]
        if sum(len(part.text.split()) for part in inner) >= _MUCH:
            return tuple(inner)
        return tuple(part for part in inner if is_running_text([part]))

    @property
    def furniture(self) -> tuple[Part, ...]:
        body = set(self.body)
        return tuple(part for part in self.parts if part not in body)


def _turned(words: Iterable[Word], page: GlyphPage) -> list[_Turned]:
    """Return the words that are turned, by their degrees, joined to parts."""
    groups: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        if word.turned:
            groups[word.turned].append(word)
    return [_level(group, degrees, page) for degrees, group in groups.items()]


def _level(words: Sequence[Word], degrees: int, page: GlyphPage) -> _Turned:
    level = [replace(w, box=turned(w.box, degrees, page.width, page.height)) for w in words]
    parts = tuple(parts_of(level))
    width, height = sides_turned(degrees, page.width, page.height)
    places = tuple(turned(part.box, 360 - degrees, width, height) for part in parts)
    return _Turned(parts, height, places)


def _in_table(box: Box, tables: Iterable[RuledTable]) -> bool:
    return any(table.box.holds(*box.centre) for table in tables)


def _links(links: Iterable[tuple[Box, str]], words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Yield the words on each place that links, with its address."""
    for box, url in links:
        if inside := " ".join(word.text for word in words if box.holds(*word.box.centre)):
            # A full stop behind the link is drawn with its last word.
            yield inside if url.endswith(inside[-1]) else inside.rstrip(".,;:"), url
