"""The command line asks a running server, or the library itself: with the same result."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

LANCASHIRE = "how did Lancashire contract the third sector?"
KENT = "kent-adult-social-care-blueprint-2012"
GUIDANCE = "joint-review-action-plan-guidance"


def lasting(answer: dict) -> dict:
    """An answer without what differs from one asking to the next."""
    return {key: value for key, value in answer.items() if key not in ("id", "timings_ms")}


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", LANCASHIRE),
        ("search", "pooled budgets", "-k", "3", "-d", KENT),
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


def test_with_and_without_a_server_a_refusal_is_the_same(
    muniment, server, data_folder: Path
) -> None:
    asked = muniment("remove", "no such id", data=server.data)
    alone = muniment("remove", "no such id", data=data_folder)
    assert (asked.code, asked.out, asked.err) == (alone.code, alone.out, alone.err)


def test_documents_are_removed_through_a_server_and_without_one(
    muniment, serve, data_folder: Path
) -> None:
    """A server that was killed leaves its note behind, which must be no obstacle."""
    served = serve(data_folder)
    through = muniment("remove", KENT, data=data_folder)
    assert (through.code, through.out, through.err) == (0, f"Removed {KENT}.\n", "")
    served.process.send_signal(signal.SIGKILL)
    served.process.wait()
    assert (data_folder / "owner.json").exists()
    alone = muniment("remove", GUIDANCE, "--json", data=data_folder)
    assert (alone.code, alone.json) == (0, {"removed": GUIDANCE})
    left = muniment("documents", "--json", data=data_folder).json["documents"]
    assert len(left) == 3
    assert not {KENT, GUIDANCE} & {document["id"] for document in left}
