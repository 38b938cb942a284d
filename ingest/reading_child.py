"""The process that files are read in: ``python -m ingest.reading_child LIMITS``.

It takes requests on standard input until that ends, and loads no model, no index and
no vendor but those of the formats.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from corpus.errors import FileUnreadable
from corpus.word_pieces import Window
from ingest.extracted import Extracted
from ingest.limits import STEPS, ReadingLimits, as_json, read_frame, write_frame
from ingest.ocr import PageRecogniser
from ingest.page_helper import HelperEnded
from ingest.readers import extracted, reading_of
from ingest.sources import SourceNote

_CHARACTERS_A_SECOND = 20_000
"""Structure and passages are found in a fifth of the time that this allows (measured)."""


def main() -> None:
    """Read files until standard input ends."""
    limits = ReadingLimits(**json.loads(sys.argv[1]))
    _limit_memory(limits)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for a reply
    gc.disable()  # nearly all that reading makes is kept to its end: looking through it is in vain
    while request := read_frame(sys.stdin.buffer):
        asked = json.loads(request)
        content = sys.stdin.buffer.read(asked["size"])
        kind, body = _Reading(limits, replies).reply(asked, content)
        write_frame(replies, kind + b"\n" + body)
        gc.collect()


class _Reading:
    """One file's reading: its steps are timed, and its pages told to the parent."""

    def __init__(self, limits: ReadingLimits, replies: IO[bytes]) -> None:
        self._limits = limits
        self._replies = replies
        self._ends = time.process_time() + STEPS * limits.seconds

    def reply(self, asked: dict[str, Any], content: bytes) -> tuple[bytes, bytes]:
        """Return the kind of the reply and the reply itself."""
        try:
            return b"read", as_json(self._read(asked, content))
        except HelperEnded as ended:  # as if its limit had been reached here
            os.kill(os.getpid(), ended.signal)
            raise
        except FileUnreadable as refused:
            return b"refused", _reason(refused).encode("utf-8", "replace")
        except Exception as error:  # whatever a file makes a reader raise is that file's fault
            return b"refused", _reason(error).encode("utf-8", "replace")

    def _read(self, asked: dict[str, Any], content: bytes) -> object:
        self._begin_step(self._limits.seconds)
        ocr = PageRecogniser(Path(asked["ocr"]), self._limits) if asked["ocr"] else None
        found = extracted(asked["name"], content, self._page_read, ocr, self._begin_page)
        if "window" not in asked:
            return found
        return self._structured(found, asked, hashlib.sha256(content).hexdigest())

    def _structured(self, found: Extracted, asked: dict[str, Any], sha256: str) -> object:
        self._begin_step(self._limits.seconds + len(found.text) / _CHARACTERS_A_SECOND)
        window = Window(Path(asked["window"]["tokenizer"]), asked["window"]["pieces"])
        note = SourceNote(**asked["note"])
        return reading_of(asked["name"], sha256, found, note, window.holds)

    def _page_read(self, done: int, total: int) -> None:
        if not total:
            raise FileUnreadable("", "it has no pages. Export it again.")
        if total > self._limits.pages:
            raise FileUnreadable(
                "",
                f"it has {total:,} pages; at most {self._limits.pages:,} are read. Split it, or "
                "raise MUNIMENT_READ_PAGES.",
            )
        self._begin_page()
        write_frame(self._replies, b"progress\n" + json.dumps([done, total]).encode())

    def _begin_page(self) -> None:
        self._begin_step(self._limits.seconds)

    def _begin_step(self, seconds: float) -> None:
        """Let this process be ended when the next step takes longer than it may."""
        until = min(time.process_time() + seconds, self._ends)
        resource.setrlimit(resource.RLIMIT_CPU, (int(until) + 1, resource.RLIM_INFINITY))


def _limit_memory(limits: ReadingLimits) -> None:
    """Bound what is allocated (not what is mapped: that counts what is never touched)."""
    size = limits.megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (size, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.RLIM_INFINITY))


def _reason(failure: Exception) -> str:
    """Return in words why a file cannot be read, by what lay at the bottom of it."""
    for cause in _causes(failure):
        if isinstance(cause, MemoryError):
            return "reading it takes too much memory. Export it again as a plain PDF or text."
        if isinstance(cause, RecursionError):
            return "its parts refer to one another in a circle. Export it again."
        if type(cause).__name__ == "LimitReachedError":
            return "it unpacks to far more than it seems to hold. Export it again."
    if isinstance(failure, FileUnreadable):
        return failure.reason
    return f"reading it failed ({type(failure).__name__}). Export it again as a plain PDF or text."


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__


if __name__ == "__main__":
    main()
