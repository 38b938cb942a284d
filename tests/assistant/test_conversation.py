"""Follow-ups made to stand alone, and asked of the five reports."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.answerer import Answerer, AskRequest
from assistant.conversation import Turn, standalone
from assistant.question import MAXIMUM_CHARACTERS
from corpus.errors import QuestionInvalid

BOARD = "What does the Transformation Board in Kent do?"


def asked(*questions: str) -> list[Turn]:
    turns: list[Turn] = []
    for question in questions:
        turns += [Turn("user", question), Turn("assistant", "Zanzibar paid for pelicans. [1]")]
    return turns


@pytest.mark.parametrize(
    "follow_up",
    ["and who chairs it?", "How often does it meet?", "what about their budget?", "Why?", "When?"],
)
def test_a_follow_up_takes_its_subject_from_the_question_before(follow_up: str) -> None:
    question = standalone(follow_up, asked(BOARD))
    assert question.startswith(follow_up)
    assert "Transformation Board" in question
    assert "Kent" in question


@pytest.mark.parametrize(
    "question",
    [
        "how did Lancashire contract the third sector?",
        "list the principles of LinkAge Plus",
        "Which councils used the Compact agreement in this way to pay third sector providers?",
    ],
)
def test_a_question_that_stands_alone_stays_as_it_is(question: str) -> None:
    assert standalone(question, asked(BOARD)) == question


def test_without_turns_before_a_follow_up_stays_as_it_is() -> None:
    assert standalone("and who chairs it?", []) == "and who chairs it?"


def test_an_answers_words_are_not_taken_for_the_subject() -> None:
    assert "pelicans" not in standalone("and who pays for it?", asked(BOARD))


def test_the_latest_question_that_names_a_subject_is_taken() -> None:
    question = standalone("and who runs it?", asked(BOARD, "What is BOPA?", "why?"))
    assert "BOPA" in question
    assert "Transformation" not in question


def test_words_of_the_follow_up_are_not_repeated() -> None:
    assert standalone("When does the board meet there?", asked(BOARD)).lower().count("board") == 1


def test_a_turn_too_long_to_be_joined_is_passed_over() -> None:
    lengthy = " ".join(f"word{number}" for number in range(1_000))
    question = standalone("and who chairs it?", asked(BOARD, lengthy))
    assert "Transformation Board" in question
    assert len(question) <= MAXIMUM_CHARACTERS


@pytest.mark.parametrize("broken", ["", "a\x00b", "who \ud800"])
def test_a_follow_up_that_cannot_be_read_is_refused(broken: str) -> None:
    with pytest.raises(QuestionInvalid):
        standalone(broken, asked(BOARD))


def test_a_follow_up_is_answered_about_the_subject_before(answerer: Answerer) -> None:
    alone = answerer.answer(AskRequest("and who runs it?"))
    answer = answerer.answer(AskRequest("and who runs it?", tuple(asked("What is BOPA?"))))
    assert answer.question == "and who runs it?"
    assert answer.standalone_question == "and who runs it? (BOPA)"
    assert answer.status is Status.ANSWERED
    assert "BOPA is run by Age Concern" in answer.text
    assert alone.confidence < answer.confidence
