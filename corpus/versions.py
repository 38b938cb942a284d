"""The versions of documents: each content that a file of one name has had."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import sqlalchemy as sa

from corpus import schema
from corpus.words import Document, Reading, Version

_FEWEST_DIGITS = 8
"""Digits of a sha256 that may name a version."""


class VersionRows:
    """Versions in and out; every method is one transaction."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._transaction = transaction

    def of(self, document_id: str) -> list[Version]:
        """Return a document's versions, the latest first; none where there is no document."""
        versions = schema.versions.c
        query = (
            sa.select(schema.versions, schema.documents.c.version.label("current"))
            .join(schema.documents, schema.documents.c.id == versions.document_id)
            .where(versions.document_id == document_id)
            .order_by(versions.number.desc())
        )
        with self._transaction() as connection:
            return [schema.version_of(row) for row in connection.execute(query)]

    def named(self, document_id: str, sha256: str) -> Version | None:
        """Return the one version whose sha256 begins so, in at least 8 digits."""
        found = [v for v in self.of(document_id) if v.document.version.startswith(sha256)]
        return found[0] if len(found) == 1 and len(sha256) >= _FEWEST_DIGITS else None

    def text(self, document_id: str, sha256: str) -> str | None:
        """Return the stored text of a version, or None if there is none such."""
        versions = schema.versions.c
        query = sa.select(versions.text).where(
            versions.document_id == document_id, versions.sha256 == sha256
        )
        with self._transaction() as connection:
            return connection.scalar(query)

    def contents(self) -> set[str]:
        """Return the sha256 of every version of every document."""
        with self._transaction() as connection:
            return set(connection.scalars(sa.select(schema.versions.c.sha256)))

    def document_holding(self, sha256: str) -> Document | None:
        """Return a document whose current version has this content."""
        query = schema.documents.select().where(schema.documents.c.version == sha256)
        with self._transaction() as connection:
            row = connection.execute(query.order_by(schema.documents.c.id)).first()
        return schema.document_of(row) if row else None

    def was_removed(self, name: str, sha256: str) -> bool:
        """Tell whether a file of this name and content was removed and not brought back."""
        query = sa.select(schema.removed.c.key).where(schema.removed.c.key == _key(name, sha256))
        with self._transaction() as connection:
            return connection.scalar(query) is not None

    def note_removal(self, name: str, contents: Iterable[str]) -> None:
        """Remember, as digests that tell nothing, that a file of these contents was removed."""
        rows = [{"key": _key(name, sha256)} for sha256 in contents]
        with self._transaction() as connection:
            connection.execute(schema.removed.insert().prefix_with("OR IGNORE"), rows)

    def forget_removal(self, name: str, sha256: str) -> None:
        with self._transaction() as connection:
            key = schema.removed.c.key == _key(name, sha256)
            connection.execute(schema.removed.delete().where(key))


def add_version(connection: sa.Connection, document_id: str, reading: Reading) -> None:
    """Add a version as the latest; one of the same content is replaced and keeps its date."""
    versions = schema.versions.c
    of_document = versions.document_id == document_id
    this = sa.and_(of_document, versions.sha256 == reading.sha256)
    latest = connection.scalar(sa.select(sa.func.max(versions.number)).where(of_document)) or 0
    known = connection.execute(
        sa.select(versions.number, versions.stored).where(this)
    ).one_or_none()
    connection.execute(schema.versions.delete().where(this))
    number = latest if known and known.number == latest else latest + 1
    stored = known.stored if known else datetime.now(UTC).isoformat(timespec="seconds")
    row = schema.version_row(document_id, reading, number, stored)
    connection.execute(schema.versions.insert().values(row))


def _key(name: str, sha256: str) -> str:
    return hashlib.sha256(f"{name}\0{sha256}".encode("utf-8", "surrogatepass")).hexdigest()
