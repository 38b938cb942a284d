"""Tables that stand beside the actions: recommendations, timetable, sources, open points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.plans.about_plan import iso_point
from assistant.plans.blocks import Row, plain
from assistant.plans.columns import fields_named
from assistant.plans.growing_plan import GrowingPlan, response_named

_LISTED_SOURCE = re.compile(
    r"^\[(?P<marker>\d{1,4})\]\s*(?P<title>[^“\n]*?)(?:,?\s*page\s+(?P<page>\d{1,5}))?"
    r"\s*:?\s*(?:“(?P<quote>.*)”)?$",
    re.DOTALL,
)
_STEP = {
    "ref": "id",
    "step": "step",
    "milestone": "step",
    "task": "step",
    "activity": "step",
    "action": "step",
    "event": "step",
    "stage": "step",
    "start": "start",
    "start date": "start",
    "from": "start",
    "end": "end",
    "end date": "end",
    "to": "end",
    "by": "end",
    "date": "end",
    "deadline": "end",
    "by when": "end",
    "owner": "owner",
    "lead": "owner",
    "who": "owner",
    "link": "link",
    "sources": "sources",
}
_SOURCE = {
    "no": "marker",
    "document": "title",
    "document id": "id",
    "publisher": "publisher",
    "date": "date",
    "page": "page",
    "section": "section",
    "quotation": "quote",
    "place": "place",
    "address": "url",
    "version": "version",
    "passage": "passage_id",
}
_OPEN = {
    "section": "section",
    "action": "action",
    "actions": "action",
    "field": "field",
    "why": "why",
    "what to decide": "why",
}
_RECOMMENDATION = {
    "ref": "id",
    "no": "number",
    "number": "number",
    "recommendation": "text",
    "response": "response",
    "reason": "reason",
    "theme": "theme",
    "section": "section",
}


def _named(rows: Sequence[Row], names: dict[str, str]) -> list[dict[str, str]]:
    if not rows:
        return []
    heads = [plain(cell).lower().strip(" .:") for cell in rows[0]]
    found = []
    for row in rows[1:]:
        cells = {names[h]: plain(c) for h, c in zip(heads, row, strict=True) if h in names}
        if any(cells.values()):
            found.append(cells)
    return found


def _has(rows: Sequence[Row], *wanted: str) -> bool:
    heads = {plain(cell).lower().strip(" .:") for cell in rows[0]} if rows else set()
    return set(wanted) <= heads


def names_sections(rows: Sequence[Row]) -> bool:
    """Tell whether a table says of each row which section it belongs to."""
    return _has(rows, "section")


def add_timetable(plan: GrowingPlan, rows: Sequence[Row]) -> bool:
    """Add dated steps; false where the table has none."""
    steps = _named(rows, _STEP)
    if not steps or "step" not in steps[0]:
        return False
    for cells in steps:
        step: dict[str, Any] = {k: v for k, v in cells.items() if v and k != "sources"}
        step["step"] = cells.get("step", "")
        for name in ("start", "end"):
            if step.get(name):
                step[name] = iso_point(step[name]) or step[name]
        step["citations"] = [int(n) for n in re.findall(r"\d+", cells.get("sources", ""))]
        plan.timetable.append(step)
    return True


def add_open_points(plan: GrowingPlan, rows: Sequence[Row]) -> bool:
    """Add what is to be confirmed; false where the table is none of that."""
    if not _has(rows, "field", "why") and not _has(rows, "field", "what to decide"):
        return False
    for cells in _each_action(_named(rows, _OPEN)):
        field = (fields_named(cells.get("field", "")) or (cells.get("field", ""),))[0]
        plan.to_confirm.append(cells | {"field": field, "why": cells.get("why", "")})
    return True


def _each_action(points: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    """Part what several actions leave open alike: "1.1, 1.2"."""
    for cells in points:
        names = [name for name in re.split(r",\s+", cells.get("action", "")) if name]
        yield from (cells | {"action": name} for name in names or [""])


def add_sources(plan: GrowingPlan, rows: Sequence[Row]) -> bool:
    """Add citations; false where the table is no list of sources of ours."""
    if not _has(rows, "no", "document", "quotation"):
        return False
    for cells in _named(rows, _SOURCE):
        if not re.fullmatch(r"\[?\d{1,4}\]?", cells.get("marker", "")):
            continue
        plan.citations.append(_citation(cells))
    return True


def source_in(text: str) -> dict[str, Any] | None:
    """Return the citation that a line of a list of sources gives: "[3] Title, page 4: “…”"."""
    found = _LISTED_SOURCE.match(text.strip())
    if not found:
        return None
    return {
        "marker": int(found["marker"]),
        "document": {"title": found["title"].strip(" ,")},
        "page": {"physical": int(found["page"]), "label": found["page"]} if found["page"] else None,
        "quote": found["quote"] or "",
    }


def _citation(cells: dict[str, str]) -> dict[str, Any]:
    document = {k: cells.get(k, "") for k in ("id", "title", "publisher", "version")}
    start, _, end = cells.get("place", "").partition("–")
    page = re.fullmatch(r"(?:(?P<label>.+?) \((?P<of>\d+)\)|(?P<only>\d+))", cells.get("page", ""))
    quote = cells.get("quote", "")
    return {
        "marker": int(cells["marker"].strip("[]")),
        "document": document | {"date": cells.get("date") or None},
        "page": {"physical": int(page["of"] or page["only"]), "label": page["label"] or ""}
        if page
        else None,
        "section": [part for part in cells.get("section", "").split(" › ") if part],
        "quote": quote[1:-1] if quote.startswith("“") and quote.endswith("”") else quote,
        "start": int(start) if start.isdigit() else 0,
        "end": int(end) if end.isdigit() else 0,
        "passage_id": cells.get("passage_id", ""),
        "url": cells.get("url", ""),
    }


def add_recommendations(plan: GrowingPlan, rows: Sequence[Row]) -> bool:
    """Add recommendations from a table of them; false where it has none."""
    found = _named(rows, _RECOMMENDATION)
    if not found or "text" not in found[0]:
        return False
    for cells in found:
        if not cells["text"]:
            continue
        if cells.get("section"):
            plan.section_named(cells["section"])
        response = response_named(cells.get("response", ""))
        known = {k: cells.get(k, "") for k in ("id", "number", "reason", "theme")}
        one = plan.add_recommendation(cells["text"], response=response, **known)
        plan.section.answers.append(one)
    return True


def add_lines(plan: GrowingPlan, rows: Sequence[Row], where: str) -> bool:
    """Add sentences of the narrative or of monitoring that a sheet lists."""
    if not _has(rows, "text"):
        return False
    names = {"section": "section", "text": "text", "sources": "sources"}
    for cells in _named(rows, names):
        markers = [int(n) for n in re.findall(r"\d+", cells.get("sources", ""))]
        line: dict[str, Any] = {"text": cells["text"], "citations": markers}
        if where == "monitoring":
            plan.monitoring.append(line)
        else:
            plan.section_named(cells.get("section", "")).narrative.append(line)
    return True
