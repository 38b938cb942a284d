"""What a request that cannot be answered gets: a problem that repeats nothing of it."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from api.application import application
from api.settings import Settings
from api.wiring import Assembly
from assistant.answerer import Answerer
from ingest.pipeline import ingest

ASK, SEARCH, VERIFY = "/api/v1/ask", "/api/v1/search", "/api/v1/verify"
SECRET = "pelican"
QUESTION = f"where do {SECRET}s nest?"


def body(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def assert_problem(response: httpx.Response, *statuses: int) -> dict[str, Any]:
    assert response.status_code in statuses
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == response.status_code
    assert problem["type"]
    assert problem["title"]
    assert problem["detail"]
    assert SECRET not in response.text
    assert "Traceback" not in response.text
    return problem


UNREADABLE = {
    "empty": (ASK, b"", ""),
    "null": (ASK, b"null", ""),
    "list": (ASK, b'["pelican"]', ""),
    "cut off": (ASK, b'{"question": "pelican', ""),
    "not json": (ASK, b"pelican", ""),
    "no question": (ASK, b"{}", "question"),
    "empty question": (ASK, body(question=""), "question"),
    "blank question": (ASK, body(question=" \n\t"), "question"),
    "only signs": (ASK, body(question="?!"), "question"),
    "number": (ASK, body(question=5), "question"),
    "question in a list": (ASK, body(question=[QUESTION]), "question"),
    "question is an object": (ASK, body(question={SECRET: SECRET}), "question"),
    "a million characters": (ASK, body(question=SECRET * 140_000), "question"),
    "2,001 characters": (ASK, body(question=SECRET + "x" * 1994), "question"),
    "control character": (ASK, body(question=f"{SECRET}\0"), "question"),
    "escape sequence": (ASK, body(question=f"{SECRET}\x1b[2J"), "question"),
    "lone surrogate": (ASK, rb'{"question": "pelican \ud800"}', "question"),
    "raw surrogate": (ASK, b'{"question": "pelican \xed\xa0\x80"}', "question"),
    "surrogate in a field's name": (ASK, rb'{"question": "pelican", "\udfff": 1}', ""),
    "surrogate in an id": (ASK, rb'{"question": "who", "documents": ["\ud800"]}', "documents.0"),
    "surrogate in a turn": (
        ASK,
        rb'{"question": "a", "history": [{"role": "user", "content": "pelican \ud800"}]}',
        "history.0.content",
    ),
    "NaN for text": (ASK, b'{"question": NaN}', "question"),
    "NaN for a number": (ASK, b'{"question": "pelican", "k": NaN}', "k"),
    "infinity": (ASK, b'{"question": "pelican", "k": -Infinity}', "k"),
    "k too small": (ASK, body(question=QUESTION, k=0), "k"),
    "k too large": (ASK, body(question=QUESTION, k=51), "k"),
    "k with a fraction": (ASK, body(question=QUESTION, k=1.5), "k"),
    "unknown field": (ASK, body(question=QUESTION, colour=SECRET), "colour"),
    "role unknown": (
        ASK,
        body(question=QUESTION, history=[{"role": SECRET, "content": SECRET}]),
        "history.0.role",
    ),
    "history too long": (
        ASK,
        body(question=QUESTION, history=[{"role": "user", "content": SECRET}] * 101),
        "history",
    ),
    "document ids not a list": (ASK, body(question=QUESTION, documents=SECRET), "documents"),
    "id too long": (ASK, body(question=QUESTION, documents=[SECRET * 40]), "documents.0"),
    "search without a query": (SEARCH, body(k=3), "query"),
    "empty query": (SEARCH, body(query=""), "query"),
    "surrogate in a query": (SEARCH, rb'{"query": "pelican \ud800"}', "query"),
    "k of a search too large": (SEARCH, body(query=QUESTION, k=101), "k"),
    "no text to check": (VERIFY, body(sources=[SECRET]), "text"),
    "empty text": (VERIFY, body(text=""), "text"),
    "text of signs": (VERIFY, body(text="***\n—"), "text"),
    "surrogate in a text": (VERIFY, rb'{"text": "pelican \ud800"}', "text"),
    "control character in a text": (VERIFY, body(text=f"{SECRET}\0"), "text"),
    "text of 200,001 characters": (VERIFY, body(text="x" * 200_001), "text"),
    "501 sentences": (VERIFY, body(text=f"The {SECRET} nests.\n" * 501), "text"),
    "101 sources": (VERIFY, body(text=QUESTION, sources=[SECRET] * 101), "sources"),
    "sources too long": (VERIFY, body(text=QUESTION, sources=["x" * 150_000] * 2), "sources"),
    "control character in a source": (
        VERIFY,
        body(text=f"The {SECRET} nests.", sources=["It does.", f"{SECRET}\x1b"]),
        "sources.1",
    ),
    "source not text": (VERIFY, body(text=QUESTION, sources=[5]), "sources.0"),
    "unknown field of a check": (VERIFY, body(text=QUESTION, k=5), "k"),
}


@pytest.mark.parametrize(("path", "content", "field"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_invalid_input_names_the_field_and_repeats_nothing(
    client: httpx.Client, path: str, content: bytes, field: str
) -> None:
    response = client.post(path, content=content, headers={"Content-Type": "application/json"})
    problem = assert_problem(response, 422)
    assert [error["field"] for error in problem["errors"]] == [field]
    assert all(error["message"] for error in problem["errors"])


@pytest.mark.parametrize(
    "content",
    [b'{"question": "pelican \xff"}', b'{"k": ' + b"9" * 5_000 + b"}", b"[" * 100_000],
    ids=["not UTF-8", "a number of 5,000 digits", "100,000 brackets"],
)
def test_what_no_parser_takes_is_a_problem(client: httpx.Client, content: bytes) -> None:
    response = client.post(ASK, content=content, headers={"Content-Type": "application/json"})
    assert_problem(response, 400, 422)


def test_a_fields_name_is_not_repeated_at_length(client: httpx.Client) -> None:
    response = client.post(ASK, json={"question": "who?", SECRET[:1] * 100_000: 1})
    assert_problem(response, 422)
    assert len(response.content) < 1_000


def test_text_that_is_not_declared_as_json_is_refused(client: httpx.Client) -> None:
    response = client.post(ASK, content=QUESTION, headers={"Content-Type": "text/plain"})
    assert_problem(response, 422)


def test_an_unknown_document_to_answer_from_is_a_404(client: httpx.Client) -> None:
    for path, field in ((ASK, "question"), (SEARCH, "query")):
        body = {field: QUESTION, "documents": ["nobody-knows"]}
        assert "documents" in assert_problem(client.post(path, json=body), 404)["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", f"/api/v1/{SECRET}", 404),
        ("GET", f"/{SECRET}", 404),
        ("GET", f"/static/{SECRET}.css", 404),
        ("GET", "/static/..%2f..%2fapplication.py", 404),
        ("GET", ASK, 405),
        ("PUT", SEARCH, 405),
        ("POST", "/api/v1/documents/some-id/text", 405),
        ("PATCH", "/", 405),
        ("DELETE", "/healthz", 405),
    ],
)
def test_wrong_addresses_and_methods_are_problems(client, method, path, status) -> None:
    assert_problem(client.request(method, path), status)


@pytest.mark.parametrize("path", [ASK, "/"])
def test_a_body_declared_too_large_is_refused_before_it_is_sent(server, path: str) -> None:
    connection = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=20)
    connection.putrequest("POST", path)
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", "50000001")
    connection.endheaders()
    answer = connection.getresponse()
    problem = json.load(answer)
    connection.close()
    assert answer.status == problem["status"] == 413
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_body_that_turns_out_too_large_is_refused(client: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(60):
            yield b"pelican " * 125_000

    response = client.post(ASK, content=endless(), headers={"Content-Type": "application/json"})
    assert_problem(response, 413)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", f"/{SECRET}", 404), ("GET", "/documents/nobody-knows", 404), ("PUT", "/", 405)],
)
def test_a_browser_gets_a_page_that_says_the_same(client, method, path, status) -> None:
    response = client.request(method, path, headers={"Accept": "text/html"})
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert '<a class="govuk-link" href="/">Ask a question</a>' in response.text
    assert SECRET not in response.text


def test_a_bug_is_calm_text_with_a_reference_that_the_log_explains(
    make_library, tmp_path: Path
) -> None:
    """A stored file that someone deleted is nothing that the code foresees."""
    (tmp_path / "repairs.md").write_text("The landlord pays for boiler repairs.")
    library = make_library()
    ingest(library, [tmp_path / "repairs.md"], lambda name, done, total: None)
    for file in (library.folder / "files").iterdir():
        file.unlink()
    app = application(Assembly(Settings(), library, Answerer(library)))
    with capture_logs() as log, TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/api/v1/documents/repairs/file")
        page = client.get("/api/v1/documents/repairs")
    problem = assert_problem(response, 500)
    reference = re.search(r"The reference is (\w{8})", problem["detail"])
    assert reference
    assert "FileNotFoundError" not in response.text
    assert str(tmp_path) not in response.text
    [bug] = [line for line in log if line["event"] == "bug"]
    assert (bug["log_level"], bug["reference"]) == ("error", reference[1])
    assert isinstance(bug["exc_info"], FileNotFoundError)
    assert page.status_code == 200
