"""How documents lie in tables, and how rows become words of the house and back."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from corpus.words import (
    BlockKind,
    Claim,
    Document,
    Link,
    NoteReference,
    Page,
    Passage,
    Reading,
    Recommendation,
    RecommendationKind,
    Role,
    Source,
    Span,
    Statement,
    Unit,
    Version,
)

TABLES = sa.MetaData()


class Packed(sa.TypeDecorator[Any]):
    """A value as JSON, compressed: a passage is kept with its units and their statements, which
    say the same words, in a fifth of the room."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> bytes:
        said = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return zlib.compress(said.encode("utf-8", "surrogatepass"))

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        return json.loads(zlib.decompress(value).decode("utf-8", "surrogatepass"))


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
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("stored", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("publisher", sa.String, nullable=False),
    sa.Column("date", sa.String, nullable=False),
    sa.Column("media_type", sa.String, nullable=False),
    sa.Column("characters", sa.Integer, nullable=False),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("page_count", sa.Integer, nullable=False),
    sa.Column("warnings", sa.JSON, nullable=False),
    sa.Column("pages", sa.JSON, nullable=False),
    sa.Column("text", Packed, nullable=False),
    sa.Column("links", sa.JSON, nullable=False, server_default="[]"),
    sa.Column("notes", sa.JSON, nullable=False, server_default="[]"),
)
removed = sa.Table(
    "removed",
    TABLES,
    sa.Column("key", sa.String, primary_key=True),
)
"""Digests of name and content that were removed, so that a folder does not bring them back."""

