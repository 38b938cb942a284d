"""The benchmarks: whole processes as users start them, medians.

``python -m evals.bench`` prints a table and writes ``bench.json``; with ``--folder`` it reads
a folder of 200 reports too. Times depend on the machine; the last column says what each is
to reach on two cores.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from evals.bench_figures import MEGABYTE, Figure, line_of
from evals.bench_reading import QUESTION, folder_figures, reading_figures
from evals.bench_server import MUNIMENT, environment, server_over
from evals.questions import load_questions

ROOT = Path(__file__).parent.parent
PARTS = ("answers", "reading", "folder")
RUNS = 5
ASKED = 200
_USAGE_ERROR = 2


def main() -> None:
    """Measure, print it and write ``bench.json``; fail if a figure is not met."""
    figures = []
    with tempfile.TemporaryDirectory() as scratch:
        for figure in _measured(Path(scratch), _parts(sys.argv[1:])):
            print(line_of(figure), flush=True)
            figures.append(figure)
    rows = [{**asdict(figure), "met": figure.met} for figure in figures]
    (ROOT / "bench.json").write_text(json.dumps(rows, indent=2) + "\n")
    sys.exit(any(figure.met is False for figure in figures))


def _parts(arguments: list[str]) -> list[str]:
    """Return which parts to measure: answers and reading, unless others are named."""
    parser = argparse.ArgumentParser(description="Measure times and memory.")
    parser.add_argument("--folder", action="store_true", help="read 200 reports too: minutes")
    parser.add_argument("--only", choices=PARTS, help="measure one part alone")
    chosen = parser.parse_args(arguments)
    if chosen.only:
        return [chosen.only]
    return list(PARTS) if chosen.folder else list(PARTS[:2])


def _measured(scratch: Path, parts: list[str]) -> Iterator[Figure]:
    data = scratch / "data"
    data.mkdir()
    kept = ROOT / "data" / "models"
    if kept.exists():
        shutil.copytree(kept, data / "models")
    else:
        _run(data, "doctor")
    started = time.perf_counter()
    _run(data, "ingest")
    yield Figure("index the five reports", time.perf_counter() - started, "s", 40)
    measures: dict[str, Callable[[], Iterator[Figure]]] = {
        "answers": lambda: _answers(data),
        "reading": lambda: reading_figures(data, scratch),
        "folder": lambda: folder_figures(data),
    }
    for part in parts:
        yield from measures[part]()


def _answers(data: Path) -> Iterator[Figure]:
    yield Figure("ingest again, unchanged", _median(data, "ingest"), "s")
    yield Figure("muniment --help", _median(data, "--help"), "s", 0.5)
    yield Figure("a usage error", _median(data, "ask"), "s", 0.5)
    yield Figure("ask, no server", _median(data, "ask", QUESTION), "s", 3)
    yield from _served(data)


def _served(data: Path) -> Iterator[Figure]:
    starts = []
    for _ in range(RUNS):
        with server_over(data) as server:
            starts.append(server.seconds)
    yield Figure("second start to /readyz", statistics.median(starts), "s", 5)
    with server_over(data) as server:
        yield Figure("ask, with a server", _median(data, "ask", QUESTION), "s", 1)
        questions = [question.question for question in load_questions()]
        times = [server.ask(questions[number % len(questions)]) for number in range(ASKED)]
        yield Figure("POST /ask, median", 1000 * statistics.median(times), "ms", 80)
        percentile = statistics.quantiles(times, n=20)[-1]
        yield Figure("POST /ask, 95th percentile", 1000 * percentile, "ms", 200)
        memory = server.process.memory_info().rss / MEGABYTE
        yield Figure(f"server memory after {ASKED} questions", memory, "MB", 600)


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
        env=environment(data),
        capture_output=True,
        timeout=300,
        check=False,
    )
    expected = _USAGE_ERROR if arguments == ("ask",) else 0
    if done.returncode != expected:
        raise RuntimeError(f"{arguments} ended with {done.returncode}: {done.stderr!r}")


if __name__ == "__main__":
    main()
