"""Which officer of the request may lead an action, by the words of the role."""

from __future__ import annotations

from assistant.asked import words_in
from assistant.plans.demand import Demand
from assistant.plans.plan import Lead

_OF_ROLES = words_in(
    "head director manager officer lead service assistant deputy chief executive senior "
    "corporate strategic team unit department council group programme business partner"
).all
"""Stems of words that many roles have, so that they tell nothing of what one is for."""


def lead_for(demand: Demand) -> Lead | None:
    """Return the one officer of the request whose role shares most words with the demand."""
    about = words_in(f"{demand.words} {demand.worded.text}").all
    shared = [
        (len((words_in(lead.role).all - _OF_ROLES) & about), lead)
        for lead in demand.authority.leads
    ]
    best = max((count for count, _ in shared), default=0)
    found = [lead for count, lead in shared if count == best and (lead.name or lead.role)]
    return found[0] if best and len(found) == 1 else None


def officers_given(demand: Demand) -> str:
    shown = (", ".join(filter(None, (one.name, one.role))) for one in demand.authority.leads)
    return "; ".join(filter(None, shown))
