"""The documents cut into chunks of equal size: what structure is measured against.

LangChain's recursive splitter with 1,000 characters and 200 overlap, as its tutorials
set it. Chunks are embedded as they are, with neither title nor headings.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.library import Library
from corpus.sentences import sentence_spans
from corpus.words import BlockKind, Document, Passage, Reading, Role, Span, Statement, Unit

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

CHUNK_CHARACTERS = 1_000
OVERLAP_CHARACTERS = 200


def plain_library(library: Library, folder: Path) -> Library:
    """Return a library of its own, below ``folder``, with the same documents in plain chunks.

    It is kept: the next call embeds only what has changed.
    """
    embeddings = library.embeddings
    plain = Library(
        folder / "plain", lambda: embeddings, embedding_name=library.embedding_name, wait_seconds=2
    )
    wanted = {document.source.name: document for document in library.documents()}
    for document in plain.documents():
        if document.source.name not in wanted:
            plain.remove(document.id)
    for name, document in wanted.items():
        known = plain.document_named(name)
        if not known or known.version != document.version:
            text = library.text(document.id)
            plain.put(_reading(document, text), text.encode("utf-8", "replace"))
    return plain


def chunks_of(text: str) -> list[str]:
    """Return a text's chunks, without their places."""
    return list(_splitter(with_places=False).split_text(text))


def _splitter(*, with_places: bool) -> RecursiveCharacterTextSplitter:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=with_places
    )


def _reading(document: Document, text: str) -> Reading:
    passages = []
    for chunk in _splitter(with_places=True).create_documents([text]):
        start = chunk.metadata["start_index"]
        passages.append(_passage(text, Span(start, start + len(chunk.page_content))))
    source = replace(document.source, title="")
    return Reading(source, document.version, text, passages=tuple(passages))


def _passage(text: str, span: Span) -> Passage:
    shown = span.of(text)
    key = hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:16]
    statements = tuple(
        Statement(Role.SENTENCE, found, found.of(text)) for found in sentence_spans(text, span)
    )
    unit = Unit(f"plain-{key}", BlockKind.PARAGRAPH, span, shown, statements)
    return Passage(f"plain-{key}-{span.start}", span, (unit,))
