"""One call of a language model: bounded in time and length, tried again once, and cancelled.

The call runs on an event loop of its own thread, so that it can be cancelled while the model's
server is silent: closing the connection is what makes a server stop.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable

from corpus.errors import AnswerStopped, LanguageModelFailed

_PAUSES = (0.5, 1.5)
"""Seconds before the second and the third try."""

_LONGEST_PAUSE = 5.0
"""Seconds that a server may ask us to wait, in ``Retry-After``, for us to wait."""

_LOOK = 0.1
"""Seconds between looks whether the asker has gone."""

_BUSY = (408, 409, 425, 429)
_NOT_TAKEN = (400, 404, 405, 415, 422, 501)
_ENDINGS = ("finish_reason", "stop_reason", "done_reason", "stopReason")
_CHARACTERS_A_TOKEN = 8
"""More than any language takes on average: what is longer ignores the limit it was given."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls a chat model.

    Attributes:
        model: a chat model, or one bound to a form of output.
        seconds: how long a call may take in all, tries and pauses included.
        tokens: how many it was asked to write at most.
        says_how_it_ended: whether the end without a word on it is a broken connection.
    """

    model: Runnable[Any, Any]
    seconds: float
    tokens: int
    says_how_it_ended: bool = False

    def text(
        self, prompt: Sequence[BaseMessage], stop: threading.Event, seconds: float | None = None
    ) -> Iterator[str]:
        """Yield what the model writes, as it comes; first nothing, when the call has begun.

        ``seconds`` are what is left of a longer work that the call is a part of.

        Raises:
            LanguageModelFailed: it is late, fails, is cut off or does not end.
            AnswerStopped: ``stop`` was set; the call ends with it.
        """
        inbox: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        deadline = time.monotonic() + (self.seconds if seconds is None else seconds)
        gone = threading.Event()
        reading = _until((gone, stop), self._read(prompt, inbox))
        call = asyncio.run_coroutine_threadsafe(reading, _loop())
        written = 0
        try:
            yield ""
            while (piece := self._next(inbox, deadline, stop)) is not None:
                written += len(piece)
                if written > self.tokens * _CHARACTERS_A_TOKEN:
                    raise LanguageModelFailed("did not come to an end")
                yield piece
            if stop.is_set():
                raise AnswerStopped
            _raise_failure(call)
        finally:
            gone.set()

    def _next(
        self, inbox: queue.SimpleQueue[str | None], deadline: float, stop: threading.Event
    ) -> str | None:
        while not stop.is_set():
            left = deadline - time.monotonic()
            if left <= 0:
                raise LanguageModelFailed(f"did not answer within {self.seconds:g} seconds")
            with suppress(queue.Empty):
                return inbox.get(timeout=min(left, _LOOK))
        raise AnswerStopped

    async def _read(
        self, prompt: Sequence[BaseMessage], inbox: queue.SimpleQueue[str | None]
    ) -> None:
        """Put what comes into the inbox, and nothing more behind it in any case."""
        try:
            for pause in (*_PAUSES, None):
                pieces = self._pieces(prompt)
                try:
                    first = await anext(pieces, None)
                except Exception as error:  # each provider's package raises its own
                    if pause is None or not _may_pass(error):
                        raise
                    await asyncio.sleep(_asked_to_wait(error) or pause)
                    continue
                if first is not None:
                    inbox.put(first)
                    await _put_on(pieces, inbox)
                return
        finally:
            inbox.put(None)

    async def _pieces(self, prompt: Sequence[BaseMessage]) -> AsyncIterator[str]:
        """Yield text as it comes; calls of tools are no text, and nothing acts on them."""
        ended = not self.says_how_it_ended
        try:
            async for chunk in self.model.astream(list(prompt)):
                ended = ended or any(chunk.response_metadata.get(key) for key in _ENDINGS)
                if chunk.text:
                    yield str(chunk.text)
        except Exception:  # each provider's package raises its own
            # A connection that breaks once the model has said that it is done loses nothing.
            if not (ended and self.says_how_it_ended):
                raise
        if not ended:
            raise LanguageModelFailed("broke off")


async def _put_on(pieces: AsyncIterator[str], inbox: queue.SimpleQueue[str | None]) -> None:
    """Put what follows the first piece into the inbox."""
    try:
        async for piece in pieces:
            inbox.put(piece)
    except Exception as error:  # each provider's package raises its own
        raise LanguageModelFailed("broke off") from error


async def _until(ends: Sequence[threading.Event], reading: Coroutine[Any, Any, None]) -> None:
    """Read until there is nothing more, or nobody who wants it.

    A single cancellation can be lost: ``asyncio.wait_for``, which providers' packages use, takes
    no notice of one that comes together with a result (Python 3.11).
    """
    task = asyncio.ensure_future(reading)
    while not task.done():
        await asyncio.wait({task}, timeout=_LOOK)
        if any(end.is_set() for end in ends):
            task.cancel()
    task.result()


def _raise_failure(call: Future[None]) -> None:
    try:
        call.result(timeout=1)
    except LanguageModelFailed:
        raise
    except (CancelledError, TimeoutError) as error:
        raise LanguageModelFailed("was cut off") from error
    except Exception as error:  # each provider's package raises its own
        refused = _status(error) in _NOT_TAKEN
        raise LanguageModelFailed(_said(error), refused=refused) from error


def _may_pass(error: Exception) -> bool:
    """Tell whether a failure may be gone on the next try: a busy server, a lost connection."""
    status = _status(error)
    if status is not None:
        return status in _BUSY or status >= 500
    if isinstance(error, LanguageModelFailed):
        return False
    names = {each.__name__ for each in type(error).__mro__}
    return isinstance(error, OSError) or bool(names & {"APIConnectionError", "TransportError"})


def _status(error: Exception) -> int | None:
    status = getattr(error, "status_code", None)
    return status if isinstance(status, int) else None


def _asked_to_wait(error: Exception) -> float:
    """Return the seconds that a server asks to be left alone; 0 where it asks for none.

    Raises:
        LanguageModelFailed: it asks for longer than anyone would wait.
    """
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        seconds = float(headers.get("retry-after", 0))
    except (TypeError, ValueError):
        return 0.0
    if seconds > _LONGEST_PAUSE:
        raise LanguageModelFailed("is too busy") from error
    return seconds


def _said(error: Exception) -> str:
    """Say of a failure what an officer can pass on; a server's own words may hold anything."""
    status = _status(error)
    if status == 429:
        return "is too busy"
    if status in (401, 403):
        return "refused the key that it was given"
    if status is not None:
        return f"failed (HTTP {status})"
    return "cannot be reached" if _may_pass(error) else "answered nothing that can be read"


_starting = threading.Lock()


def _loop() -> asyncio.AbstractEventLoop:
    """Return the event loop that every call runs on: a client's connections belong to one."""
    with _starting:
        return _started_loop()


@lru_cache(maxsize=1)
def _started_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="model calls", daemon=True).start()
    return loop
