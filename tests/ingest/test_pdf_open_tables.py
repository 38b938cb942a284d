"""Tables that space alone tells: what belongs to a row, and what stands below the last."""

from __future__ import annotations

import pytest
from pdf_makers import LEFT, Line, blocks, lines, read

COLUMNS = (LEFT, LEFT + 200, LEFT + 280)
HEAD = ("Indicator", "Target", "Result")
PROSE = ["The council asks its residents each year how content they are, and reports it."] * 8


def row(top: float, *cells: str) -> list[Line]:
    return [Line(cell, top, left) for cell, left in zip(cells, COLUMNS, strict=False)]


def centred(top: float) -> list[Line]:
    """Return rows whose figures stand beside the middle of three lines of their head."""
    found = row(top, *HEAD)
    for number, name in enumerate(("parks", "libraries", "roads")):
        upper = top + 20 + 46 * number
        found += lines(
            ["Share of residents who are content", f"with {name} and who would say"], upper
        )
        found += row(upper + 13.5, "", f"{60 + number}%", f"{50 + number}%")[1:]
        found += lines(["so to others"], upper + 27)
    return found


ROWS = [
    f"Share of residents who are content with {name} and who would say so to others\t{figures}"
    for name, figures in (("parks", "60%\t50%"), ("libraries", "61%\t51%"), ("roads", "62%\t52%"))
]


@pytest.mark.parametrize(
    "pages", [[centred(140)], [lines(PROSE, 140), centred(140)]], ids=["alone", "behind text"]
)
def test_cells_beside_the_middle_of_a_head_are_a_row_on_a_page_of_nothing_else(
    pages: list[list[Line]],
) -> None:
    found = [text for kind, text in blocks(read(*pages)) if kind == "table_row"]
    assert found == ROWS


def table(top: float, pitch: float) -> list[Line]:
    return [
        *row(top, *HEAD),
        *(line for n in range(8) for line in row(top + pitch * (n + 1), f"Park {n}", "7", "8")),
    ]


@pytest.mark.parametrize("pitch", [13.5, 18])
@pytest.mark.parametrize("indent", [-6, 0])
def test_a_paragraph_as_close_as_rows_is_no_cell_of_the_last(pitch: float, indent: float) -> None:
    after = Line("Visits are counted once.", 140 + 9 * pitch, LEFT + indent)
    found = blocks(read([*table(140, pitch), after]))
    assert found[-2:] == [("table_row", "Park 7\t7\t8"), ("paragraph", "Visits are counted once.")]


def test_the_last_cell_may_run_on_below() -> None:
    rows = [*table(140, 18), *row(140 + 9 * 18, "Share of residents content with", "7", "8")]
    found = blocks(read([*rows, Line("Lampwick Park", 140 + 9 * 18 + 12.5)]))
    assert found[-1] == ("table_row", "Share of residents content with Lampwick Park\t7\t8")
