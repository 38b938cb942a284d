"""The catalogue: documents, versions, passages, units and the lexical index, in SQLAlchemy.

Its commit is the truth: a document is in the library once its row is committed,
and everything else can be rebuilt from here. SQLite with FTS5.
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError, OperationalError

from corpus import schema, upgrade
from corpus.errors import DataFolderOfAnotherVersion, DataFolderUnusable
from corpus.jobs import JobRows, forget_files_of
from corpus.lexicon import LexiconRows, put_abbreviations
from corpus.passage_rows import (
    StoredPassage,
    add_passages,
    chunks,
    drop_passages,
    stored_passages,
    vector_id_of,
)
from corpus.registers import RegisterRows, put_register
from corpus.versions import VersionRows, add_version
from corpus.words import Document, Passage, Reading

HEADING_WEIGHT = 0.5
"""Weight of a word in the heading path against one in the passage, for BM25."""

_SCHEMA = upgrade.TO


@dataclass(frozen=True, slots=True)
class StoredUnit:
    """A unit to embed: its vector's id, its document and what the model reads."""

    vector_id: str
    document_id: str
    section: tuple[str, ...]
    shown: str


class Catalogue:
    """Rows in and out; every method is one transaction.

    Raises ``DataFolderUnusable`` where the disk is full, read-only or broken.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = sa.create_engine(f"sqlite:///{path}", hide_parameters=True)
        event.listen(self._engine, "connect", schema.prepare_connection)
        event.listen(self._engine, "begin", schema.begin)
        with self._transaction() as connection:
            known = sa.inspect(connection).has_table(schema.facts.name)
        found = self.fact("schema") if known else ""
        if found not in ("", upgrade.FROM, _SCHEMA):
            raise DataFolderOfAnotherVersion(path.parent)
        with self._transaction() as connection:
            if found == upgrade.FROM:
                upgrade.upgrade(connection)
            schema.create_tables(connection)
            if found != _SCHEMA:
                _set_fact(connection, "schema", _SCHEMA)
        if found == upgrade.FROM:
            self._give_back_free_pages()
        self.jobs = JobRows(self._transaction)
        self.versions = VersionRows(self._transaction)
        self.registers = RegisterRows(self._transaction)
        self.lexicon = LexiconRows(self._transaction)

    def close(self) -> None:
        self._engine.dispose()

    def fact(self, name: str) -> str:
        """Return a fact about the library itself, or an empty string."""
        with self._transaction() as connection:
            query = sa.select(schema.facts.c.value).where(schema.facts.c.name == name)
            return connection.scalar(query) or ""

    def set_fact(self, name: str, value: str) -> None:
        with self._transaction() as connection:
            _set_fact(connection, name, value)

    def documents(self) -> list[Document]:
        """Return all documents, by title."""
        with self._transaction() as connection:
            rows = connection.execute(schema.documents.select().order_by(schema.documents.c.title))
            return [schema.document_of(row) for row in rows]

    def document(self, document_id: str) -> Document | None:
        with self._transaction() as connection:
            query = schema.documents.select().where(schema.documents.c.id == document_id)
            row = connection.execute(query).one_or_none()
        return schema.document_of(row) if row else None

    def document_named(self, name: str) -> Document | None:
        with self._transaction() as connection:
            query = schema.documents.select().where(schema.documents.c.name == name)
            row = connection.execute(query).one_or_none()
        return schema.document_of(row) if row else None

    def put(self, document_id: str, reading: Reading, passages: Sequence[Passage]) -> None:
        """Make ``reading`` the document's current version, with these passages and its register."""
        row = schema.document_row(document_id, reading)
        of_id = schema.documents.c.id == document_id
        with self._transaction() as connection:
            _drop_passages(connection, document_id)
            if not connection.execute(schema.documents.update().where(of_id).values(row)).rowcount:
                connection.execute(schema.documents.insert().values(row))
            add_version(connection, document_id, reading)
            put_register(connection, document_id, reading.register)
            put_abbreviations(connection, document_id, reading.abbreviations)
            add_passages(connection, document_id, reading.source.title, passages)
        self.lexicon.forget()

    def remove(self, document_id: str) -> None:
        """Delete a document with all that is stored of it."""
        with self._transaction() as connection:
            _drop_passages(connection, document_id)
            connection.execute(
                schema.documents.delete().where(schema.documents.c.id == document_id)
            )
            connection.execute(
                schema.facts.delete().where(schema.facts.c.name == f"state:{document_id}")
            )
            forget_files_of(connection, document_id)
        self.lexicon.forget()

    def erase_traces(self) -> None:
        """Drop what deleted rows left behind in the indices of words, the file and the journal."""
        with self._transaction() as connection:
            for index in ("passage_words", "passage_forms"):
                connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('optimize')")
        self._give_back_free_pages()

    def _give_back_free_pages(self) -> None:
        raw = self._engine.raw_connection()  # outside of any transaction, which would block it
        try:
            schema.give_back_free_pages(raw.cursor())
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            raw.close()

    def stored_units(self, vector_ids: Iterable[str] | None = None) -> Iterator[StoredUnit]:
        """Yield every unit once a vector, in reading order; those of the vectors if given."""
        wanted = None if vector_ids is None else set(vector_ids)
        told: set[str] = set()
        for stored in self._holding(wanted):
            for unit in stored.passage.units:
                key = vector_id_of(stored.document_id, unit)
                if key not in told and (wanted is None or key in wanted):
                    told.add(key)
                    yield StoredUnit(key, stored.document_id, stored.passage.section, unit.shown)

    def _holding(self, vector_ids: set[str] | None) -> list[StoredPassage]:
        """Return the passages whose units call for the vectors, or all."""
        if vector_ids is None:
            with self._transaction() as connection:
                return list(stored_passages(connection, sa.true()))
        found = sorted({passage_id for _, passage_id in self.passages_of_vectors(vector_ids)})
        with self._transaction() as connection:
            of_part = (
                stored_passages(connection, schema.passages.c.id.in_(part))
                for part in chunks(found)
            )
            return sorted(chain.from_iterable(of_part), key=lambda stored: stored.row)

    def vector_ids(self) -> list[str]:
        """Return the ids of the vectors that the units call for, those of a document together."""
        with self._transaction() as connection:
            query = sa.select(schema.passage_vectors.c.vector_id).distinct()
            return list(connection.scalars(query.order_by(schema.passage_vectors.c.vector_id)))

    def vector_count(self) -> int:
        """Return how many vectors the units call for."""
        with self._transaction() as connection:
            of_units = schema.passage_vectors.c.vector_id
            query = sa.select(sa.func.count(sa.distinct(of_units)))
            return connection.scalar(query) or 0

    def passages_of_vectors(self, vector_ids: Iterable[str]) -> list[tuple[str, str]]:
        """Return pairs of vector id and passage id for the given vectors."""
        found: list[tuple[str, str]] = []
        vectors, passages = schema.passage_vectors, schema.passages
        query = sa.select(vectors.c.vector_id, passages.c.id).join(
            passages, passages.c.row == vectors.c.passage
        )
        with self._transaction() as connection:
            for part in chunks(list(vector_ids)):
                rows = connection.execute(query.where(vectors.c.vector_id.in_(part)))
                found += [(row.vector_id, row.id) for row in rows]
        return found

    def match(
        self, words: Sequence[str], limit: int, documents: Sequence[str]
    ) -> list[tuple[str, float]]:
        """Return ids and BM25 scores (higher is better) of passages holding any of the words."""
        if not words:
            return []
        phrase = " OR ".join('"{}"'.format(word.replace('"', "")) for word in words)
        restriction = "AND p.document_id IN :documents" if documents else ""
        query = sa.text(
            f"""SELECT p.id, -bm25(passage_words, {HEADING_WEIGHT}, 1.0) AS score
            FROM passage_words JOIN passages p ON p.row = passage_words.rowid
            WHERE passage_words MATCH :phrase {restriction}
            ORDER BY score DESC LIMIT :limit"""
        )
        values = {"phrase": phrase, "limit": limit}
        if documents:
            query = query.bindparams(sa.bindparam("documents", expanding=True))
            values["documents"] = list(documents)
        with self._transaction() as connection:
            return [(row.id, row.score) for row in connection.execute(query, values)]

    def frequency(self, word: str) -> tuple[int, int]:
        """Return how many passages there are, and how many hold the word in any of its forms."""
        phrase = '"{}"'.format(word.replace('"', ""))
        query = "SELECT count(*) FROM passage_words WHERE passage_words MATCH :phrase"
        with self._transaction() as connection:
            total = connection.scalar(sa.select(sa.func.count(schema.passages.c.row))) or 0
            holding = connection.scalar(sa.text(query), {"phrase": phrase}) or 0
        return total, holding

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[str, Passage]]:
        """Return document id and passage for each known passage id."""
        with self._transaction() as connection:
            return self._passages(connection, passage_ids)

    def around(self, passage_ids: Sequence[str], before: int, after: int) -> list[str]:
        """Return the ids of passages and of so many before and after each in its document."""
        found, near = schema.passages.alias(), schema.passages
        beside = sa.and_(
            near.c.document_id == found.c.document_id,
            near.c.row.between(found.c.row - before, found.c.row + after),
        )
        query = sa.select(near.c.id).distinct().join(found, beside).order_by(near.c.row)
        with self._transaction() as connection:
            return list(connection.scalars(query.where(found.c.id.in_(passage_ids))))

    def passages_in_documents(
        self, passage_ids: Sequence[str]
    ) -> dict[str, tuple[Document, Passage]]:
        """Return each known passage with its document, both as they stand at one moment."""
        with self._transaction() as connection:
            found = self._passages(connection, passage_ids)
            rows = connection.execute(schema.documents.select())
            documents = {row.id: schema.document_of(row) for row in rows}
        return {key: (documents[owner], passage) for key, (owner, passage) in found.items()}

    def _passages(
        self, connection: sa.Connection, passage_ids: Sequence[str]
    ) -> dict[str, tuple[str, Passage]]:
        return {
            stored.passage.id: (stored.document_id, stored.passage)
            for part in chunks(list(passage_ids))
            for stored in stored_passages(connection, schema.passages.c.id.in_(part))
        }

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return a document's passages in reading order."""
        of_document = schema.passages.c.document_id == document_id
        with self._transaction() as connection:
            return [stored.passage for stored in stored_passages(connection, of_document)]

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DatabaseError as error:
            if type(error) not in (OperationalError, DatabaseError):
                raise
            raise DataFolderUnusable(self._path.parent, str(error.orig)) from error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO):
                raise DataFolderUnusable(self._path.parent, error.strerror or str(error)) from error
            raise


def _set_fact(connection: sa.Connection, name: str, value: str) -> None:
    connection.execute(schema.facts.delete().where(schema.facts.c.name == name))
    connection.execute(schema.facts.insert().values(name=name, value=value))


def _drop_passages(connection: sa.Connection, document_id: str) -> None:
    of_id = schema.documents.c.id == document_id
    title = connection.scalar(sa.select(schema.documents.c.title).where(of_id))
    if title is not None:
        drop_passages(connection, document_id, title)
