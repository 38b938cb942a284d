"""What is told of how an answer, or a refusal, came about."""

from __future__ import annotations

import pytest
from written_hits import equally_rare, hit, ranking

from assistant.answerer import Answerer, AskRequest
from assistant.asked import Asked
from assistant.decide import FEATURES, model, weighed
from assistant.question import understood
from assistant.ranking import Ranking
from assistant.why import Why, explained

ANSWER = "The landlord pays for boiler repairs."
FILLER = "Members of the forum met and talked about the weather again."
HITS = [
    hit([FILLER, ANSWER], document="a", section="Costs", score=0.9, dense=0.61234),
    *(hit([FILLER], document=f"d{n}", score=0.1) for n in range(20)),
]


def why(question: str, found: Ranking) -> Why:
    asked = Asked.of(understood(question), equally_rare)
    return explained(asked, found, weighed(asked, found), 21)


@pytest.fixture
def of_repairs() -> Why:
    return why("How much do pensioners pay for boiler repairs?", ranking(HITS, "landlord"))


def test_it_tells_how_the_question_was_taken(of_repairs: Why) -> None:
    assert of_repairs.kind == "number"
    assert set(of_repairs.wanted) == {"number", "money"}
    assert of_repairs.words == ("pensioners", "pay", "boiler", "repairs")
    assert of_repairs.related
    assert of_repairs.documents_searched == 21


def test_it_tells_the_passages_in_their_order_with_their_likeliest_statement(of_repairs) -> None:
    first, second = of_repairs.passages[:2]
    assert len(of_repairs.passages) < len(HITS)
    assert first.passage_id == HITS[0].passage.id
    assert (first.section, first.cosine, first.chance) == (("Costs",), 0.612, 0.9)
    assert first.statement == ANSWER
    assert second.statement == FILLER
    assert 0 <= second.statement_chance < 0.5 < first.statement_chance <= 1


def test_it_tells_what_weighed_most_and_what_was_needed(of_repairs: Why) -> None:
    added = [abs(one.adds) for one in of_repairs.weighed]
    assert added == sorted(added, reverse=True)
    assert len({one.name for one in of_repairs.weighed} & set(FEATURES)) == len(added) > 0
    assert of_repairs.needed == model().threshold
    assert 0 <= of_repairs.chance <= 1


def test_a_reason_is_told_only_of_a_refusal() -> None:
    refused = why("What did Hove pay?", ranking(HITS))
    if refused.chance < refused.needed:
        assert refused.reason == "Nothing found speaks of Hove."
    answered = why("Who pays for boiler repairs?", ranking(HITS, "landlord"))
    assert bool(answered.reason) is (answered.chance < answered.needed)


def test_where_nothing_was_found_there_is_nothing_to_weigh_but_a_reason() -> None:
    nothing = why("Who pays?", Ranking((), ()))
    assert nothing.passages == ()
    assert nothing.chance == 0
    assert nothing.reason == "No passage is about this."
    assert all(one.adds == 0 for one in nothing.weighed)


@pytest.mark.parametrize("question", ["Who repairs the lamps in Norwich?", "who won the cup?"])
def test_every_answer_and_every_refusal_has_it(towns, question: str) -> None:
    answer = Answerer(towns).answer(AskRequest(question))
    assert answer.why is not None
    assert answer.why.chance == pytest.approx(answer.confidence, abs=1e-3)
    assert answer.why.documents_searched == 3
    assert bool(answer.why.reason) is not bool(answer.sentences)
