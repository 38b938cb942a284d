"""The recipe that users would otherwise pick, to be measured beside ours.

LangChain's recursive splitter with 1,000 characters and 200 overlap, the same
embedding model, Chroma's nearest chunks.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from corpus.embedding import PassageEmbeddings
from corpus.vectors import Vectors
from corpus.words import Span
from evals.evidence_recall import Retrieved

CHUNK_CHARACTERS = 1_000
OVERLAP_CHARACTERS = 200


class UsualRecipe:
    """Chunks of the given texts in a Chroma of its own."""

    def __init__(self, texts: Mapping[str, str], embeddings: PassageEmbeddings) -> None:
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK_CHARACTERS, chunk_overlap=OVERLAP_CHARACTERS, add_start_index=True
        )
        self._embeddings = embeddings
        self._chunks: dict[str, Retrieved] = {}
        contents: list[str] = []
        for name, text in texts.items():
            for chunk in splitter.create_documents([text]):
                start = chunk.metadata["start_index"]
                span = Span(start, start + len(chunk.page_content))
                self._chunks[str(len(contents))] = Retrieved(name, span)
                contents.append(chunk.page_content)
        self._folder = tempfile.TemporaryDirectory()
        self._vectors = Vectors(Path(self._folder.name))
        names = [chunk.document for chunk in self._chunks.values()]
        self._vectors.add(list(self._chunks), names, embeddings.embed_documents(contents))

    def retrieve(self, question: str, k: int) -> list[Retrieved]:
        """Return the ``k`` nearest chunks, nearest first."""
        near = self._vectors.nearest(self._embeddings.embed_query(question), k)
        return [self._chunks[key] for key, _ in near]
