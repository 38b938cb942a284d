"""Answering as a LangChain ``Runnable``: to be batched, traced or joined to other chains.

Apart from ``answerer`` because importing LangChain's runnables takes half a
second, which a single question on the command line need not wait for.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.answer import Answer, Told
from assistant.answerer import Answers, AskRequest


class AnswerChain(Runnable[AskRequest, Answer]):
    """A question in, a verified answer out.

    Raises:
        QuestionInvalid: the question is empty, too long or not readable text.
        DocumentUnknown: a document to answer from does not exist.
        AnswerStopped: whoever asked has gone.
    """

    def __init__(self, answerer: Answers) -> None:
        self.answerer = answerer

    def invoke(
        self,
        input: AskRequest,
        config: RunnableConfig | None = None,
        *,
        stop: Event | None = None,
        **kwargs: Any,
    ) -> Answer:
        """Answer; once ``stop`` is set, what is still being written ends."""
        return self._call_with_config(
            lambda asked: self.answerer.answer(asked, stop), input, config
        )

    def told(self, asked: AskRequest, stop: Event | None = None) -> Iterator[Told]:
        """Yield citations and sentences as each is verified, then the whole answer."""
        return self.answerer.told(asked, stop)
