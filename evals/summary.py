"""A run in figures: what every report shows, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.gate import Check
from evals.metrics.reliability import Bin, calibration_error, reliability, separation
from evals.metrics.statistics import Interval, interval, paired_p_value, percentile
from evals.results import JudgeAgreement, Metric, SuiteRun

SPLITS = ("test", "tune")


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric over a run's cases: over each split, and over each kind of both."""

    metric: Metric
    splits: dict[str, Interval]
    kinds: dict[str, Interval]


@dataclass(frozen=True, slots=True)
class Difference:
    """A system beside the first, over the cases that both have a score for.

    ``change`` is its mean minus the first's; ``p_value`` of a paired test.
    """

    metric: Metric
    change: float
    p_value: float
    count: int


@dataclass(frozen=True, slots=True)
class Decision:
    """How far the decision to answer can be relied on; None where it cannot be measured."""

    bins: tuple[Bin, ...]
    calibration_error: float
    separation: float


@dataclass(frozen=True, slots=True)
class RunSummary:
    """A run, its figures, its times in milliseconds, and how it differs from the first."""

    run: SuiteRun
    figures: tuple[Figure, ...]
    median_ms: float
    p95_ms: float
    decision: Decision | None
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class SuiteSummary:
    """A suite's runs, the first of which is held against the checks."""

    runs: tuple[RunSummary, ...]
    checks: tuple[Check, ...]

    @property
    def first(self) -> RunSummary:
        return self.runs[0]


@dataclass(frozen=True, slots=True)
class Summary:
    """An evaluation as reports show it.

    ``version`` of Muniment, ``started`` in ISO 8601, ``seconds`` in all.
    """

    version: str
    started: str
    seconds: float
    suites: tuple[SuiteSummary, ...]
    judges: tuple[JudgeAgreement, ...] = ()

    @property
    def failures(self) -> list[Check]:
        return [check for suite in self.suites for check in suite.checks if not check.passed]


def summarised(runs: Sequence[SuiteRun], checks: Sequence[Check]) -> SuiteSummary:
    """Work out the figures of a suite's runs; the first is what the others differ from."""
    return SuiteSummary(
        tuple(_summary(run, runs[0] if number else None) for number, run in enumerate(runs)),
        tuple(checks),
    )


def _summary(run: SuiteRun, first: SuiteRun | None) -> RunSummary:
    times = [1000 * case.seconds for case in run.cases]
    return RunSummary(
        run,
        tuple(figure for metric in run.metrics if (figure := _figure(run, metric)).splits),
        percentile(times, 0.5),
        percentile(times, 0.95),
        _decision(run),
        tuple(_differences(first, run)) if first else (),
    )


def _figure(run: SuiteRun, metric: Metric) -> Figure:
    return Figure(
        metric,
        {split: interval(v) for split in SPLITS if (v := run.values(metric.name, split=split))},
        {kind: interval(v) for kind in run.kinds() if (v := run.values(metric.name, kind=kind))},
    )


def _decision(run: SuiteRun) -> Decision | None:
    decided = [
        (case.confidence, case.answerable)
        for case in run.cases
        if case.confidence is not None and case.answerable is not None
    ]
    confidence, answerable = [each[0] for each in decided], [each[1] for each in decided]
    if len(set(answerable)) < len((True, False)):
        return None
    bins = reliability(confidence, answerable)
    return Decision(tuple(bins), calibration_error(bins), separation(confidence, answerable))


def _differences(first: SuiteRun, run: SuiteRun) -> list[Difference]:
    theirs = {case.id: case.scores for case in first.cases}
    found = []
    for metric in run.metrics:
        pairs = [
            (theirs[case.id][metric.name], case.scores[metric.name])
            for case in run.cases
            if metric.name in case.scores and metric.name in theirs.get(case.id, {})
        ]
        if pairs:
            before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
            change = (sum(after) - sum(before)) / len(pairs)
            found.append(Difference(metric, change, paired_p_value(before, after), len(pairs)))
    return found
