"""The fields of an action, each filled from the first of its template's sources that has any.

What no source fills is a visible placeholder. No name but those of the request, no figure of
a source but as that source's benchmark, no date before the start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.asked import words_in
from assistant.plans.dates import NUMBER_WORDS, after_months, written
from assistant.plans.demand import Demand
from assistant.plans.evidence import Evidence, cited
from assistant.plans.groups import groups_in, listed
from assistant.plans.leads import lead_for, officers_given
from assistant.plans.objects import done_in, figure_phrase, share_in
from assistant.plans.pasted import officer_behind_a_label
from assistant.plans.plan import TO_CONFIRM, Basis
from assistant.plans.purposes import CHANGES, purpose_in
from assistant.plans.quotable import CLOSE, NEGATIVE, of_cues
from assistant.plans.quoting import Quotations
from assistant.plans.requirements import Guidance, requirement
from assistant.plans.results import result_in
from assistant.plans.sources import officers_in, speaker
from assistant.plans.template import Origin, Template, TemplateField
from corpus.words import Role

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
        if field.name == "lead" and (named := officers_given(demand)):
            why = f"{why} Named for this plan: {named}."
        if field.name == "lead" and (named := officer_behind_a_label(demand.recommendation.text)):
            why = f"{why} The recommendation names: {named}."
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
        if demand.past:
            why = "What the recommendation asks for was due before the start: done in its month."
            return Filled(after_months(demand.start, 1).isoformat(), Basis.RULE, (), why)
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
        asked = figure_phrase(demand.worded.text) if demand.worded.safe else ""
        if match[0].lstrip().startswith("£") and not asked:
            return None
        text = f"As the recommendation asks: {asked or match[0].strip()}"
        return Filled(text, Basis.GIVEN, (), "The baseline from which the target is measured.")

    def _purpose(self, field: TemplateField, demand: Demand) -> Filled | None:
        said = purpose_in(demand.part.whole)
        return Filled(said, Basis.GIVEN) if said else None

    def _change(self, field: TemplateField, demand: Demand) -> Filled | None:
        done = done_in(demand.worded.text) if demand.worded.safe else None
        if done is None or done.verb not in CHANGES or not done.participle:
            return None
        text = f"{done.what[:1].upper()}{done.what[1:]} {done.participle}"
        return Filled(text, Basis.GIVEN, (), "The difference that it makes to those concerned.")

    def _result(self, field: TemplateField, demand: Demand) -> Filled | None:
        """Take a result that the evidence tells where it is about what is demanded."""
        about = words_in(demand.words).all - _COMMON
        for one in demand.evidence:
            fit = one.whole and one.fit >= _SURE and not NEGATIVE.search(one.said)
            result = result_in(one.said) if fit else ""
            if not result or any(officers_in(result)) or one.key in self.used:
                continue
            if not (words_in(result).all - _COMMON) & about:
                continue
            self.used.add(one.key)
            where = f"as in {one.place}" if one.place else f"as {speaker(one.by)} tells"
            why = "What came of it elsewhere; say what will be different here, and for whom."
            return Filled(f"{result}, {where}", Basis.ADAPTED, self._cite(one), why)
        return None

    def _measure(self, field: TemplateField, demand: Demand) -> Filled | None:
        if share := share_in(demand.worded.text):
            why = f"Proposed from the words of the action: {field.confirm}."
            return Filled(f"Share of {share}", Basis.RULE, (), why)
        done = done_in(demand.worded.text) if demand.worded.safe else None
        if done is None:
            return None
        fitting = (m for m in self.template.measures if done.verb in m.verbs)
        measure = next((m for m in fitting if done.plural or not m.many), None)
        if measure is None or not done.participle:
            return None
        months = _number(self.template.report_every_months)
        words = {
            "{what}": done.what,
            "{done}": done.participle,
            "{happened}": done.happened,
            "{months}": months,
        }
        text = measure.says
        for name, word in words.items():
            text = text.replace(name, word)
        why = f"Proposed by the template from the words of the action: {field.confirm}."
        return Filled(f"{text[:1].upper()}{text[1:]}", Basis.RULE, (), why)

    def _groups(self, field: TemplateField, demand: Demand) -> Filled | None:
        named = groups_in(demand.words) or groups_in(demand.recommendation.text)
        if named:
            return Filled(
                listed(named), Basis.GIVEN, (), "How they are involved, and whether others are."
            )
        for one in demand.evidence[:6]:
            found = groups_in(one.said)
            fit = one.whole and one.meant >= CLOSE and not NEGATIVE.search(one.said)
            if found and fit:
                marker = self._cite(one)
                where = f"as in {one.place}" if one.place else f"as {speaker(one.by)} has it"
                text = f"{listed(found)}, {where}"
                return Filled(
                    text, Basis.ADAPTED, marker, "Whether these are the right groups here."
                )
        return None

    def _evidence(self, field: TemplateField, demand: Demand) -> Filled | None:
        """Quote the likeliest statement that holds a cue, figures and ill news left out."""
        for one in demand.evidence:
            quoted = of_cues(one, field)
            if not quoted or one.key in self.used or one.fit < _SURE:
                continue
            if not (words_in(quoted).all - _COMMON) & words_in(demand.words).all:
                continue
            markers = self._cite(one, quoted)
            if not markers:
                continue
            self.used.add(one.key)
            where = f"As in {one.place}" if one.place else f"In the words of {speaker(one.by)}"
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


_SURE = 0.75
"""``Evidence.fit`` from which what a statement tells may stand in a field."""
_COMMON = words_in(
    "service services people older council authority work working support need needs area local"
).all
"""Stems of words that all these plans share."""
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
    Origin.CHANGE: Filler._change,
    Origin.RESULT: Filler._result,
    Origin.MEASURE: Filler._measure,
    Origin.GROUPS: Filler._groups,
    Origin.EVIDENCE: Filler._evidence,
    Origin.GUIDANCE: Filler._guidance,
    Origin.RULE: Filler._rule,
    Origin.BLANK: Filler._blank,
    Origin.OFFICER: Filler._officer,
}


def _number(count: int) -> str:
    return NUMBER_WORDS[count - 1] if count <= len(NUMBER_WORDS) else str(count)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
