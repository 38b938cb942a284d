"""What is measured: the five reports as a workplace, and the project's own questions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.question_files import read_questions
from evals.questions import FOLDER, Question
from evals.systems import Workplace
from ingest.readers import read
from ingest.sources import SourceNote


@pytest.fixture(scope="session")
def place(reports_library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    place = Workplace(
        reports_library,
        tmp_path_factory.mktemp("place"),
        lambda name, content: read(
            name, content, SourceNote(), reports_library.embeddings.reads_whole
        ),
    )
    yield place
    place.close()


@pytest.fixture(scope="session")
def own_questions(place: Workplace) -> list[Question]:
    """The project's questions, checked against the reports."""
    return read_questions(place.texts, FOLDER)


@pytest.fixture(scope="session")
def small_set(own_questions: list[Question], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A set with the first three of the project's questions of each of four kinds and both splits.

    JSON is YAML too.
    """
    kinds = ("definition", "number", "follow_up", "not_in_documents")
    chosen = [
        question
        for kind in kinds
        for split in ("test", "tune")
        for question in [q for q in own_questions if (q.kind, q.split) == (kind, split)][:3]
    ]
    folder = tmp_path_factory.mktemp("set")
    (folder / "questions").mkdir()
    entries = json.dumps([question.model_dump(mode="json") for question in chosen], indent=1)
    (folder / "questions" / "few.yaml").write_text(entries, "utf-8")
    return folder
