"""The keeper of the vector index gives back the room of what was deleted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from corpus.embedding import PassageEmbeddings
from corpus.index import IndexKeeper
from corpus.vectors import Vectors
from corpus.words import BlockKind, Passage, Reading, Role, Source, Span, Statement, Unit

KEPT, DELETED = 900, 700


def no_model() -> PassageEmbeddings:
    raise AssertionError("nothing needs to be embedded")


def passage(number: int) -> Passage:
    said = Statement(Role.SENTENCE, Span(0, 4), "Lamp")
    unit = Unit(f"u{number}", BlockKind.PARAGRAPH, said.span, said.shown, (said,))
    return Passage(f"p{number}", said.span, (unit,))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "catalogue.sqlite")
    passages = tuple(passage(number) for number in range(KEPT))
    opened.put(
        "lamps", Reading(Source("lamps.md", "Lamps"), "f" * 64, "Lamp", (), passages), passages
    )
    yield opened
    opened.close()


@pytest.mark.parametrize(("deleted", "folder"), [(DELETED, "vectors-2"), (200, "vectors-1")])
def test_an_index_with_much_deleted_is_copied_at_the_next_opening(
    catalogue: Catalogue, tmp_path: Path, deleted: int, folder: str
) -> None:
    held = np.random.default_rng(7).normal(size=(KEPT + deleted, 8)).astype(np.float32)
    ids = [f"lamps:u{number}" for number in range(KEPT + deleted)]
    before = Vectors(tmp_path / "vectors-1")
    before.add(ids, ["lamps"] * len(ids), held)
    before.delete(ids[KEPT:])
    before.close()
    keeper = IndexKeeper(tmp_path, catalogue, no_model, "a model")
    index = keeper.vectors
    assert index.count() == KEPT
    assert sorted(index.ids_of("lamps")) == sorted(ids[:KEPT])
    assert [index.nearest(held[n], 1)[0][0] for n in (0, 450, 899)] == [
        ids[n] for n in (0, 450, 899)
    ]
    assert [path.name for path in tmp_path.glob("vectors-*")] == [folder]
    keeper.close()
    again = IndexKeeper(tmp_path, catalogue, no_model, "a model")
    assert again.vectors.count() == KEPT
    again.close()
