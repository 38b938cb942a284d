"""What a header that names no field is about all the same: "Difference we want to see"."""

from __future__ import annotations

import re
from functools import lru_cache

_ABOUT = {
    "resources": r"money|cost|financ|fund|budget|resourc|spend|expenditure|£|price|invest|paid",
    "monitoring": r"monitor|review|report|oversight|overs[ei]|scrutin|govern|check|track|assur"
    r"|board",
    "stakeholders": r"involv|stakeholder|partner|consult|engag|co-?produc|co-?design|user|carer"
    r"|people|participa|voice|public",
    "outcome": r"outcome|result|benefit|difference|impact|success|achieve|change",
    "indicator": r"indicator|measure|evidence|kpi|metric|know",
    "target": r"target|milestone|goal|aim",
    "deadline": r"\bwhen\b|deadline|\bdate\b|time\s?scale|timing|\bdue\b|complet|finish"
    r"|\bend\b",
    "lead": r"\bwho\b|lead|owner|responsib|accountab|officer|sponsor",
}
_NOT = re.compile(
    r"\bstart|\bbegin|last\s+(?:review|update)|review\s+date|date\s+(?:of|last|reviewed)|next\s+review|"
    r"\brisk|\bref\b|comment|status|rag\b|progress|priority",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def field_hinted(header: str) -> str:
    """Return the field that a header's words are about; empty where none, or none for certain."""
    if _NOT.search(header):
        return ""
    return next((f for f, p in _ABOUT.items() if re.search(p, header, re.IGNORECASE)), "")
