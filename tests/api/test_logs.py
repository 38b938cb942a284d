"""The server's log: requests, and never what was asked."""

from __future__ import annotations

import re

import httpx

WORD = "pelicanry"
QUESTION = f"who chairs the {WORD} board?"


def test_no_question_reaches_the_log(server, client: httpx.Client) -> None:
    """Nor a search, a turn, a form, a refused question or an address."""
    history = [{"role": "user", "content": f"What is {WORD}?"}]
    client.post("/api/v1/ask", json={"question": QUESTION, "history": history})
    client.post("/api/v1/ask", json={"question": QUESTION}, headers={"Accept": "text/event-stream"})
    client.post("/api/v1/ask", json={"question": QUESTION + "\0"})
    client.post("/api/v1/ask", json={"question": QUESTION, "colour": WORD})
    client.post("/api/v1/search", json={"query": QUESTION})
    client.post("/api/v1/verify", json={"text": f"The {WORD} board met.", "sources": [WORD]})
    client.post("/", data={"question": QUESTION})
    client.post("/verify", data={"text": f"{WORD}\0"})
    client.get(f"/{WORD}?question={WORD}")
    client.get(f"/api/v1/documents/{WORD}")
    log = server.log.read_text()
    assert WORD not in log
    assert re.search(r"event=request method=POST route=/ask status=200 ms=", log)
    assert re.search(r"event=request method=POST route=/search status=200 ms=", log)
    assert re.search(r"event=request method=GET route=none status=404 ms=", log)
