"""Columns that a plan keeps under a name of its own, read for what they are about.

A cell below "Money" says what an action costs, whatever its column is called; it counts where
the field itself is empty.
"""

from __future__ import annotations

from assistant.plans.header_hints import field_hinted
from assistant.plans.plan import Action


def with_kept_columns(action: Action) -> Action:
    """Return the action with its empty fields filled from columns of other names."""
    kept = {n: v for n, v in (action.model_extra or {}).items() if isinstance(v, str) and v.strip()}
    found: dict[str, str] = {}
    for name, value in kept.items():
        field = field_hinted(name)
        if field and field not in found and not getattr(action, field).strip():
            found[field] = value
    return action.model_copy(update=found) if found else action
