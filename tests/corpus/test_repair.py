"""A library whose vectors were damaged while it was closed finds everything again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.vectors import Vectors
from corpus.words import in_context

MANY, FEW = 1300, 40
"""Passages; Chroma writes its index files from a thousand vectors on."""


def read_of(number: int) -> str:
    """Return what the model reads of a passage of the parish's report."""
    told = f"The council of ward {number} bought {number * 7} lamps."
    return in_context("Report of Lampwick", ("Report of Lampwick", f"Ward {number} of it"), told)


def reached(library: Library, sections: int) -> int:
    """Return how many of the passages a search finds by their own words, in every tenth."""
    asked = range(0, sections, 10)
    return sum(
        max(library.nearest(read_of(number), 1).popitem()[1].values()) > 0.999 for number in asked
    )


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory, word_embeddings, put, parish) -> Callable:
    """Returns the folder of a closed library of so many passages; copy it, never change it."""
    made: dict[int, Path] = {}

    def of_size(sections: int) -> Path:
        if sections not in made:
            made[sections] = tmp_path_factory.mktemp("closed") / "data"
            name = word_embeddings.name
            with Library(made[sections], word_embeddings, embedding_name=name) as library:
                put(library, "lampwick.md", parish(sections))
        return made[sections]

    return of_size


def index_files(folder: Path) -> list[Path]:
    return [path for path in (folder / "vectors-1").iterdir() if path.is_dir()]


def without_index_files(folder: Path) -> None:
    for path in index_files(folder):
        shutil.rmtree(path)


def with_index_files_cut(folder: Path) -> None:
    for path in index_files(folder):
        for file in path.iterdir():
            file.write_bytes(file.read_bytes()[:50])


def without_the_index(folder: Path) -> None:
    shutil.rmtree(folder / "vectors-1")


def with_garbage_for_an_index(folder: Path) -> None:
    (folder / "vectors-1" / "chroma.sqlite3").write_bytes(b"lamps " * 2000)


@pytest.mark.parametrize(
    ("sections", "damage"),
    [
        (MANY, without_index_files),
        (MANY, with_index_files_cut),
        (FEW, without_index_files),
        (FEW, without_the_index),
        (FEW, with_garbage_for_an_index),
    ],
)
def test_the_first_search_after_damage_reaches_everything(
    closed, open_library, tmp_path: Path, sections: int, damage: Callable[[Path], None]
) -> None:
    folder = Path(shutil.copytree(closed(sections), tmp_path / "data"))
    damage(folder)
    library = open_library(folder)
    assert reached(library, sections) == sections // 10
    assert library.readiness().ready
    assert len(list(folder.glob("vectors-*"))) == 1


def test_readiness_alone_repairs_what_was_damaged(closed, open_library, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(closed(FEW), tmp_path / "data"))
    without_the_index(folder)
    readiness = open_library(folder).readiness()
    assert (readiness.ready, readiness.passages) == (True, FEW)


def test_a_lost_vector_is_made_again(closed, open_library, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(closed(FEW), tmp_path / "data"))
    index = Vectors(folder / "vectors-1")
    index.delete(index.all_ids()[10:11])
    library = open_library(folder)
    assert reached(library, FEW) == FEW // 10
    assert library._vectors.count() == FEW


def test_vectors_of_no_passage_are_dropped(closed, open_library, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(closed(FEW), tmp_path / "data"))
    orphans = [[float(place == n) for place in range(64)] for n in range(3)]
    Vectors(folder / "vectors-1").add(["x", "y", "z"], ["lampwick"] * 3, orphans)
    library = open_library(folder)
    assert library._vectors.known(["x", "y", "z"]) == set()
    assert library._vectors.count() == FEW
    assert all(library.nearest("x", 3))


def test_another_model_reads_everything_again_once(
    closed, open_library, tmp_path: Path, word_embeddings
) -> None:
    folder = Path(shutil.copytree(closed(FEW), tmp_path / "data"))
    other = word_embeddings(seed=1)
    library = open_library(folder, model=other, name="another")
    assert reached(library, FEW) == FEW // 10
    assert sorted(other.read) == sorted(read_of(number) for number in range(FEW))
    library.close()
    other.read.clear()
    again = open_library(folder, model=other, name="another")
    assert reached(again, FEW) == FEW // 10
    assert other.read == []


def test_an_undamaged_library_is_left_as_it_is(closed, open_library, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(closed(FEW), tmp_path / "data"))
    library = open_library(folder)
    library.warm()
    assert library.readiness().ready
    assert [path.name for path in folder.glob("vectors-*")] == ["vectors-1"]
