"""Files that must not be read to their end: each is refused alone, and the next one is read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import psutil
import pytest
from pdf_bombs import (
    CATALOG,
    FONT,
    LINE,
    PAGE,
    flate_bomb,
    operator_bomb,
    packed,
    pages,
    pdf,
    plain,
)

from corpus.errors import FileUnreadable
from corpus.words import Reading
from evals.bench_report import short_reports
from ingest.limited import LimitedReader
from ingest.limits import ReadingLimits
from ingest.pipeline import Outcome, ingest
from ingest.readers import read
from ingest.sources import SourceNote

LIMITS = ReadingLimits(seconds=3, megabytes=400, pages=3000)
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "text operators": (
        operator_bomb,
        r"takes too long, more than 3 seconds|takes too much memory",
    ),
    "Flate in Flate": (
        flate_bomb,
        "unpacks to|takes too much memory",
    ),
    "a circle of pages": (
        lambda: pdf(CATALOG, pages(b"3 0 R", 1), pages(b"2 0 R", 1)),
        "its parts refer to one another in a circle",
    ),
    "5,000 pages": (
        lambda: pdf(CATALOG, pages(b"3 0 R " * 5000, 5000), PAGE, packed(LINE), FONT),
        "it has 5,000 pages; at most 3,000 are read. Split it, or raise MUNIMENT_READ_PAGES",
    ),
    "no page": (lambda: pdf(CATALOG, pages(b"", 0)), "has no pages"),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader(LIMITS) as made:
        yield made


@pytest.fixture
def read_in_child(reader: LimitedReader, embeddings) -> Callable[[bytes], Reading]:
    return lambda content: reader.read("report.pdf", content, SourceNote(), embeddings)


@pytest.mark.parametrize("bomb", BOMBS, ids=str)
def test_a_bomb_is_refused_with_its_own_words_and_harms_no_other(read_in_child, bomb: str) -> None:
    made, said = BOMBS[bomb]
    content = made()
    assert len(content) < 50_000
    with pytest.raises(FileUnreadable, match=said):
        read_in_child(content)
    assert "Lampwick" in read_in_child(plain()).text


def test_a_child_and_this_process_read_the_same(reader: LimitedReader, embeddings) -> None:
    note = SourceNote("On Lamps", "Lampwick", "2010-05")
    content = "# Lamps\n\nThe “borough” lights:\n\n- streets;\n- parks.\n\n| a | b |\n".encode()
    read_here = read("a.md", content, note, embeddings.reads_whole)
    assert reader.read("a.md", content, note, embeddings) == read_here


def test_pages_are_told_as_they_are_read(reader: LimitedReader, embeddings) -> None:
    told: list[tuple[int, int]] = []
    line = LINE.replace(b"72 700", b"72 400")  # in the middle, where no running head stands
    content = pdf(CATALOG, pages(b"3 0 R " * 3, 3), PAGE, packed(line), FONT)
    reader.read("a.pdf", content, SourceNote(), embeddings, lambda *counts: told.append(counts))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("megabytes", [128])
def test_too_little_memory_is_said_so(embeddings, megabytes: int) -> None:
    content = b"lamps and more lamps.\n\n" * 4_000_000
    with (
        LimitedReader(ReadingLimits(megabytes=megabytes)) as reader,
        pytest.raises(FileUnreadable, match="takes too much memory"),
    ):
        reader.read("a.txt", content, SourceNote(), embeddings)


def long() -> bytes:
    """A file that is still being read when its first page has been told of."""
    return pdf(CATALOG, pages(b"3 0 R " * 400, 400), PAGE, packed(LINE), FONT)


def test_a_child_that_is_killed_is_a_failure_of_its_file_alone(embeddings, reader) -> None:
    def kill(done: int, total: int) -> None:
        os.kill(reader._child._process.pid, signal.SIGKILL)

    with pytest.raises(FileUnreadable, match="takes too much memory"):
        reader.read("a.pdf", long(), SourceNote(), embeddings, kill)
    assert reader.read("a.pdf", plain(), SourceNote(), embeddings).passages


def test_a_child_that_says_nothing_is_not_waited_for_long(embeddings) -> None:
    def stop(done: int, total: int) -> None:
        os.kill(reader._child._process.pid, signal.SIGSTOP)

    with (
        LimitedReader(ReadingLimits(seconds=1)) as reader,
        pytest.raises(FileUnreadable, match="takes too long"),
    ):
        reader.read("a.pdf", long(), SourceNote(), embeddings, stop)


def test_the_child_loads_nothing_heavy_and_ends_with_its_parent() -> None:
    heavy = [
        "torch",
        "chromadb",
        "onnxruntime",
        "langchain_core",
        "numpy",
        "sqlalchemy",
        "pydantic_settings",
    ]
    look = f"import sys, ingest.reading_child; print([m for m in {heavy} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_memory_stays_flat_over_many_files(make_library, tmp_path) -> None:
    """One child reads many files and is then replaced, so neither process grows with them."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number:03}.md").write_text(f"# Ward {number}\n\nIt has {number} lamps.\n")
    sizes: list[int] = []
    children: set[int] = set()
    here = psutil.Process()
    others = {child.pid for child in here.children()}

    def look(name: str, done: int, total: int) -> None:
        sizes.append(here.memory_info().rss)
        children.update(child.pid for child in here.children() if child.pid not in others)

    results = ingest(make_library(), [folder], look)
    assert {result.outcome for result in results} == {Outcome.ADDED}
    assert len(children) == 4
    assert sizes[-1] - sizes[len(sizes) // 4] < 30_000_000
    assert {child.pid for child in here.children()} == others


def test_memory_stays_flat_over_many_typeset_reports(embeddings) -> None:
    """Reports of two pages, each with words of its own: neither the child that reads them one
    after another nor this process grows with their number."""
    ours: list[int] = []
    of_child: list[int] = []
    with LimitedReader() as reader:
        for name, content in short_reports(40):
            assert reader.read(name, content, SourceNote(), embeddings).passages
            ours.append(psutil.Process().memory_info().rss)
            of_child.append(psutil.Process(reader._child._process.pid).memory_info().rss)
    for sizes in (ours, of_child):
        assert sizes[-1] - sizes[len(sizes) // 4] < 15_000_000
