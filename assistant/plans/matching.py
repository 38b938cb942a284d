"""Which part of an edited plan is which of the plan it was made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

Part = TypeVar("Part")

_ALIKE = 0.6
"""Share of two texts that must be the same for them to be one, edited."""
_MOST_COMPARED = 200
"""Parts left over that are compared letter by letter; more are too many to be edits."""


def matched(
    now: Sequence[Part],
    then: Sequence[Part],
    *,
    id_of: Callable[[Part], str],
    text_of: Callable[[Part], str],
) -> dict[int, Part]:
    """Return the part of ``then`` for each of ``now`` that has one, by ``id(part)``.

    The same id makes two parts one, the n-th of it with the n-th; then the same text; then
    one that is alike enough.
    """
    left_now, left_then = list(now), list(then)
    found: dict[int, Part] = {}
    for key in (id_of, lambda part: " ".join(text_of(part).split())):
        waiting: dict[str, list[Part]] = {}
        for part in left_then:
            waiting.setdefault(key(part), []).append(part)
        for part in list(left_now):
            if (name := key(part)) and waiting.get(name):
                other = waiting[name].pop(0)
                found[id(part)] = other
                _drop(left_now, part)
                _drop(left_then, other)
    for part in left_now[:_MOST_COMPARED]:
        best = max(left_then[:_MOST_COMPARED], key=lambda o: _alike(text_of(part), text_of(o)),
                   default=None)  # fmt: skip
        if best is not None and not id_of(part) and _alike(text_of(part), text_of(best)) >= _ALIKE:
            found[id(part)] = best
            _drop(left_then, best)
    return found


def _drop(parts: list[Part], part: Part) -> None:
    """Remove this very part: equal ones stay."""
    del parts[next(n for n, each in enumerate(parts) if each is part)]


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one[:500], other[:500], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE else 0.0
