"""The suite of drafts: plans on recommendations whose subjects the reports tell of."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.plans.draft import Drafter, DraftRequest
from assistant.plans.plan import TO_CONFIRM, Action, Authority, Basis, Plan, Recommendation
from assistant.plans.rendering import as_markdown
from assistant.plans.sources import officers_in
from assistant.plans.template import REQUIRED, Template, Templates
from assistant.question import stem
from assistant.search import HybridSearch, RankedSearch
from corpus.library import Library
from corpus.words import Role
from evals.draft_cases import DraftCase, load_draft_cases
from evals.results import CaseResult, Metric, Section
from evals.systems import System, Workplace

_OWN_SET = Path(__file__).parent
_START, _TODAY = "2027-04", date(2027, 4, 1)

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

METRICS = (
    Metric("elements", "elements present", "Fields that guidance asks for, filled with a basis."),
    Metric("evidence", "expected evidence", "Expected places of the reports that are cited."),
    Metric("parts", "parts addressed", "Demands whose words one action holds."),
    Metric(
        "inventions",
        "inventions",
        "Leads not given, figures and officers of sources as the plan's own, early deadlines.",
        higher_is_better=False,
    ),
    Metric("rendered", "templates complete", "Plans whose Markdown holds all of them."),
)


class DraftSuite:
    """Plans drafted on tasks written for it; the system has no part in it."""

    name = "plan-draft"
    title = "Drafts of action plans"
    metrics = METRICS

    def __init__(self) -> None:
        self._drafters: dict[int, Drafter] = {}
        self._officers: dict[int, frozenset[str]] = {}

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(case.kind for case in load_draft_cases()))

    def cases(self, folder: Path, place: Workplace) -> Sequence[DraftCase]:
        """Return the tasks; a council's own set is not about plans.

        Raises:
            ValueError: a task is not as it should be.
        """
        return load_draft_cases() if folder == _OWN_SET else []

    def run(self, case: DraftCase, system: System, place: Workplace) -> CaseResult:
        """Draft a plan, and another by one of the templates in turn, and score them."""
        drafter = self._drafter(place.library)
        usual = Templates().named("action_table")
        started = time.perf_counter()
        plan = drafter.draft(_request(case, usual)).plan
        seconds = time.perf_counter() - started
        parts = list(_addressed(case, plan))
        places = list(_cited(case, plan))
        invented = list(_inventions(case, plan, self._officers_of(place.library)))
        names = Templates().ids()
        unrendered = _unrendered(case, drafter, names[load_draft_cases().index(case) % len(names)])
        return CaseResult(
            id=case.id,
            kind=case.kind,
            split=case.split,
            prompt="\n".join(case.recommendations),
            shown="\n".join(action.action for action in plan.actions),
            scores={
                "elements": _elements(plan),
                "evidence": sum(places) / len(places),
                "parts": sum(parts) / len(parts),
                "inventions": float(len(invented)),
                "rendered": float(not unrendered),
            },
            faults=(*_missed(case, parts, places), *invented, *unrendered),
            sections=(Section("Cited", tuple(" › ".join(one.section) for one in plan.citations)),),
            seconds=seconds,
            digest=case.digest,
        )

    def _drafter(self, library: Library) -> Drafter:
        if id(library) not in self._drafters:
            self._drafters[id(library)] = Drafter(RankedSearch(HybridSearch(library)))
        return self._drafters[id(library)]

    def _officers_of(self, library: Library) -> frozenset[str]:
        """The persons whom the documents name as leads, owners or by their office."""
        if id(library) not in self._officers:
            self._officers[id(library)] = frozenset(
                name
                for document in library.documents()
                for passage in library.passages_of(document.id)
                for unit in passage.units
                for statement in unit.statements
                if statement.role is Role.ROW
                for name in officers_in(statement.shown)
            )
        return self._officers[id(library)]


def _request(case: DraftCase, template: Template) -> DraftRequest:
    named = {"name": "Westshire Council", "start": _START, "published": date(2027, 4, 20)}
    authority = Authority.model_validate(named)
    given = tuple(Recommendation.model_validate({"text": text}) for text in case.recommendations)
    return DraftRequest(authority, given, template, _TODAY)


def _elements(plan: Plan) -> float:
    wanted = [(action, name) for action in plan.actions for name in REQUIRED]
    filled = [
        bool(getattr(action, name).strip() and name in action.basis) for action, name in wanted
    ]
    return sum(filled) / len(wanted) if wanted else 0.0


def _addressed(case: DraftCase, plan: Plan) -> Iterator[bool]:
    held = [{stem(word) for word in _words(action.action)} for action in plan.actions]
    for words in case.parts:
        stems = [stem(word) for word in words]
        yield any(all(any(h.startswith(stem) for h in one) for stem in stems) for one in held)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


def _cited(case: DraftCase, plan: Plan) -> Iterator[bool]:
    sections = [" › ".join(one.section) for one in plan.citations]
    for headings in case.places:
        yield any(heading in section for heading in headings for section in sections)


def _missed(case: DraftCase, parts: Sequence[bool], places: Sequence[bool]) -> Iterator[str]:
    for words, found in zip(case.parts, parts, strict=True):
        if not found:
            yield f"no action holds: {', '.join(words)}"
    for headings, found in zip(case.places, places, strict=True):
        if not found:
            yield f"not cited: {' or '.join(headings)}"


def _inventions(case: DraftCase, plan: Plan, officers: frozenset[str]) -> Iterator[str]:
    for action in plan.actions:
        if action.deadline < f"{_START}-01":
            yield f"{action.id}: the deadline {action.deadline} is before the start"
        if action.basis["lead"] is not Basis.TO_CONFIRM:
            yield f"{action.id}: a lead that nobody gave: {action.lead}"
        for name in REQUIRED:
            own = _own_words(action, name)
            for watched in (*case.watch, *officers):
                if watched.lower() in own.lower():
                    yield f"{action.id}, {name}: “{watched}” is a source's"
            given = set(_FIGURE.findall(" ".join(case.recommendations)))
            if name not in ("deadline", "monitoring"):
                foreign = set(_FIGURE.findall(own)) - given
                yield from (f"{action.id}, {name}: the figure {one}" for one in sorted(foreign))


def _own_words(action: Action, name: str) -> str:
    """What a field says as the plan's own: neither a benchmark nor a placeholder's opening."""
    text = re.sub(r"benchmark: .*", "", getattr(action, name))
    return text.removeprefix(TO_CONFIRM)


def _unrendered(case: DraftCase, drafter: Drafter, name: str) -> list[str]:
    """Return what the Markdown of a plan by this template lacks of the plan."""
    template = Templates().named(name)
    plan = drafter.draft(_request(case, template)).plan
    markdown = as_markdown(plan, template).replace("\\", "")
    wanted = [
        str(getattr(action, field.name))
        for action in plan.actions
        for field in template.fields
        if field.name != "deadline"
    ]
    wanted += [line.text for section in plan.sections for line in section.narrative]
    wanted += [line.text for line in plan.monitoring]
    wanted += [f"[{one.marker}] {one.document.title}" for one in plan.citations]
    lacking = [text for text in wanted if " ".join(text.split()) not in markdown]
    return [f"{name} lacks: {text}" for text in lacking[:1]] or [
        f"{name} has no action" for _ in range(not plan.actions)
    ]
