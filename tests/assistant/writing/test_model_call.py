"""Calls of a model's server: bounded, tried again, cancelled. The server is real, on loopback."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import pytest
from scripted_model import Reply, ScriptedModel, says, scripted_model

from assistant.writing.sentences import written_in
from assistant.writing.writer import Writer, writer_named
from corpus.errors import AnswerStopped, LanguageModelFailed

SENTENCE = "The board meets in May [1]."


def writer(model: ScriptedModel, *, name: str = "openai:local", seconds: float = 20) -> Writer:
    return writer_named(name, base_url=model.base_url, seconds=seconds, tokens=60)


def written(model: ScriptedModel, stop: threading.Event | None = None, **how: Any) -> str:
    return "".join(writer(model, **how).text("When?", (), stop or threading.Event()))


def in_turn(*replies: Reply):
    left = list(replies)
    return lambda request: left.pop(0) if len(left) > 1 else left[0]


def test_text_comes_as_the_server_writes_it() -> None:
    with scripted_model(says(SENTENCE)) as model:
        assert written(model) == SENTENCE
    assert model.requests[0]["stream"] is True
    assert model.requests[0]["temperature"] == 0
    assert not {"tools", "functions", "tool_choice"} & set(model.requests[0])


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(status: int) -> None:
    with scripted_model(in_turn(Reply(status=status), says(SENTENCE))) as model:
        assert written(model) == SENTENCE
    assert len(model.requests) == 2


@pytest.mark.parametrize(
    ("status", "said"), [(429, "is too busy"), (500, "failed (HTTP 500)"), (503, "HTTP 503")]
)
def test_a_server_that_stays_busy_is_asked_three_times(status: int, said: str) -> None:
    with (
        scripted_model(Reply(status=status)) as model,
        pytest.raises(LanguageModelFailed) as failed,
    ):
        written(model)
    assert said in str(failed.value)
    assert len(model.requests) == 3


@pytest.mark.parametrize(
    ("status", "said"), [(401, "refused the key"), (403, "refused the key"), (404, "HTTP 404")]
)
def test_what_another_try_would_not_mend_is_not_tried_again(status: int, said: str) -> None:
    with (
        scripted_model(Reply(status=status)) as model,
        pytest.raises(LanguageModelFailed) as failed,
    ):
        written(model)
    assert said in str(failed.value)
    assert len(model.requests) == 1


def test_nobody_waits_for_a_server_that_asks_for_minutes() -> None:
    busy = Reply(status=429, headers={"Retry-After": "120"})
    started = time.monotonic()
    with scripted_model(busy) as model, pytest.raises(LanguageModelFailed, match="too busy"):
        written(model)
    assert time.monotonic() - started < 5
    assert len(model.requests) == 1


def test_no_server_at_all_is_said() -> None:
    with scripted_model(says(SENTENCE)) as gone:
        pass
    with pytest.raises(LanguageModelFailed, match="cannot be reached"):
        written(gone)


@pytest.mark.parametrize(
    "slow",
    [
        Reply(first=30),
        Reply(["The "] * 50, every=1),
        Reply(["a"] * 50, every=10),
    ],
    ids=["silent", "a word a second", "a letter in ten seconds"],
)
def test_the_wait_is_bounded_and_the_call_ends_with_it(slow: Reply) -> None:
    started = time.monotonic()
    with scripted_model(slow) as model:
        with pytest.raises(LanguageModelFailed, match="did not answer within 2 seconds"):
            written(model, seconds=2)
        assert time.monotonic() - started < 4
        assert model.waits_for_a_hang_up(2)


def test_babble_without_an_end_is_ended() -> None:
    with scripted_model(Reply(["and so on, "] * 20, endless=True)) as model:
        with pytest.raises(LanguageModelFailed, match="did not come to an end"):
            written(model)
        assert model.waits_for_a_hang_up(2)


@pytest.mark.parametrize(
    "broken",
    [
        says(SENTENCE, ending=""),
        Reply(body=b"<html>It works!</html>"),
        Reply(body=b'{"choices": 3}'),
        Reply(body=b""),
    ],
    ids=["cut off", "a web page", "other JSON", "empty"],
)
def test_what_is_no_whole_answer_is_a_failure(broken: Reply) -> None:
    with scripted_model(broken) as model, pytest.raises(LanguageModelFailed):
        written(model, seconds=6)


@pytest.mark.parametrize("reply", [Reply(first=30), Reply(["The "] * 900, every=0.2)])
def test_stopping_ends_the_call_of_the_server(reply: Reply) -> None:
    stop = threading.Event()
    with scripted_model(reply) as model:
        threading.Timer(0.8, stop.set).start()
        with pytest.raises(AnswerStopped):
            written(model, stop)
        assert model.waits_for_a_hang_up(2)


def test_whoever_stops_reading_ends_the_call() -> None:
    with scripted_model(Reply(["The "] * 900, every=0.2)) as model:
        pieces = writer(model).text("When?", (), threading.Event())
        assert next(pieces) == ""
        assert next(pieces) == "The "
        pieces.close()
        assert model.waits_for_a_hang_up(2)


def test_a_call_of_a_tool_is_no_text() -> None:
    call = {"index": 0, "id": "1", "type": "function"}
    call["function"] = {"name": "send_mail", "arguments": '{"to": "x"}'}
    with scripted_model(Reply(deltas=[{"tool_calls": [call]}], ending="tool_calls")) as model:
        assert written(model) == ""
    assert len(model.requests) == 1


class TestFields:
    """A model that LangChain knows to have structured output is asked for it."""

    NAME = "openai:gpt-4o-mini"
    FIELDS = json.dumps({"sentences": [{"text": "The board meets in May.", "passages": [1]}]})

    def test_the_schema_is_sent_and_the_fields_are_read(self) -> None:
        with scripted_model(says(self.FIELDS)) as model:
            text = written(model, name=self.NAME)
        assert model.requests[0]["response_format"]["type"] == "json_schema"
        assert [(one.text, one.passages) for one in written_in(text)] == [
            ("The board meets in May.", (1,))
        ]

    def test_a_server_that_ignores_the_schema_is_read_as_text(self) -> None:
        with scripted_model(says(SENTENCE)) as model:
            text = written(model, name=self.NAME)
        assert [(one.text, one.passages) for one in written_in(text)] == [
            ("The board meets in May.", (1,))
        ]

    def test_a_server_that_refuses_the_schema_is_asked_for_text(self) -> None:
        def script(request: dict[str, Any]) -> Reply:
            return Reply(status=400) if "response_format" in request else says(SENTENCE)

        with scripted_model(script) as model:
            assert written(model, name=self.NAME) == SENTENCE
        assert ["response_format" in request for request in model.requests] == [True, False]

    def test_a_model_that_is_not_known_is_asked_for_text(self) -> None:
        with scripted_model(says(SENTENCE)) as model:
            written(model)
        assert "response_format" not in model.requests[0]
