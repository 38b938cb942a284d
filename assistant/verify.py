"""Nothing is shown that its citations do not carry, character for character.

This checks what the extractive composer makes: a sentence is its source's own
words, and each quotation is what the stored text holds at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import AnswerSentence, Citation, Dropped
from assistant.question import content_words
from corpus.markup import readable

_WORD = re.compile(r"[^\W_]+")

TextOf = Callable[[str], str]
"""Returns a document's stored text by its id."""


def verified(
    sentences: Sequence[AnswerSentence], citations: Sequence[Citation], text_of: TextOf
) -> tuple[list[AnswerSentence], list[Dropped]]:
    """Part sentences into those their citations carry and those to drop, with the reason."""
    exact = {c.marker: c for c in citations if c.quote == c.span.of(text_of(c.document.id))}
    kept, dropped = [], []
    for sentence in sentences:
        reason = _fault(sentence, exact)
        if reason:
            dropped.append(Dropped(sentence.text, reason))
        else:
            kept.append(sentence)
    return kept, dropped


def _fault(sentence: AnswerSentence, exact: dict[int, Citation]) -> str:
    """Return why a sentence may not be shown, or nothing."""
    if not sentence.citations:
        return "it cites nothing"
    if any(marker not in exact for marker in sentence.citations):
        return "a quotation differs from the stored text"
    sources = " ".join(_source(exact[marker]) for marker in sentence.citations)
    held = set(_words(sources))
    missing = [word for word in _words(sentence.text) if word not in held]
    if missing:
        # The word that tells, before one like “in” that any sentence has.
        told = next((word for word in missing if content_words(word)), missing[0])
        return f"its source does not say “{told}”"
    return ""


def _source(citation: Citation) -> str:
    """The words a quotation may be read from: its own, and the heading path it stands under."""
    return " ".join((readable(citation.quote), citation.quote, *citation.section))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
