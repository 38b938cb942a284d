"""What tests of the register read: a text's register, and number and words of each entry."""

from __future__ import annotations

from corpus.words import Register
from ingest.recommendations import register_of
from ingest.structure import blocks_of


def register(text: str) -> Register:
    return register_of(text, blocks_of(text))


def found(text: str) -> list[tuple[str, str]]:
    return [(one.number, one.shown) for one in register(text).recommendations]


def themes(text: str) -> list[str]:
    return [one.theme for one in register(text).recommendations]
