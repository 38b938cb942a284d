"""A plan checked or followed, as its pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from api.check_shapes import CheckBody, CheckShape, CoverageShape, FindingShape
from api.finding_words import KINDS
from api.progress_shapes import ProgressBody, ProgressShape, StandingShape
from assistant.plans.checking.findings import WHOLE_PLAN
from assistant.plans.plan import PlanCitation

_ANSWERED = {"addressed": "In full", "partly": "In part", "not": "Not yet"}


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding: where it stands, and of which action where that is not the place itself."""

    severity: str
    where: str
    of: str
    advice: str


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Findings of one kind beside the guidance that they cite."""

    heading: str
    findings: list[ShownFinding]
    guidance: list[PlanCitation]


@dataclass(frozen=True, slots=True)
class ShownCoverage:
    """How a recommendation is answered; ``open`` are its sub-parts that nobody deals with."""

    text: str
    answered: str
    actions: str
    open: list[str]


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """The result of a check; ``asked`` is the request, from which the letter is written again."""

    summary: str
    counts: list[tuple[str, int]]
    groups: list[ShownGroup]
    coverage: list[ShownCoverage]
    letter: str
    asked: str


def shown_check(body: CheckBody, found: CheckShape) -> ShownCheck:
    """Return a check with its findings by kind."""
    cited = {one.marker: one for one in found.citations}
    groups = [
        _group(kind, list(members), cited)
        for kind, members in groupby(found.findings, key=lambda one: one.kind)
    ]
    number = len(found.findings)
    summary = f"{number} finding{'' if number == 1 else 's'}"
    statuses = [_ANSWERED[one.status] for one in found.coverage]
    counts = [
        (f"Recommendations answered {word.lower()}", statuses.count(word))
        for word in _ANSWERED.values()
    ]
    return ShownCheck(
        summary=summary if number else "Nothing was found wrong with the plan",
        counts=counts if statuses else [],
        groups=groups,
        coverage=[_coverage(one) for one in found.coverage],
        letter=found.letter_markdown,
        asked=body.model_dump_json(),
    )


def _group(kind: str, findings: list[FindingShape], cited: dict[int, PlanCitation]) -> ShownGroup:
    markers = dict.fromkeys(marker for one in findings for marker in one.citations)
    return ShownGroup(KINDS[kind], [_shown(one) for one in findings], [cited[m] for m in markers])


def _shown(one: FindingShape) -> ShownFinding:
    where = "The whole plan" if one.where == WHOLE_PLAN else f"“{one.where}”"
    of = one.action_text if one.action_text != one.where else ""
    return ShownFinding(one.severity, where, of, one.advice)


def _coverage(one: CoverageShape) -> ShownCoverage:
    unanswered = [part.text for part in one.parts if not part.actions]
    number = f"{one.number} " if one.number else ""
    return ShownCoverage(
        text=number + one.recommendation,
        answered=_ANSWERED[one.status],
        actions=", ".join(one.actions),
        open=unanswered if one.status == "partly" else [],
    )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table of actions."""

    action: str
    due: str
    lead: str
    status: str
    reason: str
    progress: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """Actions under a heading; none where it is empty."""

    heading: str
    rows: list[ShownRow]


@dataclass(frozen=True, slots=True)
class ShownProgress:
    """Where a plan stands; ``changes`` is None where no version before was given."""

    headline: str
    counts: list[tuple[str, int]]
    tables: list[ShownTable]
    changes: list[str] | None
    timeline: str
    rules: list[str]
    asked: str


def shown_progress(body: ProgressBody, found: ProgressShape) -> ShownProgress:
    """Return how a plan stands with what is late first."""
    counts = found.counts
    late = counts["overdue"]
    tables = (
        ("Overdue", found.overdue),
        (f"Due within {found.due_soon_days} days", found.due_soon),
        ("No update", found.no_update),
        ("All actions", found.actions),
    )
    return ShownProgress(
        headline=f"{late} of {counts['actions']} actions overdue" if late else "Nothing is overdue",
        counts=[
            (name.capitalize(), counts[name]) for name in ("complete", "red", "amber", "green")
        ],
        tables=[ShownTable(name, [_row(one) for one in rows]) for name, rows in tables],
        changes=_changes(found),
        timeline=found.timeline_svg,
        rules=found.rules,
        asked=body.model_copy(update={"date": found.date}).model_dump_json(),
    )


def _row(one: StandingShape) -> ShownRow:
    due = f"{one.due.day} {one.due:%B %Y}" if one.due else one.deadline or "–"
    name = f"{one.id} {one.action}".strip()
    return ShownRow(name, due, one.lead, one.status, one.reason, one.progress)


def _changes(found: ProgressShape) -> list[str] | None:
    if found.changes is None:
        return None
    changes = found.changes
    slipped = {(one.id, one.action) for one in changes.slipped}
    lines = [
        f"Slipped by {one.days} days: {one.action}, from {one.before} to {one.after}"
        for one in changes.slipped
    ]
    lines += [f"Added: {one.action}" for one in changes.added]
    lines += [f"Removed: {one.action}" for one in changes.removed]
    return lines + [
        f"{one.field.capitalize()} of “{one.action}”: {_or_blank(one.before)} → "
        f"{_or_blank(one.after)}"
        for one in changes.changed
        if one.field != "deadline" or (one.id, one.action) not in slipped
    ]


def _or_blank(text: str) -> str:
    return text or "blank"
