"""The benchmarks of reading: a long PDF beside the usual stack, changes, memory and disk.

Both sides are processes that are warm: the model is loaded and a first text read. What is
timed is from the file to its first answered question. Runs take turns, so that what else the
machine does falls on both sides, and medians are compared.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil

from corpus.embedding import PassageEmbeddings, embeddings_named
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL, packaged_model
from corpus.words import Passage, Version, in_context
from evals.bench_figures import Figure
from evals.bench_report import as_pdf, long_report, short_reports, with_one_change
from evals.bench_server import Server, server_over, watched, weight_of
from evals.content import Element
from evals.usual_stack import UsualStack, usual_stack

QUESTION = "how did Lancashire contract the third sector?"
RUNS = 3
FOLDER_MARKS = (20, 100, 200)
_NAME = "long.pdf"
_EVERY = 4
"""Every fourth unit is embedded by both sides where embedding alone is compared."""

_KILOBYTE = 1_000


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds of the clock, and of all cores together."""

    seconds: float
    cpu_seconds: float


def reading_figures(data: Path, scratch: Path) -> Iterator[Figure]:
    """Measure reading into a data folder that holds the reports and the model."""
    with _library(data) as library:
        report = long_report(library)
    pdf = scratch / _NAME
    pdf.write_bytes(as_pdf(report))
    with usual_stack(packaged_model()) as usual:
        with server_over(data) as server:
            yield from _upload_to_answer(server, usual, pdf)
            yield _handed_in_again(server, pdf.read_bytes())
        with _library(data) as library:
            yield from _embedding_alone(_texts(library), usual, scratch, data)
    yield from _one_page_changed(data, report)
    yield from _disk(data)


def folder_figures(data: Path) -> Iterator[Figure]:
    """Measure a server's memory while it reads 200 short reports; takes some minutes."""
    reports = list(short_reports(max(FOLDER_MARKS)))
    megabytes = []
    with server_over(data) as server:
        server.ask(QUESTION)
        for before, mark in zip((0, *FOLDER_MARKS), FOLDER_MARKS, strict=False):
            server.hand_in(dict(reports[before:mark]))
            megabytes.append(server.weight().megabytes)
            yield Figure(f"memory after {mark} short reports", megabytes[-1], "MB")
    growth = 100 * (megabytes[-1] / megabytes[0] - 1)
    yield Figure("its growth from the 20th to the 200th", growth, "%", 10)


def _upload_to_answer(server: Server, usual: UsualStack, pdf: Path) -> Iterator[Figure]:
    content = pdf.read_bytes()

    def ours() -> None:
        [read] = server.hand_in({_NAME: content})
        if read["outcome"] != "added":
            raise RuntimeError(f"{_NAME} was {read['outcome']}: {read['detail']}")
        server.ask(QUESTION)
        last.append(str(read["document"]))

    last: list[str] = []
    server.ask(QUESTION)
    idle = server.weight().megabytes
    server.hand_in(dict(short_reports(1)))
    our_runs, their_runs = [], []
    with watched(server) as megabytes:
        for _ in range(RUNS):
            if last:
                server.remove(last[-1])
            our_runs.append(_timed(ours, server.process))
            their_runs.append(_timed(lambda: usual.index(pdf, QUESTION), usual.process))
    seconds = statistics.median(run.seconds for run in our_runs)
    usual_seconds = statistics.median(run.seconds for run in their_runs)
    yield Figure("120-page PDF, from upload to an answer", seconds, "s")
    yield Figure("the same by the usual stack", usual_seconds, "s")
    yield Figure("share of the usual stack's time", seconds / usual_seconds, "", 0.8)
    cpu = [statistics.median(run.cpu_seconds for run in runs) for runs in (our_runs, their_runs)]
    yield Figure("share of its processor time", cpu[0] / cpu[1], "")
    yield Figure("memory above idle while reading it", max(megabytes) - idle, "MB", 500)


def _handed_in_again(server: Server, content: bytes) -> Figure:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        [read] = server.hand_in({_NAME: content})
        times.append(time.perf_counter() - started)
        if read["outcome"] != "unchanged":
            raise RuntimeError(f"{_NAME} was {read['outcome']}, not left alone")
    return Figure("the same file handed in again", statistics.median(times), "s", 0.2)


