"""What councils call the columns of an action plan, by the field that each names."""

from __future__ import annotations

from pathlib import Path

_SHALL = r"(?:needs|has|have|should|must|will|would|can|could|shall|is|are|do|does)"
_WE = r"(?:we|you|i|it|this|success|progress)"
_MEASURED = r"(?:known?|measured?|evidenced?|tell|seen?|judged?|demonstrated?)"
_ACHIEVED = (
    r"(?:difference|impact|success look|will change|be different|achiev|improve|outcome|result)"
)


def _read() -> dict[str, str]:
    """Return the field of each phrase in ``column_words.txt``."""
    found: dict[str, str] = {}
    field = ""
    for line in Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines():
        if line.startswith("  "):
            found |= {phrase.strip(): field for phrase in line.split(";") if phrase.strip()}
        elif not line.startswith("#"):
            field = line.strip().rstrip(":")
    return found


_ALL = _read()
FIELD_OF = {phrase: field for phrase, field in _ALL.items() if field != "own"}
"""The field that each phrase names, in lower case."""
OWN_NAME = frozenset(phrase for phrase, field in _ALL.items() if field == "own")
"""Headers that sound like a field and are none: such columns keep their own name."""

QUESTIONS: tuple[tuple[str, str], ...] = (
    (r".*\bwhat (?:will|would|should) (?:change|be different|improve|be better).*", "outcome"),
    (r"who else.*", "stakeholders"),
    (rf"who {_SHALL} (?:to )?(?:be )?(?:involved|help|consult|support).*", "stakeholders"),
    (r"who .*\bwith.*|who we.*\b(?:involve|consult|engage|ask|talk).*", "stakeholders"),
    (r"(?:with|by|for) whom.*(?:work|partner).*", "stakeholders"),
    (r"with whom.*", "stakeholders"),
    (r"(?:by )?whom?\b.*", "lead"),
    (r"(?:by )?when\b.*", "deadline"),
    (r"how (?:much|will (?:it|this|we) (?:be )?(?:pay|paid|fund|resourced?)).*", "resources"),
    (rf"how {_SHALL} {_WE} (?:be )?{_MEASURED}.*", "indicator"),
    (r"how .*\bknow\b.*", "indicator"),
    (r"how .*(?:monitor|review|report|track|check|eye on).*", "monitoring"),
    (
        r"how are we doing.*|where are we.*|what (?:has been done|have we done|progress).*",
        "progress",
    ),
    (r"what .*(?:resource|cost|money|budget|spend|pay|fund).*", "resources"),
    (rf"what .*{_ACHIEVED}.*", "outcome"),
    (r"so what|what .*looks? like.*", "outcome"),
    (r"why\b.*|what .*(?:asked (?:for|of)|recommended|told us|found|said)\b.*", "recommendation"),
    (r"what\b.*", "action"),
)
"""Headers that ask, as ``fullmatch`` patterns on the header in lower case, the first that fits."""
