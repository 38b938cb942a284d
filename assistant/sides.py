"""A question on several things put as one question for each: the sides that it compares.

"How do Leeds and Devon each find carers?" asks twice. Each side is asked for on its own, with
the names of the others left out, or the side that is written of most takes the whole answer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.vocabulary import places_in
from corpus.words import Span

MOST_SIDES = 4
"""Sides that are asked for on their own; with more, none would have the words to be answered."""

_NAME = (
    r"(?:[A-Z][\w&]*(?:[’'-][A-Za-z]\w+)*(?:[’']s?)?)"
    r"(?:\s(?:(?:of|for|in|the|de|on)\s){0,2}[A-Z][\w&]*(?:[’'-][A-Za-z]\w+)*(?:[’']s?)?)*"
)
_PLACED_NAME = re.compile(_NAME)
_NO_NAME = re.compile(
    r"^(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
_JOINT = re.compile(
    r"^(?:[’']s?)?(?:(?:\s[a-z][\w-]*){0,3}?"
    r",?\s(?:and|or|versus|vs?\.?|with|than|against|compared\s(?:with|to))\s|\s?[,/&]\s?)"
    r"(?:(?:a|an|the|in|on|at|of|from|for|by|that|those|both|what|how)\s){0,3}$"
    r"|^[^.?!]*\s(?:and|or)\s(?:how|what|where|who|when)\s(?:[a-z]+\s){0,3}$"
)
_CONTRASTS = re.compile(
    r"\b(?:each|both|compar\w+|differ\w*|versus|vs|respectively|either|contrast\w*"
    r"|same|better|more|less|fewer|first|between|against|two)\b|\bor\b",
    re.IGNORECASE,
)
"""Words by which a question that names two things asks about either."""

_SIDE = r"(?!(?:on|how|what|who|why|where)\b)(?:[\w’'-]+\s?){1,5}?"
_END = r"(?=\s*(?:\s[-–]|[:;,.?!]|$|\s(?:in|on|at|for|under|from)\s))"
_OF_PHRASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bdifferences?\s(?:is\s)?between\s(?P<one>{_SIDE})\sand\s(?P<other>{_SIDE}){_END}",
        rf"\bcompare\s(?P<one>{_SIDE})\s(?:with|to|and|against)\s(?P<other>{_SIDE}){_END}",
        rf"(?:^(?:compare\s)?|[:;,.]\s)(?P<one>{_SIDE})\s(?:versus|vs?\.?)\s(?P<other>{_SIDE}){_END}",
        r"^(?P<one>[\w-]+)\s(?:and|&)\s(?P<other>[\w-]+)\b(?=.*\beach\b)",
        r"\bwhich\b[^,?]*\b(?:first|last|better|best|worse|more|less|most|least|fewer|cheaper"
        r"|(?:soon|late|earli|long|short|larg|bigg|small|high|low|great)(?:er|est))\b[^,?]*,\s"
        r"(?P<one>[^,?]{3,60}?)\sor\s(?P<other>[^,?]{3,60}?)(?=\s*[?,.;]|$)",
    )
)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a question: its name as it was written, and the question on it alone."""

    name: str
    question: str


def sides_of(question: str) -> tuple[Side, ...]:
    """Return the sides that a question compares, in its order; none where it compares nothing."""
    for found in (_by_phrases(question), _by_places(question), _by_names(question)):
        if 2 <= len(found) <= MOST_SIDES:
            return tuple(_side(question, span, found) for span in found)
    return ()


def contrasts(question: str) -> bool:
    """Tell whether a question's own words ask for a comparison, or to tell of each of several."""
    return bool(_CONTRASTS.search(question))


def _side(question: str, span: Span, spans: Sequence[Span]) -> Side:
    name = question[span.start : span.end].strip()
    return Side(name, _without(question, [other for other in spans if other != span]))


def _by_phrases(question: str) -> list[Span]:
    for pattern in _OF_PHRASES:
        if match := pattern.search(question):
            return [Span(*match.span("one")), Span(*match.span("other"))]
    return []


def _by_places(question: str) -> list[Span]:
    """Return a stretch for each place, with the name that it is part of, where the places stand
    side by side or the question contrasts them."""
    named = list(_names(question))
    spans: list[Span] = []
    for place in places_in(question):
        found = re.search(rf"\b{re.escape(place)}\b", question, re.IGNORECASE)
        if found is None:
            continue
        around = (n for n in named if n.start <= found.start() and found.end() <= n.end)
        span = next(around, Span(*found.span()))
        if not any(span.start < other.end and other.start < span.end for other in spans):
            spans.append(span)
    spans.sort(key=lambda span: span.start)
    pairs = itertools.pairwise(spans)
    joined = all(_JOINT.match(question[one.end : other.start]) for one, other in pairs)
    return spans if joined or contrasts(question) else []


def _by_names(question: str) -> list[Span]:
    """Return names that follow one another where the question contrasts them."""
    if not contrasts(question):
        return []
    named = list(_names(question))
    best: list[Span] = []
    group = named[:1]
    for one, other in itertools.pairwise(named):
        joined = bool(_JOINT.match(question[one.end : other.start]))
        group = [*group, other] if joined else [other]
        if len(group) > max(1, len(best)):
            best = group
    return best


def _names(question: str) -> Iterator[Span]:
    for found in _PLACED_NAME.finditer(question):
        text, start = found.group(), found.start()
        # What opens a sentence has a capital anyway; an acronym is a name even there.
        opens = start == 0 or question[:start].rstrip()[-1:] in ".?!:"
        first, _, rest = text.partition(" ")
        if opens and not (first.isupper() and len(first) > 1) and not places_in(first):
            start += len(first) + 1
            if not rest[:1].isupper():
                continue
        if not _NO_NAME.match(question[start : found.end()]):
            yield Span(start, found.end())


def _without(question: str, others: Sequence[Span]) -> str:
    """Return the question with the other sides cut out."""
    kept, at = [], 0
    for span in sorted(others, key=lambda span: span.start):
        kept.append(question[at : span.start])
        at = span.end
    return " ".join(" ".join([*kept, question[at:]]).split())
