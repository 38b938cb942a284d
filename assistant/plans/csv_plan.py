"""The actions of a plan as CSV, and plans from CSV and tab-separated text.

A cell that a spreadsheet would run gets an apostrophe before it, as OWASP advises against
CSV injection; reading takes it away again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from assistant.plans.blocks import table
from assistant.plans.from_blocks import plan_from_blocks
from assistant.plans.layout import numbers
from assistant.plans.plan import Plan
from assistant.plans.plan_columns import plan_columns, section_labels, with_ids
from corpus.errors import PlanUnreadable

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_DELIMITERS = ",;\t|"
_MOST_ROWS, _MOST_COLUMNS = 10_000, 100


def plan_as_csv(plan: Plan) -> bytes:
    """Return a row for each action, in UTF-8 with the mark that Excel knows it by."""
    plan = with_ids(plan)
    columns = plan_columns(plan)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_safe(["Section", *(column.header for column in columns), "Sources"]))
    for label, section in zip(section_labels(plan), plan.sections, strict=True):
        for action in section.actions:
            cells = [column.cell(action) for column in columns]
            writer.writerow(_safe([label, *cells, numbers(action.citations)]))
    return out.getvalue().encode("utf-8-sig")


def plan_from_csv(text: str) -> Plan:
    """Return the plan in a table of separated values: commas, semicolons, tabs or bars.

    Raises:
        PlanUnreadable: no action is found, or a cell is larger than a plan's may be.
    """
    try:
        rows = [tuple(map(_unguarded, row)) for row in _rows(text)]
    except csv.Error as error:
        raise PlanUnreadable(f"The table cannot be read as CSV: {error}.") from error
    return plan_from_blocks([table([row for row in rows if any(row)])])


def _safe(cells: Iterable[str]) -> list[str]:
    return [f"'{cell}" if _RUNS.match(cell) else cell for cell in cells]


def _unguarded(cell: str) -> str:
    return (cell[1:] if _GUARDED.match(cell) else cell).strip()


def _rows(text: str) -> list[list[str]]:
    """Read with the delimiter that gives most rows the same length, above one."""
    best: list[list[str]] = []
    most = 0
    for delimiter in _DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [row[:_MOST_COLUMNS] for row, _ in zip(reader, range(_MOST_ROWS), strict=False)]
        lengths = [len(row) for row in rows if len(row) > 1]
        alike = max((lengths.count(n) * n for n in set(lengths)), default=0)
        if alike > most:
            best, most = rows, alike
    return best or [[line] for line in text.splitlines()]
