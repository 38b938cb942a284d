"""A follow-up made to stand alone: what it leaves out is taken from the turns before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.question import MAXIMUM_CHARACTERS, checked, content_words

_LEANS_BACK = re.compile(
    r"^(?:and|but|so|or|also|what about|how about|why|when|where|who)\b[^?]{0,60}\??$|"
    r"\b(?:it|its|they|them|their|theirs|this|that|these|those|he|she|his|her|there|the same|"
    r"the (?:first|second|last|other|latter|former))\b",
    re.IGNORECASE,
)
_FEW_WORDS = 6
_TURNS_READ = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


def standalone(question: str, history: Sequence[Turn]) -> str:
    """Return the question with the subject of the latest questions added if it leans on them.

    Raises:
        QuestionInvalid: the question cannot be read.
    """
    question = checked(question)
    asked = [turn.content for turn in history if turn.role == "user" and turn.content.strip()]
    words = content_words(question)
    leans = bool(_LEANS_BACK.search(question)) and len(words) <= _FEW_WORDS
    if not asked or not leans:
        return question
    for earlier in reversed(asked[-_TURNS_READ:]):
        subject = [word for word in _subject(earlier) if word.lower() not in set(words)]
        complete = f"{question} ({' '.join(subject)})"
        if subject and len(complete) <= MAXIMUM_CHARACTERS:
            return complete
    return question


def _subject(question: str) -> list[str]:
    """The earlier question's content words as they were written, in order."""
    wanted = set(content_words(question))
    written = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", question)
    return [word for word in written if set(content_words(word)) & wanted]
