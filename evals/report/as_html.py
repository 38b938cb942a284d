"""The evaluation as one HTML page that stands alone: no script, nothing loaded."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evals.report import charts
from evals.report.tables import compared_header, compared_rows, figure_rows, value
from evals.summary import SuiteSummary, Summary

_FOLDER = Path(__file__).parent
_BY_KIND = ("vital_recall", "evidence_recall_at_5")


def as_html(summary: Summary) -> str:
    """Return the page: figures, checks, charts, and each case with a fault."""
    pages = Environment(
        loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined
    )
    started = datetime.fromisoformat(summary.started).strftime("%-d %B %Y, %H:%M UTC")
    pages.filters["figure"] = lambda number, metric: value(metric, number)
    suites = [_suite(suite) for suite in summary.suites]
    return pages.get_template("report.html").render(summary=summary, started=started, suites=suites)


def _suite(suite: SuiteSummary) -> dict[str, Any]:
    several = len(suite.runs) > 1
    return {
        "first": suite.first,
        "checks": suite.checks,
        "rows": figure_rows(suite.first),
        "header": compared_header(suite) if several else [],
        "systems": compared_rows(suite, "test") if several else [],
        "charts": [Markup(drawn) for drawn in _charts(suite) if drawn],
        "failed": sorted(suite.first.run.failed(), key=lambda case: (case.kind, case.id)),
    }


def _charts(suite: SuiteSummary) -> list[str]:
    """What the suite measures is drawn, what it does not is left out."""
    measured = {figure.metric.name for figure in suite.first.figures}
    drawn = [charts.by_kind(suite.first, metric) for metric in _BY_KIND if metric in measured]
    if any(name.startswith("evidence_recall_at_") for name in measured):
        drawn.append(charts.recall_by_depth([each.run for each in suite.runs]))
    if suite.first.decision:
        drawn.append(charts.reliability_diagram(suite.first.decision.bins))
    return [*drawn, charts.latency(suite.first)]
