"""The columns that a plan's actions are written in, for every format with tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.plans.columns import fields_named
from assistant.plans.plan import Action, Plan

HEADERS = {
    "id": "Ref",
    "recommendation_ids": "Rec. ref",
    "action": "Action",
    "target": "Target",
    "deadline": "Deadline",
    "lead": "Lead",
    "resources": "Resources",
    "outcome": "Outcome",
    "indicator": "Indicator",
    "monitoring": "Monitoring",
    "stakeholders": "Stakeholders",
    "progress": "Progress",
}
ALWAYS = ("id", "recommendation_ids", "action", "deadline", "lead", "resources", "outcome",
          "progress")  # fmt: skip
"""Fields that have a column even where no action fills them: officers are to."""


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its header, the field it holds, and whether that is one of the plan's own."""

    header: str
    name: str
    own: bool = False

    def cell(self, action: Action) -> str:
        """Return what an action's cell says."""
        if self.own:
            return str((action.model_extra or {}).get(self.name, ""))
        value = getattr(action, self.name)
        return value if isinstance(value, str) else ", ".join(value)


def plan_columns(plan: Plan) -> tuple[PlanColumn, ...]:
    """Return the columns for a plan: the usual ones, those that it fills, and its own."""
    own = _own_names(plan.actions)
    meant = {field for name in own for field in fields_named(name)}
    shown = [
        PlanColumn(header, name)
        for name, header in HEADERS.items()
        if name in ALWAYS or name in meant or any(getattr(each, name) for each in plan.actions)
    ]
    return (*shown, *(PlanColumn(name, name, own=True) for name in own))


def _own_names(actions: Iterable[Action]) -> list[str]:
    """Return the names of columns of text that are not ours, in the order they first appear."""
    names: dict[str, None] = {}
    for action in actions:
        for name, value in (action.model_extra or {}).items():
            if isinstance(value, str) and name and not name.startswith("_"):
                names[name] = None
    return list(names)


def section_labels(plan: Plan) -> list[str]:
    """Return a name for each section by which a list of rows can tell it from the others."""
    labels: list[str] = []
    for number, section in enumerate(plan.sections, start=1):
        label = " ".join(section.heading.split()) or f"Section {number}"
        labels.append(f"{label} ({number})" if label in labels else label)
    return labels


def with_ids(plan: Plan) -> Plan:
    """Return a plan each action and recommendation of which has an id to be found by again."""
    taken = {a.id for a in plan.actions} | {r.id for r in plan.recommendations}
    fresh = {letter: _unused(letter, taken) for letter in "AR"}
    sections = [
        section.model_copy(
            update={
                "actions": _named(section.actions, fresh["A"]),
                "recommendations": _named(section.recommendations, fresh["R"]),
            }
        )
        for section in plan.sections
    ]
    return plan.model_copy(update={"sections": tuple(sections)})


def _unused(letter: str, taken: set[str]) -> Iterable[str]:
    return (name for n in range(1, 1 << 30) if (name := f"{letter}{n}") not in taken)


def _named(parts: Sequence, names: Iterable[str]) -> tuple:
    fresh = iter(names)
    return tuple(p if p.id else p.model_copy(update={"id": next(fresh)}) for p in parts)
