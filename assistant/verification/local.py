"""What is said of a word, against what its sources say of its counterpart.

A sentence may hold the same denials, limits and comparisons as its source and still deny,
limit or compare something else: so each mark counts for the words near it alone, and is looked
for near their counterparts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.claims import Direction, directions_in, opposed
from assistant.verification.alignment import Alignment, Read
from assistant.verification.values import ValueKind, matching, values_in

NAMES = (
    "a word denied, its counterpart not", "a counterpart denied, the word not",
    "more of a word meant than of its counterpart", "a counterpart limited, the word not",
    "a word taken for sure, its counterpart not", "a counterpart of opposite meaning",
    "comparison turned round", "least fit of what is counted", "cause that links no counterparts",
    "neighbours whose counterparts are in other sentences",
)  # fmt: skip

_BEFORE, _AFTER = 5, 2
_ALIKE = 0.45
"""Least cosine from which two words are counterparts of each other."""

_WRITTEN_DENIALS = """
not no never none neither nor nobody nothing without cannot rarely seldom hardly lack lacks
lacked lacking fail fails failed failing failure unable refuse refused absence absent decline
declined t stopped ceased rejected missing unlikely unchanged little exclude excluded than
rather instead
"""
_DENIES = frozenset(_WRITTEN_DENIALS.split())
_WRITTEN_STRENGTHS = {
    3: """
        all every each always entire entirely whole only solely both fully completely everyone
        everywhere universal universally throughout any must guarantee guarantees""",
    2: "most majority mainly mostly largely usually generally typically often",
    1: """
        some several few fewer certain sometimes occasionally part partly partially minority
        number pilot piloted trial trialled selected limited small""",
}
_STRENGTH = {word: n for n, words in _WRITTEN_STRENGTHS.items() for word in words.split()}
_WRITTEN_DOUBTS = """
may might could would should will plan plans planned planning propose proposed proposal
intend intends intended aim aims hope hoped expect expected consider considering possible
possibly potential suggest suggested suggests recommend recommended likely appear appears
seem seems if until future ambition aspires due target forecast projected
"""
_UNSURE = frozenset(_WRITTEN_DOUBTS.split())
_OPPOSITES = """
    before/after first/last early/late begin/end start/finish start/stop open/close opened/closed
    high/low higher/lower highest/lowest large/small larger/smaller largest/smallest more/less
    more/fewer most/least rise/fall rose/fell risen/fallen increase/decrease increased/decreased
    increase/reduce increased/reduced improve/worsen improved/worsened up/down above/below
    over/under with/without public/private local/national urban/rural formal/informal
    internal/external permanent/temporary compulsory/voluntary mandatory/optional majority/minority
    accept/reject accepted/rejected gain/loss gained/lost inside/outside men/women male/female
    strong/weak stronger/weaker success/failure succeeded/failed easy/difficult easier/harder
    cheaper/dearer better/worse best/worst old/young older/younger long/short longer/shorter
    rich/poor adults/children met/missed underspent/overspent underspend/overspend surplus/deficit
    agree/disagree agreed/disagreed support/oppose supported/opposed include/exclude
    included/excluded remain/leave retained/abolished same/different new/existing
    positive/negative full/partial central/local employer/employee north/south east/west
    revenue/capital income/expenditure before/since
