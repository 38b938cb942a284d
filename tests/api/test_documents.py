"""The library over HTTP."""

from __future__ import annotations

import hashlib
import html
from pathlib import Path

import httpx
import pytest

REPORTS = sorted(
    path
    for path in (Path(__file__).parents[2] / "corpus" / "reports").glob("*.md")
    if path.name != "SOURCES.md"
)
RESEARCH = "dwp-rr713-joined-up-services-older-people"
KENT = "kent-adult-social-care-blueprint-2012"


def test_documents_are_listed_by_title_with_what_is_known_of_them(client: httpx.Client) -> None:
    found = client.get("/api/v1/documents").json()["documents"]
    assert [document["title"] for document in found] == sorted(d["title"] for d in found)
    assert {document["name"] for document in found} == {path.name for path in REPORTS}
    kent = next(document for document in found if document["id"] == KENT)
    assert {**kent, "links": []} == client.get(f"/api/v1/documents/{KENT}").json()
    assert kent["publisher"] == "Kent County Council, Families & Social Care"
    assert (kent["date"], kent["media_type"]) == ("2012-05-01", "text/markdown")
    assert (kent["pages"], kent["warnings"]) == (None, [])
    assert kent["passages"] > 50


def test_links_are_told_with_their_words_and_shown_as_what_they_are(client: httpx.Client) -> None:
    address = f"/api/v1/documents/{RESEARCH}"
    text = client.get(f"{address}/text").content.decode()
    links = client.get(address).json()["links"]
    assert len(links) > 5
    page = client.get(f"/documents/{RESEARCH}").text
    for link in links:
        assert text[link["start"] : link["end"]] == link["text"]
        assert link["address"].startswith(("http://", "https://"))
        shown = html.escape(link["address"], quote=False)
        assert f'rel="noopener nofollow noreferrer">{shown}</a>' in page


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_text_and_file_are_the_reports_own(client: httpx.Client, path: Path) -> None:
    address = f"/api/v1/documents/{path.stem}"
    content = path.read_bytes()
    detail = client.get(address).json()
    text = client.get(f"{address}/text").content.decode()
    assert text == content.decode("utf-8-sig")
    assert len(text) == detail["characters"]
    file = client.get(f"{address}/file")
    assert file.content == content
    assert hashlib.sha256(file.content).hexdigest().startswith(detail["version"])
    assert file.headers["content-type"].startswith("text/markdown")
    assert file.headers["content-disposition"] == f"attachment; filename*=UTF-8''{path.name}"
    assert file.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("part", ["", "/text", "/file"])
@pytest.mark.parametrize("document_id", ["nobody-knows", "%00", "%FF%FE", "a" * 5_000, "..%2F.."])
def test_an_unknown_document_is_a_problem(client, document_id: str, part: str) -> None:
    response = client.get(f"/api/v1/documents/{document_id}{part}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["detail"].isprintable()
    assert len(response.json()["detail"]) < 200


def test_an_unknown_document_cannot_be_removed(client: httpx.Client) -> None:
    response = client.delete("/api/v1/documents/nobody-knows")
    assert response.status_code == 404
    assert response.json()["title"] == "Not Found"


def test_a_removed_document_is_found_nowhere(serve, data_folder: Path) -> None:
    with httpx.Client(base_url=serve(data_folder).address, timeout=60) as client:
        question = {"question": "who is the Senior Responsible Owner of Kent's programme?"}
        query = {"query": "Senior Responsible Owner Mark Lobban", "k": 100}
        assert "Mark Lobban" in client.post("/api/v1/ask", json=question).json()["answer"]
        removed = client.delete(f"/api/v1/documents/{KENT}")
        assert (removed.status_code, removed.content) == (204, b"")
        for gone in ("", "/text", "/file"):
            assert client.get(f"/api/v1/documents/{KENT}{gone}").status_code == 404
        assert client.get(f"/documents/{KENT}").status_code == 404
        assert len(client.get("/api/v1/documents").json()["documents"]) == 4
        passages = client.post("/api/v1/search", json=query).json()["passages"]
        assert KENT not in {passage["document"]["id"] for passage in passages}
        assert "Lobban" not in client.post("/api/v1/ask", json=question).text
        kept = client.post("/api/v1/ask", json={"question": "what is BOPA?", "documents": [KENT]})
        assert kept.status_code == 404
        assert client.delete(f"/api/v1/documents/{KENT}").status_code == 404
        assert client.get("/readyz").json()["status"] == "ready"
