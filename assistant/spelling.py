"""A question's slips read as the words they were meant for, by the words of the library.

A word is a slip only if no passage holds it in any form, it is no name and no word that the
embedding model knows, and a common word of the library is near. To answer about something else
than was asked is worse than to find nothing, so that in doubt nothing is changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.question import Question, understood
from assistant.vocabulary import is_known_term, places_in
from corpus.library import Library

_WORD = re.compile(r"(?<![\w@/.'’-])[A-Za-z]{4,}(?![\w@/]|\.\w|['’](?!s\b))")
_TWO_SLIPS = 8
"""Letters from which a word may hold two slips (optimal string alignment distance)."""

_MISSING_LETTER = 5
"""Letters from which one may be missing: in shorter words that makes too many words."""

_OTHER_VOWEL = 6
"""Letters from which vowels may be others, be missing or too many."""

_ENDINGS = frozenset(["s", "es", "ed", "ing", "ly", "er", "ers"])
_LEAST_PART = 4
"""Letters of a word that another one is put together with ("home" and "care")."""


@dataclass(frozen=True, slots=True)
class Speller:
    """Reads slips in questions to a library."""

    library: Library

    def read(self, question: Question) -> Question:
        """Return the question with its slips read, which ``read_as`` tells; the same if none."""
        text, read_as, end = "", [], 0
        for match in self._doubtful(question.text):
            word = match.group().lower()
            if meant := self._meant(word):
                read_as.append((match.group(), meant))
                written = meant.capitalize() if match.group()[0].isupper() else meant
                text += question.text[end : match.start()] + written
                end = match.end()
        if not read_as:
            return question
        return replace(understood(text + question.text[end:]), read_as=tuple(read_as))

    def _doubtful(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the words of a question that are in small letters, but for the first's initial,
        and are no place's."""
        places = {word for place in places_in(text.lower()) for word in place.split()}
        for match in _WORD.finditer(text):
            word = match.group()
            small = word.islower() or (match.start() == 0 and word[1:].islower())
            if small and word.lower() not in places:
                yield match

    def _meant(self, word: str) -> str:
        """Return the word that a slip was meant for; empty where the word is none."""
        if self._is_held(word) or is_known_term(word):
            return ""
        nearest = self._nearest(word)
        if not nearest or places_in(nearest) or not self.library.is_written_small(nearest):
            return ""  # What is written in capitals alone is a name, and so may the word be.
        return "" if self._model_knows(word) else nearest

    def _is_held(self, word: str) -> bool:
        return word in self.library.words(word[0]) or self.library.frequency(word)[1] > 0

    def _nearest(self, word: str) -> str:
        """Return the library's likeliest word: the nearest, then by gentle slips, then the most
        frequent."""
        words = self.library.words(word[0])
        slips = 2 if len(word) >= _TWO_SLIPS else 1
        found = process.extract_iter(word, words.keys(), scorer=OSA.distance, score_cutoff=slips)
        candidates = [
            (distance, not gentle, -words[other], other)
            for other, distance, _ in found
            if (gentle := _is_gentle(word, other)) or _is_near(word, other, distance)
        ]
        return min(candidates)[-1] if candidates else ""

    def _model_knows(self, word: str) -> bool:
        """Tell whether the word, its stem before an ending, or both its parts are word pieces
        of the embedding model: in print often enough to be no slip."""
        pieces = self._pieces(word)
        if len(pieces) != 2:
            return len(pieces) == 1
        ending = pieces[1].removeprefix("##")
        return ending in _ENDINGS or (
            min(len(pieces[0]), len(ending)) >= _LEAST_PART and len(self._pieces(ending)) == 1
        )

    def _pieces(self, word: str) -> tuple[str, ...]:
        return self.library.embeddings.encode([word])[0].pieces


def _is_gentle(typed: str, meant: str) -> bool:
    """Tell whether letters only changed places, were doubled or not, are missing, or are other
    vowels: how words are misspelled, and seldom how another word differs."""
    if sorted(typed) == sorted(meant) or _undoubled(typed) == _undoubled(meant):
        return True
    if len(typed) >= _MISSING_LETTER and Counter(typed) <= Counter(meant):
        return True
    return len(typed) >= _OTHER_VOWEL and _consonants(typed) == _consonants(meant)


def _is_near(typed: str, meant: str, distance: int) -> bool:
    """Tell whether a long word has one slip of any kind, before its last letter: "cheaper" is not
    meant by "cheapest"."""
    return len(typed) >= _TWO_SLIPS and distance == 1 and typed[-1] == meant[-1]


def _undoubled(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _consonants(word: str) -> str:
    return re.sub("[aeiou]", "", _undoubled(word))
