"""What clauses mark, held against the clauses of the sources that say the same."""

from __future__ import annotations

import pytest

from assistant.verification.alignment import Read
from assistant.verification.attachment import Similarity, attachment_features
from assistant.verification.clauses import NAMES, clause_features, denied
from assistant.verification.joined import Joined

SOURCE = (
    "The council has not mended the street lamps, although residents complained.",
    "It plans to plant trees beside the canal.",
    "Managers blame vacancies in the team, rather than late referrals by wards.",
    "Visits to the museum fell in spring.",
)


@pytest.fixture(scope="module")
def joined(embeddings):
    def of(*texts: str) -> Joined:
        return Joined([Read(t, e) for t, e in zip(texts, embeddings.encode(texts), strict=True)])

    return of


@pytest.fixture(scope="module")
def features(joined):
    there = joined(*SOURCE)

    def one(sentence: str) -> dict[str, float]:
        here = joined(sentence)
        similarity = Similarity.of(here, there)
        _, places = attachment_features(here, there, similarity)
        return dict(zip(NAMES, clause_features(here, there, similarity, places), strict=True))

    return one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lamps were not mended, the trees were planted.", {"lamps", "mended"}),
        ("No fewer than nine lamps were mended.", set()),
        ("They blame frost, rather than poor inspection, for it.", {"poor", "inspection"}),
        ("It was not unlikely.", set()),
    ],
)
def test_which_subject_words_are_denied(joined, text: str, words: set[str]) -> None:
    read = joined(text)
    told = {read.words[n] for n in read.content if denied(read)[n]}
    assert told == words


@pytest.mark.parametrize(
    ("same", "otherwise", "column"),
    [
        (
            "Street lamps have not been repaired by the council.",
            "Street lamps have been repaired by the council.",
            "words denied there, not here",
        ),
        (
            "It is planning to plant trees beside the canal.",
            "Trees have been planted beside the canal.",
            "plan left out of a clause",
        ),
        (
            "Visits to the museum dropped in spring.",
            "Visits to the museum rose in spring.",
            "fall there, rise here",
        ),
        (
            "Residents complained while the lamps stayed dark.",
            "Because residents complained the lamps stayed dark.",
            "cause added to a clause",
        ),
    ],
)
def test_what_is_marked_otherwise_shows(features, same: str, otherwise: str, column: str) -> None:
    assert features(otherwise)[column] > features(same)[column]


def test_what_stands_in_no_source_fits_no_clause(features) -> None:
    known, unknown = "Street lamps were not mended.", "Trams were sold to a brewery."
    column = "least fit of a clause"
    assert features(known)[column] > features(unknown)[column] + 0.1
