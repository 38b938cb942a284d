"""The rows of a plan's table as recommendations and actions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.plans.blocks import FROM_ABOVE, Row, is_bold, plain
from assistant.plans.columns import ACTION_FIELDS, Column, columns_of
from assistant.plans.growing_plan import GrowingPlan, response_named
from assistant.plans.reading_state import is_sentence
from assistant.plans.table_headers import Header, header_of, repeats

_RECOMMENDED = re.compile(
    r"^(?:agreed |review |key )?recommendations?\b\s*"
    r"(?P<number>[\w./()-]*\d[\w./()-]*|\([ivxl]+\))?"
    r"\s*[:.–—-]*\s*(?P<text>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HEADS = "theme|priority|section|objective|aim|part|strand|area|workstream|goal|outcome|key"
_GROUP = re.compile(
    rf"^(?:{_HEADS})\b|^(?i:{_HEADS})\s+(?:[A-Z]|\d{{1,2}}|[ivxIVX]+)\b|^(?i:{_HEADS})\s*[:–—]"
    r"|^[A-Z0-9]{1,2}[.):]\s|^[^a-z]{6,}$",
)
_REFERENCE = re.compile(
    r"^[A-Z]{0,4}[\s.]?\(?(?:\d{1,3}(?:\.\d{1,3})*[a-z]?|[ivxl]{1,6})\)?$", re.I
)
_LIST = re.compile(r"\s*[,;\n&]\s*|\s+and\s+")
_ONLY_RECOMMENDS = {"id", "recommendation_ref", "recommendation", "response", "section", "sources"}


@dataclass(frozen=True, slots=True)
class TableShape:
    """What the columns of a table of actions mean, for tables that go on without a header."""

    header: Header
    columns: tuple[Column, ...]


def shape_of(rows: Sequence[Row]) -> TableShape | None:
    """Return what a table's columns mean; None where no header names two fields."""
    header = header_of(rows)
    if header is None:
        return None
    body = [tuple(map(plain, row)) for row in rows[header.end :] if not repeats(row, header)]
    return TableShape(header, columns_of(header.texts, [row for row in body if _spread(row) > 1]))


def only_recommends(rows: Sequence[Row], shape: TableShape) -> bool:
    """Tell whether a table lists recommendations with the responses to them, and no actions."""
    from assistant.plans.columns import fields_named

    named = {field for text in shape.header.texts for field in fields_named(text)}
    if "recommendation" not in named or not named <= _ONLY_RECOMMENDS:
        return False
    at = next((n for n, t in enumerate(shape.header.texts) if "response" in fields_named(t)), None)
    cells = [plain(row[at]) for row in rows[shape.header.end :]] if at is not None else []
    return all(not cell or response_named(cell) for cell in cells)


def _spread(row: Sequence[str]) -> int:
    return len({plain(cell) for cell in row} - {""})


