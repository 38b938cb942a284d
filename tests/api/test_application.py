"""The application as a whole: headers, and many clients at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

PATHS = ("/", "/documents", "/healthz", "/api/v1/documents", "/api/v1/openapi.json", "/nothing")
QUESTIONS = (
    ("how did Lancashire contract the third sector?", "four third sector organisations"),
    ("HART cost savings", "£65,000 per week"),
    ("who pays for BOPA?", "funded by the council"),
    ("what is the capital of France?", "The documents do not say"),
)


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_kept_framed_sniffed_or_fetched_from_elsewhere(client, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_styles_may_be_kept_by_the_browser(client: httpx.Client) -> None:
    response = client.get("/static/muniment.css")
    assert response.headers["content-type"].startswith("text/css")
    assert "no-store" not in response.headers.get("cache-control", "")
    assert response.headers["x-content-type-options"] == "nosniff"


def test_eight_clients_at_once_are_all_answered(server) -> None:
    def asked(turn: int) -> None:
        with httpx.Client(base_url=server.address, timeout=60) as client:
            for step in range(4):
                question, fact = QUESTIONS[(turn + step) % len(QUESTIONS)]
                answer = client.post("/api/v1/ask", json={"question": question})
                assert fact in answer.json()["answer"]

    with ThreadPoolExecutor(8) as clients:
        assert list(clients.map(asked, range(8))) == [None] * 8
