"""Notes with what is cited: over HTTP, on the pages and in the terminal."""

from __future__ import annotations

import html
import re

import httpx

from api.terminal import search_text, source_text

RESEARCH = "dwp-rr713-joined-up-services-older-people"
QUESTION = "What budgetary overspend did NHS Warrington report in 2009/10?"


def noted(client: httpx.Client) -> dict:
    """Return a passage found that bears a mark of a note."""
    body = {"query": "Peer Educator older volunteer sessions", "k": 20, "documents": [RESEARCH]}
    found = client.post("/api/v1/search", json=body).json()["passages"]
    return next(passage for passage in found if passage["notes"])


def test_a_passage_comes_with_the_notes_that_its_marks_mean(client: httpx.Client) -> None:
    text = client.get(f"/api/v1/documents/{RESEARCH}/text").content.decode()
    passage = noted(client)
    for note in passage["notes"]:
        assert text[note["start"] : note["end"]] == note["text"]
        assert note["text"].endswith(note["shown"])
        assert note["start"] >= passage["end"] or note["end"] <= passage["start"]


def test_a_note_opens_in_its_document(client: httpx.Client) -> None:
    [note, *_] = noted(client)["notes"]
    page = client.get(note["url"].partition("#")[0]).text
    marked = re.search(r'<mark id="quote" tabindex="-1">(.*?)</mark>', page, re.DOTALL)
    assert marked
    assert html.unescape(re.sub("<[^<>]*>", "", marked[1])) == note["text"]


def test_marks_and_notes_link_to_one_another_on_the_page(client: httpx.Client) -> None:
    page = client.get(f"/documents/{RESEARCH}").text
    links = re.findall(r'class="m-note-mark" id="([^"]+)" href="#([^"]+)" aria-label="Note', page)
    ids = [name for name, _ in links]
    assert len(ids) == len(set(ids)) > 20
    assert {target for _, target in links} <= set(ids)


def test_notes_stand_below_the_quotation_in_the_terminal(client: httpx.Client) -> None:
    passage = noted(client)
    [note, *_] = passage["notes"]
    opening = f"      Note {note['mark']}: {note['shown'][:20]}"
    assert opening in search_text({"passages": [passage]})
    assert opening in source_text({**passage, "marker": 1, "quote": passage["text"]})


def test_an_answer_has_notes_for_every_citation(client: httpx.Client) -> None:
    body = {"question": QUESTION, "documents": [RESEARCH]}
    answer = client.post("/api/v1/ask", json=body).json()
    cited = answer["citations"] or answer["nearest"]
    marked = [one for one in cited if one["notes"]]
    assert all("notes" in one for one in cited)
    assert marked
    page = client.post("/", data={"question": QUESTION}).text
    assert '<ul class="m-notes"><li><a class="govuk-link" href="/documents/' in page
