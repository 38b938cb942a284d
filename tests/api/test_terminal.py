"""Text for a terminal: nothing in a document commands it, and bugs are told calmly."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.terminal import plain, register_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b]0;owned\x07b", "a]0;ownedb"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("one\ntwo", "one\ntwo"),
        ("Häuser – £3", "Häuser – £3"),
    ],
)
def test_what_commands_a_terminal_is_left_out(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_recommendation_is_shown_whole_its_items_below_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "44")
    shown = (
        "That Cabinet agrees to:\n• build forty homes for rent in the harbour ward\n"
        "(b) mend the others, which takes a year\nand reports on it in May."
    )
    entry = {"number": "2.1", "shown": shown, "theme": "", "page": {"shown": "page 4"}}
    register = {
        "document": {"title": "Homes"},
        "recommendations": [entry],
        "found": 1,
        "claims": [],
        "warning": "",
    }
    assert register_text(register).splitlines()[2:] == [
        "  2.1  That Cabinet agrees to: (page 4)",
        "       • build forty homes for rent in the",
        "         harbour ward",
        "       (b) mend the others, which takes a",
        "           year",
        "       and reports on it in May.",
    ]


def test_a_bug_is_told_without_a_traceback_which_a_file_keeps(muniment, data_folder: Path) -> None:
    done = muniment("remove", "\udcff", data=data_folder)
    assert done.code == 1
    assert "Traceback" not in done.err
    if "something went wrong" in done.err:
        log = Path(done.err.split("Nothing was lost. ")[1].split(" tells more")[0])
        assert "Traceback" in log.read_text()
        log.unlink()
