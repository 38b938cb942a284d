"""What stands in a cell of a plan: something, a placeholder, or a phrase that says nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.plans.written_dates import dates_in, names_a_month
from assistant.verification.values import ValueKind, values_in

_UNDECIDED = (
    "confirmed|agreed|decided|determined|identified|advised|allocated|appointed|assigned|"
    "established|named|costed|defined|set|developed|finali[sz]ed|nominated|discussed|scoped|"
    "arranged|announced|recruited|clarified|added|completed|inserted|considered|found|sourced"
)
_PLACEHOLDER = re.compile(
    rf"""^[\W_]*(?:
        (?:t\.?b\.?[acdn]\.?|to\s+be\s+(?:{_UNDECIDED})|to\s+follow|to\s+come)\b
      | not\s+(?:yet\s+)?(?:known|applicable|available|agreed|decided|identified|allocated|assigned
          |set|specified|stated|confirmed|costed|determined|named)\b
      | (?:awaiting|awaited|pending|under\s+discussion|yet\s+to\s+be|still\s+to\s+be|unallocated
          |unassigned|unknown|unspecified|undecided|vacant|undetermined|uncosted)\b
      | (?:n\.?\s?/?\s?a\.?|none|nil|no|blank|empty|x+|\?+|no\s+one|nobody|null
          |no\s+(?:lead|date|deadline|owner|target|outcome)(?:\s+(?:yet|set|given|identified))?)
        [\W_]*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NO_TIME = re.compile(
    r"""\b(?: on-?\s?going | continu(?:ous|al|ing|ously|ally) | a\.?s\.?a\.?p\b
      | as\s+soon\s+as\b | soon(?:est)?\b | shortly | in\s+due\s+course | eventually | over\s+time
      | as\s+(?:and\s+when|appropriate|necessary|required|needed|resources|funding|capacity
          |opportunit\w+|time|circumstances)
      | when(?:ever)?\s+(?:\w+\s+){0,3}?(?:possible|appropriate|practicable|permits?|allows?
          |available|resources|funding|capacity|needed|required|necessary|ready|convenient|time)
      | if\s+and\s+when | where\s+(?:possible|appropriate|practicable)
      | (?:short|medium|long|longer|near)(?:\s*(?:/|to|-|–)\s*(?:medium|long))?[\s-]+(?:er\s+)?term
      | at\s+(?:the\s+)?earliest | at\s+an?\s+(?:early|appropriate|suitable)
      | in\s+the\s+(?:near\s+)?future | in\s+future | sometime | some\s+time | later\b | in\s+time
      | rolling | open[\s-]ended | indefinite\w* | throughout | no\s+(?:fixed|set|firm)
      | (?:over|in|during)\s+the\s+(?:coming|next\s+few|course)\b | subject\s+to | when\s+we\s+can
      | as\s+part\s+of\s+(?:business\s+as\s+usual|normal) | business\s+as\s+usual | permanent\w*
      | once\s+(?:\w+\s+){0,4}?(?:confirmed|available|agreed|approved|secured|known|in\s+place)
      | in\s+line\s+with | depend(?:s|ent|ing)\s+(?:up)?on | until\s+further\s+notice
      | early\s+opportunity | in\s+the\s+fullness | next\s+available | future | promptly
      | urgent(?:ly)? | high | medium | low | priority
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SPELL = (ValueKind.DAYS, ValueKind.MONTHS)
_RELATIVE = re.compile(
    r"\b(?:within|after|from|month|year|week|day|phase)\s+(?:\w+\s+){0,2}?(?:\d+|one|two|three|four|"
    r"five|six|nine|twelve)\b|\b(?:\d+|one|two|three|six|nine|twelve)\s+(?:weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_CROSS_REFERENCE = re.compile(
    r"^[\W_]*(?:\([ivx\d–-]+\)\s*)?(?:see|as|refer\s+to|covered\s+(?:by|in|under)|same\s+as)\s+"
    r"(?:the\s+)?(?:above|below|also\b|under|action|recommendation|outcome|section|item|row|\(|[A-Z]?\d"
    r"|['‘“\"]?[A-Z]['’”\"]?\s)",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_filled(text: str) -> bool:
    """Tell whether a cell says something; "TBC", "n/a" and dashes do not."""
    if not any(character.isalnum() for character in text):
        return False
    held = _PLACEHOLDER.match(text)
    if not held:
        return True
    return bool(dates_in(text)) and not text.strip().lower().startswith(("n/a", "none"))


def says_when(text: str) -> bool:
    """Tell whether a cell gives a time: "ongoing" and "as resources allow" do not."""
    if not is_filled(text):
        return False
    if dates_in(text) or names_a_month(text) or gives_a_spell(text):
        return True
    return not _NO_TIME.search(text)


def gives_a_spell(text: str) -> bool:
    """Tell whether a text gives a time by its length: "within six months", "year 2"."""
    return bool(_RELATIVE.search(text)) or any(value.kind in _SPELL for value in values_in(text))


def is_vague_time(text: str) -> bool:
    """Tell whether a text puts off when: "as soon as possible", and gives no time."""
    return bool(_NO_TIME.search(text)) and not (dates_in(text) or gives_a_spell(text))


def refers_elsewhere(text: str) -> bool:
    """Tell whether a cell only points to another: "See (iii) above"."""
    return bool(_CROSS_REFERENCE.match(text)) and len(text.split()) < 30
