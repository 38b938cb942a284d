"""A plan as Markdown: all that it holds, in tables that a committee paper can take over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.plans.dates import written
from assistant.plans.grids import FilledGrid
from assistant.plans.plan import Action, Line, Plan, PlanCitation, Section, ToConfirm
from assistant.plans.template import Template, TemplateField
from corpus.markup import readable

_QUOTE = 600
"""Characters of a source's quotation that are shown; all of it stands in the plan itself."""


def as_markdown(plan: Plan, template: Template) -> str:
    """Return the whole plan: sections, timetable, monitoring, what is to confirm, sources."""
    parts = [f"# {_plain(plan.title)}", *_opening(plan)]
    for section in plan.sections:
        parts += _section(section, template)
    parts += [*_timetable(plan), *_monitoring(plan), *_to_confirm(plan), *_sources(plan)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(plan: Plan) -> Iterator[str]:
    if plan.period.start:
        until = f" to {written(plan.period.end)}" if plan.period.end else ""
        yield f"Period: {written(plan.period.start)}{until}."
    yield "Draft for officers to complete: what begins “To be confirmed” is theirs to decide."
    if plan.model not in ("", "extractive"):
        yield (
            f"What is told of other places outside quotation marks was worded by {plan.model}, "
            "each sentence checked against its source."
        )


def _section(section: Section, template: Template) -> Iterator[str]:
    yield f"## {_plain(section.heading)}"
    for one in section.recommendations:
        lines = [line.strip() for line in one.text.splitlines() if line.strip()]
        quoted = "\n".join(f"> {_plain(line)}" for line in lines)
        named = f"**Recommendation{f' {one.number}' if one.number else ''}**\n\n"
        yield quoted if section.heading.startswith("Recommendation") else f"{named}{quoted}"
    for line in section.narrative:
        yield _line(line)
    if section.actions:
        yield from (
            _cards(section.actions, template)
            if template.cards
            else [_table(section.actions, template)]
        )
    grid = getattr(section, "grid", None)
    if isinstance(grid, FilledGrid):
        yield f"### {_plain(grid.title)}"
        yield _grid(grid)


def _line(line: Line) -> str:
    return f"{_plain(line.text)}{_markers(line.citations)}"


def _markers(citations: Sequence[int]) -> str:
    return f" {''.join(f'[{marker}]' for marker in citations)}" if citations else ""


def _shown(action: Action, field: TemplateField) -> str:
    text = str(getattr(action, field.name, ""))
    return (
        written(text) if field.name == "deadline" and re.match(r"\d{4}-\d\d-\d\d$", text) else text
    )


def _table(actions: Sequence[Action], template: Template) -> str:
    heads = ["No.", *(field.label for field in template.fields), "Sources"]
    rows = [
        [
            one.id,
            *(_shown(one, field) for field in template.fields),
            _markers(one.citations).strip(),
        ]
        for one in actions
    ]
    return _markdown_table(heads, rows)


def _cards(actions: Sequence[Action], template: Template) -> Iterator[str]:
    for one in actions:
        yield f"### {one.id} {_plain(one.action)}"
        lines = [
            f"- **{field.label}:** {_plain(_shown(one, field))}".rstrip()
            for field in template.fields
            if field.name != "action"
        ]
        if one.citations:
            lines.append(f"- **Sources:**{_markers(one.citations)}")
        yield "\n".join(lines)


def _grid(grid: FilledGrid) -> str:
    rows = [[f"{cell.text}{_markers(cell.citations)}" for cell in row] for row in grid.rows]
    return _markdown_table(list(grid.columns), rows)


def _timetable(plan: Plan) -> Iterator[str]:
    if not plan.timetable:
        return
    yield "## Timetable"
    rows = [
        [
            f"{one.step}{_markers(one.citations)}",
            written(one.start) if one.start else "",
            written(one.end) if one.end else "Not dated",
            one.owner,
        ]
        for one in plan.timetable
    ]
    yield _markdown_table(["Step", "From", "By", "Owner"], rows)


def _monitoring(plan: Plan) -> Iterator[str]:
    if plan.monitoring:
        yield "## Monitoring"
        yield "\n".join(f"- {_line(line)}" for line in plan.monitoring)


def _to_confirm(plan: Plan) -> Iterator[str]:
    if plan.to_confirm:
        yield "## To be confirmed by officers"
        rows = [[one.where, one.field, one.why] for one in gathered(plan.to_confirm)]
        yield _markdown_table(["Actions", "Field", "What to decide"], rows)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What is to be decided alike for several actions, and where."""

    where: str
    field: str
    why: str


def gathered(items: Iterable[ToConfirm]) -> list[Gathered]:
    """Return what officers must decide, each once with all actions that it is open for."""
    places: dict[tuple[str, str], list[str]] = {}
    for one in items:
        where = one.action or one.section or "Plan"
        places.setdefault((one.field, one.why), []).append(where)
    return [
        Gathered(", ".join(dict.fromkeys(found)), field.replace("_", " "), why)
        for (field, why), found in places.items()
    ]


def _sources(plan: Plan) -> Iterator[str]:
    if plan.citations:
        yield "## Sources"
        yield "\n".join(_source(one) for one in plan.citations)


def _source(one: PlanCitation) -> str:
    document = one.document
    named = ", ".join(part for part in (document.title, document.publisher, document.date) if part)
    page = f", page {one.page.label or one.page.physical}" if one.page else ""
    section = f", {' › '.join(one.section)}" if one.section else ""
    quote = readable(one.quote).lstrip("-•* ")
    shown = quote if len(quote) <= _QUOTE else f"{quote[:_QUOTE].rsplit(' ', 1)[0]} …"
    return f"- [{one.marker}] {_plain(f'{named}{section}{page}')}: “{_plain(shown)}”"


def _markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(words: str) -> str:
    return _plain(words).replace("|", "\\|")


def _plain(words: str) -> str:
    """Put words on one line, with what Markdown or HTML would read as mark-up as it is written."""
    return re.sub(r"([<>*_`])", r"\\\1", " ".join(words.split()))
