"""Lines of a stored text, the runs between blank lines, and what opens a list item."""

from __future__ import annotations

import pytest

from corpus.words import Span
from ingest.lines import FURNITURE, HASH_HEADING, MARKER, Line, lines_of, runs_of


def lines(text: str, start: int = 0) -> list[Line]:
    return list(lines_of(text, Span(start, len(text))))


def runs(text: str) -> list[list[str]]:
    return [[line.text for line in run] for run in runs_of(text, Span(0, len(text)))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\f", "\u2028", "\x85"])
def test_a_line_leaves_out_its_line_end_and_knows_its_place(end: str) -> None:
    text = f"One{end}{end}Three{end}"
    assert [line.text for line in lines(text)] == ["One", "", "Three"]
    assert all(line.span.of(text) == line.text for line in lines(text))


def test_lines_of_a_part_count_from_the_start_of_the_whole_text() -> None:
    text = "skipped\nread\nalso read"
    assert [line.span for line in lines(text, start=8)] == [Span(8, 12), Span(13, 22)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", [["a", "b"], ["c"]]),
        ("\n\n  \n a\n\t\n", [[" a"]]),
        ("a\nContinued\nb", [["a"], ["Continued"], ["b"]]),
        ("a\n## Planning\nb", [["a"], ["## Planning"], ["b"]]),
        ("", []),
    ],
)
def test_runs_part_at_blank_lines_and_around_headings_and_furniture(
    text: str, expected: list[list[str]]
) -> None:
    assert runs(text) == expected


@pytest.mark.parametrize(
    "line",
    ["Continued", "CONTINUED overleaf", " Continued from previous page ", "Page 3", "page 3 of 80",
     "---", "_____", "***"],
)  # fmt: skip
def test_page_furniture_is_known(line: str) -> None:
    assert FURNITURE.match(line)


@pytest.mark.parametrize(
    "line",
    ["Continued support matters", "Page 3 shows the plan", "--", "Continue", "80", "***bold***"],
)
def test_words_of_the_report_are_no_furniture(line: str) -> None:
    assert not FURNITURE.match(line)


@pytest.mark.parametrize(
    "line",
    [
        "- a",
        "* a",
        "• a",
        "– a",
        "1. a",
        "12) a",
        "(3) a",
        "(iv) a",
        "xi) a",
        "a) a",
        "(B) a",
        "  - a",
    ],
)
def test_a_bullet_number_letter_or_numeral_opens_an_item(line: str) -> None:
    assert MARKER.match(line)
    assert Line(Span(0, len(line)), line).item


@pytest.mark.parametrize(
    "line", ["-a", "- ", "2011 a", "1.2 a", "A. a", "and a", "100. a", "£5 a", ""]
)
def test_other_beginnings_open_no_item(line: str) -> None:
    assert not MARKER.match(line)


@pytest.mark.parametrize(
    ("line", "tabular"),
    [("a\tb", True), ("\tb", True), ("| a | b |", True), ("|--|--|", True), ("a | b", False),
     ("| a |", False), ("a b", False)],
)  # fmt: skip
def test_a_table_line_has_tabs_or_is_piped(line: str, tabular: bool) -> None:
    assert Line(Span(0, len(line)), line).tabular is tabular


@pytest.mark.parametrize(
    ("line", "hashes", "title"),
    [
        ("# One", "#", "One"),
        ("   ### Three words here  ", "###", "Three words here"),
        ("## Closed ##", "##", "Closed"),
        ("# ", "#", ""),
    ],
)
def test_a_markdown_heading_gives_its_depth_and_title(line: str, hashes: str, title: str) -> None:
    match = HASH_HEADING.match(line)
    assert match is not None
    assert (match["hashes"], match["text"]) == (hashes, title)


@pytest.mark.parametrize("line", ["#No space", "####### Seven", "    # Indented", "Not # one"])
def test_other_hashes_make_no_heading(line: str) -> None:
    assert not HASH_HEADING.match(line)


@pytest.mark.timeout(10)
def test_a_heading_with_a_long_gap_is_read_at_once() -> None:
    assert HASH_HEADING.match("# a" + " " * 50_000 + "b")
