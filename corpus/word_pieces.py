"""How many word pieces a text has, and so whether an embedding model reads it to its end.

The one module that knows tokenizers. It is light, so that a process that only parts
texts into passages need not load a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Window:
    """What a model reads at once: at most ``pieces`` as the file ``tokenizer`` counts them."""

    tokenizer: Path
    pieces: int

    def holds(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        return len(loaded_tokenizer(self.tokenizer).encode(text).ids) <= self.pieces


@lru_cache(maxsize=2)
def loaded_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer of a file, without padding and without cutting texts short."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer
