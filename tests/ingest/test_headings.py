"""Which lines are headings, and how deep they stand."""

from __future__ import annotations

import pytest

from corpus.words import BlockKind
from ingest.headings import (
    HeadingPath,
    HeadingReader,
    contents_entry,
    has_leaders,
    is_contents_title,
    known_titles,
    names_of_box,
    proper_names,
    run_in_heading,
)
from ingest.structure import blocks_of


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Introduction.....\t1", "Introduction"),
        ("Acknowledgements ... vii", "Acknowledgements"),
        ("4.3.3\t<i>Planning</i>\t40", "4.3.3 Planning"),
        ("Appendix B\tThe case study reports\t65", "Appendix B The case study reports"),
        ("2.4 Relevance of principles.....\t19", "2.4 Relevance of principles"),
    ],
)
def test_a_contents_line_announces_a_heading(line: str, title: str) -> None:
    assert contents_entry(line) == title


@pytest.mark.parametrize(
    "line",
    [
        "Discontinued\t5\t62\t58",
        "Planning",
        "Planning 40",
        "A\tB",
        "Clients\t1,343",
        "\t5",
        "Wait... 2011",
    ],
)
def test_a_row_of_figures_and_plain_words_announce_nothing(line: str) -> None:
    assert contents_entry(line) is None


def test_leaders_are_dots_before_a_page_number() -> None:
    assert has_leaders("Summary....... 4")
    assert not has_leaders("Summary\t4")
    assert not has_leaders("and so on...")


@pytest.mark.timeout(10)
def test_a_line_of_dots_without_a_page_number_is_read_at_once() -> None:
    assert contents_entry("." * 20_000 + "!") is None


@pytest.mark.parametrize("line", ["Contents", "CONTENTS", "Table of contents", "## **Contents**"])
def test_a_contents_list_is_known_by_its_title(line: str) -> None:
    assert is_contents_title(line)


@pytest.mark.parametrize("line", ["The contents", "Contents of the plan", "Index"])
def test_other_titles_open_no_contents_list(line: str) -> None:
    assert not is_contents_title(line)


@pytest.mark.parametrize(
    ("paragraph", "label"),
    [
        ("**Theme 2: Early help** comes first.", "Theme 2: Early help"),
        ("**Priority A – Buses:** more of them.", "Priority A – Buses"),
        ("**Recommendation 12. Agree a plan** by May.", "Recommendation 12. Agree a plan"),
    ],
)
def test_a_numbered_bold_label_opens_a_section(paragraph: str, label: str) -> None:
    assert run_in_heading(paragraph) == label


@pytest.mark.parametrize(
    "paragraph",
    ["Theme 2: Early help comes first.", "**Early help** comes first.", "**Theme** 2: help",
     "We chose **Theme 2: Early help** first."],
)  # fmt: skip
def test_other_paragraphs_open_none(paragraph: str) -> None:
    assert run_in_heading(paragraph) == ""


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Lancashire: Contracting with the third sector", {"Lancashire"}),
        ("Gloucestershire – Healthy Ageing", {"Gloucestershire"}),
        ("Warrington and Bradford: Experience of the Compact", {"Warrington", "Bradford"}),
        (
            "Merseyside Fire & Rescue Service: Improving",
            {"Merseyside", "Fire", "Rescue", "Service"},
        ),
    ],
)
def test_a_box_is_named_by_who_it_is_about(title: str, names: set[str]) -> None:
    assert names_of_box(title) == names


@pytest.mark.parametrize(
    "title",
    ["Planning", "4.3 Lancashire: Contracting", "A. Lancashire: Contracting", "the plan: a start",
     "Lancashire:", "Well-being"],
)  # fmt: skip
def test_other_titles_name_no_box(title: str) -> None:
    assert names_of_box(title) == frozenset()


def test_proper_names_leave_out_the_word_that_opens_the_next_sentence() -> None:
    text = "the council met Preston’s board. Officers of LCC and Help Direct came."
    assert proper_names(text) == {"Preston", "LCC", "Help", "Direct"}


PLAIN = HeadingReader(frozenset(), marked=False)
MARKED = HeadingReader(frozenset(), marked=True)


