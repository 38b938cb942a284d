"""The whole evaluation as JSON, for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from evals.gate import Check
from evals.metrics.statistics import Interval
from evals.results import CaseResult
from evals.summary import RunSummary, SuiteSummary, Summary


def as_json(summary: Summary) -> dict[str, Any]:
    """Return the evaluation as JSON values; the README of ``evals/`` gives the fields."""
    return {
        "version": summary.version,
        "started": summary.started,
        "seconds": round(summary.seconds, 1),
        "passed": not summary.failures,
        "suites": [_suite(suite) for suite in summary.suites],
        "judges": [asdict(judge) for judge in summary.judges],
    }


def _suite(suite: SuiteSummary) -> dict[str, Any]:
    return {
        "suite": suite.first.run.suite,
        "checks": [_check(check) for check in suite.checks],
        "systems": [_run(each) for each in suite.runs],
    }


def _check(check: Check) -> dict[str, Any]:
    return {**asdict(check), "metric": check.metric.name}


def _run(each: RunSummary) -> dict[str, Any]:
    return {
        "system": each.run.system,
        "title": each.run.title,
        "figures": {
            figure.metric.name: {
                "splits": _intervals(figure.splits),
                "kinds": _intervals(figure.kinds),
            }
            for figure in each.figures
        },
        "latency_ms": {"p50": round(each.median_ms, 1), "p95": round(each.p95_ms, 1)},
        "decision": asdict(each.decision) if each.decision else None,
        "differences": {
            difference.metric.name: {
                "change": round(difference.change, 4),
                "p_value": round(difference.p_value, 4),
                "count": difference.count,
            }
            for difference in each.differences
        },
        "cases": [_case(case) for case in each.run.cases],
    }


def _intervals(found: dict[str, Interval]) -> dict[str, dict[str, float]]:
    return {
        name: {
            "mean": round(each.mean, 4),
            "low": round(each.low, 4),
            "high": round(each.high, 4),
            "count": each.count,
        }
        for name, each in found.items()
    }


def _case(case: CaseResult) -> dict[str, Any]:
    return {
        "id": case.id,
        "kind": case.kind,
        "split": case.split,
        "prompt": case.prompt,
        "shown": case.shown,
        "scores": {name: round(score, 4) for name, score in case.scores.items()},
        "faults": list(case.faults),
        "sections": [asdict(section) for section in case.sections],
        "seconds": round(case.seconds, 4),
        "digest": case.digest,
    }
