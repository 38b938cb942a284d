"""Readings that are remembered, and forgotten."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.remembered import MemoryOfReadings
from corpus.encoded import Encoded


class Model:
    """Makes of each text its words, and notes which it was given."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        self.read += texts
        return [
            Encoded(np.zeros(1), np.zeros((len(text.split()), 1)), tuple(text.split()))
            for text in texts
        ]


def pieces(readings: Sequence[Encoded]) -> list[tuple[str, ...]]:
    return [reading.pieces for reading in readings]


def test_a_text_is_read_once_and_given_in_the_order_asked() -> None:
    model, memory = Model(), MemoryOfReadings()
    memory.read(["old lamps", "new lamps"], model.encode)
    found = memory.read(["new lamps", "oil", "old lamps", "oil"], model.encode)
    assert model.read == ["old lamps", "new lamps", "oil"]
    assert pieces(found) == [("new", "lamps"), ("oil",), ("old", "lamps"), ("oil",)]


def test_what_was_used_longest_ago_is_forgotten() -> None:
    model, memory = Model(), MemoryOfReadings(pieces=4)
    memory.read(["a b"], model.encode)
    memory.read(["c d"], model.encode)
    memory.read(["a b"], model.encode)
    memory.read(["e f"], model.encode)
    memory.read(["a b"], model.encode)
    assert model.read == ["a b", "c d", "e f"]
    memory.read(["c d"], model.encode)
    assert model.read[-1] == "c d"


def test_a_text_longer_than_the_memory_is_read_all_the_same() -> None:
    model, memory = Model(), MemoryOfReadings(pieces=2)
    assert pieces(memory.read(["a b c", "d"], model.encode)) == [("a", "b", "c"), ("d",)]
    memory.read(["d"], model.encode)
    assert model.read == ["a b c", "d"]
