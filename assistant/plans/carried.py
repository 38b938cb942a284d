"""The plan that an exported file carries unseen, beside what a reader sees of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from pydantic import ValidationError

from assistant.plans.plan import Plan

VERSION = 1
"""Of how it is carried; a file of another is read by what is seen alone."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The plan as exported, and as it was read back from what is seen."""

    exported: Plan
    seen: Plan

    def as_text(self) -> str:
        """Return it as JSON in plain ASCII."""
        return json.dumps(
            {
                "muniment_plan": VERSION,
                "plan": self.exported.model_dump(mode="json"),
                "seen": self.seen.model_dump(mode="json"),
            }
        )


def carried_in(text: str) -> Carried | None:
    """Return what ``as_text`` wrote; None where a text is anything else."""
    try:
        found = json.loads(text)
        if not isinstance(found, dict) or found.get("muniment_plan") != VERSION:
            return None
        return Carried(Plan.model_validate(found["plan"]), Plan.model_validate(found["seen"]))
    except (ValueError, KeyError, RecursionError, ValidationError):
        return None
