"""How far an action deals with what a recommendation asks for.

Words count by their stems, by groups of words for the same act, by the vocabulary's equal terms
and, where the wording differs, by the embedding model's vectors of words and of sentences.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from assistant.plans.checking.outside import without_people
from assistant.plans.plan import Action
from assistant.question import content_words, stem, stems_of
from assistant.verification.alignment import Read
from assistant.vocabulary import Alternatives, alternatives
from corpus.encoded import Encoded

Encode = Callable[[Sequence[str]], list[Encoded]]

_FILE = Path(__file__).parent / "same_acts.txt"
_SAME_ACT = 0.8
"""What a word counts of which another for the same act is there, beside 1 for the word."""
_ALIKE, _SAME = 0.3, 0.7
"""Cosines of two words from which they begin to mean alike, and from which they are the same."""
_WORDS_READ = 45
"""Words of an action that the model reads at once, as many as it keeps apart well."""
_MOST_WORDS_READ = 450
"""Words of one item of a cell that are read at all; what follows counts by its stems."""
_LIGHT = 0.35
"""What a word counts that says nothing of the subject ("ensure", "council")."""
_WRITTEN_LIGHT = """
ensure council authority authorities councils local need needs service services people make new
appropriate relevant effective include further continue use work working take place clear order
up down out off back way area areas across within existing current future action actions plan
developed develop consider considering improve improved better put get whole full including well
greater more
"""
_TELLING_ACTS = (
    "publish consult train appoint recruit nominate review evaluate survey report inform "
    "explain simplify translate pilot audit interview record monitor cost"
)
"""Acts that an action has to do in so many words, where a recommendation begins with them."""
_TELLING_STEMS = frozenset(stem(word) for word in _TELLING_ACTS.split())
_FEW_STEMS = 2
"""Subject words of a demand that only goes on from the one before it."""
_POINTS_BACK = re.compile(r"\b(?:it|its|them|they|their|this|these|those)\b", re.IGNORECASE)
_LIGHT_STEMS = frozenset(stem(word) for word in _WRITTEN_LIGHT.split())


@dataclass(frozen=True)
class Wanted:
    """A demand of a recommendation as it is looked for in actions."""

    text: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of its subject words, each once."""
        return tuple(dict.fromkeys(stems_of(self.text)))


@dataclass(frozen=True, eq=False)
class Offered:
    """An action as what it does: its own words, and those of its target and outcome.

    ``alone`` leaves the latter out, to compare what two actions do.
    """

    action: Action
    alone: bool = False

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Its items, or the stretches of a long cell, that the model reads one by one."""
        return tuple(_stretches(self.action.action)) or (without_marks(self.action.action).strip(),)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all that the action says of what it does."""
        if self.alone:
            return self.own_stems
        one = self.action
        said = " ".join((one.action, one.target, one.outcome, one.indicator, one.stakeholders))
        return frozenset(stems_of(without_marks(said)))

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """Stems of the action's own words alone."""
        return frozenset(stems_of(without_marks(self.action.action)))


_ITEM = re.compile(r"(?:(?<=\s)|^)(?=\(?(?:[ivx]{1,4}|\d{1,2}|[a-h])\)\s)|\n\s*\n|\n(?=\s*[-•*])")


def _stretches(cell: str) -> Iterator[str]:
    for item in _ITEM.split(cell):
        words = without_marks(item).split()
        for start in range(0, min(len(words), _MOST_WORDS_READ), _WORDS_READ):
            yield " ".join(words[start : start + _WORDS_READ])


def without_marks(text: str) -> str:
    """Return a cell without mark-up and without the marks of its items."""
    text = re.sub(r"<[^>]{1,60}>|[*_`#|]+", " ", text)
    return re.sub(r"(?:(?<=\s)|^)\(?(?:[ivx]{1,4}|\d{1,2}|[a-h])\)", " ", text)


