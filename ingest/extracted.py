"""What a format's reader takes out of a file: text, pages, and what the layout says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.words import BlockKind, Link, Page, Span

PageProgress = Callable[[int, int], None]
"""Called with the pages read so far and their total: first with 0, before any is read.

It may raise ``FileUnreadable``, where a file has more pages than may be read.
"""


def no_page_progress(done: int, total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What the file itself says of a run of whole lines of the text.

    ``kind`` is HEADING (with its ``level`` from 1), FURNITURE (running heads, page
    numbers), CONTENTS, CAPTION, FOOTNOTE or TABLE_ROW (all lines of a table, a row of
    tab-separated cells each; ``level`` counts the header rows, and ``styles`` tell how each
    line's first cell is set, so that rows of one rank compare equal). Everything unmarked is
    read by its wording.

    ``box_end`` is where the box ends that a heading titles, if it titles one: behind it the
    section goes on that the box stands in.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    styles: tuple[str, ...] = ()
    box_end: int = 0


@dataclass(frozen=True, slots=True)
class Extracted:
    """A file's text with its layout; blocks are parted by blank lines.

    Attributes:
        text: the stored text, which every span counts in.
        media_type: what the file is, by its content.
        title, author: as the file's own properties say; empty where they do not.
        date: of the file's own properties, ISO 8601; empty where they do not say.
        pages: for paged sources.
        marks: in order, not overlapping.
        links: to addresses of the web, as the file has them.
        warnings: what an officer should know, each a sentence.
    """

    text: str
    media_type: str
    title: str = ""
    author: str = ""
    date: str = ""
    pages: tuple[Page, ...] = ()
    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
