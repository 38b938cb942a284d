"""Statements of documents as sentences of an answer, and the citations that carry them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.answer import AnswerSentence, Citation, cited
from assistant.compose import Selection
from corpus.library import Library
from corpus.words import Hit, Role, Span, Statement

_ENDED = re.compile(r"[.!?:;][)”’\"'\]*†‡§\d]*$")


@dataclass(slots=True)
class Quotations:
    """The citations of one answer, numbered as they are first needed, each place once."""

    library: Library
    citations: list[Citation] = field(default_factory=list)
    _texts: dict[str, str] = field(default_factory=dict)
    _said: set[object] = field(default_factory=set)
    _section: tuple[str, ...] = ()
    _before: AnswerSentence | None = None

    def text(self, hit: Hit) -> str:
        """Return the stored text of a hit's document, of the version found."""
        document = hit.document
        if document.id not in self._texts:
            self._texts[document.id] = self.library.text(document.id, document.version)
        return self._texts[document.id]

    def text_of(self, document_id: str) -> str:
        """Return the stored text of a document that has been cited."""
        return self._texts[document_id]

    def cite(self, hit: Hit, span: Span) -> int:
        """Return the marker of a place."""
        for citation in self.citations:
            if citation.document.id == hit.document.id and citation.span == span:
                return citation.marker
        self.citations.append(cited(len(self.citations) + 1, hit, span, self.text(hit)))
        return len(self.citations)

    def carrying(self, hit: Hit, statement: Statement) -> tuple[int, ...]:
        """Return the markers of a statement and of the lines that it is spelled out with."""
        spans = (statement.span, *statement.context)
        return tuple(dict.fromkeys(self.cite(hit, span) for span in spans))

    def quote(self, selection: Selection) -> list[AnswerSentence]:
        """Return a selection as sentences, without what has been said word for word;
        neighbouring statements share one citation."""
        text = self.text(selection.hit)
        sentences = []
        here = (selection.hit.document.id, *selection.hit.passage.section)
        elsewhere, self._section = here != self._section, here
        for run in _neighbours(self._unsaid(selection), text):
            span = Span(run[0].span.start, run[-1].span.end)
            marker = self.cite(selection.hit, span)
            context = (self.cite(selection.hit, part) for part in run[0].context)
            markers = (marker, *context)
            for statement in run:
                opens = elsewhere or _stands_apart(statement, self._before)
                opens, elsewhere = opens and self._before is not None, False
                item = statement.role is Role.ITEM
                self._before = AnswerSentence(statement.shown, markers, item, opens)
                sentences.append(self._before)
        return sentences

    def say(self, hit: Hit, statement: Statement) -> None:
        """Note that a statement has been said."""
        self._said.add(_said_as(hit, statement))

    def has_said(self, hit: Hit, statement: Statement) -> bool:
        """Tell whether a statement has been said."""
        return _said_as(hit, statement) in self._said

    def _unsaid(self, selection: Selection) -> list[Statement]:
        """Leave out what has been said word for word; lists may share the words of a lead-in,
        which goes too where no item is left."""
        left = []
        for statement in selection.statements:
            if not self.has_said(selection.hit, statement):
                self.say(selection.hit, statement)
                left.append(statement)
        return left if any(one.role is not Role.LEAD_IN for one in left) else []


def _stands_apart(statement: Statement, before: AnswerSentence | None) -> bool:
    """Tell whether a statement would run into what stands before it: rows, and lines that are
    no sentences."""
    if not before or statement.role is Role.ITEM or before.item:
        return False
    return statement.role is Role.ROW or not _ENDED.search(before.text)


def _said_as(hit: Hit, statement: Statement) -> object:
    if statement.role is Role.LEAD_IN:
        return hit.document.id, statement.span
    return statement.shown


def _neighbours(statements: Sequence[Statement], text: str) -> list[list[Statement]]:
    """Part statements into runs between which the text holds white space alone."""
    runs: list[list[Statement]] = []
    for statement in statements:
        last = runs[-1][-1] if runs else None
        row = statement.role is Role.ROW
        if last and not row and not text[last.span.end : statement.span.start].strip(" \n\r\t*_"):
            runs[-1].append(statement)
        else:
            runs.append([statement])
    return runs
