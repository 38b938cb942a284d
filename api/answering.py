"""Answers while whoever asked is there: one that hangs up ends what is still being written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from threading import Event
from typing import Any, TypeVar

import anyio.to_thread
import structlog
from anyio import CapacityLimiter
from fastapi import Request

from assistant.answer import Answer, Told
from assistant.answerer import AskRequest
from assistant.chain import AnswerChain
from corpus.errors import AnswerStopped

log = structlog.get_logger()
Made = TypeVar("Made")

_AT_ONCE = 64
"""Answers at once; most of the time each waits for a language model. They take no threads from
what shows pages and documents."""


class Waiting:
    """Said to an asker while nothing is ready, so that nothing on the way hangs up."""


_SILENCE = 15.0
"""Seconds until an asker is told that work goes on."""

_places: dict[int, CapacityLimiter] = {}


async def answered(
    request: Request, chain: AnswerChain, asked: AskRequest, make: Callable[[Answer], Made]
) -> Made:
    """Return what is made of the answer to a question.

    Raises:
        AnswerStopped: the asker has gone.
    """
    return await finished(request, lambda stop: make(chain.invoke(asked, stop=stop)))


async def finished(request: Request, work_on: Callable[[Event], Made]) -> Made:
    """Return what work comes to; its event is set when the asker hangs up.

    Raises:
        AnswerStopped: the asker has gone.
    """
    stop = Event()
    work = asyncio.ensure_future(_in_thread(lambda: work_on(stop)))
    gone = asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if gone.done():
            stop.set()
        return await work
    finally:
        stop.set()
        gone.cancel()


async def _hung_up(request: Request) -> None:
    """Wait until the asker hangs up: behind a request's body comes no other message.

    ``Request.is_disconnected`` looks without waiting, and sees nothing through our middlewares.
    """
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def told(
    request: Request, chain: AnswerChain, asked: AskRequest
) -> AsyncIterator[Told | Waiting]:
    """Return what an answer is told in, as it comes; the question is taken or refused first."""
    stop = Event()
    begun = await _in_thread(lambda: chain.told(asked, stop))
    return _passed_on(request, begun, stop)


async def _passed_on(
    request: Request, begun: Iterator[Told], stop: Event
) -> AsyncIterator[Told | Waiting]:
    loop, inbox = asyncio.get_running_loop(), asyncio.Queue[Told | None]()

    def work() -> None:
        try:
            for one in begun:
                loop.call_soon_threadsafe(inbox.put_nowait, one)
        finally:
            loop.call_soon_threadsafe(inbox.put_nowait, None)

    working = asyncio.ensure_future(_in_thread(work))
    gone = asyncio.ensure_future(_hung_up(request))
    gone.add_done_callback(lambda _: inbox.put_nowait(None))
    try:
        while not gone.done():
            try:
                one = await asyncio.wait_for(inbox.get(), _SILENCE)
            except TimeoutError:
                yield Waiting()
                continue
            if one is None:
                break
            yield one
        if not gone.done():
            await working
    finally:
        stop.set()
        gone.cancel()
        working.add_done_callback(_noted)


def _noted(working: asyncio.Future[Any]) -> None:
    """Take note of what ended a stream, that nobody is left to be told."""
    error = None if working.cancelled() else working.exception()
    if error and not isinstance(error, AnswerStopped):
        log.error("a stream broke", exc_info=error)


def _in_thread(work: Callable[[], Made]) -> Coroutine[Any, Any, Made]:
    loop = id(asyncio.get_running_loop())
    if loop not in _places:
        _places.clear()
        _places[loop] = CapacityLimiter(_AT_ONCE)
    return anyio.to_thread.run_sync(work, limiter=_places[loop])
