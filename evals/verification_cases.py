"""Sentences with their sources and whether they follow, from ``evals/verification``."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "verification"

TRUE_KINDS = (
    "reordered",
    "reworded",
    "merged",
    "number_words",
    "two_sources",
    "shortened",
    "generalised",
)
FALSE_KINDS = (
    "number",
    "unit",
    "date",
    "place",
    "person",
    "body",
    "negation",
    "quantifier",
    "scope",
    "status",
    "comparison",
    "cause",
    "invented",
    "quotation",
    "mixed",
)
FACT_KINDS = ("number", "unit", "date", "place", "person", "body", "quotation")
"""Ways to be wrong in a fact that stands in the sentence as it is."""


@dataclass(frozen=True, slots=True)
class Source:
    """A quotation, and the document that it is from; ``elsewhere`` is a passage made up."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A case: a sentence, its sources, and whether it follows from them."""

    id: str
    kind: str
    split: str
    sentence: str
    sources: tuple[Source, ...]

    @property
    def follows(self) -> bool:
        return self.kind in TRUE_KINDS

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr((self.sentence, self.sources)).encode()).hexdigest()[:12]


@lru_cache(maxsize=1)
def load_sentences() -> tuple[Sentence, ...]:
    """Return all cases, by file and in its order.

    Raises:
        ValueError: a case is not as it should be; its id is named.
    """
    rows = [
        row
        for path in sorted(FOLDER.glob("*.yaml"))
        for row in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    ]
    cases = tuple(map(_case, rows))
    if len({case.id for case in cases}) < len(cases):
        raise ValueError("evals/verification: an id stands twice")
    return cases


def _case(row: dict[str, Any]) -> Sentence:
    kinds: Sequence[str] = TRUE_KINDS if row["verdict"] == "supported" else FALSE_KINDS
    if row["kind"] not in kinds or row["split"] not in ("tune", "test"):
        raise ValueError(f"evals/verification: {row['id']} has another kind, verdict or split")
    sources = tuple(Source(each["document"], each["quote"]) for each in row["sources"])
    return Sentence(row["id"], row["kind"], row["split"], row["sentence"], sources)
