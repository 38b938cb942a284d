"""How much of a question a text holds, means, names and places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_hits import equally_rare

from assistant.asked import STOOD_IN, Asked, words_in
from assistant.question import stem, understood

QUESTION = "How many pensioners in Kent and Milton Keynes did the BOPA charities visit?"
ASKED = Asked.of(understood(QUESTION), equally_rare)
WRITTEN_WORDS = """
pensioners older people Kent Milton Keynes BOPA charities third sector visit visiting home Leeds
"""
TEXTS = st.lists(st.sampled_from(WRITTEN_WORDS.split())).map(" ".join)
SHARES = ("held", "meant", "named", "placed")


def share(name: str, text: str, asked: Asked = ASKED) -> float:
    return float(getattr(asked, name)(words_in(text).all))


@pytest.mark.parametrize("name", SHARES)
@given(first=TEXTS, more=TEXTS)
def test_a_share_lies_between_0_and_1_and_more_words_lower_none(name, first, more) -> None:
    small, large = share(name, first), share(name, f"{first} {more}")
    assert 0 <= small <= large <= 1 + 1e-9


@pytest.mark.parametrize("name", SHARES)
def test_the_question_itself_holds_all_and_no_text_holds_nothing(name: str) -> None:
    assert share(name, QUESTION) == pytest.approx(1)
    assert share(name, "") == 0


@given(TEXTS)
def test_what_is_held_is_meant(text: str) -> None:
    assert share("held", text) <= share("meant", text) + 1e-9


def test_words_of_the_same_meaning_count_for_less_than_the_questions_own() -> None:
    asked = Asked.of(understood("pensioners"), equally_rare)
    assert share("held", "older people", asked) == 0
    assert share("meant", "older people", asked) == pytest.approx(STOOD_IN)
    assert share("meant", "older lamps", asked) == 0


def test_rare_words_weigh_more() -> None:
    asked = Asked.of(understood("boiler lamps"), lambda word: 4.0 if word == "boiler" else 1.0)
    assert share("held", "a boiler", asked) == pytest.approx(0.8)
    assert share("held", "lamps", asked) == pytest.approx(0.2)


def test_words_are_held_in_any_form() -> None:
    asked = Asked.of(understood("who pays for repairs?"), equally_rare)
    assert share("held", "paying for what was repaired", asked) == pytest.approx(1)
    assert share("held", "it was paid by payment, pay as you go", asked) == pytest.approx(1 / 2)


def test_names_and_places_are_those_of_the_question() -> None:
    assert {"kent", "milton", "keyn", "bopa"} == ASKED.names
    assert set(ASKED.places) == {"kent", "milton keynes"}
    assert share("named", "the bopa of Kent") == pytest.approx(2 / 4)
    assert share("placed", "in Milton Keynes") == pytest.approx(1 / 2)
    assert share("placed", "Milton") == 0


def test_a_question_that_names_nothing_is_named_and_placed_by_nothing() -> None:
    asked = Asked.of(understood("who pays?"), equally_rare)
    assert share("named", "Kent", asked) == share("placed", "Kent", asked) == 0


def test_a_question_without_content_words_is_held_by_nothing() -> None:
    asked = Asked.of(understood("who are they?"), equally_rare)
    assert share("held", "who are they", asked) == 0


def test_related_words_are_not_the_questions_own() -> None:
    assert stem("older") in ASKED.related
    assert not set(ASKED.related) & set(ASKED.weights)
    assert list(ASKED.related) == sorted(ASKED.related)
    assert Asked.of(understood("xyzzy"), equally_rare).related == ()


def test_a_librarys_own_abbreviations_stand_in() -> None:
    own = {("bopa",): frozenset({("bradford", "allianc")})}
    asked = Asked.of(understood("what is BOPA?"), equally_rare, own)
    assert share("meant", "the Bradford alliance", asked) == pytest.approx(STOOD_IN)
    assert share("meant", "Bradford", asked) == 0
