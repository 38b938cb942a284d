"""A template's own table: what the library says of each of its rows, and what this plan has."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from assistant.plans.dates import written
from assistant.plans.plan import TO_CONFIRM, Action
from assistant.plans.quoting import Quotations
from assistant.plans.requirements import Guidance, Located
from assistant.plans.template import GridRow, Template


class GridCell(BaseModel):
    """A cell with the markers of what it rests on."""

    model_config = ConfigDict(frozen=True)
    text: str
    citations: tuple[int, ...] = ()


class FilledGrid(BaseModel):
    """A template's table, filled for one section: its columns, and its rows cell by cell."""

    model_config = ConfigDict(frozen=True)
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[GridCell, ...], ...]


def filled_grid(
    template: Template, actions: Sequence[Action], guidance: Guidance, quotations: Quotations
) -> FilledGrid | None:
    """Return the template's table with the passages found for its rows, and the actions' own
    fields; None where it has no table."""
    grid = template.grid
    if grid is None:
        return None
    about = template.modelled_on
    found = [guidance.located(row.words, about=about) if row.words else None for row in grid.rows]
    rows = tuple(
        _row(row, one, actions, quotations) for row, one in zip(grid.rows, found, strict=True)
    )
    return FilledGrid(title=grid.title, columns=grid.columns, rows=rows)


def _row(
    row: GridRow, found: Located | None, actions: Sequence[Action], quotations: Quotations
) -> tuple[GridCell, ...]:
    said = GridCell(text="The documents do not say." if row.words else "")
    if found:
        marker = quotations.adopt(found.citation)
        said = GridCell(text=f"“{found.shown}”", citations=(marker,))
    return GridCell(text=row.label), said, _own(row, actions)


def _own(row: GridRow, actions: Sequence[Action]) -> GridCell:
    shown = (
        list(dict.fromkeys(str(getattr(one, row.shows)) for one in actions)) if row.shows else []
    )
    shown = [_dated(text) for text in shown if text]
    if not shown:
        return GridCell(text=f"{TO_CONFIRM}: {row.confirm or row.label}.")
    return GridCell(text="; ".join(text.rstrip(".") for text in shown) + ".")


def _dated(text: str) -> str:
    return written(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
