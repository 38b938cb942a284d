"""The command ``muniment`` as a user runs it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.ownership import Ownership

LANCASHIRE = "how did Lancashire contract the third sector?"
COMMANDS = (
    "ingest",
    "documents",
    "remove",
    "search",
    "ask",
    "chat",
    "serve",
    "doctor",
    "eval",
    "recommendations",
    "verify",
    "check",
    "progress",
    "draft",
    "timetable",
    "export",
)


def assert_plain(message: str) -> None:
    """One line for a person, no traceback."""
    assert message.startswith("muniment: ")
    assert message.count("\n") == 1
    assert "Traceback" not in message


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_help_shows_an_example(muniment, command: tuple[str, ...]) -> None:
    done = muniment(*command, "--help")
    assert (done.code, done.err) == (0, "")
    assert re.search(rf"Example: {' '.join(('muniment', *command))}\b", done.out)


def test_its_module_runs_as_the_command_does() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.command_line", "--help"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert "Example: muniment ask" in done.stdout


def test_help_names_every_command(muniment) -> None:
    listed = re.findall(r"^  (\w+)  ", muniment("--help").out, re.MULTILINE)
    assert set(listed) == set(COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("ask", "who", "runs", "it"),
        ("remove",),
        ("reed",),
        ("documents", "--jsn"),
        ("search", "budgets", "-k", "0"),
        ("serve", "--port", "65536"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_says_how(muniment, tmp_path: Path, arguments) -> None:
    done = muniment(*arguments)
    assert (done.code, done.out) == (2, "")
    assert "Usage: muniment" in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"temperature": "1"}, "MUNIMENT_TEMPERATURE is not a setting"),
        ({"port": "many"}, "MUNIMENT_PORT cannot be used"),
        ({"llm": "openai:some-model"}, "The language model “openai:some-model” cannot be used"),
    ],
)
def test_a_wrong_setting_stops_every_command_with_a_line(muniment, settings, said) -> None:
    done = muniment("documents", **settings)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert_plain(done.err)


def test_an_answer_is_shown_with_its_sources(muniment, server) -> None:
    done = muniment("ask", LANCASHIRE, data=server.data)
    assert (done.code, done.err) == (0, "")
    answer, sources = done.out.split("\n\nSources\n")
    assert "four third sector organisations" in " ".join(answer.split())
    assert "[1]" in answer
    assert sources.startswith("[1] ")
    assert "Lancashire: Contracting with the third sector" in " ".join(sources.split())
    assert "Department for Work and Pensions" in sources
    assert max(map(len, done.out.splitlines())) <= 96


def test_no_answer_ends_with_3_and_shows_the_nearest_passages(muniment, server) -> None:
    done = muniment("ask", "what is the capital of France?", data=server.data)
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("The documents do not say.")
    assert "\n\nThe nearest passages\n[1] " in done.out


def test_json_alone_is_on_standard_output(muniment, server) -> None:
    answer = muniment("ask", LANCASHIRE, "--json", data=server.data)
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["status"] == "answered"
    assert answer.json["citations"][0]["quote"].startswith("LCC has contracted")
    found = muniment("search", "pooled budgets", "-k", "2", "--json", data=server.data)
    assert (found.code, found.err) == (0, "")
    assert len(found.json["passages"]) == 2
    listed = muniment("documents", "--json", data=server.data)
    assert [document["id"] for document in listed.json["documents"]]


def test_documents_and_passages_are_listed_for_people(muniment, server) -> None:
    listed = muniment("documents", data=server.data)
    assert "Kent County Council" in listed.out
    assert "id kent-adult-social-care-blueprint-2012" in listed.out
    found = muniment("search", "pooled budgets", "-k", "3", data=server.data)
    assert re.findall(r"^(\d)\. ", found.out, re.MULTILINE) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ask", ""), "The question is empty"),
        (("ask", "who\x07 pays?"), "control characters"),
        (("ask", os.fsdecode(b"who \xff pays?")), "broken text"),
        (("search", "?"), "empty"),
        (("ask", "who pays?", "-d", "nobody-knows"), "No document has the id “nobody-knows”"),
        (("remove", "nobody-knows"), "No document has the id “nobody-knows”"),
    ],
)
def test_what_cannot_be_done_ends_with_1_and_a_line(muniment, server, arguments, said) -> None:
    done = muniment(*arguments, data=server.data)
    assert (done.code, done.out) == (1, "")
    assert said in done.err
    assert_plain(done.err)


@pytest.mark.parametrize("arguments", [("ask", "who pays?"), ("serve", "--port", "0")])
def test_a_file_where_the_data_folder_should_be_is_said_plainly(
    muniment, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "data").write_text("not a folder")
    done = muniment(*arguments)
    assert (done.code, done.out) == (1, "")
    assert f"The data folder {tmp_path / 'data'} cannot be used" in done.err
    assert "MUNIMENT_DATA_DIR" in done.err
    assert "Traceback" not in done.err
    assert (tmp_path / "data").read_text() == "not a folder"


def test_a_data_folder_in_use_is_said_with_who_has_it(muniment, tmp_path: Path) -> None:
    owner = Ownership(tmp_path / "data")
    done = muniment("ingest")
    owner.release()
    assert (done.code, done.out) == (1, "")
    assert f"is in use by process {os.getpid()}. Stop that process" in done.err
    assert_plain(done.err)


def test_a_port_that_is_taken_is_said_plainly(muniment, server) -> None:
    done = muniment("serve", "--port", server.address.rsplit(":", 1)[1])
    assert done.code == 1
    assert "Cannot serve at 127.0.0.1" in done.err
    assert_plain(done.err)


def test_an_empty_library_says_what_to_do(muniment) -> None:
    listed = muniment("documents")
    assert (listed.code, listed.err) == (0, "")
    assert "muniment ingest" in listed.out
