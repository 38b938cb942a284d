"""The fields of an action, each filled from the first of its template's sources that has any.

What no source fills is a visible placeholder. No name but those of the request, no figure of
a source but as that source's benchmark, no date before the start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.asked import words_in
from assistant.plans.dates import NUMBER_WORDS, after_months, written
from assistant.plans.demand import Demand
from assistant.plans.evidence import Evidence, cited
from assistant.plans.plan import TO_CONFIRM, Basis, Lead
from assistant.plans.quoting import Quotations
from assistant.plans.requirements import Guidance, requirement
from assistant.plans.sources import officers_in, speaker
from assistant.plans.template import Origin, Template, TemplateField
from corpus.words import Role

_GROUPS = Path(__file__).parent / "stakeholders.txt"
_OF_ROLES = words_in(
    "head director manager officer lead service assistant deputy chief executive senior "
    "corporate strategic team unit department council group programme business partner"
).all
"""Stems of words that many roles have, so that they tell nothing of what one is for."""

_FIGURE = re.compile(
    r"(?:£\s?\d[\d,.]*(?:\s?(?:million|billion|m|bn|k))?|\d[\d,.]*\s?(?:%|per\s?cent|percent)"
    r"|\b\d[\d,]*(?:\.\d+)?\s+(?:people|households|older people|users|carers|visits"
    r"|cases|weeks|days|hours|places))",
    re.IGNORECASE,
)
_OWN_FIGURE = re.compile(
    r"(?:(?:at least|at most|no more than|fewer than|more than|up to|from|by|to)\s+)*"
    rf"(?:{_FIGURE.pattern})(?:\s+(?:of|in|a)\s+[\w’' -]+)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d|£|\bper cent\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\b(?:so that|in order that|to ensure that|such that)\s+(?P<clause>[^.;]{12,240})|"
    r"\b(?:in order to|so as to)\s+(?P<aim>[^.;]{8,240})",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(
    r"\b(?:barriers?|obstacles?|difficult\w*|problem\w*|fail\w*|unable|lack|frustrat\w+|negative|unfortunately"
    r"|however|challeng\w+|concern\w*|risks?|rigid|without|not|never|little|poor|afraid|nervous)\b",
    re.IGNORECASE,
)
_PRESCRIBES = re.compile(
    r"\b(?:should|must|needs? to|ought|has to|have to|ensure|will|would|may|might|could|aims?|aimed"
    r"|intend\w*|hop(?:e|es|ed|ing)|in the form)\b",
    re.IGNORECASE,
)
_OUTCOME_CELL = re.compile(r"\b(?:outcomes?|success|benefits?|results?)\b")


@dataclass(frozen=True, slots=True)
class Filled:
    """A field's content; ``why`` says what officers have still to decide about it, if anything."""

    text: str
    basis: Basis
    citations: tuple[int, ...] = ()
    why: str = ""


