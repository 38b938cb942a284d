"""The JSON of plans that are drafted, and of timetables."""

from __future__ import annotations

from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    model_serializer,
)

from api.document_shapes import DocumentShape, document_shape
from api.shapes import DroppedShape
from assistant.plans.dates import month_end
from assistant.plans.plan import (
    MAXIMUM_RECOMMENDATIONS,
    Authority,
    Plan,
    PlanCitation,
    Recommendation,
    TimetableStep,
)
from assistant.plans.template import DEFAULT
from assistant.plans.timetables import Timetable


class DraftBody(BaseModel):
    """Recommendations with the authority's context, and the template of the plan."""

    model_config = ConfigDict(extra="forbid")
    authority: Authority
    recommendations: list[Recommendation] = Field(min_length=1, max_length=MAXIMUM_RECOMMENDATIONS)
    template: str = Field(DEFAULT, max_length=100, description="Id of a template of plans.")


class DraftShape(BaseModel):
    """A drafted plan and all of it as Markdown; where a language model is set, what it did."""

    plan: Plan
    markdown: str
    model: str | None = Field(
        None, description="What worded it: `extractive` for the documents' own sentences."
    )
    dropped: list[DroppedShape] = Field(
        [], description="What a language model wrote that did not hold; it is not in the plan."
    )
    warnings: list[str] = Field([], description="What a language model failed to do.")

    @model_serializer(mode="wrap")
    def _without_a_model(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out what is said of a model where none is set."""
        found: dict[str, Any] = written(self)
        kept = ("plan", "markdown") if self.model is None else tuple(found)
        return {name: found[name] for name in kept}


class TimetableEntry(BaseModel):
    """A timetable that a document has; ``first`` and ``last`` are months as it dates them."""

    id: str
    title: str
    document: DocumentShape
    steps: int
    first: str
    last: str


class TimetablesShape(BaseModel):
    timetables: list[TimetableEntry]


class TimetableShape(BaseModel):
    """A timetable moved to a start; each step cites where the document has it."""

    id: str
    title: str
    document: DocumentShape
    start: str
    steps: list[TimetableStep]
    citations: list[PlanCitation]


def timetable_entry(found: Timetable) -> TimetableEntry:
    dated = sorted(month_end(step.month) for step in found.steps if step.month)
    return TimetableEntry(
        id=found.id,
        title=found.title,
        document=document_shape(found.document),
        steps=len(found.steps),
        first=f"{dated[0]:%Y-%m}",
        last=f"{dated[-1]:%Y-%m}",
    )


def timetable_shape(found: Timetable, start: str) -> TimetableShape:
    return TimetableShape(
        id=found.id,
        title=found.title,
        document=document_shape(found.document),
        start=start,
        steps=found.shifted(start),
        citations=list(found.citations),
    )
