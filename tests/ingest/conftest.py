"""The five reports, read once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.words import Block, Passage, Reading, Unit
from ingest.readers import read
from ingest.sources import source_notes
from ingest.structure import blocks_of

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"


@dataclass(frozen=True)
class Report:
    """A report as read, with the blocks that its passages come from."""

    reading: Reading
    blocks: list[Block]

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def passages(self) -> tuple[Passage, ...]:
        return self.reading.passages

    @property
    def units(self) -> list[tuple[Passage, Unit]]:
        return [(passage, unit) for passage in self.passages for unit in passage.units]


@pytest.fixture(scope="session")
def reports(embeddings) -> dict[str, Report]:
    """Each report by the first word of its file name."""
    notes = source_notes(REPORTS)
    read_in = {}
    for path in sorted(REPORTS.glob("*.md")):
        if path.name in notes:
            content = path.read_bytes()
            reading = read(path.name, content, notes[path.name], embeddings.reads_whole)
            read_in[path.name.split("-")[0]] = Report(reading, blocks_of(reading.text))
    assert len(read_in) == 5
    return read_in


@pytest.fixture(params=["age", "dwp", "high", "joint", "kent"])
def report(request: pytest.FixtureRequest, reports: dict[str, Report]) -> Report:
    """Each of the five reports in turn."""
    return reports[request.param]
