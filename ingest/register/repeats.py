"""What a report says twice, in its summary and in its body, once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.words import Recommendation

_SUMMARY = re.compile(
    r"\b(?:summary|overview|at a glance|list of|headlines?|foreword|key findings)\b|"
    r"^(?:annex|appendix)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    (
        *("the", "and", "for", "that", "with", "should", "must", "from", "their", "this"),
        *("which", "into", "also", "have", "has", "are", "will", "its", "our"),
        *("recommend", "recommends", "recommended"),
    )
)
_LONG = 8
"""Words from which the same words twice are the same recommendation, wherever they stand, by
themselves or within more."""

_HEADLINE_WORDS = 4
_COMPARED_WORDS = 60
_COMPARED = 400
"""Of those outside the summary, or in it, one is compared with so many at most."""

_COMPARED_BY_RUN = 20
"""Of those that share so long a run of words, one is compared with so many at most."""

_ALIKE = 0.8
_ALIKE_BY_NUMBER = 0.5
_MUCH_LONGER = 1.5


@dataclass(slots=True)
class _Known:
    """A recommendation with what it is compared by."""

    one: Recommendation
    label: bool
    words: tuple[str, ...]
    summary: bool
    telling: frozenset[str] = frozenset()
    headline: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.telling = _telling(self.words)
        self.headline = _telling(_headline(self.one.shown))


def merged(
    recommendations: Sequence[Recommendation], labelled: Sequence[bool]
) -> list[Recommendation]:
    """Return each once: the fuller of two stays, with the place of the earlier as ``first``.

    ``labelled`` tells which carry a number of their own throughout the document
    ("Recommendation 4"). In reading order.
    """
    kept: list[_Known] = []
    index = _Index()
    for one, label in zip(recommendations, labelled, strict=True):
        new = _Known(one, label, _words(one.shown), _in_summary(one))
        keys = index.keys_of(new)
        same = next((known for known in index.candidates(new) if _repeats(known, new)), None)
        if same:
            fuller = _fuller(same, new)
            number = fuller.one.number or same.one.number or one.number
            same.one = replace(fuller.one, number=number, first=same.one.first)
            same.words, same.label = fuller.words, label or same.label
            same.telling, same.headline = fuller.telling, fuller.headline
        else:
            kept.append(new)
        index.add(keys, same or new)
    return sorted((known.one for known in kept), key=lambda one: one.span.start)


@dataclass(slots=True)
class _Index:
    """What is known so far, by what a repetition would share with it."""

    alike: defaultdict[object, list[_Known]] = field(default_factory=lambda: defaultdict(list))

    def keys_of(self, known: _Known) -> list[object]:
        words, runs = known.words, _runs(known.words)
        number = [known.one.number] if known.label and known.one.number else []
        first = ("first", words[:_LONG])
        return [words, *number, known.summary, first, *(("run", run) for run in runs)]

    def add(self, keys: Sequence[object], known: _Known) -> None:
        for key in keys:
            if known not in self.alike[key][-1:]:
                self.alike[key].append(known)

    def candidates(self, new: _Known) -> Iterator[_Known]:
        yield from self.alike[new.words]
        if new.label:
            yield from self.alike[new.one.number]
        for run in _runs(new.words):
            yield from self.alike["first", run][:_COMPARED_BY_RUN]
        yield from self.alike["run", new.words[:_LONG]][:_COMPARED_BY_RUN]
        yield from self.alike[not new.summary][:_COMPARED]


def _fuller(earlier: _Known, later: _Known) -> _Known:
    """Return the longer; of two about as long the one outside the summary."""
    shorter, longer = sorted((earlier, later), key=lambda known: len(known.one.shown))
    much = len(longer.one.shown) > _MUCH_LONGER * len(shorter.one.shown)
    if earlier.words == later.words and earlier.label is not later.label:
        return earlier if earlier.label else later
    if much or _in_summary(earlier.one) is later.summary:
        return longer if len(longer.one.shown) > len(shorter.one.shown) else earlier
    return earlier if later.summary else later


def _repeats(earlier: _Known, later: _Known) -> bool:
    one, other = earlier.one, later.one
    by_number = earlier.label and later.label
    if one.kind is not other.kind or (by_number and one.number != other.number):
        return False
    if earlier.words == later.words:
        if one.number == other.number and one.number and (earlier.label or later.label):
            return True
        same_theme = _words(one.theme) == _words(other.theme)
        summarised = earlier.summary or later.summary
        return same_theme or summarised or len(later.words) >= _LONG
    if by_number and one.number:
        return _alike(earlier.telling, later.telling) >= _ALIKE_BY_NUMBER
    if one.section != other.section and _within(earlier.words, later.words):
        return True
    if earlier.summary is later.summary:
        return False
    return (
        _alike(earlier.headline, later.telling) >= _ALIKE
        or _alike(later.headline, earlier.telling) >= _ALIKE
    )


def _within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether all the words of the shorter stand in the longer, in a row."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= _LONG and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def _runs(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {words[at : at + _LONG] for at in range(min(len(words), _COMPARED) - _LONG + 1)}


def _in_summary(recommendation: Recommendation) -> bool:
    return any(_SUMMARY.search(title) for title in recommendation.section)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _headline(shown: str) -> Sequence[str]:
    """The first clause, or the whole where that is too short to tell."""
    clause = re.split(r"[.:;](?:\s|$)", shown, maxsplit=1)[0]
    words = _words(clause)
    return words if len(_telling(words)) >= _HEADLINE_WORDS else _words(shown)


def _telling(words: Sequence[str]) -> frozenset[str]:
    told = words[:_COMPARED_WORDS]
    return frozenset(word for word in told if len(word) > 2 and word not in _COMMON)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which share of the shorter one's telling words the other has too."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter >= _HEADLINE_WORDS else 0.0
