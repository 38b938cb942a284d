"""Nugget recall on examples worked by hand."""

from __future__ import annotations

import pytest

from evals.metrics.nuggets import held, nugget_recall, words_allowed, words_of, words_read
from evals.questions import Nugget, Question

FACTS = (
    Nugget(fact="a", vital=True, patterns=("four", "4")),
    Nugget(fact="b", vital=True, patterns=("third sector",)),
)


def question(kind: str) -> Question:
    return Question.model_validate(
        {
            "id": "q",
            "kind": kind,
            "split": "tune",
            "question": "q",
            "wording": "same",
            "expected": "answered",
        }
    )


@pytest.mark.parametrize(
    ("text", "recall"),
    [
        ("There are 4 of them.", 0.5),
        ("FOUR of the third sector.", 1.0),
        ("The third\nsector.", 0.0),
        ("", 0.0),
    ],
)
def test_recall_is_the_share_of_facts_with_a_pattern_that_matches(text: str, recall: float) -> None:
    assert nugget_recall(FACTS, text) == recall


def test_a_pattern_may_run_over_lines() -> None:
    assert held(Nugget(fact="a", vital=True, patterns=("third.sector",)), "the Third\nSector")


def test_no_facts_have_no_recall() -> None:
    with pytest.raises(ValueError, match="at least one nugget"):
        nugget_recall((), "anything")


def test_markers_are_no_words() -> None:
    assert words_of("Four groups met. [1][12] They paid [2].") == [
        "Four",
        "groups",
        "met.",
        "They",
        "paid",
        ".",
    ]


@pytest.mark.parametrize(
    ("kind", "words"), [("fact", 200), ("table", 200), ("comparison", 300), ("list", 350)]
)
def test_only_the_first_words_of_an_answer_count(kind: str, words: int) -> None:
    assert words_allowed(question(kind)) == words
    read = words_read(question(kind), "word [1] " * 400)
    assert read == " ".join(["word"] * words)
