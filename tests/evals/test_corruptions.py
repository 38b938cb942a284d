"""True sentences made false by rule."""

from __future__ import annotations

import random

import pytest

from evals.corruptions import corrupted

SOURCE = "The auditor said that 30 homes in Hull were mended in June 2011."


@pytest.mark.parametrize(
    ("sentence", "way", "text"),
    [
        ("It mended 40 homes.", "count", "It mended 30 homes."),
        ("It mended homes in Leeds.", "name", "It mended homes in Hull."),
        ("It was in May 2010.", "date", "It was in June 2011."),
        ("The police said so.", "actor", "The auditor said so."),
        ("40 of the 60 failed.", "exchanged", "60 of the 40 failed."),
        ("Homes were mended.", "denied", "Homes were not mended."),
        ("Homes were not mended.", "affirmed", "Homes were mended."),
        ("Most homes were dry.", "generalised", "all homes were dry."),
        ("It will report.", "done", "It has reported."),
        ("It rained, while homes leaked.", "caused", "It rained, and as a result homes leaked."),
        ("Rents rose in May.", "turned", "Rents fell in May."),
    ],
)
def test_a_sentence_is_made_false_in_each_way(sentence: str, way: str, text: str) -> None:
    made = corrupted(sentence, [SOURCE], random.Random(1))
    assert text in [one.text for one in made if one.way == way]


def test_what_no_rule_fits_stays_true() -> None:
    assert list(corrupted("Lamps burn.", [SOURCE], random.Random(1))) == []
