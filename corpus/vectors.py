"""The vectors of all units, in an embedded Chroma: ids, vectors and document ids, never text.

The one module that knows chromadb. It keeps no text, because deleting there
does not erase; the catalogue holds the text. Up to ``EXACT_UP_TO`` vectors are also
held in memory and searched exactly (decision 0008).
"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from corpus.errors import DataFolderUnusable, LibraryDamaged
from corpus.exact import ExactSearch
from corpus.schema import give_back_free_pages

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateHNSWConfiguration

_COLLECTION = "units"
_DATABASE = "chroma.sqlite3"
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 400,
    "max_neighbors": 32,
}
"""Pinned: with Chroma's defaults recall@10 was 0.59 on 8,000 random vectors, with these 0.99."""
EXACT_UP_TO = 50_000
"""Vectors searched exactly: 77 MB, loaded in about 3 s and searched in 4 ms on two cores."""
_ADD_AT_ONCE = 500
_READ_AT_ONCE = 2000
_WRITTEN_ON_AT = 1000
"""Vectors from which Chroma writes its graph (its default)."""

_GONE_SHARE = 0.25
_LENGTH_BYTES = 4
"""Bytes that the file ``length.bin`` of Chroma's graph has for each vector."""

_PROBES = 8
_SAME = 1e-3
"""Cosine distance below which a found vector is the one looked for, or its equal."""
_FULL_BELOW = 256 * 1024
"""Bytes free below which a failure is put down to a full disk: Chroma does not always say."""


def _keep_small(database: Path) -> None:
    """Let Chroma's database give back the room of what it has written on to its graph or
    deleted, more than half of the file after a large report: from the first on, or, where it
    was made without, now."""
    database.parent.mkdir(parents=True, exist_ok=True)
    begun = database.exists()
    with closing(sqlite3.connect(database)) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA auto_vacuum = FULL")
        if begun:
            give_back_free_pages(cursor)
        else:
            cursor.execute("VACUUM")


