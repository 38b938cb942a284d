"""What each word of a sentence corresponds to in its sources, by the embedding model.

The model's token vectors tell a word in its context: "fell" is near "dropped", and "budget" of
one council is not quite "budget" of another. A word's counterpart is the source's word with the
greatest cosine; where none is near, the sentence says something that no source carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assistant.question import content_words, stem
from corpus.encoded import Encoded
from corpus.words import Span

Table = np.ndarray


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its stem, empty for a word that carries no subject, the numbers of its
    word pieces, and where it begins in the text."""

    word: str
    stem: str
    pieces: tuple[int, ...]
    start: int


def tokens_of(pieces: Sequence[str], text: str) -> tuple[Token, ...]:
    """Return the words that the word pieces of a text make up."""
    found: list[tuple[str, list[int]]] = []
    for number, piece in enumerate(pieces):
        if piece.startswith("##") and found:
            word, numbers = found.pop()
            found.append((word + piece.removeprefix("##"), [*numbers, number]))
        else:
            found.append((piece, [number]))
    tokens = []
    position, written = 0, text.lower()
    for word, numbers in found:
        # What the model writes otherwise (an accent) begins about where the word before ended.
        start = written.find(word.lower(), position)
        start = position if start < 0 else start
        tokens.append(Token(word, _stem(word), tuple(numbers), start))
        position = start + len(word)
    return tuple(tokens)


def _stem(word: str) -> str:
    words = content_words(word)
    return stem(words[0]) if words else ""


class Read:
    """A text as the model reads it, a vector of unit length for each of its words."""

    def __init__(self, text: str, encoded: Encoded) -> None:
        self.text = text
        self.vector = encoded.vector
        self.tokens = tokens_of(encoded.pieces, text)
        rows = [encoded.tokens[list(token.pieces)].mean(axis=0) for token in self.tokens]
        table = np.array(rows) if rows else np.zeros((0, encoded.vector.shape[0]))
        self.table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)

    @cached_property
    def content(self) -> tuple[int, ...]:
        """The numbers of the words that carry its subject."""
        return tuple(n for n, token in enumerate(self.tokens) if token.stem)

    def at(self, span: Span) -> list[int]:
        """Return the numbers of the words that begin within a span of the text."""
        return [n for n, token in enumerate(self.tokens) if span.start <= token.start < span.end]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(token.stem for token in self.tokens if token.stem)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The counterparts of a sentence's subject words in its sources' sentences.

    Attributes:
        words: the words aligned, in order.
        best: for each the greatest cosine with a word of the sources, -1 to 1.
        held: for each whether the sources have it, in any form.
        sentence: for each the number of the source sentence of its counterpart.
        position: for each the place of its counterpart, counted over all sources in words.
        likeness: the cosine of the sentence with each source sentence.
    """

    words: tuple[str, ...]
    best: np.ndarray
    held: np.ndarray
    sentence: np.ndarray
    position: np.ndarray
    likeness: np.ndarray


def aligned(claim: Read, sources: Sequence[Read]) -> Alignment:
    """Align a sentence with the sentences of its sources, of which there must be one."""
    content = claim.content
    table = claim.table[list(content)]
    similarity = np.hstack([table @ source.table.T for source in sources])
    of_sentence = np.concatenate([np.full(len(s.tokens), n) for n, s in enumerate(sources)])
    stems = [token.stem for source in sources for token in source.tokens]
    chosen, best, held = [], [], []
    for row, number in zip(similarity, content, strict=True):
        same = np.array([key == claim.tokens[number].stem for key in stems], dtype=bool)
        held.append(bool(same.any()))
        # The same word is the counterpart, where there is one: of several, the nearest.
        among = np.where(same, row, -1.0) if same.any() else row
        chosen.append(int(among.argmax()))
        best.append(float(row.max()))
    likeness = np.array([float(claim.vector @ source.vector) for source in sources])
    place = np.array(chosen, dtype=int)
    return Alignment(
        tuple(claim.tokens[number].word for number in content),
        np.array(best),
        np.array(held, dtype=bool),
        of_sentence[place] if len(place) else place,
        place,
        likeness,
    )
