"""From text to blocks with their heading paths."""

from __future__ import annotations

import pytest

from corpus.words import Block, BlockKind, Span
from ingest.structure import blocks_of


def told(block: Block, text: str) -> str:
    """Return what a block says: its spelled row, or its own characters on one line."""
    return " ".join((block.spelled or block.span.of(text)).split())


def of_kind(text: str, kind: BlockKind) -> list[str]:
    return [told(block, text) for block in blocks_of(text) if block.kind is kind]


def section_of(text: str, words: str) -> str:
    """Return the heading path above the block that holds the words."""
    found = [block for block in blocks_of(text) if words in block.span.of(text)]
    assert len(found) == 1, f"{words} stands in {len(found)} blocks"
    return " / ".join(found[0].section)


BOX = """4.3.3 Planning

Officers planned the work with care.

Lancashire: Contracting with shops

LCC bought help from four shops in Preston.

They were paid on time.

The shops of Preston were content with:

clear terms and early payment.

Every authority can learn from such purchases.
"""


@pytest.mark.parametrize(
    "words", ["LCC bought", "They were paid", "The shops of Preston", "clear terms"]
)
def test_a_box_holds_what_goes_on_about_its_subject(words: str) -> None:
    assert section_of(BOX, words) == "4.3.3 Planning / Lancashire: Contracting with shops"


@pytest.mark.parametrize("words", ["Officers planned", "Every authority"])
def test_a_box_ends_where_its_subject_does(words: str) -> None:
    assert section_of(BOX, words) == "4.3.3 Planning"


def test_the_next_heading_ends_a_box() -> None:
    text = f"{BOX.rsplit('Every', 1)[0]}Planning to last\n\nLancashire again.\n"
    assert section_of(text, "Lancashire again") == "4.3.3 Planning / Planning to last"


def test_a_box_straight_after_a_box_does_not_stand_inside_it() -> None:
    text = (
        "4.2 Principles\n\nBe fair.\n\nKent: Fair pay\n\nKent pays well.\n\n"
        "Leeds – Fair rent\n\nLeeds lets well.\n"
    )
    assert section_of(text, "Leeds lets") == "4.2 Principles / Leeds – Fair rent"


CONTENTS = """Contents

Introduction.....\t1
2 Why it matters\t7
2.1 the drivers\t8

Appendix A\tThe case reports\t30
References\t31

Introduction

Text of it.

2 Why it matters

More text.

2.1 the drivers

Drivers text.

Appendix A

The case reports

Cases here.
"""


def test_a_contents_list_goes_on_over_a_page_break_and_ends_where_text_begins() -> None:
    assert of_kind(CONTENTS, BlockKind.CONTENTS) == [
        "Contents",
        "Introduction..... 1 2 Why it matters 7 2.1 the drivers 8",
        "Appendix A The case reports 30 References 31",
    ]


def test_headings_the_contents_list_announces_are_found() -> None:
    assert of_kind(CONTENTS, BlockKind.HEADING) == [
        "Introduction", "2 Why it matters", "2.1 the drivers", "Appendix A The case reports"
    ]  # fmt: skip
    assert section_of(CONTENTS, "Drivers text") == "2 Why it matters / 2.1 the drivers"


def test_an_appendix_over_two_lines_is_one_title() -> None:
    assert section_of(CONTENTS, "Cases here") == "Appendix A The case reports"


def test_a_table_whose_rows_end_in_small_numbers_is_no_contents_list() -> None:
    text = "# Beds\n\nTown\tBeds\nPreston\t5\nLeeds\t7\nDeal\t9\n"
    assert of_kind(text, BlockKind.TABLE_ROW) == [
        "Preston; Beds: 5", "Leeds; Beds: 7", "Deal; Beds: 9"
    ]  # fmt: skip
    assert of_kind(text, BlockKind.CONTENTS) == []


def test_a_marked_number_above_a_marked_title_is_one_heading() -> None:
    text = "# 3\n\n## Support at home\n\nText.\n\n# 4\n\n## Place to live\n\nMore.\n"
    assert of_kind(text, BlockKind.HEADING) == ["# 3 ## Support at home", "# 4 ## Place to live"]
    assert section_of(text, "More.") == "4 Place to live"


def test_a_heading_said_again_on_the_next_page_is_furniture() -> None:
    text = "# 5 Every penny counts\n\nSpend well.\n\n## Every penny counts\n\nSave more.\n"
    assert of_kind(text, BlockKind.FURNITURE) == ["## Every penny counts"]
    assert section_of(text, "Save more") == "5 Every penny counts"


def test_a_lettered_theme_with_its_name_below_is_one_heading() -> None:
    text = "D. Community engagement\nCommunication\n\nWe write to every household in May.\n"
    assert section_of(text, "We write") == "D. Community engagement Communication"


@pytest.mark.parametrize("line", ["2010", "31.3.10", "£1.10 million", "62"])
def test_a_lone_figure_is_no_chapter(line: str) -> None:
    text = f"4.1 Framework\n\nSome text stands here.\n\n{line}\n\nMore text follows it.\n"
    assert section_of(text, "More text") == "4.1 Framework"


def test_a_run_in_label_opens_its_section_and_stays_in_the_text() -> None:
    text = (
        "5.3 Themes\n\n**Theme 1: Early help** Help comes early.\n\nMore of it.\n\n"
        "**Theme 2: Late help** Help comes late.\n\n6 Other\n\nDone here.\n"
    )
    assert section_of(text, "More of it") == "5.3 Themes / Theme 1: Early help"
    assert section_of(text, "Help comes late") == "5.3 Themes / Theme 2: Late help"
    assert section_of(text, "Done here") == "6 Other"


