"""Questions put to systems that answer one thing, and what each case is told to lack."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from assistant.answer import Answer, AnswerSentence, Status
from assistant.answerer import AskRequest
from assistant.language_model import chat_model
from assistant.model_writer import ModelWriter
from assistant.search import HybridSearch, RankedSearch
from corpus.words import Hit
from evals.question_suite import METRICS, QuestionSuite
from evals.questions import Question
from evals.results import CaseResult
from evals.systems import Assistant, Workplace


@dataclass
class Says:
    """Answers everything with the same words, cites nothing and finds nothing."""

    status: Status
    words: str = ""
    asked: list[AskRequest] = field(default_factory=list)

    def retrieve(self, question: str, k: int) -> list[Hit]:
        return []

    def answer(self, request: AskRequest) -> Answer:
        self.asked.append(request)
        said = (AnswerSentence(self.words, ()),) if self.words else ()
        return Answer("1", request.question, "as understood", self.status, said)


def asked(expected: str, **more: object) -> Question:
    return Question.model_validate(
        {
            "id": "who-chairs",
            "kind": "fact",
            "split": "test",
            "question": "who chairs it?",
            "wording": "same",
            "expected": expected,
            "nuggets": [
                {"fact": "The leader.", "vital": True, "patterns": ["leader"]},
                {"fact": "In Kent.", "vital": False, "patterns": ["kent"]},
            ],
            **more,
        }
    )


def result(question: Question, system: Says, place: Workplace) -> CaseResult:
    return QuestionSuite().run(question, system, place)


def test_an_answer_with_every_fact_scores_in_full(place: Workplace) -> None:
    found = result(asked("answered"), Says(Status.ANSWERED, "The leader of Kent."), place)
    assert found.scores["vital_recall"] == found.scores["nugget_recall"] == 1
    assert found.scores["complete"] == 1
    assert found.scores["false_refusal"] == 0
    assert found.faults == ("a sentence is not carried by its citations",)


@pytest.mark.parametrize(
    ("expected", "status", "words", "fault"),
    [
        ("answered", Status.ANSWERED, "The mayor of Kent.", "missed: The leader."),
        ("answered", Status.NOT_FOUND, "", "refused, though the documents say"),
        ("not_found", Status.ANSWERED, "The leader.", "answered, though the documents do not say"),
        ("corrected", Status.ANSWERED, "The leader.", "not corrected, though"),
        ("answered", Status.ANSWERED, "leader " * 201, "too long"),
    ],
)
def test_what_a_perfect_answer_would_not_have_is_told(
    place: Workplace, expected: str, status: Status, words: str, fault: str
) -> None:
    found = result(asked(expected), Says(status, words), place)
    assert any(told.startswith(fault) for told in found.faults), found.faults


@pytest.mark.parametrize(
    ("expected", "status", "metric", "score"),
    [
        ("not_found", Status.NOT_FOUND, "not_found_recall", 1),
        ("not_found", Status.ANSWERED, "not_found_recall", 0),
        ("corrected", Status.CORRECTED, "corrected", 1),
        ("corrected", Status.NOT_FOUND, "corrected", 0),
        ("answered", Status.NOT_FOUND, "false_refusal", 1),
        ("partly_answered", Status.PARTLY_ANSWERED, "false_refusal", 0),
    ],
)
def test_a_decision_is_scored_by_one_metric(
    place: Workplace, expected: str, status: Status, metric: str, score: float
) -> None:
    found = result(asked(expected), Says(status), place)
    decisions = {"not_found_recall", "corrected", "false_refusal"} & set(found.scores)
    assert decisions == {metric}
    assert found.scores[metric] == score


def test_a_refusal_holds_no_facts_even_if_its_note_does(place: Workplace) -> None:
    found = result(asked("answered"), Says(Status.NOT_FOUND), place)
    assert found.scores["vital_recall"] == 0
    assert "sentence_support" not in found.scores
    assert "citation_exactness" not in found.scores


def test_a_follow_up_is_asked_with_its_turns_and_told_as_understood(place: Workplace) -> None:
    system = Says(Status.ANSWERED, "The leader.")
    history = [{"role": "user", "content": "What is the board?"}]
    found = result(asked("answered", history=history), system, place)
    assert [turn.content for turn in system.asked[0].history] == ["What is the board?"]
    assert (found.sections[0].title, found.sections[0].lines) == ("Asked as", ("as understood",))


def test_a_rewritten_question_has_another_digest(place: Workplace) -> None:
    system = Says(Status.ANSWERED, "The leader.")
    first = result(asked("answered"), system, place).digest
    assert result(asked("answered"), system, place).digest == first
    assert result(asked("answered", question="who sits on it?"), system, place).digest != first


def test_every_score_is_of_a_metric_that_says_what_it_counts(place: Workplace) -> None:
    names = [metric.name for metric in METRICS]
    assert len(names) == len(set(names))
    assert all(metric.title and metric.meaning.endswith(".") for metric in METRICS)
    found = result(asked("answered"), Says(Status.ANSWERED, "The leader."), place)
    assert set(found.scores) <= set(names)


def test_what_a_model_invents_is_not_supported(place: Workplace, own_questions) -> None:
    search = RankedSearch(HybridSearch(place.library))
    inventing = Assistant(ModelWriter(place.library, search, chat_model("fake:invents")))
    asked = [each for each in own_questions if each.kind == "number"][:5]
    found = [QuestionSuite().run(each, inventing, place).scores for each in asked]
    assert [scores["sentence_support"] for scores in found] == [0] * 5
    assert [scores["citation_exactness"] for scores in found] == [1] * 5
