"""Real parts for every test: one prepared model, one library of the reports, one running server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from kept import indexing_key, kept

from api.privacy import keep_to_this_machine

keep_to_this_machine()
for name in [name for name in os.environ if name.startswith("MUNIMENT_")]:
    del os.environ[name]

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "corpus" / "reports"
MUNIMENT = Path(sys.executable).parent / "muniment"


@pytest.fixture(autouse=True)
def no_network_beyond_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that would leave the machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1"):
            raise AssertionError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The exported embedding model: that of ``make run`` if it is there, else kept for tests."""
    from corpus.model_files import prepared_model

    made = ROOT / "data" / "models"
    if not (made / "all-MiniLM-L6-v2.json").exists():
        made = kept("models", "exported", prepared_model)
    prepared_model(made)
    return made


@pytest.fixture(scope="session")
def embeddings(model_folder: Path):
    from corpus.embedding import embeddings_named

    return embeddings_named("", model_folder)


@pytest.fixture
def make_library(tmp_path: Path, embeddings) -> Iterator[Callable]:
    """Opens libraries below the test's folder; all are closed afterwards."""
    from corpus.library import Library
    from corpus.model_files import DEFAULT_MODEL

    opened: list[Library] = []

    def make(folder: Path | None = None) -> Library:
        library = Library(
            folder or tmp_path / "data", lambda: embeddings, embedding_name=DEFAULT_MODEL
        )
        opened.append(library)
        return library

    yield make
    for library in opened:
        library.close()


@pytest.fixture(scope="session")
def indexed_folder(embeddings, model_folder: Path) -> Path:
    """A data folder in which the five reports are indexed; copy it, never change it."""
    from corpus.library import Library
    from corpus.model_files import DEFAULT_MODEL
    from ingest.pipeline import ingest

    def index(folder: Path) -> None:
        with Library(folder, lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
            results = ingest(library, [REPORTS], lambda name, done, total: None)
        assert [result.outcome for result in results] == ["added"] * 5

    return kept("indexed", indexing_key(), index)


@pytest.fixture
def data_folder(tmp_path: Path, indexed_folder: Path, model_folder: Path) -> Path:
    """A data folder of the test's own with the five reports and the model in it."""
    folder = tmp_path / "data"
    shutil.copytree(indexed_folder, folder)
    (folder / "owner.json").unlink(missing_ok=True)
    (folder / "models").symlink_to(model_folder)
    return folder


@pytest.fixture(scope="session")
def reports_library(tmp_path_factory: pytest.TempPathFactory, indexed_folder: Path, embeddings):
    """The five reports, opened in process; tests only read it."""
    from corpus.library import Library
    from corpus.model_files import DEFAULT_MODEL

    folder = tmp_path_factory.mktemp("reports") / "data"
    shutil.copytree(indexed_folder, folder)
    with Library(folder, lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        yield library


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk in memory with options of tmpfs ("size=400k", "ro"), and mounts it
    again with others; only root may, so others skip the test."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted: list[str] = []

    def mount(options: str) -> Path:
        told = ",".join([*mounted, options])
        command = ["mount", "-t", "tmpfs", "-o", told, "tmpfs", str(folder)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            pytest.skip(f"a small disk cannot be mounted here: {error}")
        mounted[:] = ["remount"]
        return folder

    yield mount
    if mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@dataclass(frozen=True)
class Finished:
    """A command that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict:
        return json.loads(self.out)


@pytest.fixture
def muniment(tmp_path: Path) -> Callable[..., Finished]:
    """Runs the command ``muniment`` as a user does, with the data folder given; ``typed`` is
    what comes through a pipe."""

    def run(
        *arguments: str, data: Path | None = None, typed: str | None = None, **settings: str
    ) -> Finished:
        environment = _environment(data or tmp_path / "data", settings)
        done = subprocess.run(
            [str(MUNIMENT), *arguments],
            capture_output=True,
            text=True,
            errors="surrogateescape",
            input=typed,
            env=environment,
            timeout=180,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    return run


@dataclass(frozen=True)
class Served:
    """A running server."""

    address: str
    process: subprocess.Popen
    log: Path
    data: Path


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Starts servers on free ports of 127.0.0.1 and stops each by its process id."""
    started: list[subprocess.Popen] = []

    def start(data: Path, **settings: str) -> Served:
        log = tmp_path / f"server-{len(started)}.log"
        served = start_server(data, log, settings)
        started.append(served.process)
        return served

    yield start
    for process in started:
        stop_server(process)


@pytest.fixture(scope="session")
def server(
    tmp_path_factory: pytest.TempPathFactory, indexed_folder: Path, model_folder: Path
) -> Iterator[Served]:
    """A server over the five reports that tests only ask; ``serve`` starts others."""
    folder = tmp_path_factory.mktemp("served")
    data = folder / "data"
    shutil.copytree(indexed_folder, data)
    (data / "models").symlink_to(model_folder)
    served = start_server(data, folder / "server.log", {})
    yield served
    stop_server(served.process)


@pytest.fixture(scope="session")
def serve_reports(
    tmp_path_factory: pytest.TempPathFactory, indexed_folder: Path, model_folder: Path
) -> Iterator[Callable[..., Served]]:
    """Starts servers over the five reports with settings of their own, until the session ends."""
    started: list[subprocess.Popen] = []

    def start(**settings: str) -> Served:
        folder = tmp_path_factory.mktemp("served")
        shutil.copytree(indexed_folder, folder / "data")
        (folder / "data" / "models").symlink_to(model_folder)
        served = start_server(folder / "data", folder / "server.log", settings)
        started.append(served.process)
        return served

    yield start
    for process in started:
        stop_server(process)


def start_server(data: Path, log: Path, settings: dict[str, str]) -> Served:
    """Start a server and wait until it is ready."""
    environment = _environment(data, settings)
    with log.open("w") as stream:
        process = subprocess.Popen(
            [str(MUNIMENT), "serve", "--port", "0"], stdout=stream, stderr=stream, env=environment
        )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        ready = [line for line in log.read_text().splitlines() if "is ready at" in line]
        if ready:
            return Served(ready[0].rsplit(" ", 1)[-1], process, log, data)
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {log.read_text()}")


def stop_server(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment(data: Path, settings: dict[str, str]) -> dict[str, str]:
    own = {f"MUNIMENT_{name.upper()}": value for name, value in settings.items()}
    return {**os.environ, "MUNIMENT_DATA_DIR": str(data), **own}


def get_json(url: str) -> dict:
    """Return the JSON at a loopback address."""
    with urllib.request.urlopen(url, timeout=30) as response:
        return json.load(response)
