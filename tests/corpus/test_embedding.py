"""Texts to vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.embedding import MAXIMUM_PIECES, embeddings_named
from corpus.errors import ModelUnusable
from corpus.model_files import DEFAULT_MODEL

SENTENCES = [
    "LCC has contracted with four third sector organisations to deliver the service.",
    "It is important that the action plan contains quantifiable targets.",
    "Older Persons; Enablement clients; Client numbers Mar 2011: 3,729",
    "By end of October 2010",
    "What is it?",
    "£1.10 million",
    "Naïve café – “quoted” … Łódź",
    "Lamps " * 120,
    "a",
    "Kent County Council > 10.3 Activity data\nDomiciliary clients: 5,743",
]


def test_a_vector_has_384_dimensions_and_unit_length(embeddings) -> None:
    vectors = np.array(embeddings.embed_documents(SENTENCES))
    assert vectors.shape == (len(SENTENCES), embeddings.dimensions) == (10, 384)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_it_agrees_with_sentence_transformers(embeddings, model_folder: Path) -> None:
    original = embeddings_named(f"sentence-transformers:{DEFAULT_MODEL}", model_folder)
    ours = np.array(embeddings.embed_documents(SENTENCES))
    theirs = np.array(original.embed_documents(SENTENCES))
    assert original.dimensions == 384
    assert np.abs(ours - theirs).max() < 1e-4
    assert np.allclose(original.embed_query(SENTENCES[0]), ours[0], atol=1e-4)
    assert original.reads_whole("lamp " * 250) and not original.reads_whole("lamp " * 260)
    for own, other in zip(embeddings.encode(SENTENCES), original.encode(SENTENCES), strict=True):
        assert own.pieces == other.pieces
        assert np.abs(own.vector - other.vector).max() < 1e-4
        assert np.abs(own.tokens - other.tokens).max() < 1e-3


def test_a_text_embeds_the_same_alone_and_among_others(embeddings) -> None:
    together = embeddings.embed_documents(SENTENCES)
    for text, vector in zip(SENTENCES, together, strict=True):
        assert np.allclose(embeddings.embed_query(text), vector, atol=1e-5)


def test_like_meanings_lie_nearer_than_unlike_ones(embeddings) -> None:
    lamps, lights, taxes = embeddings.embed_documents(
        ["The council bought street lamps.", "Lights for roads were purchased.", "Tax rose in May."]
    )
    assert np.dot(lamps, lights) > np.dot(lamps, taxes) + 0.2


@pytest.mark.parametrize(("words", "whole"), [(254, True), (255, False), (5_000, False)])
def test_the_window_is_256_pieces_with_the_two_that_frame_a_text(
    embeddings, words: int, whole: bool
) -> None:
    assert MAXIMUM_PIECES == 256
    assert embeddings.reads_whole("lamp " * words) is whole


def test_the_tail_beyond_the_window_is_cut_without_an_error(embeddings) -> None:
    start = "lamp " * 254
    read_whole, cut, longer = embeddings.embed_documents(
        [start, start + "bin " * 50, start + "tax " * 5_000]
    )
    assert np.allclose(read_whole, cut, atol=1e-5)
    assert np.allclose(cut, longer, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "👩\u200d💻", "\x00", "中文"])
def test_any_text_has_a_vector(embeddings, text: str) -> None:
    assert np.isfinite(embeddings.embed_query(text)).all()


def test_no_texts_have_no_vectors(embeddings) -> None:
    assert embeddings.embed_documents([]) == []
    assert embeddings.encode([]) == []


def test_a_text_read_closely_has_the_vector_of_a_query(embeddings) -> None:
    for text, encoded in zip(SENTENCES, embeddings.encode(SENTENCES), strict=True):
        assert encoded.vector.shape == (384,)
        assert np.linalg.norm(encoded.vector) == pytest.approx(1, abs=1e-5)
        assert np.allclose(encoded.vector, embeddings.embed_query(text), atol=1e-5)


def test_every_word_piece_has_a_vector_of_unit_length(embeddings) -> None:
    for encoded in embeddings.encode(SENTENCES):
        assert encoded.tokens.shape == (len(encoded.pieces), 384)
        assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)
    (lamp, words) = embeddings.encode(["lamp", "Unlit lamps?"])
    assert lamp.pieces == ("lamp",)
    assert words.pieces == ("un", "##lit", "lamps", "?")


def test_a_word_has_the_vector_of_its_sense(embeddings) -> None:
    river, shore, money = embeddings.encode(
        ["They sat on the bank of the river.", "The bank by the water.", "The bank lent money."]
    )
    bank = [one.tokens[one.pieces.index("bank")] for one in (river, shore, money)]
    assert bank[0] @ bank[1] > bank[0] @ bank[2]


@pytest.mark.parametrize("words", [253, 254, 255, 5_000])
def test_a_text_read_closely_is_cut_at_the_window(embeddings, words: int) -> None:
    (encoded,) = embeddings.encode(["lamp " * words])
    assert len(encoded.pieces) == min(words, MAXIMUM_PIECES - 2)
    assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "👩\u200d💻", "\x00", "中文"])
def test_any_text_can_be_read_closely(embeddings, text: str) -> None:
    (encoded,) = embeddings.encode([text])
    assert np.isfinite(encoded.vector).all()
    assert encoded.tokens.shape == (len(encoded.pieces), 384)


@pytest.mark.parametrize("name", ["no-such-family:x", "all-MiniLM-L12", "sentence-transformers:"])
def test_an_unknown_model_is_refused_with_advice(model_folder: Path, name: str) -> None:
    with pytest.raises(ModelUnusable) as refused:
        embeddings_named(name, model_folder)
    assert f"MUNIMENT_EMBEDDING_MODEL is “{name}”" in str(refused.value)
    assert "sentence-transformers:FOLDER" in str(refused.value)


def test_a_folder_without_a_model_is_refused_with_advice(
    model_folder: Path, tmp_path: Path
) -> None:
    with pytest.raises(
        ModelUnusable, match=r"is not on this machine\. Set MUNIMENT_EMBEDDING_MODEL"
    ):
        embeddings_named(f"sentence-transformers:{tmp_path / 'nothing'}", model_folder)
