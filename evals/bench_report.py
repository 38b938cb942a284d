"""Reports to read for the benchmarks, typeset from what the library holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.library import Library
from evals.content import Element
from evals.reading_content import report
from evals.report_elements import elements_of
from evals.typeset import Layout, set_as_pdf

_LAYOUT = Layout(running_head="Reports on services for older people")
_TITLE = "Reports on services for older people"
CHARACTERS = 392_000
"""Characters that fill 120 pages of A4, set as they are here."""


def long_report(library: Library) -> list[Element]:
    """Return the reports' texts, one after another and again from the start, as one report."""
    found: list[Element] = []
    length = 0
    for element in _endless(library):
        if length > CHARACTERS:
            break
        found.append(element)
        length += _length(element)
    return found


def as_pdf(elements: Sequence[Element]) -> bytes:
    """Return a report as the PDF that is read."""
    return set_as_pdf(elements, _LAYOUT, _TITLE)


def with_one_change(elements: Sequence[Element]) -> list[Element]:
    """Return a report with two words of a paragraph in its middle exchanged, so that only the
    page with that paragraph is another."""
    middle = len(elements) // 2
    place = next(
        number
        for number, element in enumerate(elements)
        if number >= middle and element.kind == "paragraph" and len(element.text.split()) > 40
    )
    words = elements[place].text.split(" ")
    words[20], words[21] = words[21], words[20]
    changed = list(elements)
    changed[place] = replace(elements[place], text=" ".join(words))
    return changed


def short_reports(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield the names and contents of reports of about two pages, each with words of its own."""
    for number in range(count):
        yield f"report-{number}.pdf", set_as_pdf(report(1000 + number, sections=2), _LAYOUT)


def _endless(library: Library) -> Iterator[Element]:
    documents = sorted(library.documents(), key=lambda document: -document.characters)
    while documents:
        for document in documents:
            yield Element("heading", document.source.title, level=1)
            for element in elements_of(library.text(document.id), library.passages_of(document.id)):
                yield replace(element, level=element.level and element.level + 1)


def _length(element: Element) -> int:
    return len(element.text) + sum(
        len(piece) for row in (element.items, *element.rows) for piece in row
    )
