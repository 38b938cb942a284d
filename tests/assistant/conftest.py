"""What answers from the five reports, and a small library written out here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answerer import Answerer
from assistant.search import HybridSearch, RankedSearch
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from ingest.pipeline import ingest

TOWNS = {
    "norwich-lamps.md": """# Street lamps in Norwich

## Repairs

Norwich City Council repairs its street lamps itself. In 2009 it mended 4,120 lamps at a cost of
£31,000. The contract was let for three years because the old lamps failed each winter.

## Duties of the lamp board

The duties of the lamp board are:

- inspect every lamp twice a year;
- publish what lamps cost;
- answer complaints within ten days.
""",
    "ipswich-helpers.md": """# Helpers in Ipswich

## Charities

Ipswich gave grants to four charities that visit pensioners at home. The charities report to the
council each quarter. Volunteers drive older residents to the surgery.

## Training

Helpers are trained by the college. Training takes six weeks and ends with a certificate.

| Course | Places |
| --- | --- |
| First aid | 24 |
| Driving | 12 |
""",
    "plan-guidance.md": """# Guidance on plans

## Timetable

The action plan must be agreed within eight weeks of the review. The chief executive signs it.
It is then sent to the inspectorate, which comments in writing.
""",
}
"""Reports by file name."""


@pytest.fixture(scope="session")
def answerer(reports_library) -> Answerer:
    return Answerer(reports_library)


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory, embeddings) -> Iterator[Library]:
    """Three reports of a page each; tests only read them."""
    folder = tmp_path_factory.mktemp("towns")
    for name, text in TOWNS.items():
        (folder / name).write_text(text, "utf-8")
    with Library(folder / "data", lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        ingest(library, sorted(folder.glob("*.md")), lambda name, done, total: None)
        yield library


@pytest.fixture(scope="session")
def search(towns: Library) -> RankedSearch:
    return RankedSearch(HybridSearch(towns))
