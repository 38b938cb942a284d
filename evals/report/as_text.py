"""The evaluation as tables for a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from evals.report.tables import compared_header, compared_rows, figure_rows
from evals.summary import SuiteSummary, Summary

_FIGURE_WIDTH = len("0.000 (0.000 to 0.000)")


def print_summary(summary: Summary, console: Console) -> None:
    """Print each suite's figures, the systems beside one another, and what failed."""
    for suite in summary.suites:
        console.print(_figures(suite))
        if len(suite.runs) > 1:
            console.print(_systems(suite))
    for judge in summary.judges:
        console.print(
            f"judge {escape(judge.model)}: agrees on {judge.agreement:.3f} of {judge.facts} facts, "
            f"kappa {judge.kappa:.2f}, {judge.unreadable} replies unreadable"
        )
    for check in summary.failures:
        console.print(f"FAILED  {check}", style="bold red", soft_wrap=True, markup=False)
    if not summary.failures:
        console.print(f"Passed, in {summary.seconds:.0f} s.")


def _figures(suite: SuiteSummary) -> Table:
    run = suite.first.run
    title = f"{run.suite}: {run.title} (95% intervals)"
    table = Table(title=escape(title), title_justify="left", box=None)
    table.add_column("")
    for split in ("test split", "tuning split"):
        table.add_column(split, justify="right", no_wrap=True, min_width=_FIGURE_WIDTH)
    table.add_column("cases", justify="right", no_wrap=True, min_width=5)
    for title, test, tune, count in figure_rows(suite.first):
        table.add_row(title, test, tune, str(count))
    times = f"{suite.first.median_ms:.0f} / {suite.first.p95_ms:.0f} ms"
    table.add_row("time, median / p95", "", times, str(len(run.cases)))
    return table


def _systems(suite: SuiteSummary) -> Table:
    table = Table(title="systems, test split (* p < 0.05)", title_justify="left", box=None)
    for number, head in enumerate(compared_header(suite)):
        table.add_column(head, justify="right" if number else "left", no_wrap=not number)
    for row in compared_rows(suite, "test", titled=False):
        table.add_row(*map(escape, row))
    return table
