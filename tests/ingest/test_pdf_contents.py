"""Contents lists in PDFs: what is one, and what it says of headings."""

from __future__ import annotations

import pytest
from pdf_makers import Line, blocks, lines, read

BODY = [f"The surveyor of ward {n} wrote of oil and wicks, and of much else in" for n in "ABCDE"]


def entries(*titles: str, leaders: str) -> list[str]:
    return [f"{title}{leaders}{page}" for page, title in enumerate(titles, start=3)]


def contents_page(leaders: str, *titles: str) -> list[Line]:
    return [
        Line("Contents", 90, size=18, bold=True),
        *lines(entries(*titles, leaders=leaders), 120, pitch=20),
    ]


@pytest.mark.parametrize("leaders", ["........", " . . . . . . . . ", " "])
def test_a_contents_list_is_no_text_and_no_heading(leaders: str) -> None:
    front = contents_page(leaders, "Lamps", "Bins", "Drains")
    heading = Line("Lamps", 90, size=18, bold=True)
    found = blocks(read(front, [heading, *lines(BODY, 120)]))
    assert [kind for kind, _ in found] == ["contents"] * (len(found) - 2) + ["heading", "paragraph"]
    assert "Drains" in found[-3][1]


def test_bold_entries_without_leaders_are_no_headings() -> None:
    """Chapters in bold among sections with leaders, as many programs set them."""
    page = [
        Line("Contents", 90, size=18, bold=True),
        Line("1 Lamps 1", 120, bold=True),
        Line("1.1 Oil . . . . . . . . . . . . . 1", 135),
        Line("2 Bins 4", 160, bold=True),
        Line("2.1 Lids . . . . . . . . . . . . . 5", 175),
    ]
    found = blocks(read(page, [Line("1 Lamps", 90, size=18, bold=True), *lines(BODY, 120)]))
    assert [text for kind, text in found if kind == "heading"] == ["1 Lamps"]


def test_a_list_goes_on_over_the_page_while_its_numbers_rise() -> None:
    front = contents_page(" ", "Lamps", "Bins", "Drains")
    more = lines(["Sweeping 12", "Snow 14"], 90, pitch=20)
    table = lines(["Lamps lit 5", "Lamps out 3"], 90, pitch=20)
    body = lines(BODY, 300)
    assert ("contents", "Sweeping 12") in blocks(read(front, [*more, *body]))
    assert not [t for kind, t in blocks(read(front, [*table, *body]))[4:] if kind == "contents"]


def test_a_title_of_the_contents_list_is_a_heading_however_it_is_set() -> None:
    front = contents_page("........", "Lamps of the borough", "Bins", "Drains")
    page = [
        *lines(BODY, 90),
        Line("Lamps of the borough", 190),
        *lines(BODY, 215),
    ]
    assert ("heading", "Lamps of the borough") in blocks(read(front, page))


def test_a_page_called_contents_without_entries_keeps_its_heading() -> None:
    page = [Line("Contents", 90, size=18, bold=True), *lines(BODY, 120)]
    assert blocks(read(page))[0] == ("heading", "Contents")
