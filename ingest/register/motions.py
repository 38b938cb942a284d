"""What reports to a committee ask it to decide ("That Cabinet notes …"), and what it resolved."""

from __future__ import annotations

import re

from ingest.register.verbs import VERB

_BODY = (
    r"(?:(?:the|this|full) )?(?:[\w’'&-]+ ){0,5}?(?:cabinet|council|committee|sub-?committee|"
    r"board|executive|panel|members?|councillors|governors|trustees|forum|authority|"
    r"governing body|commission|commissioners?|leader|partnership|trust|[A-Z]{2,4}B)"
    r"(?: members?)?"
)
_ASKED = r"(?:asked|recommended|requested|invited)"
_ASKS = re.compile(rf"^(?:that )?{_BODY} (?:is|are|be) (?:\w+ )?{_ASKED} to\b", re.IGNORECASE)
_RESOLVES = re.compile(
    r"^(?:it was (?:\w+ )?)?(?:RESOLVED|Resolved(?=\s*[:–—-]|\s+that\b)|resolved that\b)"
)
_PROCEDURE = re.compile(
    r"\bminutes\b.*\b(?:approved|confirmed|agreed|signed|correct|accurate)\b|"
    r"\b(?:press and )?public be excluded\b|\bapologies\b",
    re.IGNORECASE,
)
_LEADS = (
    re.compile(
        rf"^that {_BODY}(?: (?:resolves?|agrees?|decides?|approves?|recommends?)(?: to| that)?)?:$",
        re.IGNORECASE,
    ),
    re.compile(rf"^(?:that )?{_BODY} (?:is|are|be) (?:\w+ )?{_ASKED} to(?: \w+)?:$", re.IGNORECASE),
    re.compile(r"^(?:it was )?resolved\b[^:.]{0,80}:$", re.IGNORECASE),
    re.compile(r"^[^:.]*\bRESOLVED\b[^:.]{0,80}:$"),
)
_TO_WHAT = re.compile(r"\bto(?: \w+)?\s*:[ –—-]{0,2}$|\brecommend\w*(?: that)?\s*:[ –—-]{0,2}$")
_THAT = re.compile(
    r"^That\b(?:"
    r" (?:the|an?|all|each|every|any|no|both|it|in|for|by|with|from|subject|following|officers|"
    r"members|consideration|approval|authority|further|additional)\b| [A-Z£\d(]|"
    r"(?! (?:is|was|said|has|had|would|will|means|meant|being))[^.:;]{1,150}\bbe \w+)"
)
_SUBJUNCTIVE = re.compile(
    r"^(?:(?!\b(?:to|will|would|can|could|may|might|shall|should|must|not|is|are|was|were|has|have|"
    r"had|if|whether)\b)[^.;:]){2,150}?\bbe (?:\w+ly |not )?\w+(?:ed|en|t|de|ne|ght|ut)\b"
)
_TO_DO = re.compile(
    r"^To (?!date|the|th[ei]s|those|an?|our|some|many|all|what|which|end|conclude|summarise|begin)"
    r"[a-z-]{2,} (?!.*, (?:we|I|it|they|the|this|members)\b)"
)
_ROLE_TO_DO = re.compile(
    r"^(?:The )?(?:[A-Z][\w’'&-]*(?:,|(?= )) ?(?:(?:and|of|for|the|with) )*){1,7}"
    rf"to (?:\w+ly )?{VERB}\b"
)
_BODY_DECIDES = re.compile(
    rf"^{_BODY} (?:approves|agrees|adopts|endorses|authorises|delegates|requires|requests|asks|"
    r"instructs|notes(?! that))\b",
    re.IGNORECASE,
)
_TO_BE_DONE = re.compile(
    r"^(?:(?!\b(?:will|would|can|could|may|might|is|are|was|were|has|have|had|if|need\w*)\b)"
    r"[^.;:]){2,100}? to be (?:\w+ly )?\w+(?:ed|en|t|de|ne)\b"
)


def asks_to_decide(sentence: str) -> bool:
    """Tell whether a sentence, read anywhere, asks a body to decide, or says what it resolved."""
    resolved = _RESOLVES.match(sentence) and not _PROCEDURE.search(sentence)
    return bool(resolved or _ASKS.match(sentence))


def leads_into_motions(sentence: str) -> bool:
    """Tell whether what a body is to decide follows, each for itself ("That Cabinet:")."""
    return any(lead.match(sentence) for lead in _LEADS)


def asks_for_verbs(sentence: str) -> bool:
    """Tell whether a lead-in ends so that each thing below begins with what to do ("asked to:")."""
    return bool(_TO_WHAT.search(sentence))


def is_motion(sentence: str) -> bool:
    """Tell whether a sentence says "That …", as what is put to a vote does."""
    return bool(_THAT.match(sentence))


def moves_in_place(sentence: str) -> bool:
    """Tell whether a sentence below a heading of recommendations is put as what is to be done:
    "That …", "To note …", "Officers to report …", "consideration be given …"."""
    forms = (_THAT, _TO_DO, _ROLE_TO_DO, _BODY_DECIDES, _TO_BE_DONE, _SUBJUNCTIVE)
    return any(form.match(sentence) for form in forms)