def test_page_furniture_is_a_block_of_its_own() -> None:
    text = "# Plan\n\nA first thing.\n\nContinued\n\nPage 3 of 9\n\nA second thing.\n\n---\n"
    assert of_kind(text, BlockKind.FURNITURE) == ["Continued", "Page 3 of 9", "---"]


def test_a_paragraph_that_a_blank_line_cuts_is_one() -> None:
    text = "# Plan\n\nThe council agreed to buy,\n\nlamps for every street. \n\nBut not yet.\n"
    assert of_kind(text, BlockKind.PARAGRAPH) == [
        "The council agreed to buy, lamps for every street.", "But not yet."
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Lamps are old. They are mended by the Street", "Works (SW) team twice a year."),
        ("Lamps are old. The councils **work with firms and**", "neighbours to mend them."),
        ("Lamps are old. A trial was held in", "June 2007. It went well."),
    ],
)
def test_a_sentence_that_a_page_cuts_makes_one_paragraph(before: str, after: str) -> None:
    assert of_kind(f"# Plan\n\n{before}\n\n{after}\n", BlockKind.PARAGRAPH) == [f"{before} {after}"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Lamps are old. 'They went out, and nobody came.'", "(Senior manager, council)"),
        ("Lamps are old. See http://lamps.example/streets", "The lamps were bought in 1990."),
        ("Fewer lamps that go out", "A better use of what is spent on them."),
        ("Written by Ada Example. Head of Street Lighting", "Version 1.4"),
    ],
)
def test_what_stands_below_another_thing_is_no_rest_of_it(before: str, after: str) -> None:
    assert len(of_kind(f"# Plan\n\n{before}\n\n{after}\n", BlockKind.PARAGRAPH)) == 2


def items_of(text: str) -> list[list[str]]:
    return [
        [item.of(text) for item in b.items] for b in blocks_of(text) if b.kind is BlockKind.LIST
    ]


def test_list_items_keep_the_lines_that_go_on() -> None:
    text = "The plan has:\n- one thing\nthat goes on\n- two things\n"
    assert of_kind(text, BlockKind.PARAGRAPH) == ["The plan has:"]
    assert items_of(text) == [["- one thing\nthat goes on", "- two things"]]


def test_a_lead_in_that_ends_in_colon_and_dash_is_not_cut() -> None:
    text = "The council resolved to:-\n\nnote the report; and\n"
    assert of_kind(text, BlockKind.PARAGRAPH) == [
        "The council resolved to:-",
        "note the report; and",
    ]


def test_a_list_goes_on_over_a_blank_line() -> None:
    assert items_of("# A\n\n- one\n\n- two\n\nA sentence ends it.\n") == [["- one", "- two"]]


@pytest.mark.parametrize(
    "text",
    ["1. Improve buying\n2. Support change\n", "(i) Improve buying\n(ii) Support change\n",
     "a) Improve buying\nb) Support change\n"],
)  # fmt: skip
def test_two_short_numbered_lines_are_a_list_and_no_heading(text: str) -> None:
    assert items_of(f"# Steps\n\n{text}\nThen rest.\n") == [text.splitlines()]


def test_a_number_at_a_lines_start_does_not_part_a_paragraph() -> None:
    text = "# A\n\nThe council spent on all its homes about\n12. more than it had planned.\n"
    assert items_of(text) == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Table B.1 Comparison of outcomes for people", BlockKind.CAPTION),
        ("Figure 4.2 Elements of a framework", BlockKind.CAPTION),
        ("¹ Initially the intention was otherwise.", BlockKind.FOOTNOTE),
        ("<sup>12</sup> See the annex.", BlockKind.FOOTNOTE),
        ("[^1]: See the annex.", BlockKind.FOOTNOTE),
    ],
)
def test_captions_and_footnotes_are_told_apart(line: str, kind: BlockKind) -> None:
    assert of_kind(f"# A\n\nText here.\n\n{line}\n\nMore text.\n", kind) == [line]


def test_a_table_goes_on_with_its_headers_after_a_page_break() -> None:
    text = "# Beds\n\nGroup\tMen\tWomen\nOld\t5\t6\n\nContinued\n\nYoung\t7\t8\n"
    assert of_kind(text, BlockKind.TABLE_ROW) == [
        "Old; Men: 5; Women: 6",
        "Young; Men: 7; Women: 8",
    ]


def test_a_table_after_other_text_has_its_own_headers() -> None:
    text = (
        "# Beds\n\nGroup\tMen\tWomen\nOld\t5\t6\n\nThe next table is about towns.\n\n"
        "Town\tBeds\tCost\nDeal\t7\t8\n"
    )
    assert of_kind(text, BlockKind.TABLE_ROW)[1] == "Deal; Beds: 7; Cost: 8"


def test_a_table_right_below_its_lead_in_is_a_table() -> None:
    text = "# Beds\n\nBeds are as follows:\nGroup\tMen\tWomen\nOld\t5\t6\n"
    assert of_kind(text, BlockKind.PARAGRAPH) == ["Beds are as follows:"]
    assert of_kind(text, BlockKind.TABLE_ROW) == ["Old; Men: 5; Women: 6"]


def test_blocks_of_a_part_count_from_the_start_of_the_whole_text() -> None:
    text = "Skipped text.\n\n# Plan\n\nA thing.\n"
    blocks = blocks_of(text, Span(15, len(text)))
    assert [block.span.of(text) for block in blocks] == ["# Plan", "A thing."]


@pytest.mark.parametrize("text", ["", "\n\n", "   \t  \n"])
def test_a_text_without_words_has_no_blocks(text: str) -> None:
    assert blocks_of(text) == []
