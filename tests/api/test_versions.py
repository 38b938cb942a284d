"""The versions of a document over HTTP and on its page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.application import application
from api.settings import Settings
from api.wiring import Assembly
from assistant.answerer import Answerer
from ingest.pipeline import ingest

OLD = "# On Lamps\n\nThe landlord pays for every lamp.\n\nIt has forty lamps.\n"
NEW = OLD.replace("landlord", "tenant") + "\nA new paragraph came.\n"
ADDRESS = "/api/v1/documents/lamps"


@pytest.fixture
def client(make_library, tmp_path: Path) -> Iterator[TestClient]:
    """An application over a document of two versions, the old one cited before it changed."""
    library = make_library()
    for text in (OLD, NEW):
        (tmp_path / "lamps.md").write_text(text)
        ingest(library, [tmp_path / "lamps.md"], lambda *_: None)
    app = application(Assembly(Settings(), library, Answerer(library)))
    with TestClient(app) as client:
        yield client


def versions(client: TestClient) -> list[dict]:
    return client.get(f"{ADDRESS}/versions").json()["versions"]


def test_text_and_file_of_each_version_can_be_had(client: TestClient) -> None:
    new, old = versions(client)
    assert (new["current"], old["current"]) == (True, False)
    for version, text in ((new, NEW), (old, OLD)):
        query = {"version": version["version"]}
        assert client.get(f"{ADDRESS}/text", params=query).text == text
        assert client.get(f"{ADDRESS}/file", params=query).content == text.encode()
    assert client.get(f"{ADDRESS}/text").text == NEW


@pytest.mark.parametrize("path", ["text", "file", "compare?from=x", "text?version=0123456789ab"])
def test_an_unknown_version_is_a_problem(client: TestClient, path: str) -> None:
    address = path if "?" in path else f"{path}?version=ffffffff"
    response = client.get(f"{ADDRESS}/{address}")
    assert response.status_code == 404
    assert response.json()["detail"].startswith("The document has no such version")


def test_a_citation_leads_to_the_version_it_quotes(client: TestClient) -> None:
    answer = client.post("/api/v1/ask", json={"question": "who pays for every lamp?"}).json()
    [citation] = answer["citations"][:1]
    assert f"version={citation['document']['version']}" in citation["url"]
    text = client.get(f"{ADDRESS}/text?version={citation['document']['version']}").text
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    page = client.get(citation["url"].split("#")[0]).text
    assert '<mark id="quote"' in page and "superseded" not in page


def test_the_page_of_an_old_version_says_that_it_is_superseded(client: TestClient) -> None:
    old = versions(client)[1]
    page = client.get(old["url"]).text
    assert "This version is superseded." in page
    assert "The landlord pays" in page
    assert f"/documents/lamps/compare?from={old['version']}" in page


def test_what_changed_is_listed_with_its_place_in_each_version(client: TestClient) -> None:
    new, old = versions(client)
    query = {"from": old["version"], "to": new["version"]}
    found = client.get(f"{ADDRESS}/compare", params=query).json()
    assert found == client.get(f"{ADDRESS}/compare").json()
    assert [change["kind"] for change in found["changes"]] == ["changed", "added"]
    changed, added = found["changes"]
    assert changed["before"]["text"] == "The landlord pays for every lamp."
    assert changed["after"]["text"] == "The tenant pays for every lamp."
    assert added["before"] is None
    for part, text in ((changed["before"], OLD), (changed["after"], NEW), (added["after"], NEW)):
        assert text[part["start"] : part["end"]] == part["text"]
    backwards = client.get(f"{ADDRESS}/compare?from={new['version']}&to={old['version']}").json()
    assert [change["kind"] for change in backwards["changes"]] == ["changed", "removed"]
    same = client.get(f"{ADDRESS}/compare?from={new['version']}&to={new['version']}").json()
    assert same["changes"] == []
    page = client.get("/documents/lamps/compare").text
    assert "2 changes" in page and "The tenant pays" in page


def test_an_answer_says_what_of_its_documents_could_not_be_read(make_library, tmp_path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "lamps.pdf"))
    canvas.drawString(72, 700, "The borough of Lampwick pays for every street lamp it lights.")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    library = make_library()
    ingest(library, [tmp_path / "lamps.pdf"], lambda *_: None)
    with TestClient(application(Assembly(Settings(), library, Answerer(library)))) as client:
        question = {"question": "who pays for every street lamp?"}
        answer = client.post("/api/v1/ask", json=question).json()
        page = client.post("/", data=question).text
    [warning] = answer["warnings"]
    assert "no text" in warning
    assert warning not in answer["answer"]
    assert warning.split(": ", 1)[1] in page
