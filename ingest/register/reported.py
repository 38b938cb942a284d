"""Sentences that tell what others asked for, or speak about recommendations, and ask nothing."""

from __future__ import annotations

import re

OWN_BODIES = (
    r"(?:sub-?)?committee|panel|board|commission|task (?:group|force)|working (?:group|party)|"
    r"group|team|scrutiny|members|councillors"
)
"""Whose report it may be, so that what they felt or recommended is the report's own."""

_MODAL = re.compile(r"\b(?:should|must|shall|ought to|needs? to)\b", re.IGNORECASE)
_TOO_LATE = re.compile(
    r"\b(?:should|must|ought to)(?: not| never| also| already)? have (?:been |had )?\w+",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:\w{2,}ed|said|says|states|told|felt|thought|heard|wrote|found|held|set out|makes? clear|"
    r"recommendation)\b(?: [\w’-]+){0,3}? that\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    rf"\b(?:we|I|our)\b|\bit (?:is|was)\b|^(?:the (?:[\w’-]+ ){{0,4}})?(?:{OWN_BODIES})\b",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:previous|previously|earlier|former|last year|prior)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"^(?:(?:all|each|both) (?:of )?)?(?:(?:the|these|this|those|our|its) )?(?:\w+ )?"
    r"recommendations?\b(?! (?:is|are) that\b)(?! to\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:[\w ]{0,30}\b)?(?:response|reply|comments?|progress|status|update|reasons?|rationale|"
    r"evidence|findings?|issue|risks?|benefits?|costs?|impact|owner|lead)\b[\w /]{0,30}:",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:accepts?|accepted|agree[sd]? (?:to|with)|rejects?|rejected|notes|welcomes?) "
    r"(?:all |each )?(?:of )?(?:this|these|the) (?:\w+ )?recommendations?\b",
    re.IGNORECASE,
)


def is_answer(sentence: str) -> bool:
    """Tell whether ``sentence`` says what became of recommendations ("accepts this …")."""
    return bool(_ANSWERS.search(sentence))


def is_reported(sentence: str) -> bool:
    """Tell whether ``sentence``, without mark-up, asks for nothing itself, whatever words it uses:
    it says what others wanted, what should have been, or how recommendations are to be read."""
    if _ABOUT.match(sentence) or _ASIDE.match(sentence) or is_answer(sentence):
        return True
    modal = _MODAL.search(sentence)
    if modal and _TOO_LATE.match(sentence, modal.start()):
        return True
    before = sentence[: modal.start()] if modal else sentence
    said = _SAID.search(before)
    if not said:
        return False
    teller = before[: said.start()]
    return bool(_ANOTHER_TIME.search(teller)) or not _OWN.search(teller)
