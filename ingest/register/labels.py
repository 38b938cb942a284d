"""Labelled recommendations ("Recommendation 4"): in one piece, alone above their words, or with
a title that their words stand below ("Recommendation 4: Lighting")."""

from __future__ import annotations

import re

from corpus.markup import readable
from corpus.words import Block, Span
from ingest.register.entries import Entry, Part
from ingest.register.ledger import Ledger
from ingest.register.marks import Opening, Style, opening_of
from ingest.register.prose import PRONOUNS
from ingest.register.verbs import opens_with_verb
from ingest.register.wording import obliges, recommends_in_place

_LONGEST_TITLE = 14
_SAYS_MORE = re.compile(r"[.;:!?]$")
_ASIDE = re.compile(r"^(?:\w+ ){0,2}\w+:\s+\S")
"""A paragraph on something else, and labelled so ("Reason: …")."""


def take_label(book: Ledger, block: Block, opening: Opening) -> None:
    """Begin the entry that a label opens, or remember a label that stands alone."""
    book.leave_lead()
    if readable(opening.body.of(book.text)).strip("*_ "):
        _start(book, block, opening)
    else:
        book.close()
        book.titled = None
        book.label, book.label_section = opening, block.section


def take_labelled(book: Ledger, block: Block, span: Span) -> None:
    """Begin the entry of the label that stands alone above; "(a)" is the first of its parts."""
    opening = opening_of(book.text, span)
    lettered = opening.style in (Style.LETTER, Style.ROMAN)
    if book.label:
        body = span if lettered else opening.body
        _start(book, block, Opening(Style.LABEL, book.label.number, body))


def take_words_of_title(book: Ledger, opening: Opening) -> bool:
    """Tell whether a paragraph belongs to the title above it.

    The first that asks for something has the words, and the title is its theme; or, where
    the title asks for something itself, its first part.
    """
    entry = book.titled
    if entry is None or opening.numbered:
        return False
    plain = readable(opening.body.of(book.text))
    asks_itself = opens_with_verb(entry.words(book.text))
    if _ASIDE.match(plain) or not recommends_in_place(plain):
        book.titled = None if asks_itself else entry
        book.close()
        return not asks_itself
    if asks_itself or plain.startswith(PRONOUNS):
        entry.add(Part(opening.body))
    else:
        entry.theme, entry.parts = entry.words(book.text), [Part(opening.body)]
    entry.sealed = False
    book.current, book.titled = entry, None
    return True


def _start(book: Ledger, block: Block, opening: Opening) -> Entry:
    entry = book.start(block.section, opening, book.labelled_scope())
    words = entry.words(book.text)
    said = obliges(words) or _SAYS_MORE.search(words) or len(words.split()) > _LONGEST_TITLE
    book.titled = None if said else entry
    return entry
