"""Why a recommendation is answered so: the authority's response, and what the library tells.

Every sentence is whole. What a source says stands in quotation marks, with whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from assistant.asked import words_in
from assistant.plans.demand import Demand
from assistant.plans.evidence import NEAR, Evidence, cited
from assistant.plans.plan import TO_CONFIRM, Authority, Line, Recommendation, Response
from assistant.plans.quoting import Quotations
from assistant.plans.sources import body, dated, officers_in, speaker
from corpus.sentences import sentence_spans
from corpus.words import Role

MOST_LINES = 7
"""Sentences of evidence for one recommendation."""
_FOR_A_PART, _FOR_ALL = 2, 5
_FIRST, _TOLD, _TOLD_LATER = 4, 0.2, 0.3
"""Share of a demand's words that a statement must mean to be told of; more after the first."""
_MEANT_ALONE = 0.5
"""The same where nothing but the words tells that a statement is about a demand."""
_FIT, _FIT_ROW = 0.68, 0.8
"""Least ``Evidence.fit`` of what is told; on ten drafts read for it, what was beside the point had
less, and of rows of others' plans, which hold many words, 0.78 at most."""
_ALIKE = 0.6
_OPEN_END = re.compile(r"[\s;,]+(?:(?:and|or)[\s;,]*)?$")
"""What leads from one item of a list to the next, which a quotation of one leaves out."""

_OUTCOMES = ("outcome", "success", "result")


def response_line(recommendation: Recommendation, named: str, authority: Authority) -> Line:
    """Return the authority's response to a recommendation with its reason."""
    said = {
        Response.ACCEPT: f"{authority.name} accepts {named}.",
        Response.PARTLY: f"{authority.name} accepts {named} in part.",
        Response.REJECT: f"{authority.name} does not accept {named}, and plans no action on it.",
    }[recommendation.response]
    reason = " ".join(recommendation.reason.split())
    if reason:
        said += f" The reason given is: {reason.rstrip('.')}."
    elif recommendation.response is not Response.ACCEPT:
        said += f" {TO_CONFIRM}: the reason for this response."
    return Line(text=said)


def told_evidence(demands: Sequence[Demand]) -> list[Evidence]:
    """Return what is told of what was done elsewhere, for each demand and each once."""
    each = max(_FOR_A_PART, _FOR_ALL - len(demands) + 1)
    taken: list[Evidence] = []
    for demand in demands:
        taken += _chosen(demand, taken, each)
    return taken[:MOST_LINES]


def evidence_lines(
    told: Sequence[Evidence],
    quotations: Quotations,
    retold: Mapping[tuple[str, int], str] = MappingProxyType({}),
) -> list[Line]:
    """Return a sentence on each of what is told: as it is ``retold``, by its key, else quoted."""
    lines: list[Line] = []
    last = ""
    for one in told:
        if line := _told(one, quotations, retold.get(one.key, ""), same=one.document.id == last):
            lines.append(line)
            last = one.document.id
    return lines


def notes_by_recommendation(
    recommendations: Sequence[Recommendation], authority: Authority
) -> dict[str, list[str]]:
    """Return the sentences of the authority's notes by the id of the recommendation that they
    share most words with; what is about none stands with the first."""
    placed: dict[str, list[str]] = {}
    sentences = [span.of(authority.notes) for span in sentence_spans(authority.notes)]
    for sentence in (" ".join(one.split()).rstrip(".") for one in sentences):
        stems = words_in(sentence).all
        shared = [len(stems & words_in(f"{r.theme} {r.text}").all) for r in recommendations]
        if sentence and shared:
            best = recommendations[shared.index(max(shared))]
            placed.setdefault(best.id, []).append(sentence)
    return placed


def _chosen(demand: Demand, taken: Sequence[Evidence], count: int) -> Iterator[Evidence]:
    """Yield the likeliest, one for each section first, then others."""
    told = [one for one in demand.evidence if _tellable(one)]
    told = [*told[:_FIRST], *(one for one in told[_FIRST:] if one.meant >= _TOLD_LATER)]
    sections: set[tuple[str, ...]] = set()
    first: list[Evidence] = []
    second: list[Evidence] = []
    for one in told:
        section = (one.document.id, *one.passage.section)
        (second if section in sections else first).append(one)
        sections.add(section)
    chosen: list[Evidence] = []
    for one in (*first, *second):
        if len(chosen) == count:
            break
        if not any(_alike(one, other) for other in (*taken, *chosen)):
            chosen.append(one)
    yield from chosen


def _alike(one: Evidence, other: Evidence) -> bool:
    """Tell whether two say the same, as a summary and its chapter do."""
    if one.key == other.key:
        return True
    words, others = words_in(one.said).all, words_in(other.said).all
    return len(words & others) >= _ALIKE * min(len(words), len(others))


def _tellable(one: Evidence) -> bool:
    row = one.statement.role is Role.ROW
    if one.meant < _TOLD or one.fit < (_FIT_ROW if row else _FIT):
        return False
    if one.near < NEAR and one.meant < _MEANT_ALONE:
        return False
    return one.whole or (row and _planned(one) is not None)


def _told(one: Evidence, quotations: Quotations, retold: str, *, same: bool) -> Line | None:
    """Return the sentence on it; ``same`` tells that the sentence before is on that document."""
    planned = _planned(one)
    who = "The same document" if same else _speaker(one)
    if planned:
        markers = cited(one, quotations, planned)
        action, outcome = map(_cut, planned)
        verbs = ("plans", "expects") if same else ("planned", "expected")
        text = f"{who} {verbs[0]}: “{action}”, and {verbs[1]}: “{outcome}”."
    else:
        markers = cited(one, quotations)
        about = f" of {one.place}" if one.place and one.place not in _speaker(one) else ""
        verb = "reports" if about else "says" if same else "writes"
        said = _OPEN_END.sub("", one.said)
        stop = "" if said.endswith((".", "!", "?", "…")) else "."
        text = f"{who} {verb}{about}: {retold or f'“{said}”{stop}'}"
    return Line(text=text, citations=markers) if markers else None


def _speaker(one: Evidence) -> str:
    """Who says it and when, to begin a sentence with."""
    when = dated(one.document)
    name = speaker(body(one.document)) + (f" ({when})" if when else "")
    return name[:1].upper() + name[1:]


def _planned(one: Evidence) -> tuple[str, str] | None:
    """Return what a row of another's plan says is done, and what is expected of it."""
    if one.statement.role is not Role.ROW:
        return None
    cells = one.cells
    action = one.statement.shown.split("; ")[0]
    action = next((cell for label, cell in cells.items() if "action" in label), action)
    outcome = next(
        (cell for label, cell in cells.items() if any(w in label for w in _OUTCOMES)), ""
    )
    named = any(officers_in(f"{action}. {outcome}"))
    return None if not outcome or named or len(action.split()) < 5 else (action, outcome)


def _cut(words: str) -> str:
    found = words.split()
    return words.rstrip(".") if len(found) <= 45 else f"{' '.join(found[:45]).rstrip(',;')} …"
