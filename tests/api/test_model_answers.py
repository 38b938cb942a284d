"""Answers with a language model over HTTP: a real server of ours, and a scripted one of models."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from scripted_model import Reply, ScriptedModel, says, scripted_model

LANCASHIRE = "how did Lancashire contract the third sector?"
CAPITAL = "what is the capital of France?"
GOOD = (
    "LCC has contracts with four third sector organisations that deliver the Help Direct "
    "service [1]."
)


class Conversation:
    """Our server, its model's server, and what that does next."""

    def __init__(self, model: ScriptedModel, client: httpx.Client) -> None:
        self.model = model
        self.client = client
        self.reply: Callable[[dict[str, Any]], Reply] = lambda request: says(GOOD)

    def ask(self, reply: Reply | str, question: str = LANCASHIRE, **more: Any) -> dict[str, Any]:
        self.replies(reply)
        response = self.client.post("/api/v1/ask", json={"question": question, **more})
        assert response.status_code == 200
        return response.json()

    def replies(self, reply: Reply | str) -> None:
        made = says(reply) if isinstance(reply, str) else reply
        self.reply = lambda request: made
        self.model.hung_up.clear()
        self.model.requests.clear()


@pytest.fixture(scope="module")
def talk(serve_reports) -> Iterator[Conversation]:
    talks: list[Conversation] = []
    with scripted_model(lambda request: talks[0].reply(request)) as model:
        served = serve_reports(
            llm="openai:scripted", llm_base_url=model.base_url, llm_timeout_seconds="6"
        )
        with httpx.Client(base_url=served.address, timeout=60) as client:
            talks.append(Conversation(model, client))
            yield talks[0]


@pytest.fixture(scope="module")
def extractive(client: httpx.Client) -> dict[str, Any]:
    return client.post("/api/v1/ask", json={"question": LANCASHIRE}).json()


def test_a_true_sentence_in_other_words_is_shown_with_its_source(talk: Conversation) -> None:
    answer = talk.ask(GOOD)
    assert answer["model"] == "openai:scripted"
    first = answer["sentences"][0]
    assert first["text"] == GOOD.removesuffix(" [1].") + "."
    quotes = {c["marker"]: c["quote"] for c in answer["citations"]}
    assert any("four third sector organisations" in quotes[m] for m in first["citations"])
    assert (answer["dropped"], answer["warnings"]) == ([], [])


def test_quotations_are_the_stored_text_and_no_whole_passages(talk: Conversation) -> None:
    answer = talk.ask(GOOD)
    for citation in answer["citations"]:
        text = talk.client.get(f"/api/v1/documents/{citation['document']['id']}/text").text
        assert citation["quote"] == text[citation["start"] : citation["end"]]
        assert len(citation["quote"].split()) < 150


def test_what_the_documents_own_sentences_tell_is_told_all_the_same(
    talk: Conversation, extractive
) -> None:
    answer = talk.ask(GOOD)
    told = {sentence["text"] for sentence in answer["sentences"]}
    missing = [one["text"] for one in extractive["sentences"] if one["text"] not in told]
    assert len(missing) <= 1


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        ("LCC has contracted with forty-two third sector organisations [1].", "forty-two"),
        ("LCC spent £1.10 million on four third sector organisations [1].", "£1.10 million"),
        ("Kent has contracted with four third sector organisations [1].", "Kent"),
        ("LCC contracted with four third sector organisations in May 1987 [1].", "1987"),
        ("Dame Imaginary Person signed the contract with four organisations [1].", "Imaginary"),
        ("LCC calls the contract “a triumph of partnership over procurement” [1].", "triumph"),
    ],
)
def test_an_invented_fact_is_not_shown(
    talk: Conversation, extractive, lie: str, reason: str
) -> None:
    answer = talk.ask(lie)
    assert (answer["model"], answer["status"]) == ("extractive", "answered")
    assert answer["sentences"] == extractive["sentences"]
    [dropped] = answer["dropped"]
    assert dropped["text"] + " [1]" in lie.replace(" [1].", ". [1]")
    assert reason in dropped["reason"]
    assert "could be verified" in answer["warnings"][0]


def test_a_sentence_that_cannot_be_confirmed_gives_way_to_its_source(talk: Conversation) -> None:
    answer = talk.ask(
        "The contracting process was designed to discourage everybody but local third sector "
        "providers from applying [1]."
    )
    [dropped] = answer["dropped"]
    assert "discourage" in dropped["text"]
    assert "discourage" not in answer["answer"]
    assert dropped["reason"] == "it could not be confirmed"
    assert "carefully designed to encourage" in dropped["replaced_by"]
    assert answer["sentences"][0]["text"] == dropped["replaced_by"]


def test_a_passage_that_was_not_given_is_never_cited(talk: Conversation) -> None:
    answer = talk.ask("LCC has contracted with four third sector organisations [97].")
    assert "97" in answer["dropped"][0]["reason"]
    assert "[97]" not in answer["answer"]
    markers = {c["marker"] for c in answer["citations"]}
    assert {m for s in answer["sentences"] for m in s["citations"]} == markers


