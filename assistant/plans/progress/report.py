"""How a plan stands on a day, and what changed since the version before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.plans.checking.cells import is_filled
from assistant.plans.checking.checker import numbered
from assistant.plans.checking.outside import outside_of
from assistant.plans.checking.period import bounds_of
from assistant.plans.plan import Plan
from assistant.plans.progress.status import DUE_SOON_DAYS, Rag, Standing, standing
from assistant.plans.progress.versions import Changes, changes_between
from corpus.errors import PlanUnreadable


@dataclass(frozen=True, slots=True)
class Progress:
    """A plan on a day; ``standings`` in the order of the plan, ``start`` and ``end`` its period."""

    plan: Plan
    today: date
    due_soon_days: int
    standings: tuple[Standing, ...]
    changes: Changes | None
    start: date | None
    end: date | None

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """What is past its deadline and not complete, the longest overdue first."""
        late = (one for one in self.standings if one.overdue)
        return tuple(sorted(late, key=lambda one: one.days or 0))

    @property
    def due_soon(self) -> tuple[Standing, ...]:
        """What falls due within the window, the next first."""
        soon = (one for one in self.standings if one.due_soon)
        return tuple(sorted(soon, key=lambda one: one.days or 0))

    @property
    def no_update(self) -> tuple[Standing, ...]:
        """What nobody has written a note on."""
        return tuple(one for one in self.standings if one.no_update)

    @property
    def complete(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if one.done)

    def count(self, rag: Rag) -> int:
        return sum(one.rag is rag for one in self.standings)


def progress_of(
    plan: Plan,
    today: date,
    *,
    due_soon_days: int = DUE_SOON_DAYS,
    previous: Plan | None = None,
) -> Progress:
    """Return how a plan stands; with ``previous`` also what changed since.

    Raises:
        PlanUnreadable: the plan has no action.
    """
    plan = numbered(plan)
    actions = [action for action in plan.actions if is_filled(action.action)]
    if not actions:
        raise PlanUnreadable("No actions were found in the plan, so there is nothing to follow.")
    bounds = bounds_of(plan, outside_of(plan), None)
    within = (bounds.start, bounds.end)
    standings = tuple(
        standing(action, today, due_soon_days=due_soon_days, within=within) for action in actions
    )
    changes = changes_between(numbered(previous), plan) if previous else None
    return Progress(plan, today, due_soon_days, standings, changes, bounds.start, bounds.end)
