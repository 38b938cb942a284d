"""Verdicts and problems of a checked text in words, for the page and the terminal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

VERDICTS = {
    "supported": "Supported",
    "partly": "Partly supported",
    "unsupported": "Not supported",
    "contradicted": "Contradicted",
    "not_a_claim": "Nothing to check",
}
SIGNS = {
    "supported": "✓",
    "partly": "~",
    "unsupported": "?",
    "contradicted": "✗",
    "not_a_claim": "–",
}
"""What tells verdicts apart without colour."""

_FACTS = {
    "number": "No source gives the number “{}”.",
    "name": "No source has the name “{}”.",
    "date": "No source gives the date “{}”.",
    "place": "No source names the place “{}”.",
    "quotation": "No source holds the quotation “{}” word for word.",
}


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence with its verdict in words.

    ``parts`` are its text in pieces, each with whether no source carries it; ``citation`` is the
    likest passage as the API gives it, None where it was held against none; ``others`` are the
    further ones.
    """

    verdict: str
    word: str
    sign: str
    parts: list[tuple[str, bool]]
    problems: list[str]
    citation: dict[str, Any] | None
    others: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ShownVerification:
    """A checked text in words; ``counts`` are the verdicts given with how often each was."""

    summary: str
    counts: list[tuple[str, int]]
    sentences: list[ShownSentence]


def shown_verification(found: dict[str, Any]) -> ShownVerification:
    """Return a response of ``POST /verify`` in words."""
    citations = {citation["marker"]: citation for citation in found["citations"]}
    given = [sentence["verdict"] for sentence in found["sentences"]]
    return ShownVerification(
        _summary(found["supported"], found["claims"]),
        [(word, given.count(key)) for key, word in VERDICTS.items() if key in given],
        [_shown(sentence, citations) for sentence in found["sentences"]],
    )


def _summary(supported: int, claims: int) -> str:
    return f"{supported} of {claims} claim{'s' * (claims != 1)} supported"


def _shown(sentence: dict[str, Any], citations: dict[int, dict[str, Any]]) -> ShownSentence:
    verdict = sentence["verdict"]
    held = [citations[marker] for marker in sentence["citations"]]
    texts = [problem["text"] for problem in sentence["problems"]]
    return ShownSentence(
        verdict,
        VERDICTS[verdict],
        SIGNS[verdict],
        _parts(sentence["text"], texts),
        problems_told(sentence),
        held[0] if held else None,
        held[1:],
    )


def problems_told(sentence: dict[str, Any]) -> list[str]:
    """Return what is wrong with a sentence, a sentence each."""
    problems, whole = sentence["problems"], sentence["text"]
    said = [_FACTS[one["kind"]].format(one["text"]) for one in problems if one["kind"] in _FACTS]
    if any(one["kind"] == "negation" for one in problems):
        said.append("The nearest source seems to deny it, or to say the opposite.")
    claims = [one["text"] for one in problems if one["kind"] == "claim"]
    words = [text for text in claims if text != whole]
    if words:
        said.append(f"Nothing in the sources corresponds to {_quoted(words)}.")
    elif claims:
        said.append("The sources do not say this.")
    return said


def _quoted(words: list[str]) -> str:
    quoted = [f"“{word}”" for word in words]
    return " and ".join(part for part in (", ".join(quoted[:-1]), quoted[-1]) if part)


def _parts(text: str, problems: list[str]) -> list[tuple[str, bool]]:
    """Part a sentence where it holds what no source carries; the whole of it is no part."""
    marked = [re.escape(problem) for problem in problems if problem and problem != text]
    if not marked:
        return [(text, False)]
    longest_first = "|".join(sorted(marked, key=len, reverse=True))
    pieces = re.split(rf"(?<!\w)({longest_first})(?!\w)", text, flags=re.IGNORECASE)
    return [(piece, bool(number % 2)) for number, piece in enumerate(pieces) if piece]
