"""The gate: what fails, what does not, and what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import EvaluationSetInvalid
from evals.gate import (
    BASELINE_FILE,
    THRESHOLDS_FILE,
    Check,
    checks_of,
    read_baseline,
    read_thresholds,
    write_baseline,
)
from evals.results import CaseResult, Metric, SuiteRun

RECALL = Metric("recall", "recall", "Found.")
REFUSALS = Metric("refusals", "refusals", "Refused.", higher_is_better=False)


def run_of(split: str = "test", **scores: list[float]) -> SuiteRun:
    """A run whose case number n has the n-th score of each metric."""
    count = max(map(len, scores.values()), default=0)
    cases = tuple(
        CaseResult(
            f"case-{n}",
            "fact",
            split,
            "asked",
            "shown",
            {name: values[n] for name, values in scores.items()},
            digest=f"digest-{n}",
        )
        for n in range(count)
    )
    return SuiteRun("questions", "muniment", "Muniment", (RECALL, REFUSALS), cases)


def kept(run: SuiteRun, **changes: str) -> dict[str, Any]:
    """The run as a baseline; ``changes`` are digests."""
    return {
        case.id: {
            "digest": changes.get(case.id.replace("-", "_"), case.digest),
            "scores": dict(case.scores),
        }
        for case in run.cases
    }


def checks(
    run: SuiteRun,
    thresholds: Mapping[str, float],
    baseline: Mapping[str, Any] | None = None,
    *,
    whole: bool = True,
) -> list[Check]:
    return checks_of(run, thresholds, baseline or {}, whole=whole)


@pytest.mark.parametrize(
    ("metric", "limit", "passed"),
    [
        ("recall", 0.75, True),
        ("recall", 0.74, True),
        ("recall", 0.76, False),
        ("refusals", 0.75, True),
        ("refusals", 0.76, True),
        ("refusals", 0.74, False),
    ],
)
def test_a_threshold_is_to_be_reached_or_stayed_below(
    metric: str, limit: float, passed: bool
) -> None:
    (check,) = checks(run_of(**{metric: [1, 1, 1, 0]}), {metric: limit})
    assert (check.passed, check.value, check.limit) == (passed, 0.75, limit)
    assert "at least" in check.rule if metric == "recall" else "at most" in check.rule


def test_only_the_test_split_is_held_to_thresholds() -> None:
    test, tune = run_of(recall=[1, 1]), run_of("tune", recall=[0, 0])
    both = SuiteRun("questions", "", "", test.metrics, (*test.cases, *tune.cases))
    (check,) = checks(both, {"recall": 0.9})
    assert check.passed
    assert check.value == 1


def test_a_metric_that_nothing_reached_fails_whichever_is_better() -> None:
    found = checks(run_of(), {"recall": 0.1, "refusals": 0.5})
    assert [check.passed for check in found] == [False, False]
    assert "which no answer reached" in str(found[0])


def test_a_metric_without_a_threshold_is_not_checked() -> None:
    run = run_of(recall=[0] * 9, refusals=[0] * 9)
    better = run_of(recall=[1] * 9, refusals=[0] * 9)
    assert [check.metric for check in checks(run, {"refusals": 0.5}, kept(better))] == [
        REFUSALS
    ] * 2


def test_a_part_of_the_cases_is_held_to_the_baseline_alone() -> None:
    run = run_of(recall=[0, 0])
    assert checks(run, {"recall": 0.9}, whole=False) == []
    (check,) = checks(run, {"recall": 0.9}, kept(run), whole=False)
    assert check.passed


@pytest.mark.parametrize(("metric", "was", "became"), [("recall", 1, 0), ("refusals", 0, 1)])
def test_a_change_for_the_worse_beyond_noise_fails_and_names_the_cases(
    metric: str, was: float, became: float
) -> None:
    before = run_of(**{metric: [was] * 8})
    after = run_of(**{metric: [became] * 6 + [was] * 2})
    _, check = checks(after, {metric: 0.5}, kept(before))
    assert not check.passed
    assert check.p_value == pytest.approx(2 / 64)
    assert check.worse == tuple(f"case-{n}" for n in range(6))
    assert check.better == ()
    assert "case-0, case-1" in str(check)
    assert "(p 0.031)" in str(check)


def test_a_drop_within_noise_passes_and_names_what_turned_either_way() -> None:
    before, after = run_of(recall=[1, 1, 1, 1, 0]), run_of(recall=[0, 0, 0, 1, 1])
    _, check = checks(after, {"recall": 0.1}, kept(before))
    assert check.passed
    assert (check.value, check.limit) == (0.4, 0.8)
    assert check.worse == ("case-0", "case-1", "case-2")
    assert check.better == ("case-4",)


def test_a_change_for_the_better_passes_however_large() -> None:
    before, after = run_of(recall=[0] * 12), run_of(recall=[1] * 12)
    assert all(check.passed for check in checks(after, {"recall": 0.9}, kept(before)))


def test_cases_rewritten_since_the_baseline_are_left_out() -> None:
    before, after = run_of(recall=[1] * 7), run_of(recall=[0] * 7)
    _, check = checks(after, {"recall": 0.0}, kept(before, case_0="older", case_1="older"))
    assert check.passed
    assert check.worse == tuple(f"case-{n}" for n in range(2, 7))
    everything = {f"case_{n}": "older" for n in range(7)}
    assert len(checks(after, {"recall": 0.0}, kept(before, **everything))) == 1


def test_cases_and_scores_that_only_one_side_has_are_left_out() -> None:
    before, after = run_of(recall=[1]), run_of(recall=[1, 0], refusals=[0, 0])
    found = checks(after, {"recall": 0.0, "refusals": 1.0}, kept(before))
    assert [(check.metric.name, check.p_value) for check in found] == [
        ("recall", None),
        ("recall", 1.0),
        ("refusals", None),
    ]


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    run = run_of(recall=[1 / 3, 1], refusals=[0, 1])
    path = tmp_path / BASELINE_FILE
    write_baseline(path, [run], {"questions": {"recall"}})
    assert read_baseline(path, run) == {
        "case-0": {"digest": "digest-0", "scores": {"recall": 0.3333}},
        "case-1": {"digest": "digest-1", "scores": {"recall": 1.0}},
    }
    assert sum('"case-' in line for line in path.read_text("utf-8").splitlines()) == 2


def test_a_run_passes_against_the_baseline_written_from_it(tmp_path: Path) -> None:
    run = run_of(recall=[2 / 3] * 8)
    write_baseline(tmp_path / BASELINE_FILE, [run], {"questions": {"recall"}})
    baseline = read_baseline(tmp_path / BASELINE_FILE, run)
    (check,) = checks(run, {"recall": 0.1}, baseline, whole=False)
    assert check.passed
    assert (check.worse, check.better) == ((), ())


def test_files_that_are_not_there_check_nothing(tmp_path: Path) -> None:
    assert read_thresholds(tmp_path, run_of()) == {}
    assert read_baseline(tmp_path / BASELINE_FILE, run_of()) == {}


def test_another_suites_part_is_left_alone(tmp_path: Path) -> None:
    text = json.dumps({"other": {"speed": 1}, "questions": {"recall": 0.5}})
    (tmp_path / THRESHOLDS_FILE).write_text(text)
    assert read_thresholds(tmp_path, run_of()) == {"recall": 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"questions": 1}',
        '{"questions": {"recal": 1}}',
        '{"questions": {"recall": "high"}}',
        '{"questions": {"recall": true}}',
        '{"questions": {"recall": NaN}}',
    ],
)
def test_wrong_thresholds_are_refused_by_the_files_name(tmp_path: Path, text: str) -> None:
    (tmp_path / THRESHOLDS_FILE).write_text(text)
    with pytest.raises(EvaluationSetInvalid, match=r"^thresholds\.json"):
        read_thresholds(tmp_path, run_of())


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"questions": []}',
        '{"questions": {"case-0": 1}}',
        '{"questions": {"case-0": {"digest": "digest-0"}}}',
        '{"questions": {"case-0": {"digest": "digest-0", "scores": {"recall": "high"}}}}',
        '{"questions": {"case-0": {"digest": "digest-0", "scores": {"recall": null}}}}',
    ],
)
def test_a_wrong_baseline_is_refused_by_the_files_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "accepted.json"
    path.write_text(text)
    with pytest.raises(EvaluationSetInvalid, match=r"^accepted\.json"):
        read_baseline(path, run_of())
