"""The JSON of what documents link to."""

from __future__ import annotations

from pydantic import BaseModel

from api.document_shapes import DocumentDetail, place_in
from corpus.words import Version


class LinkShape(BaseModel):
    """Words of a document that link to an address: ``text`` equals ``text[start:end]`` of the
    document's text. The address is as the document has it; nobody has visited it."""

    text: str
    start: int
    end: int
    address: str
    url: str


class DocumentWithLinks(DocumentDetail):
    """A document with the addresses of the web that it links to, in reading order."""

    links: list[LinkShape]


def link_shapes(version: Version, text: str) -> list[LinkShape]:
    """Return the links of a version, whose stored text is ``text``."""
    return [
        LinkShape(
            text=link.span.of(text),
            start=link.span.start,
            end=link.span.end,
            address=link.url,
            url=place_in(version.document, link.span),
        )
        for link in sorted(version.links, key=lambda link: link.span.start)
    ]
