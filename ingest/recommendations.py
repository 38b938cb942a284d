"""The recommendation register: from a document's blocks to every recommendation once.

A recommendation is what stands as an item, a numbered paragraph or a recommending
sentence under a heading of recommendations (or of success factors, areas for action,
required contents); what is labelled as one; what follows "We recommend that", "Cabinet is
asked to" or "RESOLVED – that"; what such a lead-in lists; and what a table's "Recommendation"
column, or a card's row of that name, holds, each of a series "(i) … (ii) …" for itself. An
ordinary "should" is none, and "We suggest" or "That Cabinet …" is one only below such a
heading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from corpus.words import Block, Page, Recommendation, Register
from ingest.register.claims import claims_of
from ingest.register.entries import recommendation_of
from ingest.register.ledger import Ledger
from ingest.register.marks import Style
from ingest.register.obligations import obligations_of
from ingest.register.repeats import merged
from ingest.register.unread import unread_headings
from ingest.register.walk import Walk


def register_of(text: str, blocks: Sequence[Block], pages: tuple[Page, ...] = ()) -> Register:
    """Return what a document recommends, in reading order, and the counts it gives itself."""
    walk = Walk(Ledger(text))
    for block in blocks:
        walk.read(block)
    entries = walk.finished()
    entries += obligations_of(text, blocks, entries)
    entries.sort(key=lambda entry: entry.span.start)
    found = [recommendation_of(entry, text, pages) for entry in entries]
    labelled = [entry.style is Style.LABEL for entry in entries]
    kept = merged(found, labelled)
    claims = claims_of(text, blocks, entries, kept)
    unread = unread_headings(text, blocks, [entry.span for entry in entries])
    return Register(tuple(_told_apart(kept)), claims, unread)


def _told_apart(recommendations: list[Recommendation]) -> list[Recommendation]:
    """Give entries of the same words under the same theme ids of their own."""
    seen: Counter[str] = Counter()
    apart = []
    for entry in recommendations:
        seen[entry.id] += 1
        count = seen[entry.id]
        apart.append(entry if count == 1 else replace(entry, id=f"{entry.id}-{count}"))
    return apart
