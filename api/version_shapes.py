"""The JSON of versions and of what changed between them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from api.document_shapes import DocumentShape, document_shape, place_in, version_url
from corpus.comparison import Change
from corpus.words import Span, Version


class VersionShape(BaseModel):
    """A version of a document; ``stored`` is when it came in."""

    version: str
    sha256: str
    number: int
    current: bool
    stored: str
    title: str
    media_type: str
    characters: int
    pages: int | None
    warnings: list[str]
    url: str


class VersionsShape(BaseModel):
    """A document's versions, the latest first."""

    versions: list[VersionShape]


class ExcerptShape(BaseModel):
    """Words of one version: ``text`` equals ``text[start:end]`` of that version's text; ``page``
    is what is printed on their page, ``page_shown`` how it is named."""

    text: str
    start: int
    end: int
    page: str | None
    page_shown: str | None
    url: str


class ChangeShape(BaseModel):
    """A run of paragraphs that differs; null where it was added or removed."""

    kind: Literal["added", "removed", "changed"]
    before: ExcerptShape | None
    after: ExcerptShape | None


class ComparisonShape(BaseModel):
    """What changed from one version to another, in reading order."""

    before: DocumentShape
    after: DocumentShape
    changes: list[ChangeShape]


def version_shape(version: Version) -> VersionShape:
    document = version.document
    return VersionShape(
        version=document_shape(document).version,
        sha256=document.version,
        number=version.number,
        current=version.current,
        stored=version.stored,
        title=document.source.title,
        media_type=document.source.media_type,
        characters=document.characters,
        pages=document.page_count or None,
        warnings=list(document.warnings),
        url=version_url(document),
    )


def change_shape(change: Change, before: ComparedText, after: ComparedText) -> ChangeShape:
    return ChangeShape(
        kind=change.kind.value,
        before=before.excerpt(change.before),
        after=after.excerpt(change.after),
    )


class ComparedText:
    """A version with its stored text."""

    def __init__(self, version: Version, text: str) -> None:
        self.version = version
        self.text = text

    def excerpt(self, span: Span | None) -> ExcerptShape | None:
        """Return the words of a span with their place."""
        if span is None:
            return None
        pages = (p for p in self.version.pages if p.span.start <= span.start < p.span.end)
        page = next(pages, None)
        return ExcerptShape(
            text=span.of(self.text),
            start=span.start,
            end=span.end,
            page=page.label if page else None,
            page_shown=page.shown if page else None,
            url=place_in(self.version.document, span),
        )
