"""Ruled tables of PDFs whose cells are merged."""

from __future__ import annotations

import io

from reportlab.lib import colors
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from corpus.words import Role
from evals.content import Element, Merged
from evals.typeset import Layout, set_as_pdf
from ingest.pdf import read_pdf
from ingest.readers import read
from ingest.sources import SourceNote


def rows_of(rows: list[tuple[str, ...]], *merged: Merged) -> list[str]:
    """Typeset a ruled table and return its rows as they read."""
    table = Element("table", rows=tuple(rows), merged=merged)
    reading = read("lamps.pdf", set_as_pdf([table], Layout()), SourceNote(), lambda _: True)
    found = (s for p in reading.passages for u in p.units for s in u.statements)
    return [statement.shown for statement in found if statement.role is Role.ROW]


def test_a_cell_over_several_rows_is_said_in_each() -> None:
    rows = [
        ("Action", "Lead", "By"),
        ("Replace lamps", "Head of Lighting", "2025"),
        ("Fit sensors", "", "2026"),
        ("Plant trees", "Parks", "2027"),
    ]
    assert rows_of(rows, Merged(1, 1, rows=2)) == [
        "Replace lamps; Lead: Head of Lighting; By: 2025",
        "Fit sensors; Lead: Head of Lighting; By: 2026",
        "Plant trees; Lead: Parks; By: 2027",
    ]


def test_figures_that_no_line_parts_belong_to_a_row_each() -> None:
    out = io.BytesIO()
    rows = [["Ward", "Lamps"], ["Ash", "12\n15"], ["Elm", ""]]
    spanned = Table(rows, colWidths=[100, 80], rowHeights=[20, 20, 20])
    spanned.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (1, 1), (1, 2))])
    )
    SimpleDocTemplate(out).build([spanned])
    assert read_pdf(out.getvalue(), "lamps.pdf").text == "Ward\tLamps\nAsh\t12\nElm\t15"


def test_a_cell_is_not_said_in_rows_that_hold_nothing_else() -> None:
    rows = [("Ward", "Lamps", "Lead"), ("Ash", "12", "Parks"), ("", "", "")]
    assert rows_of(rows, Merged(1, 2, rows=2)) == ["Ash; Lamps: 12; Lead: Parks"]
