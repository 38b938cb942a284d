"""The words of the house: spans, pages of a passage, and what the model reads."""

from __future__ import annotations

import pytest

from corpus.words import Page, Passage, Span, in_context

FRONT = Page(1, "i", Span(0, 10))
FIRST = Page(2, "1", Span(12, 20))


def test_a_span_quotes_its_characters() -> None:
    assert Span(4, 9).of("The lamps burn.") == "lamps"


@pytest.mark.parametrize(
    ("other", "covered"),
    [(Span(2, 8), True), (Span(3, 4), True), (Span(1, 8), False), (Span(2, 9), False)],
)
def test_a_span_covers_what_lies_wholly_inside(other: Span, covered: bool) -> None:
    assert Span(2, 8).covers(other) is covered


@pytest.mark.parametrize(("offset", "page"), [(5, FRONT), (12, FIRST), (19, FIRST), (11, FRONT)])
def test_a_passage_over_two_pages_knows_the_page_of_each_character(offset: int, page: Page) -> None:
    passage = Passage("id", Span(5, 19), (), (), (FRONT, FIRST))
    assert passage.page == FRONT
    assert passage.page_at(offset) == page


def test_a_passage_without_pages_has_no_page() -> None:
    passage = Passage("id", Span(5, 19), ())
    assert passage.page is None
    assert passage.page_at(7) is None


@pytest.mark.parametrize(
    ("section", "read"),
    [
        ((), "Title\nWords."),
        (("One",), "Title > One\nWords."),
        (("One", "Two", "Three"), "Title > Two > Three\nWords."),
    ],
)
def test_the_model_reads_a_unit_below_its_title_and_inner_headings(
    section: tuple[str, ...], read: str
) -> None:
    assert in_context("Title", section, "Words.") == read
