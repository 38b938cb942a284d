"""A plan in which nothing is wrong, to be spoilt in one place."""

from __future__ import annotations

from typing import Any

from assistant.plans.plan import Plan, Recommendation

SHARE = "Share the equipment store's stock list with district nurses."
COLLECT = "Collect equipment that is no longer used and tell families how."
RECOMMENDATIONS = tuple(
    Recommendation.model_validate({"id": str(n), "text": text})
    for n, text in enumerate((SHARE, COLLECT), start=1)
)
LOG_IN = "Give district nurses a log-in to the equipment store's live stock list"
ROUND = "Run a weekly round to collect equipment that is no longer used"
LEAFLET = "Send every family a leaflet on how unused equipment is collected"
MONITORING = (
    "The equipment board reviews progress every quarter; two wheelchair users sit on the board."
)

_ACTIONS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "recommendation_ids": ["1"],
        "action": LOG_IN,
        "target": "110 nurses with a log-in",
        "deadline": "2027-07-31",
        "lead": "Stores Manager",
        "resources": "No cost",
        "outcome": "Nurses find 9 in 10 items without a call",
    },
    {
        "id": "a2",
        "recommendation_ids": ["2"],
        "action": ROUND,
        "target": "1,500 items a year returned",
        "deadline": "2027-09-30",
        "lead": "Stores Manager",
        "resources": "£26,000 from savings on new stock",
        "outcome": "A fifth of items issued are used again",
    },
    {
        "id": "a3",
        "recommendation_ids": ["2"],
        "action": LEAFLET,
        "target": "4,200 leaflets sent",
        "deadline": "2027-10-31",
        "lead": "Communications Officer",
        "resources": "£900, communications budget",
        "outcome": "300 calls a month to ask for a collection",
    },
]


def plan_with(changes: dict[str, dict[str, Any]] | None = None, **of_plan: Any) -> Plan:
    """Return the plan with fields of actions changed, by the action's id; None takes one out."""
    changes = changes or {}
    kept = [row for row in _ACTIONS if changes.get(row["id"], {}) is not None]
    actions = [{**row, **changes.get(row["id"], {})} for row in kept]
    more = [row for key, row in changes.items() if key not in {r["id"] for r in _ACTIONS}]
    whole = {
        "title": "Community equipment plan",
        "period": {"start": "2027-04", "end": "2028-03"},
        "sections": [{"heading": "Equipment", "actions": [*actions, *more]}],
        "monitoring": [{"text": MONITORING}],
    }
    return Plan.model_validate({**whole, **of_plan})