class Vectors:
    """One client and one collection in ``folder``.

    Every method raises ``LibraryDamaged`` where Chroma fails, and
    ``DataFolderUnusable`` where it fails because the disk is full.
    """

    def __init__(self, folder: Path, *, exact_up_to: int = EXACT_UP_TO) -> None:
        import chromadb
        from chromadb.config import Settings

        self._folder = folder
        self._exact_up_to = exact_up_to
        self._exact: ExactSearch | None = None
        self._exact_lock = threading.RLock()
        with self._failing_as("opened"):
            _keep_small(folder / _DATABASE)
            settings = Settings(anonymized_telemetry=False, is_persistent=True)
            client = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._client = cast("Client", client)
            self._collection = self._client.get_or_create_collection(
                _COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None
            )

    def close(self) -> None:
        """Let go of the folder: Chroma shares one state among all that open it in a process,
        and would not see what another process writes there."""
        self._client.close()

    def add(self, ids: Sequence[str], documents: Sequence[str], vectors: Sequence[Any]) -> None:
        """Add or replace vectors; ``documents`` names the document of each."""
        for start in range(0, len(ids), _ADD_AT_ONCE):
            part = slice(start, start + _ADD_AT_ONCE)
            with self._failing_as("written"):
                self._collection.upsert(
                    ids=list(ids[part]),
                    embeddings=list(vectors[part]),
                    metadatas=[{"document": document} for document in documents[part]],
                )
        with self._exact_lock:
            if self._exact is not None and ids:
                self._exact.add(ids, documents, vectors)
                if len(self._exact) > self._exact_up_to:
                    self._exact = None

    def known(self, ids: Sequence[str]) -> set[str]:
        """Return which of the ids have a vector."""
        found: set[str] = set()
        for start in range(0, len(ids), _ADD_AT_ONCE):
            part = list(ids[start : start + _ADD_AT_ONCE])
            with self._failing_as("read"):
                found |= set(self._collection.get(ids=part, include=[])["ids"])
        return found

    def ids_of(self, document_id: str) -> list[str]:
        """Return the ids of a document's vectors."""
        with self._failing_as("read"):
            return list(self._collection.get(where={"document": document_id}, include=[])["ids"])

    def all_ids(self) -> list[str]:
        with self._failing_as("read"):
            return list(self._collection.get(include=[])["ids"])

    def delete(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _ADD_AT_ONCE):
            with self._failing_as("written"):
                self._collection.delete(ids=list(ids[start : start + _ADD_AT_ONCE]))
        with self._exact_lock:
            if self._exact is not None:
                self._exact.delete(ids)

    def count(self) -> int:
        with self._failing_as("read"):
            return self._collection.count()

    def check_search(self) -> None:
        """Search for the vectors that have been here longest.

        Without its index files Chroma finds the latest thousand and says nothing.

        Raises:
            LibraryDamaged: one of them does not find itself.
        """
        with self._failing_as("searched"):
            oldest = self._collection.get(limit=_PROBES, include=["embeddings"])["embeddings"]
            if oldest is None or not len(oldest):
                return
            found = self._collection.query(
                query_embeddings=oldest, n_results=1, include=["distances"]
            )["distances"]
        if not found or not all(near and near[0] < _SAME for near in found):
            raise LibraryDamaged("The vector index does not find the vectors that it holds.")

    def nearest(
        self, vector: Sequence[float], limit: int, documents: Sequence[str] = ()
    ) -> list[tuple[str, float]]:
        """Return ids and cosine similarities of the nearest vectors, nearest first."""
        held = self.count()
        limit = min(limit, held)
        if not limit:
            return []
        with self._failing_as("searched"), self._exact_lock:
            if held <= self._exact_up_to:
                if self._exact is None:
                    self._exact = self._loaded(held)
                return self._exact.nearest(vector, limit, documents)
        return self._approximately_nearest(vector, limit, documents)

    def parts(self) -> Iterator[tuple[list[str], list[str], Any]]:
        """Yield all ids, document ids and vectors, some thousands at a time."""
        for start in range(0, self.count(), _READ_AT_ONCE):
            with self._failing_as("read"):
                part = self._collection.get(
                    limit=_READ_AT_ONCE, offset=start, include=["embeddings", "metadatas"]
                )
            documents = [str(of["document"]) for of in part["metadatas"] or []]
            yield part["ids"], documents, np.asarray(part["embeddings"], dtype=np.float32)

    def keeps_much_deleted(self) -> bool:
        """Tell whether a quarter or more of Chroma's graph are vectors that were deleted: their
        room is not given back."""
        files = self._folder.glob("*/length.bin")
        places = sum(file.stat().st_size for file in files) // _LENGTH_BYTES
        return places >= _WRITTEN_ON_AT and self.count() <= (1 - _GONE_SHARE) * places

    def _loaded(self, expected: int) -> ExactSearch:
        """Read all vectors into memory."""
        loaded: ExactSearch | None = None
        for ids, documents, vectors in self.parts():
            loaded = loaded or ExactSearch(vectors.shape[1])
            loaded.add(ids, documents, vectors)
        if loaded is None or len(loaded) < expected:
            raise LibraryDamaged("The vector index does not give back all that it holds.")
        return loaded

    def _approximately_nearest(
        self, vector: Sequence[float], limit: int, documents: Sequence[str]
    ) -> list[tuple[str, float]]:
        """Search Chroma's own index.

        A damaged one answers with too few and no error, so the count is checked
        where no filter can be the reason.
        """
        where: Any = {"document": {"$in": list(documents)}} if documents else None
        question: Any = [np.asarray(vector, dtype=np.float32)]
        with self._failing_as("searched"):
            found = self._collection.query(
                query_embeddings=question,
                n_results=limit,
                where=where,
                include=["distances"],
            )
        if not documents and len(found["ids"][0]) < min(limit, self.count()):
            raise LibraryDamaged("A search of the vector index came back short.")
        distances = found["distances"] or [[]]
        return [(key, 1 - d) for key, d in zip(found["ids"][0], distances[0], strict=True)]

    @contextmanager
    def _failing_as(self, what: str) -> Iterator[None]:
        try:
            yield
        except LibraryDamaged:
            raise
        except Exception as error:  # its native half raises errors of no common root
            if shutil.disk_usage(self._folder.parent).free < _FULL_BELOW:
                raise DataFolderUnusable(self._folder.parent, "the disk is full") from error
            raise LibraryDamaged(f"The vector index cannot be {what}: {error}") from error
