"""Targets and outcomes of which nobody could tell whether they were reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.plans.checking.cells import is_filled, is_vague_time, refers_elsewhere
from assistant.plans.checking.findings import Finding, Kind, Severity
from assistant.plans.checking.measurable import (
    is_measurable,
    is_vague,
    is_vague_action,
    names_a_measure,
)
from assistant.plans.plan import Action

_IN_USE = 0.6
"""Share of actions that fill the column of targets from which a blank in it is a gap."""
_TARGET = (
    "Give the target as a figure, a share, a count or a deliverable, so that one can tell whether "
    "it was reached."
)
_NO_TARGET = "Set a target that can be measured: a figure, a share, a count or a deliverable."
_OUTCOME = (
    "Say the outcome, or an indicator of it, so that it can be monitored: what is counted, from "
    "what baseline, to what figure."
)


def vague_targets(actions: Sequence[Action]) -> Iterator[Finding]:
    """Yield targets that only give a direction, blanks where most actions have a target, and
    actions that are as vague themselves and have no target or other measure."""
    filled = sum(is_filled(action.target) for action in actions)
    in_use = bool(actions) and filled >= _IN_USE * len(actions)
    for action in actions:
        target = action.target
        if not is_filled(target):
            placeholder = any(letter.isalnum() for letter in target)
            if in_use or placeholder or _is_vague_throughout(action):
                yield _finding(Kind.VAGUE_TARGET, action, action.action, "target", _NO_TARGET)
        elif not refers_elsewhere(target) and (is_vague(target) or _puts_off(target)):
            yield _finding(Kind.VAGUE_TARGET, action, target, "target", _TARGET)


def unmeasurable_outcomes(actions: Sequence[Action]) -> Iterator[Finding]:
    """Yield outcomes that neither themselves nor by their indicator can be measured."""
    outcomes = any(is_filled(action.outcome) for action in actions)
    for action in actions:
        if is_filled(action.indicator) and names_a_measure(action.indicator):
            continue
        field = "outcome" if outcomes else "indicator"
        text = str(getattr(action, field))
        if is_filled(text) and not refers_elsewhere(text) and is_vague(text):
            yield _finding(Kind.UNMEASURABLE_OUTCOME, action, text, field, _OUTCOME)


def _is_vague_throughout(action: Action) -> bool:
    if refers_elsewhere(action.action) or not is_vague_action(action.action):
        return False
    measures = (action.outcome, action.indicator)
    return not any(is_filled(text) and is_measurable(text) for text in measures)


def _puts_off(target: str) -> bool:
    return is_vague_time(target) and not is_measurable(target)


def _finding(kind: Kind, action: Action, where: str, field: str, advice: str) -> Finding:
    requirement = "targets" if kind is Kind.VAGUE_TARGET else "outcomes"
    return Finding(
        kind, Severity.MUST, where, advice, (requirement,), action.id, action.action, field
    )
