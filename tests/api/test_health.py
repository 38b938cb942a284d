"""Alive and ready."""

from __future__ import annotations

import httpx


def test_the_process_is_alive(client: httpx.Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


def test_search_reaches_what_the_catalogue_lists(client: httpx.Client) -> None:
    response = client.get("/readyz")
    listed = client.get("/api/v1/documents").json()["documents"]
    assert response.status_code == 200
    assert response.json() == {
        "status": "ready",
        "documents": 5,
        "passages": sum(document["passages"] for document in listed),
        "detail": "every sampled passage is found",
    }
