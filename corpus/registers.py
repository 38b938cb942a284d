"""The recommendation registers of documents, each of its current version."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict

import sqlalchemy as sa

from corpus import schema
from corpus.words import Register, Span, UnreadHeading


class RegisterRows:
    """Registers out; they go in with the document that they are read from."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[sa.Connection]]) -> None:
        self._transaction = transaction

    def of(self, document_id: str) -> Register:
        """Return a document's register in reading order; empty where there is no document."""
        listed, claimed, unread = schema.recommendations, schema.claims, schema.unread_headings
        entries = listed.select().where(listed.c.document_id == document_id).order_by(listed.c.row)
        claims = claimed.select().where(claimed.c.document_id == document_id)
        headings = unread.select().where(unread.c.document_id == document_id)
        with self._transaction() as connection:
            return Register(
                tuple(schema.recommendation_of(row) for row in connection.execute(entries)),
                tuple(
                    schema.claim_of(row)
                    for row in connection.execute(claims.order_by(claimed.c.start))
                ),
                tuple(
                    UnreadHeading(row.title, Span(row.start, row.end))
                    for row in connection.execute(headings.order_by(unread.c.start))
                ),
            )


def put_register(connection: sa.Connection, document_id: str, register: Register) -> None:
    """Write a document's register in the place of the one before."""
    for table in (schema.recommendations, schema.claims, schema.unread_headings):
        connection.execute(table.delete().where(table.c.document_id == document_id))
    entries = [schema.recommendation_row(document_id, one) for one in register.recommendations]
    claims = [schema.claim_row(document_id, claim) for claim in register.claims]
    if entries:
        connection.execute(schema.recommendations.insert(), entries)
    if claims:
        connection.execute(schema.claims.insert(), claims)
    if register.unread:
        connection.execute(
            schema.unread_headings.insert(),
            [
                {"document_id": document_id, "title": one.title, **asdict(one.span)}
                for one in register.unread
            ],
        )
