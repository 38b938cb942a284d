"""Why an answer is what it is, in words."""

from __future__ import annotations

from typing import Any

import pytest

from api.explaining import KINDS, WANTED, explanation, percentage
from api.feature_phrases import FEATURES
from assistant import decide
from assistant.question import Kind
from assistant.wanted import Wanted

PASSAGE = {
    "section": ["B Reports", "B.1 Bradford", "Other initiatives"],
    "document": {"title": "On Bradford"},
    "page": {"physical": 12, "label": "4"},
    "statement": "BOPA is an umbrella body.",
    "chance": 0.9991,
    "statement_chance": 0.4,
    "url": "/documents/bradford?start=5&end=9#quote",
}


def answer(status: str = "answered", **why: Any) -> dict[str, Any]:
    """An answer of the API, as far as it is explained."""
    weighed = {
        "kind": "number",
        "wanted": ["money", "number"],
        "words": ["bopa", "cost"],
        "related": [],
        "read_as": [],
        "documents_searched": 5,
        "chance": 0.62,
        "needed": 0.25,
        "reason": "",
        "weighed": [],
        "passages": [PASSAGE],
    }
    question = "what does it cost?"
    read = f"{question} (BOPA)"
    asked = {"question": question, "standalone_question": read, "status": status}
    return {**asked, "why": {**weighed, **why}}


def weighed(name: str, adds: float, value: float = 1.0) -> dict[str, Any]:
    return {"name": name, "value": value, "adds": adds}


def test_where_nothing_was_weighed_there_is_nothing_to_explain() -> None:
    assert explanation({"status": "answered", "why": None}) is None


def test_how_the_question_was_taken_is_told() -> None:
    slips = [{"written": "bopaa", "read": "bopa"}]
    explained = explanation(answer(related=["alliance", "fee"], read_as=slips))
    assert explained
    assert {fact.label: fact.text for fact in explained.question} == {
        "Read as": "what does it cost? (BOPA)",
        "Words read differently": "“bopaa” as “bopa”",
        "Taken as": "a question for a number",
        "Asks for": "a sum of money or a number",
        "Words searched": "bopa, cost",
        "Also searched, as meaning the same": "alliance, fee",
        "Documents searched": "5",
    }


@pytest.mark.parametrize(
    ("status", "why", "title", "judged"),
    [
        ("answered", {}, "Why this answer", "was put at 62%. At 25% or more, an answer is given."),
        (
            "not_found",
            {"chance": 0.1, "reason": "Nothing found speaks of BOPA."},
            "Why no answer",
            "was put at 10%, and an answer needs 25%. Nothing found speaks of BOPA.",
        ),
        (
            "not_found",
            {"reason": "No passage says more than where to look."},
            "Why no answer",
            "was put at 62%, and 25% is enough. Even so: No passage says more than where to look.",
        ),
    ],
)
def test_the_chance_is_set_against_the_one_needed(status, why, title: str, judged: str) -> None:
    explained = explanation(answer(status, **why))
    assert explained
    assert explained.title == title
    assert explained.judged == f"The chance that the documents answer this {judged}"


def test_reasons_are_said_once_each_for_and_against() -> None:
    explained = explanation(
        answer(
            weighed=[
                weighed("best cosine", 2.0),
                weighed("cosine of best passage", 1.5),
                weighed("asks to list", 1.0),
                weighed("asks how", -0.9),
                weighed("words unknown", -0.8),
            ]
        )
    )
    assert explained
    assert explained.speaks_for == (
        "The best passages are near to the question in meaning.",
        "Reports often answer questions for a list.",
    )
    assert explained.speaks_against == (
        "Reports seldom answer questions of how something is done.",
        "Hardly any passage holds some words of the question.",
    )


@pytest.mark.parametrize(
    "silent",
    [
        weighed("a feature of tomorrow", 3.0),
        weighed("best cosine", 3.0, value=0.1),
        weighed("best passage", -3.0),
    ],
    ids=["without words", "too low to tell", "only evens out others"],
)
def test_what_would_tell_an_officer_nothing_is_left_out(silent: dict[str, Any]) -> None:
    explained = explanation(answer(weighed=[silent]))
    assert explained
    assert (explained.speaks_for, explained.speaks_against) == ((), ())


def test_a_passage_has_its_place_and_its_chances() -> None:
    explained = explanation(answer())
    assert explained
    [passage] = explained.passages
    assert passage.section == "B.1 Bradford › Other initiatives"
    assert (passage.page, passage.chance, passage.statement_chance) == ("page 4", "over 99%", "40%")
    assert passage.url == PASSAGE["url"]


@pytest.mark.parametrize(
    ("chance", "said"), [(0, "under 1%"), (0.004, "under 1%"), (0.23, "23%"), (1, "over 99%")]
)
def test_a_chance_is_never_put_at_never_or_always(chance: float, said: str) -> None:
    assert percentage(chance) == said


def test_every_kind_of_question_and_answer_has_words() -> None:
    assert KINDS.keys() == {kind.value for kind in Kind}
    assert WANTED.keys() == {kind.value for kind in Wanted}


def test_every_feature_put_into_words_is_one_of_the_decision() -> None:
    assert FEATURES.keys() <= set(decide.FEATURES)
