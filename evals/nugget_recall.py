"""Nugget recall: how many of the facts that an answer should hold it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.questions import Nugget, Question

_MARKER = re.compile(r"\[\d+\]")
WORDS = {"list": 350, "comparison": 300}
"""Words of an answer that are read, by kind of question; ``READ_WORDS`` for every other."""
READ_WORDS = 200


def words_read(question: Question, answer: str) -> str:
    """Return the part of an answer that counts: its first words, citation markers left out."""
    words = _MARKER.sub("", answer).split()
    return " ".join(words[: WORDS.get(question.kind, READ_WORDS)])


def nugget_recall(nuggets: Sequence[Nugget], text: str) -> float:
    """Return the share of ``nuggets`` that ``text`` holds, in [0, 1].

    recall = facts found / facts asked for (Lin and Demner-Fushman, Evaluating answers to
    definition questions, 2005), a fact being found where one of its patterns matches.

    Raises:
        ValueError: there are no nuggets.
    """
    if not nuggets:
        raise ValueError("nugget recall needs at least one nugget")
    found = [
        any(re.search(p, text, re.IGNORECASE | re.DOTALL) for p in nugget.patterns)
        for nugget in nuggets
    ]
    return sum(found) / len(found)
