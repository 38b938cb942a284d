"""What an action is done to: “waiting times for assessments” of “Reduce waiting times for …”."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.plans.letters import lowered
from assistant.plans.subjects import is_plural
from assistant.plans.verbs import is_base, participle

_MOST_WORDS = 9
"""Words of an object; a longer one is a clause and no name for what is measured."""
_STOPS = re.compile(
    r"\s*(?:[,;:(]|\b(?:so that|in order|such as|as part|as an?|as set|within|by|through|including"
    r"|across|when|where|while|after|before|until|during|annually|monthly|quarterly|weekly|regularly"
    r"|each|every|over|twice|once|at least|at|that|which|who|whether|how|from|with|via|using"
    r"|together|jointly|early|earlier|to \w+)\b)",
)
_ARTICLE = re.compile(r"^(?:the|an?|all|any|each|every|its|their|our|both|more|new)\s+", re.I)
_NO_OBJECT = re.compile(
    r"^(?:it|this|that|them|these|those|how|whether|what|who|where|when|why|which|on|up|out|in|to|for"
    r"|as|do|be|not|with|of|\d|£)\b",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d|£|\bper cent\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Done:
    """A verb and what it is done to, without its article; ``plural`` where that is surely many."""

    verb: str
    what: str
    plural: bool

    @property
    def participle(self) -> str:
        return participle(self.verb)

    @property
    def happened(self) -> str:
        """“staff trained in its use”, “access rights of leavers removed”."""
        head, space, tail = self.what.partition(" in ")
        return f"{head} {self.participle}{space}{tail}"


def done_in(action: str) -> Done | None:
    """Return what an action does to what; None where its words do not tell plainly."""
    verb, _, rest = action.partition(" ")
    if not is_base(verb) or _NO_OBJECT.match(rest):
        return None
    stop = _STOPS.search(rest)
    named = rest[: stop.start()] if stop else rest
    named = re.split(r"\s(?:and|or)\s(?=[a-z]+\s(?:the|an?|its|their)\s)", named)[0]
    named = re.sub(r"\s+(?:and|or|of|for|in|on)$", "", named.strip())
    if not named or len(named.split()) > _MOST_WORDS or _FIGURES.search(named):
        return None
    owned = re.match(r"^the \S+(?:’|')s?\s", named, re.IGNORECASE)
    what = named if owned else _ARTICLE.sub("", named)
    return Done(verb.lower(), lowered(what), bool(is_plural(what))) if what else None


_SHARE = re.compile(
    r"^(?P<verb>\w+) (?:at least |up to |no more than |more than )?[\d.]+\s?(?:%|per cent) of "
    r"(?P<what>[^,;:]+?)(?P<when> within [^,;:]+)?$",
    re.IGNORECASE,
)


def share_in(action: str) -> str:
    """Return “potholes repaired within 24 hours” for “Repair 90 per cent of potholes within 24
    hours”: what the action wants a share of; empty where it wants none."""
    found = _SHARE.match(action)
    done = participle(found["verb"]) if found else ""
    return f"{found['what']} {done}{found['when'] or ''}" if found and done else ""


_WITH_FIGURE = re.compile(
    r"(?:^|\bto )(?=(?P<phrase>(?P<verb>[A-Za-z]+) [^,;:]*?(?:£\s?)?\d[^,;:]*))", re.DOTALL
)
_TO_REACH = frozenset(
    """close save reduce increase raise cut lower achieve reach repair complete assess visit train
    recruit deliver improve generate respond""".split()  # noqa: SIM905
)
_RATE = re.compile(r"\b(?:within|at least|up to|per cent)\b|%", re.IGNORECASE)


def figure_phrase(action: str) -> str:
    """Return “close the £4.2m gap”, the words of an action that say what its figure is to be;
    empty where its verb sets no target, as that of a payment."""
    for match in reversed(list(_WITH_FIGURE.finditer(action))):
        rate = is_base(match["verb"]) and _RATE.search(match["phrase"])
        if match["verb"].lower() in _TO_REACH or rate:
            phrase = re.split(r"\s(?:through|building|using|so that)\b", match["phrase"])[0]
            return phrase[:1].lower() + phrase[1:]
    return ""
