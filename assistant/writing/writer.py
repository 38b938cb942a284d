"""A chat model as a writer of answers: in fields where it has them, as text with markers else."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from threading import Event
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import Runnable, RunnableSequence

from assistant.language_model import chat_model
from assistant.writing.model_call import Caller
from assistant.writing.prompt import (
    ANSWER,
    GivenPassage,
    Task,
    fields_schema,
    messages,
    plain_messages,
)
from corpus.errors import LanguageModelFailed

_SAY_HOW_THEY_END = ("openai", "azure_openai", "anthropic", "ollama")
"""Providers whose streams end with a word on why: without it, a connection broke."""

_RETRY_THEMSELVES = ("openai:", "azure_openai:", "anthropic:")
_TIME_THEIR_CHUNKS = ("openai:", "azure_openai:")
_TOKENS = {"ollama": "num_predict"}
"""What providers call the count of tokens to write, where it is not ``max_tokens``."""


class Writer:
    """Writes from numbered passages.

    Args:
        model: any LangChain chat model.
        name: as it is shown, ``provider:model``.
        seconds: how long an answer may take it in all.
        tokens: how many it may write.
    """

    def __init__(self, model: BaseChatModel, name: str, *, seconds: float, tokens: int) -> None:
        self.name = name
        self.model = model
        self.seconds = seconds
        says = name.partition(":")[0] in _SAY_HOW_THEY_END
        self._plain = Caller(model, seconds, tokens, says)
        fields = _in_fields(model)
        self._fields = Caller(fields, seconds, tokens, says) if fields else None

    def text(
        self,
        asked: str,
        passages: Sequence[GivenPassage],
        stop: Event,
        *,
        task: Task = ANSWER,
        seconds: float | None = None,
    ) -> Generator[str]:
        """Yield what the model writes, as it comes; ``seconds`` where it has less time than usual.

        Raises:
            LanguageModelFailed: it is late, fails, is cut off or does not end.
            AnswerStopped: ``stop`` was set; the call ends with it.
        """
        if self._fields:
            prompt = messages(asked, passages, task, fields=True)
            try:
                yield from self._fields.text(prompt, stop, seconds)
                return
            except LanguageModelFailed as failed:
                if not failed.refused:
                    raise
                # Its server has no fields: nothing was written yet.
                self._fields = None
        yield from self._plain.text(messages(asked, passages, task), stop, seconds)

    def words(self, asked: str, task: Task, stop: Event, seconds: float) -> Generator[str]:
        """Yield what the model writes without passages, as it comes; it fails as ``text`` does."""
        yield from self._plain.text(plain_messages(asked, task), stop, seconds)


def writer_named(
    name: str, *, base_url: str = "", api_key: str = "", seconds: float, tokens: int
) -> Writer:
    """Return the writer of a model's name.

    Raises:
        LanguageModelUnusable: no such model, its package is not installed, or it lacks a key.
    """
    options: dict[str, Any] = {_TOKENS.get(name.partition(":")[0], "max_tokens"): tokens}
    if name.startswith(_RETRY_THEMSELVES):
        # Tries are counted in one place, and their time with them.
        options |= {"max_retries": 0, "timeout": seconds}
    if name.startswith(_TIME_THEIR_CHUNKS):
        options["stream_chunk_timeout"] = 0
    if api_key:
        options["api_key"] = api_key
    model = chat_model(name, base_url, **options)
    return Writer(model, name, seconds=seconds, tokens=tokens)


def _in_fields(model: BaseChatModel) -> Runnable[Any, Any] | None:
    """Return the model bound to the schema of an answer, if LangChain knows that it has that.

    It is taken without its parser: what comes is read as it comes, and as text where a server
    ignores the schema.
    """
    if not (getattr(model, "profile", None) or {}).get("structured_output"):
        return None
    try:
        bound = model.with_structured_output(fields_schema(), method="json_schema")
    except (NotImplementedError, TypeError, ValueError):
        return None
    return bound.first if isinstance(bound, RunnableSequence) else None
