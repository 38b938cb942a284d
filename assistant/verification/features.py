"""What speaks for a sentence following from its sources: a row of named numbers.

Names of columns are ``NAMES``; each is a number from 0 to about 1 that is higher the more of it
there is. They are about what word overlap cannot tell: what is added, what belongs to what,
denied or not, how much of it, planned or done, more or less, why.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.claims import Stage, opposed
from assistant.verification.alignment import Alignment, Read
from assistant.verification.attachment import NAMES as ATTACHMENT
from assistant.verification.attachment import Similarity, attachment_features
from assistant.verification.clauses import NAMES as CLAUSES
from assistant.verification.clauses import clause_features
from assistant.verification.joined import Joined
from assistant.verification.local import NAMES as LOCAL
from assistant.verification.local import local_features
from assistant.verification.names import names_in
from assistant.verification.values import Value, matching, values_in
from assistant.verification.wording import wording_of
from assistant.vocabulary import alternatives

_FAR = 25
"""Words between counterparts from which two words are taken to come from different places."""

_AROUND = 5
"""Words on either side of a number or a name that tell what it belongs to."""

_MANY = 6

NAMES = (

    *LOCAL, "words held", "words held or of the same meaning", "words unheld", "least alignment",
    "second least alignment", "mean alignment", "mean alignment of unheld words",
    "least alignment of unheld words", "words far from any", "best likeness of a sentence",
    "likeness of all", "words of one source sentence", "source sentences drawn on",
    "distance of neighbours", "neighbours far apart", "numbers", "least fit of a number",
    "least fit of a name", "denied here alone", "denied there alone", "denied in both",
    "denials there in all", "stronger quantity", "quantity added", "limits left out",
    "cause added", "link made cause", "doubt left out", "advice left out",
    "planned there, done here",
    "done there, planned here", "opposite direction", "direction added", "comparison added",
    "words", "words to those of the sources", "words in order", *ATTACHMENT, *CLAUSES,
)  # fmt: skip


def features_of(
    claim: Read, sources: Sequence[Read], found: Alignment, around: Sequence[Read] = ()
) -> np.ndarray:
    """Return the columns ``NAMES`` for a sentence and the sentences of its sources.

    Args:
        claim: the sentence.
        sources: the sentences that it draws on.
        found: how its words align with theirs.
        around: those with their neighbours, in order: what it may have taken for another is
            looked for there too.
    """
    near = _drawn_on(found, len(sources))
    beside = " ".join(sources[number].text for number in near)
    whole = " ".join(source.text for source in sources)
    row = [
        *local_features(claim, sources, found),
        *_held(claim, sources, found),
        *_alignment(found),
        *_places(found),
        *_attached(claim, sources),
        *_worded(claim.text, beside, whole),
        min(len(found.words), 40) / 40,
        len(found.words) / max(1, sum(len(source.content) for source in sources)),
        _in_order(found),
        *_joined(claim, around or sources),
    ]
    return np.array(row, dtype=np.float64)


def _joined(claim: Read, around: Sequence[Read]) -> list[float]:
    here, there = Joined([claim]), Joined(around)
    if not len(here.content) or not len(there.content):
        return [0.0] * (len(ATTACHMENT) + len(CLAUSES))
    similarity = Similarity.of(here, there)
    attached, places = attachment_features(here, there, similarity)
    return [*attached, *clause_features(here, there, similarity, places)]


def _drawn_on(found: Alignment, count: int) -> list[int]:
    """Return the source sentences that the sentence mostly speaks of: those with a fifth of its
    counterparts, and the one most like it."""
    shares = np.bincount(found.sentence, minlength=count) / max(1, len(found.words))
    chosen = {int(found.likeness.argmax())} | {int(n) for n in np.flatnonzero(shares >= 0.2)}
    return sorted(chosen)


def _held(claim: Read, sources: Sequence[Read], found: Alignment) -> list[float]:
    stems = frozenset[str]().union(*(source.stems for source in sources))
    order = [claim.tokens[number].stem for number in claim.content]
    meant = set(stems)
    for each in alternatives(order):
        if each.stand_in(stems):
            meant.update(each.stems)
    count = max(1, len(order))
    held = sum(key in stems for key in order)
    return [
        held / count,
        sum(key in meant for key in order) / count,
        min(len(order) - held, _MANY) / _MANY,
    ]


def _alignment(found: Alignment) -> list[float]:
    best = np.sort(found.best) if len(found.best) else np.ones(1)
    unheld = found.best[~found.held] if len(found.best) else np.ones(0)
    return [
        float(best[0]),
        float(best[min(1, len(best) - 1)]),
        float(best.mean()),
        float(unheld.mean()) if len(unheld) else 1.0,
        float(unheld.min()) if len(unheld) else 1.0,
        float((best < 0.45).mean()),
        float(found.likeness.max()),
        float(found.likeness.mean()),
    ]


def _places(found: Alignment) -> list[float]:
    """Do the words come from one place, or are they drawn together from several?"""
    if not len(found.words):
        return [1.0, 0.0, 0.0, 0.0]
    counts = np.bincount(found.sentence)
    apart = np.abs(np.diff(found.position)) if len(found.words) > 1 else np.zeros(1)
    return [
        float(counts.max() / counts.sum()),
        min(int((counts > 0).sum()), _MANY) / _MANY,
        float(np.median(np.minimum(apart, _FAR)) / _FAR),
        float((apart > _FAR).mean()),
    ]


def _in_order(found: Alignment) -> float:
    steps = np.diff(found.position)
    return float((steps > 0).mean()) if len(steps) else 1.0


def _attached(claim: Read, sources: Sequence[Read]) -> list[float]:
    """Does what stands around a number or a name stand around it in a source too?"""
    values = values_in(claim.text)
    fits = [_fit_of_value(value, claim, sources) for value in values]
    named = [_fit_of_stems(frozenset(name.stems), claim, sources) for name in names_in(claim.text)]
    known = [fit for fit in named if fit is not None]
    return [
        min(len(values), _MANY) / _MANY,
        min(fits, default=1.0),
        min(known, default=1.0),
    ]


def _fit_of_value(value: Value, claim: Read, sources: Sequence[Read]) -> float:
    """Return how alike the words around a number are where a source gives it; 0 where none."""
    own = _around(claim, claim.at(value.span))
    fits = [0.0]
    for source in sources:
        fits += [
            _likeness(claim, own, source, _around(source, source.at(other.span)))
            for other in matching(value, claim.text, values_in(source.text))
        ]
    return max(fits)


def _fit_of_stems(stems: frozenset[str], claim: Read, sources: Sequence[Read]) -> float | None:
    at = [n for n, token in enumerate(claim.tokens) if token.stem in stems]
    own = _around(claim, at)
    fits = []
    for source in sources:
        there = [n for n, token in enumerate(source.tokens) if token.stem in stems]
        if there:
            fits.append(_likeness(claim, own, source, _around(source, there)))
    return max(fits, default=None) if at and own else None


def _around(read: Read, at: Sequence[int]) -> list[int]:
    """Return the subject words near some words, and not among them."""
    if not at:
        return []
    near = range(min(at) - _AROUND, max(at) + _AROUND + 1)
    return [number for number in read.content if number in near and number not in at]


def _likeness(one: Read, own: Sequence[int], other: Read, beside: Sequence[int]) -> float:
    if not own:
        return 1.0
    if not beside:
        return 0.0
    similarity = one.table[list(own)] @ other.table[list(beside)].T
    return float(similarity.max(axis=1).mean())


def _worded(text: str, beside: str, whole: str) -> list[float]:
    """Compare how both say it: ``beside`` is what the sentence speaks of, ``whole`` all."""
    here, there, anywhere = wording_of(text), wording_of(beside), wording_of(whole)
    done_here = Stage.DONE in here.stages and not here.advice
    return [
        float(bool(here.denials) and not there.denials),
        float(bool(there.denials) and not here.denials),
        float(bool(here.denials) and bool(there.denials)),
        min(anywhere.denials, _MANY) / _MANY,
        max(0, here.strength - there.strength) / 3,
        float(here.strength >= 2 and anywhere.strength < here.strength),
        float(there.some and not here.some),
        float(here.cause and not there.cause),
        float(here.cause and there.link and not there.cause),
        float(there.maybe and not here.maybe),
        float(there.advice and not here.advice),
        float(there.advice and Stage.DONE not in there.stages and done_here),
        float(here.advice and not there.advice),
        float(opposed(here.directions, there.directions)),
        float(bool(here.directions - anywhere.directions)),
        float(here.compared and not there.compared),
    ]
