"""The evaluation as a Markdown summary for a CI page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evals.report.tables import compared_header, compared_rows, figure_rows
from evals.summary import SuiteSummary, Summary

_MOST_TURNED = 20


def as_markdown(summary: Summary) -> str:
    """Return headline, checks that failed, figures, and the table of systems if several ran."""
    lines = [f"# Evaluation: {'failed' if summary.failures else 'passed'}", ""]
    for check in summary.failures:
        lines.append(
            f"- **{check.metric.title}** {check.value:.3f}, {check.rule} {check.limit:.3f}"
        )
        lines += [f"  - turned: `{case}`" for case in check.worse[:_MOST_TURNED]]
    for suite in summary.suites:
        lines += ["", *_suite(suite)]
    for judge in summary.judges:
        lines += [
            "",
            f"Judge {judge.model}: agrees on {judge.agreement:.3f} of {judge.facts} facts, "
            f"kappa {judge.kappa:.2f}. It gates nothing.",
        ]
    return "\n".join(lines) + "\n"


def _suite(suite: SuiteSummary) -> Iterator[str]:
    first = suite.first
    failed = len(first.run.failed())
    yield f"## {first.run.suite}: {first.run.title}"
    yield ""
    yield (
        f"{len(first.run.cases)} cases, {failed} with a fault; "
        f"{first.median_ms:.0f} ms in the median, {first.p95_ms:.0f} ms at the 95th percentile."
    )
    yield ""
    yield from _table(("", "test split", "tuning split", "cases"), figure_rows(first))
    if len(suite.runs) > 1:
        yield ""
        yield from _table(compared_header(suite), compared_rows(suite, "test"))
        yield ""
        yield "Test split; a star marks a difference from the first that is not chance (p < 0.05)."


def _table(header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "| --- " * len(header) + "|"
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |"
