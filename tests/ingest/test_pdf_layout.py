"""Reports typeset on several pages: what goes on over a page, and what only pages need."""

from __future__ import annotations

import pytest
from pdf_makers import LEFT, Line, blocks, lines
from pdf_makers import read as read_lines

from corpus.words import Reading
from evals.content import Element
from evals.typeset import Layout, set_as_pdf
from ingest.readers import read
from ingest.sources import SourceNote

HEAD = "Scrutiny of the lamps"


def reading_of(*elements: Element) -> Reading:
    content = set_as_pdf(elements, Layout(running_head=HEAD))
    return read("lamps.pdf", content, SourceNote(), lambda _: True)


def statements(reading: Reading) -> list[str]:
    found = (s for p in reading.passages for u in p.units for s in u.statements)
    return [statement.shown for statement in found]


def filler(
    count: int, words: str = "The surveyor of ward {} wrote of oil and wicks."
) -> list[Element]:
    return [Element("paragraph", words.format(n)) for n in range(count)]


def test_short_paragraphs_without_stops_stay_apart() -> None:
    """In a document of short paragraphs most lines are further apart than those of one."""
    words = "The lamps of ward {} are kept by the borough and lit by the parish"
    paragraphs = [Element("paragraph", words.format(n)) for n in range(30)]
    long = Element("paragraph", "The lamps were bought long ago and have been mended since. " * 4)
    assert statements(reading_of(long, *paragraphs))[4:] == [p.text for p in paragraphs]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The wards that keep their own lamps and the oil for them are Ash, Beech,",
            "Cedar and Elm.",
        ),
        ("The cost of it all was borne by the ratepayers of the wards and by the", "Lamp Fund."),
    ],
)
def test_a_sentence_goes_on_over_the_page_though_a_name_opens_the_next(
    before: str, after: str
) -> None:
    """The break falls wherever it falls: some number of lines above puts it between the two."""
    found = []
    for count in range(34, 46):
        read = reading_of(*filler(count), Element("paragraph", f"{before} {after}"), *filler(40))
        found.append(f"{before} {after}" in statements(read))
    assert all(found)


def test_sentences_that_differ_by_their_numbers_are_no_running_heads() -> None:
    text = "In the year {} the ward bought lamps."
    reading = reading_of(*filler(150, text))
    assert len(reading.pages) > 3
    assert statements(reading) == [text.format(n) for n in range(150)]
    assert HEAD not in "".join(statements(reading))


def test_a_group_reaches_over_the_page_that_cuts_its_table() -> None:
    rows = [("Ward", "Lamps", "Cost"), ("Clients", "", ""), ("Older people", "", "")]
    rows += [(f"Ward {n}", str(n + 7), f"£{n}") for n in range(70)]
    reading = reading_of(Element("table", rows=tuple(rows)), *filler(3))
    assert len(reading.pages) > 1
    found = [row for row in statements(reading) if row.startswith("Clients; Older people; Ward")]
    assert len(found) == 70
    assert found[-1] == "Clients; Older people; Ward 69; Lamps: 76; Cost: £69"


LONG = "The surveyor of the ward wrote of oil and wicks, and of much else in"


def test_words_of_residents_and_leads_set_larger_are_no_headings() -> None:
    said = "“I don’t want a lamp. I want somebody who lights it.”".replace("’", "'")
    lead = "The borough will light every street of its eleven wards by May."
    page = [
        Line("Lamps", 90, size=18, bold=True),
        Line(lead, 120, size=13),
        *lines([LONG] * 6, 150),
        Line(said, 260, size=13),
        *lines([LONG] * 6, 290),
        Line("Where next for lamps?", 400, size=13),
        *lines([LONG] * 6, 430),
    ]
    found = [text for kind, text in blocks(read_lines(page)) if kind == "heading"]
    assert found == ["Lamps", "Where next for lamps?"]


