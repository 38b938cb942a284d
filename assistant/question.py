"""A question taken apart: its content words, the names in it, and what kind it is."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from corpus.errors import QuestionInvalid
from corpus.note_marks import without_note_marks

MAXIMUM_CHARACTERS = 2_000
"""Longer than any question and short enough that nobody pastes a report by mistake."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_WRITTEN_FUNCTION_WORDS = """
a about according all also am an and any are as at be because been being between both but by
can could did do does doing done during each either else ever few for from get gets give given
got had has have having he her here him his how i if in into is it its itself just know let like
list many may me might more most much must my name need no nor not of off on one only or other
our out over own per please put regarding said same say says shall she should show so some such
tell than that the their them then there these they thing things this those through to too us
use very was we were what whats when where which while who whom whose why will with within
without would you your
"""
_FUNCTION_WORDS = frozenset(_WRITTEN_FUNCTION_WORDS.split())
"""Words that carry no subject; they neither match nor count as missing."""


class Kind(StrEnum):
    """What a question asks for: lists and comparisons may be longer, lists are kept whole."""

    STATEMENT = "statement"
    NUMBER = "number"
    LIST = "list"
    PROCEDURE = "procedure"
    DEFINITION = "definition"
    COMPARISON = "comparison"


_KINDS = {
    Kind.COMPARISON: r"""
        \b(?:compare[ds]?|comparison|versus|vs|differ(?:s|ed|ences?)?|contrast|against)\b""",
    Kind.DEFINITION: r"""
        ^(?:define|definition)\b
        | \b(?:mean[st]?|meaning|stands?\ for)\b
        | ^what(?:['’]s|\ is|\ are)\ (?!.*\b(?:principles|factors|themes|steps|stages|barriers|aims
        |objectives|criteria|benefits|challenges|reasons|types|recommendations)\b)
        (?:an?\ |the\ )?[\w-]+(?:\ [\w-]+){0,2}\??$""",
    Kind.NUMBER: r"""
        \bhow\ (?:many|much|long|often|far|old|large|big)\b
        | \bwhat\ (?:percentage|per\ cent|proportion|share|number|amount|sum|figure)\b
        | ^(?!(?:how|why|who|where|explain|describe|do|does|did|is|are|was|were|can|should)\b)
        .*\b(?:costs?|budget|savings?|saved)\b""",
    Kind.LIST: r"""
        \b(?:list|all|name\ the|what\ are|which\ are|which\ \w+s)\b
        | \bwhat\ \w+s\ (?:are|were|did|do|does)\b
        | \b(?:key|principles|factors|themes|steps|barriers|aims|objectives|criteria)\b""",
    Kind.PROCEDURE: r"^(?:how|why|explain|describe)\b",
}
"""What marks each kind; the first that fits decides."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its parts.

    ``words`` are its content words in order, lower case; ``names`` those words and
    acronyms written as names, lower case; ``read_as`` pairs words that were taken for slips
    with what they were read as.
    """

    text: str
    words: tuple[str, ...]
    names: frozenset[str]
    kind: Kind
    read_as: tuple[tuple[str, str], ...] = ()

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(word) for word in self.words)


def understood(text: str) -> Question:
    """Take a question apart.

    Raises:
        QuestionInvalid: it is empty, too long, or not readable text.
    """
    text = checked(text)
    words = tuple(dict.fromkeys(content_words(text)))
    return Question(text, words, _names(text), _kind(text))


def checked(text: str) -> str:
    """Return the question without surrounding space.

    Raises:
        QuestionInvalid: it is empty, too long, or not readable text.
    """
    if len(text) > MAXIMUM_CHARACTERS:
        raise QuestionInvalid(
            f"The question has {len(text):,} characters; at most {MAXIMUM_CHARACTERS:,} can be "
            "read. Ask about one thing at a time."
        )
    if not is_plain_text(text):
        raise QuestionInvalid(
            "The question holds control characters or broken text. Type it again as plain text."
        )
    text = " ".join(text.split())
    if not any(character.isalnum() for character in text):
        raise QuestionInvalid("The question is empty. Type what you want to know.")
    return text


def content_words(text: str) -> list[str]:
    """Return the words of ``text`` that carry its subject, lower case, in order."""
    found = _WORD.findall(without_note_marks(text))
    words = (word.lower().replace("’", "'").removesuffix("'s") for word in found)
    return [
        word for word in words if word not in _FUNCTION_WORDS and (len(word) > 1 or word.isdigit())
    ]


def stems_of(text: str) -> list[str]:
    """Return the stems of the content words of ``text``, in order."""
    return [stem(word) for word in content_words(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the word's stem (Porter's English stemmer, in its Snowball revision)."""
    with _STEMMING:
        return str(_stemmer().stemWord(word))


_STEMMING = threading.Lock()
"""A stemmer keeps the word it works on in itself, so threads take turns."""


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def is_plain_text(text: str) -> bool:
    """Tell whether a text holds no control characters, line breaks and tabs aside, and none
    that cannot be written."""
    return not any(_unreadable(character) for character in text)


def _unreadable(character: str) -> bool:
    code = ord(character)
    control = (code < 32 and character not in "\t\n\r") or 127 <= code < 160
    return control or 0xD800 <= code <= 0xDFFF


def _names(text: str) -> frozenset[str]:
    """Words written with a capital that do not open the question, and acronyms."""
    words = _WORD.findall(text)
    if text.isupper():
        return frozenset()
    named = [
        word
        for word in words[1:]
        if word[0].isupper()
        and word[:2] not in ("I'", "I’")
        and word.lower() not in _FUNCTION_WORDS
    ]
    named += [word for word in words[:1] if len(word) > 1 and word.isupper()]
    return frozenset(content for word in named for content in content_words(word))


def _kind(text: str) -> Kind:
    for kind, pattern in _KINDS.items():
        if re.search(pattern, text, re.IGNORECASE | re.VERBOSE):
            return kind
    return Kind.STATEMENT
