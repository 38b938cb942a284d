"""``muniment chat``: a conversation in the terminal.

It is kept in memory alone and forgotten at its end: a stored question would be a record, which a
council may have to disclose (Freedom of Information Act 2000).
"""

from __future__ import annotations

import io
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from api.conversation_text import ForPeople, ForPrograms, OpenedSource, Shown
from api.desk import Desk
from assistant.question import MAXIMUM_CHARACTERS, checked
from corpus.errors import MunimentError

ANSWERED, FAILED, NO_ANSWER = 0, 1, 3

COMMANDS = {
    "/sources": "all sources of the last answer, with their quotations",
    "/open 2": "source 2 with the text around it",
    "/why": "what was searched, what scored and what decided",
    "/new": "forget the conversation so far",
    "/help": "this list",
    "/quit": "end, as Ctrl-D does",
}

_TURNS_KEPT = 20
_TURN_CHARACTERS = 20_000
"""What the API takes of a turn at most."""

_AROUND = 500
"""Characters shown before and after a source."""

_LINE_CHARACTERS = 10 * MAXIMUM_CHARACTERS
"""Characters read of a line: more than a question may have, so that it is refused as too long."""


def chat(desk: Desk, documents: Sequence[str] | None, *, as_json: bool) -> int:
    """Hold a conversation on the terminal, or read questions line by line where there is none.

    Returns the exit status: that of the last answer where standard input is no terminal.
    """
    interactive = sys.stdin.isatty()
    shown = ForPrograms() if as_json else ForPeople(interactive=interactive)
    conversation = Conversation(desk, shown, documents)
    if not interactive:
        _read_as_they_are()
        return conversation.hold(_lines())
    shown.greeting(len(desk.documents()["documents"]))
    prompt = "> " if sys.stdout.isatty() and not as_json else ""
    with suppress(KeyboardInterrupt, EOFError):
        conversation.hold(_typed(prompt))
    shown.farewell()
    return ANSWERED


def _read_as_they_are() -> None:
    """Let broken text through to where a question is checked, which says what is wrong."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="surrogateescape")


def _lines() -> Iterator[str]:
    """Yield the lines of standard input; of a longer one than any question, only its beginning."""
    while line := sys.stdin.readline(_LINE_CHARACTERS):
        end = line
        while end and not end.endswith("\n"):
            end = sys.stdin.readline(_LINE_CHARACTERS)
        yield line


def _typed(prompt: str) -> Iterator[str]:
    """Yield the lines that are typed, which can be edited and brought back."""
    with suppress(ImportError):
        import readline  # noqa: F401 - with it, input() edits
    _read_as_they_are()
    while True:
        try:
            yield input(prompt)
        except (EOFError, KeyboardInterrupt):
            print()
            return


def _unknown(name: str) -> str:
    """Say what to do about a command that there is not."""
    near = get_close_matches(name, [command.split()[0] for command in COMMANDS], n=1)
    meant = f" Did you mean {near[0]}?" if near else ""
    return f"There is no such command.{meant} /help lists them."


@dataclass(slots=True)
class Conversation:
    """Questions and answers, each with the turns before it, and what can be asked about them."""

    desk: Desk
    shown: Shown
    documents: Sequence[str] | None = None
    status: int = ANSWERED
    _turns: deque[dict[str, str]] = field(default_factory=lambda: deque(maxlen=_TURNS_KEPT))
    _last: dict[str, Any] | None = None

    def hold(self, lines: Iterable[str]) -> int:
        """Take lines until they or the conversation end; return the status of the last answer."""
        for line in lines:
            said = line.strip()
            if said == "/quit":
                break
            if said:
                self._attempt(self._command if said.startswith("/") else self._ask, said)
        return self.status

    def _attempt(self, take: Callable[[str], None], said: str) -> None:
        """Take a line; whatever is wrong with it, the conversation goes on."""
        try:
            take(said)
        except MunimentError as failure:
            self.shown.failed(str(failure))
            if take == self._ask:
                self.status = FAILED

    def _ask(self, question: str) -> None:
        body = {
            "question": checked(question),
            "history": list(self._turns),
            "documents": self.documents,
        }
        with self.shown.working():
            answer = self.desk.ask(body)
        self._last = answer
        self.status = NO_ANSWER if answer["status"] == "not_found" else ANSWERED
        # As it stands alone, so that the follow-up of a follow-up finds the subject too.
        self._turns.append({"role": "user", "content": answer["standalone_question"]})
        self._turns.append({"role": "assistant", "content": answer["answer"][:_TURN_CHARACTERS]})
        self.shown.answer(answer)

    def _command(self, said: str) -> None:
        name, *arguments = said.split()
        if name == "/open":
            self._open(arguments)
        elif name == "/new":
            self._forget()
        elif name == "/help":
            self.shown.commands(COMMANDS)
        elif name not in ("/sources", "/why"):
            self.shown.failed(_unknown(name))
        elif self._last is None:
            self.shown.failed("Nothing has been asked yet. Type a question.")
        elif name == "/why":
            self.shown.why(self._last)
        else:
            self.shown.sources(self._sources())

    def _forget(self) -> None:
        self._turns.clear()
        self._last = None
        with suppress(ImportError):
            import readline

            readline.clear_history()
        self.shown.forgotten()

    def _sources(self) -> list[dict[str, Any]]:
        """Return the last answer's citations, or the nearest passages where there is none."""
        last = self._last or {"citations": [], "nearest": []}
        return [*last["citations"], *last["nearest"]]

    def _open(self, arguments: Sequence[str]) -> None:
        sources = {str(citation["marker"]): citation for citation in self._sources()}
        wanted = arguments[0].strip("[]") if len(arguments) == 1 else ""
        if not sources:
            self.shown.failed("There are no sources to open. Ask a question first.")
        elif wanted not in sources:
            numbers = ", ".join(sources)
            self.shown.failed(
                f"Say which source to open, as in /open {next(iter(sources))}. "
                f"There {'is' if len(sources) == 1 else 'are'} {numbers}."
            )
        else:
            self.shown.opened(self._opened(sources[wanted]))

    def _opened(self, citation: dict[str, Any]) -> OpenedSource:
        document = citation["document"]
        text = self.desk.text(document["id"], document["version"])
        start, end = citation["start"], citation["end"]
        before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
        if start > _AROUND:
            before = "… " + before.partition(" ")[2]
        if end + _AROUND < len(text):
            after = after.rpartition(" ")[0] + " …"
        url = f"{self.desk.address}{citation['url']}" if self.desk.address else ""
        return OpenedSource(citation, before.strip(), after.strip(), url)
