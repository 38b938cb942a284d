"""What a source states, or denies, in the sentence's own words: told without the model.

The model is learned from sentences in other words than their sources', among which a sentence as
short as a quotation is rare; so words that stand in a source as they are need a rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verification.alignment import Alignment, Read
from assistant.verification.wording import wording_of

_NOT = re.compile(r"\b(?:not|never|cannot|no longer)\b|n[’']t\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:not|never|cannot|no|none|neither|nor|nobody|nothing|without)\b|n[’']t\b", re.IGNORECASE
)


def is_stated(claim: Read, sources: Sequence[Read]) -> bool:
    """Tell whether a source sentence has a sentence's subject words side by side in its order,
    as sure, as general and as much denied."""
    for source in sources:
        end = _end_of(claim, source)
        if end and _as_general(claim.text, source.text[:end]) and _as_sure(claim.text, source.text):
            return True
    return False


def is_denied(claim: Read, found: Alignment, nearest: Read) -> bool:
    """Tell whether it denies what the nearest source says in the same words, or the reverse.

    Of sentences in other words this tells little: "fewer than half" may be "most did not".
    """
    pairs = zip(found.words, found.held, strict=True)
    same = bool(found.words) and all(held or _NOT.search(word) for word, held in pairs)
    return same and bool(_NOT.search(claim.text)) != bool(_NOT.search(nearest.text))


def _end_of(claim: Read, source: Read) -> int:
    """Return where the last of a sentence's words stands in a source that has them side by side;
    0 where it does not."""
    words = [claim.tokens[number].stem for number in claim.content]
    there = [source.tokens[number] for number in source.content]
    for start in range(len(there) - len(words) + 1):
        stretch = there[start : start + len(words)]
        if words and [token.stem for token in stretch] == words:
            return stretch[-1].start + len(stretch[-1].word)
    return 0


def _as_general(text: str, source: str) -> bool:
    """Compare how much is meant: what says so stands before what it is said of."""
    here, there = wording_of(text), wording_of(source)
    return (here.strength, here.some) == (there.strength, there.some)


def _as_sure(text: str, source: str) -> bool:
    here, there = wording_of(text), wording_of(source)
    # Words that deny and are no more than that: "failed" stands among the words compared.
    denied = len(_DENIES.findall(text)) == len(_DENIES.findall(source))
    sure = (here.maybe, here.advice) == (there.maybe, there.advice)
    return denied and sure and (there.cause or not here.cause)
