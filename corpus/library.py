"""The library: the one door to the catalogue, the lexical index and the vectors."""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from corpus.catalogue import Catalogue
from corpus.embedding import PassageEmbeddings
from corpus.errors import DataFolderUnusable, DocumentUnknown, LibraryDamaged, VersionUnknown
from corpus.index import IndexKeeper, Progress
from corpus.jobs import JobRows
from corpus.ownership import Ownership
from corpus.vectors import Vectors
from corpus.words import Document, Passage, Reading, Recommendation, Register, Version

Part = TypeVar("Part", Passage, Recommendation)


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
        self.embedding_name = embedding_name
        self._change_lock = threading.RLock()
        self._changes = 0
        self._ownership = Ownership(folder, wait_seconds=wait_seconds)
        try:
            self._catalogue = Catalogue(folder / "catalogue.sqlite")
            self._index = IndexKeeper(folder, self._catalogue, embeddings, embedding_name)
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
        self._index.close()
        self._catalogue.close()
        self._ownership.release()

    @property
    def embeddings(self) -> PassageEmbeddings:
        """The embedding model, made when first needed."""
        return self._index.embeddings

    @property
    def jobs(self) -> JobRows:
        """What was handed in to be read, and what became of it."""
        return self._catalogue.jobs

    @property
    def changes(self) -> int:
        """How often documents were put in or removed since the library was opened: what was
        worked out at another count may be out of date."""
        return self._changes

    @property
    def _vectors(self) -> Vectors:
        return self._index.vectors

    def warm(self) -> Readiness:
        """Load model and index now, rebuild the index if a search does not reach it all, and
        tell whether it does."""
        index = self._vectors
        readiness = self.readiness()
        if not readiness.ready:
            self._index.repair(index)
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

    def document_holding(self, sha256: str) -> Document | None:
        """Return a document whose current version is a file of this content, if any."""
        return self._catalogue.versions.document_holding(sha256)

    def versions(self, document_id: str) -> list[Version]:
        """Return a document's versions, the latest first.

        Raises:
            DocumentUnknown: there is none with this id.
        """
        self.document(document_id)
        return self._catalogue.versions.of(document_id)

    def version(self, document_id: str, sha256: str = "") -> Version:
        """Return the version whose sha256 begins so, in at least 8 digits; the current if empty.

        Raises:
            DocumentUnknown: there is none with this id.
            VersionUnknown: it has no such version, or several.
        """
        wanted = sha256 or self.document(document_id).version
        found = self._catalogue.versions.named(document_id, wanted)
        if found is None:
            self.document(document_id)
            raise VersionUnknown
        return found

    def text(self, document_id: str, version: str = "") -> str:
        """Return the stored text of a version, the one that every span of it counts in.

        Raises:
            DocumentUnknown, VersionUnknown: as ``version`` does.
        """
        found = self.version(document_id, version).document
        text = self._catalogue.versions.text(found.id, found.version)
        if text is None:
            raise DocumentUnknown(document_id)
        return text

    def file(self, document_id: str, version: str = "") -> bytes:
        """Return the file as it was given.

        Raises:
            DocumentUnknown, VersionUnknown: as ``version`` does.
        """
        return (self._files / self.version(document_id, version).document.version).read_bytes()

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return a document's passages in reading order."""
        return self._catalogue.passages_of(self.document(document_id).id)

    def recommendations(self, document_id: str) -> Register:
        """Return what the current version of a document recommends.

        Raises:
            DocumentUnknown: there is none with this id.
        """
        return self._catalogue.registers.of(self.document(document_id).id)

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
        """Store a document read from a file, as the latest version of that of the same name.

        Idempotent: the same reading leaves the same library. Only the latest version is
        searched; texts and files of the others stay. Vectors of unchanged units are kept,
        unless the title changed: it is read with each of them. The version is visible when
        the catalogue has committed. ``state`` tells later whether the file must be read again.
        """
        known = self._catalogue.document_named(reading.source.name)
        document_id = known.id if known else self._free_id(reading.source.name)
        reading = replace(reading, register=_register_of(document_id, reading.register))
        passages = [_of_document(document_id, passage) for passage in reading.passages]
        title = reading.source.title
        renamed = bool(known and known.source.title != title)
        self._index.embed(document_id, title, passages, progress=progress, afresh=renamed)
        with self._change_lock:
            # What another thread removed since is made again; mostly that is nothing.
            self._index.embed(document_id, title, passages, progress=no_progress, afresh=False)
            self._keep_file(reading.sha256, content)
            self._catalogue.put(document_id, reading, passages)
            self._catalogue.set_fact(f"state:{document_id}", state)
            self._catalogue.versions.forget_removal(reading.source.name, reading.sha256)
            self._index.forget(document_id, passages)
            self._changes += 1
            if known:
                self._catalogue.erase_traces()
            return self.document(document_id)

    def remove(self, document_id: str) -> None:
        """Erase a document: all its versions' texts and files, its passages and its vectors.

        That it was removed is remembered, as a digest, for ``was_removed``.

        Raises:
            DocumentUnknown: there is none with this id.
        """
        with self._change_lock:
            contents = [version.document.version for version in self.versions(document_id)]
            name = self.document(document_id).source.name
            self._catalogue.versions.note_removal(name, contents)
            self._catalogue.remove(document_id)
            self._catalogue.erase_traces()
            self._index.forget(document_id, [])
            self._changes += 1
            self._discard_leftovers()

    def was_removed(self, name: str, sha256: str) -> bool:
        """Tell whether a file of this name and content was removed and not brought back since."""
        return self._catalogue.versions.was_removed(name, sha256)

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
            self._index.repair(vectors)
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

    def words(self, initial: str) -> Mapping[str, int]:
        """Return the words that begin with a letter, and how many passages hold each as written.

        Words of 4 letters or more, in small letters, that 2 passages or more hold; the same
        mapping until the library changes.
        """
        return self._catalogue.lexicon.words(initial)

    def abbreviations(self) -> Mapping[str, frozenset[str]]:
        """Return the short forms that documents explain, as they write them, with all that each
        stands for; the same mapping until the library changes."""
        return self._catalogue.lexicon.abbreviations()

    def is_written_small(self, word: str) -> bool:
        """Tell whether a passage holds the word, in this form, in small letters."""
        return self._catalogue.lexicon.is_written_small(word)

    def passages(self, passage_ids: Sequence[str]) -> dict[str, tuple[Document, Passage]]:
        """Return document and passage for each id that is known."""
        return self._catalogue.passages_in_documents(passage_ids)

    def passages_around(
        self, passage_ids: Sequence[str], *, before: int, after: int
    ) -> dict[str, tuple[Document, Passage]]:
        """Return passages with so many before and after each in its document."""
        return self.passages(self._catalogue.around(passage_ids, before, after))

    def readiness(self) -> Readiness:
        """Tell whether a search reaches what the catalogue lists.

        Sampled units, spread over all documents, must find themselves.
        """
        documents = self.documents()
        passages = sum(document.passages for document in documents)
        try:
            self._index.check_reach()
        except LibraryDamaged as damage:
            return Readiness(False, len(documents), passages, str(damage))
        detail = "every sampled passage is found" if documents else "the library is empty"
        return Readiness(True, len(documents), passages, detail)

    def _discard_leftovers(self) -> None:
        """Erase files that no version has, as an interrupted change leaves them."""
        wanted = self._catalogue.versions.contents()
        for path in self._files.iterdir():
            if path.name not in wanted:
                path.unlink(missing_ok=True)

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


def _of_document(document_id: str, part: Part) -> Part:
    """Give a passage or a recommendation an id that no other document's has."""
    digest = hashlib.sha256(f"{document_id}:{part.id}".encode()).hexdigest()[:16]
    return replace(part, id=digest)


def _register_of(document_id: str, register: Register) -> Register:
    listed = tuple(_of_document(document_id, one) for one in register.recommendations)
    return replace(register, recommendations=listed)
