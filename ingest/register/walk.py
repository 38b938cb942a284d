"""One pass over a document's blocks that finds what it recommends, and how far each goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.markup import readable
from corpus.words import Block, BlockKind, Span
from ingest.register.entries import Entry
from ingest.register.items import Items
from ingest.register.labels import take_label, take_labelled, take_words_of_title
from ingest.register.ledger import Ledger, Scope
from ingest.register.marks import Opening, Style, opening_of
from ingest.register.motions import asks_for_verbs
from ingest.register.pieces import parted_by_labels, pieces_of
from ingest.register.prose import Prose
from ingest.register.tables import recommending_cells
from ingest.register.titles import Region, is_bare_word, region_of, titles_list, topic_of
from ingest.register.wording import recommends, recommends_in_place

_LETTERED = re.compile(r"^[A-Z]\. ")
_SKIPPED = (
    BlockKind.FURNITURE,
    BlockKind.TABLE_LABEL,
    BlockKind.CAPTION,
    BlockKind.FOOTNOTE,
    BlockKind.CONTENTS,
)


@dataclass(slots=True)
class Walk:
    """Blocks in, entries out; ``before`` is the block read last."""

    book: Ledger
    before: Block | None = None
    items: Items = field(init=False)
    prose: Prose = field(init=False)

    def __post_init__(self) -> None:
        self.prose = Prose(self.book)
        self.items = Items(self.book, self.prose)

    @property
    def _text(self) -> str:
        return self.book.text

    def read(self, block: Block) -> None:
        """Take the next block."""
        if block.kind in _SKIPPED:
            return
        if block.kind is BlockKind.HEADING:
            self._heading(block)
        elif block.kind is BlockKind.TABLE_ROW:
            self._row(block)
        elif block.kind is BlockKind.LIST:
            for item in block.items:
                self._pieces_of_item(block, item)
        else:
            self._paragraph(block)
        self.before = block

    def finished(self) -> list[Entry]:
        """Return what was found, in no order.

        Where conclusions stand among recommendations that are labelled, the rest are conclusions.
        """
        self.book.leave_lead()
        self.book.close()
        labelled = {entry.group for entry in self.book.entries if entry.style is Style.LABEL}
        concluding = labelled & self.book.mixed_groups
        return [
            entry
            for entry in self.book.entries
            if not self._only_heads(entry)
            and (entry.group not in concluding or self._recommends_itself(entry))
        ]

    def _recommends_itself(self, entry: Entry) -> bool:
        told = entry.style in (Style.LABEL, Style.CELL)
        return told or recommends(entry.words(self._text))

    def _only_heads(self, entry: Entry) -> bool:
        """Whether a heading taken for a recommendation has others below it, as a theme has."""
        depth = len(entry.heads)
        return bool(depth) and any(
            other is not entry and other.section[:depth] == entry.heads
            for other in self.book.entries
        )

    def _heading(self, block: Block) -> None:
        self.book.leave_lead()
        self._name(block)
        title = block.section[-1] if block.section else ""
        found = region_of(block.section)
        goes_on = self.book.region and found and found.section == self.book.region.section
        if self.book.region and goes_on and not topic_of(title):
            self._subheading(block, self.book.region, title)
        else:
            self.book.close()
            self.book.titled = None
            self.book.region = self.book.opened(found) if found else None
        opening = opening_of(self._text, block.span)
        if opening.style is Style.LABEL:
            take_label(self.book, block, opening)
        elif not self._titles_label(block):
            self.book.label = None
        elif not is_bare_word(title):
            take_labelled(self.book, block, block.span)

    def _titles_label(self, block: Block) -> bool:
        """Whether a heading stands below, or straight after, a label alone."""
        label, above = self.book.label_section, self.before
        straight = above is not None and above.section == label and above.kind is block.kind
        nested = block.section[:-1] == label
        return bool(self.book.label) and (nested or (straight and block.section[:-1] == label[:-1]))

    def _subheading(self, block: Block, region: Scope, title: str) -> None:
        """A numbered line that asks for something, or such a short one below a bare
        "RECOMMENDATION", is what is recommended, or the theme of what stands below it."""
        opening = opening_of(self._text, block.span)
        straight = self.before is not None and self.before.kind is BlockKind.HEADING
        alone = region.topic.single and straight
        numbered = opening.numbered and opening.style is not Style.LABEL
        self.book.titled = None
        if (alone or numbered) and recommends_in_place(opening.body.of(self._text)):
            entry = self.book.start(region.section, opening, region)
            entry.heads = () if alone else block.section
            self.book.titled = None if alone else entry
        region.style = Style.NONE
        if self.book.current:
            self.book.current.sealed = True

    def _name(self, block: Block) -> None:
        """A lettered heading and the name straight below it are one theme, as on one line."""
        above = self.before
        if not above or above.kind is not BlockKind.HEADING or not above.section:
            return
        if above.section == block.section[:-1] and _LETTERED.match(above.section[-1]):
            self.book.names[block.section] = f"{above.section[-1]} – {block.section[-1]}"

    def _paragraph(self, block: Block) -> None:
        span = self._below_bare_word(block)
        for piece in pieces_of(self._text, span) if span else []:
            self._piece(block, piece)

    def _pieces_of_item(self, block: Block, item: Span) -> None:
        first, *others = parted_by_labels(self._text, item)
        self.items.read(block, first)
        for piece in others:
            self._piece(block, piece)

    def _piece(self, block: Block, span: Span) -> None:
        opening = opening_of(self._text, span)
        if opening.style is Style.LABEL:
            take_label(self.book, block, opening)
        elif self.book.label:
            take_labelled(self.book, block, span)
        elif self._is_item(opening):
            self.items.read(block, span)
        elif not (take_words_of_title(self.book, opening) or self.items.adds_paragraph(opening)):
            self.book.close()
            self.prose.read(block, opening)

    def _is_item(self, opening: Opening) -> bool:
        """Whether a paragraph's number makes it an item; "2.1" only straight below a lead-in."""
        lead = self.book.lead
        led = lead is not None and (not lead.entries or lead.style is Style.DOTTED)
        dotted = opening.style is Style.DOTTED
        return bool(opening.numbered and self.book.scope and (led or not dotted))

    def _below_bare_word(self, block: Block) -> Span | None:
        """Return what stands below a first line that is such a heading; all where it is none."""
        first, _, rest = block.span.of(self._text).partition("\n")
        topic = titles_list(first)
        if not topic:
            return block.span
        self.book.leave_lead()
        self.book.close()
        self.book.lead = self.book.opened(Region(topic, block.section))
        self.book.lead.asks = asks_for_verbs(readable(first))
        return Span(block.span.end - len(rest), block.span.end) if rest.strip() else None

    def _row(self, block: Block) -> None:
        self.book.leave_lead()
        self.book.close()
        self.book.titled = None
        region = self.book.region
        under = bool(region and region.topic.strong and region.entries == region.rows)
        scope = self.book.labelled_scope()
        for cell in recommending_cells(self._text, block, under=under):
            opening = Opening(Style.CELL, cell.number, cell.span)
            entry = self.book.start(block.section, opening, scope)
            entry.theme = cell.group or entry.theme
            if scope:
                scope.rows += 1
            self.book.close()
