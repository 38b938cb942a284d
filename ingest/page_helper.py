"""The pages of a long file, read by two processes side by side.

Finding the words of a page takes most of the time of a PDF, and the reader of PDFs may not
be called from two threads. The second process is forked from the first, shares its memory
and its process group, and so is ended with it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

FEWEST_PAGES = 16
"""Of fewer, the second process would take longer to begin than it saves (measured)."""

Page = TypeVar("Page")

ReadPages = Callable[[Sequence[int]], Iterator[Page]]
"""Yields the pages of the given numbers, in their order."""


class HelperEnded(Exception):
    """The second process was ended by a signal, as by a limit that it had reached."""

    def __init__(self, signal: int) -> None:
        super().__init__(f"signal {signal}")
        self.signal = signal


def worth_helping(pages: int) -> bool:
    """Tell whether a second process makes reading so many pages faster."""
    return pages >= FEWEST_PAGES and len(os.sched_getaffinity(0)) > 1


def read_by_two(
    read: ReadPages[Page], count: int, begin_page: Callable[[], None]
) -> Iterator[tuple[int, Page]]:
    """Yield number and page of ``count`` pages, as they come.

    Args:
        begin_page: called in the second process before each page that it reads.

    Raises:
        HelperEnded: a signal ended the second process.
        Exception: what ``read`` raises in either process.
    """
    own, others = range(0, count, 2), range(1, count, 2)
    with _Helper(read, others, begin_page) as helper:
        for number, page in zip(own, read(own), strict=True):
            yield number, page
            yield from helper.pages(wait=False)
        yield from helper.pages(wait=True)


class _Helper(Generic[Page]):
    """The second process, and the pipe that its pages come through."""

    def __init__(
        self, read: ReadPages[Page], numbers: Sequence[int], begin_page: Callable[[], None]
    ) -> None:
        forking = multiprocessing.get_context("fork")
        self._pages, sending = forking.Pipe(duplex=False)
        self._waiting = iter(numbers)
        self._missing = len(numbers)
        self._process = forking.Process(
            target=_send, args=(sending, read, numbers, begin_page), daemon=True
        )
        self._process.start()
        sending.close()

    def __enter__(self) -> _Helper[Page]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pages.close()
        self._process.kill()
        self._process.join()

    def pages(self, *, wait: bool) -> Iterator[tuple[int, Page]]:
        """Yield the pages that are there, or with ``wait`` all that are still to come."""
        while self._missing and (wait or self._pages.poll()):
            page = self._received()
            self._missing -= 1
            yield next(self._waiting), page

    def _received(self) -> Page:
        try:
            failure, page = self._pages.recv()
        except EOFError:
            self._process.join()
            raise HelperEnded(-(self._process.exitcode or 0)) from None
        if failure:
            raise failure
        return page


def _send(
    sending: Connection,
    read: ReadPages[Page],
    numbers: Iterable[int],
    begin_page: Callable[[], None],
) -> None:
    """Read pages and send them: what the second process does."""
    pages = read([*numbers])
    try:
        begin_page()
        for page in pages:
            sending.send((None, page))
            begin_page()
    except BrokenPipeError:
        return  # nobody waits for more
    except Exception as failure:  # whatever a file makes a reader raise is told to the first
        sending.send((_that_can_be_sent(failure), None))


def _that_can_be_sent(failure: Exception) -> Exception:
    if isinstance(failure, (MemoryError, RecursionError, ValueError)):
        return type(failure)(str(failure))
    return RuntimeError(f"{type(failure).__name__}: {failure}")
