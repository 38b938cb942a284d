"""From recommendations and an authority's context to an action plan that guidance would pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from threading import Event

from assistant.answer import Dropped
from assistant.plans.dates import first_day
from assistant.plans.demand import Demand, demand_of
from assistant.plans.evidence import Evidence, EvidenceSearch
from assistant.plans.filling import Filled, Filler
from assistant.plans.grids import filled_grid
from assistant.plans.model_wording import ModelWording, PlanWriter
from assistant.plans.monitoring import due_steps, monitoring_lines
from assistant.plans.narrative import (
    evidence_lines,
    notes_by_recommendation,
    response_line,
    told_evidence,
)
from assistant.plans.parts import parts_of
from assistant.plans.plan import (
    MAXIMUM_RECOMMENDATIONS,
    TO_CONFIRM,
    Action,
    Authority,
    Line,
    Period,
    Plan,
    Recommendation,
    Response,
    Section,
    TimetableStep,
    ToConfirm,
)
from assistant.plans.quoting import Quotations
from assistant.plans.requirements import guidance_of, guiding_documents
from assistant.plans.template import Template
from assistant.plans.timetables import timetables_of
from assistant.plans.wording import RESPOND
from assistant.question import is_plain_text
from assistant.search import RankedSearch
from assistant.writing.writer import Writer
from corpus.errors import PlanInvalid
from corpus.words import Span

MOST_SEARCHES = 60
"""Demands for each of which the library is searched; of longer drafts each recommendation is."""

_YEARS_AHEAD = 30
_ENOUGH = 4
"""Statements found for a demand from which the recommendation as a whole is not searched."""

_NOTHING_FOUND = (
    "The documents hold nothing close enough to this recommendation to cite; what is proposed "
    "below rests on its own words alone."
)


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What a draft is made from. ``today`` is the day on which it is asked for."""

    authority: Authority
    recommendations: tuple[Recommendation, ...]
    template: Template
    today: date


@dataclass(frozen=True, slots=True)
class Drafted:
    """A plan, with what a language model wrote that is not in it, and failed to do."""

    plan: Plan
    dropped: tuple[Dropped, ...] = ()
    warnings: tuple[str, ...] = ()


class Drafter:
    """Drafts plans from the library that a searcher searches, worded by a model if one writes."""

    def __init__(self, searcher: RankedSearch, writer: Writer | None = None) -> None:
        self._evidence = EvidenceSearch(searcher)
        self._library = searcher.library
        self._writer = PlanWriter(writer, self._library.embeddings.encode) if writer else None

    def draft(self, request: DraftRequest, stop: Event | None = None) -> Drafted:
        """Return the plan: for each recommendation that is not rejected, an action for each part.

        Raises:
            PlanInvalid: there are no recommendations or too many, one has no words, or the plan
                starts before the month of today.
            AnswerStopped: ``stop`` was set while a language model wrote.
        """
        recommendations = _checked(request)
        demands = self._demands(recommendations, request.authority)
        chosen = {key: told_evidence(found) for key, found in demands.items()}
        worded = ModelWording(demands)
        if self._writer:
            worded = self._writer.worded(demands, chosen, stop or Event())
        plan = _Draft(self, request, recommendations, chosen, worded).plan()
        return Drafted(plan, worded.dropped, worded.warnings)

    def _demands(
        self, recommendations: Sequence[Recommendation], authority: Authority
    ) -> dict[str, list[Demand]]:
        """Return the demands by the id of their recommendation; rejected ones have none."""
        wanted = {
            one.id: [demand_of(one, part, authority) for part in parts_of(one.text)]
            for one in recommendations
            if one.response is not Response.REJECT
        }
        singly = sum(map(len, wanted.values())) <= MOST_SEARCHES
        guides = guiding_documents(guidance_of(self._library))
        return {
            key: list(self._with_evidence(found, guides, singly=singly))
            for key, found in wanted.items()
        }

    def _with_evidence(
        self, demands: Sequence[Demand], guides: frozenset[str], *, singly: bool
    ) -> Iterator[Demand]:
        """Yield the demands of one recommendation with what the library tells of each; what it
        tells of the recommendation as a whole comes behind where that is little."""
        whole = demands[0].recommendation
        about = f"{whole.theme} {whole.text}"
        shared: list[Evidence] | None = None
        for one in demands:
            own: list[Evidence] = []
            if singly:
                own = self._evidence.of(_sought(one), about[:300], without=guides)
            if len(own) < _ENOUGH and (len(demands) > 1 or not singly or whole.theme):
                if shared is None:
                    shared = self._evidence.of(about[:1500], without=guides)
                known = {found.key for found in own}
                own += [found for found in shared if found.key not in known]
            yield replace(one, evidence=own)


