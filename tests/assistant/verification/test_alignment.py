"""Words and their counterparts in sources, by the embedding model."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.verification.alignment import Read, aligned, tokens_of
from corpus.words import Span


@pytest.fixture(scope="module")
def read(embeddings):
    def one(text: str) -> Read:
        [encoded] = embeddings.encode([text])
        return Read(text, encoded)

    return one


def test_word_pieces_make_up_words_with_their_places() -> None:
    tokens = tokens_of(["re", "##able", "##ment", "helps", "."], "Reablement helps.")
    assert [(t.word, t.pieces, t.start) for t in tokens] == [
        ("reablement", (0, 1, 2), 0),
        ("helps", (3,), 11),
        (".", (4,), 16),
    ]
    assert [bool(token.stem) for token in tokens] == [True, True, False]


def test_the_words_of_a_span_and_those_that_carry_the_subject(read) -> None:
    text = "The council mended 4,120 lamps."
    claim = read(text)
    assert {claim.tokens[n].word for n in claim.content} >= {"council", "lamps"}
    assert "the" not in {claim.tokens[n].word for n in claim.content}
    at = text.index("lamps")
    assert [claim.tokens[n].word for n in claim.at(Span(at, at + 5))] == ["lamps"]


def test_vectors_of_words_have_unit_length(read) -> None:
    lengths = np.linalg.norm(read("The council mended lamps.").table, axis=1)
    assert np.allclose(lengths, 1, atol=1e-5)


def test_a_word_is_aligned_with_itself_or_the_nearest_in_meaning(read) -> None:
    claim = read("Repairs of lamps dropped.")
    sources = [read("Buses were late."), read("The number of lamps mended fell.")]
    found = aligned(claim, sources)
    by_word = dict(zip(found.words, zip(found.held, found.best, strict=True), strict=True))
    assert bool(by_word["lamps"][0]) is True
    assert bool(by_word["dropped"][0]) is False
    assert by_word["dropped"][1] > 0.4
    assert set(found.sentence) == {1}
    assert found.likeness[1] > found.likeness[0]
    assert found.best.max() <= 1 + 1e-5