def _embedding_alone(
    texts: Sequence[str], usual: UsualStack, scratch: Path, data: Path
) -> Iterator[Figure]:
    """Compare what embedding the same texts takes, and the vectors it makes."""
    written, vectors = scratch / "texts.json", scratch / "vectors.npy"
    written.write_text(json.dumps(texts), "utf-8")
    embeddings = _embeddings(data)
    embeddings.embed_documents(list(texts[:8]))
    times, usual_times = [], []
    for _ in range(RUNS):
        started = time.perf_counter()
        made = embeddings.embed_documents(list(texts))
        times.append(time.perf_counter() - started)
        usual_times.append(usual.embed(written, vectors))
    ratio = statistics.median(usual_times) / statistics.median(times)
    yield Figure("times as fast as the usual embedding", ratio, "", 1.15, higher_is_better=True)
    cosine = least_cosine(np.asarray(made), np.load(vectors))
    yield Figure("least cosine with its vectors", cosine, "", 0.9999, higher_is_better=True)


def _one_page_changed(data: Path, report: Sequence[Element]) -> Iterator[Figure]:
    with _library(data) as library:
        before = _vectors_of(library)
        old = library.version(_document_id(library))
        old_text = library.text(old.document.id)
    with server_over(data) as server:
        server.ask(QUESTION)
        content = as_pdf(with_one_change(report))
        started = time.perf_counter()
        server.hand_in({_NAME: content})
        seconds = time.perf_counter() - started
    with _library(data) as library:
        new = library.version(_document_id(library))
        pages = changed_pages(old, old_text, new, library.text(new.document.id))
        passages = library.passages_of(new.document.id)
        embedded = len(_vectors_of(library) - before)
    yield Figure("one page of it changed, until read", seconds, "s")
    reach = len(units_on(passages, new, pages))
    yield Figure("vectors embedded for it, of its page's", embedded, "", reach)


def changed_pages(old: Version, old_text: str, new: Version, new_text: str) -> set[int]:
    """Return the physical numbers of the pages whose text differs."""
    before = {page.physical: page.span.of(old_text) for page in old.pages}
    return {p.physical for p in new.pages if p.span.of(new_text) != before.get(p.physical)}


def units_on(passages: Sequence[Passage], version: Version, pages: set[int]) -> set[str]:
    """Return the ids of the units of which something stands on one of the pages."""
    spans = [page.span for page in version.pages if page.physical in pages]
    return {
        unit.id
        for passage in passages
        for unit in passage.units
        if any(s.start < unit.span.end and unit.span.start < s.end for s in spans)
    }


def least_cosine(vectors: np.ndarray, others: np.ndarray) -> float:
    """Return the least cosine similarity of vectors with those of the same rows."""
    lengths = np.linalg.norm(vectors, axis=1) * np.linalg.norm(others, axis=1)
    return float(((vectors * others).sum(axis=1) / lengths).min())


def _disk(data: Path) -> Iterator[Figure]:
    """Measure the data folder, but for the model and the files as they were given."""
    with _library(data) as library:
        documents = library.documents()
        passages = sum(document.passages for document in documents)
        vectors = sum(len(_vectors_of(library, document.id)) for document in documents)
    files = sum(path.stat().st_size for path in (data / "files").iterdir())
    parts = [*data.glob("catalogue.sqlite*"), *data.glob("vectors-*/**/*")]
    index = sum(path.stat().st_size for path in parts if path.is_file())
    yield Figure("disk for a passage", index / passages / _KILOBYTE, "KB", 4)
    yield Figure(
        "disk for a passage, the files included", (index + files) / passages / _KILOBYTE, "KB"
    )
    yield Figure("vectors for a passage", vectors / passages, "")


def _timed(work: Callable[[], object], process: psutil.Process) -> Run:
    cpu = weight_of(process).cpu_seconds
    started = time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    return Run(seconds, weight_of(process).cpu_seconds - cpu)


def _library(data: Path) -> Library:
    return Library(data, lambda: _embeddings(data), embedding_name=DEFAULT_MODEL, wait_seconds=10)


def _embeddings(data: Path) -> PassageEmbeddings:
    return embeddings_named("", data / "models")


def _document_id(library: Library) -> str:
    document = library.document_named(_NAME)
    assert document is not None
    return document.id


def _vectors_of(library: Library, document_id: str = "") -> set[str]:
    passages = library.passages_of(document_id or _document_id(library))
    return {unit.id for passage in passages for unit in passage.units}


def _texts(library: Library) -> list[str]:
    """Return every fourth of what the model reads of the long report."""
    document = library.document(_document_id(library))
    return [
        in_context(document.source.title, passage.section, unit.shown)
        for passage in library.passages_of(document.id)
        for unit in passage.units
    ][::_EVERY]