def _sought(demand: Demand) -> str:
    """What to look for: the action without its date and figures, which other places share by
    chance alone."""
    text = demand.worded.text.removeprefix(RESPOND)
    if demand.stated:
        text = text.replace(demand.stated.phrase, "")
    return re.sub(r"\bby \d[\d.,]*\s*(?:%|per\s?cent)|\b\d[\d.,]*\s*(?:%|per\s?cent)?", "", text)


class _Draft:
    """One plan as it is put together."""

    def __init__(
        self,
        drafter: Drafter,
        request: DraftRequest,
        recommendations: Sequence[Recommendation],
        chosen: Mapping[str, Sequence[Evidence]],
        worded: ModelWording,
    ) -> None:
        self.request = request
        self.recommendations = recommendations
        self.chosen = chosen
        self.worded = worded
        self.demands = demands = worded.demands
        self.library = drafter._library
        self.guidance = guidance_of(self.library)
        self.quotations = Quotations(self.library)
        count = sum(map(len, demands.values()))
        self.filler = Filler(request.template, self.quotations, self.guidance, count)
        self.to_confirm: list[ToConfirm] = []
        accepted = [one for one in recommendations if one.id in demands]
        self.notes = notes_by_recommendation(accepted, request.authority)

    def plan(self) -> Plan:
        authority, template = self.request.authority, self.request.template
        groups = [list(group) for _, group in groupby(self.recommendations, key=_group)]
        sections = tuple(self._section(number, one) for number, one in enumerate(groups, start=1))
        actions = [action for section in sections for action in section.actions]
        due, passed = due_steps(authority, self.guidance, self.quotations)
        monitoring = monitoring_lines(authority, template, self.guidance, self.quotations)
        steps = (*due, *self._model_steps(), *_steps(actions, authority))
        self.to_confirm += passed
        start = first_day(authority.start)
        ends = [action.deadline for action in actions] or [start.isoformat()]
        return Plan(
            title=f"{authority.name}: {template.title.lower()}",
            authority=authority.name,
            period=Period(start=start.isoformat(), end=max(ends)),
            sections=sections,
            timetable=steps,
            monitoring=tuple(monitoring),
            citations=tuple(self.quotations.found),
            to_confirm=tuple(self.to_confirm),
            template=template.id,
            draft=True,
            model=self.worded.model,
        )

    def _section(self, number: int, recommendations: Sequence[Recommendation]) -> Section:
        heading = _heading(recommendations, self.recommendations)
        narrative: list[Line] = []
        actions: list[Action] = []
        for one in recommendations:
            narrative += self._narrative(one)
            for demand in self.demands.get(one.id, ()):
                action_id = f"{number}.{len(actions) + 1}"
                actions.append(self._action(action_id, heading, demand))
        grid = filled_grid(self.request.template, actions, self.guidance, self.quotations)
        extra = {"grid": grid} if grid and actions else {}
        return Section(
            heading=heading,
            recommendations=tuple(recommendations),
            narrative=tuple(narrative),
            actions=tuple(actions),
            **extra,
        )

    def _narrative(self, one: Recommendation) -> Iterator[Line]:
        authority = self.request.authority
        yield response_line(one, _named(one, self.recommendations), authority)
        if one.response is Response.REJECT:
            return
        for note in self.notes.get(one.id, ()):
            yield Line(text=f"Context given by {authority.name}: {note}.")
        retold = self.worded.told.get(one.id, {})
        found = evidence_lines(self.chosen[one.id], self.quotations, retold)
        yield from found or [Line(text=_NOTHING_FOUND)]

    def _action(self, action_id: str, heading: str, demand: Demand) -> Action:
        fields = self.filler.filled(demand)
        self.to_confirm += [
            ToConfirm(section=heading, action=action_id, field=name, why=one.why)
            for name, one in fields.items()
            if one.why
        ]
        known = {name: one for name, one in fields.items() if name in Action.model_fields}
        others = {name: one.text for name, one in fields.items() if name not in known}
        return Action(
            id=action_id,
            recommendation_ids=(demand.recommendation.id,),
            citations=self._cited(demand, fields.values()),
            basis={name: one.basis for name, one in fields.items() if one.text},
            **{name: one.text for name, one in known.items()},
            **others,
        )

    def _cited(self, demand: Demand, fields: Iterable[Filled]) -> tuple[int, ...]:
        """The markers of the fields, and those of the evidence that the narrative tells of."""
        markers = [marker for one in fields for marker in one.citations]
        for evidence in demand.evidence:
            markers += [
                one.marker
                for one in self.quotations.found
                if one.document.id == evidence.document.id
                and any(span.covers(Span(one.start, one.end)) for span in evidence.spans)
            ]
        return tuple(dict.fromkeys(markers))

    def _model_steps(self) -> Iterator[TimetableStep]:
        if not self.request.template.steps:
            return
        for found in timetables_of(self.library)[:1]:
            for step in found.shifted(self.request.authority.start):
                marker = self.quotations.adopt(found.citations[step.citations[0] - 1])
                yield step.model_copy(update={"citations": (marker,)})


