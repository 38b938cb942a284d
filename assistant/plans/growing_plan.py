"""A plan while it is read: sections, recommendations and actions as they come."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from assistant.plans.markers import without_markers
from assistant.plans.plan import Period, Plan
from corpus.errors import PlanUnreadable

_OPENING = re.compile(
    r"^\s*(?:recommendation\s+)?(?P<number>\((?:[ivxl]{1,6}|[a-z]|\d{1,3})\)|[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*"
    r"|[ivxl]{1,6}(?=[.)]))(?P<end>[.):]?\s*[:.–—-]?\s+)(?P<text>\S.*)$",
    re.DOTALL,
)
_MARK = re.compile(
    r"(?:^|(?<=\s))\((?P<from>[ivxl]{1,6}|[a-z]|\d{1,2})(?:\s?[-–]\s?(?P<to>[ivxl]{1,6}|[a-z]|\d{1,2}))?\)"
)
_RESPONSES = (
    (re.compile(r"\b(?:part\w*|in principle|with amendment)", re.I), "partly"),
    (
        re.compile(r"\b(?:reject\w*|declin\w*|not (?:accept|agree)\w*|disagree\w*|no)\b", re.I),
        "reject",
    ),
    (re.compile(r"\b(?:accept\w*|agree\w*|yes)\b", re.I), "accept"),
)


@dataclass(slots=True)
class GrowingSection:
    """A section while it is read; ``answers`` are the recommendations that actions answer now."""

    heading: str = ""
    recommendations: list[dict[str, Any]] = field(default_factory=list)
    narrative: list[dict[str, Any]] = field(default_factory=list)
    actions: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        return not (self.recommendations or self.narrative or self.actions)


class GrowingPlan:
    """What was found of a plan so far."""

    def __init__(self) -> None:
        self.title = ""
        self.authority = ""
        self.period: dict[str, str] = {}
        self.sections: list[GrowingSection] = []
        self._at = -1
        self.timetable: list[dict[str, Any]] = []
        self.monitoring: list[dict[str, Any]] = []
        self.citations: list[dict[str, Any]] = []
        self.to_confirm: list[dict[str, Any]] = []
        self._by_text: dict[str, dict[str, Any]] = {}

    @property
    def section(self) -> GrowingSection:
        """The section that is read now."""
        if not self.sections:
            self.sections.append(GrowingSection())
        return self.sections[self._at]

    def open_section(self, heading: str) -> GrowingSection:
        """Begin a section; one that holds nothing yet becomes the first part of its heading."""
        heading = " ".join(heading.split())
        if self.sections and self.section.is_bare:
            above = self.section.heading
            if above and above != heading:
                heading = f"{above} – {heading}"
            self.section.heading = heading
            return self.section
        return self._add_section(heading)

    def section_named(self, heading: str) -> GrowingSection:
        """Go on with the section of a heading, or begin it."""
        heading = " ".join(heading.split())
        named = (n for n, each in enumerate(self.sections) if each.heading == heading)
        at = self._at if self.section.heading == heading else next(named, None)
        if at is not None:
            self._at = at
        elif self.section.is_bare:
            self.section.heading = heading
        else:
            self._add_section(heading)
        return self.section

    def _add_section(self, heading: str) -> GrowingSection:
        self.sections.append(GrowingSection(heading))
        self._at = len(self.sections) - 1
        return self.section

    def add_recommendation(self, text: str, **known: str) -> dict[str, Any]:
        """Add a recommendation to the section, once, and return it."""
        number = known.get("number", "")
        if not number and (found := _OPENING.match(text)):
            numbered = (
                found["end"].strip() or "(" in found["number"] or found["number"][0].isalpha()
            )
            if numbered:
                number, text = found["number"], found["text"]
        key = f"{number}|{' '.join(text.split()).casefold()}"
        if key in self._by_text and any(
            self._by_text[key] is r for r in self.section.recommendations
        ):
            return self._by_text[key]
        given = {name: value for name, value in known.items() if value}
        one: dict[str, Any] = {"text": text} | given | ({"number": number} if number else {})
        self._by_text[key] = one
        self.section.recommendations.append(one)
        return one

    def recommendation_of(self, text: str) -> dict[str, Any]:
        """Return the recommendation that a cell repeats or names; a new one if there is none."""
        wanted = " ".join(text.split()).casefold()
        for section in reversed(self.sections):
            for one in section.recommendations:
                if wanted in (one["text"].casefold(), one.get("id", "").casefold() or None):
                    return one
        return self.add_recommendation(text)

    def finished(self, *, as_it_stands: bool = False, markers: Collection[int] = ()) -> Plan:
        """Return the plan; each action and recommendation without an id gets one.

        ``as_it_stands`` leaves ids empty, and takes a plan without actions.

        ``markers`` are those of sources that stand nowhere in what was read.

        Raises:
            PlanUnreadable: there is no action in it, or more than a plan may hold.
        """
        self.sections = [each for each in self.sections if not each.is_bare]
        if not as_it_stands and not any(section.actions for section in self.sections):
            raise PlanUnreadable(
                "No actions were found. A plan has a table with a header such as “Action” and "
                "“By when”, or lines such as “Lead: Head of Housing” below each action."
            )
        if not as_it_stands:
            self._number()
        self._tie(set(markers))
        try:
            return Plan.model_validate(self._content())
        except ValidationError as error:
            raise PlanUnreadable(problem_of(error)) from error

    def _content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "authority": self.authority[:200],
            "period": Period(**self.period),
            "sections": [
                {
                    "heading": section.heading,
                    "recommendations": section.recommendations,
                    "narrative": section.narrative,
                    "actions": section.actions,
                }
                for section in self.sections
            ],
            "timetable": self.timetable,
            "monitoring": self.monitoring,
            "citations": self.citations,
            "to_confirm": self.to_confirm,
        }

    def _number(self) -> None:
        """Give an id to each recommendation and action that has none."""
        recommendations = [one for s in self.sections for one in s.recommendations]
        actions = [one for s in self.sections for one in s.actions]
        for all_of_kind, letter in ((recommendations, "R"), (actions, "A")):
            taken = {one.get("id", "") for one in all_of_kind}
            for n, one in enumerate(all_of_kind, start=1):
                if one.get("id"):
                    continue
                number = str(one.get("number", "")) if letter == "R" else ""
                usable = number if any(map(str.isdigit, number)) and number not in taken else ""
                candidate = usable or f"{letter}{n}"
                while candidate in taken:
                    n += 1
                    candidate = f"{letter}{n}"
                one["id"] = candidate
                taken.add(candidate)

    def _tie(self, markers: set[int]) -> None:
        """Turn what each action answers, and the markers that its text ends with, into ids."""
        markers |= {citation["marker"] for citation in self.citations}
        known = {
            name.casefold(): one.get("id", "")
            for section in self.sections
            for one in section.recommendations
            for name in (one.get("number", ""), one.get("id", ""))
            if name
        }
        for section in self.sections:
            for action in section.actions:
                answers = action.pop("_answers", [])
                named = action.pop("_named", [])
                ids = [known.get(name.casefold(), name) for name in named]
                ids += [one.get("id", "") for one in _marked(action.get("action", ""), answers)]
                action["recommendation_ids"] = list(dict.fromkeys(filter(None, ids)))
                _take_markers(action, "action", markers)
            for line in section.narrative:
                _take_markers(line, "text", markers)
        for line in self.monitoring:
            _take_markers(line, "text", markers)
        for step in self.timetable:
            _take_markers(step, "step", markers)


def problem_of(error: ValidationError) -> str:
    """Say in words what is wrong with a plan, and where, without repeating what it says."""
    first = error.errors()[0]
    where = ", ".join(
        f"{part + 1}" if isinstance(part, int) else str(part)[:40] for part in first["loc"]
    )
    return f"The plan cannot be used: {where or 'the plan'}: {first['msg']}."


def without_number(text: str, number: str) -> str:
    """Return a recommendation's text without its number, where that is said above it already."""
    found = _OPENING.match(text)
    return found["text"] if found and found["number"].strip("()") == number.strip("()") else text


def response_named(text: str) -> str:
    """Return the response that a cell gives to a recommendation; empty where it gives none."""
    if not text or len(text.split()) > 6:
        return ""
    return next((response for pattern, response in _RESPONSES if pattern.search(text)), "")


def _marked(text: str, answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return those of the recommendations whose marks an action's text bears, else all."""
    order = [one.get("number", "").strip("().").lower() for one in answers]
    wanted: set[int] = set()
    for found in _MARK.finditer(text.lower()):
        ends = [found["from"], found["to"] or found["from"]]
        if not all(end in order for end in ends):
            return answers
        wanted |= set(range(order.index(ends[0]), order.index(ends[1]) + 1))
    return [answers[n] for n in sorted(wanted)] or answers


def _take_markers(one: dict[str, Any], name: str, known: set[int]) -> None:
    text, markers = without_markers(one.get(name, ""))
    if markers and set(markers) <= known:
        one[name] = text
        one["citations"] = list(dict.fromkeys([*one.get("citations", []), *markers]))
