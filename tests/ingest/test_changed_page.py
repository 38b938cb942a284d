"""A report handed in again: what has not changed is not embedded again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from evals.content import Element
from evals.reading_content import report
from evals.typeset import Layout, set_as_pdf
from ingest.limited import LimitedReader
from ingest.pipeline import Intake, Outcome, Watcher
from ingest.sources import SourceNote

NAME = "review.pdf"


class CountingEmbeddings:
    """The embedding model, which notes what it is given to embed."""

    def __init__(self, embeddings) -> None:
        self._embeddings = embeddings
        self.texts: list[str] = []

    def __getattr__(self, name: str):
        return getattr(self._embeddings, name)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += texts
        return self._embeddings.embed_documents(texts)


@pytest.fixture
def counting(embeddings) -> CountingEmbeddings:
    return CountingEmbeddings(embeddings)


@pytest.fixture
def library(tmp_path: Path, counting: CountingEmbeddings) -> Iterator[Library]:
    with Library(tmp_path / "data", lambda: counting, embedding_name=DEFAULT_MODEL) as library:
        yield library


@pytest.fixture
def hand_in(library: Library) -> Iterator[Callable[[bytes], Outcome]]:
    """Brings in the report with some content, and returns what became of it."""
    with LimitedReader() as reader:
        intake = Intake(library, reader, Watcher(lambda *_: None))
        yield lambda content: intake.content(NAME, content, SourceNote()).outcome


def pdf(elements: list[Element]) -> bytes:
    return set_as_pdf(elements, Layout(running_head="Scrutiny review"), "Review of services")


def with_a_page_changed(elements: list[Element]) -> list[Element]:
    """Exchange two words of a paragraph in the middle, which changes no other page."""
    place = next(
        n for n, e in enumerate(elements) if n > len(elements) // 2 and e.kind == "paragraph"
    )
    words = elements[place].text.split(" ")
    words[1], words[2] = words[2], words[1]
    changed = Element("paragraph", " ".join(words))
    return [*elements[:place], changed, *elements[place + 1 :]]


def test_one_changed_page_embeds_only_its_own_units(
    library: Library, counting: CountingEmbeddings, hand_in: Callable[[bytes], Outcome]
) -> None:
    elements = report(5, sections=8)
    assert hand_in(pdf(elements)) is Outcome.ADDED
    [document] = library.documents()
    before = {unit.id for p in library.passages_of(document.id) for unit in p.units}
    old_text = library.text(document.id)
    old_pages = [page.span.of(old_text) for page in library.version(document.id).pages]
    counting.texts.clear()
    assert hand_in(pdf(with_a_page_changed(elements))) is Outcome.UPDATED
    text = library.text(document.id)
    pages = library.version(document.id).pages
    [changed] = [
        page for page, old in zip(pages, old_pages, strict=True) if page.span.of(text) != old
    ]
    units = [unit for p in library.passages_of(document.id) for unit in p.units]
    new = [unit for unit in units if unit.id not in before]
    assert len(counting.texts) == len(new) > 0
    for unit in new:
        assert unit.span.start < changed.span.end and changed.span.start < unit.span.end
    assert len(new) < len(units) / 10


def test_an_unchanged_report_is_neither_read_nor_embedded(
    counting: CountingEmbeddings, hand_in: Callable[[bytes], Outcome]
) -> None:
    content = pdf(report(6, sections=2))
    hand_in(content)
    counting.texts.clear()
    assert hand_in(content) is Outcome.UNCHANGED
    assert not counting.texts
