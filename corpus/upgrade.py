"""Data folders of schema 2 brought to schema 3, which keeps passages compressed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa

from corpus import schema
from corpus.passage_rows import add_passages
from corpus.words import Passage

FROM, TO = "2", "3"

_MAKE_WAY = (
    "DROP TRIGGER IF EXISTS passage_words_add",
    "DROP TRIGGER IF EXISTS passage_words_drop",
    "DROP TRIGGER IF EXISTS passage_forms_add",
    "DROP TRIGGER IF EXISTS passage_forms_drop",
    "DROP TABLE IF EXISTS words",
    "DROP TABLE IF EXISTS passage_words",
    "DROP TABLE IF EXISTS passage_forms",
    "DROP INDEX ix_passages_document_id",
    "ALTER TABLE passages RENAME TO passages_before",
    "ALTER TABLE units RENAME TO units_before",
)
_DONE = ("DROP TABLE units_before", "DROP TABLE passages_before")


def upgrade(connection: sa.Connection) -> None:
    """Write passages, texts and indices of words anew, from those that a folder has; vectors
    stay as they are."""
    for statement in _MAKE_WAY:
        connection.exec_driver_sql(statement)
    schema.create_tables(connection)
    titles = connection.execute(sa.select(schema.documents.c.id, schema.documents.c.title)).all()
    for document_id, title in titles:
        add_passages(connection, document_id, title, _passages_before(connection, document_id))
    _pack_texts(connection)
    for statement in _DONE:
        connection.exec_driver_sql(statement)


def _passages_before(connection: sa.Connection, document_id: str) -> Iterator[Passage]:
    """Yield a document's passages in reading order as schema 2 kept them."""
    units: defaultdict[str, list[list[object]]] = defaultdict(list)
    for passage_id, statements, *rest in connection.exec_driver_sql(
        "SELECT u.passage_id, u.statements, u.id, u.kind, u.start, u.end, u.shown "
        "FROM units_before u JOIN passages_before p ON p.id = u.passage_id "
        "WHERE p.document_id = ? ORDER BY u.row",
        (document_id,),
    ):
        units[passage_id].append([*rest, json.loads(statements)])
    for passage_id, start, end, section, page in connection.exec_driver_sql(
        "SELECT id, start, end, section, page FROM passages_before "
        "WHERE document_id = ? ORDER BY row",
        (document_id,),
    ):
        content = [start, end, json.loads(section), json.loads(page or "[]"), units[passage_id]]
        yield schema.passage_of(passage_id, content)


def _pack_texts(connection: sa.Connection) -> None:
    versions = schema.versions
    for row, text in connection.exec_driver_sql("SELECT rowid, text FROM versions").all():
        of_row = sa.text("rowid = :row").bindparams(row=row)
        connection.execute(versions.update().where(of_row).values(text=text))
