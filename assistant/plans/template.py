"""Templates of plans: data files that say which fields an action has and where each comes from.

Shipped ones are in ``templates``; a council's own stand in a folder of its own, and in the
place of the shipped one of the same name. A file's name without its ending is the template's id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from assistant.plans.requirements import requirements
from corpus.errors import TemplateInvalid, TemplateUnknown

SHIPPED = Path(__file__).parent / "templates"
DEFAULT = "action_table"
_NAME = r"^[a-z][a-z0-9_]{0,60}$"
_LARGEST = 200_000
"""Bytes of a template's file: some hundred times the longest that is shipped."""


class Origin(StrEnum):
    """Where a field's content is taken from; the first that has any fills it."""

    ACTION = "action"
    """The demand, worded as an action."""
    STATEMENT = "statement"
    """The demand in the recommendation's own words."""
    STATED_DATE = "stated_date"
    """A date that the recommendation itself gives."""
    DATE_RULE = "date_rule"
    """The template's rule for deadlines."""
    LEAD = "lead"
    """The officer of the request whose role has words of the action."""
    BUDGET = "budget"
    """The budget of the request."""
    FIGURE = "figure"
    """A figure that the recommendation itself gives."""
    PURPOSE = "purpose"
    """What the recommendation says it is for: “so that …”."""
    CHANGE = "change"
    """What the action itself is to change: “waiting times reduced”."""
    RESULT = "result"
    """A result that the evidence tells, without its figures."""
    MEASURE = "measure"
    """A measure of what the action is done to, worded by the template's ``measures``."""
    GROUPS = "groups"
    """Those that the recommendation names; else those that take part in the evidence."""
    EVIDENCE = "evidence"
    """A statement of the evidence that holds one of the field's cues."""
    GUIDANCE = "guidance"
    """What guidance asks, quoted from the library."""
    RULE = "rule"
    """The field's own text: an arrangement that the template proposes."""
    BLANK = "blank"
    """Nothing: it is filled as the plan goes on."""
    OFFICER = "officer"
    """Officers alone."""


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TemplateField(_Strict):
    """A field of an action.

    ``sources`` (``from`` in the file) are tried in order; where none fills it, it is left to
    officers with ``confirm``. ``cues`` are words by which evidence is chosen, ``rule`` the text
    of an arrangement, ``guidance`` a requirement's id.
    """

    name: str = Field(pattern=_NAME)
    label: str = Field(min_length=1, max_length=100)
    sources: tuple[Origin, ...] = Field(min_length=1, alias="from")
    confirm: str = Field(min_length=1, max_length=500)
    cues: tuple[str, ...] = ()
    rule: str = Field("", max_length=1_000)
    guidance: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if Origin.RULE in self.sources and not self.rule:
            raise ValueError("a field from “rule” needs the text of its rule")
        if Origin.EVIDENCE in self.sources and not self.cues:
            raise ValueError("a field from “evidence” needs the cues to choose it by")
        if self.guidance and self.guidance not in {one.id for one in requirements()}:
            raise ValueError("“guidance” names no requirement of requirements.yaml")
        if Origin.GUIDANCE in self.sources and not self.guidance:
            raise ValueError("a field from “guidance” needs the requirement that it rests on")
        return self


class DateRule(_Strict):
    """Months after the start, the start's own counted, by what an action begins with."""

    months: int = Field(ge=1, le=120)
    verbs: tuple[str, ...] = ()


class Measure(_Strict):
    """How an action that begins with one of ``verbs`` is measured; ``many`` where what it is done
    to must be counted. ``says`` names that as ``{what}``, what is done as ``{done}``, and both
    as ``{happened}``."""

    verbs: tuple[str, ...] = Field(min_length=1)
    says: str = Field(min_length=1, max_length=300)
    many: bool = False


class GridRow(_Strict):
    """A line of a template's own table.

    ``words`` find in the library what guidance says of it; ``shows`` is the field of the
    actions that it lists, empty where officers fill it with ``confirm``.
    """

    label: str = Field(min_length=1, max_length=200)
    words: tuple[str, ...] = ()
    shows: str = ""
    confirm: str = Field("", max_length=500)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.shows and not self.confirm:
            raise ValueError("a row needs “shows” or “confirm”")
        return self


class Grid(_Strict):
    """A template's own table, one for each section: what guidance asks, and what this plan has."""

    title: str = Field(min_length=1, max_length=200)
    columns: tuple[str, ...] = Field(min_length=2, max_length=12)
    rows: tuple[GridRow, ...] = Field(min_length=1, max_length=60)


class Template(_Strict):
    """What a plan of one kind holds."""

    id: str = Field(pattern=_NAME)
    title: str = Field(min_length=1, max_length=100)
    purpose: str = Field(min_length=1, max_length=500)
    modelled_on: tuple[str, ...] = ()
    fields: tuple[TemplateField, ...] = Field(min_length=1, max_length=40)
    deadlines: tuple[DateRule, ...] = Field(min_length=1, max_length=40)
    deadlines_say: str = Field(min_length=1, max_length=500)
    measures: tuple[Measure, ...] = Field((), max_length=60)
    report_every_months: int = Field(3, ge=1, le=24)
    cards: bool = False
    steps: bool = False
    grid: Grid | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        names = [field.name for field in self.fields]
        if len(set(names)) < len(names):
            raise ValueError("two fields have the same name")
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            raise ValueError(f"the fields lack {', '.join(missing)}")
        if not any(not rule.verbs for rule in self.deadlines):
            raise ValueError("deadlines need a rule without verbs, for all other actions")
        shown = {row.shows for row in self.grid.rows if row.shows} if self.grid else set()
        if unknown := sorted(shown - set(names)):
            raise ValueError(f"the table shows {', '.join(unknown)}, which is no field")
        return self


