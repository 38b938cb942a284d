"""Nugget recall: how many of the facts that an answer should hold it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.questions import Nugget, Question

_MARKER = re.compile(r"\[\d+\]")
WORDS = {"list": 350, "comparison": 300}
"""Words of an answer that are read, by kind of question; ``READ_WORDS`` for every other."""
READ_WORDS = 200


def words_of(answer: str) -> list[str]:
    """Return an answer's words, citation markers left out."""
    return _MARKER.sub("", answer).split()


def words_allowed(question: Question) -> int:
    """Return how many words an answer to the question may take."""
    return WORDS.get(question.kind, READ_WORDS)


def words_read(question: Question, answer: str) -> str:
    """Return the part of an answer that counts: its first words."""
    return " ".join(words_of(answer)[: words_allowed(question)])


def nugget_recall(nuggets: Sequence[Nugget], text: str) -> float:
    """Return the share of ``nuggets`` that ``text`` holds, in [0, 1].

    recall = facts found / facts asked for (Lin and Demner-Fushman, Evaluating answers to
    definition questions, 2005), a fact being found where one of its patterns matches.

    Raises:
        ValueError: there are no nuggets.
    """
    if not nuggets:
        raise ValueError("nugget recall needs at least one nugget")
    return sum(held(nugget, text) for nugget in nuggets) / len(nuggets)


def held(nugget: Nugget, text: str) -> bool:
    """Tell whether one of the nugget's patterns matches in ``text``."""
    return any(re.search(p, text, re.IGNORECASE | re.DOTALL) for p in nugget.patterns)
