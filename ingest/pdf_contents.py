"""Contents lists of pages: which blocks are one, and the titles that they announce."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.words import BlockKind
from ingest.headings import is_contents_title
from ingest.openings import is_contents_line
from ingest.pdf_blocks import LaidBlock, outline_key

_ENTRY = re.compile(r"^(?P<title>.*?[^\W\d_].*?)(?:[.…\s]*\s|[.…]+)(?P<page>\d{1,3}|[ivxl]{1,6})$")
_SAME_INDENT = 4.0
_GROUP_HEADS = 2
"""Blocks in a row that may stand in a list without a page number: names of its parts."""

_FEWEST_ON_NEXT_PAGE = 2


@dataclass(frozen=True, slots=True)
class Contents:
    """The pages' blocks with contents lists told from text, and what the lists announce.

    ``titles`` are keyed by ``outline_key``, with their depth from 1, by their indent.
    """

    pages: list[list[LaidBlock]]
    titles: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A title with the page it stands on, 0 where that is a roman number."""

    title: str
    page: int
    indent: float


@dataclass(slots=True)
class _Reach:
    """How far a list reaches over a page's blocks, and the last page number in it."""

    end: int
    page: int


def contents_told(pages: Sequence[Sequence[LaidBlock]]) -> Contents:
    """Tell which blocks are a contents list.

    Entries with leaders are, wherever they stand. Entries with page numbers alone are below
    the list's title, and go on over a page while the numbers rise.
    """
    told: list[list[LaidBlock]] = []
    reach: _Reach | None = None
    for page in pages:
        start = next((i for i, block in enumerate(page) if is_contents_title(block.text)), None)
        if start is not None:
            reach = _reach(page, start + 1, 0)
            start = start if reach.end > start + 1 else reach.end
        elif reach:
            start, reach = 0, _reach_on(page, reach.page)
        end = reach.end if reach else 0
        blocks = [
            replace(block, kind=BlockKind.CONTENTS)
            if (start or 0) <= position < end or _has_leaders(block)
            else block
            for position, block in enumerate(page)
        ]
        if not blocks or blocks[-1].kind is not BlockKind.CONTENTS:
            reach = None
        told.append(blocks)
    return Contents(told, _announced(told))


def _reach(page: Sequence[LaidBlock], start: int, number: int) -> _Reach:
    """Return how far entries follow one another from ``start``, with rising page numbers."""
    found, without = _Reach(start, number), 0
    for position in range(start, len(page)):
        numbers = [entry.page for entry in _entries(page[position]) if entry.page]
        if numbers and _rises([found.page, *numbers]):
            found, without = _Reach(position + 1, numbers[-1]), 0
        elif without == _GROUP_HEADS:
            break
        elif not _all_entries(page[position]):
            without += 1
    return found


def _reach_on(page: Sequence[LaidBlock], number: int) -> _Reach | None:
    """Return how far a list goes on over a new page; None where it does not."""
    if not page or not _all_entries(page[0]):
        return None
    found = _reach(page, 0, number)
    entries = sum(len(_entries(block)) for block in page[: found.end])
    return found if entries >= _FEWEST_ON_NEXT_PAGE else None


def _rises(numbers: Sequence[int]) -> bool:
    return all(before <= number for before, number in itertools.pairwise(numbers))


def _entries(block: LaidBlock) -> list[_Entry]:
    """Return the entries that a block is made of; none where its last line is not one.

    A title may take more lines than one.
    """
    found: list[_Entry] = []
    title, left = "", 0.0
    for text, indent in _lines(block):
        left = left if title else indent
        entry = _ENTRY.match(f"{title} {text}".strip())
        title = "" if entry else f"{title} {text}".strip()
        if entry:
            page = int(entry["page"]) if entry["page"].isdigit() else 0
            found.append(_Entry(entry["title"].rstrip(" .…"), page, left))
    lines = len(list(_lines(block)))
    return found if not title and 2 * len(found) >= lines else []


def _all_entries(block: LaidBlock) -> bool:
    return bool(_entries(block))


def _lines(block: LaidBlock) -> Iterator[tuple[str, float]]:
    """Yield the lines of a block, or its rows, with where they begin."""
    if block.lines:
        yield from ((line.text, line.box.left) for line in block.lines)
    else:
        yield from ((" ".join(cell for cell in row if cell), 0.0) for row in block.rows)


def _has_leaders(block: LaidBlock) -> bool:
    leading = sum(is_contents_line(line.text) for line in block.lines)
    return 2 * leading > len(block.lines)


def _announced(pages: Sequence[Sequence[LaidBlock]]) -> dict[str, int]:
    blocks = (block for page in pages for block in page if block.kind is BlockKind.CONTENTS)
    entries = [entry for block in blocks for entry in _entries(block)]
    indents: list[float] = []
    for indent in sorted(entry.indent for entry in entries):
        if not indents or indent - indents[-1] > _SAME_INDENT:
            indents.append(indent)
    return {
        outline_key(entry.title): sum(indent <= entry.indent for indent in indents)
        for entry in entries
    }
