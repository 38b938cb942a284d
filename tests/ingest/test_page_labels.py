"""Labels of pages are what is printed on them, whatever the file itself does not say."""

from __future__ import annotations

import pytest
from pdf_makers import Line, blocks, lines, read

from corpus.words import Page, Span
from ingest.page_labels import labels_of

HEAD = "Review of the borough's lamps"
TEXT = "The surveyor of the ward wrote of oil and wicks, and of much else in"


def pages(*labels: str) -> list[list[Line]]:
    """Return pages that bear these labels; none bears the same words as another."""
    return [
        [
            Line(HEAD, 40, size=8),
            *lines([f"{TEXT} {chr(97 + n)}{k}." for k in range(6)], 140),
            *([Line(label, 800, left=290, size=8)] if label else []),
        ]
        for n, label in enumerate(labels)
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ["", "i", "1", "2", "3", "4"],
        ["i", "ii", "1", "2", "3", "4"],
        ["", "ii", "iii", "iv", "1", "2", "3"],
        ["", "", "1", "2", "3", "4", "5"],
        ["I", "II", "1", "2", "3"],
        ["i", "1", "2", "3"],
        ["7", "8", "9", "10"],
        ["", "", ""],
        ["1"],
    ],
    ids=" ".join,
)
def test_a_label_is_what_is_printed_and_empty_where_nothing_is(labels: list[str]) -> None:
    assert [page.label for page in read(*pages(*labels)).pages] == labels


def test_a_number_is_furniture_wherever_its_run_begins() -> None:
    kinds = [kind for kind, text in blocks(read(*pages("i", "1", "2", "3"))) if text == "i"]
    assert kinds == ["furniture"]


def test_a_page_without_a_number_inside_a_run_takes_that_of_its_place() -> None:
    found = read(*pages("i", "", "iii", "iv", "1", "2", "", "4", "")).pages
    assert [page.label for page in found] == ["i", "ii", "iii", "iv", "1", "2", "3", "4", ""]


def test_a_page_with_another_number_inside_a_run_takes_none_from_it() -> None:
    found = read(*pages("1", "2", "97", "4", "5", "6")).pages
    assert [page.label for page in found] == ["1", "2", "", "4", "5", "6"]


def test_the_files_own_labels_hold_unless_the_pages_say_otherwise() -> None:
    printed = ["", "", "1", "2", "3"]
    assert labels_of(["i", "ii", "1", "2", "3"], printed) == ["i", "ii", "1", "2", "3"]
    assert labels_of(["1", "2", "3", "4", "5"], printed) == printed
    assert labels_of([], printed) == printed
    assert labels_of(["Cover"], ["", "", ""]) == ["Cover", "", ""]


def test_a_page_without_a_number_is_named_by_its_count() -> None:
    assert Page(3, "", Span(0, 1)).shown == "page 3 of the file"
    assert Page(3, "i", Span(0, 1)).shown == "page i"
