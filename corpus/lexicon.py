"""The words that the documents use: how many passages hold each, and their abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType

import sqlalchemy as sa

from corpus import schema
from corpus.words import Abbreviation

SHORTEST = 4
"""Letters of a word that is counted; in shorter ones every slip makes another word."""

FEWEST_PASSAGES = 2
"""Passages that hold a word that is counted; what stands in one alone may be a slip itself."""

_ABOVE_ALL = "\U0010ffff"
_LOOKED_AT = 300
"""Passages that are looked at for a word in small letters, at most some 50 ms: a word that so
many hold in capitals alone is a name."""


class LexiconRows:
    """Words out; they go in with the passages and the document that they stand in.

    What was counted is kept until ``forget`` is called: at 100,000 passages, with 300,000
    different words, those of one first letter take some 0.1 s to count, and all 1.5 s.
    """

    def __init__(self, transaction: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._transaction = transaction
        self.forget()

    def forget(self) -> None:
        """Forget what was counted; call when a change is committed.

        What is counted meanwhile goes where nobody looks any more.
        """
        self._counted: dict[str, Mapping[str, int]] = {}
        self._explained: list[Mapping[str, frozenset[str]]] = []
        self._small: dict[str, bool] = {}

    def words(self, initial: str) -> Mapping[str, int]:
        """Return the words that begin with a letter, and how many passages hold each as written,
        in small letters without accents."""
        counted = self._counted
        if initial not in counted:
            query = sa.text(
                """SELECT term, doc FROM words WHERE term >= :first AND term <= :last
                AND doc >= :fewest AND length(term) >= :shortest"""
            )
            values = {
                "first": initial,
                "last": initial + _ABOVE_ALL,
                "fewest": FEWEST_PASSAGES,
                "shortest": SHORTEST,
            }
            with self._transaction() as connection:
                rows = connection.execute(query, values)
                found = {row.term: row.doc for row in rows if row.term.isalpha()}
            counted[initial] = MappingProxyType(found)
        return counted[initial]

    def is_written_small(self, word: str) -> bool:
        """Tell whether a passage holds the word, in this form, in small letters, addresses of the
        web aside."""
        small = self._small
        if word not in small:
            small[word] = word.isalnum() and self._look_for_small(word)
        return small[word]

    def _look_for_small(self, word: str) -> bool:
        small = re.compile(rf"(?<![A-Za-z./@-]){word.lower()}(?![A-Za-z/@-])")
        matching = sa.text("SELECT rowid FROM passage_forms WHERE passage_forms MATCH :phrase")
        rows = matching.columns(sa.column("rowid")).subquery()
        looked_at = schema.passages.c.row.in_(sa.select(rows.c.rowid).limit(_LOOKED_AT))
        query = schema.passages.select().where(looked_at)
        with self._transaction() as connection:
            found = connection.execute(query, {"phrase": f'"{word}"'})
            shown = (schema.passage_of(row.id, row.content).shown for row in found)
            return any(small.search(text) for text in shown)

    def abbreviations(self) -> Mapping[str, frozenset[str]]:
        """Return each short form with all that it stands for, in any document."""
        explained = self._explained
        if not explained:
            table = schema.abbreviations.c
            found: dict[str, set[str]] = {}
            with self._transaction() as connection:
                for row in connection.execute(sa.select(table.short, table.long).distinct()):
                    found.setdefault(row.short, set()).add(row.long)
            held = {short: frozenset(longs) for short, longs in found.items()}
            explained.append(MappingProxyType(held))
        return explained[0]


def put_abbreviations(
    connection: sa.Connection, document_id: str, abbreviations: Iterable[Abbreviation]
) -> None:
    """Write a document's abbreviations in the place of those before."""
    table = schema.abbreviations
    connection.execute(table.delete().where(table.c.document_id == document_id))
    rows = [
        {"document_id": document_id, "short": pair.short, "long": pair.long}
        for pair in abbreviations
    ]
    if rows:
        connection.execute(table.insert(), rows)
