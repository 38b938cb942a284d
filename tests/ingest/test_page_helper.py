"""Two processes read the pages of a long file as one does, and fail as one does."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.page_helper import FEWEST_PAGES, HelperEnded, read_by_two
from ingest.pdf import read_pdf


def long_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(2 * FEWEST_PAGES + 1):
        canvas.drawString(72, 720, f"Page {page} speaks of the library in ward {page * 7}.")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def numbers(wanted: Sequence[int]) -> Iterator[tuple[int, int]]:
    return ((number, os.getpid()) for number in wanted)


def nothing() -> None:
    """Begin a page."""


def test_two_read_what_one_reads() -> None:
    content = long_pdf()
    begun: list[int] = []
    told: list[int] = []
    together = read_pdf(
        content, "a.pdf", lambda done, _: told.append(done), begin_page=lambda: begun.append(1)
    )
    assert together == read_pdf(content, "a.pdf")
    assert told == list(range(2 * FEWEST_PAGES + 2))
    assert not begun  # that is called where pages are read: in the other process


def test_each_reads_half_of_the_pages() -> None:
    found = dict(read_by_two(numbers, 41, nothing))
    assert sorted(found) == list(range(41))
    assert all(number == page for number, (page, _) in found.items())
    by_process = [{pid for n, (_, pid) in found.items() if n % 2 == half} for half in (0, 1)]
    assert by_process[0] == {os.getpid()}
    assert len(by_process[1]) == 1 and by_process[0].isdisjoint(by_process[1])


def test_what_fails_in_the_other_process_fails_here() -> None:
    def fails(wanted: Sequence[int]) -> Iterator[int]:
        for number in wanted:
            if number == 5:
                raise MemoryError("page 5")
            yield number

    with pytest.raises(MemoryError, match="page 5"):
        list(read_by_two(fails, 20, nothing))


def test_a_signal_that_ends_the_other_process_is_told() -> None:
    def dies(wanted: Sequence[int]) -> Iterator[int]:
        for number in wanted:
            if number == 5:
                os.kill(os.getpid(), signal.SIGXCPU)
            yield number

    with pytest.raises(HelperEnded) as ended:
        list(read_by_two(dies, 20, nothing))
    assert ended.value.signal == signal.SIGXCPU


def test_the_other_process_ends_when_nobody_waits() -> None:
    reading = read_by_two(numbers, 4001, nothing)
    (_, (_, here)), (_, (_, there)) = next(reading), next(p for p in reading if p[0] == 1)
    reading.close()
    assert here == os.getpid()
    with pytest.raises(ProcessLookupError):
        os.kill(there, 0)
