"""Whether the five reports hold an answer, decided before composing one."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.answerer import Answerer, AskRequest
from assistant.decide import Evidence, weighed
from assistant.question import understood
from assistant.search import HybridSearch

ON_THE_REPORTS = (
    "how did Lancashire contract the third sector?",
    "HART cost savings",
    "what does Kent want its transformation programme to achieve?",
    "who is Mark Lobban?",
    "BOPA who runs it",
    "What is the deadline for the final action plan?",
    "which bodies should sign off an age equality audit?",
    "what equality training do councillors in High Peak get?",
    "why do partnerships matter for older people?",
    "how is the Merseyside fire service involved with older people?",
)
ON_OTHER_SUBJECTS = (
    "what is the capital of France?",
    "how do I bake sourdough bread?",
    "Who won the 2010 World Cup?",
    "what is the speed limit on the M6?",
    "how do I renew my passport?",
    "Which football team plays at Old Trafford?",
    "What did Glasgow spend on tram lines?",
    "When are bins collected in Camden?",
    "tell me a joke",
    "asdf qwer zxcv",
)


@pytest.fixture(scope="module")
def weigh(reports_library, answerer: Answerer):
    def run(asked: str, k: int = 8) -> Evidence:
        question = understood(asked)
        hits = HybridSearch(reports_library).search(question.text, k=k)
        return weighed(question, hits, lambda stem: 1.0)

    return run


@pytest.mark.parametrize("question", ON_THE_REPORTS)
def test_what_the_reports_say_is_answered(answerer: Answerer, question: str) -> None:
    assert answerer.answer(AskRequest(question)).status is Status.ANSWERED


@pytest.mark.parametrize("question", ON_OTHER_SUBJECTS)
def test_what_the_reports_do_not_say_is_not_found(answerer: Answerer, question: str) -> None:
    answer = answerer.answer(AskRequest(question))
    assert answer.status is Status.NOT_FOUND
    assert answer.sentences == ()
    assert answer.text.startswith("The documents do not say.")


@pytest.mark.parametrize("question", ON_THE_REPORTS + ON_OTHER_SUBJECTS)
def test_features_are_in_range_and_a_refusal_has_its_reason(weigh, question: str) -> None:
    evidence = weigh(question)
    assert 0 <= evidence.likeness <= 1
    assert 0 <= evidence.coverage <= 1
    assert bool(evidence.reason) is not evidence.sufficient


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Glasgow spend on tram lines?", "glasgow"),
        ("What did Birmingham do for carers?", "birmingham"),
    ],
)
def test_a_place_that_no_report_names_is_the_reason(weigh, question: str, name: str) -> None:
    assert weigh(question).reason == f"Nothing found speaks of {name}."


def test_no_hits_are_no_evidence() -> None:
    evidence = weighed(understood("who chairs the board?"), [], lambda stem: 1.0)
    assert (evidence.sufficient, evidence.likeness, evidence.coverage) == (False, 0, 0)
