"""The suite of reading: typeset tables are read as they have to, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.words import Reading
from evals import reading_suite
from evals.reading_suite import ReadingSuite, TypesetReport
from ingest.readers import read
from ingest.sources import SourceNote

OWN_SET = Path(reading_suite.__file__).parent


class Place:
    """Reads files as the product does, with a model that reads all of them."""

    def __init__(self, change: str = "") -> None:
        self.change = change.encode()

    def read(self, name: str, content: bytes) -> Reading:
        return read(name, content.replace(self.change, b""), SourceNote(), lambda _: True)


def cases(kind: str) -> list[TypesetReport]:
    found = ReadingSuite().cases(OWN_SET, Place())
    return [case for case in found if case.kind == kind and case.split == "test"]


@pytest.mark.parametrize("kind", [kind for kind in ReadingSuite.kinds if kind.startswith("tables")])
def test_every_row_reads_with_its_groups_headers_notes_and_caption(kind: str) -> None:
    [case] = cases(kind)
    scores = ReadingSuite().run(case, None, Place()).scores
    assert scores == {"table_rows": 1.0, "captions": 1.0, "running_heads": 0.0}


@pytest.mark.parametrize("kind", [kind for kind in ReadingSuite.kinds if kind.startswith("notes")])
def test_every_mark_is_tied_to_its_note(kind: str) -> None:
    [case] = cases(kind)
    scores = ReadingSuite().run(case, None, Place()).scores
    assert scores == {"notes": 1.0, "running_heads": 0.0}


def test_a_lost_note_is_seen() -> None:
    [case] = cases("notes-markdown")
    result = ReadingSuite().run(case, None, Place("[^3]: "))
    assert 0.9 < result.scores["notes"] < 1
    assert result.faults


@pytest.mark.parametrize("lost", ['colspan="2"', "<caption>", "* Provisional"])
def test_what_is_lost_of_a_table_is_seen(lost: str) -> None:
    [case] = cases("tables-html")
    result = ReadingSuite().run(case, None, Place(lost))
    assert result.scores["table_rows"] < 1 or result.scores["captions"] < 1
    assert result.faults
