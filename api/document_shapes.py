"""The JSON of documents and pages, and the addresses of places in them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from pydantic import BaseModel

from corpus.words import Document, Page, Span

VERSION_SHOWN = 12
"""Characters of a version's sha256 that are shown."""


class PageShape(BaseModel):
    """A page: its count in the file, from 1, and what is printed on it, empty where nothing is;
    ``shown`` is how it is named: "page 35", or "page 3 of the file"."""

    physical: int
    label: str
    shown: str


class DocumentShape(BaseModel):
    """A document as citations name it."""

    id: str
    name: str
    title: str
    publisher: str
    date: str | None
    version: str


class DocumentDetail(DocumentShape):
    """A document with its size and what is amiss with it."""

    media_type: str
    characters: int
    passages: int
    pages: int | None
    warnings: list[str]
    url: str


class DocumentsShape(BaseModel):
    documents: list[DocumentDetail]


def version_url(document: Document) -> str:
    """Return the address of the page of a document at its version."""
    version = document.version[:VERSION_SHOWN]
    return f"/documents/{quote(document.id)}?{urlencode({'version': version})}"


def place(document_id: str, start: int, end: int, *, version: str = "") -> str:
    """Return the address of a passage on the page of its document, at a version by its sha256."""
    query = {"version": version[:VERSION_SHOWN]} if version else {}
    query |= {"start": str(start), "end": str(end)}
    return f"/documents/{quote(document_id)}?{urlencode(query)}#quote"


def place_in(document: Document, span: Span) -> str:
    """Return the address of a passage on the page of its document, at the version it is of."""
    return place(document.id, span.start, span.end, version=document.version)


def document_shape(document: Document) -> DocumentShape:
    source = document.source
    return DocumentShape(
        id=document.id,
        name=source.name,
        title=source.title,
        publisher=source.publisher,
        date=source.date or None,
        version=document.version[:VERSION_SHOWN],
    )


def document_detail(document: Document) -> DocumentDetail:
    return DocumentDetail(
        **document_shape(document).model_dump(),
        media_type=document.source.media_type,
        characters=document.characters,
        passages=document.passages,
        pages=document.page_count or None,
        warnings=list(document.warnings),
        url=f"/documents/{quote(document.id)}",
    )


def page_shape(page: Page | None) -> PageShape | None:
    return PageShape(physical=page.physical, label=page.label, shown=page.shown) if page else None