jobs = sa.Table(
    "jobs",
    TABLES,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("unit", sa.String, nullable=False),
    sa.Column("detail", sa.String, nullable=False),
    sa.Column("share", sa.Float, nullable=False),
    sa.Column("owner", sa.String, nullable=False),
    sa.Column("lease_until", sa.Float, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("started", sa.Float, nullable=False),
    sa.Column("updated", sa.Float, nullable=False),
    sa.Column("ocr", sa.Boolean, nullable=False, server_default=sa.false()),
)
job_files = sa.Table(
    "job_files",
    TABLES,
    sa.Column("job_id", sa.ForeignKey("jobs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("note", sa.JSON, nullable=False),
    sa.Column("asked_for", sa.Boolean, nullable=False),
    sa.Column("outcome", sa.String, nullable=False),
    sa.Column("document_id", sa.String, nullable=False),
    sa.Column("passages", sa.Integer, nullable=False),
    sa.Column("detail", sa.String, nullable=False),
)
passages = sa.Table(
    "passages",
    TABLES,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column(
        "document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("content", Packed, nullable=False),
)
passage_vectors = sa.Table(
    "passage_vectors",
    TABLES,
    sa.Column("vector_id", sa.String, primary_key=True),
    sa.Column("passage", sa.Integer, primary_key=True),
    sqlite_with_rowid=False,
)
"""The vectors that each passage's units call for: equal units share one."""

recommendations = sa.Table(
    "recommendations",
    TABLES,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, nullable=False, unique=True),
    sa.Column(
        "document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("number", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("first_start", sa.Integer, nullable=False),
    sa.Column("first_end", sa.Integer, nullable=False),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("theme", sa.String, nullable=False),
    sa.Column("section", sa.JSON, nullable=False),
    sa.Column("page", sa.JSON, nullable=False),
)
claims = sa.Table(
    "claims",
    TABLES,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column(
        "document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("count", sa.Integer, nullable=False),
    sa.Column("found", sa.Integer, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
unread_headings = sa.Table(
    "unread_headings",
    TABLES,
    sa.Column("row", sa.Integer, primary_key=True),
    sa.Column(
        "document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
)
abbreviations = sa.Table(
    "abbreviations",
    TABLES,
    sa.Column("document_id", sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("short", sa.String, primary_key=True),
    sa.Column("long", sa.String, primary_key=True),
)

WORD_INDICES = (
    """CREATE VIRTUAL TABLE passage_words USING fts5(
        heading, body, content='',
        tokenize="porter unicode61 remove_diacritics 2")""",
    """CREATE VIRTUAL TABLE passage_forms USING fts5(
        body, content='', detail=none,
        tokenize="unicode61 remove_diacritics 2")""",
    "CREATE VIRTUAL TABLE words USING fts5vocab(passage_forms, row)",
)
"""Stems of passages and of what they stand under; words as they are written, and how many
passages hold each. They hold no text: to take a passage out of them, it must be told again."""

_LATER = (
    ("jobs", "ocr", "BOOLEAN NOT NULL DEFAULT 0"),
    ("versions", "links", "JSON NOT NULL DEFAULT '[]'"),
    ("versions", "notes", "JSON NOT NULL DEFAULT '[]'"),
)
"""Columns that data folders of earlier releases lack: table, name and type."""


_FREE_SHARE = 0.25


def create_tables(connection: sa.Connection) -> None:
    """Create the tables that are not there yet, and what came later: columns and an index."""
    TABLES.create_all(connection)
    for table, name, kind in _LATER:
        known = {column["name"] for column in sa.inspect(connection).get_columns(table)}
        if name not in known:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    if not sa.inspect(connection).has_table("words"):
        for statement in WORD_INDICES:
            connection.exec_driver_sql(statement)


def prepare_connection(connection: Any, _record: Any) -> None:
    """Set up each connection: a journal that readers do not wait for, and erased means erased."""
    connection.isolation_level = None  # transactions begin where the catalogue says so
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def give_back_free_pages(cursor: Any) -> None:
    """Shrink a database file of which a quarter or more is free; outside of any transaction."""
    [free], [pages] = (
        cursor.execute(f"PRAGMA {of}").fetchone() for of in ("freelist_count", "page_count")
    )
    if free >= _FREE_SHARE * pages:
        cursor.execute("VACUUM")


def begin(connection: sa.Connection) -> None:
    """Begin a transaction in which every read sees the same moment."""
    connection.exec_driver_sql("BEGIN")


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


def version_row(document_id: str, reading: Reading, number: int, stored: str) -> dict[str, object]:
    row = document_row(document_id, reading)
    del row["id"], row["version"]
    return {
        **row,
        "document_id": document_id,
        "sha256": reading.sha256,
        "number": number,
        "stored": stored,
        "pages": page_rows(reading.pages),
        "links": [[link.span.start, link.span.end, link.url] for link in reading.links],
        "notes": [
            [tie.mark.start, tie.mark.end, tie.note.start, tie.note.end] for tie in reading.notes
        ],
        "text": reading.text,
    }


def document_of(row: sa.Row) -> Document:
    return _document(row, row.id, row.version)


def version_of(row: sa.Row) -> Version:
    """Return a version from a row of ``versions`` with ``current``, its document's version."""
    document = _document(row, row.document_id, row.sha256)
    current = row.sha256 == row.current
    links = tuple(Link(Span(start, end), url) for start, end, url in row.links)
    notes = tuple(NoteReference(Span(*pair[:2]), Span(*pair[2:])) for pair in row.notes)
    pages = pages_of(row.pages)
    return Version(document, row.number, row.stored, current, pages, links, notes)


def _document(row: sa.Row, document_id: str, version: str) -> Document:
    source = Source(row.name, row.title, row.publisher, row.date, row.media_type)
    warnings = tuple(row.warnings if isinstance(row.warnings, list) else json.loads(row.warnings))
    return Document(
        document_id, source, version, row.characters, row.passages, row.page_count, warnings
    )


def page_rows(pages: Iterable[Page]) -> list[list[object]]:
    return [[p.physical, p.label, p.span.start, p.span.end] for p in pages]


def pages_of(rows: Iterable[Any] | None) -> tuple[Page, ...]:
    return tuple(
        Page(physical, label, Span(start, end)) for physical, label, start, end in rows or ()
    )


def passage_content(passage: Passage) -> list[object]:
    """Return what is kept of a passage besides its id."""
    units = [
        [
            unit.id,
            unit.kind,
            unit.span.start,
            unit.span.end,
            unit.shown,
            [_statement_content(statement) for statement in unit.statements],
        ]
        for unit in passage.units
    ]
    span = passage.span
    return [span.start, span.end, passage.section, page_rows(passage.pages), units]


def _statement_content(statement: Statement) -> list[object]:
    context = [[span.start, span.end] for span in statement.context]
    return [statement.role, statement.span.start, statement.span.end, statement.shown, context]


def passage_of(passage_id: str, content: Sequence[Any]) -> Passage:
    """Return the passage of which ``passage_content`` is kept."""
    start, end, section, pages, units = content
    return Passage(
        passage_id,
        Span(start, end),
        tuple(_unit_of(*unit) for unit in units),
        tuple(section),
        pages_of(pages),
    )


def _unit_of(
    unit_id: str, kind: str, start: int, end: int, shown: str, statements: list[Any]
) -> Unit:
    return Unit(
        unit_id,
        BlockKind(kind),
        Span(start, end),
        shown,
        tuple(
            Statement(Role(role), Span(first, last), said, tuple(Span(*pair) for pair in context))
            for role, first, last, said, context in statements
        ),
    )


def recommendation_row(document_id: str, recommendation: Recommendation) -> dict[str, object]:
    return {
        "id": recommendation.id,
        "document_id": document_id,
        "number": recommendation.number,
        "kind": str(recommendation.kind),
        "start": recommendation.span.start,
        "end": recommendation.span.end,
        "first_start": recommendation.first.start,
        "first_end": recommendation.first.end,
        "shown": recommendation.shown,
        "theme": recommendation.theme,
        "section": list(recommendation.section),
        "page": page_rows([recommendation.page] if recommendation.page else []),
    }


def recommendation_of(row: sa.Row) -> Recommendation:
    page = pages_of(row.page)
    return Recommendation(
        row.id,
        row.number,
        row.shown,
        Span(row.start, row.end),
        Span(row.first_start, row.first_end),
        RecommendationKind(row.kind),
        row.theme,
        tuple(row.section),
        page[0] if page else None,
    )


def claim_row(document_id: str, claim: Claim) -> dict[str, object]:
    return {
        "document_id": document_id,
        "kind": str(claim.kind),
        "count": claim.count,
        "found": claim.found,
        "start": claim.span.start,
        "end": claim.span.end,
    }


def claim_of(row: sa.Row) -> Claim:
    values = row._mapping
    return Claim(RecommendationKind(row.kind), values["count"], row.found, Span(row.start, row.end))
