"""Questions that assume what the documents contradict."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.answerer import Answerer, AskRequest
from ingest.pipeline import ingest

REPORT = """# Lamps and wardens

## Devon

The Lamp Wardens of Devon visit residents who report a fault. The scheme has 60 volunteer wardens,
and its board meets fortnightly to agree which street lamps are mended first.

Since 2008 the number of lamp faults reported by residents of Devon has fallen by 13 per cent.

## Salford

Salford mends its street lamps with a crew of its own. The crew mends lamps at night.
"""


@pytest.fixture
def lamps(make_library, tmp_path: Path) -> Answerer:
    (tmp_path / "lamps.md").write_text(REPORT, "utf-8")
    library = make_library()
    ingest(library, [tmp_path / "lamps.md"], lambda name, done, total: None)
    return Answerer(library)


@pytest.mark.parametrize(
    ("question", "says", "shown"),
    [
        (
            "Who are the 30 volunteer wardens of Devon?",
            "The documents give another number.",
            "60 volunteer wardens",
        ),
        (
            "Who chairs the monthly meeting of the board on street lamps in Devon?",
            "The documents say that it happens at other times.",
            "meets fortnightly",
        ),
        (
            "Why has the number of lamp faults reported by residents of Devon risen?",
            "The documents say that it went the other way.",
            "fallen by 13 per cent",
        ),
    ],
)
def test_a_false_premise_is_corrected(lamps, question: str, says: str, shown: str) -> None:
    answer = lamps.answer(AskRequest(question))
    assert answer.status is Status.CORRECTED
    assert answer.note == says
    assert shown in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who do the 60 volunteer wardens of Devon visit?",
        "What does the fortnightly board meeting in Devon agree?",
        "How do the Lamp Wardens of Devon visit residents?",
        "Why has the number of lamp faults reported by residents of Devon fallen?",
        "How does the crew of Salford mend street lamps?",
    ],
)
def test_what_is_rightly_put_is_not(lamps, question: str) -> None:
    assert lamps.answer(AskRequest(question)).status is not Status.CORRECTED
