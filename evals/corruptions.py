"""True sentences made false by rule, to learn from: facts exchanged, denied, overstated.

They are easier than those written by hand and are never scored: what they teach is measured on
sentences that were written.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.verification.joined import Fact, facts_in, may_stand_for, says_the_same

_HELPERS = r"is|are|was|were|has|have|had|will|would|can|could|should|does|did|do"
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "denied": ((rf"\b({_HELPERS})\b(?! not)(?!n.t)", r"\1 not"),),
    "affirmed": (
        (rf"\b({_HELPERS}) not\b", r"\1"),
        (r"\bno longer\b", "still"),
        (r"\bnot yet\b", "already"),
        (r"\bwithout\b", "with"),
        (r"\bnever\b", "always"),
        (r"\bno (?=\w)", "some "),
        (r"\bfailed to\b", "managed to"),
    ),
    "generalised": (
        (r"\b(?:some|several|many|certain|a few|a number of|a minority of)\b", "all"),
        (r"\b(?:most|the majority of|more than half of|fewer than half of|few)\b", "all"),
        (r"\b(?:mainly|mostly|largely|chiefly|partly)\b", "entirely"),
        (r"\b(?:often|sometimes|usually|generally|typically)\b", "always"),
        (r"\b\w+ of the (?=\w)", "all of the "),
    ),
    "done": (
        (r"\bwill (\w+?)e?\b", r"has \1ed"),
        (
            r"\b(?:plans?|intends?|proposes?|hopes?|wants?|aims?|(?:is|are) (?:due|expected))"
            r" to (\w+?)e?\b",
            r"has \1ed",
        ),
        (r"\b(?:could|may|might|would|should) be\b", "has been"),
        (r"\b(?:may|might|could) have\b", "has"),
        (r"\b(?:proposed|planned|suggested|recommended) (?=\w)", "completed "),
        (r"\b(?:pilot|trial|experimental) ", ""),
    ),
    "caused": (
        (r"\b(?:at the same time as|alongside|over the same period as|after)\b", "because of"),
        (r", while ", ", and as a result "),
        (r"\bfollowing\b", "as a result of"),
    ),
}
_OPPOSITES = """
rose/fell rise/fall risen/fallen increased/decreased increase/decrease more/fewer higher/lower
highest/lowest above/below before/after most/least larger/smaller largest/smallest better/worse
best/worst faster/slower up/down grew/shrank over/under longer/shorter earlier/later gained/lost
improved/worsened accepted/rejected agreed/refused opened/closed north/south east/west men/women
younger/older supported/opposed kept/dropped met/missed first/last started/ended
"""
_PAIRS = [tuple(pair.split("/")) for pair in _OPPOSITES.split()]
_OPPOSITE = {**{one: other for one, other in _PAIRS}, **{other: one for one, other in _PAIRS}}
_TURNED = re.compile(rf"\b(?:{'|'.join(_OPPOSITE)})\b", re.IGNORECASE)
_MOST_RIVALS = 2


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A sentence made false, and how."""

    way: str
    text: str


def corrupted(sentence: str, sources: Sequence[str], chosen: random.Random) -> Iterator[Corrupted]:
    """Yield false variants of a true sentence; ``chosen`` picks where there are several."""
    own = facts_in(sentence)
    yield from _replaced(
        sentence, own, [fact for each in sources for fact in facts_in(each)], chosen
    )
    yield from _exchanged(sentence, own)
    for way, rules in _RULES.items():
        variants = [
            match.expand(new).join((sentence[: match.start()], sentence[match.end() :]))
            for old, new in rules
            for match in [*re.finditer(old, sentence, re.IGNORECASE)][:1]
        ]
        if variants:
            yield Corrupted(way, chosen.choice(variants))
    turned = [*_TURNED.finditer(sentence)]
    for match in chosen.sample(turned, min(2, len(turned))):
        new = _OPPOSITE[match.group().lower()]
        yield Corrupted("turned", sentence[: match.start()] + new + sentence[match.end() :])


def _replaced(
    sentence: str, own: Sequence[Fact], there: Sequence[Fact], chosen: random.Random
) -> Iterator[Corrupted]:
    """Yield the sentence with another fact of its sources in the place of one of its own."""
    for fact in own:
        rivals = {
            other.written
            for other in there
            if may_stand_for(fact, other) and not says_the_same(fact, other)
        }
        rivals -= {fact.written}
        for new in chosen.sample(sorted(rivals), min(_MOST_RIVALS, len(rivals))):
            span = fact.span
            yield Corrupted(fact.kind, sentence[: span.start] + new + sentence[span.end :])


def _exchanged(sentence: str, own: Sequence[Fact]) -> Iterator[Corrupted]:
    """Yield the sentence with two of its own facts in each other's place."""
    for one, other in itertools.combinations(sorted(own, key=lambda fact: fact.span.start), 2):
        if may_stand_for(one, other) and not says_the_same(one, other):
            first, second = one.span, other.span
            between = sentence[first.end : second.start]
            swapped = other.written + between + one.written
            text = sentence[: first.start] + swapped + sentence[second.end :]
            yield Corrupted("exchanged", text)
