"""Drafts in a language model's words over HTTP: a real server of ours, and a scripted model's."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx
import pytest
from scripted_model import Reply, ScriptedModel, says, scripted_model

RETOLD = (
    "LCC has contracts with four third sector organisations that deliver the Help Direct service."
)
BODY = {
    "authority": {"name": "Westshire Council", "start": "2045-04"},
    "recommendations": [{"text": "The Council should agree contracts with the third sector."}],
}
FORM = {"name": "Westshire", "start": "2045-04", "pasted": BODY["recommendations"][0]["text"]}


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with scripted_model(says(RETOLD)) as model:
        yield model


@pytest.fixture(scope="module")
def client(serve_reports, model: ScriptedModel) -> Iterator[httpx.Client]:
    served = serve_reports(
        llm="openai:scripted", llm_base_url=model.base_url, llm_timeout_seconds="6"
    )
    with httpx.Client(base_url=served.address, timeout=60) as client:
        yield client


def test_a_draft_says_what_worded_it_and_what_was_left_out(
    client: httpx.Client, model: ScriptedModel
) -> None:
    model.script = lambda request: says(f"{RETOLD}\nDevon spent £3 million on it.")
    found = client.post("/api/v1/plans/draft", json=BODY).json()
    assert found["model"] == found["plan"]["model"] == "openai:scripted"
    assert RETOLD in found["markdown"]
    [dropped] = found["dropped"]
    assert dropped["text"] == "Devon spent £3 million on it."
    assert "£3 million" in dropped["reason"]
    assert "£3 million" not in found["markdown"]
    assert found["warnings"] == []


def test_the_page_says_so_too(client: httpx.Client, model: ScriptedModel) -> None:
    model.script = lambda request: says(f"{RETOLD}\nDevon spent £3 million on it.")
    shown = client.post("/plans/draft", data=FORM).text
    assert "was worded by openai:scripted" in shown
    assert "1 sentence of the language model left out" in shown


def test_a_model_that_fails_costs_a_warning(client: httpx.Client, model: ScriptedModel) -> None:
    model.script = lambda request: Reply(status=401)
    found = client.post("/api/v1/plans/draft", json=BODY).json()
    assert found["model"] == "extractive"
    assert "refused the key" in found["warnings"][0]
    assert "LCC has contracted with four third sector organisations" in found["markdown"]
    assert "refused the key" in client.post("/plans/draft", data=FORM).text


def test_the_models_work_ends_when_the_asker_hangs_up(
    client: httpx.Client, model: ScriptedModel
) -> None:
    model.script = lambda request: says(RETOLD, first=30)
    model.requests.clear()

    def ask() -> None:
        with pytest.raises(httpx.TimeoutException):
            httpx.post(f"{client.base_url}/api/v1/plans/draft", json=BODY, timeout=3)

    thread = threading.Thread(target=ask)
    thread.start()
    assert model.waits_for_a_request()
    thread.join()
    assert model.waits_for_a_hang_up(3)
