"""The benchmarks' own logic: figures, the typeset report, and what is counted of it."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.words import BlockKind, Document, Page, Passage, Source, Span, Unit, Version
from evals.bench import _parts
from evals.bench_figures import Figure, line_of
from evals.bench_reading import changed_pages, least_cosine, units_on
from evals.bench_report import as_pdf, long_report, short_reports, with_one_change
from evals.plain_library import CHUNK_CHARACTERS, chunks_of
from ingest.pdf import read_pdf


@pytest.mark.parametrize(
    ("figure", "met", "said"),
    [
        (Figure("time", 0.1, "s", 0.2), True, "at most 0.2 "),
        (Figure("time", 0.3, "s", 0.2), False, "NOT MET"),
        (Figure("ratio", 1.2, "", 1.15, higher_is_better=True), True, "at least 1.15"),
        (Figure("ratio", 1.1, "", 1.15, higher_is_better=True), False, "NOT MET"),
        (Figure("told only", 7, ""), None, "7.00"),
    ],
)
def test_a_figure_says_whether_it_is_met(figure: Figure, met: bool | None, said: str) -> None:
    assert figure.met is met
    assert said in line_of(figure)


def test_the_long_parts_are_measured_when_asked_for() -> None:
    assert _parts([]) == ["answers", "reading"]
    assert _parts(["--folder"]) == ["answers", "reading", "folder"]
    assert _parts(["--only", "folder"]) == ["folder"]


def test_the_long_report_fills_about_120_pages(reports_library) -> None:
    elements = long_report(reports_library)
    assert {"heading", "paragraph", "list", "table"} <= {element.kind for element in elements}
    read = read_pdf(as_pdf(elements), "long.pdf")
    assert 115 <= len(read.pages) <= 125


def test_exchanging_two_words_changes_one_page(reports_library) -> None:
    elements = long_report(reports_library)[:150]
    one, other = (
        read_pdf(as_pdf(each), "long.pdf") for each in (elements, with_one_change(elements))
    )
    assert len(changed_pages(_version(one.pages), one.text, _version(other.pages), other.text)) == 1


def test_changed_pages_are_those_with_another_text_or_new() -> None:
    old = _version((Page(1, "i", Span(0, 3)), Page(2, "ii", Span(3, 6))))
    new = _version(
        (Page(1, "i", Span(0, 3)), Page(2, "ii", Span(3, 7)), Page(3, "iii", Span(7, 8)))
    )
    assert changed_pages(old, "abcdef", new, "abcdxefg") == {2, 3}


def test_units_on_a_page_include_those_that_reach_over_its_end() -> None:
    version = _version((Page(1, "1", Span(0, 10)), Page(2, "2", Span(10, 20))))
    units = tuple(
        Unit(name, BlockKind.PARAGRAPH, Span(start, end), name, ())
        for name, start, end in (("first", 0, 8), ("over", 8, 12), ("second", 12, 20))
    )
    passage = Passage("p", Span(0, 20), units)
    assert units_on([passage], version, {1}) == {"first", "over"}
    assert units_on([passage], version, {2}) == {"over", "second"}


def test_the_least_cosine_is_that_of_the_worst_row_at_any_length() -> None:
    vectors = np.array([[1.0, 0.0], [0.0, 2.0]])
    assert least_cosine(vectors, vectors * 3) == pytest.approx(1)
    assert least_cosine(vectors, np.array([[1.0, 0.0], [3.0, 4.0]])) == pytest.approx(0.8)


def test_short_reports_are_small_and_differ() -> None:
    contents = dict(short_reports(3))
    assert len(set(contents.values())) == len(contents) == 3
    assert all(1 <= len(read_pdf(content, name).pages) <= 4 for name, content in contents.items())


def test_chunks_are_at_most_as_long_as_said_and_overlap() -> None:
    chunks = chunks_of(" ".join(f"word{number}" for number in range(500)))
    assert len(chunks) > 1 and all(len(chunk) <= CHUNK_CHARACTERS for chunk in chunks)
    assert chunks[1].split()[0] in chunks[0]


def _version(pages: tuple[Page, ...]) -> Version:
    document = Document("d", Source("d.pdf", "D"), "0" * 64, 0, 0)
    return Version(document, 1, "", current=True, pages=pages)