@dataclass(slots=True)
class Filler:
    """Fills the fields of a template's actions, and remembers which evidence it has used."""

    template: Template
    quotations: Quotations
    guidance: Guidance
    actions: int = 1
    used: set[tuple[str, int]] = field(default_factory=set)

    def filled(self, demand: Demand) -> dict[str, Filled]:
        """Return every field of the template, none of them empty but those that stay blank."""
        return {field.name: self._field(field, demand) for field in self.template.fields}

    def _field(self, field: TemplateField, demand: Demand) -> Filled:
        for origin in field.sources:
            found = _FROM[origin](self, field, demand)
            if found is not None:
                return found
        return self._to_confirm(field, demand)

    def _to_confirm(self, field: TemplateField, demand: Demand) -> Filled:
        text = f"{TO_CONFIRM}: {field.confirm}."
        cited: tuple[int, ...] = ()
        if field.name == "target" and (benchmark := self._benchmark(demand)):
            text, cited = f"{text} {benchmark.text}", benchmark.citations
        why = _sentence(field.confirm)
        if field.name == "lead" and (named := _officers(demand)):
            why = f"{why} Named for this plan: {named}."
        return Filled(text, Basis.TO_CONFIRM, cited, why)

    def _action(self, field: TemplateField, demand: Demand) -> Filled:
        why = ""
        if not demand.worded.safe:
            why = "No action could be read out of these words; say what will be done."
        elif demand.worded.by_model:
            why = "A language model worded it from the recommendation; check it against that."
        elif demand.past and demand.stated:
            why = f"The recommendation says “{demand.stated.phrase}”, which is before the start."
        return Filled(demand.worded.text, Basis.GIVEN, (), why)

    def _statement(self, field: TemplateField, demand: Demand) -> Filled:
        return Filled(" ".join(demand.part.text.split()), Basis.GIVEN)

    def _stated_date(self, field: TemplateField, demand: Demand) -> Filled | None:
        stated = demand.stated
        if stated is None or demand.past:
            return None
        if stated.certain:
            return Filled(stated.day.isoformat(), Basis.GIVEN)
        why = (
            f"Worked out from “{stated.phrase}” in the recommendation, from the start of the plan."
        )
        return Filled(stated.day.isoformat(), Basis.RULE, (), why)

    def _date_rule(self, field: TemplateField, demand: Demand) -> Filled:
        verb = demand.worded.text.split()[0].lower() if demand.worded.safe else ""
        rules = self.template.deadlines
        rule = next((one for one in rules if verb in one.verbs), None)
        rule = rule or next(one for one in rules if not one.verbs)
        day = after_months(demand.start, rule.months)
        why = f"Proposed by the template’s rule: {rule.months} months from the start."
        return Filled(day.isoformat(), Basis.RULE, (), why)

    def _lead(self, field: TemplateField, demand: Demand) -> Filled | None:
        lead = lead_for(demand)
        if lead is None:
            return None
        shown = ", ".join(filter(None, (lead.name, lead.role)))
        return Filled(shown, Basis.GIVEN, (), "Chosen by the words of the role; confirm the lead.")

    def _budget(self, field: TemplateField, demand: Demand) -> Filled | None:
        budget = " ".join(demand.authority.budget.split())
        if not budget:
            return None
        if self.actions == 1:
            return Filled(budget, Basis.GIVEN)
        text = f"Within the budget given for the plan: {budget}"
        return Filled(text, Basis.GIVEN, (), "The share of the plan’s budget for this action.")

    def _figure(self, field: TemplateField, demand: Demand) -> Filled | None:
        match = _OWN_FIGURE.search(" ".join(demand.part.text.split()))
        if not match:
            return None
        text = f"As the recommendation asks: {match[0].strip()}"
        return Filled(text, Basis.GIVEN, (), "The baseline from which the target is measured.")

    def _purpose(self, field: TemplateField, demand: Demand) -> Filled | None:
        match = _PURPOSE.search(" ".join(demand.part.text.split()))
        if not match:
            return None
        words = (match["clause"] or f"to {match['aim']}").strip(" ,;")
        return Filled(words[:1].upper() + words[1:], Basis.GIVEN)

    def _groups(self, field: TemplateField, demand: Demand) -> Filled | None:
        named = groups_in(demand.words) or groups_in(demand.recommendation.text)
        if named:
            return Filled(
                _listed(named), Basis.GIVEN, (), "How they are involved, and whether others are."
            )
        for one in demand.evidence[:6]:
            found = groups_in(one.said)
            fit = one.whole and one.meant >= CLOSE and not _NEGATIVE.search(one.said)
            if found and fit:
                marker = self._cite(one)
                where = f"as in {one.place}" if one.place else f"as {speaker(one.by)} has it"
                text = f"{_listed(found)}, {where}"
                return Filled(
                    text, Basis.ADAPTED, marker, "Whether these are the right groups here."
                )
        return None

    def _evidence(self, field: TemplateField, demand: Demand) -> Filled | None:
        """Quote the likeliest statement that holds a cue, figures and ill news left out."""
        for one in demand.evidence:
            quoted = _of_cues(one, field)
            if not quoted or one.key in self.used:
                continue
            markers = self._cite(one, quoted)
            if not markers:
                continue
            self.used.add(one.key)
            where = f"As in {one.place}" if one.place else f"As {speaker(one.by)} puts it"
            text = f"{where}: “{quoted}”"
            why = f"Taken from what is told of others; word it for this authority: {field.confirm}."
            return Filled(text, Basis.QUOTED, markers, why)
        return None

    def _guidance(self, field: TemplateField, demand: Demand) -> Filled | None:
        citation = self.guidance.citation(field.guidance)
        if citation is None:
            return None
        asks = requirement(field.guidance).asks
        marker = self.quotations.adopt(citation)
        why = f"{_sentence(field.confirm)} The guidance asks for {asks}."
        return Filled(asks[:1].upper() + asks[1:], Basis.ADAPTED, (marker,), why)

    def _rule(self, field: TemplateField, demand: Demand) -> Filled:
        months = self.template.report_every_months
        first = written(after_months(demand.start, months))
        text = field.rule.replace("{months}", _number(months)).replace("{first_report}", first)
        return Filled(text, Basis.RULE, (), f"Proposed by the template. {_sentence(field.confirm)}")

    def _blank(self, field: TemplateField, demand: Demand) -> Filled:
        return Filled("", Basis.TO_CONFIRM)

    def _officer(self, field: TemplateField, demand: Demand) -> None:
        return None

    def _benchmark(self, demand: Demand) -> Filled | None:
        for one in demand.evidence[:8]:
            figure = _FIGURE.search(one.said)
            if (
                figure
                and one.whole
                and one.meant >= _BENCHMARK
                and one.statement.role is not Role.ROW
            ):
                text = f"For comparison, benchmark: {figure[0]}, {one.by} (“{one.said}”)."
                return Filled(text, Basis.QUOTED, self._cite(one))
        return None

    def _cite(self, one: Evidence, cell: str = "") -> tuple[int, ...]:
        return cited(one, self.quotations, [cell] if one.statement.role is Role.ROW else [])


