"""The benchmarks: whole processes as users start them, medians.

``python -m evals.bench`` prints a table and writes ``bench.json``. Times depend
on the machine; the last column says what each is to reach on two cores.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from evals.questions import load_questions

ROOT = Path(__file__).parent.parent
MUNIMENT = Path(sys.executable).parent / "muniment"
QUESTION = "how did Lancashire contract the third sector?"
RUNS = 5
ASKED = 200
_MEGABYTE = 1_000_000
_USAGE_ERROR = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside what it is to reach; ``met`` is None where nothing is set."""

    name: str
    value: float
    unit: str
    reach: float | None = None
    higher_is_better: bool = False

    @property
    def met(self) -> bool | None:
        if self.reach is None:
            return None
        return self.value >= self.reach if self.higher_is_better else self.value <= self.reach


def main() -> None:
    """Measure everything, print it and write ``bench.json``; fail if a figure is not met."""
    with tempfile.TemporaryDirectory() as scratch:
        figures = list(_measured(Path(scratch) / "data"))
    for figure in figures:
        print(_line(figure))
    rows = [{**asdict(figure), "met": figure.met} for figure in figures]
    (ROOT / "bench.json").write_text(json.dumps(rows, indent=2) + "\n")
    sys.exit(any(figure.met is False for figure in figures))


def _measured(data: Path) -> Iterator[Figure]:
    data.mkdir()
    kept = ROOT / "data" / "models"
    if kept.exists():
        shutil.copytree(kept, data / "models")
    else:
        _run(data, "doctor")
    started = time.perf_counter()
    _run(data, "ingest")
    yield Figure("index the five reports", time.perf_counter() - started, "s", 40)
    yield Figure("ingest again, unchanged", _median(data, "ingest"), "s")
    yield Figure("muniment --help", _median(data, "--help"), "s", 0.5)
    yield Figure("a usage error", _median(data, "ask"), "s", 0.5)
    yield Figure("ask, no server", _median(data, "ask", QUESTION), "s", 3)
    yield from _served(data)


def _served(data: Path) -> Iterator[Figure]:
    starts = []
    for _ in range(RUNS):
        with _server(data) as (_, seconds, _process):
            starts.append(seconds)
    yield Figure("second start to /readyz", statistics.median(starts), "s", 5)
    with _server(data) as (address, _, process):
        yield Figure("ask, with a server", _median(data, "ask", QUESTION), "s", 1)
        questions = [question.question for question in load_questions()]
        times = [_asked(address, questions[number % len(questions)]) for number in range(ASKED)]
        yield Figure("POST /ask, median", 1000 * statistics.median(times), "ms", 80)
        percentile = statistics.quantiles(times, n=20)[-1]
        yield Figure("POST /ask, 95th percentile", 1000 * percentile, "ms", 200)
        memory = process.memory_info().rss / _MEGABYTE
        yield Figure(f"server memory after {ASKED} questions", memory, "MB", 600)


@contextmanager
def _server(data: Path) -> Iterator[tuple[str, float, psutil.Process]]:
    """A server on a free port, the seconds until it was ready, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(
        [MUNIMENT, "serve", "--index", "--port", str(port)],
        env=_environment(data),
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _ready(address):
            if process.poll() is not None or time.perf_counter() - started > 60:
                raise RuntimeError("the server did not start")
            time.sleep(0.02)
        yield address, time.perf_counter() - started, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def _asked(address: str, question: str) -> float:
    body = json.dumps({"question": question}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/api/v1/ask", body, headers)
    started = time.perf_counter()
    with urllib.request.urlopen(request, timeout=30) as response:
        response.read()
    return time.perf_counter() - started


def _median(data: Path, *arguments: str) -> float:
    _run(data, *arguments)
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        _run(data, *arguments)
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _run(data: Path, *arguments: str) -> None:
    done = subprocess.run(
        [MUNIMENT, *arguments],
        env=_environment(data),
        capture_output=True,
        timeout=300,
        check=False,
    )
    expected = _USAGE_ERROR if arguments == ("ask",) else 0
    if done.returncode != expected:
        raise RuntimeError(f"{arguments} ended with {done.returncode}: {done.stderr!r}")


def _environment(data: Path) -> dict[str, str]:
    return {**os.environ, "MUNIMENT_DATA_DIR": str(data)}


def _line(figure: Figure) -> str:
    sign = "at least" if figure.higher_is_better else "at most"
    reach = f"{sign} {figure.reach:g}" if figure.reach is not None else ""
    verdict = {True: "met", False: "NOT MET", None: ""}[figure.met]
    return f"{figure.name:40} {figure.value:9.2f} {figure.unit:3} {reach:15} {verdict}"


if __name__ == "__main__":
    main()
