"""Answering behind LangChain's ``Runnable`` interface."""

from __future__ import annotations

import pytest
from langchain_core.runnables import Runnable

from assistant.answer import Status
from assistant.answerer import AskRequest
from assistant.chain import AnswerChain
from corpus.errors import DocumentUnknown, QuestionInvalid

QUESTIONS = ("who is Mark Lobban?", "what is BOPA?", "what is the capital of France?")


@pytest.fixture
def chain(answerer) -> Runnable:
    return AnswerChain(answerer)


def test_invoke_answers_as_the_answerer_does(chain: Runnable, answerer) -> None:
    request = AskRequest("who is Mark Lobban?")
    assert chain.invoke(request).text == answerer.answer(request).text


def test_a_batch_answers_each_in_its_place(chain: Runnable) -> None:
    answers = chain.batch([AskRequest(question) for question in QUESTIONS])
    assert [answer.question for answer in answers] == list(QUESTIONS)
    assert [answer.status for answer in answers] == [
        Status.ANSWERED,
        Status.ANSWERED,
        Status.NOT_FOUND,
    ]


def test_it_joins_a_longer_chain(chain: Runnable) -> None:
    shouting = (lambda text: AskRequest(text)) | chain | (lambda answer: answer.text.upper())
    assert "MARK LOBBAN" in shouting.invoke("who is Mark Lobban?")


def test_callbacks_see_the_run(chain: Runnable) -> None:
    seen: list[str] = []
    listening = chain.with_listeners(on_end=lambda run: seen.append(run.outputs["output"].question))
    listening.invoke(AskRequest("what is BOPA?"))
    assert seen == ["what is BOPA?"]


@pytest.mark.parametrize(
    ("request_", "failure"),
    [
        (AskRequest(" "), QuestionInvalid),
        (AskRequest("who is Mark Lobban?", documents=("nobody-knows",)), DocumentUnknown),
    ],
)
def test_foreseen_failures_pass_through(chain: Runnable, request_, failure) -> None:
    with pytest.raises(failure):
        chain.invoke(request_)
