"""What of the evidence may stand in a field: whole, fitting, and without figures or ill news."""

from __future__ import annotations

import re

from assistant.plans.evidence import Evidence
from assistant.plans.sources import officers_in
from assistant.plans.template import TemplateField
from corpus.words import Role

CLOSE = 0.3
"""Share of a demand's words that a statement must mean to stand in a field."""
_DIGITS = re.compile(r"\d|£|\bper cent\b", re.IGNORECASE)


NEGATIVE = re.compile(
    r"\b(?:barriers?|obstacles?|difficult\w*|problem\w*|fail\w*|unable|lack|frustrat\w+|negative|unfortunately"
    r"|however|challeng\w+|concern\w*|risks?|rigid|without|not|never|little|poor|afraid|nervous)\b",
    re.IGNORECASE,
)
_PRESCRIBES = re.compile(
    r"\b(?:should|must|needs? to|ought|has to|have to|ensure|will|would|may|might|could|aims?|aimed"
    r"|intend\w*|hop(?:e|es|ed|ing)|in the form)\b",
    re.IGNORECASE,
)
_OUTCOME_CELL = re.compile(r"\b(?:outcomes?|success|benefits?|results?)\b")


def of_cues(one: Evidence, field: TemplateField) -> str:
    """Return what of a statement a field may quote for its cues; empty where nothing."""
    if one.statement.role is Role.ROW:
        cells = (cell for label, cell in one.cells.items() if _OUTCOME_CELL.search(label))
        return next((cell for cell in cells if _fit(cell) and field.name == "outcome"), "")
    if not one.whole or one.meant < CLOSE or not _fit(one.said):
        return ""
    if "*" in field.cues:
        return one.said.rstrip(" ;,")
    cued = any(re.search(rf"\b{re.escape(cue)}\b", one.said, re.IGNORECASE) for cue in field.cues)
    return one.said.rstrip(" ;,") if cued and not _PRESCRIBES.search(one.said) else ""


def _fit(words: str) -> bool:
    """Tell whether words can stand in a plan: no figures, officers or ill news, not too long."""
    return not (
        _DIGITS.search(words)
        or NEGATIVE.search(words)
        or any(officers_in(words))
        or len(words.split()) > 45
    )
