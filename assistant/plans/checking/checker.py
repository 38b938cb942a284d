"""A plan checked against its recommendations and against what guidance asks of a plan."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.plans.checking.cells import is_filled, refers_elsewhere
from assistant.plans.checking.coverage import Asked, asked_of, coverage_of
from assistant.plans.checking.deadlines import wrong_dates
from assistant.plans.checking.elements import missing_elements
from assistant.plans.checking.findings import Coverage, CoverageStatus, Finding, Kind, Severity
from assistant.plans.checking.kept_columns import with_kept_columns
from assistant.plans.checking.outside import outside_of
from assistant.plans.checking.period import bounds_of
from assistant.plans.checking.relevance import Encode, Offered, Relevance
from assistant.plans.checking.repeated import duplicates, orphans
from assistant.plans.checking.targets import unmeasurable_outcomes, vague_targets
from assistant.plans.plan import Action, Plan, Recommendation
from corpus.errors import PlanUnreadable

MOST_ACTIONS = 500
"""Actions of one check: each is compared with every other, which takes some ten seconds."""
_LABEL = re.compile(
    r"^\W*(?:action|task|step|activity)\s*\d+(?:\.\d+)*[a-z]?\s*[:.)–—-]\s*(?=\w)", re.IGNORECASE
)
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: faults in the order of kinds and of the plan, and who is answered."""

    plan: Plan
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...]


class PlanChecker:
    """Checks plans; ``encode`` is the embedding model's, None to compare by words alone."""

    def __init__(self, encode: Encode | None) -> None:
        self._encode = encode

    def check(
        self,
        plan: Plan,
        recommendations: Sequence[Recommendation] = (),
        *,
        today: date | None = None,
    ) -> Checked:
        """Check a plan against recommendations, its own where none are given.

        Args:
            today: the day on which dates before it are past; without, the plan's first day
                where the plan says it, else the day on which it is checked.

        Raises:
            PlanUnreadable: the plan has no action, or more than ``MOST_ACTIONS``.
        """
        plan = numbered(plan)
        actions = [action for action in plan.actions if is_filled(action.action)]
        if not actions:
            raise PlanUnreadable(
                "No action was found in the plan. It needs a table with a column of actions, or "
                "actions in a list with their deadline and lead."
            )
        if len(actions) > MOST_ACTIONS:
            raise PlanUnreadable(
                f"The plan has {len(actions):,} actions; at most {MOST_ACTIONS} can be checked at "
                "once. Check it in parts."
            )
        outside = outside_of(plan)
        own = [action for action in actions if not refers_elsewhere(action.action)] or actions
        asked = asked_of(tuple(recommendations) or plan.recommendations, plan)
        offered = [Offered(action) for action in actions]
        relevance = Relevance(self._encode)
        relevance.prepare([part for one in asked for part in one.parts], offered)
        coverage = tuple(coverage_of(asked, offered, relevance))
        found = [
            *_unanswered(asked, coverage),
            *missing_elements(own, outside),
            *vague_targets(own),
            *unmeasurable_outcomes(own),
            *wrong_dates(plan, bounds_of(plan, outside, today)),
            *duplicates(offered, relevance),
            *orphans(asked, offered, relevance, coverage, _together(plan)),
        ]
        ordered = sorted(found, key=lambda one: _ORDER[one.kind])
        return Checked(plan, tuple(dict.fromkeys(ordered)), coverage)


def numbered(plan: Plan) -> Plan:
    """Return the plan with an id for each action, its own or its place in the plan, and with
    fields that stand in columns of other names."""
    taken = {action.id for action in plan.actions if action.id}
    count, sections = 0, []
    for section in plan.sections:
        actions = []
        for action in section.actions:
            count += 1
            free = action.id or next(
                name for name in (str(count), f"action {count}") if name not in taken
            )
            named = action if action.id else action.model_copy(update={"id": free})
            actions.append(with_kept_columns(_without_label(named)))
        sections.append(section.model_copy(update={"actions": tuple(actions)}))
    return plan.model_copy(update={"sections": tuple(sections)})


def _together(plan: Plan) -> list[frozenset[str]]:
    """Return the ids of actions that stand together: of a section, or, in a plan that has no
    sections, each with the one before it."""
    sections = [[one.id for one in section.actions] for section in plan.sections]
    sections = [ids for ids in sections if ids]
    if len(sections) > 1:
        return [frozenset(ids) for ids in sections]
    return [frozenset(pair) for ids in sections for pair in itertools.pairwise(ids)]


def _without_label(action: Action) -> Action:
    """Return an action without a label before it: "Action 4: Submit a bid"."""
    text = _LABEL.sub("", action.action)
    return action.model_copy(update={"action": text}) if text != action.action else action


def _unanswered(asked: Sequence[Asked], coverage: Sequence[Coverage]) -> Iterator[Finding]:
    for _, one in zip(asked, coverage, strict=True):
        if one.status is CoverageStatus.NOT:
            yield Finding(
                Kind.UNADDRESSED_RECOMMENDATION,
                Severity.MUST,
                one.recommendation,
                "No action deals with this recommendation. Add one, or say why it is not accepted.",
                ("written_response",),
            )
        elif one.status is CoverageStatus.PARTLY:
            open_parts = "; ".join(f"“{_line(p.text)}”" for p in one.parts if not p.actions)
            yield Finding(
                Kind.PARTLY_ADDRESSED_RECOMMENDATION,
                Severity.MUST,
                one.recommendation,
                f"No action deals with part of this recommendation: {open_parts}.",
                ("written_response",),
            )


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().rstrip(".;,")