CLOSE = 0.3
"""Share of a demand's words that a statement must mean to stand in a field."""
_BENCHMARK = 0.5
"""Share of a demand's words that a statement with a figure must mean to be a benchmark for it."""

_From = Callable[[Filler, TemplateField, Demand], Filled | None]
_FROM: Mapping[Origin, _From] = {
    Origin.ACTION: Filler._action,
    Origin.STATEMENT: Filler._statement,
    Origin.STATED_DATE: Filler._stated_date,
    Origin.DATE_RULE: Filler._date_rule,
    Origin.LEAD: Filler._lead,
    Origin.BUDGET: Filler._budget,
    Origin.FIGURE: Filler._figure,
    Origin.PURPOSE: Filler._purpose,
    Origin.GROUPS: Filler._groups,
    Origin.EVIDENCE: Filler._evidence,
    Origin.GUIDANCE: Filler._guidance,
    Origin.RULE: Filler._rule,
    Origin.BLANK: Filler._blank,
    Origin.OFFICER: Filler._officer,
}


def _officers(demand: Demand) -> str:
    shown = (", ".join(filter(None, (one.name, one.role))) for one in demand.authority.leads)
    return "; ".join(filter(None, shown))


def lead_for(demand: Demand) -> Lead | None:
    """Return the one officer of the request whose role shares most words with the demand."""
    about = words_in(f"{demand.words} {demand.worded.text}").all
    shared = [
        (len((words_in(lead.role).all - _OF_ROLES) & about), lead)
        for lead in demand.authority.leads
    ]
    best = max((count for count, _ in shared), default=0)
    found = [lead for count, lead in shared if count == best and (lead.name or lead.role)]
    return found[0] if best and len(found) == 1 else None


@lru_cache(maxsize=1)
def _groups() -> tuple[re.Pattern[str], ...]:
    lines = _GROUPS.read_text("utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    names.sort(key=len, reverse=True)
    return tuple(re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE) for name in names)


def groups_in(text: str) -> tuple[str, ...]:
    """Return the groups of people and bodies that a text names, in its order."""
    taken: list[tuple[int, int, str]] = []
    for pattern in _groups():
        for match in pattern.finditer(text):
            if all(match.end() <= start or end <= match.start() for start, end, _ in taken):
                taken.append((match.start(), match.end(), match[0]))
    return tuple(
        dict.fromkeys(
            words.lower() if words[1:].islower() else words for _, _, words in sorted(taken)
        )
    )


def _listed(names: Sequence[str]) -> str:
    words = ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]
    return words[:1].upper() + words[1:]


def _of_cues(one: Evidence, field: TemplateField) -> str:
    """Return what of a statement a field may quote for its cues; empty where nothing."""
    if one.statement.role is Role.ROW:
        cells = (cell for label, cell in one.cells.items() if _OUTCOME_CELL.search(label))
        return next((cell for cell in cells if _fit(cell) and field.name == "outcome"), "")
    if not one.whole or one.meant < CLOSE or not _fit(one.said):
        return ""
    if "*" in field.cues:
        return one.said.rstrip(" ;,")
    cued = any(re.search(rf"\b{re.escape(cue)}\b", one.said, re.IGNORECASE) for cue in field.cues)
    return one.said.rstrip(" ;,") if cued and not _PRESCRIBES.search(one.said) else ""


def _fit(words: str) -> bool:
    """Tell whether words can stand in a plan: no figures, officers or ill news, not too long."""
    return not (
        _DIGITS.search(words)
        or _NEGATIVE.search(words)
        or any(officers_in(words))
        or len(words.split()) > 45
    )


def _number(count: int) -> str:
    return NUMBER_WORDS[count - 1] if count <= len(NUMBER_WORDS) else str(count)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