def _steps(actions: Sequence[Action], authority: Authority) -> Iterator[TimetableStep]:
    start = first_day(authority.start).isoformat()
    for one in sorted(actions, key=lambda action: action.deadline):
        owner = TO_CONFIRM if one.lead.startswith(TO_CONFIRM) else one.lead
        yield TimetableStep(id=one.id, step=one.action, start=start, end=one.deadline, owner=owner)


def _checked(request: DraftRequest) -> tuple[Recommendation, ...]:
    found = request.recommendations
    if not found:
        raise PlanInvalid("There are no recommendations to draft from.", "recommendations")
    if len(found) > MAXIMUM_RECOMMENDATIONS:
        raise PlanInvalid(
            f"There are {len(found)} recommendations; one draft takes {MAXIMUM_RECOMMENDATIONS}. "
            "Draft one theme at a time.",
            "recommendations",
        )
    _check_start(request)
    return tuple(_numbered(found))


def _check_start(request: DraftRequest) -> None:
    if not is_plain_text(request.authority.name) or not request.authority.name.strip():
        raise PlanInvalid("The authority’s name is not readable text.", "authority.name")
    start, earliest = request.authority.start, f"{request.today:%Y-%m}"
    if start < earliest:
        raise PlanInvalid(
            f"The start {start} is in the past; a plan starts in {earliest} at the earliest.",
            "authority.start",
        )
    if int(start[:4]) > request.today.year + _YEARS_AHEAD:
        raise PlanInvalid(
            f"The start {start} is more than {_YEARS_AHEAD} years ahead.", "authority.start"
        )
    published = request.authority.published
    if published and abs(published.year - request.today.year) > _YEARS_AHEAD:
        raise PlanInvalid("The publication date is decades away.", "authority.published")


def _numbered(found: Sequence[Recommendation]) -> Iterator[Recommendation]:
    """Yield each with an id of its own."""
    seen: set[str] = set()
    for number, one in enumerate(found, start=1):
        place = f"recommendations.{number - 1}.text"
        if not is_plain_text(one.text):
            raise PlanInvalid("A recommendation holds control characters or broken text.", place)
        if not any(character.isalnum() for character in one.text):
            raise PlanInvalid("A recommendation has no words.", place)
        key = one.id or f"r{number}"
        while key in seen:
            key += "-2"
        seen.add(key)
        yield one.model_copy(update={"id": key})


def _group(one: Recommendation) -> str:
    return one.theme or one.id


def _heading(group: Sequence[Recommendation], every: Sequence[Recommendation]) -> str:
    return group[0].theme or _named(group[0], every).capitalize()


def _named(one: Recommendation, every: Sequence[Recommendation]) -> str:
    """How a recommendation is called: by its printed number, else by its place."""
    number = one.number or str(every.index(one) + 1)
    return f"recommendation {re.sub(r'^(?:recommendation|R)[ .]*', '', number, flags=re.I)}"
