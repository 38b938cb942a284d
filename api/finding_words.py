"""Kinds of finding in an officer's words, the same on pages and in the terminal."""

from __future__ import annotations

KINDS = {
    "unaddressed_recommendation": "Recommendation not answered",
    "partly_addressed_recommendation": "Recommendation answered in part",
    "missing_timescale": "No time scale",
    "inconsistent_date": "Dates that contradict",
    "past_date": "Date in the past",
    "vague_target": "Target that cannot be measured",
    "missing_lead": "Nobody named as responsible",
    "missing_finance": "No finances",
    "missing_outcome": "No outcome",
    "unmeasurable_outcome": "Outcome that cannot be measured",
    "missing_monitoring": "No monitoring",
    "missing_stakeholders": "No stakeholders",
    "duplicate_action": "Action that repeats another",
    "orphan_action": "Action that no recommendation asks for",
}
"""By the kind's name in the API, in the order in which findings come."""
