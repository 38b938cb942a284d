"""The command line asks a running server, or the library itself: with the same result."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

LANCASHIRE = "how did Lancashire contract the third sector?"
KENT = "kent-adult-social-care-blueprint-2012"


def lasting(answer: dict) -> dict:
    """An answer without what differs from one asking to the next."""
    return {key: value for key, value in answer.items() if key not in ("id", "timings_ms")}


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", LANCASHIRE),
        ("search", "pooled budgets", "-k", "3", "-d", KENT),
        ("documents",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_with_and_without_a_server_the_result_is_the_same(
    muniment, server, data_folder: Path, arguments: tuple[str, ...]
) -> None:
    asked = muniment(*arguments, "--json", data=server.data)
    alone = muniment(*arguments, "--json", data=data_folder)
    assert (asked.err, alone.err) == ("", "")
    assert asked.code == alone.code
    assert lasting(asked.json) == lasting(alone.json)


@pytest.mark.parametrize("arguments", [("ask", "?"), ("remove", "no such id")])
def test_with_and_without_a_server_a_refusal_is_the_same(
    muniment, server, data_folder: Path, arguments: tuple[str, ...]
) -> None:
    asked = muniment(*arguments, data=server.data)
    alone = muniment(*arguments, data=data_folder)
    assert (asked.code, asked.out, asked.err) == (alone.code, alone.out, alone.err)


def test_a_document_is_removed_without_a_server(muniment, data_folder: Path) -> None:
    removed = muniment("remove", KENT, "--json", data=data_folder)
    assert (removed.code, removed.json) == (0, {"removed": KENT})
    left = muniment("documents", "--json", data=data_folder)
    assert KENT not in {document["id"] for document in left.json["documents"]}
    assert len(left.json["documents"]) == 4


def test_a_document_is_removed_through_a_server_and_a_killed_server_is_no_obstacle(
    muniment, serve, data_folder: Path
) -> None:
    served = serve(data_folder)
    removed = muniment("remove", KENT, data=data_folder)
    assert (removed.code, removed.out) == (0, f"Removed {KENT}.\n")
    served.process.send_signal(signal.SIGKILL)
    served.process.wait()
    assert (data_folder / "owner.json").exists()
    left = muniment("documents", "--json", data=data_folder)
    assert left.code == 0
    assert KENT not in {document["id"] for document in left.json["documents"]}
