"""How a plan is followed, and when guidance wants its drafts: said with what guidance says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from assistant.plans.dates import after_months, first_day, written
from assistant.plans.plan import TO_CONFIRM, Authority, Line, TimetableStep, ToConfirm
from assistant.plans.quoting import Quotations
from assistant.plans.requirements import Guidance, requirement
from assistant.plans.template import Template

_GUIDED = {
    "monitoring": "The authority monitors its own progress; guidance asks for",
    "stakeholders": "Those who use the service and their carers take part; guidance says:",
    "consultation": "The plan is consulted on before it is agreed; guidance says:",
    "written_response": "The draft is sent for advice, which comes in writing; guidance says:",
    "fit": "Officers check how the plan fits with others; in the words of guidance, whether it",
}
_STEPS = {
    "draft_due": (
        "Send the draft plan to those who will advise on it, four weeks before the report is "
        "formally presented"
    ),
    "final_due": "Agree the final plan formally, within eight weeks of the report’s publication",
}


def monitoring_lines(
    authority: Authority, template: Template, guidance: Guidance, quotations: Quotations
) -> Iterator[Line]:
    """Yield how often progress is reported, and what guidance asks, cited where it is found."""
    months = template.report_every_months
    first = written(after_months(first_day(authority.start), months))
    every = "month" if months == 1 else f"{months} months"
    yield Line(text=f"Progress is reported every {every}; the first report is due by {first}.")
    found = 0
    for name, says in _GUIDED.items():
        citation = guidance.citation(name)
        if citation:
            found += 1
            quote = " ".join(citation.quote.split()).strip(" -•*;:.")
            yield Line(text=f"{says} “{quote}”.", citations=(quotations.adopt(citation),))
    if not found:
        yield Line(
            text="The documents hold no guidance on what an action plan must contain, so that "
            "these arrangements rest on the template alone."
        )


def due_steps(
    authority: Authority, guidance: Guidance, quotations: Quotations
) -> tuple[list[TimetableStep], list[ToConfirm]]:
    """Return the steps that guidance dates from publication, and what is to be confirmed of them.

    A date that lies before the plan's start is no step; it is listed to be confirmed.
    """
    steps, confirm = [], []
    for name, says in _STEPS.items():
        citation = guidance.citation(name)
        if authority.published is None or citation is None:
            continue
        day = authority.published + timedelta(weeks=requirement(name).weeks)
        if day < first_day(authority.start):
            why = f"{says}: that was due by {written(day)}, before the start of this plan."
            confirm.append(ToConfirm(field="timetable", why=why))
            continue
        marker = quotations.adopt(citation)
        steps.append(
            TimetableStep(
                id=name.replace("_", "-"),
                step=says,
                start=first_day(authority.start).isoformat(),
                end=day.isoformat(),
                owner=TO_CONFIRM,
                citations=(marker,),
            )
        )
        why = "Counted from the publication date; the day of formal presentation may differ."
        confirm.append(ToConfirm(field="timetable", why=f"{says}, by {written(day)}. {why}"))
    return steps, confirm