REQUIRED = (
    "action",
    "target",
    "deadline",
    "lead",
    "resources",
    "outcome",
    "indicator",
    "monitoring",
    "stakeholders",
)
"""Fields without which guidance would send a plan back."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates that there are: shipped ones, and those of ``own``, a folder, if it exists."""

    own: Path | None = None

    def ids(self) -> list[str]:
        """Return the ids of all, the usual one first."""
        found = {path.stem for folder in self._folders() for path in folder.glob("*.yaml")}
        return sorted(found, key=lambda name: (name != DEFAULT, name))

    def named(self, name: str) -> Template:
        """Return a template.

        Raises:
            TemplateUnknown: there is none of this id.
            TemplateInvalid: its file holds a mistake; file, line and reason are named.
        """
        if name not in self.ids():
            raise TemplateUnknown(self.ids())
        path = next(
            folder / f"{name}.yaml"
            for folder in self._folders()
            if (folder / f"{name}.yaml").is_file()
        )
        return read_template(path)

    def usable(self) -> list[Template]:
        """Return all that hold no mistake."""
        return list(self._usable())

    def _usable(self) -> Iterator[Template]:
        for name in self.ids():
            try:
                yield self.named(name)
            except TemplateInvalid:
                continue

    def _folders(self) -> list[Path]:
        own = [self.own] if self.own and self.own.is_dir() else []
        return [*own, SHIPPED]


def read_template(path: Path) -> Template:
    """Read a template's file.

    Raises:
        TemplateInvalid: it holds a mistake; file, line and reason are named.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise TemplateInvalid(path.name, 1, "the file is too large to be a template")
        node = yaml.compose(path.read_text("utf-8"), yaml.CSafeLoader)
        values = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise TemplateInvalid(path.name, line, str(error.problem or error.context)) from error
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise TemplateInvalid(path.name, 1, "it cannot be read as YAML text") from error
    if not isinstance(values, dict):
        raise TemplateInvalid(path.name, 1, "it holds no fields of a template")
    base = values.pop("based_on", None)
    if base is not None and not (path.stem != base and (SHIPPED / f"{base}.yaml").is_file()):
        raise TemplateInvalid(
            path.name, _line(node, ["based_on"]), "no shipped template is “based_on”’s"
        )
    merged = _Merged.of(values, _written(base) if base else {})
    try:
        return Template.model_validate({"id": path.stem, **merged.values})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = merged.own(part for part in first["loc"] if part != "sources")
        named = ".".join(str(part + 1 if isinstance(part, int) else part) for part in where)
        reason = f"{named}: {first['msg']}" if named else first["msg"]
        raise TemplateInvalid(path.name, _line(node, where), reason) from error


def _written(name: str) -> dict[str, Any]:
    """Return a shipped template as it is written."""
    written: dict[str, Any] = yaml.load(
        (SHIPPED / f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    return written


@dataclass(frozen=True, slots=True)
class _Merged:
    """A template's own values over those of the one that it is based on, fields by their names.

    ``places`` has for each field its place among the own ones, None for those of the base.
    """

    values: dict[str, Any]
    places: tuple[int | None, ...] = ()

    @classmethod
    def of(cls, own: dict[str, Any], base: dict[str, Any]) -> _Merged:
        fields = own.get("fields", []) if base else []
        if not base or not isinstance(fields, list) or not all(isinstance(f, dict) for f in fields):
            return cls({**base, **own})
        names = [field.get("name") for field in fields]
        pairs: list[tuple[Any, int | None]] = [
            (fields[names.index(one["name"])], names.index(one["name"]))
            if one["name"] in names
            else (one, None)
            for one in base["fields"]
        ]
        known = {one["name"] for one in base["fields"]}
        pairs += [(one, n) for n, one in enumerate(fields) if one.get("name") not in known]
        merged = [field for field, _ in pairs]
        return cls({**base, **own, "fields": merged}, tuple(place for _, place in pairs))

    def own(self, where: Iterable[Any]) -> list[Any]:
        """Return the path in the own file of a path in the merged values."""
        path = list(where)
        if self.places and path[:1] == ["fields"] and len(path) > 1 and isinstance(path[1], int):
            place = self.places[path[1]] if path[1] < len(self.places) else None
            return ["fields"] if place is None else ["fields", place, *path[2:]]
        return path


def _line(node: Any, where: list[Any]) -> int:
    """Return the line, from 1, of the deepest part of a path that the file has."""
    line = int(node.start_mark.line) + 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == part), None)
            if pair is None:
                return line
            line, node = int(pair[0].start_mark.line) + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            node = node.value[part]
            line = int(node.start_mark.line) + 1
    return line
