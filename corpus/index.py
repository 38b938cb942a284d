"""The keeper of the vector index: opens, checks and repairs it, and holds what units call for.

The catalogue is the truth: whatever the index lacks is made again from there.
"""

from __future__ import annotations

import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue, StoredUnit
from corpus.embedding import PassageEmbeddings
from corpus.errors import LibraryDamaged, MunimentError
from corpus.passage_rows import vector_id_of
from corpus.vectors import Vectors
from corpus.words import Passage, in_context

EMBED_AT_ONCE = 64
"""Units embedded between two reports of progress."""

_AHEAD = 2
"""Parts of so many units that are embedded at a time: at the end of one, cores go on with the
next, and their texts are taken into word pieces meanwhile."""

SAMPLED_UNITS = 12
"""Units that must find themselves before the library is called ready."""

_SAME_TEXT = 0.9999
"""Cosine similarity from which two units say the same: copies of a report crowd each other out."""

_Part = tuple[list[str], list[str], Any]
"""Ids of vectors, the document of each, and the vectors, a row or a list of numbers each."""

Progress = Callable[[int, int], None]
"""Called with the units embedded so far and their total."""


class IndexKeeper:
    """Keeps the vectors of what the catalogue lists, below ``folder``.

    Args:
        embeddings: makes the embedding model; called when first needed.
        embedding_name: the model's name, kept so that another model re-embeds.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        embeddings: Callable[[], PassageEmbeddings],
        embedding_name: str,
    ) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._make_embeddings = embeddings
        self._embedding_name = embedding_name
        self._embeddings: PassageEmbeddings | None = None
        self._index: Vectors | None = None
        self._write_failed = False
        self._last_number = 0
        self._embedding_lock, self._index_lock = threading.RLock(), threading.RLock()

    @property
    def embeddings(self) -> PassageEmbeddings:
        """The embedding model, made when first needed."""
        with self._embedding_lock:
            if self._embeddings is None:
                self._embeddings = self._make_embeddings()
            return self._embeddings

    @property
    def vectors(self) -> Vectors:
        """The vector index, opened when first needed."""
        with self._index_lock:
            if self._index is None:
                self._index = self._opened()
            return self._index

    def close(self) -> None:
        """Let go of the vector index."""
        with self._index_lock:
            if self._index is not None:
                self._index.close()
                self._index = None

    def embed(
        self,
        document_id: str,
        title: str,
        passages: Sequence[Passage],
        *,
        progress: Progress,
        afresh: bool,
    ) -> None:
        """Add the vectors that are missing, or all ``afresh``; equal units share one."""
        if self._write_failed:
            self.repair(self.vectors)
        texts = {
            vector_id_of(document_id, unit): in_context(title, passage.section, unit.shown)
            for passage in passages
            for unit in passage.units
        }
        known = set() if afresh else self.vectors.known(list(texts))
        missing = sorted(
            (key for key in texts if key not in known), key=lambda key: len(texts[key])
        )
        done = len(texts) - len(missing)
        progress(done, len(texts))
        parts = [missing[n : n + EMBED_AT_ONCE] for n in range(0, len(missing), EMBED_AT_ONCE)]
        for part, vectors in self._embedded_ahead(parts, texts):
            self._add(part, document_id, vectors)
            done += len(part)
            progress(done, len(texts))

    def _embedded_ahead(
        self, parts: Iterable[list[str]], texts: Mapping[str, str]
    ) -> Iterator[tuple[list[str], list[list[float]]]]:
        """Yield parts with their vectors; the next are embedded while Chroma stores one, for it
        stores on one core."""
        embed = self.embeddings.embed_documents
        coming: deque[tuple[list[str], Future[list[list[float]]]]] = deque()
        with ThreadPoolExecutor(max_workers=_AHEAD) as ahead:
            for part in parts:
                coming.append((part, ahead.submit(embed, [texts[key] for key in part])))
                if len(coming) > _AHEAD:
                    ready, vectors = coming.popleft()
                    yield ready, vectors.result()
            for ready, vectors in coming:
                yield ready, vectors.result()

    def _add(self, ids: Sequence[str], document_id: str, vectors: Sequence[list[float]]) -> None:
        """Add vectors. After a write that failed Chroma still reads but hangs at the next write
        (seen on a full disk), so that the index is then made anew in another folder first."""
        try:
            self.vectors.add(ids, [document_id] * len(ids), vectors)
        except MunimentError:
            self._write_failed = True
            raise

    def forget(self, document_id: str, kept: Sequence[Passage]) -> None:
        """Drop a document's vectors but for those of the passages kept."""
        wanted = {vector_id_of(document_id, unit) for p in kept for unit in p.units}
        stale = [key for key in self.vectors.ids_of(document_id) if key not in wanted]
        self.vectors.delete(stale)

    def check_reach(self) -> None:
        """Search for units spread over all documents.

        Raises:
            LibraryDamaged: one of them does not find itself, or vectors are missing.
        """
        vectors = self.vectors
        self._check_count(vectors, self._catalogue.vector_count())
        called_for = self._catalogue.vector_ids()
        sampled = called_for[:: max(1, len(called_for) // SAMPLED_UNITS)]
        sample = list(self._catalogue.stored_units(sampled))
        embedded = self.embeddings.embed_documents(self._texts(sample))
        for unit, vector in zip(sample, embedded, strict=True):
            found = dict(vectors.nearest(vector, 3))
            if unit.vector_id not in found and min(found.values(), default=0) < _SAME_TEXT:
                raise LibraryDamaged("The vector index does not find passages that it should hold.")

    def repair(self, damaged: Vectors) -> None:
        """Put a rebuilt index in the place of the damaged one, unless that is done already."""
        with self._index_lock:
            if self._index is damaged:
                self._index = self._rebuilt(self._current_folder())
                self._write_failed = False

    def _current_folder(self) -> Path:
        return self._folder / (self._catalogue.fact("vectors") or "vectors-1")

    def _opened(self) -> Vectors:
        """Open the index; rebuild it first where it is missing, damaged or of another model."""
        folder = self._current_folder()
        same_model = self._catalogue.fact("embedding") in ("", self._embedding_name)
        expected = self._catalogue.vector_count()
        try:
            if not same_model or (expected and not folder.exists()):
                raise LibraryDamaged("The vector index is missing or was made by another model.")
            vectors = Vectors(folder)
            self._check_count(vectors, expected)
            vectors.check_search()
            self._discard_orphans(vectors, expected)
            vectors = self._without_deleted(vectors, folder)
        except LibraryDamaged:
            vectors = self._rebuilt(folder)
        if not same_model or not self._catalogue.fact("embedding"):
            self._catalogue.set_fact("embedding", self._embedding_name)
        current = self._current_folder().name
        for other in self._folder.glob("vectors-*"):
            if other.name != current:
                shutil.rmtree(other, ignore_errors=True)
        return vectors

    def _check_count(self, vectors: Vectors, expected: int) -> None:
        if vectors.count() < expected:
            raise LibraryDamaged(f"The vector index holds {vectors.count()} of {expected} vectors.")

    def _discard_orphans(self, vectors: Vectors, expected: int) -> None:
        """Drop vectors that an interrupted change left without a unit."""
        if vectors.count() <= expected:
            return
        wanted = set(self._catalogue.vector_ids())
        vectors.delete([key for key in vectors.all_ids() if key not in wanted])

    def _without_deleted(self, vectors: Vectors, folder: Path) -> Vectors:
        """Return the index, in a fresh folder where much of it is room of what was deleted."""
        if not vectors.keeps_much_deleted():
            return vectors
        copy = self._made_anew(folder, vectors.parts())
        vectors.close()
        return copy

    def _rebuilt(self, broken: Path) -> Vectors:
        """Embed all again into a fresh folder, without touching the broken one until done."""
        vectors = self._made_anew(broken, self._embedded_again())
        shutil.rmtree(broken, ignore_errors=True)
        return vectors

    def _made_anew(self, before: Path, parts: Iterable[_Part]) -> Vectors:
        """Make an index in the folder after ``before``, current when it is whole."""
        number = max(int(before.name.rsplit("-", 1)[-1]), self._last_number) + 1
        self._last_number = number  # Chroma remembers a folder that it failed in
        folder = self._folder / f"vectors-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        vectors = Vectors(folder)
        for ids, documents, of_part in parts:
            vectors.add(ids, documents, of_part)
        self._catalogue.set_fact("vectors", folder.name)
        return vectors

    def _embedded_again(self) -> Iterator[_Part]:
        units = list(self._catalogue.stored_units())
        for start in range(0, len(units), EMBED_AT_ONCE):
            part = units[start : start + EMBED_AT_ONCE]
            vectors = self.embeddings.embed_documents(self._texts(part))
            yield [u.vector_id for u in part], [u.document_id for u in part], vectors

    def _texts(self, units: Sequence[StoredUnit]) -> list[str]:
        """Return what the model reads of each unit."""
        titles = {document.id: document.source.title for document in self._catalogue.documents()}
        return [in_context(titles[u.document_id], u.section, u.shown) for u in units]