@pytest.mark.parametrize(
    "line",
    [
        "4.3.3 Planning", "B.4 Lancashire", "9. Reviewing progress", "C. Place shaping",
        "Appendix B", "Annex 2 Reading list", "What is it?", "Drivers for change",
        "**Vision Statement**", "**Who does what:**",
    ],
)  # fmt: skip
def test_a_heading_is_numbered_lettered_or_bare(line: str) -> None:
    assert PLAIN.is_bare_heading(line, under_heading=False)


@pytest.mark.parametrize(
    "line",
    [
        "By end of October 2010", "1. Agree the plan by 31.3.10", "The council agreed a plan.",
        "in the light of this", "“Quoted”", "http://example.org", "2010", "—", "",
        "This line has far too many words in it to be the heading of anything at all",
        "Officers, members;", "1. Mend the roofs of the flats and", "Lighting the lanes of the",
    ],
)  # fmt: skip
def test_sentences_dates_and_figures_are_no_headings(line: str) -> None:
    assert not PLAIN.is_bare_heading(line, under_heading=False)


def test_under_a_heading_only_a_short_line_is_another() -> None:
    assert PLAIN.is_bare_heading("Drivers for change", under_heading=True)
    assert not PLAIN.is_bare_heading("A line of six short words", under_heading=True)
    assert PLAIN.is_bare_heading("A line of six short words", under_heading=False)


def test_where_headings_are_marked_a_bare_line_is_none() -> None:
    assert not MARKED.is_bare_heading("Drivers for change", under_heading=False)
    assert MARKED.is_bare_heading("**Drivers for change**", under_heading=False)


def test_the_contents_list_confirms_any_heading() -> None:
    title = (
        "the policy, as announced: an overview in rather more than fourteen words, all told, here."
    )
    reader = HeadingReader(known_titles([title]), marked=True)
    assert reader.is_bare_heading(f"<i>{title.upper()}</i>", under_heading=True)
    assert reader.announces(title) and not reader.announces("another")


def paths(*titles: str, hashes: int = 0) -> list[str]:
    """Open the titles one after another, each with some text below, and tell each path."""
    path = HeadingPath()
    told = []
    for title in titles:
        path.open(title, hashes=hashes)
        told.append(" / ".join(path.path))
    return told


@pytest.mark.parametrize(
    ("titles", "last"),
    [
        (("4 Joined-up working", "4.3 The cycle", "4.3.3 Planning"),
         "4 Joined-up working / 4.3 The cycle / 4.3.3 Planning"),
        (("4.3.3 Planning", "4.4 Summary"), "4.4 Summary"),
        (("4 Working", "4.4 Summary", "5 Conclusions"), "5 Conclusions"),
        (("Appendix B Cases", "B.2 Camden", "Drivers"), "Appendix B Cases / B.2 Camden / Drivers"),
        (("Appendix B Cases", "B.2 Camden", "B.3 Kent"), "Appendix B Cases / B.3 Kent"),
        (("A. Knowing", "Data", "B. Placing"), "B. Placing"),
        (("4.1 Work", "Drivers", "Partners"), "4.1 Work / Partners"),
    ],
)  # fmt: skip
def test_a_number_fixes_the_depth_of_a_heading(titles: tuple[str, ...], last: str) -> None:
    assert paths(*titles)[-1] == last


def test_a_lone_number_goes_on_where_its_predecessor_stood() -> None:
    assert paths("B.2 Camden", "1 Older Voices", "Drivers", "2 Home Care", "B.3 Kent") == [
        "B.2 Camden",
        "B.2 Camden / 1 Older Voices",
        "B.2 Camden / 1 Older Voices / Drivers",
        "B.2 Camden / 2 Home Care",
        "B.3 Kent",
    ]


def test_a_numbered_series_that_marks_put_below_a_section_stands_there() -> None:
    path = HeadingPath()
    path.open("Flood toolkit", hashes=1)
    path.open("Steps to a plan", hashes=2)
    for number in (1, 2):
        path.open(f"{number}. A step", hashes=3)
        assert path.path == ("Flood toolkit", "Steps to a plan", f"{number}. A step")
    path.open("Costs", hashes=2)
    assert path.path == ("Flood toolkit", "Costs")


def test_a_lone_number_out_of_order_is_no_chapter() -> None:
    assert paths("4.1 A framework", "12 Lessons") == [
        "4.1 A framework", "4.1 A framework / 12 Lessons"
    ]  # fmt: skip


