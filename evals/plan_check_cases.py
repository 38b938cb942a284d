"""Plans with their recommendations and planted faults, from ``evals/plan_checks``."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.plans.checking.findings import Kind
from assistant.plans.from_markdown import plan_from_markdown
from assistant.plans.plan import Plan, Recommendation
from evals.metrics.findings import Planted

FOLDER = Path(__file__).parent / "plan_checks"
LAYOUTS = ("json", "table", "table-by-theme", "prose-and-table", "bullets", "bold-labels")


@dataclass(frozen=True)
class PlanToCheck:
    """A case; ``plan`` is the contract's JSON or None, ``markdown`` the plan otherwise."""

    id: str
    kind: str
    split: str
    recommendations: tuple[Recommendation, ...]
    planted: tuple[Planted, ...]
    given: dict[str, Any] | None
    markdown: str
    today: date | None

    @property
    def is_clean(self) -> bool:
        return not self.planted

    @property
    def plan(self) -> Plan:
        """The plan, read as the product reads it."""
        if self.given is None:
            return plan_from_markdown(self.markdown)
        return Plan.model_validate_json(json.dumps(self.given))

    @property
    def digest(self) -> str:
        written = repr((self.recommendations, self.planted, self.given, self.markdown, self.today))
        return hashlib.sha256(written.encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def load_plans() -> tuple[PlanToCheck, ...]:
    """Return all cases, by file and in its order; a file's name says its split.

    Raises:
        ValueError: a case is not as it should be; its id is named.
    """
    cases = tuple(
        _case(row, "test" if path.stem.startswith("test") else "tune")
        for path in sorted(FOLDER.glob("*.yaml"))
        for row in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    )
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("evals/plan_checks: an id stands twice")
    return cases


def _case(row: dict[str, Any], split: str) -> PlanToCheck:
    if row["layout"] not in LAYOUTS or ("plan" in row) == ("markdown" in row):
        raise ValueError(f"evals/plan_checks: {row['id']} has another layout, or no one plan")
    given = json.loads(json.dumps(row["plan"], default=str)) if "plan" in row else None
    written = row.get("markdown") or json.dumps(given, ensure_ascii=False)
    planted = tuple(_planted(each, row, written) for each in row["findings"])
    return PlanToCheck(
        id=row["id"],
        kind=row["layout"],
        split=split,
        recommendations=tuple(map(_recommendation, row["recommendations"])),
        planted=planted,
        given=given,
        markdown=row.get("markdown", ""),
        today=date.fromisoformat(row["today"]) if "today" in row else None,
    )


def _recommendation(given: str | dict[str, Any]) -> Recommendation:
    return Recommendation.model_validate({"text": given} if isinstance(given, str) else given)


def _planted(each: dict[str, Any], row: dict[str, Any], written: str) -> Planted:
    places = (each["where"], *each.get("or_where", ()))
    said = f"{written} {json.dumps(row['recommendations'], ensure_ascii=False)} whole plan"
    for place in places:
        if str(place) not in said.replace('\\"', '"'):
            raise ValueError(f"evals/plan_checks: {row['id']} does not hold “{place}”")
    return Planted(Kind(each["kind"]).value, tuple(map(str, places)), each.get("optional", False))
