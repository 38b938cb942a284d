"""Boxes of PDFs: text in a drawn rectangle is whole, and its title heads nothing else."""

from __future__ import annotations

import time

import pytest
from pdf_makers import LEFT, Ground, Line, blocks, lines, read

from corpus.words import BlockKind
from ingest.boxes import Box
from ingest.extracted import Extracted
from ingest.structure import blocks_of
from ingest.text_boxes import boxes_on

RIGHT = 320.0
BOX = Ground(60, 300, 480, 70)
TITLE = Line("Case study: Elm", 316, bold=True)
INSIDE = lines(
    [
        "Elm gave up its gas in the year of the flood and has had lamps of its own ever since,",
        "which the parish trims each night.",
    ],
    332,
)
BOXED = " ".join(line.text for line in INSIDE)


def column(word: str, top: float, left: float = LEFT, end: str = ".") -> list[Line]:
    """Set a paragraph of eight lines."""
    texts = [f"The {word} lamps of ward {n} are lit by the parish" for n in range(8)]
    return lines([*texts[:-1], texts[-1] + end], top, left)


def sections(found: Extracted) -> list[tuple[tuple[str, ...], str]]:
    """Return the headings above each block of text, and its first words."""
    return [
        (block.section, " ".join(block.span.of(found.text).split()[:2]))
        for block in blocks_of(found.text, marks=found.marks)
        if block.kind is not BlockKind.HEADING
    ]


def two_columns(end: str = ".", **box: bool) -> list[Line | Ground]:
    above = [*column("old", 170), *column("new", 170, RIGHT, end)]
    below = [*column("brass", 400), *column("iron", 400, RIGHT)]
    ground = Ground(BOX.left, BOX.top, BOX.width, BOX.height, **box)
    return [Line("1 Lamps", 140, size=15, bold=True), *above, ground, TITLE, *INSIDE, *below]


@pytest.mark.parametrize("border", [False, True])
def test_a_box_over_two_columns_stands_between_what_is_above_and_below(border: bool) -> None:
    assert sections(read(two_columns(border=border))) == [
        (("1 Lamps",), "The old"),
        (("1 Lamps",), "The new"),
        (("1 Lamps", "Case study: Elm"), "Elm gave"),
        (("1 Lamps",), "The brass"),
        (("1 Lamps",), "The iron"),
    ]


def test_a_box_in_a_report_without_headings_is_titled_alone() -> None:
    found = read([line for line in two_columns() if line != two_columns()[0]])
    assert [path for path, _ in sections(found)] == [(), (), ("Case study: Elm",), (), ()]


def test_a_paragraph_that_a_box_cuts_is_whole_before_it() -> None:
    found = read(two_columns(end=" and"))
    texts = [text for _, text in blocks(found)]
    assert "by the parish and The brass lamps" in texts[2]
    assert texts[3:5] == ["Case study: Elm", BOXED]


@pytest.mark.parametrize("on_first", [True, False])
def test_a_sentence_goes_on_over_the_page_around_a_box(on_first: bool) -> None:
    boxed = [BOX, TITLE, *INSIDE]
    words = "The parish pays for the wicks and for the oil of all of its wards and then for the"
    first = [*column("old", 100), Line(words, 240), *(boxed if on_first else [])]
    second = [*([] if on_first else boxed), Line("lamps that the borough lends it.", 390)]
    found = read(first, [*second, *column("new", 430)])
    assert "and then for the lamps that the borough lends it." in found.text.replace("\n", " ")
    assert ("Case study: Elm",) in [path for path, _ in sections(found)]
    assert sections(found)[-1][0] == ()


def test_a_second_title_in_a_box_stands_below_the_first() -> None:
    inside = [*INSIDE, Line("What it cost", 364, bold=True), Line("It cost the parish £9.", 380)]
    page = [*column("old", 100), Ground(60, 300, 480, 100), TITLE, *inside, *column("new", 430)]
    assert [path for path, _ in sections(read(page))] == [
        (),
        ("Case study: Elm",),
        ("Case study: Elm", "What it cost"),
        (),
    ]


def test_a_numbered_title_in_a_box_heads_it() -> None:
    title = Line("Box 3: Elm", 316, bold=True)
    page = [*column("old", 100), BOX, title, *INSIDE, *column("new", 430)]
    assert [path for path, _ in sections(read(page))] == [(), ("Box 3: Elm",), ()]


def test_the_ground_of_a_heading_is_no_box() -> None:
    strip = [Ground(60, 128, 480, 28), Line("1 How the lamps of the borough are lit", 148, size=15)]
    found = read([*strip, *column("old", 180)])
    assert [path for path, _ in sections(found)] == [("1 How the lamps of the borough are lit",)]


def test_the_ground_of_a_page_is_no_box() -> None:
    page = [Ground(10, 10, 575, 820), Line("Lamps", 90, size=13, bold=True), *column("old", 120)]
    found = read(page, column("new", 100))
    assert [path for path, _ in sections(found)] == [("Lamps",), ("Lamps",)]


def test_the_grounds_of_rows_are_no_boxes() -> None:
    cells: list[Line | Ground] = []
    for row in range(5):
        top = 300.0 + row * 26
        cells += [Ground(60, top - 16, 480, 22)] if row % 2 else []
        cells += [Line(f"Lamps of ward {row} that burn all night", top), Line(str(row), top, 400)]
    found = read([*column("old", 100), *cells])
    assert blocks(found)[1:] == [
        (BlockKind.TABLE_ROW, f"Lamps of ward {row} that burn all night\t{row}") for row in range(5)
    ]


def test_a_drawing_of_very_many_rectangles_takes_no_long_time() -> None:
    drawn = [Box(60, n % 400, 121 + n / 50, n % 400 + 20) for n in range(20_000)]
    started = time.perf_counter()
    assert boxes_on(drawn, [], tables=[], height=842, size=10) == []
    assert time.perf_counter() - started < 1
