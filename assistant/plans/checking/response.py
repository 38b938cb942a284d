"""What a check gives back: findings with the guidance that they rest on, and the letter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.plans.checking.checker import Checked, PlanChecker
from assistant.plans.checking.letter import Cited, letter_of
from assistant.plans.plan import Plan, PlanCitation, Recommendation
from assistant.plans.quoting import Quotations
from assistant.plans.requirements import guidance_of
from corpus.library import Library

_DUE = ("final_due",)
"""What guidance says of the plan's next step, by the ids of ``requirements.yaml``."""


@dataclass(frozen=True, slots=True)
class CheckResponse:
    """A plan checked, with the passages of the library that the findings cite."""

    checked: Checked
    findings: tuple[Cited, ...]
    citations: tuple[PlanCitation, ...]
    letter: str


def check_plan(
    library: Library,
    plan: Plan,
    recommendations: Sequence[Recommendation] = (),
    *,
    today: date | None = None,
) -> CheckResponse:
    """Check a plan, as ``PlanChecker.check`` does, and cite the library's guidance for it.

    Raises:
        PlanUnreadable: the plan has no action.
    """
    checker = PlanChecker(lambda texts: library.embeddings.encode(texts))
    checked = checker.check(plan, recommendations, today=today)
    quotations = Quotations(library)
    found = tuple(
        Cited(one, _cited(library, quotations, one.requirements)) for one in checked.findings
    )
    due = _cited(library, quotations, _DUE)
    citations = tuple(quotations.found)
    return CheckResponse(checked, found, citations, letter_of(checked, found, citations, due))


def _cited(library: Library, quotations: Quotations, names: Sequence[str]) -> tuple[int, ...]:
    guidance = guidance_of(library)
    located = (guidance.citation(name) for name in names)
    return tuple(dict.fromkeys(quotations.adopt(one) for one in located if one))