"""


@lru_cache(maxsize=1)
def _opposites() -> frozenset[tuple[str, str]]:
    pairs = [tuple(pair.split("/")) for pair in _OPPOSITES.split()]
    return frozenset((a, b) for a, b in pairs) | frozenset((b, a) for a, b in pairs)


def local_features(claim: Read, sources: Sequence[Read], found: Alignment) -> list[float]:
    """Return the columns ``NAMES``."""
    tokens = [(source, n) for source in sources for n in range(len(source.tokens))]
    pairs = [
        (number, *tokens[place])
        for number, place, best in zip(claim.content, found.position, found.best, strict=True)
        if best >= _ALIKE
    ]
    denied = [(_denied(claim, n), _denied(s, m)) for n, s, m in pairs]
    strength = [(_strength(claim, n), _strength(s, m)) for n, s, m in pairs]
    unsure = [(_unsure(claim, n), _unsure(s, m)) for n, s, m in pairs]
    count = max(1, len(pairs))
    return [
        sum(here and not there for here, there in denied) / count,
        sum(there and not here for here, there in denied) / count,
        sum(max(0, here - max(there, 1)) for here, there in strength if here >= 2) / count,
        sum(there == 1 and here != 1 for here, there in strength) / count,
        sum(there and not here for here, there in unsure) / count,
        float(any(_opposed(claim, n, s) for n, s, _ in pairs) or _opposed_anywhere(claim, sources)),
        max((_turned(claim, source, found, sources) for source in sources), default=0.0),
        _counted(claim, sources),
        _unlinked(claim, found),
        _torn(claim, found),
    ]


def _near(read: Read, number: int) -> list[str]:
    first, last = max(0, number - _BEFORE), number + _AFTER + 1
    words = []
    for token in read.tokens[first:last]:
        words.append(token.word)
        if token.word in (".", ";", ",", ":") and token is not read.tokens[number]:
            # A clause that ends before the word says nothing of it.
            words = words if read.tokens.index(token) > number else []
            if words:
                break
    return words


def _denied(read: Read, number: int) -> bool:
    return not _DENIES.isdisjoint(_near(read, number))


def _strength(read: Read, number: int) -> int:
    return max((_STRENGTH.get(word, 0) for word in _near(read, number)), default=0)


def _unsure(read: Read, number: int) -> bool:
    return not _UNSURE.isdisjoint(_near(read, number))


def _opposed(claim: Read, number: int, source: Read) -> bool:
    """Tell whether a source sentence has the opposite of a word, and not the word."""
    word = claim.tokens[number].word
    return any((word, token.word) in _opposites() for token in source.tokens) and not any(
        token.stem == claim.tokens[number].stem for token in source.tokens
    )


def _opposed_anywhere(claim: Read, sources: Sequence[Read]) -> bool:
    there = frozenset[Direction]().union(*(directions_in(source.text) for source in sources))
    return opposed(directions_in(claim.text), there)


_COMPARES = re.compile(
    r"^(?:than|outnumber\w*|exceed\w*|overtook|overtaken|compared|against|before|after)$"
)


def _comparators(read: Read) -> list[int]:
    return [n for n, token in enumerate(read.tokens) if _COMPARES.match(token.word)]


def _turned(claim: Read, source: Read, found: Alignment, sources: Sequence[Read]) -> float:
    """Return how far what stands before a comparison there stands behind it here."""
    own, there = _comparators(claim), _comparators(source)
    if not own or not there:
        return 0.0
    offset = sum(len(other.tokens) for other in sources[: list(sources).index(source)])
    sides = [
        (number < own[0], place - offset < there[0])
        for number, place, sentence in zip(
            claim.content, found.position, found.sentence, strict=True
        )
        if sources[int(sentence)] is source and abs(number - own[0]) <= 8
    ]
    if not sides:
        return 0.0
    crossed = sum(here != other for here, other in sides) / len(sides)
    same = not opposed(directions_in(claim.text), directions_in(source.text))
    return crossed if same else 1 - crossed


def _counted(claim: Read, sources: Sequence[Read]) -> float:
    """Return the least cosine of what a number counts here with what it counts there."""
    fits = []
    for value in values_in(claim.text):
        if value.kind is ValueKind.DATE:
            continue
        noun = _behind(claim, claim.at(value.span))
        if noun is None:
            continue
        best = None
        for source in sources:
            for other in matching(value, claim.text, values_in(source.text)):
                at = source.at(other.span)
                near = [n for n in source.content if at and min(at) - 4 <= n <= max(at) + 5]
                near = [n for n in near if n not in at]
                if near:
                    fit = float((source.table[near] @ claim.table[noun]).max())
                    best = fit if best is None else max(best, fit)
        if best is not None:
            fits.append(best)
    return min(fits, default=1.0)


def _behind(read: Read, at: Sequence[int]) -> int | None:
    if not at:
        return None
    return next((n for n in read.content if max(at) < n <= max(at) + 3), None)


_WRITTEN_LINKS = "because caused led leads due owing thanks therefore result so since"
_LINKS = frozenset(_WRITTEN_LINKS.split())


def _unlinked(claim: Read, found: Alignment) -> float:
    """Return 1 where a cause is said of what the sources say in different sentences."""
    link = next((n for n, token in enumerate(claim.tokens) if token.word in _LINKS), None)
    if link is None:
        return 0.0
    sides: tuple[list[int], list[int]] = ([], [])
    for number, sentence in zip(claim.content, found.sentence, strict=True):
        sides[number > link].append(int(sentence))
    if not all(sides):
        return 0.0
    usual = [int(np.bincount(side).argmax()) for side in sides]
    return float(usual[0] != usual[1])


def _torn(claim: Read, found: Alignment) -> float:
    """Return how often words side by side have their counterparts in different sentences."""
    beside = [
        one != two
        for (a, one), (b, two) in zip(
            zip(claim.content, found.sentence, strict=True),
            list(zip(claim.content, found.sentence, strict=True))[1:],
            strict=False,
        )
        if b - a <= 2
    ]
    return float(np.mean(beside)) if beside else 0.0
