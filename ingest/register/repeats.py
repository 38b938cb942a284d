"""What a report says twice, in its summary and in its body, once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

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
"""Words from which the same words twice are the same recommendation, wherever they stand."""

_HEADLINE_WORDS = 4
_COMPARED_WORDS = 60
_COMPARED = 400
"""Of those outside the summary, or in it, one is compared with so many at most."""

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
    alike: defaultdict[object, list[_Known]] = defaultdict(list)
    for one, label in zip(recommendations, labelled, strict=True):
        new = _Known(one, label, _words(one.shown), _in_summary(one))
        own_keys = (new.words, one.number if label else "", new.summary)
        candidates = (*alike[new.words], *alike[own_keys[1]], *alike[not new.summary][:_COMPARED])
        same = next((known for known in candidates if _repeats(known, new)), None)
        if same:
            fuller = _fuller(same, new)
            number = fuller.one.number or same.one.number or one.number
            same.one = replace(fuller.one, number=number, first=same.one.first)
            same.words, same.label = fuller.words, label or same.label
            same.telling, same.headline = fuller.telling, fuller.headline
            new = same
        else:
            kept.append(new)
        for key in own_keys:
            if key != "" and new not in alike[key][-1:]:
                alike[key].append(new)
    return sorted((known.one for known in kept), key=lambda one: one.span.start)


def _fuller(earlier: _Known, later: _Known) -> _Known:
    """Return the longer; of two about as long the one outside the summary."""
    shorter, longer = sorted((earlier, later), key=lambda known: len(known.one.shown))
    much = len(longer.one.shown) > _MUCH_LONGER * len(shorter.one.shown)
    if much or _in_summary(earlier.one) is later.summary:
        return longer if len(longer.one.shown) > len(shorter.one.shown) else earlier
    return earlier if later.summary else later


def _repeats(earlier: _Known, later: _Known) -> bool:
    one, other = earlier.one, later.one
    by_number = earlier.label and later.label
    if one.kind is not other.kind or (by_number and one.number != other.number):
        return False
    if earlier.words == later.words:
        same_theme = _words(one.theme) == _words(other.theme)
        summarised = earlier.summary or later.summary
        return same_theme or summarised or len(later.words) >= _LONG
    if by_number and one.number:
        return _alike(earlier.telling, later.telling) >= _ALIKE_BY_NUMBER
    if earlier.summary is later.summary:
        return False
    return (
        _alike(earlier.headline, later.telling) >= _ALIKE
        or _alike(later.headline, earlier.telling) >= _ALIKE
    )


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