class Relevance:
    """Compares demands with actions; every text is read by the model once.

    ``encode`` is the embedding model's; without it only words count.
    """

    def __init__(self, encode: Encode | None) -> None:
        self._encode = encode
        self._reads: dict[str, Read] = {}
        self._weights: Mapping[str, float] = {}
        self._places: dict[int, int] = {}
        self._near: dict[str, np.ndarray] = {}

    def prepare(self, wanted: Sequence[Wanted], offered: Sequence[Offered]) -> None:
        """Read texts together, and weigh words by how few of them hold each."""
        counted = Counter(s for one in wanted for s in set(one.stems))
        counted.update(s for one in offered for s in one.own_stems)
        total = len(wanted) + len(offered)
        self._weights = {key: _weight(key, total, count) for key, count in counted.items()}
        texts = sorted({one.text for one in wanted}.union(*(one.texts for one in offered)))
        if self._encode and texts:
            encoded = self._encode(texts)
            self._reads = {t: Read(t, e) for t, e in zip(texts, encoded, strict=True)}
            self._stack(offered)

    def _stack(self, offered: Sequence[Offered]) -> None:
        """Put the words of all actions into one table, and their sentences into another."""
        reads = [[self._reads[text] for text in one.texts] for one in offered]
        tables = [np.vstack([r.table[list(r.content)] for r in each]) for each in reads]
        blank = np.zeros((1, reads[0][0].vector.shape[0])) if reads else np.zeros((0, 0))
        tables = [table if len(table) else blank for table in tables]
        self._places = {id(one.action): n for n, one in enumerate(offered)}
        self._words = np.vstack(tables) if tables else blank
        self._word_starts = np.cumsum([0, *(len(table) for table in tables[:-1])])
        self._sentences = (
            np.vstack([[r.vector for r in each] for each in reads]) if reads else blank
        )
        means = np.array([np.mean([r.vector for r in each], axis=0) for each in reads])
        means = means / np.maximum(np.linalg.norm(means, axis=-1, keepdims=True), 1e-12)
        self._alike = means @ means.T
        self._sentence_starts = np.cumsum([0, *(len(each) for each in reads[:-1])])
        self._compare()

    def _compare(self) -> None:
        """Compare every word of every text with those of all actions, at once."""
        sizes = [len(read.tokens) for read in self._reads.values()]
        starts = np.cumsum([0, *sizes[:-1]])
        self._row_starts = dict(zip(self._reads, map(int, starts), strict=True))
        every = np.vstack([read.table for read in self._reads.values()])
        cosines = np.maximum.reduceat(every @ self._words.T, self._word_starts, axis=1)
        self._meant = np.clip((cosines - _ALIKE) / (_SAME - _ALIKE), 0, 1)

    def read(self, offered: Offered) -> Wanted:
        """Return an action as a demand, to be looked for in another action."""
        return Wanted(offered.texts[0])

    def support(self, wanted: Wanted, offered: Offered) -> float:
        """Return how far an action does what is asked, 0 to 1."""
        words = self.words(wanted, offered)
        if self._encode is None:
            return words
        return 0.5 * words + 0.5 * self.meaning(wanted, offered)

    def meaning(self, wanted: Wanted, offered: Offered) -> float:
        """Return the cosine of a demand's sentence and an action's, 0 at least; 0 without a
        model."""
        if self._encode is None:
            return 0.0
        return max(0.0, float(self._nearness(wanted)[-1, self._places[id(offered.action)]]))

    def meaning_with_outcome(self, wanted: Wanted, offered: Offered) -> float:
        """The same of an action with what it is to bring, read when it is asked for."""
        one = offered.action
        if self._encode is None or not one.outcome.strip():
            return self.meaning(wanted, offered)
        text = f"{offered.texts[0].rstrip('.')}. {without_marks(one.outcome).strip()}"
        if text not in self._reads:
            self._reads[text] = Read(text, self._encode([text])[0])
        likeness = float(self._reads[text].vector @ self._reads[wanted.text].vector)
        return max(likeness, self.meaning(wanted, offered))

    def words(self, wanted: Wanted, offered: Offered) -> float:
        """Return the share of a demand's words that an action has, as such or in others."""
        if not wanted.stems:
            return 0.0
        found = self._nearest(wanted, offered)
        weights = [self._weights.get(key, 1.0) for key in wanted.stems]
        held = [
            max(_held(key, wanted.stems, offered.stems), near)
            for key, near in zip(wanted.stems, found, strict=True)
        ]
        return sum(w * h for w, h in zip(weights, held, strict=True)) / sum(weights)

    def likeness(self, one: Offered, other: Offered) -> float:
        """Return the cosine of two actions' sentences; of their words without a model."""
        if self._encode is None:
            shared = len(one.own_stems & other.own_stems)
            return shared / math.sqrt(max(1, len(one.own_stems)) * max(1, len(other.own_stems)))
        return float(self._alike[self._places[id(one.action)], self._places[id(other.action)]])

    def _nearest(self, wanted: Wanted, offered: Offered) -> Sequence[float]:
        """For each stem of a demand how near the nearest word of an action is, 0 to 1."""
        if self._encode is None:
            return [0.0] * len(wanted.stems)
        column = self._nearness(wanted)[:-1, self._places[id(offered.action)]]
        return [float(each) for each in column]

    def _nearness(self, wanted: Wanted) -> np.ndarray:
        """A row for each stem of a demand, and a last one for its sentence; a column an action."""
        if wanted.text not in self._near:
            read = self._reads[wanted.text]
            start = self._row_starts[wanted.text]
            meant = self._meant[start : start + len(read.tokens)]
            rows = [self._row(read, key, meant) for key in wanted.stems]
            sentences = np.maximum.reduceat(self._sentences @ read.vector, self._sentence_starts)
            self._near[wanted.text] = np.vstack([*rows, sentences])
        return self._near[wanted.text]

    def _row(self, read: Read, key: str, meant: np.ndarray) -> np.ndarray:
        numbers = [n for n in read.content if read.tokens[n].stem == key]
        return np.asarray(meant[numbers].max(axis=0) if numbers else np.zeros(meant.shape[1]))