def test_a_true_sentence_without_a_marker_finds_its_source(talk: Conversation) -> None:
    answer = talk.ask(GOOD.replace(" [1]", ""))
    assert answer["model"] == "openai:scripted"
    assert answer["sentences"][0]["citations"]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(first=60), "did not answer within 6 seconds"),
        (Reply(["a"] * 99, every=10), "did not answer within 6 seconds"),
        (Reply(status=429), "is too busy"),
        (Reply(status=500), "failed (HTTP 500)"),
        (Reply(status=401), "refused the key"),
        (Reply(body=b"{garbage"), "answered nothing that can be read"),
        (Reply(body=b""), ""),
        (says(""), "wrote nothing"),
        (says(GOOD * 3 + " LCC has", ending=""), "broke off"),
        (Reply([GOOD + " "], endless=True), "went round in circles"),
        (Reply(["and so on "], endless=True), "did not come to an end"),
        (says("NOT IN THE DOCUMENTS"), "found no answer in the passages"),
        (says("!!! ??? 😀 [] [[1]] {}"), "wrote nothing"),
        (says('{"sentences": [{"text": 3}, 4, null]}'), "wrote nothing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_model_that_fails_leaves_the_documents_own_answer(
    talk: Conversation, extractive, reply: Reply, said: str
) -> None:
    started = time.monotonic()
    answer = talk.ask(reply)
    assert time.monotonic() - started < 12
    assert answer["model"] == "extractive"
    assert answer["sentences"] == extractive["sentences"]
    assert answer["citations"] == extractive["citations"]
    [warning] = answer["warnings"]
    assert said in warning
    assert "in the documents’ own sentences" in warning


def test_the_conversation_goes_on_after_a_failure(talk: Conversation) -> None:
    assert talk.ask(Reply(status=500))["model"] == "extractive"
    assert talk.ask(GOOD)["model"] == "openai:scripted"


@pytest.mark.parametrize(
    "question", [CAPITAL, "what are the recommendations of the Kent blueprint?"]
)
def test_a_model_is_not_asked_what_is_decided_without_it(
    talk: Conversation, client: httpx.Client, question: str
) -> None:
    answer = talk.ask("The capital of France is Paris [1].", question)
    plain = client.post("/api/v1/ask", json={"question": question}).json()
    if plain["status"] == "not_found":
        assert talk.model.requests == []
        assert answer["answer"] == plain["answer"]
    assert "Paris" not in answer["answer"]


class TestStream:
    ACCEPT: dict[str, str] = {"Accept": "text/event-stream"}  # noqa: RUF012

    def events(self, talk: Conversation, reply: Reply | str) -> list[tuple[float, str, Any]]:
        talk.replies(reply)
        events, started = [], time.monotonic()
        body = {"question": LANCASHIRE}
        with talk.client.stream("POST", "/api/v1/ask", json=body, headers=self.ACCEPT) as response:
            for line in response.iter_lines():
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    data = json.loads(line.removeprefix("data: "))
                    events.append((time.monotonic() - started, name, data))
        return events

    def test_a_sentence_is_sent_once_it_is_verified(self, talk: Conversation) -> None:
        lies = ["The budget was £77 million [1].\n", "In 1877 it was £3 [1].\n", "The end.\n"]
        slow = Reply([GOOD + "\n", *lies], every=1.2)
        events = self.events(talk, slow)
        names = [name for _, name, _ in events]
        assert names[0] == "citation"
        assert names[-1] == "done"
        first = next(at for at, name, _ in events if name == "sentence")
        assert first < events[-1][0] - 1
        assert not any("£77" in str(data.get("text")) for _, _, data in events)
        done = events[-1][2]
        assert [data for _, name, data in events if name == "sentence"] == done["sentences"]
        assert [data for _, name, data in events if name == "citation"] == done["citations"]

    def test_what_was_sent_stays_when_the_model_breaks_off(self, talk: Conversation) -> None:
        events = self.events(talk, says(GOOD + "\nLCC then ", ending=""))
        done = events[-1][2]
        assert [data for _, name, data in events if name == "sentence"] == done["sentences"]
        assert "the rest of the answer is in the documents’ own sentences" in done["warnings"][0]

    @pytest.mark.parametrize("path", ["/api/v1/ask", "/v1/chat/completions"])
    @pytest.mark.parametrize("streaming", [True, False])
    def test_a_client_that_goes_ends_the_call_of_the_model(
        self, talk: Conversation, path: str, streaming: bool
    ) -> None:
        talk.replies(Reply([GOOD + "\n", *"abcdefgh"], first=0.3, every=0.9))
        body: dict[str, Any] = {"question": LANCASHIRE}
        if path.startswith("/v1"):
            body = {"messages": [{"role": "user", "content": LANCASHIRE}], "stream": streaming}
        headers = self.ACCEPT if streaming else {}

        def leave_early() -> None:
            with (
                httpx.Client(base_url=talk.client.base_url, timeout=1.5) as client,
                client.stream("POST", path, json=body, headers=headers) as response,
            ):
                for _ in response.iter_raw():
                    break

        thread = threading.Thread(target=lambda: _ignoring_timeouts(leave_early))
        thread.start()
        assert talk.model.waits_for_a_request()
        thread.join()
        assert talk.model.waits_for_a_hang_up(2)

    def test_twenty_streams_are_served_at_once(self, talk: Conversation) -> None:
        talk.replies(Reply([GOOD + "\n"], first=2))

        def last(number: int) -> dict[str, Any]:
            body = {"question": LANCASHIRE}
            url = f"{talk.client.base_url}/api/v1/ask"
            response = httpx.post(url, json=body, headers=self.ACCEPT, timeout=60)
            return json.loads(response.text.rsplit("data: ", 1)[-1])

        with ThreadPoolExecutor(20) as pool:
            answers = list(pool.map(last, range(20)))
        assert all(answer["status"] == "answered" for answer in answers)
        assert all(answer["sentences"] for answer in answers)


def _ignoring_timeouts(work: Callable[[], None]) -> None:
    try:
        work()
    except httpx.TimeoutException:
        return
