"""Questions parted into the sides that they compare."""

from __future__ import annotations

import pytest

from assistant.sides import contrasts, sides_of


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How do Leeds and Devon each find carers?", ["Leeds", "Devon"]),
        ("What could groups get in Leeds and in Devon?", ["Leeds", "Devon"]),
        ("How does Leeds involve older people and how does Devon?", ["Leeds", "Devon"]),
        ("compare how leeds and devon pay for it", ["leeds", "devon"]),
        (
            "What did it find in Leeds, and what in Devon and Tower Hamlets?",
            ["Leeds", "Devon", "Tower Hamlets"],
        ),
        (
            "Should we copy Devon's Lamp Wardens or Salford's LANTERN advisers?",
            ["Devon's Lamp Wardens", "Salford's LANTERN"],
        ),
        ("Who do LAMP and WICK each speak up for?", ["LAMP", "WICK"]),
        ("lamp and wick - who chairs each of them?", ["lamp", "wick"]),
        ("LAMP versus WICK. What is each?", ["LAMP", "WICK"]),
        ("Difference between street lamps and bollards?", ["street lamps", "bollards"]),
        ("compare lamp repair with road repair: cost", ["lamp repair", "road repair"]),
        (
            "Which has to be done first, the lamp survey or the road plan?",
            ["the lamp survey", "the road plan"],
        ),
        (
            "Leeds has a Lamp Board and a Wick Forum. How big is each?",
            ["Lamp Board", "Wick Forum"],
        ),
    ],
)
def test_sides(question: str, names: list[str]) -> None:
    assert [side.name for side in sides_of(question)] == names


@pytest.mark.parametrize(
    "question",
    [
        "How did Leeds find carers?",
        "does Kent cover Medway",
        "Which boards steer, check or advise on the programme?",
        "Who took part between January and March 2012?",
        "What is the plan for lamps and bollards?",
        "Why did the Council and the Board meet?",
        "Two Leeds trials, LAMP and the one with wardens: what happened to each?",
        "How do Leeds, Devon, Kent, Salford and Gateshead each find carers?",
    ],
)
def test_none(question: str) -> None:
    assert sides_of(question) == ()


def test_each_is_asked_without_the_others() -> None:
    leeds, devon = sides_of("How do Leeds and Devon's LAMP team each find carers?")
    assert leeds.question == "How do Leeds and team each find carers?"
    assert devon.question == "How do and Devon's LAMP team each find carers?"


def test_contrasts() -> None:
    assert contrasts("What does each do?") and contrasts("Is it bigger or smaller?")
    assert not contrasts("What could groups get in Leeds and in Devon?")
