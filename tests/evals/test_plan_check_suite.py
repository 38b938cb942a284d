"""The suite of plan checks: its cases are sound, and it sees what a check misses."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from assistant.plans.checking.findings import Kind
from evals import plan_check_suite
from evals.metrics.findings import Planted, matched
from evals.plan_check_cases import load_plans
from evals.plan_check_suite import PlanCheckSuite

OWN_SET = Path(plan_check_suite.__file__).parent


class Place:
    """The embedding model, as a workplace has it."""

    def __init__(self, embeddings) -> None:
        self.library = self
        self.embeddings = embeddings


def test_the_set_plants_every_kind_in_both_splits_and_a_third_is_clean() -> None:
    cases = load_plans()
    assert len(cases) >= 30
    assert sum(case.is_clean for case in cases) * 3 >= len(cases)
    for split in ("tune", "test"):
        planted = Counter(p.kind for case in cases if case.split == split for p in case.planted)
        assert set(planted) >= {kind.value for kind in Kind} - {"missing_outcome"}
    assert len({case.kind for case in cases if case.split == "test"}) >= 5


def test_the_test_split_reaches_its_thresholds(embeddings) -> None:
    place, suite = Place(embeddings), PlanCheckSuite()
    results = [suite.run(c, None, place) for c in suite.cases(OWN_SET, place) if c.split == "test"]
    f1 = [r.scores["findings_f1"] for r in results if "findings_f1" in r.scores]
    silent = [r.scores["silent"] for r in results if "silent" in r.scores]
    assert sum(f1) / len(f1) >= 0.95
    assert sum(silent) / len(silent) == 1.0


FAULTS = (Planted("missing_lead", ("Open the hub",)), Planted("past_date", ("May 2021", "Open it")))


@pytest.mark.parametrize(
    ("findings", "f1"),
    [
        ([("missing_lead", "Open the  hub"), ("past_date", "May 2021")], 1.0),
        ([("missing_lead", "(i) <p>Open the hub</p> by June"), ("past_date", "May 2021")], 1.0),
        ([("missing_lead", "Open the hub")], 2 / 3),
        ([("missing_lead", "whole plan"), ("past_date", "May 2021")], 0.5),
        ([("past_date", "Open the hub"), ("missing_lead", "May 2021")], 0.0),
        ([], 0.0),
    ],
)
def test_kind_and_place_must_both_be_right(findings: list[tuple[str, str]], f1: float) -> None:
    assert matched(findings, FAULTS).f1 == pytest.approx(f1)


def test_a_finding_on_a_clean_plan_is_seen() -> None:
    assert matched([], []).f1 == 1.0
    assert matched([("missing_lead", "Open the hub")], []).f1 == 0.0
