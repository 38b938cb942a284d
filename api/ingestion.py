"""Ingestion with a progress bar on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from api.settings import Settings
from api.wiring import MODEL_FOLDER
from corpus.library import Library
from corpus.model_files import is_prepared
from ingest.pipeline import FileResult, Outcome, ingest

_SAID = {
    Outcome.ADDED: "added",
    Outcome.UPDATED: "updated",
    Outcome.UNCHANGED: "unchanged",
    Outcome.FAILED: "NOT READ",
}


def announce_first_start(settings: Settings) -> None:
    """Say on standard error why the first start takes longer."""
    if not settings.embedding_model and not is_prepared(settings.data_dir / MODEL_FOLDER):
        print("Preparing the embedding model; this is done once.", file=sys.stderr)


def ingest_with_progress(library: Library, paths: Sequence[Path]) -> list[FileResult]:
    """Bring paths into the library and say on standard error what became of each file."""
    console = Console(stderr=True, highlight=False)
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task("Indexing", total=None)

        def report(name: str, done: int, total: int) -> None:
            bar.update(task, description=f"Indexing {name[:48]}", completed=done, total=total)

        results = ingest(library, paths, report)
    for result in results:
        if result.outcome is not Outcome.UNCHANGED:
            _say(console, result)
    if not results:
        named = ", ".join(str(path) for path in paths)
        console.print(
            f"Nothing to index in {named}. Put reports (.pdf, .md, .txt) there.", markup=False
        )
    return results


def _say(console: Console, result: FileResult) -> None:
    detail = f" – {result.detail}" if result.detail else ""
    count = f", {result.passages} passages" if result.passages else ""
    console.print(
        f"{result.name}: {_SAID[result.outcome]}{count}{detail}", markup=False, soft_wrap=True
    )
