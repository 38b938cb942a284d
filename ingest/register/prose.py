"""Paragraphs that open no entry by their place: lead-ins, what they lead into, and sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, RecommendationKind, Span
from ingest.register.entries import Entry, Part
from ingest.register.lead_ins import (
    last_sentence,
    lead_in_topic,
    lists_what_was_heard,
    reports_others,
)
from ingest.register.ledger import Ledger, Scope
from ingest.register.marks import Opening, Style
from ingest.register.motions import asks_for_verbs, is_motion, leads_into_motions, moves_in_place
from ingest.register.series import series_of
from ingest.register.titles import Region, Topic
from ingest.register.verbs import opens_with_verb
from ingest.register.wording import (
    ends_open,
    may_recommend,
    obliges,
    recommends,
    recommends_in_place,
    suggests,
)

PRONOUNS = ("It ", "They ", "This ", "These ", "Such ")
_CLAUSE_ENDS = (";", ",", "; and", ", and", "; or")
_DOES_IT = re.compile(r"[A-Z][a-z]+ (?:the|an?|all|each|any|that|its|their|officers)\b")
"""A verb and its object: "Select the topic", where it is known that verbs follow."""

_Asks = Callable[[str], bool]


@dataclass(slots=True)
class Prose:
    """Reads paragraphs into the ledger."""

    book: Ledger

    @property
    def _text(self) -> str:
        return self.book.text

    def read(self, block: Block, opening: Opening) -> None:
        """Take a paragraph: a clause of the open lead-in, a lead-in, or sentences."""
        self.book.muted = False
        if self._goes_on(block, opening):
            return
        self.book.leave_lead()
        words = opening.body.of(self._text)
        members = [] if opening.numbered else series_of(self._text, opening.body)
        topic = self._lead_in(opening, words)
        region = self.book.region
        if members and members[0].body.start > opening.body.start:
            self._take_series(block, members)
        elif topic:
            self._lead(block, opening, topic)
        elif region and region.topic.strong:
            self._in_region(block, opening, region)
        elif region and reports_others(words):
            self.book.region = None
        elif region and region.topic.kind is RecommendationKind.AREA_FOR_ACTION:
            self.sentences(block, opening, obliges if region.topic.single else recommends)
        else:
            self.sentences(block, opening, recommends)

    def sentences(self, block: Block, opening: Opening, asks: _Asks) -> None:
        """Take each sentence that recommends; "It should also …" goes on with the one before."""
        words = opening.body.of(self._text)
        if asks is recommends and not may_recommend(words):
            return
        number = opening.number
        entry: Entry | None = None
        for span in sentence_spans(self._text, opening.body):
            sentence = span.of(self._text)
            if not asks(sentence):
                continue
            if entry and asks is not recommends and sentence.startswith(PRONOUNS):
                entry.parts = [Part(Span(entry.span.start, span.end))]
                continue
            found = Opening(Style.NONE, number, span)
            entry = self.book.start(block.section, found, self.book.labelled_scope())
            number = ""

    def _lead_in(self, opening: Opening, words: str) -> Topic | None:
        """What a numbered paragraph leads into belongs to it, unless a body is to decide it."""
        if not opening.numbered:
            return lead_in_topic(words)
        region = self.book.region
        promised = region is not None and region.topic.strong
        return (
            lead_in_topic(words)
            if promised and leads_into_motions(readable(words).rstrip(" –—-"))
            else None
        )

    def _lead(self, block: Block, opening: Opening, topic: Topic) -> None:
        last = sentence_spans(self._text, opening.body)[-1]
        sentence = last if recommends(last.of(self._text)) else None
        self.book.lead = self.book.opened(Region(topic, block.section), sentence)
        self.book.lead.asks = sentence is not None or asks_for_verbs(
            readable(opening.body.of(self._text))
        )

    def _take_series(self, block: Block, members: list[Opening]) -> None:
        scope = self.book.opened(Region(Topic(RecommendationKind.RECOMMENDATION), block.section))
        for member in members:
            self.book.start(block.section, member, scope)
        self.book.close()

    def _goes_on(self, block: Block, opening: Opening) -> bool:
        """Whether a paragraph is what the open lead-in, or a bare word, has below it."""
        lead = self.book.lead
        if lead is None or (lead.entries and not lead.clauses):
            return False
        if self._is_clause(lead, opening):
            self.book.start(block.section, opening, lead)
            lead.clauses = True
            return True
        if lead.entries:
            return False
        if lead.sentence:
            sentence = Opening(Style.NONE, "", lead.sentence)
            self.book.start(block.section, sentence, lead).add(Part(opening.body))
        elif recommends_in_place(opening.body.of(self._text)):
            self.book.start(block.section, opening, lead)
        self.book.leave_lead()
        return True

    def _is_clause(self, lead: Scope, opening: Opening) -> bool:
        """ "That …", "notes the report; and", or below "is asked to:" what it is to do."""
        plain = readable(opening.body.of(self._text))
        clause = is_motion(plain) or plain[:1].islower() or plain.endswith(_CLAUSE_ENDS)
        told = opens_with_verb(plain) or moves_in_place(plain) or bool(_DOES_IT.match(plain))
        return clause or (lead.asks and told)

    def _in_region(self, block: Block, opening: Opening, region: Scope) -> None:
        words = opening.body.of(self._text)
        plain = readable(words)
        if ends_open(words):
            return self._leading_on(block, opening, region)
        listed = region.style is not Style.NONE
        goes_on = is_motion(plain) or (
            opening.numbered and region.style in (Style.NONE, opening.style)
        )
        if region.topic.single and not region.entries:
            self.book.start(block.section, opening, region)
        elif (listed or region.topic.single) and not goes_on:
            self.sentences(block, opening, suggests)
        else:
            self.sentences(block, opening, recommends_in_place)
        return None

    def _leading_on(self, block: Block, opening: Opening, region: Scope) -> None:
        """Items below "The Council should:" are one each; below "2.1 The Council should:" its
        parts; below "We met:" none."""
        words = opening.body.of(self._text)
        last = last_sentence(readable(words))
        if lists_what_was_heard(words):
            self.book.muted = True
        elif opening.numbered and recommends_in_place(last):
            self.book.start(block.section, opening, region)
        elif recommends_in_place(last):
            self.book.lead = self.book.opened_within(region)
            self.book.lead.asks = asks_for_verbs(last)
