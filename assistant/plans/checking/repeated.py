"""Actions that say the same twice, and actions that no recommendation asks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from assistant.plans.checking.cells import is_filled, refers_elsewhere
from assistant.plans.checking.coverage import Asked, linked_names
from assistant.plans.checking.findings import Coverage, Finding, Kind, Severity
from assistant.plans.checking.outside import is_about_the_plan
from assistant.plans.checking.relevance import Offered, Relevance, common_words
from assistant.plans.written_dates import dates_in
from assistant.verification.values import ValueKind, values_in
from assistant.vocabulary import places_in

SAME = 0.735
"""Likeness from which two actions say the same."""
SAME_FIELD = 0.06
"""What an equal target adds to it, and an equal outcome."""
_ALIKE = 0.5
"""Cosine of their sentences below which two actions are not compared word by word."""
_SHARED_WORDS = 0.25
"""Share of words that two actions have in common before they are compared closely."""
ORPHAN = 0.32
"""Best support of any sub-part below which an action belongs to no recommendation."""
ORPHAN_WITHOUT_WORDS, _FEW_WORDS = 0.40, 0.18
"""The same where the action has a smaller share of its words than this."""
ORPHAN_WITH_A_WORD = 0.28
"""The same where both name the same thing, people left out: a university, a register."""
ORPHAN_LINKED = 0.25
"""The same for one that carries a recommendation's number."""
ORPHAN_HELPING = 0.12
"""The same where other actions answer that recommendation: it may help them in its own way."""


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
    asked: Sequence[Asked],
    offered: Sequence[Offered],
    relevance: Relevance,
    coverage: Sequence[Coverage],
    together: Sequence[Collection[str]] = (),
) -> Iterator[Finding]:
    """Yield each action that has to do with none of the recommendations and answers none.

    Of those that stand ``together``, by their ids, one may go on from another that answers one:
    "Let contracts for the parishes without a scheme" below "Map the schemes of all parishes".
    """
    answering = {key for one in coverage for key in one.actions}
    if not asked:
        return
    names = frozenset[str]().union(*(one.names for one in asked))
    for other in offered:
        text = other.action.action
        if (
            other.action.id in answering
            or not is_filled(text)
            or refers_elsewhere(text)
            or is_about_the_plan(text)
        ):
            continue
        if _goes_on(other, offered, answering, together):
            continue
        linked = linked_names(other) & names
        helped = any(
            one.names & linked and answer.actions
            for one, answer in zip(asked, coverage, strict=True)
        )
        least = ORPHAN_HELPING if helped else ORPHAN_LINKED if linked else 0.0
        if _belongs_nowhere(asked, other, relevance, least):
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


def _goes_on(
    other: Offered,
    offered: Sequence[Offered],
    answering: Collection[str],
    together: Sequence[Collection[str]],
) -> bool:
    beside = {key for group in together if other.action.id in group for key in group}
    return any(
        one.action.id in answering
        and one.action.id in beside
        and common_words(one.action.action, other.action.action)
        for one in offered
        if one is not other
    )


def _belongs_nowhere(
    asked: Sequence[Asked], other: Offered, relevance: Relevance, least: float
) -> bool:
    best = max(
        ((relevance.support(p, other), p) for one in asked for p in one.parts), key=lambda x: x[0]
    )
    if least:
        return best[0] < least
    if best[0] >= ORPHAN_WITH_A_WORD and common_words(best[1].text, other.action.action):
        return False
    few = relevance.words(best[1], other) < _FEW_WORDS
    return best[0] < (ORPHAN_WITHOUT_WORDS if few else ORPHAN)


def _same(one: Offered, other: Offered, relevance: Relevance) -> bool:
    first, second = one.action.action, other.action.action
    if not is_filled(first) or not is_filled(second):
        return False
    if refers_elsewhere(first) or refers_elsewhere(second):
        return False
    if _flat(first) == _flat(second):
        return True
    if relevance.likeness(one, other) < _ALIKE or _tells_apart(first, second):
        return False
    added = SAME_FIELD * sum(
        is_filled(here) and _flat(here) == _flat(there) for here, there in _pairs(one, other)
    )
    if _shared(one, other) < (_SHARED_WORDS / 2 if added else _SHARED_WORDS):
        return False
    here = relevance.words(relevance.read(one), Offered(other.action, alone=True))
    there = relevance.words(relevance.read(other), Offered(one.action, alone=True))
    return (relevance.likeness(one, other) + here + there) / 3 + added >= SAME


def _pairs(one: Offered, other: Offered) -> tuple[tuple[str, str], ...]:
    return (
        (one.action.target, other.action.target),
        (one.action.outcome, other.action.outcome),
    )


def _tells_apart(one: str, other: str) -> bool:
    """Tell whether each names a place, a date, a figure or a side that the other has not, or
    they are two stages of one work: "Draft the strategy", "Consult on the strategy"."""
    for facts in (_figures, places_in, _dates, _sides):
        here, there = facts(one), facts(other)
        if here - there and there - here:
            return True
    first, second = _stage(one), _stage(other)
    return first != second and min(first, second) >= 0


_WRITTEN_SIDES = (
    "north south east west northern southern eastern western first second third fourth adults "
    "children men women internal external urban rural primary secondary residential boys girls "
    "weekend overnight revenue capital"
)
_SIDES = frozenset(_WRITTEN_SIDES.split())
_STAGES = (
    ("draft", "write", "prepare"),
    ("consult",),
    ("publish", "issue", "launch", "circulate"),
    ("adopt", "approve", "sign", "ratify"),
    ("review", "evaluate", "audit"),
)


def _sides(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text.lower())) & _SIDES


def _stage(text: str) -> int:
    """The stage of a work that an action's first word names; -1 where it names none."""
    first = re.match(r"\W*(?:\([ivx\d]+\)\s*)?([a-z]+)", text.lower())
    found = [n for n, words in enumerate(_STAGES) if first and first.group(1) in words]
    return found[0] if found else -1


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
