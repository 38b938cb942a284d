"""How documents lie in tables, and how rows become words of the house and back."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from corpus.words import (
    BlockKind,
    Document,
    Page,
    Passage,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    Unit,
)

TABLES = sa.MetaData()

facts = sa.Table(
    "facts",
    TABLES,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)
documents = sa.Table(
    "documents",
    TABLES,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False, unique=True),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("publisher", sa.String, nullable=False),
    sa.Column("date", sa.String, nullable=False),
    sa.Column("media_type", sa.String, nullable=False),
    sa.Column("version", sa.String, nullable=False),
    sa.Column("characters", sa.Integer, nullable=False),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("page_count", sa.Integer, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
)
versions = sa.Table(
    "versions",
    TABLES,
    sa.Column("document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)
passages = sa.Table(
    "passages",
    TABLES,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column(
        "document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("section", sa.JSON, nullable=False),
    sa.Column("page", sa.JSON),
    sa.Column("heading", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
)
units = sa.Table(
    "units",
    TABLES,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("vector_id", sa.String, nullable=False, index=True),
    sa.Column(
        "passage_id", sa.ForeignKey("passages.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("id", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("statements", sa.JSON, nullable=False),
)

LEXICAL_INDEX = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS passage_words USING fts5(
        heading, body, content='passages', content_rowid='row',
        tokenize="porter unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER IF NOT EXISTS passage_words_add AFTER INSERT ON passages BEGIN
        INSERT INTO passage_words(rowid, heading, body) VALUES (new.row, new.heading, new.body);
    END""",
    """CREATE TRIGGER IF NOT EXISTS passage_words_drop AFTER DELETE ON passages BEGIN
        INSERT INTO passage_words(passage_words, rowid, heading, body)
        VALUES ('delete', old.row, old.heading, old.body);
    END""",
)


def prepare_connection(connection: Any, _record: Any) -> None:
    """Set up each connection: a journal that readers do not wait for, and erased means erased."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def document_row(document_id: str, reading: Reading) -> dict[str, object]:
    source = reading.source
    return {
        "id": document_id,
        "name": source.name,
        "title": source.title,
        "publisher": source.publisher,
        "date": source.date,
        "media_type": source.media_type,
        "version": reading.sha256,
        "characters": len(reading.text),
        "passages": len(reading.passages),
        "page_count": len(reading.pages),
        "warnings": list(reading.warnings),
    }


def document_of(row: sa.Row) -> Document:
    source = Source(row.name, row.title, row.publisher, row.date, row.media_type)
    warnings = tuple(row.warnings if isinstance(row.warnings, list) else json.loads(row.warnings))
    return Document(
        row.id, source, row.version, row.characters, row.passages, row.page_count, warnings
    )


def passage_of(row: sa.Row, units: list[Unit]) -> Passage:
    pages = tuple(
        Page(physical, label, Span(start, end)) for physical, label, start, end in row.page or ()
    )
    return Passage(row.id, Span(row.start, row.end), tuple(units), tuple(row.section), pages)


def unit_of(row: sa.Row) -> Unit:
    statements = tuple(
        Statement(Role(role), Span(start, end), shown, tuple(Span(*pair) for pair in context))
        for role, start, end, shown, context in row.statements
    )
    return Unit(row.id, BlockKind(row.kind), Span(row.start, row.end), row.shown, statements)


def statement_row(statement: Statement) -> list[object]:
    context = [[span.start, span.end] for span in statement.context]
    return [statement.role, statement.span.start, statement.span.end, statement.shown, context]
