"""What a page sets apart from its running text: boxes, and notes in the margin."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from corpus.words import BlockKind
from ingest.boxes import Box
from ingest.margin_notes import margin_notes
from ingest.page_lines import TextLine, lines_in_order
from ingest.parts import Part
from ingest.pdf_blocks import LaidBlock, PageLines, Setting, blocks_of_page, goes_on
from ingest.ruled_tables import RuledTable
from ingest.text_boxes import boxes_on, parts_in


@dataclass(frozen=True, slots=True)
class PartedPage:
    """A page's parts: its running text, with a part that stands for each box, and apart from
    it those of its boxes and of its notes in the margin."""

    text: tuple[Part, ...]
    boxes: tuple[tuple[Part, ...], ...] = ()
    notes: tuple[tuple[Part, ...], ...] = ()

    def in_order(
        self,
        tables: Sequence[RuledTable],
        turned: Sequence[Sequence[Part]],
        gutter: float | None,
    ) -> PageLines:
        """Return the page's lines as they are read, those of what is ``turned`` another way
        behind the others; ``gutter`` as for ``lines_in_order``."""
        upright = lines_in_order(self.text, gutter)
        return PageLines(
            (*upright, *itertools.chain.from_iterable(_lines(turned))),
            tuple(tables),
            _lines(self.boxes),
            _lines(self.notes),
        )


def parted(
    parts: Sequence[Part],
    rectangles: Sequence[Box],
    *,
    tables: Sequence[RuledTable],
    height: float,
    size: float,
) -> PartedPage:
    """Take what is set apart out of a page's parts; arguments as for ``boxes_on``."""
    places = [table.box for table in tables]
    boxes = boxes_on(rectangles, parts, tables=places, height=height, size=size)
    inside = [tuple(parts_in(box, parts)) for box in boxes]
    taken = {part for each in inside for part in each}
    stand_ins = [Part("", box, size, bold=False, inset=number) for number, box in enumerate(boxes)]
    text = [*(part for part in parts if part not in taken), *stand_ins]
    notes = margin_notes(text)
    beside = {part for note in notes for part in note}
    return PartedPage(
        tuple(part for part in text if part not in beside), tuple(inside), tuple(map(tuple, notes))
    )


def blocks_in_order(page: PageLines, setting: Setting) -> list[LaidBlock]:
    """Return a page's blocks in reading order: a box behind the paragraph that it cuts, and a
    note in the margin behind the one that it stands beside."""
    blocks = _made_whole(blocks_of_page(page, setting))
    behind: dict[int, list[LaidBlock]] = defaultdict(list)
    for note in page.notes:
        noted = blocks_of_page(PageLines(note), setting)
        behind[_beside(note, blocks)] += [replace(block, aside=True) for block in noted]
    found = behind[-1]
    for number, block in enumerate(blocks):
        found += [block, *behind[number]]
    return found


def _made_whole(blocks: Sequence[LaidBlock]) -> list[LaidBlock]:
    """Join the halves of paragraphs that a box cuts."""
    found: list[LaidBlock] = []
    for apart, group in itertools.groupby(blocks, key=lambda block: block.set_apart):
        run = list(group)
        cut = next((n for n in reversed(range(len(found))) if not found[n].set_apart), None)
        between = cut is not None and cut < len(found) - 1
        if not apart and cut is not None and between and _goes_on_as(found[cut], run[0]):
            lines = (*found[cut].lines, *run[0].lines)
            found[cut] = replace(found[cut], lines=lines)
            run = run[1:]
        found += run
    return found


def _goes_on_as(block: LaidBlock, following: LaidBlock) -> bool:
    texts = all(each.kind is BlockKind.PARAGRAPH and each.lines for each in (block, following))
    return texts and goes_on(block.lines[-1], following.lines[0])


def _beside(note: Sequence[TextLine], blocks: Sequence[LaidBlock]) -> int:
    """Return the position of the block of text that a note stands beside most; -1 if none."""
    place = _place(note)
    beside = [
        (_shared(place, _place(block.lines)), -number)
        for number, block in enumerate(blocks)
        if block.lines and not block.set_apart
    ]
    return -max(beside)[1] if beside else -1


def _place(lines: Sequence[TextLine]) -> Box:
    return reduce(Box.joined, (line.box for line in lines))


def _shared(note: Box, text: Box) -> float:
    """Return the height, in points, that both stand in; less than 0, how far they are apart."""
    return min(note.bottom, text.bottom) - max(note.top, text.top)


def _lines(groups: Iterable[Sequence[Part]]) -> tuple[tuple[TextLine, ...], ...]:
    return tuple(tuple(lines_in_order(group)) for group in groups)
