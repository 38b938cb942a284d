"""A model's opinion beside the patterns', with models that always say the same."""

from __future__ import annotations

import pytest

from assistant.language_model import chat_model
from evals.judge import judged, kappa
from evals.questions import Question
from evals.results import CaseResult, JudgeAgreement, SuiteRun

SHOWN = {"a": "The leader of Kent.", "b": "The mayor.", "c": ""}


def question(id: str) -> Question:
    return Question.model_validate(
        {
            "id": id,
            "kind": "fact",
            "split": "test",
            "question": "who chairs it?",
            "wording": "same",
            "expected": "answered",
            "nuggets": [
                {"fact": "The leader.", "vital": True, "patterns": ["leader"]},
                {"fact": "In Kent.", "vital": True, "patterns": ["kent"]},
                {"fact": "Not asked of.", "vital": False, "patterns": ["x"]},
            ],
        }
    )


def opinion(behaviour: str, *ids: str) -> JudgeAgreement:
    cases = tuple(CaseResult(id, "fact", "test", "q", SHOWN[id], {}) for id in ids)
    run = SuiteRun("questions", "muniment", "Muniment", (), cases)
    questions = [question(id) for id in (*SHOWN, "never-run")]
    return judged(chat_model(f"fake:{behaviour}"), f"fake:{behaviour}", questions, run)


def test_a_judge_that_always_agrees_finds_what_patterns_do_not() -> None:
    found = opinion("yes", "a", "b")
    assert (found.model, found.facts, found.unreadable) == ("fake:yes", 4, 0)
    assert (found.agreement, found.kappa) == (0.5, 0)
    assert found.differing == (
        "b: judge alone found “The leader.”",
        "b: judge alone found “In Kent.”",
    )


def test_a_judge_that_never_agrees_misses_what_patterns_find() -> None:
    found = opinion("no", "a", "b")
    assert found.agreement == 0.5
    assert found.differing[0] == "a: patterns alone found “The leader.”"


def test_replies_that_are_neither_yes_nor_no_count_as_neither() -> None:
    found = opinion("silent", "a", "b")
    assert (found.facts, found.unreadable) == (0, 4)
    assert (found.agreement, found.kappa, found.differing) == (0, 0, ())


def test_an_empty_answer_states_nothing_and_nobody_is_asked() -> None:
    found = opinion("yes", "c")
    assert (found.facts, found.agreement, found.unreadable) == (2, 1, 0)


def test_an_evaluation_without_answers_has_no_agreement() -> None:
    assert opinion("yes").facts == 0


@pytest.mark.parametrize(
    ("yes_yes", "yes_no", "no_yes", "no_no", "expected"),
    [
        (20, 5, 10, 15, 0.4),
        (25, 0, 0, 25, 1.0),
        (0, 25, 25, 0, -1.0),
        (25, 25, 25, 25, 0.0),
        (10, 0, 0, 0, 0.0),
        (0, 0, 0, 0, 0.0),
    ],
)
def test_kappa_takes_away_what_chance_would_give(
    yes_yes: int, yes_no: int, no_yes: int, no_no: int, expected: float
) -> None:
    pairs = [
        *[(True, True)] * yes_yes,
        *[(True, False)] * yes_no,
        *[(False, True)] * no_yes,
        *[(False, False)] * no_no,
    ]
    assert kappa(pairs) == pytest.approx(expected)
