"""Columns that a plan keeps under a name of its own, read for what they are about.

A cell below "Money" says what an action costs, whatever its column is called; it counts where
the field itself is empty.
"""

from __future__ import annotations

import re

from assistant.plans.plan import Action

_ABOUT = {
    "resources": r"money|cost|financ|fund|budget|resourc|spend|expenditure|£|price|invest|paid",
    "monitoring": r"monitor|review|report|oversight|overs[ei]|scrutin|govern|check|track|assur"
    r"|board",
    "stakeholders": r"involv|stakeholder|partner|consult|engag|co-?produc|co-?design|user|carer"
    r"|people|participa|voice|public",
    "outcome": r"outcome|result|benefit|difference|impact|success|achieve|change",
    "indicator": r"indicator|measure|evidence|kpi|metric|know",
    "target": r"target|milestone|goal|aim",
    "deadline": r"\bwhen\b|deadline|\bdate\b|time\s?scale|timing|\bdue\b|complet|finish"
    r"|\bend\b",
    "lead": r"\bwho\b|lead|owner|responsib|accountab|officer|sponsor",
}
_NOT = re.compile(
    r"\bstart|\bbegin|last\s+(?:review|update)|review\s+date|date\s+(?:of|last|reviewed)|next\s+review|"
    r"\brisk|\bref\b|comment|status|rag\b|progress|priority",
    re.IGNORECASE,
)


def with_kept_columns(action: Action) -> Action:
    """Return the action with its empty fields filled from columns of other names."""
    kept = {n: v for n, v in (action.model_extra or {}).items() if isinstance(v, str) and v.strip()}
    found: dict[str, str] = {}
    for name, value in kept.items():
        field = _field(name)
        if field and field not in found and not getattr(action, field).strip():
            found[field] = value
    return action.model_copy(update=found) if found else action


def _field(name: str) -> str:
    if _NOT.search(name):
        return ""
    return next((f for f, p in _ABOUT.items() if re.search(p, name, re.IGNORECASE)), "")
