"""What a document recommends, over HTTP, on the command line and on its page."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

HIGH_PEAK = "high-peak-staffordshire-moorlands-action-plan-2009"
RESEARCH = "dwp-rr713-joined-up-services-older-people"
KENT = "kent-adult-social-care-blueprint-2012"


def register_at(client: httpx.Client, document: str) -> dict:
    response = client.get(f"/api/v1/documents/{document}/recommendations")
    assert response.status_code == 200
    return response.json()


@pytest.mark.parametrize("document", [HIGH_PEAK, RESEARCH])
def test_each_is_verbatim_at_its_place(client: httpx.Client, document: str) -> None:
    register = register_at(client, document)
    text = client.get(f"/api/v1/documents/{document}/text").text
    assert register["found"] == len(register["recommendations"])
    assert len({entry["id"] for entry in register["recommendations"]}) == register["found"]
    for entry in register["recommendations"]:
        assert entry["text"] == text[entry["start"] : entry["end"]]
        assert entry["page"] is None
        assert entry["section"]
        assert f"start={entry['start']}&end={entry['end']}" in entry["url"]


def test_number_and_theme_are_as_the_plan_has_them(client: httpx.Client) -> None:
    register = register_at(client, HIGH_PEAK)
    assert (register["found"], register["claimed"], register["warning"]) == (40, None, None)
    last = register["recommendations"][-1]
    assert (last["number"], last["theme"]) == ("(vi)", "A modern and diverse workforce")
    assert last["text"].startswith("Develop current recruitment practices")


def test_the_texts_own_counts_are_told(client: httpx.Client) -> None:
    register = register_at(client, RESEARCH)
    assert (register["claimed"], register["warning"]) == (14, None)
    told = [(claim["text"], claim["count"], claim["found"]) for claim in register["claims"]]
    assert told == [("Ten key success factors", 10, 10), ("four areas where action", 4, 4)]
    area = next(e for e in register["recommendations"] if e["kind"] == "area for action")
    assert area["first"]["start"] < area["start"]


def test_a_document_without_any_has_an_empty_list(client: httpx.Client) -> None:
    register = register_at(client, KENT)
    assert register["recommendations"] == []
    assert (register["found"], register["claimed"], register["warning"]) == (0, None, None)


@pytest.mark.parametrize("document", ["nobody-knows", "%00", "..%2F.."])
def test_an_unknown_document_is_a_problem(client: httpx.Client, document: str) -> None:
    response = client.get(f"/api/v1/documents/{document}/recommendations")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_the_documents_page_lists_them_with_links(client: httpx.Client) -> None:
    page = client.get(f"/documents/{HIGH_PEAK}").text
    assert "What it recommends (40)" in page
    first = register_at(client, HIGH_PEAK)["recommendations"][0]
    link = first["url"].replace("&", "&amp;")
    assert f'href="{link}"' in page
    assert '<mark id="quote" tabindex="-1">Review the process' in client.get(first["url"]).text
    assert "What it recommends" not in client.get(f"/documents/{KENT}").text


def test_the_command_shows_a_table_and_the_apis_json(
    muniment, client: httpx.Client, data_folder: Path
) -> None:
    shown = muniment("recommendations", HIGH_PEAK, data=data_folder)
    assert shown.code == 0
    assert ": 40 found" in shown.out
    assert "  (iii)   Celebrate successes\n" in shown.out
    assert "A modern and diverse workforce\n" in shown.out
    as_json = muniment("recommendations", RESEARCH, "--json", data=data_folder)
    assert (as_json.code, as_json.err) == (0, "")
    assert as_json.json == register_at(client, RESEARCH)


def test_the_command_asks_a_running_server(muniment, server) -> None:
    shown = muniment("recommendations", RESEARCH, data=server.data)
    assert shown.code == 0
    assert "The text counts 10: “Ten key success factors”." in shown.out


def test_the_command_says_that_there_is_no_such_document(muniment, data_folder: Path) -> None:
    shown = muniment("recommendations", "nobody-knows", data=data_folder)
    assert (shown.code, shown.out) == (1, "")
    assert "nobody-knows" in shown.err or "no document" in shown.err.lower()


def test_the_command_says_so_where_nothing_is_recommended(muniment, data_folder: Path) -> None:
    shown = muniment("recommendations", KENT, data=data_folder)
    assert shown.code == 0
    assert "recommends nothing" in shown.out
