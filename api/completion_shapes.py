"""The shape of OpenAI's chat completions, with our citations beside the text."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.shapes import AnswerShape, CitationShape
from assistant.answerer import AskRequest
from assistant.conversation import Turn
from corpus.errors import QuestionInvalid

MODEL = "muniment"
_QUOTE = 300
_TURNS, _TURN_CHARACTERS = 20, 20_000


class ContentPart(BaseModel):
    """A part of a message; parts that are no text are passed over."""

    model_config = ConfigDict(extra="allow")
    type: str = "text"
    text: str = ""


class ChatMessage(BaseModel):
    """A message; those of ``system``, ``developer`` and ``tool`` are passed over: what is
    answered, and from what, is not theirs to say."""

    model_config = ConfigDict(extra="allow")
    role: Literal["user", "assistant", "system", "developer", "tool", "function"]
    content: str | list[ContentPart] | None = ""

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class CompletionBody(BaseModel):
    """A conversation; its last message is the question. Other fields of OpenAI's shape are taken
    and have no effect."""

    model_config = ConfigDict(extra="allow")
    model: str = Field(MODEL, max_length=200)
    messages: list[ChatMessage] = Field(min_length=1, max_length=200)
    stream: bool = False

    def asked(self) -> AskRequest:
        """Return the question with the turns before it.

        Raises:
            QuestionInvalid: the last message is not a user's.
        """
        turns = [
            Turn(one.role, one.text)
            for one in self.messages
            if one.role == "user" or one.role == "assistant"
        ]
        if not turns or turns[-1].role != "user":
            raise QuestionInvalid("The last message must be the user's question.")
        history = (
            replace(one, content=one.content[:_TURN_CHARACTERS]) for one in turns[:-1][-_TURNS:]
        )
        return AskRequest(turns[-1].content, tuple(history))


class AnsweredMessage(BaseModel):
    """An answer: its text with markers and a list of sources, and the citations themselves."""

    role: Literal["assistant"] = "assistant"
    content: str
    citations: list[CitationShape]
    status: str


class CompletionChoice(BaseModel):
    index: int = 0
    message: AnsweredMessage
    finish_reason: Literal["stop"] = "stop"


class Usage(BaseModel):
    """Words, not tokens: what reads and writes here need not be a language model."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class CompletionShape(BaseModel):
    """A whole answer in OpenAI's shape."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[CompletionChoice]
    usage: Usage


class ModelShape(BaseModel):
    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelsShape(BaseModel):
    object: Literal["list"] = "list"
    data: list[ModelShape]


def completion(answer: AnswerShape, body: CompletionBody) -> CompletionShape:
    """Return an answer as a completion."""
    content = answer.answer + closing(answer)
    asked = sum(len(message.text.split()) for message in body.messages)
    words = len(content.split())
    message = AnsweredMessage(
        content=content, citations=answer.citations or answer.nearest, status=answer.status
    )
    return CompletionShape(
        id=completion_id(answer),
        created=int(time.time()),
        choices=[CompletionChoice(message=message)],
        usage=Usage(prompt_tokens=asked, completion_tokens=words, total_tokens=asked + words),
    )


def chunk(identity: str, delta: dict[str, Any], ending: str | None = None) -> dict[str, Any]:
    """Return a piece of a streamed completion."""
    return {
        "id": identity,
        "object": "chat.completion.chunk",
        "created": int(time.time()),
        "model": MODEL,
        "choices": [{"index": 0, "delta": delta, "finish_reason": ending}],
    }


def completion_id(answer: AnswerShape) -> str:
    return f"chatcmpl-{answer.id}"


def closing(answer: AnswerShape) -> str:
    """Return what follows an answer's text: what to know of it, and its sources."""
    parts = list(answer.warnings)
    if answer.citations:
        parts.append("Sources:\n" + "\n".join(map(_source, answer.citations)))
    elif answer.nearest:
        parts.append("The nearest passages:\n" + "\n".join(map(_source, answer.nearest)))
    return "".join(f"\n\n{part}" for part in parts)


def _source(citation: CitationShape) -> str:
    document, page = citation.document, citation.page
    place = [document.title, document.publisher, document.date]
    if page:
        place.append(f"page {page.label}" if page.label else f"page {page.physical} of the file")
    place += citation.section[-1:]
    quote = " ".join(citation.quote.split())
    shown = quote if len(quote) <= _QUOTE else quote[:_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"[{citation.marker}] {_joined(place)}: “{shown}”"


def _joined(parts: Sequence[str | None]) -> str:
    return ", ".join(part for part in parts if part)
