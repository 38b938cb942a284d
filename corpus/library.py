"""The library: the one door to the catalogue, the lexical index and the vectors."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.catalogue import Catalogue, vector_id_of
from corpus.embedding import PassageEmbeddings
from corpus.errors import DataFolderUnusable, DocumentUnknown, LibraryDamaged
from corpus.ownership import Ownership
from corpus.vectors import Vectors
from corpus.words import Document, Passage, Reading, in_context

EMBED_AT_ONCE = 64
"""Units embedded between two reports of progress."""

SAMPLED_UNITS = 12
"""Units that must find themselves before the library is called ready."""

_SAME_TEXT = 0.9999
"""Cosine similarity from which two units say the same: copies of a report crowd each other out."""

Progress = Callable[[int, int], None]
"""Called with the units embedded so far and their total."""


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether search reaches what the catalogue lists, and in words why not."""

    ready: bool
    documents: int
    passages: int
    detail: str


def no_progress(done: int, total: int) -> None:
    """Report to nobody."""


class Library:
    """Documents in, passages out; owns its data folder until closed.

    Args:
        folder: everything is written below it.
        embeddings: makes the embedding model; called when first needed.
        embedding_name: the model's name, kept so that another model re-embeds.
        wait_seconds: how long to wait for another process to let go of the folder.

    Raises:
        DataFolderInUse: another process has the folder open.
        DataFolderUnusable: the folder cannot be written.
    """

    def __init__(
        self,
        folder: Path,
        embeddings: Callable[[], PassageEmbeddings],
        *,
        embedding_name: str,
        wait_seconds: float = 0,
    ) -> None:
        self.folder = folder
        self._make_embeddings = embeddings
        self.embedding_name = embedding_name
        self._embeddings: PassageEmbeddings | None = None
        self._index: Vectors | None = None
        self._embedding_lock, self._index_lock = threading.RLock(), threading.RLock()
        self._ownership = Ownership(folder, wait_seconds=wait_seconds)
        try:
            self._catalogue = Catalogue(folder / "catalogue.sqlite")
            self._files = folder / "files"
            self._files.mkdir(exist_ok=True)
            self._discard_leftovers()
        except OSError as error:
            self._ownership.release()
            raise DataFolderUnusable(folder, error.strerror or str(error)) from error
        except BaseException:
            self._ownership.release()
            raise

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def announce(self, address: str) -> None:
        """Note for other processes at which URL this one serves the library."""
        self._ownership.announce(address)

    def close(self) -> None:
        self._catalogue.close()
        self._ownership.release()

    @property
    def embeddings(self) -> PassageEmbeddings:
        """The embedding model, made when first needed."""
        with self._embedding_lock:
            if self._embeddings is None:
                self._embeddings = self._make_embeddings()
            return self._embeddings

    @property
    def _vectors(self) -> Vectors:
        """The vector index, opened when first needed."""
        with self._index_lock:
            if self._index is None:
                self._index = self._opened_index()
            return self._index

    def _opened_index(self) -> Vectors:
        """Open the index; rebuild it first where it is missing, damaged or of another model."""
        folder = self.folder / (self._catalogue.fact("vectors") or "vectors-1")
        same_model = self._catalogue.fact("embedding") in ("", self.embedding_name)
        expected = self._catalogue.vector_count()
        try:
            if not same_model or (expected and not folder.exists()):
                raise LibraryDamaged("The vector index is missing or was made by another model.")
            vectors = Vectors(folder)
            self._check_count(vectors, expected)
            vectors.check_search()
            self._discard_orphans(vectors, expected)
        except LibraryDamaged:
            vectors = self._rebuilt(folder)
        if not same_model or not self._catalogue.fact("embedding"):
            self._catalogue.set_fact("embedding", self.embedding_name)
        current = self._catalogue.fact("vectors") or "vectors-1"
        for other in self.folder.glob("vectors-*"):
            if other.name != current:
                shutil.rmtree(other, ignore_errors=True)
        return vectors

    def warm(self) -> Readiness:
        """Load model and index now, rebuild the index if a search does not reach it all, and
        tell whether it does."""
        index = self._vectors
        readiness = self.readiness()
        if not readiness.ready:
            self._repair(index)
            readiness = self.readiness()
        return readiness

    def documents(self) -> list[Document]:
        """Return all documents, by title."""
        return self._catalogue.documents()

    def document(self, document_id: str) -> Document:
        """Return a document.

        Raises:
            DocumentUnknown: there is none with this id.
        """
        document = self._catalogue.document(document_id)
        if document is None:
            raise DocumentUnknown(document_id)
        return document

    def document_named(self, name: str) -> Document | None:
        """Return the document that came from a file of this name, if any."""
        return self._catalogue.document_named(name)

    def text(self, document_id: str) -> str:
        """Return a document's stored text, the one that every span counts in."""
        document = self.document(document_id)
        text = self._catalogue.text(document.id, document.version)
        if text is None:
            raise DocumentUnknown(document_id)
        return text

    def file(self, document_id: str) -> bytes:
        """Return the file as it was given."""
        return (self._files / self.document(document_id).version).read_bytes()

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return a document's passages in reading order."""
        return self._catalogue.passages_of(self.document(document_id).id)

    def reading_state(self, document_id: str) -> str:
        """Return what the document was read from and how, as its reader put it."""
        return self._catalogue.fact(f"state:{document_id}")

    def put(
        self,
        reading: Reading,
        content: bytes,
        progress: Progress = no_progress,
        *,
        state: str = "",
    ) -> Document:
        """Store a document read from a file; it replaces the one of the same name.

        Idempotent: the same reading leaves the same library. Vectors of unchanged
        units are kept, unless the title changed: it is read with each of them. The
        document is visible when the catalogue has committed. ``state`` tells later
        whether the file must be read again.
        """
        known = self._catalogue.document_named(reading.source.name)
        document_id = known.id if known else self._free_id(reading.source.name)
        passages = [_of_document(document_id, passage) for passage in reading.passages]
        title = reading.source.title
        renamed = bool(known and known.source.title != title)
        self._embed(document_id, title, passages, progress=progress, afresh=renamed)
        self._keep_file(reading.sha256, content)
        self._catalogue.put(document_id, reading, passages)
        self._catalogue.set_fact(f"state:{document_id}", state)
        self._forget_vectors(document_id, passages)
        if known:
            self._catalogue.erase_traces()
            self._discard_leftovers()
        return self.document(document_id)

    def remove(self, document_id: str) -> None:
        """Erase a document, its text, its passages, its vectors and its file.

        Raises:
            DocumentUnknown: there is none with this id.
        """
        document = self.document(document_id)
        self._catalogue.remove(document.id)
        self._catalogue.erase_traces()
        self._forget_vectors(document.id, [])
        self._discard_leftovers()

    def nearest(
        self, question: str, limit: int, documents: Sequence[str] = ()
    ) -> dict[str, dict[str, float]]:
        """Return, by passage id, the cosine similarities of its units near the question by unit id.

        ``limit`` counts units over the whole library. The first call loads the model
        while the index opens.
        """
        with ThreadPoolExecutor(max_workers=1) as beside:
            embedding = beside.submit(lambda: self.embeddings.embed_query(question))
            vectors = self._vectors
            vector = embedding.result()
        try:
            similarity = dict(vectors.nearest(vector, limit, documents))
        except LibraryDamaged:
            self._repair(vectors)
            similarity = dict(self._vectors.nearest(vector, limit, documents))
        near: dict[str, dict[str, float]] = {}
        for vector_id, passage_id in self._catalogue.passages_of_vectors(similarity):
            unit_id = vector_id.rsplit(":", 1)[-1]
            near.setdefault(passage_id, {})[unit_id] = similarity[vector_id]
        return near

    def matching(
        self, words: Sequence[str], limit: int, documents: Sequence[str] = ()
    ) -> dict[str, float]:
        """Return passage ids with their BM25 score (above 0, higher is better)."""
        return dict(self._catalogue.match(words, limit, documents))

    def frequency(self, word: str) -> tuple[int, int]:
        """Return the count of all passages and of those that hold the word in any form."""
        return self._catalogue.frequency(word)

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[Document, Passage]]:
        """Return document and passage for each id that is known."""
        documents = {document.id: document for document in self.documents()}
        found = self._catalogue.passages(passage_ids)
        return {
            key: (documents[owner], passage)
            for key, (owner, passage) in found.items()
            if owner in documents
        }

    def readiness(self) -> Readiness:
        """Tell whether a search reaches what the catalogue lists.

        Sampled units, spread over all documents, must find themselves.
        """
        documents = self.documents()
        passages = sum(document.passages for document in documents)
        try:
            self._check_reach(self._vectors)
        except LibraryDamaged as damage:
            return Readiness(False, len(documents), passages, str(damage))
        detail = "every sampled passage is found" if documents else "the library is empty"
        return Readiness(True, len(documents), passages, detail)

    def _check_reach(self, vectors: Vectors) -> None:
        self._check_count(vectors, self._catalogue.vector_count())
        units = list(self._catalogue.stored_units())
        sample = units[:: max(1, len(units) // SAMPLED_UNITS)]
        titles = {document.id: document.source.title for document in self.documents()}
        texts = [in_context(titles[u.document_id], u.section, u.shown) for u in sample]
        embedded = self.embeddings.embed_documents(texts)
        for unit, vector in zip(sample, embedded, strict=True):
            found = dict(vectors.nearest(vector, 3))
            if unit.vector_id not in found and min(found.values(), default=0) < _SAME_TEXT:
                raise LibraryDamaged("The vector index does not find passages that it should hold.")

    def _check_count(self, vectors: Vectors, expected: int) -> None:
        if vectors.count() < expected:
            raise LibraryDamaged(f"The vector index holds {vectors.count()} of {expected} vectors.")

    def _repair(self, damaged: Vectors) -> None:
        """Put a rebuilt index in the place of the damaged one, unless that is done already."""
        with self._index_lock:
            if self._index is damaged:
                folder = self.folder / (self._catalogue.fact("vectors") or "vectors-1")
                self._index = self._rebuilt(folder)

    def _discard_leftovers(self) -> None:
        """Erase files that no document has, as an interrupted change leaves them."""
        wanted = {document.version for document in self.documents()}
        for path in self._files.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)

    def _discard_orphans(self, vectors: Vectors, expected: int) -> None:
        """Drop vectors that an interrupted change left without a unit."""
        if vectors.count() <= expected:
            return
        wanted = {unit.vector_id for unit in self._catalogue.stored_units()}
        vectors.delete([key for key in vectors.all_ids() if key not in wanted])

    def _rebuilt(self, broken: Path) -> Vectors:
        """Make the vectors anew in a fresh folder, without touching the broken one until done."""
        number = int(broken.name.rsplit("-", 1)[-1]) + 1
        folder = self.folder / f"vectors-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        vectors = Vectors(folder)
        units = list(self._catalogue.stored_units())
        titles = {document.id: document.source.title for document in self.documents()}
        for start in range(0, len(units), EMBED_AT_ONCE):
            part = units[start : start + EMBED_AT_ONCE]
            texts = [in_context(titles[u.document_id], u.section, u.shown) for u in part]
            vectors.add(
                [unit.vector_id for unit in part],
                [unit.document_id for unit in part],
                self.embeddings.embed_documents(texts),
            )
        self._catalogue.set_fact("vectors", folder.name)
        shutil.rmtree(broken, ignore_errors=True)
        return vectors

    def _embed(
        self,
        document_id: str,
        title: str,
        passages: Sequence[Passage],
        *,
        progress: Progress,
        afresh: bool,
    ) -> None:
        """Add the vectors that are missing, or all ``afresh``; equal units share one."""
        texts = {
            vector_id_of(document_id, unit): in_context(title, passage.section, unit.shown)
            for passage in passages
            for unit in passage.units
        }
        known = set() if afresh else self._vectors.known(list(texts))
        missing = sorted(
            (key for key in texts if key not in known), key=lambda key: len(texts[key])
        )
        done = len(texts) - len(missing)
        progress(done, len(texts))
        for start in range(0, len(missing), EMBED_AT_ONCE):
            part = missing[start : start + EMBED_AT_ONCE]
            vectors = self.embeddings.embed_documents([texts[key] for key in part])
            self._vectors.add(part, [document_id] * len(part), vectors)
            done += len(part)
            progress(done, len(texts))

    def _forget_vectors(self, document_id: str, passages: Sequence[Passage]) -> None:
        kept = {vector_id_of(document_id, unit) for p in passages for unit in p.units}
        stale = [key for key in self._vectors.ids_of(document_id) if key not in kept]
        self._vectors.delete(stale)

    def _keep_file(self, sha256: str, content: bytes) -> None:
        target = self._files / sha256
        try:
            if not target.exists():
                part = target.with_suffix(".part")
                part.write_bytes(content)
                part.replace(target)
        except OSError as error:
            raise DataFolderUnusable(self.folder, error.strerror or str(error)) from error

    def _free_id(self, name: str) -> str:
        plain = unicodedata.normalize("NFKD", Path(name).stem).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60] or "document"
        taken = {document.id for document in self.documents()}
        if slug not in taken:
            return slug
        return f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"


def _of_document(document_id: str, passage: Passage) -> Passage:
    """Give a passage an id that no other document's passage has."""
    digest = hashlib.sha256(f"{document_id}:{passage.id}".encode()).hexdigest()[:16]
    return replace(passage, id=digest)
