"""Recommendations to draft plans from, with what a good plan has, from ``evals/plans``."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "plans" / "drafts.yaml"


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A task: recommendations, and what is looked for in the plan.

    ``parts`` are the demands, each the words that one action holds in any form; ``places`` are
    headings of reports to be cited, each with its alternatives; ``watch`` are names and figures
    of sources that are not the plan's own.
    """

    id: str
    kind: str
    split: str
    recommendations: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    places: tuple[tuple[str, ...], ...]
    watch: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        written = repr((self.recommendations, self.parts, self.places, self.watch))
        return hashlib.sha256(written.encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def load_draft_cases() -> tuple[DraftCase, ...]:
    """Return all tasks in the order of the file.

    Raises:
        ValueError: a task is not as it should be; its id is named.
    """
    cases = tuple(map(_case, yaml.load(FILE.read_text("utf-8"), yaml.CSafeLoader)))
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("evals/plans: an id stands twice")
    return cases


def _case(row: dict[str, Any]) -> DraftCase:
    if row["split"] not in ("tune", "test") or not row["parts"] or not row["places"]:
        raise ValueError(f"evals/plans: {row['id']} has another split, no parts or no places")
    return DraftCase(
        row["id"],
        row["kind"],
        row["split"],
        tuple(row["recommendations"]),
        tuple(map(tuple, row["parts"])),
        tuple(tuple(one.split("|")) for one in row["places"]),
        tuple(row.get("watch", ())),
    )
