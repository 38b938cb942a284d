"""A question about one place is answered from nothing that is told of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.answerer import Answerer, AskRequest
from assistant.question import understood
from ingest.pipeline import ingest

REPORT = """# Street lamps

## Norwich

The crew mended 4,120 street lamps at a cost of £31,000.

## Street lamps elsewhere

In Ipswich the cost of mending street lamps was £52,000.

Street lamps last longer where residents report faults.
"""


@pytest.fixture
def lamps(make_library, tmp_path: Path) -> Answerer:
    (tmp_path / "lamps.md").write_text(REPORT, "utf-8")
    library = make_library()
    ingest(library, [tmp_path / "lamps.md"], lambda name, done, total: None)
    return Answerer(library)


def test_what_is_told_of_another_place_is_left_out(lamps: Answerer) -> None:
    text = lamps.answer(AskRequest("What did mending street lamps in Norwich cost?")).text
    assert "£31,000" in text
    assert "Ipswich" not in text


def test_what_names_the_place_itself_or_none_stays(lamps: Answerer) -> None:
    text = lamps.answer(AskRequest("What was the cost of mending street lamps in Ipswich?")).text
    assert "£52,000" in text
    assert "£31,000" not in text
    _, ranking = lamps.searcher.ranked(understood("street lamps in Ipswich"))
    shown = {one.place.statement.shown for one in ranking.statements}
    assert "Street lamps last longer where residents report faults." in shown


@pytest.mark.parametrize("place", ["England", "Great Britain"])
def test_a_country_is_told_of_by_its_towns(lamps: Answerer, place: str) -> None:
    _, ranking = lamps.searcher.ranked(understood(f"the cost of street lamps in {place}"))
    shown = " ".join(one.place.statement.shown for one in ranking.statements)
    assert "£31,000" in shown
    assert "£52,000" in shown


def test_a_name_told_of_in_another_place_alone_is_corrected(answerer: Answerer) -> None:
    answer = answerer.answer(AskRequest("How was the Compact agreement regarded in Torbay?"))
    assert answer.status is Status.CORRECTED
    assert answer.note.startswith("The documents tell of this in ")
    assert answer.note.endswith(", not in Torbay.")
    assert "Compact" in answer.sentences[0].text
    there = answerer.answer(AskRequest("How was the Compact agreement regarded in Warrington?"))
    assert there.status is Status.ANSWERED
