"""Findings of a plan's check against those that were planted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

WHOLE_PLAN = "whole plan"
_LEAST_CHARACTERS = 8
"""Characters of a place from which being part of the other's words makes it the same place."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault: its kind, and the places at which a finding of it may stand.

    An ``optional`` one may be found or not: a reviewer could do either.
    """

    kind: str
    where: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Matched:
    """Faults found, missed, and findings (kind and place) of none."""

    found: tuple[Planted, ...]
    missed: tuple[Planted, ...]
    surplus: tuple[tuple[str, str], ...]

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over (kind, place), in [0, 1].

        F1 = 2PR / (P + R) (van Rijsbergen, Information Retrieval, 1979). Optional faults count
        neither way; 1.0 where nothing was planted and nothing found.
        """
        found = sum(not each.optional for each in self.found)
        missed = sum(not each.optional for each in self.missed)
        wrong = missed + len(self.surplus)
        return 2 * found / (2 * found + wrong) if found or wrong else 1.0


def matched(findings: Sequence[tuple[str, str]], planted: Sequence[Planted]) -> Matched:
    """Pair each finding with one planted fault of its kind at its place."""
    left, found, surplus = list(planted), [], []
    for kind, where in findings:
        hit = next((p for p in left if p.kind == kind and _is_at(where, p.where)), None)
        if hit is None:
            surplus.append((kind, where))
        else:
            left.remove(hit)
            found.append(hit)
    return Matched(tuple(found), tuple(left), tuple(surplus))


def _is_at(where: str, places: Sequence[str]) -> bool:
    here = _flat(where)
    return any(_same(here, _flat(place)) for place in places)


def _same(here: str, there: str) -> bool:
    if here == there or WHOLE_PLAN in (here, there):
        return here == there
    return min(len(here), len(there)) >= _LEAST_CHARACTERS and (here in there or there in here)


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", re.sub(r"<[^>]+>", " ", text).lower()).strip()
