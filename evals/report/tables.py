"""The rows that the terminal, Markdown and HTML have in common."""

from __future__ import annotations

from evals.metrics.statistics import Interval
from evals.results import Metric
from evals.summary import RunSummary, SuiteSummary

SELDOM_READ = {
    *(f"evidence_recall_at_{k}" for k in (1, 3, 8, 10, 20)),
    "nugget_recall",
}
"""Metrics left to JSON and charts: a table of all of them hides the few that matter."""

COMPARED = (
    "evidence_recall_at_5",
    "mrr",
    "vital_recall",
    "complete",
    "on_topic",
    "words",
)
"""Metrics that tell systems apart, for the table of ablations."""


def value(metric: Metric, number: float) -> str:
    """Return a figure as text: words whole, shares with three places."""
    return f"{number:.0f}" if metric.unit == "words" else f"{number:.3f}"


def with_range(metric: Metric, found: Interval | None) -> str:
    """Return a figure with its 95 per cent interval, a dash where there is none."""
    if found is None:
        return "–"
    low, high = value(metric, found.low), value(metric, found.high)
    return f"{value(metric, found.mean)} ({low} to {high})"


def figure_rows(summary: RunSummary) -> list[tuple[str, str, str, int]]:
    """Return title, test split, tuning split and count of cases for each metric worth reading."""
    return [
        (
            figure.metric.title,
            with_range(figure.metric, figure.splits.get("test")),
            with_range(figure.metric, figure.splits.get("tune")),
            sum(each.count for each in figure.splits.values()),
        )
        for figure in summary.figures
        if figure.metric.name not in SELDOM_READ
    ]


def compared_header(suite: SuiteSummary) -> list[str]:
    """Return the heads of the table of systems."""
    metrics = [metric for metric in suite.first.run.metrics if metric.name in COMPARED]
    return ["system", *(metric.title for metric in metrics), "median ms"]


def compared_rows(suite: SuiteSummary, split: str, *, titled: bool = True) -> list[list[str]]:
    """Return a row for each system, titled or named: its figures of a split, a star where p < 0.05.

    The star is for a paired test against the first system over both splits.
    """
    rows = []
    for each in suite.runs:
        found = {figure.metric.name: figure for figure in each.figures}
        different = {d.metric.name for d in each.differences if d.p_value < 0.05}
        cells = [each.run.title if titled else each.run.system]
        for metric in each.run.metrics:
            if metric.name in COMPARED:
                figure = found.get(metric.name)
                at = figure.splits.get(split) if figure else None
                star = "*" if metric.name in different else ""
                cells.append(f"{value(metric, at.mean)}{star}" if at else "–")
        rows.append([*cells, f"{each.median_ms:.0f}"])
    return rows
