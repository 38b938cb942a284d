"""What every action needs: a time, someone who leads, its finances, an outcome, monitoring.

A fault of one action stands at that action. What no action has, and no paragraph of the plan
says for all of them, is a fault of the whole plan. Columns that a plan keeps for it (money,
monitoring, stakeholders) are expected to be filled in each row, once most rows have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.plans.cell_contents import names_a_person, names_resources
from assistant.plans.checking.cells import is_filled, says_when
from assistant.plans.checking.findings import WHOLE_PLAN, Finding, Kind, Severity
from assistant.plans.checking.leads import is_named, names_its_lead
from assistant.plans.checking.outside import (
    Outside,
    involves_stakeholders,
    names_finance,
    names_money,
)
from assistant.plans.plan import Action
from assistant.plans.written_dates import dates_in

_NO_COST = re.compile(
    r"\b(?:none\s+required|no\s+(?:additional\s+)?costs?|nil|within\s+existing)\b", re.I
)
_IN_USE = 0.6
"""Share of actions that fill a column from which a blank in it is a gap."""
_HARDLY_USED, _MANY = 0.25, 5
"""Share of actions below which a column that more than so many leave blank is the plan's fault."""


@dataclass(frozen=True, slots=True)
class _Element:
    """What is looked for: ``has`` in its field, ``in_text`` in the action's own words; these are
    ``in_row`` where the plan keeps a column for it, and ``said`` once for all of the plan."""

    kind: Kind
    severity: Severity
    field: str
    requirement: str
    has: Callable[[Action], bool]
    in_text: Callable[[Action], bool]
    in_row: Callable[[Action], bool]
    said: Callable[[Outside], bool]
    of_plan: bool
    one: str
    all: str


def missing_elements(actions: Sequence[Action], outside: Outside) -> Iterator[Finding]:
    """Yield what actions, or the plan as a whole, leave out."""
    for element in _ELEMENTS:
        yield from _missing(element, actions, outside)


def _missing(element: _Element, actions: Sequence[Action], outside: Outside) -> Iterator[Finding]:
    held = [element.has(action) for action in actions]
    share = sum(held) / len(actions) if actions else 1.0
    if share < _IN_USE:
        said_so = element.in_row if share and element.of_plan else element.in_text
        held = [has or said_so(a) for has, a in zip(held, actions, strict=True)]
    without = [action for action, has in zip(actions, held, strict=True) if not has]
    if not without:
        return
    said = element.said(outside)
    if len(without) == len(actions) or (not share and len(without) * 2 >= len(actions)):
        if said and not any(_placeholder(action, element.field) for action in actions):
            return
        if len(actions) > 1 or element.of_plan:
            yield _finding(element, WHOLE_PLAN, None)
            return
    elif element.of_plan and share < _IN_USE:
        # A body that monitors some rows may watch over all of them.
        said = said or element.kind is Kind.MISSING_MONITORING
        without = [a for a in without if _placeholder(a, element.field) or not said]
        if share < _HARDLY_USED and len(without) > _MANY:
            without = []
            yield _finding(element, WHOLE_PLAN, None)
    for action in without:
        yield _finding(element, action.action, action)


def _placeholder(action: Action, field: str) -> bool:
    """Tell whether a field says that it is still to be filled: "TBC"."""
    text = str(getattr(action, field))
    return any(character.isalnum() for character in text) and not is_filled(text)


def _finding(element: _Element, where: str, action: Action | None) -> Finding:
    return Finding(
        kind=element.kind,
        severity=element.severity,
        where=where,
        advice=element.one if action else element.all,
        requirements=(element.requirement,),
        action=action.id if action else "",
        action_text=action.action if action else "",
        field=element.field,
    )


def _has_time(action: Action) -> bool:
    return says_when(action.deadline)


def _has_lead(action: Action) -> bool:
    return is_named(action.lead)


def _has_finance(action: Action) -> bool:
    """A name below "Resources" is a lead, not money."""
    text = action.resources
    if not is_filled(text):
        nothing = text.strip().lower().rstrip(".") in ("none", "nil", "no cost", "zero", "£0")
        return nothing or bool(_NO_COST.search(action.lead))
    return names_resources(text) or names_finance(text) or not names_a_person(text)


def _has_outcome(action: Action) -> bool:
    return is_filled(action.outcome)


def _has_indicator(action: Action) -> bool:
    return not action.outcome.strip() and is_filled(action.indicator)


def _nothing(action: Action) -> bool:
    return False


def _unsaid(outside: Outside) -> bool:
    return False


def _names_its_lead(action: Action) -> bool:
    return names_its_lead(action.action)


def _involves(action: Action) -> bool:
    return any(map(involves_stakeholders, _texts(action)))


def _has_money(action: Action) -> bool:
    return names_money(action.action)


def _texts(action: Action) -> tuple[str, ...]:
    return (action.action, action.target, action.outcome, action.indicator)


def _dated(action: Action) -> bool:
    return bool(dates_in(action.action) or dates_in(action.target))


_ELEMENTS = (
    _Element(
        Kind.MISSING_TIMESCALE, Severity.MUST, "deadline", "time_scales",
        _has_time, _dated, _dated, _unsaid, False,
        "Say by when this will be done: a day, a month or a quarter.",
        "No action has a time scale. Say for each by when it will be done.",
    ),
    _Element(
        Kind.MISSING_LEAD, Severity.MUST, "lead", "leads",
        _has_lead, _names_its_lead, _names_its_lead, _unsaid, False,
        "Name the person or the post that takes responsibility for this action and answers for "
        "its progress.",
        "No action names who takes responsibility for it. Name a person or a post for each.",
    ),
    _Element(
        Kind.MISSING_FINANCE, Severity.MUST, "resources", "finances",
        _has_finance, _has_money, _has_money, lambda out: out.finance, True,
        "Say what this action costs and where the money comes from, even if that is an existing "
        "budget.",
        "The plan does not say what it costs. State the finances that each action needs and where "
        "they come from.",
    ),
    _Element(
        Kind.MISSING_OUTCOME, Severity.MUST, "outcome", "outcomes",
        _has_outcome, _has_indicator, _has_indicator, _unsaid, False,
        "Say what will be different for people once this is done.",
        "No action says what will be different once it is done. State the intended outcome of "
        "each.",
    ),
    _Element(
        Kind.MISSING_MONITORING, Severity.MUST, "monitoring", "monitoring",
        lambda action: is_filled(action.monitoring), _nothing, _nothing,
        lambda out: out.monitoring, True,
        "Say who checks the progress of this action, how and how often.",
        "The plan does not say how its progress is monitored. Say who receives reports on it, how "
        "often, and what happens when an action slips.",
    ),
    _Element(
        Kind.MISSING_STAKEHOLDERS, Severity.SHOULD, "stakeholders", "stakeholders",
        lambda action: is_filled(action.stakeholders), _nothing, _involves,
        lambda out: out.stakeholders, True,
        "Say how service users, carers and partners have a part in this action.",
        "The plan does not say how service users, carers and other stakeholders take part in "
        "carrying it out and in monitoring it.",
    ),
)  # fmt: skip
