"""How many word pieces a text has, and so whether an embedding model reads it to its end.

The one module that knows tokenizers. It is light, so that a process that only parts
texts into passages need not load a model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer


_WORDS_KEPT = 50_000
"""Words whose pieces are remembered: more than a report has, in about 10 MB."""


@dataclass(frozen=True, slots=True)
class Window:
    """What a model reads at once: at most ``pieces`` as the file ``tokenizer`` counts them."""

    tokenizer: Path
    pieces: int

    def holds(self, text: str) -> bool:
        """Tell whether the model reads ``text`` to its end."""
        return _counter(self.tokenizer)(text) <= self.pieces


@lru_cache(maxsize=2)
def loaded_tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer of a file, without padding and without cutting texts short."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@lru_cache(maxsize=2)
def _counter(path: Path) -> Callable[[str], int]:
    """Return what counts a text's pieces by a tokenizer's file.

    No piece reaches over a space, so that a text has as many as its words; and most words come
    again and again, where taking a text apart takes long.
    """
    tokenizer = loaded_tokenizer(path)
    around = tokenizer.num_special_tokens_to_add(is_pair=False)

    @lru_cache(maxsize=_WORDS_KEPT)
    def of_word(word: str) -> int:
        return len(tokenizer.encode(word, add_special_tokens=False).ids)

    def count(text: str) -> int:
        return around + sum(map(of_word, text.replace("\n", " ").split(" ")))

    return count
