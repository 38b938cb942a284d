"""The numbers that speak for statements and passages, from hits written out here."""

from __future__ import annotations

import numpy as np
import pytest
from written_hits import equally_rare, hit

from assistant.asked import Asked
from assistant.features import (
    CLOSE,
    PASSAGE,
    STATEMENT,
    best_of,
    close_features,
    passage_features,
    places_of,
    statement_features,
)
from assistant.question import understood

ANSWER = "The landlord pays for boiler repairs in Leeds."
FILLER = "Members of the forum met and talked about the weather again."
HITS = [
    hit([FILLER], document="a", section="Weather", score=0.4, dense=0.2),
    hit(["Costs of boilers:", f"- {ANSWER}", "- it takes a day"], ["| Boiler: £84"], document="b"),
    hit([ANSWER, FILLER, "What is it?"], document="c", section="Boilers", score=0.9),
]
PLACES = places_of(HITS)
QUESTIONS = (
    "who pays for boiler repairs in Leeds?",
    "list all rules for boilers",
    "how much does a boiler cost?",
    "What is a boiler?",
    "why, and how?",
    "xyzzy",
)


def asked(question: str) -> Asked:
    return Asked.of(understood(question), equally_rare)


def columns(question: str, hits=HITS) -> dict[str, np.ndarray]:
    """The columns of statements by name."""
    table = statement_features(asked(question), hits, places_of(hits))
    return dict(zip(STATEMENT, table.T, strict=True))


def test_every_statement_has_its_place_in_order() -> None:
    assert [place.statement.shown for place in PLACES][:3] == [FILLER, "Costs of boilers:", ANSWER]
    assert len(PLACES) == 1 + 4 + 3


def test_names_of_columns_are_different() -> None:
    for names in (STATEMENT, CLOSE, PASSAGE, (*STATEMENT, *CLOSE)):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_row_for_each_statement_and_a_column_for_each_name_all_finite(question: str) -> None:
    known = statement_features(asked(question), HITS, PLACES)
    assert known.shape == (len(PLACES), len(STATEMENT))
    read = np.linspace(-1, 1, 3 * len(PLACES)).reshape(-1, 3)
    close = close_features(PLACES, read)
    assert close.shape == (len(PLACES), len(CLOSE))
    scores = np.linspace(-40, 40, len(PLACES))
    passages = passage_features(HITS, PLACES, scores, known)
    assert passages.shape == (len(HITS), len(PASSAGE))
    assert all(np.isfinite(table).all() for table in (known, close, passages))


def test_a_single_statement_has_its_features_too() -> None:
    one = [hit([ANSWER])]
    known = statement_features(asked(QUESTIONS[0]), one, places_of(one))
    assert known.shape == (1, len(STATEMENT))
    passages = passage_features(one, places_of(one), np.array([0.5]), known)
    assert np.isfinite(passages).all()


@pytest.mark.parametrize(
    "name",
    [
        "words held",
        "words held with headings",
        "words meant",
        "names held",
        "places held",
        "pairs of words held",
        "rarest word held",
        "words held, against the best",
    ],
)
def test_what_holds_the_questions_words_is_above_what_does_not(name: str) -> None:
    values = columns(QUESTIONS[0])[name]
    answers = [place.statement.shown == ANSWER for place in PLACES]
    assert values[answers].min() > values[~np.array(answers)].max()


@pytest.mark.parametrize(
    ("question", "name", "shown"),
    [
        (QUESTIONS[1], "item, asked for a list", {ANSWER, "it takes a day"}),
        (QUESTIONS[2], "row, asked for a number", {"Boiler: £84"}),
        (QUESTIONS[2], "is a lead-in", {"Costs of boilers:"}),
        (QUESTIONS[2], "is a question", {"What is it?"}),
        (QUESTIONS[2], "gives a money asked for", {"Boiler: £84"}),
        (QUESTIONS[0], "gives a money asked for", set()),
        (QUESTIONS[3], "begins with what is to be defined", {"Boiler: £84"}),
    ],
)
def test_what_a_statement_is_shows_in_its_column(question: str, name: str, shown: set) -> None:
    values = columns(question)[name]
    assert {place.statement.shown for place, v in zip(PLACES, values, strict=True) if v} == shown


def test_a_name_that_a_unit_lacks_is_missing_there() -> None:
    values = columns("what did Bradford pay?")
    assert values["names missing"].all()
    assert values["places missing"].all()
    assert not columns("who pays?")["names missing"].any()


def test_another_place_than_the_questions_is_noticed() -> None:
    values = columns("who pays for boilers in Bradford?")["other places in passage"]
    assert [bool(v) for v in values] == [False] + [True] * 7
    assert not columns(QUESTIONS[0])["other places in passage"].any()


def test_what_is_compared_with_the_best_is_0_for_the_best_and_else_less() -> None:
    for name, values in columns(QUESTIONS[0]).items():
        if "against the best" in name:
            assert values.max() == 0


def test_a_passage_is_known_by_its_best_statements() -> None:
    scores = np.arange(len(PLACES), dtype=float)
    known = statement_features(asked(QUESTIONS[0]), HITS, PLACES)
    table = passage_features(HITS, PLACES, scores, known)
    of = dict(zip(PASSAGE, table.T, strict=True))
    assert of["best statement"].tolist() == [0, 4, 7]
    assert of["second statement"].tolist()[1:] == [3, 6]
    assert of["second statement"][0] < -10
    assert (np.diff(of["statements likely"]) > 0).any()
    assert of["best statement, against the best"].max() == 0


def test_the_best_of_a_group_is_each_members() -> None:
    values = np.array([1.0, 3.0, 2.0, -5.0])
    assert best_of(["a", "b", "a", "c"], values).tolist() == [2.0, 3.0, 2.0, -5.0]
