"""What guidance obliges a plan, a report or the like to contain and to observe.

It begins with a list of required contents ("It is important that the action plan
contains:"); only in its section are other sentences on that plan looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Block, BlockKind, RecommendationKind, Span
from ingest.register.entries import Entry, Part, theme_of
from ingest.register.marks import Style, opening_of

_NOUNS = r"(?P<noun>plan|strategy|scheme|report|response|submission|statement|policy|application)"
_SUBJECTS = _NOUNS.replace("noun", "subject")
_HOLDS = r"(?:contains?|includes?|sets? out|covers?|describes?|address(?:es)?|specif(?:y|ies))"
_MODAL = r"(?:should|must|shall|is to|has to|needs to|is required to)"
_CONTENTS = re.compile(
    rf"\bit is (?:important|essential|vital|necessary|required) that (?:[\w-]+ ){{0,4}}?{_NOUNS}\b"
    rf"(?: {_MODAL})? {_HOLDS}\b[^.:]*:$|"
    rf"\b(?:the|each|every|any|an?) (?:[\w-]+ ){{0,4}}?{_SUBJECTS} {_MODAL} "
    rf"(?:[\w-]+ )?{_HOLDS}\b[^.:]*:$",
    re.IGNORECASE,
)
_ANY_MODAL = re.compile(rf"\b{_MODAL}\b", re.IGNORECASE)
_DEADLINE = re.compile(
    r"\b(?:at least|within|(?:no|not) later than) [\w-]+ (?:working )?(?:days?|weeks?|months?)\b",
    re.IGNORECASE,
)
_JUDGED_BY = r"\b(?:extent to which|whether|how far|how well) (?:[\w-]+ ){{0,4}}?{noun}\b[^.:]*:$"
_SUBJECT = (
    r"^(?:(?:in addition|also|finally|furthermore|moreover),? )?(?:a copy of )?"
    r"(?:the|each|every|any|an?) (?:[\w-]+ ){{0,3}}?{noun}\b"
)


@dataclass(slots=True)
class _Section:
    """A section that lists required contents: of what, and what it obliges."""

    noun: str
    group: int
    entries: list[Entry] = field(default_factory=list)


def obligations_of(text: str, blocks: Sequence[Block], known: Sequence[Entry]) -> list[Entry]:
    """Return what guidance obliges to, but for what is ``known`` as a recommendation."""
    nouns = {
        block.section: noun
        for block in blocks
        if block.kind is BlockKind.PARAGRAPH and (noun := _required_noun(text, block))
    }
    found: list[Entry] = []
    for number, (section, noun) in enumerate(nouns.items(), start=1):
        body = [block for block in blocks if block.section == section]
        found += _of_section(text, body, _Section(noun, -number))
    taken = {entry.span.start for entry in known}
    return [entry for entry in found if entry.span.start not in taken]


def _required_noun(text: str, block: Block) -> str:
    match = _CONTENTS.search(readable(block.span.of(text)))
    return (match["noun"] or match["subject"]).lower() if match else ""


def _of_section(text: str, blocks: Sequence[Block], section: _Section) -> list[Entry]:
    before: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            _take_sentences(text, block, section)
        elif block.kind is BlockKind.LIST:
            listed = bool(before and _lists(text, before, section.noun))
            for item in block.items:
                opening = opening_of(text, item)
                if listed or _ANY_MODAL.search(opening.body.of(text)):
                    _take(section, block, opening.body, opening.number)
        before = block
    return section.entries


def _lists(text: str, block: Block, noun: str) -> bool:
    """Whether a paragraph leads into required contents or what they are judged by."""
    words = readable(block.span.of(text))
    judged = re.search(_JUDGED_BY.format(noun=noun), words, re.IGNORECASE)
    return bool(_CONTENTS.search(words) or judged)


def _take_sentences(text: str, block: Block, section: _Section) -> None:
    subject = re.compile(_SUBJECT.format(noun=section.noun), re.IGNORECASE)
    for span in sentence_spans(text, block.span):
        words = readable(span.of(text))
        obliges = _ANY_MODAL.search(words) or _DEADLINE.search(words)
        if subject.match(words) and obliges and not words.endswith(":"):
            _take(section, block, span, "")


def _take(section: _Section, block: Block, span: Span, number: str) -> None:
    section.entries.append(
        Entry(
            number,
            Style.NONE,
            RecommendationKind.REQUIREMENT,
            block.section,
            section.group,
            theme_of(block.section),
            [Part(span)],
        )
    )
