"""The JSON of a text that was checked: each sentence with its verdict and its sources."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.note_shapes import Notes
from api.shapes import CitationShape, DocumentId, citation_shape
from assistant.verification.texts import (
    MOST_CHARACTERS,
    MOST_SENTENCES,
    MOST_SOURCES,
    CheckedSentence,
    CheckedText,
)
from corpus.library import Library

SourceGiven = Annotated[str, Field(max_length=MOST_CHARACTERS)]
_AT_MOST = f"at most {MOST_CHARACTERS:,} characters"


class VerifyBody(BaseModel):
    """A text to check, and what it is held against: sources given, else the documents."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(
        max_length=MOST_CHARACTERS,
        description=f"{_AT_MOST.capitalize()} and {MOST_SENTENCES} sentences.",
    )
    sources: list[SourceGiven] | None = Field(
        None,
        max_length=MOST_SOURCES,
        description=f"Texts to hold it against, and nothing else; {_AT_MOST} in all.",
    )
    documents: list[DocumentId] | None = Field(
        None, max_length=1_000, description="Documents to hold it against; all if left out."
    )


class FoundProblemShape(BaseModel):
    """A part of a sentence that its sources do not carry, as it is written there."""

    kind: Literal["number", "name", "date", "place", "quotation", "negation", "claim"]
    text: str


class VerifiedSentenceShape(BaseModel):
    """A sentence with its verdict."""

    text: str
    verdict: Literal["supported", "partly", "unsupported", "contradicted", "not_a_claim"]
    citations: list[int] = Field(description="Markers of the passages that it was held against.")
    sources: list[int] = Field(description="Numbers, from 1, of the given sources likewise.")
    problems: list[FoundProblemShape]
    chance: float = Field(description="Chance, 0 to 1, that these carry it, facts aside.")
    nearest: str = Field(description="The sentence of these that is most like it; empty if none.")


class VerificationShape(BaseModel):
    """A text checked sentence by sentence; ``supported`` of its ``claims`` are carried."""

    sentences: list[VerifiedSentenceShape]
    citations: list[CitationShape]
    supported: int
    claims: int


def verification_shape(checked: CheckedText, library: Library) -> VerificationShape:
    notes = Notes(library)
    return VerificationShape(
        sentences=[_sentence_shape(sentence) for sentence in checked.sentences],
        citations=[citation_shape(citation, notes) for citation in checked.citations],
        supported=checked.supported,
        claims=checked.claims,
    )


def _sentence_shape(sentence: CheckedSentence) -> VerifiedSentenceShape:
    checked = sentence.checked
    return VerifiedSentenceShape(
        text=checked.text,
        verdict=checked.verdict.value,
        citations=list(sentence.citations),
        sources=list(sentence.sources),
        problems=[
            FoundProblemShape(kind=problem.kind.value, text=problem.text)
            for problem in checked.problems
        ],
        chance=round(checked.chance, 4),
        nearest=checked.nearest,
    )
