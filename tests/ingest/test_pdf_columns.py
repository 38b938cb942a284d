"""Pages of two columns: what stands over them, and the order in which they are read."""

from __future__ import annotations

import re

from pdf_makers import LEFT, PITCH, Line, lines, read

RIGHT = 310.0


def column(name: str, count: int) -> list[str]:
    return [f"{name}{n} oil and wicks were bought for wards and" for n in range(count)]


def order(*page: Line) -> list[str]:
    """Return the names of lines and headings in the order in which they are read."""
    return re.findall(r"\b[A-D](?=\d+ oil)|Lamps|Bins", read(page).text)


def runs(names: list[str]) -> list[str]:
    return [name for n, name in enumerate(names) if not n or names[n - 1] != name]


def two_columns(left: str, right: str, top: float, count: int = 8, short: int = 0) -> list[Line]:
    return [
        *lines(column(left, count), top),
        *lines(column(right, count - short), top, RIGHT),
    ]


def test_a_heading_between_two_pairs_of_columns_parts_them() -> None:
    upper, lower = two_columns("A", "B", 120, short=2), two_columns("C", "D", 270)
    headings = [Line("Lamps", 90, size=14, bold=True), Line("Bins", 247, size=14, bold=True)]
    assert runs(order(*headings, *upper, *lower)) == ["Lamps", "A", "B", "Bins", "C", "D"]


def test_a_heading_above_text_over_both_columns_stands_below_the_columns_above() -> None:
    wide = Line("Bins are emptied by the borough in every ward that pays for them each week", 270)
    wide = Line(f"{wide.text}, and in May.", 270)
    headings = [Line("Lamps", 90, size=14, bold=True), Line("Bins", 247, size=14, bold=True)]
    page = [*headings, *two_columns("A", "B", 120), wide, *two_columns("C", "D", 300)]
    assert runs(order(*page)) == ["Lamps", "A", "B", "Bins", "C", "D"]


def test_a_heading_of_one_column_parts_no_other() -> None:
    """Beside it the other column goes on, or a paragraph ends there at most."""
    left = [*lines(column("A", 6), 100), *lines(column("C", 6), 100 + 8 * PITCH)]
    heading = Line("Bins", 100 + 7 * PITCH, bold=True)
    beside = lines(column("B", 15), 100, RIGHT)
    with_gap = [line for n, line in enumerate(beside) if n != 7]
    for right in (beside, with_gap):
        assert runs(order(*left, heading, *right)) == ["A", "Bins", "C", "B"]
    assert heading.left == LEFT