class TableReader:
    """Adds the rows of one table to a plan.

    ``of_all`` is said above the table of all its rows, by field: it counts where no column says it.
    """

    def __init__(
        self, plan: GrowingPlan, shape: TableShape, of_all: Mapping[str, str] | None = None
    ) -> None:
        self._plan = plan
        self._shape = shape
        self._last: dict[str, Any] | None = None
        self._recommended: list[dict[str, Any]] = []
        named = {field for column in shape.columns for field in column.fields}
        self._of_all = {n: text for n, text in (of_all or {}).items() if n not in named}
        self._names_recommendations = bool(named & {"recommendation", "recommendation_ref"})

    def read(self, rows: Sequence[Row]) -> None:
        """Add every row."""
        for row in rows:
            if not any(map(plain, row)) or repeats(row, self._shape.header):
                continue
            if (note := _note_in(row)) is not None:
                self._plan.section.narrative.append({"text": note})
            elif (group := self._group(row)) is None:
                self.add(row)
            elif _is_note(group):
                self._plan.section.narrative.append({"text": group})
            else:
                self._begin_group(group)

    def _group(self, row: Row) -> str | None:
        """Return the text of a row that heads those below; None where it is an action's."""
        filled = [n for n, cell in enumerate(row) if plain(cell)]
        texts = {plain(row[n]) for n in filled}
        if len(texts) != 1 or len(row) < 3:
            return None
        text, first = texts.pop(), filled[0]
        if len(filled) >= 3 and len(filled) >= len(row) - 1 and len(text) > 1:
            return text
        if len(filled) > 1 or first > 1:
            return None
        fields = self._shape.columns[first].fields
        marked = is_bold(row[first]) or bool(_GROUP.match(text)) or bool(_RECOMMENDED.match(text))
        if "action" in fields:
            return text if marked else None
        takes = {"id", "recommendation", "section", "recommendation_ref"} & set(fields)
        reference = bool(_REFERENCE.match(text))
        if (takes or not fields) and not reference and (marked or "recommendation" not in fields):
            return text
        return None

    def _begin_group(self, text: str) -> None:
        self._last = None
        found = _RECOMMENDED.match(text)
        if found and found["text"]:
            one = self._plan.add_recommendation(found["text"], number=found["number"] or "")
            self._recommended = [one]
            self._plan.section.answers = [one]
            return
        self._recommended = []
        self._plan.open_section(text)

    def add(self, row: Row) -> None:
        """Add a row that is an action's, or that goes on from the one above."""
        fields, extra = self._fields(row)
        if section := fields.pop("section", ""):
            self._plan.section_named(section)
        self._take_recommendation(fields)
        own = {name: fields[name] for name in ACTION_FIELDS if fields.get(name)}
        goes_on = self._goes_on(row, own, fields)
        if goes_on and self._last is not None:
            _append(self._last, own | extra)
        elif own or extra or fields.get("id"):
            of_all = {n: text for n, text in self._of_all.items() if n in ACTION_FIELDS}
            self._last = of_all | own | extra
            self._last["_named"] = fields.get("_named", [])
            if fields.get("id"):
                self._last["id"] = fields["id"]
            if fields.get("sources"):
                self._last["citations"] = [int(n) for n in re.findall(r"\d+", fields["sources"])]
            self._last["_answers"] = self._answers(fields)
            self._plan.section.actions.append(self._last)

    def _fields(self, row: Row) -> tuple[dict[str, Any], dict[str, str]]:
        fields: dict[str, Any] = {}
        extra: dict[str, str] = {}
        for column, cell in zip(self._shape.columns, row, strict=False):
            for name, text in column.split(plain(cell)).items():
                if not column.fields:
                    extra[name] = text
                elif name in fields:
                    fields[name] = f"{fields[name]}\n{text}"
                else:
                    fields[name] = text
        return fields, extra

    def _goes_on(self, row: Row, own: dict[str, str], fields: dict[str, Any]) -> bool:
        """A row goes on from the one above where its action is merged with it, or left out."""
        at = next((n for n, c in enumerate(self._shape.columns) if "action" in c.fields), None)
        if at is None or (fields.get("id") and not row[at].startswith(FROM_ABOVE)):
            return False
        return row[at].startswith(FROM_ABOVE) or ("action" not in own and bool(own))

    def _take_recommendation(self, fields: dict[str, Any]) -> None:
        text, reference = fields.pop("recommendation", ""), fields.pop("recommendation_ref", "")
        fields["_named"] = [name for name in _LIST.split(reference) if name]
        if text and all(_REFERENCE.match(part) for part in _LIST.split(text) if part):
            fields["_named"] += [part for part in _LIST.split(text) if part]
            self._recommended = []
        elif text:
            number = reference if _REFERENCE.match(reference) else ""
            one = self._plan.add_recommendation(text, number=number)
            if answer := response_named(fields.get("response", "")):
                one["response"] = answer
            self._recommended = [one]
        if fields["_named"] and text and not self._recommended:
            return
        if reference and text:
            fields["_named"] = []

    def _answers(self, fields: dict[str, Any]) -> list[dict[str, Any]]:
        if fields.get("_named"):
            return []
        if self._names_recommendations:
            return self._recommended
        return self._recommended or self._plan.section.answers


_OF_THE_PLAN = re.compile(
    r"\b(?:th(?:is|e)|our)\s+(?:\w+\s+)?(?:plan|tracker|log|programme)\b|\b(?:these|all(?:\s+the)?)\s+actions\b",
    re.IGNORECASE,
)


def _note_in(row: Row) -> str | None:
    """Return a sentence on the plan itself that has a row to itself, whatever its column."""
    texts = {plain(cell) for cell in row} - {""}
    text = texts.pop() if len(texts) == 1 else ""
    first = next((n for n, cell in enumerate(row) if plain(cell)), 0)
    told = first == 0 and is_sentence(text) and text[-1] in ".;" and _OF_THE_PLAN.search(text)
    return text if told and not _RECOMMENDED.match(text) else None


def _is_note(text: str) -> bool:
    """Tell whether what reaches over a row is told of the plan, and heads nothing."""
    heads = _RECOMMENDED.match(text) or _GROUP.match(text)
    return is_sentence(text) and text[-1] in ".;" and not heads


def _append(action: dict[str, Any], more: dict[str, str]) -> None:
    """Put what goes on below an action's cells under them, what repeats them left out."""
    for name, text in more.items():
        above = action.get(name, "")
        if text not in above.split("\n") and text != above:
            action[name] = f"{above}\n{text}" if above else text
