"""The JSON of a plan that was checked: findings, coverage, the guidance cited, and the letter."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.plan_bodies import GivenRecommendations, PlanMarkdown
from assistant.plans.checking.findings import Coverage
from assistant.plans.checking.letter import Cited
from assistant.plans.checking.response import CheckResponse
from assistant.plans.plan import Plan, PlanCitation

KindName = Literal[
    "missing_timescale",
    "vague_target",
    "missing_lead",
    "missing_finance",
    "missing_monitoring",
    "missing_stakeholders",
    "missing_outcome",
    "unaddressed_recommendation",
    "partly_addressed_recommendation",
    "inconsistent_date",
    "past_date",
    "duplicate_action",
    "orphan_action",
    "unmeasurable_outcome",
]
Today = Annotated[
    datetime.date | None,
    Field(
        description="The day of the check: dates before it are past. Without, those before the "
        "plan's first day are, or before today where the plan does not say when it begins."
    ),
]


class CheckBody(BaseModel):
    """A plan, as JSON or as Markdown, and the recommendations that it answers.

    Without recommendations it is held against those that the plan repeats itself.
    """

    model_config = ConfigDict(extra="forbid")
    recommendations: GivenRecommendations = Field(default_factory=list)
    plan: Plan | None = None
    markdown: PlanMarkdown | None = None
    today: Today = None


class FindingShape(BaseModel):
    """A fault: ``where`` is verbatim text of the plan or of a recommendation, or "whole plan"."""

    kind: KindName
    severity: Literal["must", "should"] = Field(
        description="“must”: the guidance says that a plan contains it; “should”: it advises it."
    )
    where: str
    advice: str
    citations: list[int] = Field(description="Markers of the guidance that the advice rests on.")
    action: str = Field(description="The action's id; empty for the whole plan.")
    action_text: str
    field: str = Field(description="The field of the action; empty where it is about none.")


class PartShape(BaseModel):
    """A sub-part of a recommendation and the ids of the actions that deal with it."""

    text: str
    actions: list[str]


class CoverageShape(BaseModel):
    """How far a recommendation is answered, and by which actions."""

    recommendation: str
    status: Literal["addressed", "partly", "not"]
    actions: list[str]
    parts: list[PartShape]
    id: str
    number: str


class CheckShape(BaseModel):
    """A plan checked; no finding means that nothing was found wrong."""

    findings: list[FindingShape]
    coverage: list[CoverageShape]
    citations: list[PlanCitation]
    letter_markdown: str = Field(description="The written response to the plan, as a letter.")


def check_shape(response: CheckResponse) -> CheckShape:
    return CheckShape(
        findings=[_finding(one) for one in response.findings],
        coverage=[_coverage(one) for one in response.checked.coverage],
        citations=list(response.citations),
        letter_markdown=response.letter,
    )


def _finding(cited: Cited) -> FindingShape:
    one = cited.finding
    return FindingShape(
        kind=one.kind.value,
        severity=one.severity.value,
        where=one.where,
        advice=one.advice,
        citations=list(cited.citations),
        action=one.action,
        action_text=one.action_text,
        field=one.field,
    )


def _coverage(one: Coverage) -> CoverageShape:
    return CoverageShape(
        recommendation=one.recommendation,
        status=one.status.value,
        actions=list(one.actions),
        parts=[PartShape(text=part.text, actions=list(part.actions)) for part in one.parts],
        id=one.id,
        number=one.number,
    )
