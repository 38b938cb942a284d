"""Boosted trees from a plain file: the same chances as where they were learned."""

from __future__ import annotations

import json

import numpy as np
import pytest

from assistant.verification.trees import Trees
from evals.logistic import Boosted

NAMES = ("wide", "tall", "deep")


@pytest.fixture(scope="module")
def learned() -> tuple[Boosted, np.ndarray]:
    rows = np.random.default_rng(1).normal(size=(200, 3))
    right = (rows[:, 0] > 0) != (rows[:, 1] > 0.5)
    return Boosted(rows, right, np.ones(200)), rows


def test_they_say_what_was_learned(learned) -> None:
    model, rows = learned
    trees = Trees.named(NAMES, json.loads(json.dumps(model.by_name(NAMES))))
    told = [trees.chance(row) for row in rows]
    assert told == pytest.approx(model.chances(rows), abs=1e-3)
    assert min(told) < 0.1 < 0.9 < max(told)


def test_trees_of_other_features_are_refused(learned) -> None:
    kept = learned[0].by_name(NAMES)
    with pytest.raises(ValueError, match="other features"):
        Trees.named(NAMES[:2], kept)


def test_a_single_question_by_hand() -> None:
    kept = {"names": ["wide"], "start": 0.5, "trees": [
        [[0, -1, -1], [2.0, 0, 0], [1, 0, 0], [2, 0, 0], [0, -1.0, 1.0]],
        [[-1], [0], [0], [0], [0.25]],
    ]}  # fmt: skip
    trees = Trees.named(["wide"], kept)
    assert trees.log_odds(np.array([2.0])) == pytest.approx(-0.25)
    assert trees.log_odds(np.array([2.1])) == pytest.approx(1.75)
