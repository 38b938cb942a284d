"""The question set as a task of Inspect; skipped where Inspect is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

inspect_ai = pytest.importorskip("inspect_ai")


def test_inspect_runs_the_questions_over_a_library(data_folder: Path, tmp_path: Path) -> None:
    from evals.inspect_task import muniment_questions

    (log,) = inspect_ai.eval(
        muniment_questions(data=str(data_folder), limit=3),
        model="mockllm/model",
        log_dir=str(tmp_path / "logs"),
        display="none",
    )
    assert log.status == "success", log.error
    assert len(log.samples) == 3
    assert all(sample.output.completion for sample in log.samples)
    (scored,) = log.results.scores
    assert scored.name == "vital_nuggets"
    assert 0 < scored.metrics["mean"].value <= 1
