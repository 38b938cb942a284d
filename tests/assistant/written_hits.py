"""Hits written out as lines of text, and rankings of them with odds given."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.features import places_of
from assistant.ranking import Ranked, Ranking
from corpus.words import BlockKind, Document, Hit, Passage, Role, Source, Span, Statement, Unit

LIKELY, UNLIKELY = 2.0, -6.0


def hit(
    *units: Sequence[str],
    section: str = "1 Duties",
    document: str = "a",
    title: str = "Report",
    score: float = 1,
    dense: float = 0.5,
) -> Hit:
    """A hit whose units are these statements, a line each.

    ``- `` marks an item, ``| `` a row, ``+ `` a further sentence of an item; a closing colon
    marks a lead-in. Blocks stand an empty line apart.
    """
    made, at = [], 0
    for number, lines in enumerate(units):
        statements = []
        for line in lines:
            at += not line.startswith("+ ")
            shown = line[2:] if line[:2] in ("- ", "| ", "+ ") else line
            statements.append(Statement(_role(line), Span(at, at + len(shown)), shown))
            at += len(shown) + 1
        span = Span(statements[0].span.start, statements[-1].span.end)
        shown = "\n".join(statement.shown for statement in statements)
        made.append(Unit(f"u{number}", BlockKind.PARAGRAPH, span, shown, tuple(statements)))
    passage = Passage(f"{document}-{section}", Span(0, at), tuple(made), (section,))
    source = Document(document, Source(f"{document}.md", title), "0", at, 1)
    return Hit(source, passage, score, dense, 1.0, (dense,) * len(made))


def _role(line: str) -> Role:
    if line.startswith("- "):
        return Role.ITEM
    if line.startswith("| "):
        return Role.ROW
    return Role.LEAD_IN if line.endswith(":") else Role.SENTENCE


def ranking(hits: Sequence[Hit], *likely: str, **odds: float) -> Ranking:
    """A ranking in the hits' order: statements that hold one of ``likely`` are likely, those
    that hold a word given with its odds have them, the others are unlikely."""
    statements = []
    for place in places_of(hits):
        shown = place.statement.shown
        given = [score for word, score in odds.items() if word in shown]
        score = LIKELY if any(words in shown for words in likely) else UNLIKELY
        statements.append(Ranked(place, max(given, default=score)))
    return Ranking(tuple(hits), tuple(statements))


def equally_rare(word: str) -> float:
    return 1.0
