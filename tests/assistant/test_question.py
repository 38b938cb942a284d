"""Questions as officers type them, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import (
    MAXIMUM_CHARACTERS,
    Kind,
    checked,
    content_words,
    stems_of,
    understood,
)
from corpus.errors import QuestionInvalid

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("how did Lancashire contract the third sector?", "lancashire contract third sector"),
        ("did clients³ and carers[4] have 20 m² each?", "clients carers 20 m²"),
        ("What do the county’s councillors say?", "county councillors"),
        ("What's in it for the older people's champion", "older people champion"),
        ("list all of them", ""),
        ("Section 5 and 12", "section 5 12"),
        ("plan B", "plan"),
    ],
)
def test_content_words_carry_the_subject_alone(written: str, words: str) -> None:
    assert content_words(written) == words.split()


def test_forms_of_a_word_share_a_stem() -> None:
    assert stems_of("contracting") == stems_of("contracted") == stems_of("contracts")


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("how did Lancashire contract the third sector?", {"lancashire"}),
        ("BOPA who runs it", {"bopa"}),
        ("Compare Manchester against Merseyside", {"manchester", "merseyside"}),
        ("WHAT DID KENT SPEND?", set()),
        ("Who pays? I think I'd like to know", set()),
        ("What happens In The Annex", {"annex"}),
    ],
)
def test_names_are_words_written_with_a_capital(written: str, names: set[str]) -> None:
    assert understood(written).names == names


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("compare Manchester against Merseyside", Kind.COMPARISON),
        ("What is the difference between POPP and LinkAge Plus?", Kind.COMPARISON),
        ("what is reablement?", Kind.DEFINITION),
        ("What does HART stand for?", Kind.DEFINITION),
        ("how many people live in Bradford?", Kind.NUMBER),
        ("HART cost savings", Kind.NUMBER),
        ("list the principles of LinkAge Plus", Kind.LIST),
        ("which councils took part?", Kind.LIST),
        ("how did Lancashire contract the third sector?", Kind.PROCEDURE),
        ("who chairs the Transformation Board?", Kind.STATEMENT),
    ],
)
def test_kind_says_what_is_asked_for(written: str, kind: Kind) -> None:
    assert understood(written).kind is kind


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "?!", "…", "\u200b"])
def test_an_empty_question_is_refused(nothing: str) -> None:
    with pytest.raises(QuestionInvalid, match="empty"):
        understood(nothing)


@pytest.mark.parametrize(
    "broken", ["who\x00", "who\x1b[31m chairs", "a\x7fb", "a\x85b", "who \ud800 chairs", "\udfff"]
)
def test_control_characters_and_lone_surrogates_are_refused(broken: str) -> None:
    with pytest.raises(QuestionInvalid, match="control characters or broken text"):
        understood(broken)


def test_the_longest_question_is_read_and_a_longer_one_refused() -> None:
    assert understood("x" * MAXIMUM_CHARACTERS).words
    with pytest.raises(QuestionInvalid, match="2,001 characters"):
        understood("x" * (MAXIMUM_CHARACTERS + 1))


def test_line_breaks_and_repeated_space_are_one_space() -> None:
    assert checked("  who\r\n chairs\tthe   board? ") == "who chairs the board?"


@given(ANY_TEXT)
def test_whatever_is_typed_is_understood_or_refused(typed: str) -> None:
    try:
        question = understood(typed)
    except QuestionInvalid as refusal:
        assert str(refusal)
    else:
        assert checked(question.text) == question.text
        assert question.names <= set(question.words)
        question.text.encode()
