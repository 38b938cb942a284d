"""Calls of a language model for one draft: some at once, all within one stretch of time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from threading import Event

from assistant.writing.sentences import SAME_AGAIN, SentenceReader, Written
from corpus.errors import LanguageModelFailed

AT_ONCE = 4
"""Calls at once: as many as a small server of models takes, and a provider never minds."""

Begin = Callable[[float], Generator[str]]
"""Begins a call that may take so many seconds, and yields what comes."""


@dataclass(frozen=True, slots=True)
class Came:
    """The sentences that a call gave; ``failure`` completes “The language model …” where it
    broke, and then there are none."""

    sentences: tuple[Written, ...] = ()
    failure: str = ""


def called(calls: Mapping[str, Begin], *, seconds: float) -> dict[str, Came]:
    """Make the calls within so many seconds in all; after one that broke no other is begun.

    Raises:
        AnswerStopped: whoever asked has gone.
    """
    deadline, broken = time.monotonic() + seconds, Event()

    def one(begin: Begin) -> Came:
        left = deadline - time.monotonic()
        late = f"did not answer within {seconds:g} seconds"
        if left <= 0 or broken.is_set():
            return Came(failure=late if left <= 0 else "was not asked again after it had failed")
        try:
            return Came(tuple(_heard(begin(left))))
        except LanguageModelFailed as failed:
            over = time.monotonic() >= deadline
            if over or str(failed) not in _OF_ITS_TEXT:
                broken.set()
            return Came(failure=late if over else str(failed))

    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="draft") as pool:
        waiting = {key: pool.submit(one, begin) for key, begin in calls.items()}
        return {key: work.result() for key, work in waiting.items()}


_IN_CIRCLES = "went round in circles"
_OF_ITS_TEXT = (_IN_CIRCLES, "did not come to an end")
"""Failures of one text, which tell nothing of the next."""


def _heard(pieces: Generator[str]) -> list[Written]:
    """Return the sentences of what comes, each once.

    Raises:
        LanguageModelFailed: as the call does, or it went round in circles.
    """
    reader, came = SentenceReader(), Counter[str]()
    heard: list[Written] = []
    with closing(pieces):
        for piece in pieces:
            _take(reader.take(piece), heard, came)
    _take(reader.rest(), heard, came)
    return heard


def _take(written: list[Written], heard: list[Written], came: Counter[str]) -> None:
    for one in written:
        came[one.text] += 1
        if came[one.text] >= SAME_AGAIN:
            raise LanguageModelFailed(_IN_CIRCLES)
        if came[one.text] == 1:
            heard.append(one)
