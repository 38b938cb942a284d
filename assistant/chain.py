"""Answering as a LangChain ``Runnable``: to be batched, traced or joined to other chains.

Apart from ``answerer`` because importing LangChain's runnables takes half a
second, which a single question on the command line need not wait for.
"""

from __future__ import annotations

from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Answer
from assistant.answerer import Answerer, AskRequest


class AnswerChain(Runnable[AskRequest, Answer]):
    """A question in, a verified answer out.

    Raises:
        QuestionInvalid: the question is empty, too long or not readable text.
        DocumentUnknown: a document to answer from does not exist.
    """

    def __init__(self, answerer: Answerer) -> None:
        self.answerer = answerer

    def invoke(
        self, input: AskRequest, config: RunnableConfig | None = None, **kwargs: Any
    ) -> Answer:
        return self._call_with_config(self.answerer.answer, input, config)
