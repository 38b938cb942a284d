"""Whether a language model answers, and how fast: a question about a passage of no document."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from threading import Event

from assistant.writing.prompt import GivenPassage
from assistant.writing.writer import Writer
from corpus.errors import LanguageModelFailed
from corpus.words import BlockKind, Document, Hit, Passage, Role, Source, Span, Statement, Unit

_SAID = "The library of Anytown is open from nine to five."
_QUESTION = "When is the library of Anytown open?"


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model wrote, and the seconds until its first word and its last."""

    text: str
    first_seconds: float
    seconds: float


def trial(writer: Writer) -> Trial:
    """Ask a model something small.

    Raises:
        LanguageModelFailed: it is late, fails, or writes nothing.
    """
    started = time.perf_counter()
    text, first = "", 0.0
    with closing(writer.text(_QUESTION, [_passage()], Event())) as pieces:
        for piece in pieces:
            first = first or (time.perf_counter() - started if piece else 0.0)
            text += piece
    if not text.strip():
        raise LanguageModelFailed("wrote nothing")
    return Trial(text, first, time.perf_counter() - started)


def _passage() -> GivenPassage:
    span = Span(0, len(_SAID))
    said = (Statement(Role.SENTENCE, span, _SAID),)
    unit = Unit("", BlockKind.PARAGRAPH, span, _SAID, said)
    document = Document("", Source("", "Opening hours"), "", len(_SAID), 1)
    return GivenPassage(1, Hit(document, Passage("", span, (unit,)), 1.0), said)
