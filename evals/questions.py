"""The question set: its shape, and its files read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent / "questions"

Kind = Literal[
    "fact",
    "number",
    "how_why",
    "list",
    "comparison",
    "definition",
    "table",
    "follow_up",
    "not_in_documents",
    "false_premise",
]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Message(_Entry):
    """One turn before a follow-up."""

    role: Literal["user", "assistant"]
    content: str


class Nugget(_Entry):
    """An atomic fact; an answer holds it if any of ``patterns`` matches."""

    fact: str
    vital: bool
    patterns: tuple[str, ...] = Field(min_length=1)


class Evidence(_Entry):
    """A verbatim passage of a document; ``needed`` is false for another place of the same fact."""

    document: str
    quote: str = Field(min_length=3)
    needed: bool = True


class Question(_Entry):
    """A question with what a good answer holds and rests on; ``README.md`` gives the fields."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    kind: Kind
    split: Literal["tune", "test"]
    question: str
    history: tuple[Message, ...] = ()
    wording: Literal["same", "different"]
    expected: Literal["answered", "partly_answered", "not_found", "corrected"]
    nuggets: tuple[Nugget, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def needed(self) -> tuple[Evidence, ...]:
        """The passages that an answer needs; the first where none is marked as needed."""
        return tuple(item for item in self.evidence if item.needed) or self.evidence[:1]


def load_questions(folder: Path = FOLDER) -> list[Question]:
    """Return all questions of the folder's files.

    Raises:
        pydantic.ValidationError: an entry is not of the documented shape.
    """
    files = sorted(folder.glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.safe_load(file.read_text("utf-8"))]
    return [Question.model_validate(entry) for entry in entries]
