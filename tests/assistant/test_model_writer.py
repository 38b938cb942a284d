"""A language model's own answers, from what it writes to sentences with citations."""

from __future__ import annotations

import pytest

from assistant.answer import Answer, Status
from assistant.answerer import AskRequest
from assistant.language_model import chat_model
from assistant.model_writer import ModelWriter, sentences_of
from assistant.search import HybridSearch, RankedSearch
from corpus.errors import QuestionInvalid
from corpus.markup import readable

LANCASHIRE = "how did Lancashire contract the third sector?"


@pytest.mark.parametrize(
    ("written", "sentences"),
    [
        ("The board met in May [1].", [("The board met in May.", (1,))]),
        ("The board met in May. [1]", [("The board met in May.", (1,))]),
        ("The board met in May.[1]", [("The board met in May.", (1,))]),
        ("The board met in May.\n[1]", [("The board met in May.", (1,))]),
        ("The board [1] met in May [2].", [("The board met in May.", (1, 2))]),
        ("The board met in May [1][3].", [("The board met in May.", (1, 3))]),
        ("The board met in May [1, 2].", [("The board met in May.", (1, 2))]),
        (
            "The board met in May [1]. Oil cost four pounds [2].",
            [("The board met in May.", (1,)), ("Oil cost four pounds.", (2,))],
        ),
        (
            "The board met in May. [1] Oil cost four pounds. [2]",
            [("The board met in May.", (1,)), ("Oil cost four pounds.", (2,))],
        ),
        (
            "The board met in May.[1] Oil cost four pounds.[2]",
            [("The board met in May.", (1,)), ("Oil cost four pounds.", (2,))],
        ),
        (
            "The board met in May.\n[1]\nOil cost four pounds.\n[2, 3]",
            [("The board met in May.", (1,)), ("Oil cost four pounds.", (2, 3))],
        ),
        (
            "The board met. It was May. [2]",
            [("The board met.", ()), ("It was May.", (2,))],
        ),
        ("Nobody knows.", [("Nobody knows.", ())]),
        ("[1]", []),
        ("", []),
    ],
)
def test_a_sentence_has_the_markers_in_it_and_right_behind_it(
    written: str, sentences: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = [(sentence.text, sentence.citations) for sentence in sentences_of(written)]
    assert found == sentences


@pytest.fixture(scope="module")
def answered(reports_library):
    def answered(behaviour: str, question: str = LANCASHIRE) -> Answer:
        search = RankedSearch(HybridSearch(reports_library))
        writer = ModelWriter(reports_library, search, chat_model(f"fake:{behaviour}"))
        return writer.answer(AskRequest(question))

    return answered


def test_what_the_model_writes_is_the_answer_with_the_passages_it_names(
    answered, reports_library
) -> None:
    answer = answered("first-sentences")
    assert answer.status is Status.ANSWERED
    assert [citation.marker for citation in answer.citations] == [1, 2, 3]
    assert answer.sentences[0].citations == (1,)
    assert "LCC has contracted with four third sector organisations" in answer.sentences[0].text
    for citation in answer.citations:
        assert citation.quote == citation.span.of(reports_library.text(citation.document.id))


def test_each_first_sentence_is_cited_with_its_own_passage(answered) -> None:
    answer = answered("first-sentences")
    cited = {citation.marker: readable(citation.quote) for citation in answer.citations}
    assert len(answer.sentences) >= 3
    for sentence in answer.sentences:
        (marker,) = sentence.citations
        assert sentence.text.removeprefix("• ") in cited[marker]


@pytest.mark.parametrize("behaviour", ["refuses", "silent"])
def test_a_model_that_says_nothing_or_refuses_has_found_nothing(answered, behaviour: str) -> None:
    answer = answered(behaviour)
    assert answer.status is Status.NOT_FOUND
    assert (answer.sentences, answer.citations) == ((), ())
    assert len(answer.nearest) == 3
    assert answer.confidence == 0
    assert answer.text == "The documents do not say."


def test_a_passage_that_was_not_given_is_not_cited(answered) -> None:
    answer = answered("invents")
    assert answer.status is Status.ANSWERED
    assert [citation.marker for citation in answer.citations] == [1]


def test_a_question_is_checked_before_a_model_sees_it(answered) -> None:
    with pytest.raises(QuestionInvalid):
        answered("first-sentences", " ")
