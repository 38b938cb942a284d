"""A drafted plan as its page shows it: sections with their sources, fields with their basis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.plans.dates import written
from assistant.plans.grids import FilledGrid
from assistant.plans.plan import Action, Basis, Plan, PlanCitation, Section
from assistant.plans.rendering import Gathered, gathered
from assistant.plans.template import Template
from corpus.markup import readable

BASES = {
    Basis.QUOTED: "quoted",
    Basis.ADAPTED: "adapted",
    Basis.GIVEN: "given",
    Basis.RULE: "by rule",
    Basis.TO_CONFIRM: "to confirm",
}
"""What the page calls where a field comes from."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field with its label and the word for its basis; ``basis`` names the style."""

    label: str
    text: str
    basis: str
    word: str


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source with its words as they read."""

    citation: PlanCitation
    words: str


@dataclass(frozen=True, slots=True)
class ShownAction:
    """An action with its other fields, and the markers of its sources."""

    id: str
    action: str
    fields: tuple[ShownField, ...]
    markers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of the plan with the sources that it cites first; ``earlier`` were cited before."""

    section: Section
    actions: tuple[ShownAction, ...]
    grid: FilledGrid | None
    sources: tuple[ShownSource, ...]


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A plan with its sections ready to be shown, and what is left to confirm by action."""

    plan: Plan
    sections: tuple[ShownSection, ...]
    other_sources: tuple[ShownSource, ...]
    to_confirm: tuple[Gathered, ...]
    open_fields: int

    @property
    def summary(self) -> str:
        """How much there is, in a line."""
        actions, sources = len(self.plan.actions), len(self.plan.citations)
        return (
            f"{_counted(actions, 'action')}, {_counted(sources, 'source')}, "
            f"{_counted(self.open_fields, 'field')} to be confirmed"
        )


def shown_draft(plan: Plan, template: Template) -> ShownDraft:
    """Return the plan as its page shows it."""
    seen: set[int] = set()
    sections = tuple(_section(one, template, plan, seen) for one in plan.sections)
    others = tuple(map(_source, (one for one in plan.citations if one.marker not in seen)))
    still = [action.basis[name] for action in plan.actions for name in action.basis]
    to_confirm = tuple(gathered(plan.to_confirm))
    return ShownDraft(plan, sections, others, to_confirm, still.count(Basis.TO_CONFIRM))


def _source(citation: PlanCitation) -> ShownSource:
    return ShownSource(citation, readable(citation.quote).lstrip("-•* "))


def _section(section: Section, template: Template, plan: Plan, seen: set[int]) -> ShownSection:
    grid = getattr(section, "grid", None)
    grid = grid if isinstance(grid, FilledGrid) else None
    cited = [marker for line in section.narrative for marker in line.citations]
    cited += [marker for action in section.actions for marker in action.citations]
    if grid:
        cited += [marker for row in grid.rows for cell in row for marker in cell.citations]
    new = tuple(one for one in plan.citations if one.marker in cited and one.marker not in seen)
    seen.update(one.marker for one in new)
    actions = tuple(_action(one, template) for one in section.actions)
    return ShownSection(section, actions, grid, tuple(map(_source, new)))


def _action(action: Action, template: Template) -> ShownAction:
    fields = tuple(_fields(action, template))
    return ShownAction(action.id, action.action, fields, action.citations)


def _fields(action: Action, template: Template) -> Sequence[ShownField]:
    shown = []
    for field in template.fields:
        text = str(getattr(action, field.name, ""))
        basis = action.basis.get(field.name)
        if field.name == "action" or not text or basis is None:
            continue
        text = written(text) if field.name == "deadline" else text
        shown.append(ShownField(field.label, text, basis.value, BASES[basis]))
    return shown


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
