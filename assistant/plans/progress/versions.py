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
    earlier_actions, later_actions = before.actions, after.actions
    pairs = _pairs(earlier_actions, later_actions)
    kept = {id(earlier) for earlier, _ in pairs}
    met = {id(later) for _, later in pairs}
    return Changes(
        tuple(one for one in later_actions if id(one) not in met),
        tuple(one for one in earlier_actions if id(one) not in kept),
        tuple(change for earlier, later in pairs for change in _changed(earlier, later)),
    )


def _pairs(before: Sequence[Action], after: Sequence[Action]) -> list[tuple[Action, Action]]:
    """Pair actions of the same words, then the most alike, each once, in the new plan's order."""
    earlier, later = [_Said.of(one) for one in before], [_Said.of(one) for one in after]
    likeness = (
        (here.likeness(there), -n, -m)
        for n, here in enumerate(earlier)
        for m, there in enumerate(later)
    )
    pairs: dict[int, int] = {}
    met: set[int] = set()
    for value, n, m in sorted((row for row in likeness if row[0] >= _SAME_BY_ID), reverse=True):
        one, other = before[-n], after[-m]
        least = _SAME_BY_ID if one.id and one.id == other.id else _SAME
        if value >= least and -n not in met and -m not in pairs:
            met.add(-n)
            pairs[-m] = -n
    return [(before[pairs[m]], after[m]) for m in sorted(pairs)]


@dataclass(frozen=True, slots=True)
class _Said:
    """What an action says, taken apart once."""

    id: str
    text: str
    stems: frozenset[str]

    @classmethod
    def of(cls, action: Action) -> _Said:
        return cls(action.id, _flat(action.action), frozenset(stems_of(action.action)))

    def likeness(self, other: _Said) -> float:
        """Share of words in common, above 1 where all are the same; ids break ties."""
        same_id = 0.01 * (self.id == other.id)
        if self.text == other.text:
            return 2.0 + same_id
        shared = len(self.stems & other.stems)
        return shared / max(1, len(self.stems) + len(other.stems) - shared) + same_id


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
