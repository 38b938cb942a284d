"""``muniment ingest`` killed at any moment, done again: the end is that of an undisturbed run."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL

MUNIMENT = Path(sys.executable).parent / "muniment"
KILLS = 8
"""Moments drawn in each run of the tests; `test_killed_at` takes any number of them."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in ("ash", "beech", "cedar"):
        told = (f"## Ward {n}\n\nWard {n} of {name} bought {n * 7} lamps." for n in range(90))
        (folder / f"{name}.md").write_text(f"# Report {name}\n\n" + "\n\n".join(told))
    return folder


@pytest.fixture
def data(tmp_path: Path, model_folder: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(model_folder)
    return folder


def started(data: Path, reports: Path) -> subprocess.Popen:
    environment = {**os.environ, "MUNIMENT_DATA_DIR": str(data)}
    command = [str(MUNIMENT), "ingest", str(reports)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def state_of(data: Path, embeddings) -> tuple:
    """Return what can be answered from, after checking that each document is whole."""
    with Library(data, lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        documents = library.documents()
        for document in documents:
            assert len(library.passages_of(document.id)) == document.passages
            assert len(library.text(document.id)) == document.characters
            assert library.file(document.id).decode() == library.text(document.id)
        assert library.readiness().ready
        return (
            documents,
            [library.passages_of(document.id) for document in documents],
            sorted(library._vectors.all_ids()),
            sorted(path.name for path in (data / "files").iterdir()),
        )


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, reports: Path, model_folder: Path, embeddings
) -> tuple[tuple, float]:
    """The state after a run that nobody stopped, and the seconds it took."""
    data = tmp_path_factory.mktemp("undisturbed")
    (data / "models").symlink_to(model_folder)
    began = time.monotonic()
    assert started(data, reports).wait() == 0
    return state_of(data, embeddings), time.monotonic() - began


@pytest.mark.parametrize("seed", range(KILLS))
def test_killed_at(data: Path, reports: Path, undisturbed, embeddings, seed: int) -> None:
    expected, seconds = undisturbed
    process = started(data, reports)
    time.sleep(seconds * (seed + random.Random(seed).random()) / KILLS)
    process.send_signal(signal.SIGKILL)
    process.wait()
    found = state_of(data, embeddings)
    assert set(found[0]) <= set(expected[0])
    assert started(data, reports).wait() == 0
    assert state_of(data, embeddings) == expected