def has_its_act(wanted: Wanted, offered: Offered) -> bool:
    """Tell whether an action does what a demand's first word asks, where that is a known act."""
    if not wanted.stems:
        return True
    act = wanted.stems[0]
    same = _same_acts().get(act, frozenset()) if act in _TELLING_STEMS else frozenset()
    return not same or not same.isdisjoint(offered.stems)


def leans_on(text: str) -> bool:
    """Tell whether a demand says too little to be looked for alone: "fill its gaps"."""
    stems = tuple(dict.fromkeys(stems_of(text)))
    tells = bool(stems) and stems[0] in _TELLING_STEMS
    return not tells and len(stems) <= _FEW_STEMS and bool(_POINTS_BACK.search(text))


def common_words(one: str, other: str) -> frozenset[str]:
    """Return the stems that two texts have in common and that say what they are about, those
    for people left out."""
    stems = (frozenset(stems_of(without_people(without_marks(each)))) for each in (one, other))
    return frozenset.intersection(*stems) - _LIGHT_STEMS


def _weight(key: str, total: int, count: int) -> float:
    rarity = math.log((total + 1) / (count + 0.5)) / math.log(total + 1) if total > 1 else 1.0
    return max(0.2, rarity) * (_LIGHT if key in _LIGHT_STEMS else 1.0)


def _held(key: str, stems: Sequence[str], among: frozenset[str]) -> float:
    if key in among:
        return 1.0
    if not _same_acts().get(key, frozenset()).isdisjoint(among):
        return _SAME_ACT
    for each in _alternatives(tuple(stems)):
        if key in each.stems and each.stand_in(among):
            return _SAME_ACT
    return 0.0


@lru_cache(maxsize=4096)
def _alternatives(stems: tuple[str, ...]) -> tuple[Alternatives, ...]:
    return alternatives(stems)


@lru_cache(maxsize=1)
def _same_acts() -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        group = {stem(word) for term in line.split(",") for word in content_words(term)}
        for key in group:
            groups.setdefault(key, set()).update(group)
    return {key: frozenset(group) for key, group in groups.items()}
