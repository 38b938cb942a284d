"""The command line asks a running server, or the library itself: with the same result."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from api.desk import Desk, ServerDesk
from api.local_desk import LocalDesk
from api.settings import Settings
from api.wiring import Assembly
from assistant.answerer import Answerer
from corpus.errors import InputError, SetupError

LANCASHIRE = "how did Lancashire contract the third sector?"
KENT = "kent-adult-social-care-blueprint-2012"
GUIDANCE = "joint-review-action-plan-guidance"


ASKED = {"question": LANCASHIRE, "documents": None}
NOT_FOUND = {"question": "what is the capital of France?", "documents": [KENT]}


@pytest.fixture(scope="module")
def desks(server, reports_library) -> tuple[Desk, Desk]:
    """The way through a running server, and the one without."""
    settings = Settings()
    assembly = Assembly(settings, reports_library, Answerer(reports_library))
    return ServerDesk(server.address, settings), LocalDesk(assembly)


def lasting(answer: dict) -> dict:
    """An answer without what differs from one asking to the next."""
    return {key: value for key, value in answer.items() if key not in ("id", "timings_ms")}


FOLLOW_UP = {
    "question": "and who runs it?",
    "history": [{"role": "user", "content": "What is BOPA?"}],
    "documents": None,
}


@pytest.mark.parametrize("body", [ASKED, NOT_FOUND, FOLLOW_UP])
def test_both_desks_give_the_same_answer(desks, body: dict) -> None:
    served, local = (desk.ask(body) for desk in desks)
    assert served["status"] == ("not_found" if body is NOT_FOUND else "answered")
    assert lasting(served) == lasting(local)


@pytest.mark.parametrize("documents", [None, [KENT]])
def test_both_desks_find_the_same_passages(desks, documents: list[str] | None) -> None:
    body = {"query": "pooled budgets", "k": 4, "documents": documents}
    served, local = (desk.search(body) for desk in desks)
    assert len(served["passages"]) == 4
    assert [p["id"] for p in served["passages"]] == [p["id"] for p in local["passages"]]
    assert served == local


def test_both_desks_check_a_text_alike(desks) -> None:
    text = "BOPA is run by Age Concern, Bradford.\nBOPA is run by the Bank of England."
    served, local = (desk.verify({"text": text, "documents": None}) for desk in desks)
    assert served["claims"] == 2
    assert served == local


def test_both_desks_give_the_stored_text(desks) -> None:
    served, local = (desk.text(KENT, "") for desk in desks)
    assert "Mark Lobban" in served
    assert served == local


def test_both_desks_list_the_same_documents(desks) -> None:
    served, local = (desk.documents() for desk in desks)
    assert len(served["documents"]) == 5
    assert served == local


@pytest.mark.parametrize(
    "refused",
    [
        lambda desk: desk.ask({"question": " ", "documents": None}),
        lambda desk: desk.ask({"question": "who?", "documents": ["no such id"]}),
        lambda desk: desk.search({"query": "?", "k": 1, "documents": None}),
        lambda desk: desk.verify({"text": "—", "documents": None}),
        lambda desk: desk.verify({"text": "BOPA is so.", "documents": ["no such id"]}),
        lambda desk: desk.remove("no such id"),
        lambda desk: desk.text("no such id", ""),
    ],
    ids=[
        "blank question",
        "unknown document",
        "blank query",
        "blank text",
        "unknown document of a check",
        "unknown id",
        "text of an unknown id",
    ],
)
def test_both_desks_refuse_with_the_same_words(desks, refused) -> None:
    said = []
    for desk in desks:
        with pytest.raises(InputError) as refusal:
            refused(desk)
        said.append(str(refusal.value))
    assert said[0] == said[1]


def test_a_server_that_is_gone_is_said_plainly() -> None:
    with pytest.raises(SetupError, match="does not answer"):
        ServerDesk("http://127.0.0.1:9", Settings()).documents()


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