def test_chapters_count_on_after_sections() -> None:
    assert paths("1 Introduction", "1.2 Context", "2 Application")[-1] == "2 Application"


def test_marks_fix_the_depth_and_a_repeated_heading_keeps_its_own() -> None:
    path = HeadingPath()
    path.open("6 Themes", hashes=2)
    path.open("Key principles", hashes=3)
    path.open("Bold Steps", hashes=3)
    path.open("Key principles", hashes=2)
    assert path.path == ("6 Themes", "Key principles")


def test_a_heading_straight_after_another_stands_below_it() -> None:
    path = HeadingPath()
    path.open("4.3.2 Assessment")
    path.open("Steps to a business case")
    path.open("Preparation", straight_after=True)
    path.open("Establishing the costs")
    assert path.path == ("4.3.2 Assessment", "Steps to a business case", "Establishing the costs")


def test_a_heading_seen_before_ends_the_nesting() -> None:
    path = HeadingPath()
    path.open("B.1 Bradford")
    path.open("Sustainability")
    path.open("Well-being")
    path.open("Cafés", straight_after=True)
    path.open("Sustainability")
    assert path.path == ("B.1 Bradford", "Sustainability")


@pytest.mark.parametrize(
    "title", ["Every penny counts", "EVERY PENNY  counts", "5. Every penny counts"]
)
def test_an_open_heading_is_known_when_it_is_said_again(title: str) -> None:
    path = HeadingPath()
    path.open("5 Every penny counts", hashes=2)
    assert path.repeats(title)
    assert not path.repeats("Every pound counts")


def test_a_bold_label_of_a_series_stands_where_the_first_did() -> None:
    path = HeadingPath()
    path.open("5.3 Themes")
    path.enter_run_in("Theme 1: Early help")
    path.open("Detail")
    path.enter_run_in("Theme 2: Late help")
    assert path.path == ("5.3 Themes", "Theme 2: Late help")


def test_a_box_is_left_for_the_section_around_it() -> None:
    path = HeadingPath()
    path.open("4.3.3 Planning")
    outside = path.snapshot()
    path.enter_box("Lancashire: Contracting")
    assert path.path == ("4.3.3 Planning", "Lancashire: Contracting")
    path.restore(outside)
    assert path.path == ("4.3.3 Planning",)


def test_a_chapters_number_above_its_title_is_one_heading_with_it() -> None:
    text = (
        "# Chapter 1\n\n# Lamps\n\nOld ones.\n\n## 1.1 Streets\n\nDark.\n\n"
        "# TWO\n\n# COST\n\nMuch.\n\n# Part of the answer\n\n## Oil\n\nDear.\n"
    )
    paths = [block.section for block in blocks_of(text) if block.kind is BlockKind.PARAGRAPH]
    assert paths == [
        ("Chapter 1 Lamps",),
        ("Chapter 1 Lamps", "1.1 Streets"),
        ("TWO COST",),
        ("Part of the answer", "Oil"),
    ]


def test_a_numbered_series_in_a_section_does_not_go_on_with_the_chapters() -> None:
    text = (
        "# 2 Lamps\n\n## 2.1 Rules\n\n### 1. Buy\n\nGood ones.\n\n### 2. Mend\n\nSoon.\n\n"
        "### 3. Light\n\nAll.\n\n## 2.2 Cost\n\nMuch.\n\n# 3 Roads\n\nLong.\n"
    )
    paths = [block.section for block in blocks_of(text) if block.kind is BlockKind.PARAGRAPH]
    assert paths == [
        ("2 Lamps", "2.1 Rules", "1. Buy"),
        ("2 Lamps", "2.1 Rules", "2. Mend"),
        ("2 Lamps", "2.1 Rules", "3. Light"),
        ("2 Lamps", "2.2 Cost"),
        ("3 Roads",),
    ]


def test_a_numbered_title_may_open_with_a_bracket() -> None:
    text = "# 1 Lamps\n\n1.1 Oil\n\nDear.\n\n1.2 (How) do they burn?\n\nBadly.\n"
    paths = [block.section for block in blocks_of(text) if block.kind is BlockKind.PARAGRAPH]
    assert paths == [("1 Lamps", "1.1 Oil"), ("1 Lamps", "1.2 (How) do they burn?")]
