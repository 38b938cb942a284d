"""Ingestion with a progress bar on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from api.desk import running_server
from api.handing_in import ShownProgress, handed_in
from api.settings import Settings
from api.wiring import MODEL_FOLDER, limited_reader, opened_library
from corpus.library import Library
from corpus.model_files import is_prepared
from ingest.gathering import displayed
from ingest.ocr import check_installed
from ingest.pipeline import FileResult, Outcome, Watcher, ingest

_SAID = {
    Outcome.ADDED: "added",
    Outcome.UPDATED: "updated",
    Outcome.UNCHANGED: "unchanged",
    Outcome.SAME: "there already",
    Outcome.REMOVED: "left out",
    Outcome.PASSED_OVER: "passed over",
    Outcome.FAILED: "NOT READ",
}

_NAMED_TOGETHER = 3


def announce_first_start(settings: Settings) -> None:
    """Say on standard error why the first start takes longer."""
    if not settings.embedding_model and not is_prepared(settings.data_dir / MODEL_FOLDER):
        print("Preparing the embedding model; this is done once.", file=sys.stderr)


def ingest_anywhere(settings: Settings, paths: Sequence[Path]) -> list[FileResult]:
    """Bring paths into the library: through the server that owns it if one runs.

    Raises:
        SetupError: another process owns the data folder, or it cannot be used; or OCR is
            wanted and not installed.
    """
    if settings.ocr:
        check_installed()
    if server := running_server(settings):
        with _bar() as report:
            results = handed_in(server, paths, report, ocr=settings.ocr)
        return _told(results, paths)
    with opened_library(settings, wait_seconds=2) as library:
        announce_first_start(settings)
        return ingest_with_progress(library, paths, settings)


def ingest_with_progress(
    library: Library, paths: Sequence[Path], settings: Settings
) -> list[FileResult]:
    """Bring paths into the library and say on standard error what became of each file."""
    with _bar() as report:
        watcher = Watcher(
            lambda name, done, total: report(f"Indexing {name}", done, total),
            lambda name, done, total: report(f"Reading {name}", done, total),
        )
        reader = limited_reader(settings)
        results = ingest(library, paths, watcher, reader=reader, ocr=settings.ocr)
    return _told(results, paths)


@contextmanager
def _bar() -> Iterator[ShownProgress]:
    """A progress bar on standard error, where somebody watches."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    hidden = not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=hidden) as bar:
        task = bar.add_task("Indexing", total=None)

        def report(what: str, done: float, total: float) -> None:
            bar.update(task, description=what[:56], completed=done, total=total)

        yield report


def _told(results: list[FileResult], paths: Sequence[Path]) -> list[FileResult]:
    """Say on standard error what became of each file, and return the same."""
    console = Console(stderr=True, highlight=False)
    named = {displayed(path.name) for path in paths if not path.is_dir()}
    passed_over: dict[str, list[str]] = {}
    unchanged = 0
    for result in results:
        if result.outcome is Outcome.PASSED_OVER:
            passed_over.setdefault(result.detail, []).append(result.name)
        elif result.outcome is Outcome.UNCHANGED and result.name not in named:
            unchanged += 1
        else:
            _say(console, result.name, result)
    for names in passed_over.values():
        result = next(result for result in results if result.name == names[0])
        _say(console, _together(names), result)
    if unchanged:
        _print(console, f"{unchanged} file{'s' * (unchanged > 1)} unchanged")
    if all(result.outcome is Outcome.PASSED_OVER for result in results):
        where = ", ".join(str(path) for path in paths)
        _print(
            console, f"Nothing to index in {where}. Put reports (.pdf, .docx, .md, .txt …) there."
        )
    return results


def _together(names: Sequence[str]) -> str:
    """Return the first few names, and how many there are besides."""
    left = len(names) - _NAMED_TOGETHER
    shown = names if left <= 1 else [*names[:_NAMED_TOGETHER], f"{left} more"]
    return " and ".join(part for part in (", ".join(shown[:-1]), shown[-1]) if part)


def _say(console: Console, name: str, result: FileResult) -> None:
    detail = f" – {result.detail}" if result.detail else ""
    count = f", {result.passages} passage{'s' * (result.passages > 1)}" if result.passages else ""
    _print(console, f"{name}: {_SAID[result.outcome]}{count}{detail}")


def _print(console: Console, line: str) -> None:
    console.print(line, markup=False, soft_wrap=True)
