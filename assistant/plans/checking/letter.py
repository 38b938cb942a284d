"""The written response that a reviewer sends to a draft plan, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.plans.checking.checker import Checked
from assistant.plans.checking.findings import (
    WHOLE_PLAN,
    Coverage,
    CoverageStatus,
    Finding,
    Kind,
    Severity,
)
from assistant.plans.plan import Plan, PlanCitation

_WORDS_SHOWN = 60
"""Words of a place in the plan that the letter repeats; longer ones are cut with an ellipsis."""


@dataclass(frozen=True, slots=True)
class _Group:
    heading: str
    kinds: tuple[Kind, ...]


_GROUPS = (
    _Group(
        "Recommendations not yet answered",
        (Kind.UNADDRESSED_RECOMMENDATION, Kind.PARTLY_ADDRESSED_RECOMMENDATION),
    ),
    _Group("Time scales", (Kind.MISSING_TIMESCALE, Kind.INCONSISTENT_DATE, Kind.PAST_DATE)),
    _Group("Targets", (Kind.VAGUE_TARGET,)),
    _Group("Responsibility", (Kind.MISSING_LEAD,)),
    _Group("Finances", (Kind.MISSING_FINANCE,)),
    _Group("Outcomes and indicators", (Kind.MISSING_OUTCOME, Kind.UNMEASURABLE_OUTCOME)),
    _Group("Monitoring", (Kind.MISSING_MONITORING,)),
    _Group("Stakeholders", (Kind.MISSING_STAKEHOLDERS,)),
    _Group("Actions to merge or to explain", (Kind.DUPLICATE_ACTION, Kind.ORPHAN_ACTION)),
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A finding and the markers of the guidance that it rests on."""

    finding: Finding
    citations: tuple[int, ...]


def letter_of(
    checked: Checked, found: Sequence[Cited], citations: Sequence[PlanCitation], due: Sequence[int]
) -> str:
    """Return the letter; ``due`` are the markers of what guidance says of the final plan."""
    quoted = {one.marker: one for one in citations}
    lines = [*_opening(checked), *_body(found, quoted), *_covered(checked.coverage)]
    lines += [*_closing(found, [quoted[marker] for marker in due]), *_sources(citations)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _opening(checked: Checked) -> Iterator[str]:
    plan = checked.plan
    yield f"# Response to the draft action plan{_of(plan)}"
    yield ""
    yield f"To: {plain(plan.authority) or 'the authority'}"
    yield ""
    yield "Dear colleagues,"
    yield ""
    yield "Thank you for the draft of your action plan. " + _what_it_holds(checked)


def _of(plan: Plan) -> str:
    return f": {plain(plan.title)}" if plan.title else ""


def _what_it_holds(checked: Checked) -> str:
    actions = _count(len(checked.plan.actions), "action")
    if not checked.coverage:
        return f"It holds {actions}. No recommendations were given to hold them against."
    full = sum(one.status is CoverageStatus.ADDRESSED for one in checked.coverage)
    partly = sum(one.status is CoverageStatus.PARTLY for one in checked.coverage)
    asked = _count(len(checked.coverage), "recommendation")
    in_part = f" and {partly} in part" if partly else ""
    return f"It holds {actions} and answers {full} of {asked} in full{in_part}."


def _body(found: Sequence[Cited], quoted: dict[int, PlanCitation]) -> Iterator[str]:
    if not found:
        yield ""
        yield (
            "I have no change to ask for: what guidance asks of an action plan is there, and "
            "nothing in the plan contradicts itself."
        )
        return
    musts = sum(one.finding.severity is Severity.MUST for one in found)
    yield ""
    yield (
        f"There {'is' if len(found) == 1 else 'are'} {_count(len(found), 'point')} to settle "
        f"before the plan is agreed; {musts if musts != len(found) else 'all'} of them "
        f"{'concerns' if musts == 1 else 'concern'} what guidance says that a plan contains."
    )
    for group in _GROUPS:
        members = [one for one in found if one.finding.kind in group.kinds]
        if members:
            yield from _grouped(group, members, quoted)


def _grouped(
    group: _Group, members: Sequence[Cited], quoted: dict[int, PlanCitation]
) -> Iterator[str]:
    yield from ("", f"## {group.heading}", "")
    markers = dict.fromkeys(marker for one in members for marker in one.citations)
    for marker in markers:
        yield f"> “{plain(quoted[marker].quote)}” [{marker}]"
        yield ""
    for advice, same in _by_advice(members).items():
        places = [one for one in same if one.finding.where != WHOLE_PLAN]
        if not places:
            yield f"- {advice}"
        elif len(places) == 1:
            yield f"- **{_shown(places[0].finding)}**: {advice}"
        else:
            yield f"- {advice} This concerns:"
            yield from (f"    - {_shown(one.finding)}" for one in places)


def _by_advice(members: Sequence[Cited]) -> dict[str, list[Cited]]:
    found: dict[str, list[Cited]] = {}
    for one in members:
        found.setdefault(one.finding.advice, []).append(one)
    return found


def _shown(finding: Finding) -> str:
    """Where a finding is: its words, and of a cell the action that it belongs to."""
    where = f"“{_cut(finding.where)}”"
    if finding.action_text and finding.where != finding.action_text:
        return f"{where} of “{_cut(finding.action_text)}”"
    return where


def _covered(coverage: Sequence[Coverage]) -> Iterator[str]:
    if not coverage:
        return
    yield from ("", "## How the plan answers each recommendation", "")
    yield from ("| Recommendation | Answered | By |", "| --- | --- | --- |")
    words = {"addressed": "in full", "partly": "in part", "not": "not yet"}
    for one in coverage:
        number = f"{plain(one.number)} " if one.number else ""
        by = ", ".join(map(plain, one.actions)) or "–"
        yield f"| {number}{_cut(one.recommendation)} | {words[one.status.value]} | {by} |"


def _closing(found: Sequence[Cited], due: Sequence[PlanCitation]) -> Iterator[str]:
    yield from ("", "## What happens next", "")
    asks = "Please send me the plan again once these points are settled." if found else ""
    yield (asks + " I am glad to talk any of this through with you.").strip()
    for one in due:
        yield from ("", f"> “{plain(one.quote)}” [{one.marker}]")
    yield from ("", "Yours sincerely,", "", "Lead reviewer", "")


def _sources(citations: Sequence[PlanCitation]) -> Iterator[str]:
    """Each place of the guidance once, with the markers of what is quoted from it."""
    if not citations:
        return
    places: dict[str, list[int]] = {}
    for one in citations:
        section = f", {plain(one.section[-1])}" if one.section else ""
        page = ""
        if one.page:
            page = f", page {one.page.label or f'{one.page.physical} of the file'}"
        places.setdefault(plain(one.document.title) + section + page, []).append(one.marker)
    yield from ("## Guidance quoted", "")
    for place, markers in places.items():
        yield f"{', '.join(f'[{marker}]' for marker in markers)} {place}."
        yield ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut(text: str) -> str:
    words = plain(text).split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")


def plain(text: str) -> str:
    """A text on one line, in which nothing acts as mark-up of the Markdown around it."""
    return re.sub(r"([\\`*_\[\]|<>])", r"\\\1", bare(text))


def bare(text: str) -> str:
    """A text on one line without mark-up and marks of lists."""
    flat = " ".join(re.sub(r"<[^>]{1,60}>", " ", text).split())
    return re.sub(r"^[-*•>#\s]+", "", flat).replace("**", "")
