"""The gate fails for assistants that are wrong on purpose, on the metric that names the fault."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from api.evaluation import OWN_SET
from assistant.answer import Answer
from assistant.answerer import AskRequest
from corpus.words import Hit
from evals.broken import BROKEN
from evals.gate import Check, checks_of, read_thresholds
from evals.question_suite import QuestionSuite
from evals.questions import Question
from evals.results import SuiteRun
from evals.systems import ABLATIONS, DEFAULT, System, Workplace

NAMED_BY = {
    "broken:misquoting": "citation_exactness",
    "broken:wrong-citations": "sentence_support",
    "broken:shuffled-evidence": "evidence_recall_at_5",
    "broken:always-refuses": "false_refusal",
    "broken:never-refuses": "not_found_recall",
    "broken:whole-document": "within_length",
}


class Remembering:
    """The assistant, asked each question once for all that break it in turn."""

    def __init__(self, assistant: System) -> None:
        self.retrieve: Callable[[str, int], list[Hit]] = cache(assistant.retrieve)
        self.answer: Callable[[AskRequest], Answer] = cache(assistant.answer)


@pytest.fixture(scope="module")
def checked(place: Workplace, own_questions: list[Question]) -> Callable[[str], list[Check]]:
    """The checks of a system over the project's test split."""
    suite = QuestionSuite()
    cases = [case for case in own_questions if case.split == "test"]
    working = Remembering(ABLATIONS[DEFAULT].made(place))

    @cache
    def checked(name: str) -> list[Check]:
        system: Any = working
        if name != DEFAULT:
            system = replace(BROKEN[name].made(place), assistant=working)  # type: ignore[type-var]
        results = tuple(suite.run(case, system, place) for case in cases)
        run = SuiteRun(suite.name, name, name, suite.metrics, results)
        return checks_of(run, read_thresholds(OWN_SET, run), {}, whole=True)

    return checked


def failed(checks: list[Check]) -> set[str]:
    return {check.metric.name for check in checks if not check.passed}


def test_the_assistant_passes_every_check(checked) -> None:
    assert len(checked(DEFAULT)) >= len(NAMED_BY)
    assert [str(check) for check in checked(DEFAULT) if not check.passed] == []


def test_every_broken_assistant_is_put_to_the_gate() -> None:
    assert set(NAMED_BY) == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_assistant_fails_on_the_metric_that_names_its_fault(checked, name: str) -> None:
    assert NAMED_BY[name] in failed(checked(name)) - failed(checked(DEFAULT))
