"""Names and quotations, and whether sources have them."""

from __future__ import annotations

import pytest

from assistant.verification.names import Sources, is_quoted, names_in, quotations_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mark Lobban leads it.", ["Mark Lobban"]),
        ("It was led by Mark Lobban.", ["Mark Lobban"]),
        ("In London, Age Concern works.", ["London", "Age Concern"]),
        ("The Department for Work and Pensions paid.", ["Department for Work and Pensions"]),
        ("NHS Warrington reported it.", ["NHS Warrington"]),
        ("The council agreed.", []),
        ("It met on Monday in March.", []),
        ("Norwich lit lamps.", ["Norwich"]),
        ("Lamps were lit.", []),
    ],
)
def test_runs_of_capitals_are_names(text: str, names: list[str]) -> None:
    assert [name.text for name in names_in(text)] == names


@pytest.mark.parametrize(
    ("text", "place"), [("It is in Norwich.", True), ("It is by Helen Wilkinson.", False)]
)
def test_places_are_told_from_other_names(text: str, place: bool) -> None:
    [name] = names_in(text)
    assert name.place is place


@pytest.mark.parametrize(
    ("text", "source", "around", "had"),
    [
        ("It was Mark Lobban.", "Mark Lobban, Director", (), True),
        ("It was Mark Lobban.", "Mark Jones, Director", (), False),
        ("It was Lobban.", "Mark Lobban, Director", (), True),
        ("It was the LCC.", "Lancashire County Council paid.", (), True),
        ("It was Lancashire County Council.", "LCC paid.", (), True),
        ("It was Kent County Council.", "The council paid.", ("Kent County Council",), True),
        ("It was Kent County Council.", "The council paid.", (), False),
        ("Fewer Home First patients came.", "patients of Home First", (), True),
    ],
)
def test_sources_have_a_name_in_full_in_part_or_by_initials(text, source, around, had) -> None:
    sources = Sources.of((source,), around)
    assert all(map(sources.have, names_in(text))) is had


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("He said “we will act” today.", ["we will act"]),
        ('He said "we will act" today.', ["we will act"]),
        ("He said ‘we won’t act’ today.", ["we won’t act"]),
        ("It's the council's view.", []),
        ("The “hub” opened.", []),
    ],
)
def test_two_words_or_more_in_marks_are_a_quotation(text: str, quotations: list[str]) -> None:
    assert quotations_in(text) == quotations


@pytest.mark.parametrize(
    ("quoted", "held"),
    [
        ("we will act", True),
        ("We will act,", True),
        ("we will … next year", True),
        ("we will [...] next year", True),
        ("we shall act", False),
        ("act we will", False),
    ],
)
def test_a_quotation_is_held_word_for_word(quoted: str, held: bool) -> None:
    assert is_quoted(quoted, ["They said:  we will\nact, but only next year."]) is held
