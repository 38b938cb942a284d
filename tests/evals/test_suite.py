"""The suite: what it counts, and that its gate can fail."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assistant.answer import Status
from evals.suite import THRESHOLDS, ask_all, figures


@pytest.fixture(scope="module")
def asked(reports_library):
    return [item for item in ask_all(reports_library) if item.question.split == "test"]


def test_the_assistant_passes_its_thresholds(asked) -> None:
    found, thresholds = figures(asked), json.loads(THRESHOLDS.read_text())
    assert found.keys() == thresholds.keys()
    assert all(found[name] >= thresholds[name] for name in thresholds), found


def test_an_assistant_that_always_refuses_falls_below(asked) -> None:
    refusing = [
        replace(item, answer=replace(item.answer, status=Status.NOT_FOUND, sentences=()))
        for item in asked
    ]
    found = figures(refusing)
    assert found["answerable questions answered"] == 0
    assert found["vital nugget recall"] == 0


def test_an_assistant_that_never_refuses_falls_below(asked) -> None:
    thresholds = json.loads(THRESHOLDS.read_text())
    eager = [replace(item, answer=replace(item.answer, status=Status.ANSWERED)) for item in asked]
    name = "others refused or corrected"
    assert figures(eager)[name] < thresholds[name]


def test_shuffled_evidence_falls_below(asked) -> None:
    thresholds = json.loads(THRESHOLDS.read_text())
    lost = [replace(item, evidence=None if item.evidence is None else 0.0) for item in asked]
    assert figures(lost)["evidence recall@5"] < thresholds["evidence recall@5"]
