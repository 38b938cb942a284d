"""Actions that say the same twice, and actions that no recommendation asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.plans.checking.cells import is_filled, refers_elsewhere
from assistant.plans.checking.coverage import Asked, linked_names
from assistant.plans.checking.findings import Finding, Kind, Severity
from assistant.plans.checking.outside import is_about_the_plan
from assistant.plans.checking.relevance import Offered, Relevance
from assistant.plans.written_dates import dates_in
from assistant.verification.values import ValueKind, values_in
from assistant.vocabulary import places_in

SAME = 0.78
"""Likeness from which two actions say the same."""
SAME_TARGET = 0.10
"""What an equal target adds to it."""
_SHARED_WORDS = 0.25
"""Share of words that two actions have in common before they are compared closely."""
ORPHAN = 0.30
"""Best support of any sub-part below which an action belongs to no recommendation."""
ORPHAN_LINKED = 0.22
"""The same for one that carries a recommendation's number."""


def duplicates(offered: Sequence[Offered], relevance: Relevance) -> Iterator[Finding]:
    """Yield each action that says what one before it says."""
    for number, later in enumerate(offered):
        for earlier in offered[:number]:
            if _same(earlier, later, relevance):
                first = earlier.action
                named = f" ({first.id})" if first.id else ""
                yield Finding(
                    Kind.DUPLICATE_ACTION,
                    Severity.SHOULD,
                    later.action.action,
                    f"It says what another action{named} says: “{_short(first.action)}”. Merge "
                    "them.",
                    ("leads",),
                    later.action.id,
                    later.action.action,
                    "action",
                )
                break


def orphans(
    asked: Sequence[Asked], offered: Sequence[Offered], relevance: Relevance
) -> Iterator[Finding]:
    """Yield each action that has to do with none of the recommendations."""
    if not asked:
        return
    names = frozenset[str]().union(*(one.names for one in asked))
    for other in offered:
        text = other.action.action
        if not is_filled(text) or refers_elsewhere(text) or is_about_the_plan(text):
            continue
        best = max(relevance.support(part, other) for one in asked for part in one.parts)
        linked = not names.isdisjoint(linked_names(other))
        if best < (ORPHAN_LINKED if linked else ORPHAN):
            yield Finding(
                Kind.ORPHAN_ACTION,
                Severity.SHOULD,
                text,
                "None of the recommendations asks for this. Say which it answers, or take it out.",
                ("written_response",),
                other.action.id,
                text,
                "action",
            )


def _same(one: Offered, other: Offered, relevance: Relevance) -> bool:
    first, second = one.action.action, other.action.action
    if not is_filled(first) or not is_filled(second):
        return False
    if refers_elsewhere(first) or refers_elsewhere(second):
        return False
    if _flat(first) == _flat(second):
        return True
    if _tells_apart(first, second):
        return False
    same_target = is_filled(one.action.target) and _flat(one.action.target) == _flat(
        other.action.target
    )
    if _shared(one, other) < (_SHARED_WORDS / 2 if same_target else _SHARED_WORDS):
        return False
    here = relevance.words(relevance.read(one), Offered(other.action, alone=True))
    there = relevance.words(relevance.read(other), Offered(one.action, alone=True))
    likeness = (relevance.likeness(one, other) + here + there) / 3
    return likeness + (SAME_TARGET if same_target else 0.0) >= SAME


def _tells_apart(one: str, other: str) -> bool:
    """Tell whether each names a place, a date or a figure that the other has not."""
    for facts in (_figures, places_in, _dates):
        here, there = facts(one), facts(other)
        if here - there and there - here:
            return True
    return False


def _figures(text: str) -> frozenset[float]:
    return frozenset(v.amount for v in values_in(text) if v.kind is not ValueKind.DATE)


def _dates(text: str) -> frozenset[str]:
    return frozenset(str(each.end) for each in dates_in(text))


def _shared(one: Offered, other: Offered) -> float:
    here, there = one.own_stems, other.own_stems
    return len(here & there) / max(1, min(len(here), len(there)))


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:24]) + (" …" if len(words) > 24 else "")
