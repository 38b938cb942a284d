"""Items of lists and numbered paragraphs: an entry each, or a part of the one before."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, Span
from ingest.register.entries import Entry, Part
from ingest.register.labels import take_label, take_labelled
from ingest.register.ledger import Ledger
from ingest.register.marks import Opening, Style, opening_of
from ingest.register.prose import Prose
from ingest.register.reported import is_answer
from ingest.register.wording import ends_open, recommends, recommends_in_place


@dataclass(slots=True)
class Items:
    """Reads items into the ledger."""

    book: Ledger
    prose: Prose

    @property
    def _text(self) -> str:
        return self.book.text

    def read(self, block: Block, span: Span) -> None:
        opening = opening_of(self._text, span)
        column = span.start - (self._text.rfind("\n", 0, span.start) + 1)
        if opening.style is Style.LABEL:
            take_label(self.book, block, opening)
        elif self.book.current and not self.book.current.sealed and self._is_part(opening, column):
            self.book.current.add(Part(span, item=True))
        elif self.book.label:
            take_labelled(self.book, block, span)
        elif self.book.muted:
            self.book.close()
        elif self.book.scope:
            self._item_in_scope(block, opening, column)
        else:
            self.book.close()
            self.prose.sentences(block, opening, recommends)

    def _is_part(self, opening: Opening, column: int) -> bool:
        """Whether an item belongs to the current entry: deeper, or of a lower kind of mark."""
        current = self.book.current
        if current is None or self._next_in_line(current, opening):
            return False
        led_in = current.style is Style.LABEL or current.leads_in(self._text)
        if current.style is Style.NONE:
            return led_in
        if current.style is Style.LABEL and opening.style in (Style.DIGIT, Style.DOTTED):
            return current.leads_in(self._text)
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
        if scope is None:
            return
        numbered_before = scope.style not in (Style.NONE, Style.BULLET, Style.CELL)
        aside = scope.topic.mixed and not _asks(self._text, opening.body)
        answer = is_answer(readable(opening.body.of(self._text)))
        if aside or answer or (numbered_before and not opening.numbered):
            self.book.close()
            return
        goes_on = self.book.current and self._next_in_line(self.book.current, opening)
        style = self.book.current.style if self.book.current and goes_on else opening.style
        opening = Opening(style, opening.number, opening.body)
        self.book.start(block.section, opening, scope, column)

    def adds_paragraph(self, opening: Opening) -> bool:
        """Whether a paragraph belongs to the current entry; it is then added, or held back."""
        span = opening.body
        current = self.book.current
        if current is None or current.sealed or opening.numbered:
            return False
        if current.ends_open(self._text) or current.cut_short(self._text, span):
            current.add(Part(span))
            return True
        numbered = current.style not in (Style.NONE, Style.BULLET, Style.LABEL)
        leads_in = ends_open(span.of(self._text))
        if leads_in and self._asks_anew(span):
            return False
        if numbered and (leads_in or current.headed(self._text)) and self.book.scope:
            current.add(Part(span), hold=True)
            return True
        return False

    def _asks_anew(self, span: Span) -> bool:
        """Whether, among recommendations, "The Board should:" leads into further ones."""
        region = self.book.region
        return bool(region and region.topic.strong) and _asks(self._text, span)


def _asks(text: str, span: Span) -> bool:
    return any(recommends_in_place(one.of(text)) for one in sentence_spans(text, span))
