"""What a change must not make worse: thresholds, and a baseline that only noise may cross."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import EvaluationSetInvalid
from evals.metrics.statistics import interval, paired_p_value
from evals.results import CaseResult, Metric, SuiteRun

P_VALUE = 0.05
"""A drop this unlikely to be chance fails; with few questions that takes six turned alike."""

THRESHOLDS_FILE = "thresholds.json"
BASELINE_FILE = "baseline.json"


@dataclass(frozen=True, slots=True)
class Check:
    """One rule and how it came out.

    Attributes:
        rule: in words.
        value: what was measured.
        limit: the threshold, or the baseline's figure over the same cases.
        p_value: of the difference from the baseline; None for a threshold.
        worse, better: ids of the cases that turned since the baseline.
    """

    suite: str
    metric: Metric
    rule: str
    value: float
    limit: float
    passed: bool
    p_value: float | None = None
    worse: tuple[str, ...] = ()
    better: tuple[str, ...] = ()

    def __str__(self) -> str:
        drop = f"{self.metric.title} {self.value:.3f}, {self.rule} {self.limit:.3f}"
        chance = f" (p {self.p_value:.3f})" if self.p_value is not None else ""
        turned = f"; turned: {', '.join(self.worse)}" if self.worse else ""
        return f"{self.suite}: {drop}{chance}{turned}"


def checks_of(
    run: SuiteRun, thresholds: Mapping[str, float], baseline: Mapping[str, Any], *, whole: bool
) -> list[Check]:
    """Hold a run against its thresholds and its baseline.

    Args:
        thresholds: by metric, what the test split must reach, or stay below where lower
            is better. They count for a ``whole`` run alone.
        baseline: by case id, its ``digest`` and ``scores``; cases that have changed since
            are left out. Metrics with a threshold are compared.
    """
    found: list[Check] = []
    for metric in run.metrics:
        if metric.name in thresholds:
            found += _against_threshold(run, metric, thresholds[metric.name]) if whole else []
            found += _against_baseline(run, metric, baseline)
    return found


def _against_threshold(run: SuiteRun, metric: Metric, limit: float) -> list[Check]:
    values = run.values(metric.name, split="test")
    if not values:
        # Nothing measured is nothing reached: an assistant that only refuses has no
        # sentences to support, and must not pass by that.
        return [Check(run.suite, metric, "which no answer reached, at least", 0.0, limit, False)]
    value = interval(values).mean
    rule = "on the test split at least" if metric.higher_is_better else "on the test split at most"
    return [Check(run.suite, metric, rule, value, limit, not metric.better(limit, value))]


def _against_baseline(run: SuiteRun, metric: Metric, baseline: Mapping[str, Any]) -> list[Check]:
    pairs = [
        (case, baseline[case.id]["scores"][metric.name], _as_kept(case.scores[metric.name]))
        for case in run.cases
        if _comparable(case, baseline) and metric.name in case.scores
        if metric.name in baseline[case.id]["scores"]
    ]
    if not pairs:
        return []
    before, after = [pair[1] for pair in pairs], [pair[2] for pair in pairs]
    was, value = interval(before).mean, interval(after).mean
    p_value = paired_p_value(before, after)
    beyond_noise = metric.better(was, value) and p_value < P_VALUE
    return [
        Check(
            run.suite,
            metric,
            "on the baseline's cases, which gave",
            value,
            was,
            not beyond_noise,
            p_value,
            tuple(case.id for case, old, new in pairs if metric.better(old, new)),
            tuple(case.id for case, old, new in pairs if metric.better(new, old)),
        )
    ]


def _comparable(case: CaseResult, baseline: Mapping[str, Any]) -> bool:
    return case.id in baseline and baseline[case.id]["digest"] == case.digest


def read_thresholds(folder: Path, run: SuiteRun) -> dict[str, float]:
    """Return the suite's thresholds in ``folder/thresholds.json``; none if there is no file.

    Raises:
        EvaluationSetInvalid: the file is no JSON, or names what is no metric of the suite.
    """
    found = _read(folder / THRESHOLDS_FILE).get(run.suite, {})
    known = {metric.name for metric in run.metrics}
    for name, value in found.items():
        if name not in known:
            reason = f"{THRESHOLDS_FILE}: “{name}” is no metric of the suite {run.suite}"
            raise EvaluationSetInvalid([reason])
        if not _is_number(value):
            raise EvaluationSetInvalid([f"{THRESHOLDS_FILE}: “{name}” must be a number"])
    return {name: float(value) for name, value in found.items()}


def read_baseline(path: Path, run: SuiteRun) -> dict[str, Any]:
    """Return the suite's cases of a baseline file; none if there is no file.

    Raises:
        EvaluationSetInvalid: the file is no baseline.
    """
    found = _read(path).get(run.suite, {})
    for name, case in found.items():
        scores = case.get("scores") if isinstance(case, dict) else None
        if not isinstance(scores, dict) or not all(map(_is_number, scores.values())):
            raise EvaluationSetInvalid([f"{path.name}: “{name}” is not a case with its scores"])
        case.setdefault("digest", "")
    return dict(found)


def write_baseline(path: Path, runs: list[SuiteRun], metrics: Mapping[str, set[str]]) -> None:
    """Write the runs' scores of the named metrics as the baseline, a case on each line."""
    suites = []
    for run in runs:
        lines = [
            f"  {json.dumps(case.id)}: {json.dumps(_kept(case, metrics[run.suite]))}"
            for case in sorted(run.cases, key=lambda case: case.id)
        ]
        suites.append(f" {json.dumps(run.suite)}: {{\n" + ",\n".join(lines) + "\n }")
    path.write_text("{\n" + ",\n".join(suites) + "\n}\n", "utf-8")


def _kept(case: CaseResult, metrics: set[str]) -> dict[str, Any]:
    scores = {name: _as_kept(value) for name, value in case.scores.items() if name in metrics}
    return {"digest": case.digest, "scores": scores}


def _as_kept(score: float) -> float:
    """Round a score as the baseline keeps it, so that an unchanged one compares equal."""
    return round(score, 4)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _read(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise EvaluationSetInvalid([f"{path.name} is not JSON: {error}"]) from error
    if not isinstance(found, dict) or not all(isinstance(each, dict) for each in found.values()):
        raise EvaluationSetInvalid([f"{path.name}: not an object of suites"])
    return found
