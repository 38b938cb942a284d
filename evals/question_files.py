"""Question files read and checked: every mistake at once, each with its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from corpus.errors import EvaluationSetInvalid
from evals.questions import FOLDER, Question

NEAR = 400
"""Characters around an evidence quotation within which a nugget's pattern must match."""


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """What is wrong at a line (from 1) of a file."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A question, and the lines at which its parts stand."""

    question: Question
    file: str
    node: yaml.Node

    def line(self, *path: str | int) -> int:
        return line_of(self.node, path)

    def mistake(self, reason: str, *path: str | int) -> Mistake:
        return Mistake(self.file, self.line(*path), reason)


def read_questions(texts: Mapping[str, str], folder: Path = FOLDER) -> list[Question]:
    """Return the questions of the folder's files after checking them against the documents.

    Args:
        texts: the documents' stored texts by file name.

    Raises:
        EvaluationSetInvalid: unknown fields, wrong values, ids used twice, quotations that
            are not verbatim, patterns that do not compile or never match near their evidence,
            or answers to what is said not to be in the documents.
    """
    mistakes: list[Mistake] = []
    entries = [e for file in sorted(folder.glob("*.yaml")) for e in _entries(file, mistakes)]
    first: dict[str, _Entry] = {}
    for entry in entries:
        known = first.setdefault(entry.question.id, entry)
        if known is not entry:
            where = f"{known.file}:{known.line('id')}"
            reason = f"id: “{entry.question.id}” is used already at {where}"
            mistakes.append(Mistake(entry.file, entry.line("id"), reason))
        mistakes += _against_documents(entry, texts)
    if mistakes:
        raise EvaluationSetInvalid(sorted(mistakes))
    return [entry.question for entry in entries]


def line_of(node: yaml.Node, path: tuple[str | int, ...]) -> int:
    """Return the line, from 1, of the part of a YAML node that ``path`` leads to, or nearest it."""
    for step in path:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1


def _below(node: yaml.Node, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    return None


def _entries(file: Path, mistakes: list[Mistake]) -> list[_Entry]:
    try:
        text = file.read_text("utf-8")
        root, values = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        mistakes.append(Mistake(file.name, line, f"not readable as YAML: {error}".split("\n")[0]))
        return []
    if not isinstance(root, yaml.SequenceNode):
        mistakes.append(Mistake(file.name, 1, "the file is not a list of questions"))
        return []
    pairs = zip(root.value, values, strict=True)
    return [e for node, value in pairs if (e := _entry(file.name, node, value, mistakes))]


def _entry(file: str, node: yaml.Node, value: Any, mistakes: list[Mistake]) -> _Entry | None:
    try:
        return _Entry(Question.model_validate(value), file, node)
    except ValidationError as error:
        for item in error.errors():
            named = ".".join(str(step) for step in item["loc"])
            reason = f"{named}: {item['msg']}" if named else item["msg"]
            mistakes.append(Mistake(file, line_of(node, item["loc"]), reason))
        return None


def _against_documents(entry: _Entry, texts: Mapping[str, str]) -> Iterator[Mistake]:
    near = ""
    for number, evidence in enumerate(entry.question.evidence):
        text = texts.get(evidence.document)
        if text is None:
            reason = f"there is no document “{evidence.document}”"
            yield entry.mistake(reason, "evidence", number, "document")
        elif evidence.quote not in text:
            reason = "the quotation is not verbatim in its document"
            yield entry.mistake(reason, "evidence", number, "quote")
        else:
            start = text.index(evidence.quote)
            near += "\n" + text[max(0, start - NEAR) : start + len(evidence.quote) + NEAR]
    for number, nugget in enumerate(entry.question.nuggets):
        for place, pattern in enumerate(nugget.patterns):
            if reason := _never_matches(pattern, near):
                yield entry.mistake(reason, "nuggets", number, "patterns", place)
    yield from _against_its_status(entry, texts)


def _against_its_status(entry: _Entry, texts: Mapping[str, str]) -> Iterator[Mistake]:
    question = entry.question
    for place, pattern in enumerate(question.absent):
        if reason := _is_present(pattern, texts):
            yield entry.mistake(reason, "absent", place)
    if question.expected == "not_found":
        if not question.absent:
            yield entry.mistake("“not_found” needs patterns under “absent”", "expected")
    elif not question.evidence or not question.nuggets:
        yield entry.mistake(f"“{question.expected}” needs nuggets and evidence", "expected")


def _never_matches(pattern: str, near: str) -> str:
    try:
        found = re.search(pattern, near, re.IGNORECASE | re.DOTALL)
    except re.error as error:
        return f"the pattern “{pattern}” does not compile: {error}"
    return "" if found else f"the pattern “{pattern}” matches nowhere near the evidence"


def _is_present(pattern: str, texts: Mapping[str, str]) -> str:
    try:
        compiled = re.compile(pattern, re.IGNORECASE | re.DOTALL)
    except re.error as error:
        return f"the pattern “{pattern}” does not compile: {error}"
    for name, text in texts.items():
        if found := compiled.search(text):
            return f"“{found[0][:60]}” is in {name}, so the documents do say"
    return ""
