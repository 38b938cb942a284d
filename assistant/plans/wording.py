"""A demand worded as an action: “A protocol should be agreed” becomes “Agree a protocol”.

Only the recommendation's own words are moved about; nothing is added to what it asks. Where no
rule fits safely, the words stay as they are behind “Respond to:”, which always reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from assistant.plans.clauses import FINITE, MODAL, MODAL_WORD, of_clause, with_front_set_off
from assistant.plans.ellipsis import is_left_open, restored, work_with
from assistant.plans.findings import finding
from assistant.plans.letters import EDGE, finished, lowered, unstopped
from assistant.plans.openings import (
    already,
    clear_who,
    gerund,
    needs_doing,
    noun_phrase,
    there_is,
    there_should_be,
    third,
    third_first,
)
from assistant.plans.parts import Part
from assistant.plans.subjects import OURS
from assistant.plans.verbs import base_of_third, is_base, opens_demand
from corpus.markup import readable
from corpus.sentences import sentence_spans

RESPOND = "Respond to:"
"""How an action begins whose words cannot be turned into a demand safely."""

_MOST_WORDS, _LONGEST = 60, 600
"""Words and characters of a recommendation that are quoted where it cannot be worded."""

_MARK = re.compile(
    r"^(?:\(?(?:[ivx]{1,5}|[a-z]|\d{1,2})[).]\s+|(?:Recommendation|R)\s?\d+\s?[:.–-]?\s+)", re.I
)

_RECOMMENDS = re.compile(
    r"^(?:(?:we|it|this (?:report|review|committee|panel|group)|(?:the )?[\w’' -]{2,60}?)\s+)?"
    r"(?:(?:therefore|also|further|strongly)\s+)*(?:is |are )?"
    r"(?:recommends?|recommended|resolved|suggests?|suggested|proposes?|proposed|agreed|considers?"
    r"|believes?|concludes?|concluded)\s*[,–-]?\s*(?:that\b|(?=(?:any|all|the|each|every)\s))\s*,?\s*",
    re.IGNORECASE,
)

_IMPORTANT = re.compile(
    r"^it is (?:\w+ly )?(?:important|essential|vital|necessary|crucial) that\s+", re.IGNORECASE
)

_THAT = re.compile(
    r"^that\s+(?=(?:the|an?|all|each|every|officers|members|cabinet|council\w*)\b)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Worded:
    """An action's words; ``safe`` is false where they only quote the recommendation."""

    text: str
    safe: bool = True
    by_model: bool = False


def action_of(part: Part, authority: str = "") -> Worded:
    """Return a part worded as an action in one sentence without a full stop."""
    words = _plain(part.text)
    if part.about:
        words = re.sub(r"^(?:It|This|They)\b", part.about, words, count=1)
    lead = _plain(part.lead_in)
    for attempt in _attempts(lead, words):
        found = _imperative(attempt, authority)
        if found:
            addressed = _OF_THE_COUNCIL.search(f"{lead} {words}")
            return Worded(finished(_in_third_person(found) if addressed else found))
    if (part.mark or lead) and is_base(words.split()[0]) and not FINITE.search(words):
        return Worded(finished(words))
    return Worded(f"{RESPOND} “{_shortened(unstopped(words))}”", safe=False)


_OF_THE_COUNCIL = re.compile(rf"\b(?:council|authority)\s(?:{MODAL})\b", re.IGNORECASE)
_OUR_WORK = re.compile(
    r"\bour (?=(?:final |published |draft )?(?:decision|report|recommendation|finding|investigation"
    r"|review|inspection|visit|letter)s?\b)",
    re.IGNORECASE,
)
_TO_US = re.compile(
    r"\b(provide|send|give|tell|inform|notify|write to|report to|show|update)(s?) us\b", re.I
)


def _in_third_person(words: str) -> str:
    """Where others tell the council what to do, “us” and “our” are theirs, not the plan's."""
    words = _OUR_WORK.sub("the ", words)
    return _TO_US.sub(r"\1\2 the body that recommended this", words)


def _shortened(words: str) -> str:
    found = words.split()
    return words[:_LONGEST] if len(found) <= _MOST_WORDS else f"{' '.join(found[:_MOST_WORDS])} …"


_GOES_ON = re.compile(
    rf"(?:^|\s)(?:{MODAL}|that|that (?:the )?\w+|contains?|includes?|have|has|covers?|sets? out)$",
    re.IGNORECASE,
)

_NOUN_AT_END = re.compile(r"\b(?:the|each|every|any) (?:[\w’'-]+ ){0,2}[\w’'-]+$", re.IGNORECASE)


def _attempts(lead: str, words: str) -> tuple[str, ...]:
    """What goes on from its lead-in is read with it; “The following is needed” adds nothing."""
    if not lead:
        return (words,)
    both = f"{lead} {words}"
    if is_left_open(lead) and (whole := restored(words)):
        return (whole,)
    if (together := work_with(f"{lead} {words}")) and is_base(words.split()[0]):
        return (f"{words[:1].upper()}{unstopped(words)[1:]}, with {together['whom']}",)
    noun = _NOUN_AT_END.search(lead)
    if noun and base_of_third(words.split()[0]) and not OURS.match(noun[0]):
        return (f"It is important that {noun[0]} {words}",)
    return (both, words) if _GOES_ON.search(lead) else (words, both)


def _plain(text: str) -> str:
    words = readable(re.sub(r"\s+", " ", text)).strip(EDGE)
    previous = None
    while previous != words:
        previous = words
        words = _MARK.sub("", words).strip(EDGE)
    return words


def _imperative(words: str, authority: str) -> str:
    sentences = [span.of(words) for span in sentence_spans(words)] or [words]
    titled = _TITLED.match(words)
    if titled and (first := _of_sentence(unstopped(titled["title"]), authority)):
        return first
    first = _of_sentence(unstopped(sentences[0]), authority)
    if not first or len(sentences) == 1:
        return first
    rest = " ".join(sentences[1:])
    return f"{first}; {lowered(unstopped(rest))}"


def _demanding(words: str) -> bool:
    return bool(MODAL_WORD.search(words)) or opens_demand(words)


_TITLED = re.compile(r"^(?P<title>(?:\S+ ){2,24}\S+?)(?::| –) [A-Z‘“]", re.DOTALL)
"""An action as a title, with sentences behind it that explain it."""

_OPENERS = re.compile(
    r"^(?:in addition|additionally|furthermore|moreover|finally|also|however|therefore|as such"
    r"|secondly|thirdly|firstly|lastly|in particular|overall),?\s+",
    re.IGNORECASE,
)


def _of_sentence(words: str, authority: str) -> str:
    words = _OPENERS.sub("", words)
    plain = _THAT.sub("", _RECOMMENDS.sub("", words, count=1)).strip(EDGE)
    head, _, further = plain.partition("; ")
    if further and MODAL_WORD.search(head) and not _demanding(further):
        plain = head
    plain = with_front_set_off(plain)
    important = _IMPORTANT.match(plain)
    if important and not MODAL_WORD.search(plain):
        return f"ensure that {lowered(plain[important.end() :])}"
    for rule in _RULES:
        if found := rule(plain, authority):
            return found
    clause = plain != words and not MODAL_WORD.search(plain) and len(plain.split()) > 3
    return f"ensure that {lowered(plain)}" if clause else finding(plain)


_RULES: tuple[Callable[[str, str], str], ...] = (
    clear_who,
    there_should_be,
    there_is,
    already,
    of_clause,
    needs_doing,
    gerund,
    third_first,
    third,
    noun_phrase,
)
