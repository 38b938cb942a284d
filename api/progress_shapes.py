"""The JSON of a plan's progress on a day."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.plan_bodies import PlanMarkdown
from assistant.plans.plan import Action, Plan
from assistant.plans.progress.report import Progress
from assistant.plans.progress.status import DUE_SOON_DAYS, RULES, Rag, Standing
from assistant.plans.progress.summary import summary_of
from assistant.plans.progress.timeline import timeline_of
from assistant.plans.progress.versions import Changes, FieldChange


class ProgressBody(BaseModel):
    """A plan, as JSON or as Markdown, the day to look at it, and if wanted the version before."""

    model_config = ConfigDict(extra="forbid")
    plan: Plan | None = None
    markdown: PlanMarkdown | None = None
    date: datetime.date | None = Field(None, description="The day; today if left out.")
    due_soon_days: int = Field(
        DUE_SOON_DAYS, ge=0, le=366, description="Days before its deadline that count as soon."
    )
    previous: Plan | None = Field(None, description="The version before, to compare with.")
    previous_markdown: PlanMarkdown | None = None


class StandingShape(BaseModel):
    """An action on the day; ``days`` are left until ``due``, negative where it is past."""

    id: str
    action: str
    lead: str
    deadline: str
    due: datetime.date | None
    days: int | None
    progress: str
    complete: bool
    status: Literal["red", "amber", "green"]
    reason: str


class ChangedFieldShape(BaseModel):
    """A field before and after; ``days`` by which a deadline moved, later if positive."""

    id: str
    action: str
    field: str
    before: str
    after: str
    days: int | None


class NamedActionShape(BaseModel):
    """An action by its id and its words."""

    id: str
    action: str


class ChangesShape(BaseModel):
    """What changed since the version before; ``slipped`` are deadlines that moved later."""

    added: list[NamedActionShape]
    removed: list[NamedActionShape]
    changed: list[ChangedFieldShape]
    slipped: list[ChangedFieldShape]


class ProgressShape(BaseModel):
    """Where a plan stands: what is late first, then what is due, and what nobody wrote of."""

    date: datetime.date
    due_soon_days: int
    overdue: list[StandingShape]
    due_soon: list[StandingShape]
    no_update: list[StandingShape]
    actions: list[StandingShape]
    counts: dict[str, int]
    rules: list[str] = Field(description="How red, amber and green are given.")
    changes: ChangesShape | None
    summary: str = Field(description="For a committee, as Markdown.")
    timeline_svg: str = Field(description="A picture of all deadlines.")


def progress_shape(progress: Progress) -> ProgressShape:
    counts = {rag.value: progress.count(rag) for rag in Rag}
    counts |= {
        "actions": len(progress.standings),
        "complete": len(progress.complete),
        "overdue": len(progress.overdue),
        "due_soon": len(progress.due_soon),
        "no_update": len(progress.no_update),
    }
    return ProgressShape(
        date=progress.today,
        due_soon_days=progress.due_soon_days,
        overdue=[_standing(one) for one in progress.overdue],
        due_soon=[_standing(one) for one in progress.due_soon],
        no_update=[_standing(one) for one in progress.no_update],
        actions=[_standing(one) for one in progress.standings],
        counts=counts,
        rules=list(RULES),
        changes=_changes(progress.changes) if progress.changes is not None else None,
        summary=summary_of(progress),
        timeline_svg=timeline_of(progress),
    )


def _standing(one: Standing) -> StandingShape:
    action = one.action
    return StandingShape(
        id=action.id,
        action=action.action,
        lead=action.lead,
        deadline=action.deadline,
        due=one.due,
        days=one.days,
        progress=action.progress,
        complete=one.done,
        status=one.rag.value,
        reason=one.reason,
    )


def _changes(changes: Changes) -> ChangesShape:
    return ChangesShape(
        added=[_named(action) for action in changes.added],
        removed=[_named(action) for action in changes.removed],
        changed=[_changed(one) for one in changes.changed],
        slipped=[_changed(one) for one in changes.slipped],
    )


def _named(action: Action) -> NamedActionShape:
    return NamedActionShape(id=action.id, action=action.action)


def _changed(one: FieldChange) -> ChangedFieldShape:
    return ChangedFieldShape(
        id=one.action.id,
        action=one.action.action,
        field=one.field,
        before=one.before,
        after=one.after,
        days=one.days,
    )
