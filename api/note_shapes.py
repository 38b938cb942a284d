"""The JSON of notes that marks in a cited text mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from api.document_shapes import place_in
from corpus.errors import DocumentUnknown, VersionUnknown
from corpus.library import Library
from corpus.markup import readable
from corpus.note_labels import labels_in, words_of
from corpus.words import Document, NoteReference, Span, Version


class NoteShape(BaseModel):
    """A note that a mark in the quotation means: ``text`` equals ``text[start:end]`` of the
    document's text, ``shown`` is how it reads, and ``mark`` what it is called ("3", "*")."""

    mark: str
    text: str
    shown: str
    start: int
    end: int
    url: str


class Notes:
    """The notes of the documents that one response cites, each document looked up once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._versions: dict[str, Version | None] = {}

    def of(self, document: Document, cited: Span) -> list[NoteShape]:
        """Return the notes that marks in a cited span mean, in the order of the marks.

        None where the note is cited itself, and none of a document that is there no longer.
        """
        version = self._version(document)
        found: dict[Span, NoteReference] = {}
        for tie in version.notes if version else ():
            if cited.covers(tie.mark) and not cited.covers(tie.note):
                found.setdefault(tie.note, tie)
        return list(self._shapes(document, found.values())) if found else []

    def _version(self, document: Document) -> Version | None:
        if document.id not in self._versions:
            try:
                found = self._library.version(document.id, document.version)
            except (DocumentUnknown, VersionUnknown):
                found = None
            self._versions[document.id] = found
        return self._versions[document.id]

    def _shapes(self, document: Document, ties: Iterable[NoteReference]) -> Iterator[NoteShape]:
        text = self._library.text(document.id, document.version)
        for tie in ties:
            yield NoteShape(
                mark=labels_in(text, tie.mark)[0].name,
                text=tie.note.of(text),
                shown=readable(words_of(text, tie.note).of(text)),
                start=tie.note.start,
                end=tie.note.end,
                url=place_in(document, tie.note),
            )
