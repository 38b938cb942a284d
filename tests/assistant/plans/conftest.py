"""Drafts from the library of the reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from assistant.plans.draft import Drafter, DraftRequest
from assistant.plans.plan import Authority, Plan, Recommendation
from assistant.plans.template import Templates
from assistant.search import HybridSearch, RankedSearch

TODAY = date(2026, 11, 1)


@pytest.fixture(scope="session")
def drafter(reports_library) -> Drafter:
    return Drafter(RankedSearch(HybridSearch(reports_library)))


@pytest.fixture
def draft(drafter: Drafter) -> Callable[..., Plan]:
    """Drafts a plan on recommendations, texts or with more; ``context`` is of the authority."""

    def make(
        *recommendations: str | dict[str, Any], template: str = "action_table", **context: Any
    ) -> Plan:
        authority = Authority(**{"name": "Westshire Council", "start": "2027-04", **context})
        return drafter.draft(
            DraftRequest(authority, _given(recommendations), Templates().named(template), TODAY)
        ).plan

    return make


def _given(found: Sequence[str | dict[str, Any]]) -> tuple[Recommendation, ...]:
    return tuple(
        Recommendation(text=one) if isinstance(one, str) else Recommendation(**one) for one in found
    )
