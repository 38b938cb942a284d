"""The features of the decision whether there is an answer, in words for an officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a feature of the decision says where it speaks for an answer, and where against one.

    A part is empty where the feature's weight only evens out those of others, which would tell
    a reader nothing. ``least`` is the value from which the feature says anything.
    """

    speaks_for: str = ""
    speaks_against: str = ""
    least: float = 0.0

    def of(self, weighed: dict[str, Any]) -> str:
        return self.speaks_for if weighed["adds"] > 0 else self.speaks_against


def _named(names: Iterable[str], meaning: Meaning) -> dict[str, Meaning]:
    return dict.fromkeys(names, meaning)


def _asking(name: str, asked: str) -> dict[str, Meaning]:
    meaning = Meaning(f"Reports often answer {asked}.", f"Reports seldom answer {asked}.", 1.0)
    return {name: meaning}


def _by_match(names: Iterable[str], meaning: Meaning) -> dict[str, Meaning]:
    """Return the meaning of how words are matched, by several statements and by the best."""
    return {
        f"{name}, by {by}": meaning for name in names for by in ("likely statements", "the best")
    }


_NO_STATEMENT = "No statement reads clearly like an answer."
_RAREST = Meaning("A statement matches the question’s rarest word.", least=0.7)

FEATURES: dict[str, Meaning] = {
    "best statement": Meaning("A statement reads like an answer.", _NO_STATEMENT, -99.0),
    "second statement": Meaning(
        "More than one statement reads like an answer.", _NO_STATEMENT, -99.0
    ),
    "margin": Meaning("One statement stands out from the others.", least=1.0),
    "best passage": Meaning("A passage fits the question well.", least=0.8),
    "passages likely": Meaning("Several passages fit the question.", least=2.0),
    **_named(
        ("cosine of best passage", "best cosine"),
        Meaning("The best passages are near to the question in meaning.", least=0.5),
    ),
    **_named(
        (
            "words held by best unit in context",
            "words meant by best statement",
            "words meant by best unit in context",
            "words held by likely statements",
            "words meant by best passages together",
        ),
        Meaning("The passages speak of what the question names.", least=0.8),
    ),
    "names missing at best": Meaning("", "The likeliest statement leaves out a name asked about."),
    "names missing everywhere": Meaning("", "A name in the question is in no passage found."),
    "places missing at best": Meaning(
        "", "The likeliest statement is not of the place asked about."
    ),
    "places missing everywhere": Meaning("", "The place asked about is in no passage found."),
    "clear kind missing at best": Meaning(
        "", "The likeliest statement does not give the kind of thing asked for."
    ),
    "clear kind missing everywhere": Meaning(
        "", "No likely statement gives the kind of thing asked for."
    ),
    "words lost where the kind is given": Meaning(
        "", "Statements that give the kind of thing asked for are about something else.", 0.2
    ),
    "counted thing without a figure": Meaning("", "No figure stands near what is to be counted."),
    "words unknown": Meaning("", "Hardly any passage holds some words of the question."),
    "rarest word missing": Meaning("", "The question’s rarest word is in no likely statement."),
    "words of the question": Meaning("The question says in detail what it is about.", least=0.4),
    **_asking("asks by name", "questions that name someone or something"),
    **_asking("asks by place", "questions about a place"),
    **_asking("asks to list", "questions for a list"),
    **_asking("asks to compare", "questions that compare"),
    **_asking("asks to define", "questions of what something is"),
    **_asking("asks how", "questions of how something is done"),
    **_asking("asks why", "questions for reasons"),
    **_asking("asks for a number", "questions for a number"),
    **_asking("asks for a person", "questions for a person or body"),
    **_asking("asks for a date", "questions for a date"),
    **_asking("asks for money", "questions for sums of money"),
    **_by_match(
        ("worst match of a word", "two worst matches"),
        Meaning("Statements match every word of the question, or come near it.", least=0.6),
    ),
    **_by_match(
        ("mean match", "mean match by rarity"),
        Meaning("Statements match the words of the question well.", least=0.7),
    ),
    **_by_match(
        ("words hardly matched", "words loosely matched"),
        Meaning("", "Statements hardly match some words of the question.", 0.2),
    ),
    "rarest word matched by the best": _RAREST,
    "rarest word matched by likely statements": _RAREST,
}
"""What the features of the decision that an officer can follow mean."""
