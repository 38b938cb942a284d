"""What a check finds: one kind of fault at one place of a plan, with advice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WHOLE_PLAN = "whole plan"
"""Where a fault is that no single place of the plan has."""


class Kind(StrEnum):
    """Kinds of fault, in the order in which a reviewer writes about them."""

    UNADDRESSED_RECOMMENDATION = "unaddressed_recommendation"
    PARTLY_ADDRESSED_RECOMMENDATION = "partly_addressed_recommendation"
    MISSING_TIMESCALE = "missing_timescale"
    INCONSISTENT_DATE = "inconsistent_date"
    PAST_DATE = "past_date"
    VAGUE_TARGET = "vague_target"
    MISSING_LEAD = "missing_lead"
    MISSING_FINANCE = "missing_finance"
    MISSING_OUTCOME = "missing_outcome"
    UNMEASURABLE_OUTCOME = "unmeasurable_outcome"
    MISSING_MONITORING = "missing_monitoring"
    MISSING_STAKEHOLDERS = "missing_stakeholders"
    DUPLICATE_ACTION = "duplicate_action"
    ORPHAN_ACTION = "orphan_action"


class Severity(StrEnum):
    """``must``: the guidance says that the plan contains it; ``should``: it encourages it."""

    MUST = "must"
    SHOULD = "should"


class CoverageStatus(StrEnum):
    """How far a plan answers a recommendation."""

    ADDRESSED = "addressed"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    ``where`` is verbatim text of the plan or of a recommendation, or ``WHOLE_PLAN``.
    ``requirements`` name what the guidance demands, by the keys of ``requirements.yaml``;
    ``action`` is the id and ``action_text`` the text of the action, ``field`` the field of it.
    """

    kind: Kind
    severity: Severity
    where: str
    advice: str
    requirements: tuple[str, ...] = ()
    action: str = ""
    action_text: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class PartCovered:
    """A sub-part of a recommendation and the actions that answer it; none if none does."""

    text: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a recommendation is answered, and by which actions, by id."""

    recommendation: str
    status: CoverageStatus
    actions: tuple[str, ...]
    parts: tuple[PartCovered, ...]
    id: str = ""
    number: str = ""
