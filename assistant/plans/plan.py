"""What an action plan is: one shape for drafts, for plans read from files, and for JSON.

These are the shapes of the API too, so that a plan goes out, is edited and comes back as it
is. Fields that are not ours are kept (``extra="allow"``): a council's own columns survive.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

MAXIMUM_RECOMMENDATIONS = 200
"""Recommendations of one draft or check; the longest register of the reports has 40."""
MAXIMUM_RECOMMENDATION = 10_000
"""Characters of one recommendation; the longest of the reports has about 1,300."""
MAXIMUM_CELL = 20_000
"""Characters of one field of an action: some three pages."""
MAXIMUM_ACTIONS = 2_000
"""Actions of one section of a plan."""

TO_CONFIRM = "To be confirmed"
"""How a field begins that officers must still decide."""

Cell = Annotated[str, Field(max_length=MAXIMUM_CELL)]


class Basis(StrEnum):
    """Where what stands in a field comes from."""

    QUOTED = "quoted"
    ADAPTED = "adapted"
    GIVEN = "given"
    RULE = "rule"
    TO_CONFIRM = "to_confirm"


class Response(StrEnum):
    """What an authority answers to a recommendation."""

    ACCEPT = "accept"
    PARTLY = "partly"
    REJECT = "reject"


_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"


def _month(written: str) -> str:
    if not re.match(_MONTH, written):
        raise ValueError("Write a month as 2027-04.")
    return written


Month = Annotated[str, AfterValidator(_month), Field(json_schema_extra={"pattern": _MONTH})]


class _Part(BaseModel):
    """A part of a plan. A field that is null is as one left out, and a number is its text, as
    programs write both for cells."""

    model_config = ConfigDict(frozen=True, extra="allow", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: Any) -> Any:
        if isinstance(given, dict):
            return {name: value for name, value in given.items() if value is not None}
        return given


class Lead(_Part):
    """An officer whom the authority itself names."""

    name: str = Field("", max_length=200)
    role: str = Field("", max_length=200)


class Recommendation(_Part):
    """A recommendation as it was given, and the authority's response to it."""

    id: str = Field("", max_length=200)
    number: str = Field("", max_length=50, description="As printed: “4”, “(iii)”, “R2”.")
    theme: str = Field("", max_length=1_000)
    text: str = Field(max_length=MAXIMUM_RECOMMENDATION)
    response: Response = Response.ACCEPT
    reason: str = Field("", max_length=5_000)


class Authority(_Part):
    """Whose plan it is; ``start`` is the month in which work begins, as ``2027-04``."""

    name: str = Field(min_length=1, max_length=200)
    start: Month
    published: date | None = None
    leads: tuple[Lead, ...] = Field((), max_length=200)
    budget: str = Field("", max_length=5_000)
    notes: str = Field("", max_length=20_000)


class Period(_Part):
    """Months or days that a plan covers, ISO 8601; empty where nothing says."""

    start: str = ""
    end: str = ""


class CitedDocument(_Part):
    """The document a passage is from, as citations of answers name it."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    date: str | None = None
    version: str = ""


class CitedPage(_Part):
    """Count in the file, from 1, and what is printed on the page."""

    physical: int
    label: str = ""


class PlanCitation(_Part):
    """A verbatim passage: ``quote`` equals ``text[start:end]`` of the document's stored text."""

    marker: int
    document: CitedDocument
    page: CitedPage | None = None
    section: tuple[str, ...] = ()
    quote: str
    start: int = 0
    end: int = 0
    passage_id: str = ""
    url: str = ""


class Line(_Part):
    """A sentence of a plan with the markers of what it rests on."""

    text: str = Field(max_length=MAXIMUM_CELL)
    citations: tuple[int, ...] = ()


class Action(_Part):
    """One row of a plan. ``deadline`` is ISO 8601 in drafts, and as written in plans read.

    ``basis`` says of each filled field where its content comes from.
    """

    id: str = Field("", max_length=200)
    recommendation_ids: tuple[str, ...] = ()
    action: Cell = ""
    target: Cell = ""
    deadline: Cell = ""
    lead: Cell = ""
    resources: Cell = ""
    outcome: Cell = ""
    indicator: Cell = ""
    monitoring: Cell = ""
    stakeholders: Cell = ""
    progress: Cell = ""
    citations: tuple[int, ...] = ()
    basis: dict[str, Basis] = Field(default_factory=dict)


class Section(_Part):
    """Recommendations of one theme, why they are answered so, and the actions."""

    heading: Cell = ""
    recommendations: tuple[Recommendation, ...] = Field((), max_length=MAXIMUM_RECOMMENDATIONS)
    narrative: tuple[Line, ...] = ()
    actions: tuple[Action, ...] = Field((), max_length=MAXIMUM_ACTIONS)


class TimetableStep(_Part):
    """A dated step; ``start`` and ``end`` are days, ISO 8601, the end inclusive."""

    id: str = Field("", max_length=200)
    step: Cell
    start: str = ""
    end: str = ""
    owner: Cell = ""
    link: str = ""
    citations: tuple[int, ...] = ()


class ToConfirm(_Part):
    """What officers must still decide; ``action`` is an action's id, empty for a whole section."""

    section: str = ""
    action: str = ""
    field: str
    why: str


class Plan(_Part):
    """An action plan.

    Drafts name their ``template``, say that they are one, and name the ``model`` that worded
    them: ``extractive`` where the documents' and the recommendations' own words do.
    """

    title: Cell = ""
    authority: str = Field("", max_length=200)
    period: Period = Period()
    sections: tuple[Section, ...] = Field((), max_length=500)
    timetable: tuple[TimetableStep, ...] = ()
    monitoring: tuple[Line, ...] = ()
    citations: tuple[PlanCitation, ...] = ()
    to_confirm: tuple[ToConfirm, ...] = ()
    template: str = Field("", max_length=100)
    draft: bool = False
    model: str = Field("", max_length=200)

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in the order of the plan."""
        return tuple(action for section in self.sections for action in section.actions)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Every recommendation that the plan repeats."""
        return tuple(each for section in self.sections for each in section.recommendations)
