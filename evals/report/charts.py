"""Charts as SVG, drawn with matplotlib, to stand inside the HTML report."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from evals.metrics.reliability import Bin
from evals.results import SuiteRun
from evals.summary import RunSummary

_BLUE, _GREY, _INK = "#1d70b8", "#b1b4b6", "#0b0c0c"
_MORE = ("#1d70b8", "#d4351c", "#00703c", "#f47738", "#4c2c92", "#28a197")
"""Colours that are told apart by the colour-blind too; lines differ by marker as well."""

_MARKERS = "osD^vP"

_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "muniment",
    "font.family": "sans-serif",
    "font.sans-serif": ["Arial", "Helvetica", "DejaVu Sans"],
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": _INK,
    "text.color": _INK,
}


def by_kind(summary: RunSummary, metric: str) -> str:
    """Draw the metric for each kind of case, best at the top, with its 95 per cent interval."""
    figure = next((f for f in summary.figures if f.metric.name == metric), None)
    if figure is None:
        return ""
    kinds = sorted(figure.kinds.items(), key=lambda item: item[1].mean)
    canvas, axes = _canvas(height=0.6 + 0.34 * len(kinds))
    means = [found.mean for _, found in kinds]
    spread = [
        [found.mean - found.low for _, found in kinds],
        [found.high - found.mean for _, found in kinds],
    ]
    names = [f"{kind.replace('_', ' ')} ({found.count})" for kind, found in kinds]
    axes.barh(names, means, color=_BLUE, height=0.62)
    axes.errorbar(means, names, xerr=spread, fmt="none", ecolor=_INK, elinewidth=1, capsize=3)
    axes.set_xlim(0, 1.02)
    axes.set_xlabel(figure.metric.title)
    return _svg(canvas, f"{figure.metric.title} by kind of question")


def recall_by_depth(runs: Sequence[SuiteRun]) -> str:
    """Draw evidence recall@k against k for each system."""
    canvas, axes = _canvas(height=3.2)
    for number, run in enumerate(runs):
        depths = {
            int(metric.name.rsplit("_", 1)[1]): run.values(metric.name)
            for metric in run.metrics
            if metric.name.startswith("evidence_recall_at_")
        }
        points = {k: sum(values) / len(values) for k, values in depths.items() if values}
        axes.plot(
            list(points),
            list(points.values()),
            color=_MORE[number % len(_MORE)],
            marker=_MARKERS[number % len(_MARKERS)],
            label=run.title,
        )
    axes.set_ylim(0, 1.02)
    axes.set_xlabel("passages read, k")
    axes.set_ylabel("evidence recall@k")
    axes.legend(frameon=False, fontsize=9, loc="lower right")
    return _svg(canvas, "Evidence recall by number of passages read")


def reliability_diagram(bins: Sequence[Bin]) -> str:
    """Draw the share of answerable questions against confidence; the diagonal is calibrated."""
    canvas, axes = _canvas(height=3.2)
    axes.plot([0, 1], [0, 1], color=_GREY, linestyle="--", label="calibrated")
    axes.plot(
        [each.confidence for each in bins],
        [each.answerable for each in bins],
        color=_BLUE,
        marker="o",
        label="measured",
    )
    axes.set_xlim(0, 1.02)
    axes.set_ylim(0, 1.05)
    axes.set_xlabel("confidence that the documents answer")
    axes.set_ylabel("share that they do answer")
    axes.legend(frameon=False, fontsize=9, loc="lower right")
    return _svg(canvas, "Reliability of the decision to answer")


def latency(summary: RunSummary) -> str:
    """Draw how many cases took how long, with the median and the 95th percentile."""
    canvas, axes = _canvas(height=2.6)
    axes.hist([1000 * case.seconds for case in summary.run.cases], bins=30, color=_BLUE)
    marks = (("median", summary.median_ms, "-"), ("95th percentile", summary.p95_ms, "--"))
    for name, at, line in marks:
        axes.axvline(at, color=_INK, linestyle=line, linewidth=1, label=f"{name} {at:.0f} ms")
    axes.set_xlabel("milliseconds")
    axes.set_ylabel("cases")
    axes.legend(frameon=False, fontsize=9)
    return _svg(canvas, "Time to answer")


def _canvas(*, height: float) -> tuple[Canvas, Any]:
    with mpl.rc_context(_STYLE):
        canvas = Canvas(figsize=(6.4, height), layout="constrained")
        return canvas, canvas.subplots()


def _svg(canvas: Canvas, title: str) -> str:
    """Return the drawing as an SVG element that a page can hold and a screen reader name."""
    written = io.StringIO()
    with mpl.rc_context(_STYLE):
        canvas.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    drawn = written.getvalue()
    drawn = drawn[drawn.index("<svg") :]
    drawn = re.sub(r"<metadata>.*?</metadata>", "", drawn, flags=re.DOTALL)
    # Several charts stand on one page, where an id may occur once.
    drawn = re.sub(r' id="(?:[a-z]+_?)+\d*_\d+"', "", drawn)
    label = f'<svg role="img" aria-label="{title}" '
    return drawn.replace("<svg ", label, 1)
