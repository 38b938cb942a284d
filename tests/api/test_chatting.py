"""``muniment chat``: through pipes, and on a terminal of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

MUNIMENT = Path(sys.executable).parent / "muniment"
BOPA = "What is BOPA?"
CAPITAL = "what is the capital of France?"
KENT = "kent-adult-social-care-blueprint-2012"


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


class TestThroughAPipe:
    @pytest.fixture
    def chat(self, muniment, server) -> Callable:
        """Types lines into a conversation through the running server."""

        def typed(*said: str, options: tuple[str, ...] = ()):
            return muniment("chat", *options, data=server.data, typed=lines(*said))

        return typed

    @pytest.fixture
    def objects(self, chat) -> Callable:
        """What comes back as JSON, an object for each line."""

        def typed(*said: str) -> list[dict]:
            done = chat(*said, options=("--json",))
            assert done.err == ""
            return [json.loads(line) for line in done.out.splitlines()]

        return typed

    def test_an_answer_has_its_sources_in_short_below_it(self, chat) -> None:
        done = chat(BOPA)
        assert (done.code, done.err) == (0, "")
        assert "umbrella body" in done.out
        *_, last = done.out.strip().splitlines()
        assert re.match(r"(\[\d+\])+ .*Bradford", last)
        assert len(last) <= 96

    def test_a_follow_up_is_understood_and_so_is_one_of_that(self, objects) -> None:
        first, second, third = objects(BOPA, "and who runs it?", "and where is it?")
        assert first["standalone_question"] == BOPA
        assert "BOPA" in second["standalone_question"]
        assert "BOPA" in third["standalone_question"]
        assert "Age Concern" in second["answer"]

    def test_a_question_read_otherwise_is_shown_as_it_was_read(self, chat) -> None:
        assert "Read as: and who runs it? (BOPA)" in chat(BOPA, "and who runs it?").out

    def test_what_is_forgotten_is_not_asked_with(self, objects) -> None:
        *_, forgotten, why, again = objects(BOPA, "/new", "/why", "and who runs it?")
        assert forgotten == {"forgotten": True}
        assert "Nothing has been asked yet" in why["error"]
        assert again["standalone_question"] == "and who runs it?"

    @pytest.mark.parametrize(
        ("said", "status"),
        [
            ((), 0),
            ((CAPITAL, BOPA), 0),
            ((BOPA, CAPITAL), 3),
            ((BOPA, "?"), 1),
            ((CAPITAL, "/nothing"), 3),
            ((CAPITAL, "/quit", BOPA), 3),
        ],
        ids=["nothing", "answered", "no answer", "unreadable", "wrong command", "ended"],
    )
    def test_the_exit_status_is_that_of_the_last_answer(self, chat, said, status: int) -> None:
        assert chat(*said).code == status

    def test_no_answer_comes_with_the_nearest_passages(self, chat) -> None:
        out = chat(CAPITAL).out
        assert "The documents do not say." in out
        assert re.search(r"The nearest passages\n\[1\].*\n\[2\].*\n\[3\]", out)

    def test_sources_are_shown_with_quotation_document_page_and_section(self, chat, objects):
        answer, listed = objects(BOPA, "/sources")
        assert listed == {"sources": answer["citations"]}
        shown = " ".join(chat(BOPA, "/sources").out.split())
        citation = answer["citations"][0]
        assert citation["document"]["title"] in shown
        assert citation["section"][-1] in shown
        assert " ".join(citation["quote"].split())[:200] in shown

    def test_a_source_is_opened_with_the_text_around_it_and_its_address(
        self, objects, server
    ) -> None:
        answer, opened = objects(CAPITAL, "/open 2")
        citation = answer["nearest"][1]
        assert opened["source"] == citation
        assert opened["url"] == server.address + citation["url"]
        assert opened["before"] or opened["after"]

    def test_an_opened_source_is_set_off_from_the_text_around_it(self, chat) -> None:
        out = chat(BOPA, "/open 1").out.partition("┃ ")
        assert "BOPA is an umbrella body" in " ".join(out[2].replace("┃", "").split())

    def test_why_tells_in_words_what_was_searched_and_decided(self, chat, objects) -> None:
        answer, why = objects(BOPA, "/why")
        assert why == {"why": answer["why"]}
        told = " ".join(chat(BOPA, "/why").out.split())
        assert "Why this answer The chance that the documents answer this" in told
        assert "Taken as: a question of what something is or means" in told
        assert "Words searched: bopa" in told
        assert "The passages that fit best 1. " in told
        assert "Why no answer" in chat(CAPITAL, "/why").out

    def test_help_lists_the_commands(self, chat) -> None:
        out = chat("/help").out
        for command in ("/sources", "/open 2", "/why", "/new", "/help", "/quit"):
            assert re.search(rf"^{command} +\w", out, re.MULTILINE)

    @pytest.mark.parametrize(
        ("said", "hint"),
        [
            ("/open 99", "Say which source to open, as in /open 1."),
            ("/open", "Say which source to open, as in /open 1."),
            ("/open one", "Say which source to open, as in /open 1."),
            ("/source", "There is no such command. Did you mean /sources? /help lists them."),
            ("/xyzzy", "There is no such command. /help lists them."),
        ],
    )
    def test_a_wrong_command_gets_a_hint_of_a_line(self, chat, said: str, hint: str) -> None:
        done = chat(BOPA, said)
        assert done.code == 0
        assert done.err.startswith(hint)
        assert done.err.count("\n") == 1

    @pytest.mark.parametrize("said", ["/sources", "/open 1", "/why"])
    def test_before_a_question_there_is_nothing_to_show(self, chat, said: str) -> None:
        assert re.fullmatch(r"(Nothing|There are no) .* question( first)?\.\n", chat(said).err)

    @pytest.mark.parametrize(
        ("said", "message"),
        [
            ("why " * 1_000, "at most 2,000 can be read"),
            ("why " * 100_000, "at most 2,000 can be read"),
            ("who\x07 pays?", "control characters"),
            (os.fsdecode(b"who \xff pays?"), "broken text"),
            ("?!", "The question is empty"),
        ],
        ids=["too long", "far too long", "control", "broken", "empty"],
    )
    def test_what_cannot_be_read_is_said_and_the_conversation_goes_on(self, chat, said, message):
        done = chat(said, BOPA)
        assert message in " ".join(done.err.split())
        assert "umbrella body" in done.out
        assert done.code == 0

    def test_each_line_gives_an_object_whatever_it_is(self, objects) -> None:
        found = objects(BOPA, "", "?", "/nothing", "/help", "/quit", BOPA)
        assert [next(iter(each)) for each in found] == ["id", "error", "error", "commands"]

    def test_it_keeps_to_the_documents_given(self, chat) -> None:
        done = chat(BOPA, options=("--json", "--document", KENT))
        answer = json.loads(done.out)
        cited = answer["citations"] + answer["nearest"]
        assert {citation["document"]["id"] for citation in cited} == {KENT}


def test_it_answers_without_a_server_and_keeps_nothing(muniment, data_folder: Path) -> None:
    before = {path for path in data_folder.rglob("*") if "vectors" not in str(path)}
    done = muniment("chat", data=data_folder, typed=lines(BOPA, "and who runs it?", "/open 1"))
    assert (done.code, done.err) == (0, "")
    assert "Read as: and who runs it? (BOPA)" in done.out
    assert "┃ " in done.out
    assert "http://127.0.0.1" not in done.out
    after = {path for path in data_folder.rglob("*") if "vectors" not in str(path)}
    assert {path.name for path in after - before} <= {
        *("catalogue.sqlite-shm", "catalogue.sqlite-wal", "owner.lock"),
    }


class Terminal:
    """A conversation on a terminal of its own."""

    def __init__(self, data: Path) -> None:
        self._end, theirs = pty.openpty()
        environment = {**os.environ, "MUNIMENT_DATA_DIR": str(data), "TERM": "xterm"}
        self.process = subprocess.Popen(
            [str(MUNIMENT), "chat"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(theirs)
        self.seen = self._unread = ""

    def type(self, keys: str) -> None:
        os.write(self._end, keys.encode())

    def wait_for(self, words: str) -> str:
        """Read until the words are there; return what came before them since the last call."""
        deadline = time.monotonic() + 60
        while words not in self._unread:
            assert time.monotonic() < deadline, f"{words!r} does not come: {self._unread!r}"
            if select.select([self._end], [], [], 0.2)[0]:
                self._unread += self._read()
        before, _, self._unread = self._unread.partition(words)
        return before

    def ended(self) -> int:
        """Read what is left and return the exit status."""
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            if select.select([self._end], [], [], 0.2)[0]:
                self._read()
        if select.select([self._end], [], [], 0.2)[0]:
            self._read()
        return self.process.wait(timeout=1)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._end)

    def _read(self) -> str:
        try:
            read = os.read(self._end, 65_536).decode(errors="replace")
        except OSError:  # how Linux tells that the other end is closed
            return ""
        read = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", read)
        self.seen += read
        return read


def _own_terminal() -> None:
    """Make standard input the terminal that keys such as Ctrl-C come from."""
    import fcntl
    import termios

    # A process that runs tests beside others ignores the key, and passes that on.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.fixture
def terminal(server) -> Iterator[Terminal]:
    opened = Terminal(server.data)
    yield opened
    opened.close()


def test_on_a_terminal_it_greets_asks_and_ends(terminal: Terminal) -> None:
    assert "5 documents" in terminal.wait_for("> ")
    terminal.type(f"{BOPA}\r")
    answered = terminal.wait_for("Bradford ›")
    assert "umbrella body" in answered
    terminal.type("/quit\r")
    assert terminal.ended() == 0
    assert "Goodbye." in terminal.seen


@pytest.mark.parametrize("key", ["\x04", "\x03"], ids=["Ctrl-D", "Ctrl-C"])
def test_a_key_ends_it_politely(terminal: Terminal, key: str) -> None:
    terminal.wait_for("> ")
    terminal.type(key)
    assert terminal.ended() == 0
    assert "Goodbye." in terminal.seen
    assert "Traceback" not in terminal.seen


def test_what_cannot_be_read_on_a_terminal_leaves_the_prompt(terminal: Terminal) -> None:
    terminal.wait_for("> ")
    terminal.type("?\r")
    terminal.wait_for("The question is empty.")
    terminal.wait_for("> ")
    terminal.type("/open 1\r")
    terminal.wait_for("Ask a question first.")
    terminal.type("\x04")
    assert terminal.ended() == 0
