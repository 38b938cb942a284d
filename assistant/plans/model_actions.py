"""A recommendation that no rule can turn into an action, turned by a language model.

What the model may do is what the rules do: move the recommendation's own words about. Its
sentence is taken where it holds them all, and no others but for the verb that it begins with.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Dropped
from assistant.plans.demand import Demand
from assistant.plans.verbs import is_base
from assistant.plans.wording import Worded
from assistant.question import stem, stems_of
from assistant.verification.values import is_given, values_in
from assistant.verification.wording import wording_of
from assistant.writing.overstated import is_overstated
from assistant.writing.prompt import Task
from assistant.writing.sentences import Written

ACTION = Task("plan-action.txt", "Recommendation")
_ADDED = frozenset(
    stem(one)
    for one in ("address", "clarify", "consider", "ensure", "resolve", "tackle", "arrange")
)
"""Stems of verbs that an action may begin with though the recommendation lacks them: they say
that something is to be done about it, and not what."""
_FRAMES = frozenset(
    stem(one) for one in ("remain", "recommend", "council", "authority", "need", "should", "must")
)
"""Stems of words that an action goes without."""
_HELD = 0.9
"""Share of the demand's words that its action must hold."""
_LONGEST = 60
"""Words of an action."""


def action_written(
    written: Sequence[Written], demand: Demand
) -> tuple[Worded | None, tuple[Dropped, ...]]:
    """Return the action that a model wrote, if it holds; else what it wrote with the reason."""
    for one in written[:1]:
        words = one.text.strip().rstrip(".")
        reason = _unfit(words, demand)
        if reason:
            return None, (Dropped(one.text, reason, demand.worded.text),)
        return Worded(words[:1].upper() + words[1:], by_model=True), ()
    return None, ()


def _unfit(words: str, demand: Demand) -> str:
    """Say why words are no action for a demand; empty where they are one."""
    asked = f"{demand.recommendation.theme} {demand.part.whole}"
    first, _, rest = words.partition(" ")
    if not is_base(first) or not rest or len(words.split()) > _LONGEST:
        return "it is no action in the imperative"
    values, given = values_in(words), values_in(demand.part.text)
    if not all(is_given(one, words, values_in(asked)) for one in values):
        return "it has a figure or a date that the recommendation does not have"
    own, there = set(stems_of(demand.part.text)), set(stems_of(asked))
    new = set(stems_of(words)) - there - _ADDED
    if new:
        return "it has words that the recommendation does not have"
    own -= _FRAMES
    held = len(own & set(stems_of(words))) >= _HELD * len(own)
    if not held or not all(is_given(one, demand.part.text, values) for one in given):
        return "it leaves out some of what is recommended"
    denied = bool(wording_of(words).denials) != bool(wording_of(demand.part.text).denials)
    turned = denied or is_overstated(f"It should {words}", [demand.part.text])
    return "it says more than the recommendation, or less" if turned else ""
