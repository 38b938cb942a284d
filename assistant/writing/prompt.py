"""What a language model is given: rules, numbered passages as data, and the question."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.addressed import addresses_a_program, is_addressed, without_unseen
from corpus.words import Hit, Role, Statement

_PROMPTS = Path(__file__).parent.parent / "prompts"
REFUSAL = "NOT IN THE DOCUMENTS"
"""What a model writes that finds no answer, as its rules ask."""

_TAG = re.compile(r"<(?=/?\s*passage)", re.IGNORECASE)
_TITLE_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Task:
    """What a model is asked to make of passages: ``rules`` is a file of ``prompts``, ``asks`` how
    what it is asked about is called."""

    rules: str
    asks: str


ANSWER = Task("writing.txt", "Question")


@dataclass(frozen=True, slots=True)
class GivenPassage:
    """A passage under the number that a model knows it by, from 1.

    ``statements`` are its own, without those that address a program and not a reader.
    """

    number: int
    hit: Hit
    statements: tuple[Statement, ...]

    @property
    def shown(self) -> str:
        """The passage as a model reads it: what it stands under, then a line a statement."""
        above = (self.hit.document.source.title, *self.hit.passage.section)
        kept = (part[:_TITLE_CHARACTERS] for part in above if not addresses_a_program(part))
        return "\n".join((" > ".join(kept), _as_text(self.statements)))


def given(hits: Sequence[Hit], text: Callable[[Hit], str]) -> tuple[GivenPassage, ...]:
    """Number the passages that have something to give; ``text`` returns a hit's stored text."""
    passages = (
        GivenPassage(number, hit, tuple(_for_readers(hit, text(hit))))
        for number, hit in enumerate(hits, start=1)
    )
    return tuple(passage for passage in passages if passage.statements)


def _for_readers(hit: Hit, text: str) -> Iterator[Statement]:
    for unit in hit.passage.units:
        for statement in unit.statements:
            if not is_addressed(statement, text):
                yield statement


def messages(
    asked: str, passages: Sequence[GivenPassage], task: Task = ANSWER, *, fields: bool = False
) -> list[BaseMessage]:
    """Return the messages that ask for sentences, as ``fields`` or as text with markers."""
    shown = "\n".join(
        f'<passage id="{passage.number}">\n{_as_data(passage.shown)}\n</passage>'
        for passage in passages
    )
    form = "writing-fields.txt" if fields else "writing-text.txt"
    rules = _prompt(task.rules) + _prompt(form)
    return [SystemMessage(rules), HumanMessage(f"{shown}\n\n{task.asks}: {_as_data(asked)}")]


def plain_messages(asked: str, task: Task) -> list[BaseMessage]:
    """Return the messages of a task that needs no passages."""
    return [SystemMessage(_prompt(task.rules)), HumanMessage(f"{task.asks}: {_as_data(asked)}")]


def fields_schema() -> dict[str, Any]:
    """Return the JSON schema of an answer in fields."""
    schema: dict[str, Any] = json.loads(_prompt("writing-fields.json"))
    return schema


@lru_cache(maxsize=8)
def _prompt(name: str) -> str:
    return (_PROMPTS / name).read_text("utf-8")


def _as_data(text: str) -> str:
    """Keep a passage from closing itself or opening another."""
    return _TAG.sub("‹", without_unseen(text))


def _as_text(statements: Sequence[Statement]) -> str:
    lines: list[str] = []
    for statement in statements:
        item = statement.role in (Role.ITEM, Role.ROW)
        if item or not lines or lines[-1].startswith("- ") or lines[-1].endswith(":"):
            lines.append(f"- {statement.shown}" if item else statement.shown)
        else:
            lines[-1] += f" {statement.shown}"
    return "\n".join(lines)
