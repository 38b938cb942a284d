"""The JSON of why an answer is what it is."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.document_shapes import DocumentShape, PageShape, document_shape, page_shape, place_in
from assistant.why import Scored, Why


class ReadAsShape(BaseModel):
    """A word that was taken for a slip, and what it was read as."""

    written: str
    read: str


class WeighedShape(BaseModel):
    """What was weighed in deciding, and what it adds to the log-odds that there is an answer."""

    name: str
    value: float
    adds: float = Field(description="Above 0 it speaks for an answer, below against one.")


class ScoredShape(BaseModel):
    """A passage that was found, with its scores and its likeliest statement."""

    passage_id: str
    document: DocumentShape
    page: PageShape | None
    section: list[str]
    chance: float = Field(description="That it belongs to the answer, if there is one; 0 to 1.")
    cosine: float = Field(description="How near it is in meaning.")
    bm25: float = Field(description="How well its words fit.")
    statement: str
    statement_chance: float = Field(description="The same chance, of its likeliest statement.")
    start: int
    end: int
    url: str = Field(description="Where the statement stands in its document.")


class WhyShape(BaseModel):
    """What was searched, what scored, and what decided that there is an answer, or none."""

    kind: str = Field(description="How the question was taken.")
    wanted: list[str] = Field(description="What kinds of thing it asks for.")
    words: list[str] = Field(description="Words of the question that were searched.")
    related: list[str] = Field(description="What was searched as meaning the same.")
    read_as: list[ReadAsShape]
    documents_searched: int
    chance: float = Field(description="That the documents answer the question; 0 to 1.")
    needed: float = Field(description="The chance from which they are taken to.")
    reason: str = Field(description="Why there is no answer; empty where there is one.")
    weighed: list[WeighedShape] = Field(description="The weightiest first.")
    passages: list[ScoredShape] = Field(description="The best, best first.")


def why_shape(why: Why) -> WhyShape:
    return WhyShape(
        kind=why.kind,
        wanted=list(why.wanted),
        words=list(why.words),
        related=list(why.related),
        read_as=[ReadAsShape(written=written, read=read) for written, read in why.read_as],
        documents_searched=why.documents_searched,
        chance=why.chance,
        needed=why.needed,
        reason=why.reason,
        weighed=[
            WeighedShape(name=one.name, value=one.value, adds=one.adds) for one in why.weighed
        ],
        passages=[_scored_shape(one) for one in why.passages],
    )


def _scored_shape(scored: Scored) -> ScoredShape:
    return ScoredShape(
        passage_id=scored.passage_id,
        document=document_shape(scored.document),
        page=page_shape(scored.page),
        section=list(scored.section),
        chance=scored.chance,
        cosine=scored.cosine,
        bm25=scored.bm25,
        statement=scored.statement,
        statement_chance=scored.statement_chance,
        start=scored.span.start,
        end=scored.span.end,
        url=place_in(scored.document, scored.span),
    )
