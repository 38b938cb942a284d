"""What a conversation in a terminal shows: for a person, or as JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

from api.explaining import Explanation, explanation
from api.terminal import (
    indented,
    notes_text,
    plain,
    shortened,
    source_text,
    where,
    width,
    wrapped,
    written_by,
)

_STATEMENT_CHARACTERS = 240


@dataclass(frozen=True, slots=True)
class OpenedSource:
    """A source with the text around it; ``url`` shows it in a browser, where a server runs."""

    citation: dict[str, Any]
    before: str
    after: str
    url: str


class Shown(Protocol):
    """What a conversation shows."""

    def greeting(self, document_count: int) -> None: ...

    def working(self) -> AbstractContextManager[object]: ...

    def answer(self, answer: dict[str, Any]) -> None: ...

    def sources(self, citations: Sequence[dict[str, Any]]) -> None: ...

    def opened(self, source: OpenedSource) -> None: ...

    def why(self, answer: dict[str, Any]) -> None: ...

    def commands(self, commands: Mapping[str, str]) -> None: ...

    def forgotten(self) -> None: ...

    def failed(self, message: str) -> None: ...

    def farewell(self) -> None: ...


class ForPeople:
    """Text, with colours where the terminal has them; hints and failures on standard error."""

    def __init__(self, *, interactive: bool) -> None:
        self._interactive = interactive
        self._out = Console(highlight=False, soft_wrap=True)
        self._err = Console(stderr=True, highlight=False, soft_wrap=True)

    def greeting(self, document_count: int) -> None:
        if self._interactive:
            documents = f"{document_count} document{'s' if document_count != 1 else ''}"
            self._print(f"Muniment answers from {documents}, each sentence with its source.")
            self._print("Type a question, /help for more, or Ctrl-D to end.\n", "dim")

    def working(self) -> AbstractContextManager[object]:
        return self._out.status("Looking …") if self._interactive else nullcontext()

    def answer(self, answer: dict[str, Any]) -> None:
        if answer["standalone_question"] != answer["question"]:
            self._print(wrapped(f"Read as: {answer['standalone_question']}"), "dim")
        text = Text(f"\n{wrapped(answer['answer'])}\n")
        text.highlight_regex(r"\[\d+\]", "cyan")
        self._out.print(text)
        for warning in answer["warnings"]:
            self._print(wrapped(f"! {warning}"), "yellow")
        if written := written_by(answer):
            self._print(wrapped(written), "dim")
        if answer["nearest"]:
            self._print("The nearest passages", "bold")
        for line in short_sources(answer["citations"] or answer["nearest"]):
            self._print(line, "dim")
        self._print("")

    def sources(self, citations: Sequence[dict[str, Any]]) -> None:
        self._print("\n".join(source_text(citation) for citation in citations) + "\n")

    def opened(self, source: OpenedSource) -> None:
        citation = source.citation
        self._print(wrapped(f"[{citation['marker']}] {where(citation)}"), "bold")
        self._print(indented(source.before), "dim")
        self._print(indented(citation["quote"], "  ┃ "))
        self._print(indented(source.after), "dim")
        for note in notes_text(citation):
            self._print(note, "dim")
        if source.url:
            self._print(source.url, "cyan")
        self._print("")

    def why(self, answer: dict[str, Any]) -> None:
        explained = explanation(answer)
        if explained is None:
            self._print("Nothing was weighed for this answer.\n")
            return
        self._print(explained.title, "bold")
        self._print(wrapped(explained.judged))
        self._listed("What speaks for an answer", explained.speaks_for)
        self._listed("What speaks against an answer", explained.speaks_against)
        self._print("\nHow the question was taken", "bold")
        for fact in explained.question:
            self._print(wrapped(f"{fact.label}: {fact.text}"))
        self._passages(explained)
        self._print("")

    def commands(self, commands: Mapping[str, str]) -> None:
        longest = max(map(len, commands))
        for command, does in commands.items():
            self._print(f"{command:<{longest}}  {does}")
        self._print("")

    def forgotten(self) -> None:
        self._print("The conversation is forgotten.\n")

    def failed(self, message: str) -> None:
        self._err.print(Text(wrapped(message), "yellow"))

    def farewell(self) -> None:
        if self._interactive:
            self._print("Goodbye.")

    def _listed(self, title: str, lines: Sequence[str]) -> None:
        if lines:
            self._print(f"\n{title}", "bold")
            self._print("\n".join(wrapped(f"• {line}") for line in lines))

    def _passages(self, explained: Explanation) -> None:
        if explained.passages:
            self._print("\nThe passages that fit best", "bold")
        for number, one in enumerate(explained.passages, start=1):
            page = f", {one.page}" if one.page else ""
            head = wrapped(f"{number}. {one.section} — {one.document}{page}")
            self._print(
                f"{head}\n    Chance {one.chance}; its likeliest statement {one.statement_chance}:"
            )
            self._print(indented(shortened(one.statement, _STATEMENT_CHARACTERS)), "dim")

    def _print(self, text: str, style: str = "") -> None:
        self._out.print(Text(text, style))


class ForPrograms:
    """JSON: an object on a line of standard output for whatever is read."""

    def greeting(self, document_count: int) -> None:
        pass

    def working(self) -> AbstractContextManager[object]:
        return nullcontext()

    def answer(self, answer: dict[str, Any]) -> None:
        self._print(answer)

    def sources(self, citations: Sequence[dict[str, Any]]) -> None:
        self._print({"sources": list(citations)})

    def opened(self, source: OpenedSource) -> None:
        around = {"before": source.before, "after": source.after, "url": source.url or None}
        self._print({"source": source.citation, **around})

    def why(self, answer: dict[str, Any]) -> None:
        self._print({"why": answer["why"]})

    def commands(self, commands: Mapping[str, str]) -> None:
        self._print({"commands": dict(commands)})

    def forgotten(self) -> None:
        self._print({"forgotten": True})

    def failed(self, message: str) -> None:
        self._print({"error": message})

    def farewell(self) -> None:
        pass

    def _print(self, found: dict[str, Any]) -> None:
        print(json.dumps(found, ensure_ascii=False), flush=True)


def short_sources(citations: Sequence[dict[str, Any]]) -> list[str]:
    """Return a line for each place, with the markers of the sources that stand there."""
    markers: dict[str, str] = {}
    for citation in citations:
        page = f", page {citation['page']['label']}" if citation["page"] else ""
        section = " › ".join(citation["section"][-2:])
        title = citation["document"]["title"]
        place = f"{section}{page} — {title}" if section else f"{title}{page}"
        markers[place] = markers.get(place, "") + f"[{citation['marker']}]"
    return [_cut(plain(f"{numbers} {place}")) for place, numbers in markers.items()]


def _cut(line: str) -> str:
    return line if len(line) <= width() else line[: width() - 1].rstrip() + "…"
