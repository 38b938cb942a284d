"""``muniment ingest`` killed at any moment, done again: the end is that of an undisturbed run.

The moments are drawn anew in each run of the tests. A failure shows the seed; with it in the
variable ``KILL_SEED`` the same moments are drawn again.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from library_state import state_of

from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from ingest.gathering import files_in
from ingest.limited import LimitedReader
from ingest.pipeline import Intake, Outcome, Watcher

MUNIMENT = Path(sys.executable).parent / "muniment"
SEED = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(1 << 32))
ROUNDS = 10
AT_ONCE = 3
"""Processes of a round, each in a folder of its own: what they spend is the start of Python."""

EARLY = 0.2
"""Share of the kills before the first vector is written; later ones fall among the writing."""


@dataclass(frozen=True)
class Run:
    """The state after a run that nobody stopped, and the seconds from the making of the
    catalogue to that of the vectors, and from there to the end."""

    state: tuple
    prepares: float
    writes: float


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in ("ash", "beech", "cedar"):
        told = (f"## Ward {n}\n\nWard {n} of {name} bought {n * 7} lamps." for n in range(40))
        (folder / f"{name}.md").write_text(f"# Report {name}\n\n" + "\n\n".join(told))
    return folder


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader() as made:
        yield made


def prepared(data: Path, model_folder: Path) -> Path:
    data.mkdir()
    (data / "models").symlink_to(model_folder)
    return data


def started(data: Path, reports: Path) -> subprocess.Popen:
    environment = {**os.environ, "MUNIMENT_DATA_DIR": str(data)}
    command = [str(MUNIMENT), "ingest", str(reports)]
    return subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)


def opened(data: Path, embeddings) -> Library:
    return Library(data, lambda: embeddings, embedding_name=DEFAULT_MODEL)


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, reports: Path, model_folder: Path, embeddings
) -> Run:
    data = prepared(tmp_path_factory.mktemp("undisturbed") / "data", model_folder)
    process = started(data, reports)
    wait_for(process, data, "catalogue.sqlite")
    made = time.monotonic()
    wait_for(process, data, "vectors-*")
    written = time.monotonic()
    assert process.wait() == 0
    ended = time.monotonic()
    with opened(data, embeddings) as library:
        return Run(state_of(library), written - made, ended - written)


def wait_for(process: subprocess.Popen, data: Path, pattern: str) -> None:
    """Wait until something of that name lies in the data folder, or the process has ended."""
    while not any(data.glob(pattern)) and process.poll() is None:
        time.sleep(0.005)


def killed(data: Path, reports: Path, run: Run, chance: random.Random) -> None:
    """Start an ingestion and kill it at a moment that is drawn."""
    early = chance.random() < EARLY
    moment = chance.uniform(0, run.prepares if early else 1.3 * run.writes)
    awaited = "catalogue.sqlite" if early else "vectors-*"
    print(f"KILL_SEED={SEED}: {data.name} is killed {moment:.3f} s after {awaited}")
    process = started(data, reports)
    wait_for(process, data, awaited)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("number", range(ROUNDS))
def test_killed_at_random_moments(
    tmp_path: Path,
    reports: Path,
    model_folder: Path,
    undisturbed: Run,
    embeddings,
    reader: LimitedReader,
    number: int,
) -> None:
    folders = [prepared(tmp_path / f"data-{number}-{at}", model_folder) for at in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as beside:
        kills = [
            beside.submit(killed, data, reports, undisturbed, random.Random(f"{SEED} {data.name}"))
            for data in folders
        ]
    for kill in kills:
        kill.result()
    for data in folders:
        with opened(data, embeddings) as library:
            found = state_of(library)
            print(f"{data.name} held {len(found[0])} documents")
            assert set(found[0]) <= set(undisturbed.state[0])
            intake = Intake(library, reader, Watcher(lambda *_: None))
            results = [intake.file(file) for file in files_in([reports])]
            assert Outcome.FAILED not in [result.outcome for result in results]
            assert state_of(library) == undisturbed.state
