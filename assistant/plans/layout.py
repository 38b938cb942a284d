"""A plan laid out as a document of blocks, from which Markdown and Word documents are written.

What a reader sees is all of it: every format that is read finds the same parts again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.plans.about_plan import spoken_date, spoken_point
from assistant.plans.blocks import Block, Kind, Row, heading, paragraph, table
from assistant.plans.citation_text import page_text
from assistant.plans.plan import Line, Plan, Recommendation, Response, Section
from assistant.plans.plan_columns import HEADERS, PlanColumn, plan_columns, section_labels

RESPONSES = {
    Response.ACCEPT: "Accepted",
    Response.PARTLY: "Partly accepted",
    Response.REJECT: "Not accepted",
}


def laid_out(plan: Plan, *, sources: bool = True, spoken: bool = False) -> Iterator[Block]:
    """Yield a plan's blocks; ``sources`` adds a table of them, ``spoken`` writes dates in words."""
    yield Block(Kind.HEADING, plan.title or "Action plan", 0)
    if plan.authority:
        yield paragraph(f"**Authority:** {plan.authority}")
    if plan.period.start or plan.period.end:
        ends = [e for e in (plan.period.start, plan.period.end) if e]
        shown = [spoken_point(end) if spoken else end for end in ends]
        yield paragraph(f"**Period:** {' to '.join(shown)}")
    columns = plan_columns(plan)
    for number, section in enumerate(plan.sections, start=1):
        yield from _section(section, columns, number=number, spoken=spoken)
    if plan.timetable:
        yield heading("Timetable")
        yield table(timetable_rows(plan, spoken=spoken))
    if plan.monitoring:
        yield heading("Monitoring")
        yield from (paragraph(marked(line.text, line.citations)) for line in plan.monitoring)
    if plan.to_confirm:
        yield heading("To be confirmed")
        yield table(open_rows(plan))
    if sources and plan.citations:
        yield heading("Sources")
        yield table(source_rows(plan))


def _section(
    section: Section, columns: Sequence[PlanColumn], *, number: int, spoken: bool
) -> Iterator[Block]:
    if section.heading or number > 1:
        yield heading(section.heading or f"Section {number}")
    if section.recommendations:
        yield heading("Recommendations", 2)
        yield table(recommendation_rows(section.recommendations))
    if section.narrative:
        yield heading("Background", 2)
        yield from (paragraph(marked(line.text, line.citations)) for line in section.narrative)
    if section.actions:
        yield heading("Actions", 2)
        yield table(action_rows(section, columns, spoken=spoken))


def action_rows(section: Section, columns: Sequence[PlanColumn], *, spoken: bool) -> list[Row]:
    """Return the header and a row for each action, its markers behind what it says."""
    rows: list[Row] = [tuple(column.header for column in columns)]
    for action in section.actions:
        cells = []
        for column in columns:
            text = column.cell(action)
            if column.name == "action" and not column.own:
                text = marked(text, action.citations)
            if column.name == "deadline" and spoken:
                text = spoken_date(text)
            cells.append(text)
        rows.append(tuple(cells))
    return rows


def marked(text: str, citations: Iterable[int]) -> str:
    """Return a text with its markers behind it, those left out that it bears already."""
    missing = [f"[{marker}]" for marker in citations if f"[{marker}]" not in text]
    return " ".join([text, *missing]).strip()


def recommendation_rows(recommendations: Sequence[Recommendation]) -> list[Row]:
    """Return the header and a row for each; responses only where one is not the usual yes."""
    answered = any(each.response is not Response.ACCEPT or each.reason for each in recommendations)
    rows: list[Row] = [("Ref", "No.", "Recommendation", "Response", "Reason", "Theme")]
    rows += [
        (
            each.id,
            each.number,
            each.text,
            RESPONSES[each.response] if answered else "",
            each.reason,
            each.theme,
        )
        for each in recommendations
    ]
    return _without_empty(rows, keep=("Ref", "Recommendation"))


def timetable_rows(plan: Plan, *, spoken: bool = False) -> list[Row]:
    dated = spoken_date if spoken else str
    rows: list[Row] = [("Ref", "Step", "Start", "End", "Owner", "Link")]
    rows += [
        (
            step.id,
            marked(step.step, step.citations),
            dated(step.start),
            dated(step.end),
            step.owner,
            step.link,
        )
        for step in plan.timetable
    ]
    return _without_empty(rows, keep=("Step", "Start", "End"))


def open_rows(plan: Plan) -> list[Row]:
    rows: list[Row] = [("Section", "Action", "Field", "Why")]
    rows += [
        (each.section, each.action, HEADERS.get(each.field, each.field), each.why)
        for each in plan.to_confirm
    ]
    return rows


def source_rows(plan: Plan) -> list[Row]:
    rows: list[Row] = [
        ("No.", "Document", "Document id", "Publisher", "Date", "Page", "Section", "Quotation",
         "Place", "Address", "Version", "Passage")
    ]  # fmt: skip
    rows += [
        (
            str(each.marker),
            each.document.title,
            each.document.id,
            each.document.publisher,
            each.document.date or "",
            page_text(each.page),
            " › ".join(each.section),
            f"“{each.quote}”",
            f"{each.start}–{each.end}" if each.end else "",
            each.url,
            each.document.version,
            each.passage_id,
        )
        for each in plan.citations
    ]
    return _without_empty(rows, keep=("No.", "Document", "Quotation"))


def line_rows(plan: Plan) -> list[Row]:
    """Return the sentences of every section's narrative."""
    rows: list[Row] = [("Section", "Text", "Sources")]
    for label, section in zip(section_labels(plan), plan.sections, strict=True):
        rows += [_line(label, line) for line in section.narrative]
    return rows


def monitoring_rows(plan: Plan) -> list[Row]:
    rows: list[Row] = [("Text", "Sources")]
    return rows + [_line("", line)[1:] for line in plan.monitoring]


def _line(section: str, line: Line) -> Row:
    return (section, line.text, numbers(line.citations))


def numbers(markers: Iterable[int]) -> str:
    return ", ".join(map(str, markers))


def _without_empty(rows: list[Row], keep: Sequence[str]) -> list[Row]:
    """Leave out columns in which only the header stands."""
    shown = [n for n, head in enumerate(rows[0]) if head in keep or any(row[n] for row in rows[1:])]
    return [tuple(row[n] for n in shown) for row in rows]


MARKER = re.compile(r"\[(\d{1,4})\]")
"""A marker in a text."""
