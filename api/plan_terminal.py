"""What a check of a plan found, as text for a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from api.finding_words import KINDS
from api.terminal import indented, shortened

_ANSWERED = {"addressed": "answered", "partly": "partly answered", "not": "not answered"}


def check_text(found: dict[str, Any]) -> str:
    """Return findings by kind with the guidance that they cite, and who is answered."""
    parts = [_summary(found)]
    for kind, members in groupby(found["findings"], key=lambda one: one["kind"]):
        parts.append("\n".join([KINDS[kind], *(_finding(one) for one in members)]))
    if found["coverage"]:
        parts.append("\n".join(["Recommendations", *(_coverage(one) for one in found["coverage"])]))
    cited = {marker for one in found["findings"] for marker in one["citations"]}
    sources = [_source(one) for one in found["citations"] if one["marker"] in cited]
    if sources:
        parts.append("\n".join(["Guidance", *sources]))
    return "\n\n".join(parts)


def _summary(found: dict[str, Any]) -> str:
    number = len(found["findings"])
    if not number:
        return "Nothing was found wrong with the plan."
    return f"{number} finding{'' if number == 1 else 's'}"


def _finding(one: dict[str, Any]) -> str:
    place = f"“{_shown(one['where'])}”" if one["where"] != "whole plan" else "The whole plan"
    action = one["action_text"]
    if action and one["where"] != action:
        place += f" of “{_shown(action)}”"
    markers = "".join(f" [{marker}]" for marker in one["citations"])
    return indented(f"{place}: {one['advice']} ({one['severity']}){markers}")


def _coverage(one: dict[str, Any]) -> str:
    by = f" by {', '.join(one['actions'])}" if one["actions"] else ""
    number = f"{one['number']} " if one["number"] else ""
    return indented(f"{number}{_shown(one['recommendation'])}: {_ANSWERED[one['status']]}{by}")


def _source(one: dict[str, Any]) -> str:
    return indented(f"[{one['marker']}] {_where(one)}: “{_shown(one['quote'])}”")


def _where(one: dict[str, Any]) -> str:
    page = one["page"]
    shown = f", page {page['label'] or page['physical']}" if page else ""
    return one["document"]["title"] + shown


def _shown(text: str) -> str:
    return shortened(" ".join(text.split()))