def test_page_numbers_are_told_beside_charts_of_many_small_words() -> None:
    chart = [Line(str(n), 400 + 9 * (n % 30), LEFT + 60 * (n // 30), 6) for n in range(100, 220)]
    pages = [
        [*lines([LONG] * 8, 140), *chart, Line(str(n), 790, left=300, size=11)]
        for n in (1, 2, 3, 4)
    ]
    kinds = dict.fromkeys(text for kind, text in blocks(read_lines(*pages)) if kind == "furniture")
    assert list(kinds) == ["1", "2", "3", "4"]


def test_text_in_the_place_of_a_running_head_that_is_missing_is_kept() -> None:
    """The notes at the end of a report, on a page that has no head."""
    head = Line(HEAD, 50, size=9)
    pages = [[head, *lines([f"{LONG} {n}"] * 8, 140)] for n in range(6)]
    note = "The Lamps Act of the year before last, in its first section."
    found = blocks(read_lines(*pages, [Line(note, 50, size=9)]))
    assert ("paragraph", note) in found
    assert [text for kind, text in found if kind == "furniture"] == [HEAD] * 6


def test_a_heading_whose_number_stands_apart_is_no_row_of_what_stands_above() -> None:
    years = [Line(str(2001 + n), 200 + 14 * row, LEFT + 60 * n) for row in (0, 1) for n in range(5)]
    heading = [Line("3", 228, size=14, bold=True), Line("Lamps", 228, LEFT + 60, 14, bold=True)]
    page = [*lines([LONG] * 3, 140), *years, *heading, *lines([LONG] * 9, 260)]
    assert ("heading", "3 Lamps") in blocks(read_lines(page))


@pytest.mark.parametrize("caption", ["Figure 1: Lamps by ward", "Table A.2 Oil bought by wards"])
def test_a_caption_in_bold_is_no_heading(caption: str) -> None:
    page = [
        Line("Lamps", 90, size=18, bold=True),
        *lines([LONG] * 6, 140),
        Line(caption, 250, bold=True),
        *lines([LONG] * 6, 280),
    ]
    assert ("caption", caption) in blocks(read_lines(page))


def test_a_numbered_paragraph_begins_below_a_line_that_is_not_filled_or_ends() -> None:
    """A number below any other may be a section that the sentence speaks of."""
    page = [
        Line("What the lamps cost", 140),
        *lines([f"1.4 {LONG} section", f"1.3 {LONG} May."], 153.5),
        Line(f"1.5 {LONG} May.", 180.5),
    ]
    assert blocks(read_lines(page)) == [
        ("heading", "What the lamps cost"),
        ("paragraph", f"1.4 {LONG} section 1.3 {LONG} May."),
        ("paragraph", f"1.5 {LONG} May."),
    ]


def test_the_body_is_told_by_running_text_where_tables_hold_more_letters() -> None:
    rows = [
        Line(f"{column}{n} of ward {chr(97 + n % 26)}", 300 + 12 * n, LEFT + 120 * column, 9)
        for n in range(36)
        for column in range(4)
    ]
    said = "Spending on the lamps rose by 3 per cent."
    page = [Line("1 Lamps", 90, size=18), Line(said, 130, size=11), *lines([LONG], 160, size=11)]
    found = blocks(read_lines([*page, *rows]))
    assert found[:2] == [("heading", "1 Lamps"), ("paragraph", said)]


def test_a_sentence_is_no_heading_merely_because_it_is_larger() -> None:
    said = "The borough lights every street."
    page = [Line("Lamps", 90, size=18), Line(said, 130, size=13), *lines([LONG] * 9, 160)]
    assert blocks(read_lines(page))[1] == ("paragraph", said)


def test_a_line_that_pages_repeat_in_the_middle_of_a_sentence_is_text() -> None:
    said = ["The borough provides lamps to every ward and mends each of", "them once a year."]
    pages = [
        [
            Line(HEAD, 40),
            Line(f"Ward {chr(97 + n)}", 84, size=16),
            *lines([*said, f"{LONG} {chr(97 + n)}."], 108),
        ]
        for n in range(4)
    ]
    found = blocks(read_lines(*pages))
    assert [text for kind, text in found if kind == "furniture"] == [HEAD] * 4
    assert sum(" ".join(said) in text for kind, text in found if kind == "paragraph") == 4


def test_a_sentence_that_pages_repeat_in_a_paragraph_is_text() -> None:
    said = "It then asked the surveyor for a report on every lamp."
    pages = [lines([f"{LONG} {n}.", said, f"{LONG} {9 * n}."], 84) for n in (2, 5, 7)]
    assert all(
        said in page.span.of(found.text) for found in [read_lines(*pages)] for page in found.pages
    )


def test_a_running_head_of_two_lines_close_to_each_other_is_one() -> None:
    head = ["Scrutiny of the lamps, the oil and the wicks of the borough as", "agreed in May"]
    pages = [
        [*lines(head, 40, size=10.5), *lines([f"{LONG} {chr(97 + n)}"] * 8, 100)] for n in range(4)
    ]
    found = [text for kind, text in blocks(read_lines(*pages)) if kind == "furniture"]
    assert found == [*head] * 4
