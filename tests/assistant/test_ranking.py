"""Statements and passages in order: what is read closely, what is not, and what is learned."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from written_hits import equally_rare, hit

import assistant.ranking
from assistant.asked import Asked
from assistant.features import CLOSE, PASSAGE, STATEMENT, places_of
from assistant.question import understood
from assistant.ranking import READ_CLOSELY, Ranking, as_found, closely_read, ranked, weights
from corpus.encoded import Encoded
from corpus.words import Hit

ANSWER = "The landlord pays for boiler repairs."
FILLER = "Members of the forum met and talked about the weather again."
REPAIRS = Asked.of(understood("Who pays for boiler repairs?"), equally_rare)


def found(count: int = 12) -> list[Hit]:
    """Passages of which the last alone has the answer."""
    hits = [
        hit([f"{FILLER} {n}", "It rained.", "A dog barked."], document=f"d{n}", dense=0.1)
        for n in range(count)
    ]
    return [*hits, hit([FILLER, ANSWER, "It rained."], document="right", section="Repairs")]


class Counting:
    """Reads with the real model, and keeps what it was given."""

    def __init__(self, embeddings) -> None:
        self.embeddings = embeddings
        self.texts: list[str] = []

    def __call__(self, texts: Sequence[str]) -> list[Encoded]:
        self.texts += texts
        return self.embeddings.encode(texts)


@pytest.fixture
def read(embeddings) -> Counting:
    return Counting(embeddings)


def statements(ranking: Ranking) -> list[tuple[str, str]]:
    return [(one.place.hit.document.id, one.place.statement.shown) for one in ranking.statements]


@pytest.mark.parametrize("close", [True, False])
def test_the_passage_and_statement_with_the_answer_come_first(read, close: bool) -> None:
    ranking = ranked(REPAIRS, found(), equally_rare, read if close else None)
    assert ranking.hits[0].document.id == "right"
    best = max(ranking.statements, key=lambda one: one.score)
    assert best.place.statement.shown == ANSWER
    assert 0 < best.probability < 1


def test_everything_found_is_ranked_once_and_passages_are_best_first(read) -> None:
    hits = found()
    ranking = ranked(REPAIRS, hits, equally_rare, read)
    assert sorted(h.document.id for h in ranking.hits) == sorted(h.document.id for h in hits)
    scores = [h.score for h in ranking.hits]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    expected = [
        (h.document.id, place.statement.shown) for h in ranking.hits for place in places_of([h])
    ]
    assert statements(ranking) == expected


def test_statements_know_their_passage_with_its_new_score(read) -> None:
    ranking = ranked(REPAIRS, found(), equally_rare, read)
    scores = {h.passage.id: h.score for h in ranking.hits}
    for one in ranking.statements:
        assert one.place.hit.score == scores[one.place.hit.passage.id]


def test_only_the_likeliest_are_read_and_nothing_unread_is_above_them(read) -> None:
    ranking = ranked(REPAIRS, found(), equally_rare, read)
    assert len(read.texts) == 1 + READ_CLOSELY
    assert read.texts[0] == REPAIRS.question.text
    closely = [one for one in ranking.statements if one.aligned]
    others = [one for one in ranking.statements if not one.aligned]
    assert len(closely) == READ_CLOSELY
    assert max(one.score for one in others) <= min(one.score for one in closely)


def test_the_same_is_ranked_the_same(read) -> None:
    first, second = (ranked(REPAIRS, found(), equally_rare, read) for _ in range(2))
    assert statements(first) == statements(second)
    assert [one.score for one in first.statements] == [one.score for one in second.statements]


def test_nothing_found_is_ranked_as_nothing(read) -> None:
    assert ranked(REPAIRS, [], equally_rare, read) == Ranking((), ())
    assert read.texts == []


def test_the_first_passages_keep_their_statements_and_no_others(read) -> None:
    ranking = ranked(REPAIRS, found(), equally_rare, read)
    few = ranking.of_first(2)
    assert few.hits == ranking.hits[:2]
    assert few.word_weights == ranking.word_weights
    assert few.statements == ranking.statements[: len(few.statements)]
    assert {one.place.hit.passage.id for one in few.statements} == {h.passage.id for h in few.hits}
    assert ranking.of_first(99).statements == ranking.statements


def test_what_is_not_ranked_stays_as_it_was_found() -> None:
    hits = found(3)
    ranking = as_found(hits)
    assert list(ranking.hits) == hits
    assert statements(ranking) == [
        (h.document.id, place.statement.shown) for h in hits for place in places_of([h])
    ]
    near = hit([FILLER], [ANSWER])
    near = Hit(near.document, near.passage, 0.4, unit_similarity=(0.1, 0.7))
    assert [one.score for one in as_found([near]).statements] == pytest.approx([0.5, 1.1])


class TestReadingClosely:
    """How a question's words match a statement's, by the model's vectors of its pieces."""

    def test_a_statement_with_the_questions_words_matches_better(self, read) -> None:
        places = places_of([hit([FILLER, ANSWER, REPAIRS.question.text])])
        reading = closely_read(REPAIRS, places, equally_rare, read)
        assert reading.matches.shape == (3, 3)
        assert (reading.matches[1] > reading.matches[0] + 0.1).all()
        assert reading.matches[2] == pytest.approx([1, 1, 1], abs=1e-4)
        assert reading.aligned[2] == pytest.approx([1] * len(reading.word_weights), abs=1e-4)

    def test_matches_are_worked_out_from_the_models_own_vectors(self, embeddings) -> None:
        places = places_of([hit([ANSWER])])
        reading = closely_read(REPAIRS, places, equally_rare, embeddings.encode)
        question, answer = embeddings.encode([REPAIRS.question.text, ANSWER])
        best = (question.tokens @ answer.tokens.T).max(axis=1)
        assert reading.matches[0, 0] == pytest.approx(question.vector @ answer.vector, abs=1e-5)
        assert reading.matches[0, 1] == pytest.approx(best.mean(), abs=1e-5)
        number = question.pieces.index("boiler")
        words = [piece for piece in question.pieces if piece in ("pays", "boiler", "repairs")]
        assert reading.aligned[0, words.index("boiler")] == pytest.approx(best[number], abs=1e-5)

    def test_a_word_in_several_pieces_is_one_word_with_its_own_rarity(self, embeddings) -> None:
        asked = Asked.of(understood("who is Xylomarzipan?"), equally_rare)
        weighed: list[str] = []

        def rarity(word: str) -> float:
            weighed.append(word)
            return 3.0 if word == "xylomarzipan" else 1.0

        reading = closely_read(asked, places_of([hit([ANSWER])]), rarity, embeddings.encode)
        assert reading.word_weights == (3.0,)
        assert reading.aligned.shape == (1, 1)

    @pytest.mark.parametrize("question", ["¿?a", "who are they?", "中文 €", "a " * 900])
    def test_any_question_can_be_read(self, embeddings, question: str) -> None:
        asked = Asked.of(understood(question), equally_rare)
        reading = closely_read(asked, places_of([hit([ANSWER])]), equally_rare, embeddings.encode)
        assert np.isfinite(reading.matches).all()
        assert np.isfinite(reading.aligned).all()


@pytest.mark.parametrize(
    ("model", "names"),
    [("statement", STATEMENT), ("close", (*STATEMENT, *CLOSE)), ("passage", PASSAGE)],
)
def test_the_weights_that_are_shipped_name_every_feature(model: str, names) -> None:
    kept = json.loads(
        (Path(assistant.ranking.__file__).parent / "ranking_weights.json").read_text()
    )
    assert list(kept) == ["statement", "close", "passage"]
    assert set(kept[model]) == {*names, "bias"}
    fitted = getattr(weights(), model)
    assert fitted.weights.shape == (len(names),)
    assert np.isfinite(fitted.weights).all()
    assert np.isfinite(fitted.bias)
