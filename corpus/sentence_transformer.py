"""Embeddings by sentence-transformers: any model of that family, and the way to a GPU.

The one module that knows sentence-transformers. Importing its vendor takes
seconds, so nothing here is imported before it is needed.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.encoded import Encoded
from corpus.errors import ModelUnusable


class SentenceTransformerEmbeddings(Embeddings):
    """A sentence-transformers model from a folder on disk, never from the network.

    It is used by one thread at a time: its tokenizer fails where two set it up at once.
    """

    def __init__(self, name: str) -> None:
        _stay_offline()
        from sentence_transformers import SentenceTransformer

        self.name = name
        self._lock = threading.Lock()
        try:
            self._model = SentenceTransformer(name, local_files_only=True)
        except (OSError, ValueError) as error:
            raise ModelUnusable(
                f"The embedding model “{name}” is not on this machine. Set "
                "MUNIMENT_EMBEDDING_MODEL to the folder of a sentence-transformers model, "
                "or leave it unset for the one that is installed."
            ) from error

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        with self._lock:
            return self._model.encode(texts, normalize_embeddings=True).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        """Return vector and token vectors of each text, in order."""
        with self._lock:
            made = self._model.encode(
                list(texts), output_value=None, convert_to_numpy=False, normalize_embeddings=True
            )
        return [self._encoded(one) for one in made]

    def _encoded(self, made: dict[str, Any]) -> Encoded:
        count = int(made["attention_mask"].sum())
        pieces = self._model.tokenizer.convert_ids_to_tokens(made["input_ids"][:count].tolist())
        tokens = made["token_embeddings"][:count].float().cpu().numpy()
        marks = set(self._model.tokenizer.all_special_tokens)
        inner = [number for number, piece in enumerate(pieces) if piece not in marks]
        own = tokens[inner]
        lengths = np.linalg.norm(own, axis=1, keepdims=True)
        vector = made["sentence_embedding"].float().cpu().numpy()
        return Encoded(vector, own / lengths, tuple(pieces[number] for number in inner))

    def reads_whole(self, text: str) -> bool:
        """Tell whether ``text`` fits the model's window."""
        with self._lock:
            pieces = len(self._model.tokenizer(text)["input_ids"])
        return pieces <= (self._model.max_seq_length or 0)


def transformer_of(folder: Path) -> tuple[Any, dict[str, Any]]:
    """Return a packaged model's bare network, ready to export, and an example of its inputs."""
    _stay_offline()
    import torch
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), local_files_only=True, device="cpu")
    first: Any = model[0]
    inner = first.auto_model
    inner.eval()
    inner.config._attn_implementation = "eager"

    class TokenVectors(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.inner = inner

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            return self.inner(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state

    texts = ["The council agreed its action plan.", "Lead officers"]
    encoded = model.tokenizer(texts, padding=True, return_tensors="pt")
    names = ("input_ids", "attention_mask", "token_type_ids")
    return TokenVectors().eval(), {name: encoded[name] for name in names}


def _stay_offline() -> None:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
