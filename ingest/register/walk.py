"""One pass over a document's blocks that finds what it recommends, and how far each goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, BlockKind, Span
from ingest.register.entries import Entry, Part
from ingest.register.ledger import Ledger, Scope
from ingest.register.marks import Opening, Style, opening_of
from ingest.register.tables import recommending_cells
from ingest.register.titles import Region, region_of, titles_list, topic_of
from ingest.register.wording import (
    lead_in_topic,
    recommends,
    recommends_in_place,
    reports_others,
    suggests,
)

_SKIPPED = (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.CONTENTS)
_PRONOUNS = ("It ", "They ", "This ", "These ", "Such ")

_Asks = Callable[[str], bool]


@dataclass(slots=True)
class Walk:
    """Blocks in, entries out; ``before`` is the block read last."""

    book: Ledger
    before: Block | None = None

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
                self._item(block, item)
        else:
            self._paragraph(block)
        self.before = block

    def finished(self) -> list[Entry]:
        """Return what was found, in no order."""
        self.book.leave_lead()
        self.book.close()
        return self.book.entries

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
            self.book.region = self.book.opened(found) if found else None
        opening = opening_of(self._text, block.span)
        self.book.label = None
        if opening.style is Style.LABEL:
            self._label(block, opening)

    def _subheading(self, block: Block, region: Scope, title: str) -> None:
        """Below a bare "RECOMMENDATION" a short line that asks for something is no heading."""
        straight = self.before is not None and self.before.kind is BlockKind.HEADING
        if region.topic.single and straight and recommends_in_place(title):
            self.book.start(region.section, opening_of(self._text, block.span), region)
        region.style = Style.NONE
        if self.book.current:
            self.book.current.sealed = True

    def _name(self, block: Block) -> None:
        """A lettered heading and the name straight below it are one theme, as on one line."""
        above = self.before
        if not above or above.kind is not BlockKind.HEADING or not above.section:
            return
        if above.section == block.section[:-1] and above.section[-1][1:3] == ". ":
            self.book.names[block.section] = f"{above.section[-1]} – {block.section[-1]}"

    def _label(self, block: Block, opening: Opening) -> None:
        if self.book.lead:
            self.book.leave_lead()
        if readable(opening.body.of(self._text)).strip("*_ "):
            self.book.start(block.section, opening, self.book.labelled_scope())
        else:
            self.book.close()
            self.book.label = opening

    def _item(self, block: Block, span: Span) -> None:
        opening = opening_of(self._text, span)
        column = span.start - (self._text.rfind("\n", 0, span.start) + 1)
        if opening.style is Style.LABEL:
            self._label(block, opening)
        elif self.book.current and not self.book.current.sealed and self._is_part(opening, column):
            self.book.current.add(Part(span, item=True))
        elif self.book.label:
            labelled = Opening(Style.LABEL, self.book.label.number, opening.body)
            self.book.start(block.section, labelled, self.book.labelled_scope())
        elif self.book.scope:
            self._item_in_scope(block, opening, column)
        else:
            self.book.close()
            self._sentences(block, opening, recommends)

    def _is_part(self, opening: Opening, column: int) -> bool:
        """Whether an item belongs to the current entry: deeper, or of a lower kind of mark."""
        current = self.book.current
        if current is None or self._next_in_line(current, opening):
            return False
        led_in = current.style is Style.LABEL or current.leads_in(self._text)
        if current.style is Style.NONE:
            return led_in
        if current.style is Style.BULLET:
            other = opening.style is not Style.BULLET and led_in
            return other or column > current.column + 1
        return opening.style is not current.style or column > current.column + 1

    def _next_in_line(self, current: Entry, opening: Opening) -> bool:
        """ "(i)" is a letter after "(h)"."""
        last, letter = current.number.strip("()."), opening.number.strip("().")
        return len(last) == len(letter) == 1 and ord(letter) == ord(last) + 1

    def _item_in_scope(self, block: Block, opening: Opening, column: int) -> None:
        scope = self.book.scope
        words = opening.body.of(self._text)
        if scope is None:
            return
        numbered_before = scope.style not in (Style.NONE, Style.BULLET)
        aside = scope.topic.mixed and not recommends_in_place(words)
        if aside or (numbered_before and not opening.numbered):
            self.book.close()
            return
        goes_on = self.book.current and self._next_in_line(self.book.current, opening)
        style = self.book.current.style if self.book.current and goes_on else opening.style
        opening = Opening(style, opening.number, opening.body)
        self.book.start(block.section, opening, scope, column)

    def _paragraph(self, block: Block) -> None:
        span = self._below_bare_word(block)
        if span is None:
            return
        opening = opening_of(self._text, span)
        if opening.style is Style.LABEL:
            self._label(block, opening)
        elif self.book.label:
            labelled = Opening(Style.LABEL, self.book.label.number, opening.body)
            self.book.start(block.section, labelled, self.book.labelled_scope())
        elif opening.numbered and self.book.scope and opening.style is not Style.DOTTED:
            self._item(block, span)
        elif not self._adds_to_current(opening, span):
            self.book.close()
            self._prose(block, opening)

    def _below_bare_word(self, block: Block) -> Span | None:
        """Return what stands below a first line that is such a heading; all where it is none."""
        first, _, rest = block.span.of(self._text).partition("\n")
        topic = titles_list(first)
        if not topic:
            return block.span
        self.book.leave_lead()
        self.book.close()
        self.book.lead = self.book.opened(Region(topic, block.section))
        return Span(block.span.end - len(rest), block.span.end) if rest.strip() else None

    def _adds_to_current(self, opening: Opening, span: Span) -> bool:
        current = self.book.current
        if current is None or current.sealed or opening.numbered:
            return False
        if current.ends_open(self._text):
            current.add(Part(span))
            return True
        numbered = current.style not in (Style.NONE, Style.BULLET, Style.LABEL)
        leads_in = readable(span.of(self._text)).endswith(":")
        if numbered and (leads_in or current.headed(self._text)) and self.book.scope:
            current.add(Part(span), hold=True)
            return True
        return False

    def _prose(self, block: Block, opening: Opening) -> None:
        """A paragraph that opens no entry by its place: a lead-in, or sentences that recommend."""
        words = opening.body.of(self._text)
        if self.book.lead and not self.book.lead.entries:
            return self._led_paragraph(block, opening)
        self.book.leave_lead()
        topic = None if opening.numbered else lead_in_topic(words)
        if topic:
            last = sentence_spans(self._text, opening.body)[-1]
            sentence = last if recommends(last.of(self._text)) else None
            self.book.lead = self.book.opened(Region(topic, block.section), sentence)
        elif self.book.region and self.book.region.topic.strong:
            self._prose_in_region(block, opening, words)
        elif self.book.region and reports_others(words):
            self.book.region = None
        else:
            self._sentences(block, opening, recommends)
        return None

    def _led_paragraph(self, block: Block, opening: Opening) -> None:
        """The one paragraph that a lead-in or a bare "RECOMMENDATION" has below it."""
        lead = self.book.lead
        if lead is None:
            return
        if lead.sentence:
            sentence = Opening(Style.NONE, "", lead.sentence)
            self.book.start(block.section, sentence, lead).add(Part(opening.body))
        elif recommends_in_place(opening.body.of(self._text)):
            self.book.start(block.section, opening, lead)
        self.book.leave_lead()

    def _prose_in_region(self, block: Block, opening: Opening, words: str) -> None:
        region = self.book.region
        if region is None or readable(words).endswith(":"):
            return
        listed = region.style is not Style.NONE
        if region.topic.single and not region.entries:
            self.book.start(block.section, opening, region)
        elif listed or region.topic.single:
            self._sentences(block, opening, suggests)
        else:
            self._sentences(block, opening, recommends_in_place)

    def _sentences(self, block: Block, opening: Opening, asks: _Asks) -> None:
        """Take each sentence that recommends; "It should also …" goes on with the one before."""
        words = opening.body.of(self._text)
        if asks is recommends and "recommend" not in words.lower():
            return
        number = opening.number
        entry: Entry | None = None
        for span in sentence_spans(self._text, opening.body):
            sentence = span.of(self._text)
            if not asks(sentence):
                continue
            if entry and asks is not recommends and sentence.startswith(_PRONOUNS):
                entry.parts = [Part(Span(entry.span.start, span.end))]
                continue
            found = Opening(Style.NONE, number, span)
            entry = self.book.start(block.section, found, self.book.labelled_scope())
            number = ""

    def _row(self, block: Block) -> None:
        self.book.leave_lead()
        self.book.close()
        region = self.book.region
        under = bool(region and region.topic.strong and region.entries == region.rows)
        scope = self.book.labelled_scope()
        for cell in recommending_cells(self._text, block, under=under):
            opening = Opening(Style.NONE, cell.number, cell.span)
            entry = self.book.start(block.section, opening, scope)
            entry.theme = cell.group or entry.theme
            if scope:
                scope.rows += 1
            self.book.close()
