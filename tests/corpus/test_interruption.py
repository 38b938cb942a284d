"""A process killed while it stores a report leaves a library that opens, holds and converges."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from ingest.pipeline import ingest

STORE = f"""
import sys
from pathlib import Path
from corpus.embedding import embeddings_named
from corpus.library import Library
from ingest.pipeline import ingest
data, report, models = map(Path, sys.argv[1:])
library = Library(data, lambda: embeddings_named("", models), embedding_name="{DEFAULT_MODEL}")
ingest(library, [report], lambda name, done, total: print(done, flush=True))
print("stored", flush=True)
sys.stdin.read()
"""
SECTIONS = 100
"""More than are embedded between two reports of progress."""


@pytest.fixture
def report(tmp_path: Path, parish) -> Path:
    path = tmp_path / "lampwick.md"
    path.write_text(parish(SECTIONS))
    return path


@pytest.fixture
def store_and_die(model_folder: Path) -> Callable[[Path, Path, str], None]:
    """Stores a report in a process that is killed once it has said the word."""

    def run(data: Path, report: Path, word: str) -> None:
        command = [sys.executable, "-c", STORE, str(data), str(report), str(model_folder)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
            said = next((line for line in process.stdout if line.strip() == word), None)
            process.send_signal(signal.SIGKILL)
        assert said is not None, f"the process never said {word}"
        assert process.returncode == -signal.SIGKILL

    return run


def bring_in(library: Library, report: Path) -> str:
    [result] = ingest(library, [report], lambda name, done, total: None)
    return str(result.outcome)


def state_of(library: Library) -> tuple:
    """Return what a search can reach: documents, passages, texts and vectors."""
    documents = library.documents()
    return (
        documents,
        [library.passages_of(document.id) for document in documents],
        [library.text(document.id) for document in documents],
        sorted(library._vectors.all_ids()),
    )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, embeddings, parish) -> tuple:
    """The state of a library that stored the report without interruption."""
    folder = tmp_path_factory.mktemp("undisturbed")
    report = folder / "lampwick.md"
    report.write_text(parish(SECTIONS))
    with Library(folder / "data", lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        assert bring_in(library, report) == "added"
        return state_of(library)


@pytest.mark.parametrize("word", ["64", "100", "stored"])
def test_a_killed_store_converges_when_it_is_done_again(
    make_library, store_and_die, undisturbed: tuple, report: Path, tmp_path: Path, word: str
) -> None:
    store_and_die(tmp_path / "data", report, word)
    library = make_library()
    for document in library.documents():
        assert document.passages == len(library.passages_of(document.id)) == SECTIONS
        assert library.text(document.id) == report.read_text()
    assert library.readiness().ready
    assert library._vectors.count() == library._catalogue.vector_count()
    assert bring_in(library, report) in ("added", "unchanged", "updated")
    assert state_of(library) == undisturbed
    assert library.readiness().ready


def test_a_killed_update_leaves_the_old_version_whole(
    make_library, store_and_die, report: Path, undisturbed: tuple, tmp_path: Path
) -> None:
    text = report.read_text()
    report.write_text(text.replace("bought", "sold"))
    library = make_library()
    assert bring_in(library, report) == "added"
    before = state_of(library)
    library.close()
    report.write_text(text)
    store_and_die(tmp_path / "data", report, "64")
    library = make_library()
    assert state_of(library) == before
    assert library.readiness().ready
    assert bring_in(library, report) == "updated"
    assert state_of(library) == undisturbed
