"""A checked text for a terminal: each sentence with its verdict, its problems and its source."""

from __future__ import annotations

from typing import Any

from api.terminal import indented, shortened, where, wrapped
from api.verdicts import ShownSentence, shown_verification

_QUOTE_CHARACTERS = 240


def verification_text(found: dict[str, Any]) -> str:
    """Return how many claims are supported, and each sentence with what was found."""
    shown = shown_verification(found)
    tally = ", ".join(f"{word.lower()}: {count}" for word, count in shown.counts)
    blocks = [_sentence_text(sentence) for sentence in shown.sentences]
    return "\n\n".join([wrapped(f"{shown.summary} ({tally})"), *blocks])


def _sentence_text(sentence: ShownSentence) -> str:
    text = "".join(part for part, _ in sentence.parts)
    lines = [wrapped(f"{sentence.sign} {sentence.word.upper()}: {text}")]
    lines += [indented(f"! {problem}", "  ") for problem in sentence.problems]
    if source := sentence.citation:
        label = "Source" if sentence.verdict == "supported" else "Nearest"
        quote = shortened(" ".join(source["quote"].split()), _QUOTE_CHARACTERS)
        lines += [indented(f"{label}: {where(source)}", "  "), indented(f"“{quote}”")]
    return "\n".join(lines)
