"""Retrieval measures on examples worked by hand, and beside ir-measures used directly."""

from __future__ import annotations

from math import log2

import ir_measures
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.words import Span
from evals.metrics.retrieval import (
    Retrieved,
    ndcg,
    rank_found,
    ranks_found,
    recall_at,
    reciprocal_rank,
)
from evals.questions import Evidence, Question

TEXTS = {"a.md": "0123456789" + "." * 90, "b.md": "0123456789"}

ranks_of_evidence = st.lists(st.none() | st.integers(1, 25), min_size=1, max_size=6)


def question(*evidence: Evidence) -> Question:
    return Question.model_validate(
        {
            "id": "q",
            "kind": "fact",
            "split": "tune",
            "question": "q",
            "wording": "same",
            "expected": "answered",
            "evidence": evidence,
        }
    )


def passages(*spans: tuple[int, int]) -> list[Retrieved]:
    return [Retrieved("a.md", Span(*span)) for span in spans]


@pytest.mark.parametrize(
    ("spans", "rank"),
    [
        ([(0, 10)], 1),
        ([(0, 5)], 1),
        ([(0, 4)], None),
        ([(0, 3), (7, 10)], 2),
        ([(0, 4), (2, 4)], None),
        ([(20, 30), (0, 40)], 2),
        ([(10, 20)], None),
        ([], None),
    ],
)
def test_a_quotation_is_found_where_half_of_it_is_covered(
    spans: list[tuple[int, int]], rank: int | None
) -> None:
    evidence = Evidence(document="a.md", quote="0123456789")
    assert rank_found(evidence, passages(*spans), TEXTS) == rank


def test_what_a_document_says_twice_is_found_in_either_place() -> None:
    texts = {"a.md": "The lamps. Then again: the lamps."}
    twice = Evidence(document="a.md", quote="he lamps")
    assert rank_found(twice, passages((0, 2), (23, 33)), texts) == 2
    assert rank_found(twice, passages((11, 20)), texts) is None


def test_a_passage_of_another_document_does_not_count() -> None:
    evidence = Evidence(document="a.md", quote="0123456789")
    assert rank_found(evidence, [Retrieved("b.md", Span(0, 10))], TEXTS) is None


def test_a_quotation_that_is_not_in_its_document_is_refused() -> None:
    with pytest.raises(ValueError, match="substring not found"):
        rank_found(Evidence(document="a.md", quote="lamps"), passages((0, 9)), TEXTS)


def test_only_what_an_answer_needs_is_ranked() -> None:
    asked = question(
        Evidence(document="a.md", quote="0123", needed=False),
        Evidence(document="a.md", quote="34567"),
        Evidence(document="b.md", quote="789"),
    )
    assert ranks_found(asked, passages((0, 3), (5, 40)), TEXTS) == [2, None]


def test_the_first_quotation_is_ranked_where_none_is_marked() -> None:
    asked = question(
        Evidence(document="a.md", quote="0123", needed=False),
        Evidence(document="a.md", quote="6789", needed=False),
    )
    assert ranks_found(asked, passages((0, 4)), TEXTS) == [1]


def test_a_question_without_evidence_has_no_ranks() -> None:
    with pytest.raises(ValueError, match="q has no evidence"):
        ranks_found(question(), [], TEXTS)


@pytest.mark.parametrize(
    ("ranks", "k", "recall"),
    [([1, 3, None], 1, 1 / 3), ([1, 3, None], 3, 2 / 3), ([1, 1], 1, 1), ([None], 20, 0)],
)
def test_recall_is_the_share_of_quotations_found(
    ranks: list[int | None], k: int, recall: float
) -> None:
    assert recall_at(ranks, k) == pytest.approx(recall)


@pytest.mark.parametrize(
    ("ranks", "expected"), [([1], 1), ([4, 2, None], 1 / 2), ([25], 1 / 25), ([None, None], 0)]
)
def test_the_reciprocal_rank_is_that_of_the_first_quotation(
    ranks: list[int | None], expected: float
) -> None:
    assert reciprocal_rank(ranks) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ranks", "expected"),
    [
        ([1], 1),
        ([1, 2], 1),
        ([3], 1 / log2(4)),
        ([11], 0),
        ([None], 0),
        ([1, None], 1 / (1 + 1 / log2(3))),
        ([2, 2], (1 / log2(3) + 1 / log2(4)) / (1 + 1 / log2(3))),
    ],
)
def test_ndcg_is_the_gain_over_the_best_order(ranks: list[int | None], expected: float) -> None:
    assert ndcg(ranks) == pytest.approx(expected)


@pytest.mark.parametrize("measure", [lambda r: recall_at(r, 5), reciprocal_rank, ndcg])
def test_no_quotations_have_no_measure(measure) -> None:
    with pytest.raises(ValueError, match="at least one quotation"):
        measure([])


@settings(max_examples=60, deadline=None)
@given(
    ranking=st.permutations([f"d{number}" for number in range(14)]),
    shown=st.integers(1, 14),
    relevant=st.sets(st.sampled_from([f"d{number}" for number in range(14)]), min_size=1),
    k=st.integers(1, 14),
)
def test_the_measures_are_those_of_ir_measures(
    ranking: list[str], shown: int, relevant: set[str], k: int
) -> None:
    found = ranking[:shown]
    ranks = [found.index(name) + 1 if name in found else None for name in sorted(relevant)]
    recall, rr, gain = ir_measures.R @ k, ir_measures.RR, ir_measures.nDCG @ k
    theirs = ir_measures.calc_aggregate(
        [recall, rr, gain],
        {"q": dict.fromkeys(relevant, 1)},
        {"q": {name: 100.0 - place for place, name in enumerate(found)}},
    )
    assert recall_at(ranks, k) == pytest.approx(theirs[recall])
    assert reciprocal_rank(ranks) == pytest.approx(theirs[rr])
    assert ndcg(ranks, k) == pytest.approx(theirs[gain])


@settings(max_examples=60, deadline=None)
@given(ranks=ranks_of_evidence, better=st.integers(1, 25))
def test_finding_a_quotation_earlier_is_never_worse(ranks: list[int | None], better: int) -> None:
    improved = [better if ranks[0] is None else min(ranks[0], better), *ranks[1:]]
    for measure in (lambda r: recall_at(r, 5), reciprocal_rank, ndcg):
        assert 0 <= measure(ranks) <= measure(improved) + 1e-12 <= 1 + 1e-11
