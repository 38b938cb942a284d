"""Texts to vectors: the default model through ONNX Runtime, as LangChain ``Embeddings``.

The one module that knows onnxruntime, but for the check of the export.
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.encoded import Encoded
from corpus.errors import ModelUnusable
from corpus.model_files import DEFAULT_MODEL, ModelFiles, prepared_model
from corpus.word_pieces import Window, loaded_tokenizer

MAXIMUM_PIECES = 256
"""Word pieces the model was trained to read; the rest of a text is lost (model card)."""

_CORES = len(os.sched_getaffinity(0))
_BATCH = 2
"""Texts a batch: of like length, 2 embed by a twentieth faster than 4, and by a fifth than 8
and 16, whose numbers do not stay in a core's cache (measured)."""


class PassageEmbeddings(Protocol):
    """What the library needs of an embedding model besides LangChain's two methods."""

    name: str

    @property
    def dimensions(self) -> int: ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]: ...

    def embed_query(self, text: str) -> list[float]: ...

    def encode(self, texts: Sequence[str]) -> list[Encoded]: ...

    def reads_whole(self, text: str) -> bool: ...


class OnnxEmbeddings(Embeddings):
    """all-MiniLM-L6-v2: 384 dimensions, unit length, mean over the tokens' vectors.

    Args:
        files: the exported network and tokenizer, from ``prepared_model``.

    Batches run side by side, each on one core: a fifth faster on two cores than one
    batch after another on both.
    """

    name = DEFAULT_MODEL
    dimensions = 384

    def __init__(self, files: ModelFiles) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(files.network), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = loaded_tokenizer(files.tokenizer)
        self.window = Window(files.tokenizer, MAXIMUM_PIECES)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return a vector of unit length for each text, in order."""
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        vectors = np.empty((len(texts), self.dimensions), dtype=np.float32)

        def embed(batch: list[int]) -> None:
            vectors[batch] = _means(*self._tokens([pieces[i] for i in batch]))

        _side_by_side(embed, pieces)
        return vectors.tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Return vector and token vectors of each text, in order."""
        encodings = self._tokenizer.encode_batch(list(texts))
        pieces = [encoding.ids for encoding in encodings]
        found: dict[int, Encoded] = {}

        def encode(batch: list[int]) -> None:
            tokens, mask = self._tokens([pieces[i] for i in batch])
            for row, (number, vector) in enumerate(zip(batch, _means(tokens, mask), strict=True)):
                inner = slice(1, min(len(pieces[number]), MAXIMUM_PIECES) - 1)
                own = tokens[row, inner]
                lengths = np.linalg.norm(own, axis=1, keepdims=True)
                found[number] = Encoded(
                    vector, own / lengths, tuple(encodings[number].tokens[inner])
                )

        _side_by_side(encode, pieces)
        return [found[number] for number in range(len(texts))]

    def reads_whole(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        return self.window.holds(text)

    def _tokens(self, pieces: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
        """Return the vector of each piece of a batch's texts, and which are there."""
        closing = self._tokenizer.token_to_id("[SEP]") or 0
        cut = [
            p if len(p) <= MAXIMUM_PIECES else [*p[: MAXIMUM_PIECES - 1], closing] for p in pieces
        ]
        length = max(len(p) for p in cut)
        ids = np.zeros((len(cut), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, piece in enumerate(cut):
            ids[row, : len(piece)] = np.asarray(piece)
            mask[row, : len(piece)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(None, feeds)[0], mask


def _means(tokens: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Return the mean vector of each text, of unit length."""
    summed = (tokens * mask[:, :, None]).sum(axis=1)
    return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True))


def _side_by_side(work: Callable[[list[int]], None], pieces: Sequence[Sequence[int]]) -> None:
    """Do work on batches of texts of like length, by their numbers, each batch on one core."""
    order = sorted(range(len(pieces)), key=lambda i: -len(pieces[i]))
    size = max(1, min(_BATCH, math.ceil(len(order) / _CORES)))
    batches = [order[start : start + size] for start in range(0, len(order), size)]
    if len(batches) == 1:
        work(batches[0])
    else:
        list(_workers().map(work, batches))


@cache
def _workers() -> ThreadPoolExecutor:
    """Return the threads that batches run on, the same for all: each new thread would get a
    heap of its own, and keep what it has freed."""
    return ThreadPoolExecutor(max_workers=_CORES, thread_name_prefix="embedding")


def window_of(embeddings: PassageEmbeddings) -> Window | None:
    """Return what the model reads at once, where that can be told without the model."""
    return embeddings.window if isinstance(embeddings, OnnxEmbeddings) else None


def embeddings_named(name: str, model_folder: Path) -> PassageEmbeddings:
    """Return the embedding model of that name; empty means the default.

    ``sentence-transformers:NAME_OR_FOLDER`` loads any model of that family from disk.

    Raises:
        ModelUnusable: it is not on this machine, or not the verified one.
    """
    if name in ("", DEFAULT_MODEL):
        return OnnxEmbeddings(prepared_model(model_folder))
    family, _, rest = name.partition(":")
    if family != "sentence-transformers" or not rest:
        raise ModelUnusable(
            f"MUNIMENT_EMBEDDING_MODEL is “{name}”. Write sentence-transformers:FOLDER, "
            f"or leave it unset for {DEFAULT_MODEL}."
        )
    from corpus.model_files import packaged_model
    from corpus.sentence_transformer import SentenceTransformerEmbeddings

    return SentenceTransformerEmbeddings(str(packaged_model()) if rest == DEFAULT_MODEL else rest)
