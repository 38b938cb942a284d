"""What is said of a PDF whose pages were not all read, or not all of what is on them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from corpus.words import NO_TEXT, RECOGNISED
from ingest.page_reading import ReadPage
from ingest.pdf_text import listed


def warnings_of(
    pages: Sequence[ReadPage], unread: Collection[int], *, ocr: bool, out_of_time: bool
) -> tuple[str, ...]:
    """Return the warnings, each for all the pages that it is about.

    Args:
        unread: the pages without text of their own, counted from 0.
        ocr: whether OCR was to read those.
        out_of_time: whether it took longer than it may.
    """
    found = []
    if recognised := _named(pages, lambda page: page.recognised):
        found.append(
            f"The text of {recognised} was {RECOGNISED} from a scan and may hold "
            "recognition errors."
        )
    if unread:
        verb = "hold" if len(unread) > 1 else "holds"
        advice = " that OCR could read" if ocr else "; OCR (--ocr) reads scans"
        named = _pages([number + 1 for number in sorted(unread)]).capitalize()
        found.append(f"{named} of {len(pages)} {verb} {NO_TEXT}{advice}.")
    if unread and out_of_time:
        found.append("OCR ran out of time: raise MUNIMENT_READ_SECONDS.")
    if hidden := _named(pages, lambda page: page.hidden > 0):
        found.append(f"Text that readers cannot see was left out on {hidden}.")
    if slanted := _named(pages, lambda page: page.slanted > 0):
        found.append(f"Text at a slant, such as a watermark, was left out on {slanted}.")
    return tuple(found)


def _named(pages: Sequence[ReadPage], chosen: Callable[[ReadPage], bool]) -> str:
    """Name the pages that are chosen; empty if none is."""
    numbers = [number for number, page in enumerate(pages, start=1) if chosen(page)]
    return _pages(numbers) if numbers else ""


def _pages(numbers: Sequence[int]) -> str:
    return f"page{'s' if len(numbers) > 1 else ''} {listed(numbers)}"
