"""Lists of PDFs within lists: what begins an item of its own."""

from __future__ import annotations

import pytest
from pdf_makers import LEFT, PITCH, Line, read

LONG = "to mend the lamps of all the wards that lie below the mill and along the river,"


def items_of(*lines: tuple[float, str]) -> list[str]:
    """Set lines below one another, each as far in, and return the block's lines."""
    set_lines = [Line(text, 100 + n * PITCH, LEFT + left) for n, (left, text) in enumerate(lines)]
    return (
        read([Line("The borough lights its streets by oil and by gas.", 60), *set_lines])
        .text.split("\n\n")[1]
        .split("\n")
    )


@pytest.mark.parametrize("mark", ["–", "o", "▪"])
@pytest.mark.parametrize("left", [14, 30])
def test_a_bullet_of_another_kind_opens_an_item_below_one_without_a_stop(
    mark: str, left: float
) -> None:
    found = items_of(
        (0, "• to build homes"),
        (left, f"{mark} for rent"),
        (left, f"{mark} for sale"),
        (0, "• to mend homes"),
        (8, "of stone"),
    )
    assert found == ["• to build homes", "• for rent", "• for sale", "• to mend homes of stone"]


def test_a_deeper_bullet_opens_an_item_below_a_line_that_fills_the_measure() -> None:
    found = items_of((0, f"• {LONG} and more"), (36, "– of brass"), (36, "– of iron"))
    assert found == [f"• {LONG} and more", "• of brass", "• of iron"]


def test_a_dash_in_a_sentence_opens_no_item_where_the_line_wraps() -> None:
    found = items_of((0, f"• {LONG}"[:-1]), (8, "– though not the mill – and to clean them"))
    assert found == [f"• {LONG}"[:-1] + " – though not the mill – and to clean them"]
