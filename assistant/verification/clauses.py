"""What each clause of a sentence marks, against the clauses of its sources that say the same.

A sentence may deny, plan or limit as much as its source as a whole and still deny, plan or limit
something else; so clause is held against clause.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.verification.attachment import Similarity
from assistant.verification.joined import Joined

_MARKS = {
    "plan": """
        will plan plans planned planning propose proposed proposes proposal intend intends intended
        aim aims aimed hope hopes hoped expect expects expected consider considers considering may
        might could would should due target forecast projected until recommend recommended
        recommends recommendation possible likely designed designing negotiating want wants""",
    "cause": """
        because caused causes cause led leads due owing thanks result results resulted resulting
        therefore explains explain explained explanation reason blame blames blamed credited
        attributed attributes attribute responsible drove driven brought produced thereby freed""",
    "up": """
        rise rises rose risen rising increase increased increases increasing grow grew grown
        growing growth higher more up gain gained improve improved widen widened above exceed
        exceeded exceeds better faster most highest largest double doubled extra beat beats
        outnumber over longer dearer strengthened further""",
    "down": """
        fall falls fell fallen falling decrease decreased decline declined drop dropped reduce
        reduced reduces reduction lower less fewer down cut cuts cutting shrink shrank shrunk worse
        worsened below lowest least smallest narrow narrowed halved under slower shorter cheaper
        undercut trailed lost weakened behind""",
    "only": """
        only solely first sole alone exclusively highest lowest largest smallest most least best
        worst biggest main mainly chief chiefly""",
    "all": """
        all every each both entire whole everyone everybody always fully any whoever anyone
        throughout everywhere universal full""",
    "part": """
        some several few certain part partly many most majority minority selected pilot trial
        sample limited half quarter third fifth number""",
}
_WORDS = {mark: frozenset(words.split()) for mark, words in _MARKS.items()}

NAMES = (
    "words denied here, not there", "words denied there, not here", "clause most denied otherwise",
    "least fit of a clause", "second least fit of a clause", "mean fit of clauses",
    "mean of the three least alignments",
    *(f"{mark} {way} a clause" for mark in _MARKS for way in ("added to", "left out of")),
    "rise there, fall here", "fall there, rise here", "part there, all here", "clauses",
)  # fmt: skip

_ALIKE = 0.35
_MOST_CLAUSES = 6
_SHORT = 3

_WRITTEN_DENIALS = """
not no never none neither nor nobody nothing without cannot hardly rarely seldom lack lacks lacked
lacking unable refuse refused refuses failed fails fail failing failure decline declined rejected
unlikely stopped ceased absence missing t lost unmet unsuccessful
"""
_DENIES = frozenset(_WRITTEN_DENIALS.split())
_NO_DENIAL = frozenset(["fewer", "more", "less", "longer", "only"])
"""What makes "no fewer than" and "not only" say that something is so."""

_BEFORE, _AFTER = 6, 8
"""Words that a denial reaches in its clause."""


def clause_features(
    claim: Joined, sources: Joined, similarity: Similarity, places: np.ndarray
) -> list[float]:
    """Return the columns ``NAMES``; ``places`` are those of the subject words' counterparts."""
    best = np.sort(
        [
            similarity.cosines[row].max()
            for row, number in enumerate(claim.content)
            if len(claim.words[number]) > _SHORT
        ]
    )
    pairs = _paired(claim, sources, similarity)
    fits = sorted(pair.fit for pair in pairs) or [float(similarity.cosines.max(axis=1).mean())]
    return [
        *_denials(claim, sources, similarity, places, pairs),
        fits[0],
        fits[min(1, len(fits) - 1)],
        float(np.mean(fits)),
        float(best[:3].mean()) if len(best) else 1.0,
        *_marks(claim, sources, pairs),
        min(len(pairs), _MOST_CLAUSES) / _MOST_CLAUSES,
    ]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A clause of the sentence with the likest of the sources, and how well it fits that one's
    sentence."""

    here: int
    there: int
    fit: float


def _paired(claim: Joined, sources: Joined, similarity: Similarity) -> list[_Pair]:
    pairs = []
    of_row, clauses = claim.clause[claim.content], np.unique(sources.clause)
    starts = np.searchsorted(sources.clause, clauses)
    by_clause = np.maximum.reduceat(similarity.cosines, starts, axis=1)
    of_sentence = np.searchsorted(sources.sentence, np.unique(sources.sentence))
    by_sentence = np.maximum.reduceat(similarity.cosines, of_sentence, axis=1)
    numbers = {int(s): n for n, s in enumerate(np.unique(sources.sentence))}
    for clause in np.unique(of_row):
        rows = of_row == clause
        if rows.sum() < 2:
            continue
        likest = int(by_clause[rows].mean(axis=0).argmax())
        sentence = numbers[int(sources.sentence[starts[likest]])]
        fit = float(by_sentence[rows, sentence].mean())
        pairs.append(_Pair(int(clause), int(clauses[likest]), fit))
    return pairs


def denied(text: Joined) -> np.ndarray:
    """Tell of each word whether it is denied: an odd number of denials reach it."""
    count = np.zeros(len(text), dtype=int)
    place = np.arange(len(text))
    for number, word in enumerate(text.words):
        behind = text.words[number + 1 : number + 2]
        if word in _DENIES and not (
            word in ("no", "not") and behind[:1] and behind[0] in _NO_DENIAL
        ):
            if word != "t" or text.words[number - 1] in ("'", "’"):
                reach = (place >= number - _BEFORE) & (place <= number + _AFTER)
                count += reach & (text.clause == text.clause[number])
        elif word in ("rather", "instead") and behind in (["than"], ["of"]):
            count += _until_a_stop(text, number)
    return count % 2


def _until_a_stop(text: Joined, number: int) -> np.ndarray:
    """Return the words behind "rather than" up to a mark, at most six."""
    reached = np.zeros(len(text), dtype=int)
    for at in range(number + 2, min(len(text), number + _AFTER)):
        if text.words[at] in (",", ";", ".") or text.sentence[at] != text.sentence[number]:
            break
        reached[at] = 1
    return reached


def _denials(
    claim: Joined,
    sources: Joined,
    similarity: Similarity,
    places: np.ndarray,
    pairs: list[_Pair],
) -> list[float]:
    here, there = denied(claim)[claim.content], denied(sources)[places]
    cosines = similarity.cosines[np.arange(len(places)), places]
    weight = np.where(cosines >= _ALIKE, cosines, 0.0)
    total = weight.sum() + 1e-6
    of_row = claim.clause[claim.content]
    otherwise = [float((here != there)[of_row == pair.here].mean()) for pair in pairs]
    return [
        float((weight * (here > there)).sum() / total),
        float((weight * (there > here)).sum() / total),
        max(otherwise, default=0.0),
    ]


def _marked(text: Joined) -> dict[int, dict[str, bool]]:
    words: dict[int, set[str]] = {}
    for word, clause in zip(text.words, text.clause, strict=True):
        words.setdefault(int(clause), set()).add(word)
    return {
        clause: {mark: not said.isdisjoint(known) for mark, known in _WORDS.items()}
        for clause, said in words.items()
    }


def _marks(claim: Joined, sources: Joined, pairs: list[_Pair]) -> list[float]:
    """Compare what a clause marks with the likest one and its neighbours in its sentence, and
    the reverse."""
    here, there = _marked(claim), _marked(sources)
    sentence = dict(zip(sources.clause.tolist(), sources.sentence.tolist(), strict=True))
    counted = {name: False for mark in _MARKS for name in (f"{mark}+", f"{mark}-")}
    fall = rise = whole = False
    for pair in pairs:
        near = [
            there[c]
            for c in range(pair.there - 1, pair.there + 2)
            if c in there and sentence[c] == sentence[pair.there]
        ]
        around = {mark: any(one[mark] for one in near) for mark in _MARKS}
        own = here[pair.here]
        beside = [here[p.here] for p in pairs if abs(p.here - pair.here) <= 1]
        for mark in _MARKS:
            counted[f"{mark}+"] |= own[mark] and not around[mark]
            said = any(one[mark] for one in beside)
            counted[f"{mark}-"] |= there[pair.there][mark] and not said
        fall |= own["down"] and not own["up"] and around["up"] and not around["down"]
        rise |= own["up"] and not own["down"] and around["down"] and not around["up"]
        whole |= own["all"] and around["part"] and not around["all"]
    return [float(each) for each in (*counted.values(), fall, rise, whole)]
