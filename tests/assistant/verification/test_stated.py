"""Sentences in the very words of a source, or of its denial."""

from __future__ import annotations

import pytest

from assistant.verification.alignment import Read, aligned
from assistant.verification.stated import is_denied, is_stated

SOURCE = "In most wards Leeds spent £5 on lamps and York spent £3, because the old lamps failed."


@pytest.fixture(scope="module")
def read(embeddings):
    def one(text: str) -> Read:
        return Read(text, embeddings.encode([text])[0])

    return one


@pytest.mark.parametrize(
    ("claim", "stated"),
    [
        (SOURCE, True),
        ("Most wards of Leeds spent £5 on lamps.", True),
        ("Leeds spent £5 on lamps.", False),  # not in most wards alone
        ("In most wards, Leeds spent £3.", False),
        ("In most wards Leeds may have spent £5.", False),
        ("Most wards of Leeds did not spend £5.", False),
        ("Lamps of York.", False),
    ],
)
def test_the_same_words_in_the_same_order_as_sure_and_general(read, claim, stated: bool) -> None:
    assert is_stated(read(claim), [read("Buses run."), read(SOURCE)]) is stated


@pytest.mark.parametrize(
    ("claim", "source", "denied"),
    [
        ("The lamps were not lit.", "The lamps were lit.", True),
        ("The lamps were lit.", "The lamps were never lit.", True),
        ("The lamps weren’t lit.", "The lamps were not lit.", False),
        ("The lamps were not mended by the council.", "The lamps were lit.", False),
    ],
)
def test_a_denial_is_told_where_the_words_are_the_same(read, claim, source, denied: bool) -> None:
    one, nearest = read(claim), read(source)
    assert is_denied(one, aligned(one, [nearest]), nearest) is denied
