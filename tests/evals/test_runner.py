"""The runner: which cases are chosen, and that more hands bring the same results."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from api.evaluation import OWN_SET
from corpus.errors import EvaluationSetInvalid
from evals.results import CaseResult, SuiteRun
from evals.runner import Choice, run_all
from evals.systems import ABLATIONS, DEFAULT, Workplace

OURS = {DEFAULT: ABLATIONS[DEFAULT]}


def nobody(label: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


def untimed(run: SuiteRun) -> list[CaseResult]:
    return [replace(case, seconds=0.0) for case in run.cases]


@pytest.fixture(scope="module")
def choice(small_set: Path) -> Choice:
    return Choice(small_set, ("questions",), "test", ("definition", "not_in_documents"))


@pytest.fixture(scope="module")
def run(place: Workplace, choice: Choice) -> SuiteRun:
    [[run]] = run_all(choice, OURS, place, nobody)
    return run


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"suites": ("answers",)}, "there is no suite “answers”; there are questions"),
        ({"split": "train"}, "there is no split “train”; there are test, tune"),
        ({"kinds": ("fact", "guess")}, "there is no kind “guess”; there are fact, number"),
    ],
)
def test_unknown_names_are_refused_with_those_there_are(wrong: dict, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Choice(OWN_SET, **wrong)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ({}, True),
        ({"split": "test"}, True),
        ({"suites": ("questions",)}, True),
        ({"split": "tune"}, False),
        ({"kinds": ("fact",)}, False),
    ],
)
def test_a_choice_is_whole_if_it_holds_all_that_thresholds_are_for(part: dict, whole: bool) -> None:
    assert Choice(OWN_SET, **part).whole is whole


def test_only_the_chosen_cases_are_run_in_the_files_order(run: SuiteRun) -> None:
    assert [(case.kind, case.split) for case in run.cases] == [
        *[("definition", "test")] * 3,
        *[("not_in_documents", "test")] * 3,
    ]
    assert len({case.id for case in run.cases}) == 6


def test_every_case_is_scored_and_told(run: SuiteRun) -> None:
    for case in run.cases:
        assert case.digest
        assert case.seconds > 0
        assert case.sections[-1].title == "What was retrieved"
        assert case.answerable is (case.kind == "definition")
        assert 0 <= case.confidence <= 1


def test_a_score_is_given_only_where_the_metric_applies(run: SuiteRun) -> None:
    assert [case.kind for case in run.cases if "evidence_recall_at_5" in case.scores] == [
        "definition"
    ] * 3
    assert len(run.values("not_found_recall", kind="not_in_documents")) == 3
    assert run.values("not_found_recall", kind="definition") == []
    assert run.values("false_refusal", kind="not_in_documents") == []


def test_several_jobs_bring_what_one_brings(
    place: Workplace, choice: Choice, run: SuiteRun
) -> None:
    [[by_several]] = run_all(replace(choice, jobs=4), OURS, place, nobody)
    assert untimed(by_several) == untimed(run)


def test_each_system_has_a_run_and_progress_goes_to_the_end(
    place: Workplace, choice: Choice
) -> None:
    seen: list[tuple[str, int, int]] = []
    systems = {name: ABLATIONS[name] for name in ("lexical-only", DEFAULT)}
    [runs] = run_all(choice, systems, place, lambda *progress: seen.append(progress))
    assert [run.system for run in runs] == ["lexical-only", DEFAULT]
    total = len(runs[0].cases)
    assert seen[0] == ("Questions, by words alone", 0, total)
    assert seen[-1] == ("Questions, Muniment", total, total)


def test_choosing_nothing_is_said(place: Workplace, tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetInvalid, match="No case is of the suite"):
        run_all(Choice(tmp_path, ("questions",)), OURS, place, nobody)


def test_choosing_what_the_set_does_not_hold_is_said(place: Workplace, small_set: Path) -> None:
    with pytest.raises(EvaluationSetInvalid, match="No case is of the suite"):
        run_all(Choice(small_set, kinds=("table",)), OURS, place, nobody)
