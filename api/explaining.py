"""Why an answer is what it is, in words for an officer.

What is put into words is the ``why`` of the API's JSON, so that it is the same on a page and in
a terminal, with a server or without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from api.feature_phrases import FEATURES

KINDS = {
    "statement": "a question of fact",
    "number": "a question for a number",
    "list": "a question for a list",
    "procedure": "a question of how or why",
    "definition": "a question of what something is or means",
    "comparison": "a comparison",
}

WANTED = {
    "number": "a number",
    "money": "a sum of money",
    "share": "a percentage or share",
    "date": "a date",
    "duration": "a length of time",
    "person or body": "a person or body",
    "place": "a place",
    "reason": "a reason",
    "manner": "a way of doing something",
}


_REASONS = 4
"""Reasons shown for an answer, and against it: the weightiest."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something about how the question was taken."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """A passage that scored; ``chance`` and ``statement_chance`` as percentages in words."""

    section: str
    document: str
    page: str
    statement: str
    chance: str
    statement_chance: str
    url: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why there is an answer, or none, in words."""

    title: str
    question: tuple[Fact, ...]
    judged: str
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    passages: tuple[ExplainedPassage, ...]


def explanation(answer: dict[str, Any]) -> Explanation | None:
    """Return why an answer of the API is what it is; None where it does not tell."""
    why = answer["why"]
    if why is None:
        return None
    said = [weighed for weighed in why["weighed"] if _says(weighed)]
    return Explanation(
        title="Why no answer" if answer["status"] == "not_found" else "Why this answer",
        question=tuple(_facts(answer, why)),
        judged=_judged(answer, why),
        speaks_for=_reasons(one for one in said if one["adds"] > 0),
        speaks_against=_reasons(one for one in said if one["adds"] < 0),
        passages=tuple(_passage(one) for one in why["passages"]),
    )


def percentage(chance: float) -> str:
    """Return a chance, 0 to 1, as a percentage that never says never or always."""
    if chance < 0.005:
        return "under 1%"
    return f"{chance:.0%}" if chance < 0.995 else "over 99%"


def _facts(answer: dict[str, Any], why: dict[str, Any]) -> Iterator[Fact]:
    if answer["standalone_question"] != answer["question"]:
        yield Fact("Read as", answer["standalone_question"])
    if why["read_as"]:
        slips = (f"“{slip['written']}” as “{slip['read']}”" for slip in why["read_as"])
        yield Fact("Words read differently", ", ".join(slips))
    yield Fact("Taken as", KINDS.get(why["kind"], why["kind"]))
    if why["wanted"]:
        yield Fact("Asks for", _either([WANTED.get(one, one) for one in why["wanted"]]))
    yield Fact("Words searched", ", ".join(why["words"]) or "none")
    if why["related"]:
        yield Fact("Also searched, as meaning the same", ", ".join(why["related"]))
    yield Fact("Documents searched", str(why["documents_searched"]))


def _judged(answer: dict[str, Any], why: dict[str, Any]) -> str:
    chance, needed = percentage(why["chance"]), percentage(why["needed"])
    put = f"The chance that the documents answer this was put at {chance}"
    if answer["status"] != "not_found":
        return f"{put}. At {needed} or more, an answer is given."
    if why["chance"] >= why["needed"]:
        return f"{put}, and {needed} is enough. Even so: {why['reason']}"
    return f"{put}, and an answer needs {needed}. {why['reason']}"


def _says(weighed: dict[str, Any]) -> bool:
    meaning = FEATURES.get(weighed["name"])
    return meaning is not None and weighed["value"] >= meaning.least


def _reasons(weighed: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    phrases = (FEATURES[one["name"]].of(one) for one in weighed)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))[:_REASONS]


def _either(kinds: Sequence[str]) -> str:
    if len(kinds) == 1:
        return kinds[0]
    return f"{', '.join(kinds[:-1])} or {kinds[-1]}"


def _passage(scored: dict[str, Any]) -> ExplainedPassage:
    document, page = scored["document"], scored["page"]
    return ExplainedPassage(
        section=" › ".join(scored["section"][-2:]) or document["title"],
        document=document["title"],
        page=f"page {page['label']}" if page else "",
        statement=scored["statement"],
        chance=percentage(scored["chance"]),
        statement_chance=percentage(scored["statement_chance"]),
        url=scored["url"],
    )
