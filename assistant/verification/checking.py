"""A sentence against its sources: supported, in part, not, or contradicted, and why.

What must be there as it is (numbers, dates, names, places, quotations) is looked for first. What
is left is judged by boosted trees over named features, learned from sentences written for it
by ``python -m evals.train_verification``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant.claims import opposed
from assistant.question import content_words
from assistant.verification.alignment import Alignment, Read, aligned
from assistant.verification.facts import Problem, ProblemKind, foreign_facts, uncounted
from assistant.verification.features import NAMES, features_of
from assistant.verification.names import names_in
from assistant.verification.paragraphs import sentences_in
from assistant.verification.stated import is_denied, is_stated
from assistant.verification.trees import Trees
from assistant.verification.values import ValueKind, values_in
from assistant.verification.wording import wording_of
from corpus.encoded import Encoded
from corpus.markup import readable

_WEIGHTS = Path(__file__).parent / "weights.json"
_MOST_SENTENCES = 4
"""Source sentences that a sentence is compared with: those that it draws on."""

_GAIN = 0.04
"""Mean cosine that a further source sentence must add to be one that is drawn on."""

ALIKE = 0.6
"""Cosine of two sentences from which they are taken to speak of the same."""

_FEWEST_WORDS, _FEWEST_IN_A_LINE = 3, 5

Encode = Callable[[Sequence[str]], list[Encoded]]


class Verdict(StrEnum):
    """What the sources do for a sentence."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    NOT_A_CLAIM = "not_a_claim"


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text that may carry a sentence; ``around`` is what it stands under (title, headings)."""

    text: str
    around: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence with its verdict.

    ``chance`` is the model's, 0 to 1, that the sources carry it; ``sources`` are the numbers of
    those that it draws on, the likest first; ``nearest`` is the source sentence most like it,
    readable, empty where there is none, and ``likeness`` the cosine of the two.
    """

    text: str
    verdict: Verdict
    chance: float = 0.0
    problems: tuple[Problem, ...] = ()
    sources: tuple[int, ...] = ()
    nearest: str = ""
    likeness: float = 0.0


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a source, by the source's number."""

    source: int
    read: Read


