"""Plain chunks and the usual recipe, over documents written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.answerer import AskRequest
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from evals.metrics.answers import citation_exactness
from evals.plain_library import CHUNK_CHARACTERS, plain_library
from evals.usual_recipe import CHUNKS, UsualRecipe
from ingest.pipeline import ingest

LAMPS = "# Lamps\n\n" + "\n\n".join(
    f"The lamps of ward {number} were lit in {1800 + number}. Oil cost £{number} a year."
    for number in range(40)
)
AGAIN = "# Rain\n\n" + ("Rain fell on the town. " * 40 + "\n\n") * 4 + "x" * 2500
MAPS = "# Maps\n\nThe maps are kept in the town hall, where anyone may see them."


class Counted:
    """The real model, with the texts that it was given."""

    def __init__(self, embeddings) -> None:
        self._embeddings = embeddings
        self.texts: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += texts
        return self._embeddings.embed_documents(texts)

    def __getattr__(self, name: str):
        return getattr(self._embeddings, name)


@pytest.fixture
def counted(embeddings) -> Counted:
    return Counted(embeddings)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (("lamps", LAMPS), ("rain", AGAIN), ("maps", MAPS)):
        (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, reports: Path, counted: Counted) -> Iterator[Library]:
    with Library(tmp_path / "data", lambda: counted, embedding_name=DEFAULT_MODEL) as library:
        ingest(library, [reports], lambda name, done, total: None)
        yield library


@pytest.fixture
def plain(library: Library, tmp_path: Path) -> Callable:
    """Opens the plain library of the documents as they are now."""

    @contextmanager
    def opened() -> Iterator[Library]:
        with plain_library(library, tmp_path / "eval") as made:
            yield made

    return opened


def names(library: Library) -> list[str]:
    return sorted(document.source.name for document in library.documents())


def test_the_same_texts_are_cut_into_chunks_that_overlap_and_leave_nothing_out(
    library: Library, plain
) -> None:
    with plain() as made:
        assert names(made) == ["lamps.md", "maps.md", "rain.md"]
        for document in made.documents():
            text = made.text(document.id)
            assert text == library.text(library.document_named(document.source.name).id)
            spans = [passage.span for passage in made.passages_of(document.id)]
            assert all(0 < len(span.of(text).strip()) <= CHUNK_CHARACTERS for span in spans)
            held = {place for span in spans for place in range(span.start, span.end)}
            assert not "".join(c for place, c in enumerate(text) if place not in held).strip()


def test_a_chunk_is_shown_as_it_stands_without_structure(plain) -> None:
    with plain() as made:
        for document in made.documents():
            text = made.text(document.id)
            for passage in made.passages_of(document.id):
                assert passage.shown == passage.span.of(text)
                assert passage.section == ()


def test_it_is_kept_between_calls(plain, counted: Counted) -> None:
    with plain():
        pass
    counted.texts.clear()
    with plain() as made:
        assert names(made) == ["lamps.md", "maps.md", "rain.md"]
    assert counted.texts == []


def test_a_document_that_is_removed_goes(library: Library, plain) -> None:
    with plain():
        pass
    library.remove(library.document_named("rain.md").id)
    with plain() as made:
        assert names(made) == ["lamps.md", "maps.md"]


def test_a_document_that_changes_is_cut_again_and_no_other(
    library: Library, plain, reports: Path, counted: Counted
) -> None:
    with plain():
        pass
    (reports / "maps.md").write_text(MAPS + " They are new.", "utf-8")
    ingest(library, [reports], lambda name, done, total: None)
    counted.texts.clear()
    with plain() as made:
        changed = made.text(made.document_named("maps.md").id)
    assert changed.strip().endswith("They are new.")
    assert len(counted.texts) == 1


def test_the_usual_recipe_answers_with_the_nearest_chunks_as_they_stand(plain) -> None:
    with plain() as made:
        recipe = UsualRecipe(made)
        answer = recipe.answer(AskRequest("when were the lamps of ward 7 lit?"))
        texts = {document.id: made.text(document.id) for document in made.documents()}
        hits = recipe.retrieve("when were the lamps of ward 7 lit?", CHUNKS)
    assert answer.status is Status.ANSWERED
    assert citation_exactness(answer.citations, texts) == 1
    assert [c.span for c in answer.citations] == [hit.passage.span for hit in hits]
    assert [s.text for s in answer.sentences] == [c.quote for c in answer.citations]
    assert [s.citations for s in answer.sentences] == [(n + 1,) for n in range(CHUNKS)]
    assert [hit.dense for hit in hits] == sorted((hit.dense for hit in hits), reverse=True)
    assert "ward 7" in answer.text


def test_the_usual_recipe_never_refuses(plain) -> None:
    with plain() as made:
        answer = UsualRecipe(made).answer(AskRequest("what is the capital of France?"))
    assert answer.status is Status.ANSWERED
    assert answer.citations
