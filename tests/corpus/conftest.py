"""Small documents and libraries for the tests of this room."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.library import Library, no_progress
from corpus.words import Document
from ingest.readers import read
from ingest.sources import SourceNote


class WordEmbeddings:
    """An embedding model of the plainest kind: a direction for each text, drawn by its hash."""

    name = "drawn-by-hash"
    dimensions = 64

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.read: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.read += texts
        return [self._direction(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return self._direction(text)

    def reads_whole(self, text: str) -> bool:
        return len(text) < 1500

    def _direction(self, text: str) -> list[float]:
        digest = hashlib.sha256(f"{self.seed}{text}".encode()).digest()
        drawn = np.random.default_rng(int.from_bytes(digest[:8], "big")).standard_normal(64)
        return (drawn / np.linalg.norm(drawn)).tolist()


@pytest.fixture(scope="session")
def word_embeddings() -> type[WordEmbeddings]:
    return WordEmbeddings


@pytest.fixture
def words() -> WordEmbeddings:
    return WordEmbeddings()


@pytest.fixture
def open_library(tmp_path: Path, words: WordEmbeddings) -> Iterator[Callable[..., Library]]:
    """Opens libraries that read with ``WordEmbeddings``; all are closed afterwards."""
    opened: list[Library] = []

    def make(
        folder: Path | None = None,
        *,
        model: WordEmbeddings = words,
        name: str = WordEmbeddings.name,
    ) -> Library:
        library = Library(folder or tmp_path / "data", lambda: model, embedding_name=name)
        opened.append(library)
        return library

    yield make
    for library in opened:
        library.close()


@pytest.fixture(scope="session")
def put() -> Callable[..., Document]:
    """Reads a text as a file of some name and puts it into a library."""

    def make(
        library: Library, name: str, text: str, *, title: str = "", progress=no_progress
    ) -> Document:
        content = text.encode()
        reading = read(name, content, SourceNote(title), library.embeddings.reads_whole)
        return library.put(reading, content, progress)

    return make


@pytest.fixture(scope="session")
def parish() -> Callable[[int], str]:
    """Writes a report of so many sections, each of one passage."""

    def make(sections: int) -> str:
        told = (
            f"## Ward {n} of it\n\nThe council of ward {n} bought {n * 7} lamps."
            for n in range(sections)
        )
        return "# Report of Lampwick\n\n" + "\n\n".join(told) + "\n"

    return make