class Verifier:
    """Checks sentences against sources.

    Args:
        encode: the embedding model's reader of texts, ``PassageEmbeddings.encode``.
    """

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._known: dict[str, Read] = {}
        self._last: tuple[tuple[SourceText, ...], list[_Sentence]] = ((), [])

    def check(self, sentence: str, sources: Sequence[SourceText]) -> Checked:
        """Return the verdict on a sentence."""
        if not is_claim(sentence):
            return Checked(sentence, Verdict.NOT_A_CLAIM)
        parts = self._parts(sources)
        if not parts:
            return Checked(sentence, Verdict.UNSUPPORTED, problems=(_whole(sentence),))
        claim = self._read([sentence])[0]
        chosen = drawn_on(claim, [part.read for part in parts])
        reads = [parts[number].read for number in chosen]
        found = aligned(claim, reads)
        chance = _chance(features_of(claim, reads, found, _with_neighbours(parts, chosen)))
        best = np.argsort(-found.likeness, kind="stable")
        order = dict.fromkeys(parts[chosen[number]].source for number in best)
        # What it does not draw on may name what it wrongly names.
        used = [sources[number] for number in order]
        texts = [readable(source.text) for source in used]
        facts = foreign_facts(sentence, texts, [name for source in used for name in source.around])
        verdict, problems = _judged(claim, reads, found, chance, facts, texts)
        nearest = reads[int(found.likeness.argmax())].text
        likeness = float(found.likeness.max())
        return Checked(sentence, verdict, chance, tuple(problems), tuple(order), nearest, likeness)

    def read(self, sources: Sequence[SourceText]) -> None:
        """Read sources ahead, so that the first sentence held against them need not wait."""
        self._parts(sources)

    def features(self, sentence: str, sources: Sequence[SourceText]) -> np.ndarray:
        """Return what the model sees of a sentence: the columns ``features.NAMES``."""
        parts = self._parts(sources)
        claim = self._read([sentence])[0]
        chosen = drawn_on(claim, [part.read for part in parts])
        reads = [parts[number].read for number in chosen]
        around = _with_neighbours(parts, chosen)
        return features_of(claim, reads, aligned(claim, reads), around)

    def _parts(self, sources: Sequence[SourceText]) -> list[_Sentence]:
        """Return the sources' sentences; sentences of one text are often held against the same."""
        key = tuple(sources)
        if key != self._last[0]:
            self._last = key, self._read_parts(key)
        return self._last[1]

    def _read_parts(self, sources: Sequence[SourceText]) -> list[_Sentence]:
        texts = [(n, one.text) for n, s in enumerate(sources) for one in sentences_in(s.text)]
        reads = self._read([text for _, text in texts])
        return [
            _Sentence(number, read)
            for (number, _), read in zip(texts, reads, strict=True)
            if read.content
        ]

    def _read(self, texts: Sequence[str]) -> list[Read]:
        """Read texts, each once: sentences of one answer share their sources."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(new) > _KEPT:
            self._known.clear()
            new = list(dict.fromkeys(texts))
        if new:
            for text, encoded in zip(new, self._encode(new), strict=True):
                self._known[text] = Read(text, encoded)
        return [self._known[text] for text in texts]


def _with_neighbours(parts: Sequence[_Sentence], chosen: Sequence[int]) -> list[Read]:
    """Return source sentences with those on either side of them in the same source."""
    near = {
        beside
        for number in chosen
        for beside in range(max(0, number - _NEAR), min(len(parts), number + _NEAR + 1))
        if parts[beside].source == parts[number].source
    }
    return [parts[number].read for number in sorted(near)]


_NEAR = 2
"""Sentences on either side of one that a number or a name may have been taken from."""

_KEPT = 500
"""Texts that are kept as they were read."""


def is_claim(sentence: str) -> bool:
    """Tell whether a sentence says something that can be checked: a question, a greeting or a
    heading does not."""
    words = content_words(sentence)
    plain = sentence.rstrip(" ”\"'’)*")
    # A line of a few words without a full stop is a heading or a label.
    fewest = _FEWEST_WORDS if plain.endswith((".", "!", ";", ":")) else _FEWEST_IN_A_LINE
    if len(words) < fewest and not re.search(r"\d", sentence) and not values_in(sentence):
        return False
    return not plain.endswith("?")


def drawn_on(claim: Read, sources: Sequence[Read]) -> list[int]:
    """Return the numbers of the source sentences that a sentence draws on, at most four: each
    is added that brings its words nearer counterparts."""
    if not claim.content:
        return [0]
    table = claim.table[list(claim.content)]
    nearest = np.array([_nearest(table, source) for source in sources])
    chosen: list[int] = []
    best = np.full(len(claim.content), -1.0)
    while len(chosen) < min(_MOST_SENTENCES, len(sources)):
        gains = np.maximum(nearest, best).mean(axis=1) - best.mean()
        number = int(gains.argmax())
        if chosen and gains[number] < _GAIN:
            break
        chosen.append(number)
        best = np.maximum(best, nearest[number])
    return sorted(chosen)


def _nearest(table: np.ndarray, source: Read) -> np.ndarray:
    if not len(source.tokens):
        return np.full(len(table), -1.0)
    return np.asarray((table @ source.table.T).max(axis=1))


def _judged(
    claim: Read,
    reads: Sequence[Read],
    found: Alignment,
    chance: float,
    facts: Sequence[Problem],
    texts: Sequence[str],
) -> tuple[Verdict, list[Problem]]:
    model = _model()
    about_the_same = float(found.likeness.max()) >= ALIKE
    if facts:
        alike = [r for r, like in zip(reads, found.likeness, strict=True) if like >= ALIKE]
        rivalled = any(_has_rival(problem, alike) for problem in facts)
        verdict = Verdict.CONTRADICTED if rivalled else Verdict.UNSUPPORTED
        return verdict, list(facts)
    if about_the_same and is_denied(claim, found, reads[int(found.likeness.argmax())]):
        return Verdict.CONTRADICTED, [_whole(claim.text, ProblemKind.NEGATION)]
    if chance >= model.supported or is_stated(claim, reads):
        open_questions = uncounted(claim.text, texts)
        return (Verdict.PARTLY if open_questions else Verdict.SUPPORTED), open_questions
    problems = _doubts(claim, reads, found, about_the_same=about_the_same)
    if any(one.kind is ProblemKind.NEGATION for one in problems):
        return Verdict.CONTRADICTED, problems
    return (Verdict.PARTLY if chance >= model.partly else Verdict.UNSUPPORTED), problems


def _has_rival(problem: Problem, reads: Sequence[Read]) -> bool:
    """Tell whether a source says another number, date or place where a sentence says one."""
    texts = [read.text for read in reads]
    if problem.kind is ProblemKind.PLACE:
        return any(name.place for text in texts for name in names_in(text))
    if problem.kind not in (ProblemKind.NUMBER, ProblemKind.DATE):
        return False
    dated = problem.kind is ProblemKind.DATE
    return any((value.kind is ValueKind.DATE) is dated for t in texts for value in values_in(t))


def _doubts(
    claim: Read, reads: Sequence[Read], found: Alignment, *, about_the_same: bool
) -> list[Problem]:
    """Return what speaks against a sentence: a denial or a direction, where its sources speak of
    the same, or the words that have no counterpart."""
    nearest = reads[int(found.likeness.argmax())].text
    here, there = wording_of(claim.text), wording_of(nearest)
    otherwise = bool(here.denials) != bool(there.denials) or opposed(
        here.directions, there.directions
    )
    problems = [_whole(claim.text, ProblemKind.NEGATION)] if about_the_same and otherwise else []
    far = [w for w, best in zip(found.words, found.best, strict=True) if best < _FAR]
    problems += [Problem(ProblemKind.CLAIM, word) for word in dict.fromkeys(far)]
    return problems or [_whole(claim.text)]


_FAR = 0.4
"""Cosine below which a word has no counterpart."""


def _whole(sentence: str, kind: ProblemKind = ProblemKind.CLAIM) -> Problem:
    return Problem(kind, sentence)


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned, and the chances from which a sentence is supported, and supported in
    part."""

    trees: Trees
    supported: float
    partly: float


@lru_cache(maxsize=1)
def _model() -> Model:
    kept = json.loads(_WEIGHTS.read_text("utf-8"))
    return Model(Trees.named(NAMES, kept), kept["supported"], kept["partly"])


def _chance(row: np.ndarray) -> float:
    return _model().trees.chance(row)
