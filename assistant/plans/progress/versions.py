"""Two versions of a plan compared: actions added and removed, fields changed, dates slipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.plans.columns import ACTION_FIELDS
from assistant.plans.plan import Action, Plan
from assistant.plans.written_dates import dates_in
from assistant.question import stems_of

_SAME = 0.5
"""Share of words from which two differently worded actions are one, by Jaccard's measure."""
_SAME_BY_ID = 0.2
"""The same for two of one id: readers number actions by their place, so an id is not enough."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of an action before and after; ``days`` by which a deadline moved, if it did."""

    action: Action
    field: str
    before: str
    after: str
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a version of a plan has that the one before had not; ``slipped`` are of ``changed``."""

    added: tuple[Action, ...]
    removed: tuple[Action, ...]
    changed: tuple[FieldChange, ...]

    @property
    def slipped(self) -> tuple[FieldChange, ...]:
        """Deadlines that moved to a later day."""
        return tuple(one for one in self.changed if one.days is not None and one.days > 0)


def changes_between(before: Plan, after: Plan) -> Changes:
    """Compare two versions of a plan, action by action, whatever their order."""
    pairs = _pairs(before.actions, after.actions)
    kept = {id(earlier) for earlier, _ in pairs}
    met = {id(later) for _, later in pairs}
    return Changes(
        tuple(one for one in after.actions if id(one) not in met),
        tuple(one for one in before.actions if id(one) not in kept),
        tuple(change for earlier, later in pairs for change in _changed(earlier, later)),
    )


def _pairs(before: Sequence[Action], after: Sequence[Action]) -> list[tuple[Action, Action]]:
    """Pair actions of the same words, then the most alike, each once, in the new plan's order."""
    likeness = sorted(
        (
            (_likeness(one, other), -n, -m, one, other)
            for n, one in enumerate(before)
            for m, other in enumerate(after)
        ),
        key=lambda row: row[:3],
        reverse=True,
    )
    taken: set[int] = set()
    pairs = []
    for value, _, _, one, other in likeness:
        least = _SAME_BY_ID if one.id and one.id == other.id else _SAME
        if value >= least and not {id(one), id(other)} & taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    place = {id(action): number for number, action in enumerate(after)}
    return sorted(pairs, key=lambda pair: place[id(pair[1])])


def _likeness(one: Action, other: Action) -> float:
    if _flat(one.action) == _flat(other.action):
        return 2.0 + (one.id == other.id)
    here, there = frozenset(stems_of(one.action)), frozenset(stems_of(other.action))
    return len(here & there) / max(1, len(here | there)) + 0.01 * (one.id == other.id)


def _changed(before: Action, after: Action) -> Iterator[FieldChange]:
    for field in ACTION_FIELDS:
        earlier, later = str(getattr(before, field)), str(getattr(after, field))
        if _flat(earlier) != _flat(later):
            moved = _moved(earlier, later) if field == "deadline" else None
            yield FieldChange(after, field, earlier, later, moved)


def _moved(before: str, after: str) -> int | None:
    earlier, later = _last_day(before), _last_day(after)
    return (later - earlier).days if earlier and later else None


def _last_day(deadline: str) -> date | None:
    return max((each.end for each in dates_in(deadline)), default=None)


def _flat(text: str) -> str:
    return re.sub(r"[^\w£%]+", " ", text.lower()).strip()
