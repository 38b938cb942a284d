"""Meaning and words fused, on maps of scores and on the five reports; and what is ranked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.question import understood
from assistant.search import RANKED_PASSAGES, HybridSearch, RankedSearch, fused

KENT = "kent-adult-social-care-blueprint-2012"
HIGH_PEAK = "high-peak-staffordshire-moorlands-action-plan-2009"
SENIOR_OWNER = "Who is the Senior Responsible Owner of the transformation programme?"

KEYS = st.sampled_from("abcdefgh")
COSINES = st.dictionaries(KEYS, st.floats(-1, 1, width=32))
BM25 = st.dictionaries(KEYS, st.floats(0, 50, width=32))


@given(COSINES, BM25, st.floats(0, 1))
def test_every_candidate_gets_a_score_between_0_and_1(dense, lexical, share) -> None:
    scores = fused(dense, lexical, share)
    assert scores.keys() == dense.keys() | lexical.keys()
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in scores.values())


@given(COSINES, BM25, st.floats(0, 1))
def test_fusion_is_convex(dense, lexical, share) -> None:
    """A fused score lies between the one by words alone and the one by meaning alone."""
    by_words, by_meaning = fused(dense, lexical, 0), fused(dense, lexical, 1)
    for key, score in fused(dense, lexical, share).items():
        low, high = sorted((by_words[key], by_meaning[key]))
        assert low - 1e-9 <= score <= high + 1e-9


def test_the_best_of_both_searches_scores_1_and_what_one_missed_scores_its_share() -> None:
    scores = fused({"a": 0.8, "b": 0.2, "c": 0.5}, {"a": 12.0, "d": 6.0}, 0.4)
    assert scores == pytest.approx({"a": 1.0, "b": 0.0, "c": 0.2, "d": 0.3})


def test_nothing_retrieved_fuses_to_nothing() -> None:
    assert fused({}, {}, 0.5) == {}


def test_hits_come_best_first_with_scores_in_range(reports_library) -> None:
    hits = HybridSearch(reports_library).search(SENIOR_OWNER, k=10)
    scores = [hit.score for hit in hits]
    assert len(hits) == 10
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert all(0 <= hit.dense <= 1 and hit.lexical >= 0 for hit in hits)
    assert hits[0].document.id == KENT


@pytest.mark.parametrize("k", [1, 3, 50])
def test_k_is_how_many_come_back_and_fewer_are_the_best_of_more(reports_library, k: int) -> None:
    searcher = HybridSearch(reports_library)
    most = searcher.search("older people's champions", k=60)
    hits = searcher.search("older people's champions", k=k)
    assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in most[:k]]
    assert len(hits) == k


def test_by_meaning_alone_other_words_find_the_passage(reports_library) -> None:
    hits = HybridSearch(reports_library, dense_share=1).search(
        "hiring charities to run a help line for pensioners", k=10
    )
    assert all(hit.dense > 0 and hit.lexical == 0 for hit in hits)
    assert any("third sector" in hit.passage.shown for hit in hits)


def test_by_words_alone_the_rare_word_decides(reports_library) -> None:
    hits = HybridSearch(reports_library, dense_share=0).search("BOPA", k=5)
    assert hits
    assert all("BOPA" in hit.passage.shown for hit in hits)
    assert all(hit.lexical > 0 for hit in hits)
    by_words = sorted(hits, key=lambda hit: -hit.lexical)
    assert [hit.passage.id for hit in hits] == [hit.passage.id for hit in by_words]


def test_by_words_alone_an_unknown_word_finds_nothing(reports_library) -> None:
    assert HybridSearch(reports_library, dense_share=0).search("zzyzx", k=5) == []


@pytest.mark.parametrize("dense_share", [0, 0.45, 1])
@pytest.mark.parametrize("documents", [(HIGH_PEAK,), (HIGH_PEAK, KENT)])
def test_a_search_keeps_to_the_documents_given(reports_library, dense_share, documents) -> None:
    searcher = HybridSearch(reports_library, dense_share)
    hits = searcher.search("equality training for staff and members", k=20, documents=documents)
    assert {hit.document.id for hit in hits} == set(documents)


def test_words_that_are_query_syntax_are_only_words(reports_library) -> None:
    hits = HybridSearch(reports_library).search('"BOPA" AND NEAR(* ^ : -) OR', k=3)
    assert "BOPA" in hits[0].passage.shown


def test_units_of_a_hit_know_how_near_each_is(reports_library) -> None:
    hit = HybridSearch(reports_library).search(SENIOR_OWNER, k=1)[0]
    assert len(hit.unit_similarity) == len(hit.passage.units)
    assert max(hit.unit_similarity) == pytest.approx(hit.dense)


def test_related_words_find_what_the_questions_own_do_not(towns) -> None:
    by_words = HybridSearch(towns, dense_share=0)
    assert by_words.search("zzyzx", k=5) == []
    (found,) = by_words.search("zzyzx", k=5, related=["pensioners"])
    assert "pensioners" in found.passage.shown


def test_related_words_weigh_less_than_the_questions_own(towns) -> None:
    by_words = HybridSearch(towns, dense_share=0)
    own, other = by_words.search("certificate", k=5, related=["inspectorate"])
    assert "certificate" in own.passage.shown
    assert "inspectorate" in other.passage.shown
    assert own.score > 2 * other.score > 0


class TestRankedSearch:
    """Passages found and ranked, in a library of three reports."""

    @pytest.mark.parametrize(
        ("question", "answer"),
        [
            ("Who repairs the street lamps in Norwich?", "Norwich City Council"),
            ("How long does the training of helpers take?", "six weeks"),
            ("How many lamps were mended in 2009?", "4,120"),
            ("who drives pensioners to the doctor?", "Volunteers drive older residents"),
        ],
    )
    def test_the_passage_with_the_answer_comes_first_and_the_statement_is_likely(
        self, search, question, answer
    ) -> None:
        hits = search.search(question, k=3)
        assert answer in hits[0].passage.shown
        assert [hit.score for hit in hits] == sorted((h.score for h in hits), reverse=True)
        _, ranking = search.ranked(understood(question))
        likely = sorted(ranking.statements, key=lambda one: -one.score)[:3]
        assert any(answer in one.place.statement.shown for one in likely)

    @pytest.mark.parametrize("k", [1, 2, 50])
    def test_k_is_how_many_come_back_at_most(self, search, towns, k: int) -> None:
        everything = sum(document.passages for document in towns.documents())
        assert len(search.search("lamps", k=k)) == min(k, everything)

    def test_more_passages_than_are_ranked_by_itself_can_be_asked_for(
        self, reports_library
    ) -> None:
        searcher = RankedSearch(HybridSearch(reports_library), close_reading=False)
        hits = searcher.search("older people", k=RANKED_PASSAGES + 10)
        assert len(hits) == RANKED_PASSAGES + 10

    def test_it_keeps_to_the_documents_given(self, search, towns) -> None:
        (plan,) = [d.id for d in towns.documents() if "plan" in d.id]
        hits = search.search("lamps in Norwich", k=9, documents=(plan,))
        assert {hit.document.id for hit in hits} == {plan}

    def test_words_of_the_same_meaning_are_searched_unless_left_out(self, search) -> None:
        by_words = replace(search, first=replace(search.first, dense_share=0), ranking=False)
        question = "what are the elderly given?"
        assert any("pensioners" in hit.passage.shown for hit in by_words.search(question, k=5))
        assert replace(by_words, related_words=False).search(question, k=5) == []

    def test_without_ranking_passages_stay_as_found(self, search) -> None:
        question = "who drives pensioners to the doctor?"
        asked = search.asked(understood(question))
        unranked = replace(search, ranking=False)
        found = unranked.found(asked)
        assert unranked.search(question, k=len(found)) == found

    def test_without_close_reading_no_statement_is_read(self, search) -> None:
        question = understood("who repairs lamps?")
        _, ranking = replace(search, close_reading=False).ranked(question)
        assert not any(one.aligned for one in ranking.statements)
        _, ranking = search.ranked(question)
        assert any(one.aligned for one in ranking.statements)

    def test_a_word_weighs_more_the_fewer_passages_hold_it(self, search) -> None:
        assert 0 < search.rarity("lamps") < search.rarity("certificate") < search.rarity("xyzzy")
        assert search.rarity("lamp") == search.rarity("lamps")

    def test_an_empty_library_has_nothing_to_rank(self, make_library) -> None:
        searcher = RankedSearch(HybridSearch(make_library()))
        _, ranking = searcher.ranked(understood("who repairs lamps?"))
        assert (ranking.hits, ranking.statements) == ((), ())
