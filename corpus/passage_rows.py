"""The passages of documents in the catalogue, with their vectors' ids and their words' indices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from corpus import schema
from corpus.words import Passage, Unit

_VARIABLES = 500
"""Values that are looked up at once, so that a statement stays within SQLite's count of them."""

_INDICES = {"passage_words": ("heading", "body"), "passage_forms": ("body",)}


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the document that it is of and its number in reading order."""

    row: int
    document_id: str
    passage: Passage


def vector_id_of(document_id: str, unit: Unit) -> str:
    """Return the id under which a unit's vector is kept."""
    return f"{document_id}:{unit.id}"


def chunks(values: list[str]) -> Iterator[list[str]]:
    """Part values so that each part can be looked up at once."""
    for start in range(0, len(values), _VARIABLES):
        yield values[start : start + _VARIABLES]


def stored_passages(
    connection: sa.Connection, chosen: sa.ColumnElement[bool]
) -> Iterator[StoredPassage]:
    """Yield the chosen passages in reading order."""
    query = schema.passages.select().where(chosen).order_by(schema.passages.c.row)
    for row in connection.execute(query):
        yield StoredPassage(row.row, row.document_id, schema.passage_of(row.id, row.content))


def add_passages(
    connection: sa.Connection, document_id: str, title: str, passages: Iterable[Passage]
) -> None:
    """Insert a document's passages behind all others."""
    last = connection.scalar(sa.select(sa.func.max(schema.passages.c.row))) or 0
    stored = [
        StoredPassage(row, document_id, passage) for row, passage in enumerate(passages, last + 1)
    ]
    if not stored:
        return
    rows = [
        {
            "row": each.row,
            "id": each.passage.id,
            "document_id": document_id,
            "content": schema.passage_content(each.passage),
        }
        for each in stored
    ]
    connection.execute(schema.passages.insert(), rows)
    vectors = {
        (vector_id_of(document_id, unit), each.row)
        for each in stored
        for unit in each.passage.units
    }
    if vectors:
        named = [{"vector_id": key, "passage": row} for key, row in sorted(vectors)]
        connection.execute(schema.passage_vectors.insert(), named)
    _index(connection, title, stored, "")


def drop_passages(connection: sa.Connection, document_id: str, title: str) -> None:
    """Delete a document's passages; ``title`` is the one that they were added with."""
    of_document = schema.passages.c.document_id == document_id
    stored = list(stored_passages(connection, of_document))
    if not stored:
        return
    _index(connection, title, stored, "delete")
    rows = sa.select(schema.passages.c.row).where(of_document)
    vectors = schema.passage_vectors
    connection.execute(vectors.delete().where(vectors.c.passage.in_(rows)))
    connection.execute(schema.passages.delete().where(of_document))


def _index(
    connection: sa.Connection, title: str, stored: Sequence[StoredPassage], command: str
) -> None:
    """Put passages into the indices of words, or with the command "delete" take them out."""
    values = [
        {
            "command": command,
            "row": each.row,
            "heading": " > ".join((title, *each.passage.section)),
            "body": each.passage.shown,
        }
        for each in stored
    ]
    for index, columns in _INDICES.items():
        names = ("rowid", *columns)
        told = ", ".join(f":{name}" for name in ("row", *columns))
        into = (
            f"{index}({index}, {', '.join(names)})" if command else f"{index}({', '.join(names)})"
        )
        said = f":command, {told}" if command else told
        connection.execute(sa.text(f"INSERT INTO {into} VALUES ({said})"), values)
