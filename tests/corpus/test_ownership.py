"""One process owns a data folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import DataFolderInUse
from corpus.ownership import Owner, Ownership, owner_of

HOLD = """
import sys
from pathlib import Path
from corpus.ownership import Ownership
held = Ownership(Path(sys.argv[1]))
held.announce(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
held.release()
print("released", flush=True)
"""


@pytest.fixture
def hold() -> Iterator[Callable[[Path, str], subprocess.Popen]]:
    """Starts processes that own a folder until their input closes or they are killed."""
    started: list[subprocess.Popen] = []

    def start(folder: Path, address: str = "") -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(folder), address],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        started.append(process)
        assert process.stdout.readline() == "held\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


def test_a_second_process_is_refused_and_told_who_owns_the_folder(tmp_path: Path, hold) -> None:
    process = hold(tmp_path, "http://127.0.0.1:8000")
    with pytest.raises(DataFolderInUse) as refused:
        Ownership(tmp_path)
    assert f"in use by process {process.pid} serving at http://127.0.0.1:8000." in str(
        refused.value
    )
    assert owner_of(tmp_path) == Owner(process.pid, "http://127.0.0.1:8000")


def test_a_second_opener_in_the_same_process_is_refused_too(tmp_path: Path) -> None:
    first = Ownership(tmp_path)
    with pytest.raises(DataFolderInUse, match=f"process {os.getpid()}"):
        Ownership(tmp_path)
    first.release()


def test_a_released_folder_is_free_and_names_nobody(tmp_path: Path, hold) -> None:
    process = hold(tmp_path)
    process.stdin.close()
    assert process.stdout.readline() == "released\n"
    assert owner_of(tmp_path) is None
    Ownership(tmp_path).release()


def test_releasing_twice_does_not_take_the_next_owners_note(tmp_path: Path) -> None:
    first = Ownership(tmp_path)
    first.release()
    second = Ownership(tmp_path)
    first.release()
    assert owner_of(tmp_path) == Owner(os.getpid())
    second.release()


def test_the_note_of_a_killed_process_is_no_obstacle(tmp_path: Path, hold) -> None:
    process = hold(tmp_path, "http://127.0.0.1:8000")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (tmp_path / "owner.json").exists()
    assert owner_of(tmp_path) is None, "a note without its lock is not believed"
    held = Ownership(tmp_path)
    assert owner_of(tmp_path) == Owner(os.getpid())
    held.release()


def test_a_folder_is_waited_for(tmp_path: Path, hold) -> None:
    process = hold(tmp_path)
    threading.Timer(0.5, process.stdin.close).start()
    Ownership(tmp_path, wait_seconds=10).release()


@pytest.mark.parametrize(
    "note", ["", "{", "[]", "null", '{"name": 1}', json.dumps({"address": ""})]
)
def test_a_note_that_says_nothing_names_nobody(tmp_path: Path, note: str) -> None:
    (tmp_path / "owner.json").write_text(note)
    assert owner_of(tmp_path) is None


def test_an_owner_reads_with_its_address() -> None:
    assert str(Owner(12)) == "process 12"
    assert str(Owner(12, "http://127.0.0.1:8000")) == "process 12 serving at http://127.0.0.1:8000"
