"""Whether numbers, names and actors belong to the same in a sentence as in its sources."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.verification.alignment import Read
from assistant.verification.attachment import NAMES, Similarity, attachment_features
from assistant.verification.joined import Joined, facts_in, may_stand_for, says_the_same

SOURCE = (
    "Norwich mended 4,120 of its 8,240 street lamps in March 2009.",
    "Ipswich planted 900 trees beside its canal in June 2011.",
    "The auditor praised the work, but the police complained about the noise.",
)


@pytest.fixture(scope="module")
def features(embeddings):
    def one(sentence: str) -> dict[str, float]:
        texts = [sentence, *SOURCE]
        reads = [Read(t, e) for t, e in zip(texts, embeddings.encode(texts), strict=True)]
        here, there = Joined(reads[:1]), Joined(reads[1:])
        row, places = attachment_features(here, there, Similarity.of(here, there))
        assert len(places) == len(here.content)
        return dict(zip(NAMES, row, strict=True))

    return one


@pytest.mark.parametrize(
    ("right", "wrong", "column"),
    [
        (
            "Norwich repaired 4,120 street lamps.",
            "Norwich repaired 900 street lamps.",
            "least chance of a number among its rivals",
        ),
        (
            "Trees were planted by the canal in June 2011.",
            "Trees were planted by the canal in March 2009.",
            "least chance of a number among its rivals",
        ),
        (
            "Trees were planted beside a canal in Ipswich.",
            "Trees were planted beside a canal in Norwich.",
            "least chance of a name among its rivals",
        ),
        (
            "The police complained about noise.",
            "The auditor complained about noise.",
            "least chance of an actor among its rivals",
        ),
    ],
)
def test_what_stands_in_another_s_place_is_less_likely(features, right, wrong, column) -> None:
    assert features(right)[column] > features(wrong)[column] + 0.5
    assert features(right)[column] <= 0


def test_without_rivals_there_is_no_doubt(features) -> None:
    row = features("The lamps were mended.")
    assert row["least chance of a number among its rivals"] == 0
    assert row["least chance of a name among its rivals"] == 0


def test_a_total_is_no_part(features) -> None:
    assert features("Norwich mended 8,240 lamps.")["a total taken for a part"] == 1
    assert features("Of its 8,240 lamps Norwich mended half.")["a total taken for a part"] == 0
    assert features("Of 4,120 lamps it mended half.")["a part taken for a total"] == 1


def test_actors_that_no_source_has_are_counted(features) -> None:
    assert features("The mayor complained about noise.")["actors in no source"] == 1


def test_all_columns_are_finite(features) -> None:
    assert np.isfinite([*features("Norwich mended lamps.").values()]).all()


def test_facts_of_a_sentence() -> None:
    found = facts_in("Dr Jane Marsh told the council in 2009 that 40 lamps failed.")
    assert [(fact.kind, fact.written) for fact in found] == [
        ("date", "2009"),
        ("count", "40"),
        ("name", "Dr Jane Marsh"),
        ("actor", "council"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "may", "same"),
    [
        ("40 lamps", "50 trees", True, False),
        ("40 lamps", "forty trees", True, True),
        ("40 lamps", "£50", False, False),
        ("told Dr Marsh", "told Dr Hale", True, False),
        ("told Dr Jane Marsh", "told Jane Marsh", True, True),
        ("the auditors", "the police", True, False),
    ],
)
def test_which_facts_may_stand_for_each_other(one: str, other: str, may: bool, same: bool) -> None:
    [mine], [its] = facts_in(one), facts_in(other)
    assert (may_stand_for(mine, its), says_the_same(mine, its)) == (may, same)
