"""What a document recommends, as the API, the command line and the pages give it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from pydantic import BaseModel, Field

from api.document_shapes import DocumentShape, PageShape, document_shape, page_shape, place
from corpus.library import Library
from corpus.words import Claim, Recommendation, Span


class PlaceShape(BaseModel):
    """Where in the document's text: offsets, and the address that shows it there."""

    start: int
    end: int
    url: str


class RecommendationShape(BaseModel):
    """One recommendation: ``text`` equals ``text[start:end]`` of the document's text.

    ``shown`` is how it reads, without mark-up. ``first`` is where the document says it
    first; the same place unless it is repeated at more length.
    """

    id: str
    number: str = Field(description="As printed: “4”, “(iii)”, “R2”; empty where there is none.")
    text: str
    shown: str
    kind: str
    theme: str
    page: PageShape | None
    section: list[str]
    start: int
    end: int
    url: str
    first: PlaceShape


class ClaimShape(BaseModel):
    """A count that the document gives itself, and how many were found for it."""

    text: str
    kind: str
    count: int
    found: int
    start: int
    end: int
    url: str


class RegisterShape(BaseModel):
    """Every recommendation once, in reading order.

    ``claimed`` is how many the document itself counts, in all of ``claims``; recommendations
    outside of a counted list are in ``found`` alone.
    """

    document: DocumentShape
    recommendations: list[RecommendationShape]
    found: int
    claimed: int | None
    claims: list[ClaimShape]
    warning: str | None = Field(
        description="Where a count differs from what was found, or a heading has none below it."
    )


def register_shape(library: Library, document_id: str) -> RegisterShape:
    """Return the register of a document's current version.

    Raises:
        DocumentUnknown: there is none with this id.
    """
    document = library.document(document_id)
    text = library.text(document_id)
    register = library.recommendations(document_id)
    return RegisterShape(
        document=document_shape(document),
        recommendations=[_entry(document_id, text, one) for one in register.recommendations],
        found=len(register.recommendations),
        claimed=register.claimed,
        claims=[_claim(document_id, text, claim) for claim in register.claims],
        warning=" ".join(register.warnings) or None,
    )


@dataclass(frozen=True, slots=True)
class Theme:
    """Recommendations in a row that stand under one theme."""

    name: str
    entries: list[RecommendationShape]


def themes_of(register: RegisterShape) -> list[Theme]:
    """Return a register's recommendations by theme, in reading order."""
    themes = groupby(register.recommendations, key=lambda one: one.theme)
    return [Theme(name, list(entries)) for name, entries in themes]


def _entry(document_id: str, text: str, one: Recommendation) -> RecommendationShape:
    return RecommendationShape(
        id=one.id,
        number=one.number,
        text=one.span.of(text),
        shown=one.shown,
        kind=one.kind.value,
        theme=one.theme,
        page=page_shape(one.page),
        section=list(one.section),
        start=one.span.start,
        end=one.span.end,
        url=place(document_id, one.span.start, one.span.end),
        first=_place(document_id, one.first),
    )


def _claim(document_id: str, text: str, claim: Claim) -> ClaimShape:
    where = _place(document_id, claim.span).model_dump()
    return ClaimShape(
        text=claim.span.of(text),
        kind=claim.kind.value,
        count=claim.count,
        found=claim.found,
        **where,
    )


def _place(document_id: str, span: Span) -> PlaceShape:
    url = place(document_id, span.start, span.end)
    return PlaceShape(start=span.start, end=span.end, url=url)
