"""The suite of plan checks: plans with planted faults, and plans in which nothing is wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.plans.checking.checker import PlanChecker
from evals.metrics.findings import Matched, matched
from evals.plan_check_cases import LAYOUTS, PlanToCheck, load_plans
from evals.results import CaseResult, Metric, Section
from evals.systems import System, Workplace

_OWN_SET = Path(__file__).parent

METRICS = (
    Metric("findings_f1", "findings F1", "Planted faults found, and no others, by kind and place."),
    Metric("silent", "silent on clean plans", "Plans without a fault on which nothing is found."),
)


class PlanCheckSuite:
    """Plans written for it, checked against their recommendations; the system has no part in it."""

    name = "plan-check"
    title = "Plan checks"
    kinds: tuple[str, ...] = LAYOUTS
    metrics = METRICS

    def cases(self, folder: Path, place: Workplace) -> Sequence[PlanToCheck]:
        """Return the plans; a council's own set is not about plans.

        Raises:
            ValueError: a case is not as it should be.
        """
        return load_plans() if folder == _OWN_SET else []

    def run(self, case: PlanToCheck, system: System, place: Workplace) -> CaseResult:
        """Check one plan, and compare."""
        checker = PlanChecker(place.library.embeddings.encode)
        plan = case.plan
        started = time.perf_counter()
        checked = checker.check(plan, case.recommendations, today=case.today)
        seconds = time.perf_counter() - started
        found = [(one.kind.value, one.where) for one in checked.findings]
        result = matched(found, case.planted)
        return CaseResult(
            id=case.id,
            kind=case.kind,
            split=case.split,
            prompt=plan.title or case.id,
            shown="\n".join(f"{kind}: {where}" for kind, where in found) or "nothing found",
            scores=_scores(case, result),
            faults=tuple(_faults(result)),
            sections=(Section("Planted", tuple(f"{p.kind}: {p.where[0]}" for p in case.planted)),),
            seconds=seconds,
            digest=case.digest,
        )


def _scores(case: PlanToCheck, result: Matched) -> dict[str, float]:
    return {"silent": float(not result.surplus)} if case.is_clean else {"findings_f1": result.f1}


def _faults(result: Matched) -> Iterator[str]:
    yield from (f"missed {p.kind}: {p.where[0]}" for p in result.missed if not p.optional)
    yield from (f"found {kind} that is none: {where}" for kind, where in result.surplus)
