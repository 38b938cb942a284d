"""Questions and searches over HTTP, against a server of the five reports."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from corpus.markup import readable

LANCASHIRE = "how did Lancashire contract the third sector?"
CAPITAL = "what is the capital of France?"
DWP = "dwp-rr713-joined-up-services-older-people"
KENT = "kent-adult-social-care-blueprint-2012"


def ask(client: httpx.Client, question: str, **more: Any) -> dict[str, Any]:
    response = client.post("/api/v1/ask", json={"question": question, **more})
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    return response.json()


def stored_text(client: httpx.Client, document_id: str) -> str:
    response = client.get(f"/api/v1/documents/{document_id}/text")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    return response.content.decode()


def events_of(response: httpx.Response) -> list[tuple[str, Any]]:
    events = []
    for block in response.text.split("\n\n"):
        if block:
            name, data = block.split("\n")
            events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


class TestAsk:
    def test_an_answer_has_the_shape_of_the_contract(self, client: httpx.Client) -> None:
        answer = ask(client, LANCASHIRE)
        assert answer.keys() >= {
            *("id", "question", "standalone_question", "status", "answer", "sentences"),
            *("citations", "nearest", "dropped", "model", "timings_ms"),
        }
        assert answer["question"] == answer["standalone_question"] == LANCASHIRE
        assert (answer["status"], answer["model"]) == ("answered", "extractive")
        assert (answer["nearest"], answer["dropped"]) == ([], [])
        assert answer["timings_ms"].keys() >= {"retrieve", "compose", "total"}
        for sentence in answer["sentences"]:
            assert sentence.keys() >= {"text", "citations"}
        citation = answer["citations"][0]
        assert citation["marker"] == 1
        assert citation["page"] is None
        assert "Lancashire: Contracting with the third sector" in citation["section"]
        assert citation["document"] == citation["document"] | {
            "id": DWP,
            "title": "Local delivery of joined-up services for older people "
            "(Research Report No 713)",
            "publisher": "Department for Work and Pensions; by Risk Solutions",
            "date": "2010-11",
        }
        assert re.fullmatch("[0-9a-f]{12}", citation["document"]["version"])

    def test_lancashire_is_answered_from_its_own_section(self, client: httpx.Client) -> None:
        answer = ask(client, LANCASHIRE)
        assert "LCC has contracted with four third sector organisations" in answer["answer"]

    @pytest.mark.parametrize("question", [LANCASHIRE, "HART cost savings", CAPITAL])
    def test_every_quotation_is_the_stored_text(self, client: httpx.Client, question: str) -> None:
        answer = ask(client, question)
        citations = answer["citations"] + answer["nearest"]
        assert citations
        for citation in citations:
            text = stored_text(client, citation["document"]["id"])
            assert citation["quote"] == text[citation["start"] : citation["end"]]

    def test_markers_in_the_answer_are_those_of_its_citations(self, client: httpx.Client) -> None:
        answer = ask(client, "compare Manchester against Merseyside")
        written = {int(marker) for marker in re.findall(r"\[(\d+)\]", answer["answer"])}
        assert written == {citation["marker"] for citation in answer["citations"]}
        assert written == {m for sentence in answer["sentences"] for m in sentence["citations"]}

    def test_a_citation_leads_to_its_passage_on_the_documents_page(self, client) -> None:
        url = urlsplit(ask(client, LANCASHIRE)["citations"][0]["url"])
        page = client.get(f"{url.path}?{url.query}")
        assert url.fragment == "quote"
        assert '<mark id="quote" tabindex="-1">LCC has contracted with four' in page.text

    def test_what_the_reports_do_not_say_is_a_result(self, client: httpx.Client) -> None:
        answer = ask(client, CAPITAL)
        assert answer["status"] == "not_found"
        assert answer["answer"].startswith("The documents do not say.")
        assert "5 documents searched" in answer["answer"]
        assert (answer["sentences"], answer["citations"]) == ([], [])
        assert [citation["marker"] for citation in answer["nearest"]] == [1, 2, 3]

    def test_a_follow_up_is_asked_with_its_subject(self, client: httpx.Client) -> None:
        history = [
            {"role": "user", "content": "What is BOPA?"},
            {"role": "assistant", "content": "An umbrella body."},
        ]
        answer = ask(client, "and who runs it?", history=history)
        assert answer["question"] == "and who runs it?"
        assert answer["standalone_question"] == "and who runs it? (BOPA)"
        assert "run by Age Concern" in answer["answer"]

    def test_documents_and_k_narrow_what_is_read(self, client: httpx.Client) -> None:
        answer = ask(client, "what happens to savings?", documents=[KENT], k=1)
        cited = answer["citations"] + answer["nearest"]
        assert {citation["document"]["id"] for citation in cited} == {KENT}
        assert len({citation["passage_id"] for citation in cited}) == 1

    @pytest.mark.parametrize("documents", [None, []])
    def test_no_documents_named_means_all(self, client: httpx.Client, documents) -> None:
        assert ask(client, LANCASHIRE, documents=documents)["status"] == "answered"

    def test_curly_quotes_accents_and_other_scripts_are_taken(self, client: httpx.Client) -> None:
        question = "What did “Lancashire” contract – café Ωμέγα 漢字 😀?"
        assert ask(client, question)["question"] == question


class TestWhy:
    @pytest.mark.parametrize("question", [LANCASHIRE, CAPITAL])
    def test_it_tells_what_was_searched_and_what_decided(self, client, question: str) -> None:
        answer = ask(client, question)
        why = answer["why"]
        answered = answer["status"] == "answered"
        assert why["documents_searched"] == 5
        assert set(why["words"]) <= set(re.findall(r"\w+", question.lower()))
        assert (why["chance"] >= why["needed"]) is answered
        assert bool(why["reason"]) is not answered
        weights = [abs(weighed["adds"]) for weighed in why["weighed"]]
        assert weights == sorted(weights, reverse=True)

    def test_passages_come_best_first_each_with_its_likeliest_statement(self, client) -> None:
        passages = ask(client, LANCASHIRE)["why"]["passages"]
        chances = [passage["chance"] for passage in passages]
        assert chances == sorted(chances, reverse=True)
        for passage in passages:
            text = stored_text(client, passage["document"]["id"])
            stated = text[passage["start"] : passage["end"]]
            assert set(passage["statement"].split()[-3:]) <= set(readable(stated).split())
            assert f"start={passage['start']}&end={passage['end']}#quote" in passage["url"]

    def test_words_of_the_same_meaning_are_given_as_they_are_written(self, client) -> None:
        related = ask(client, LANCASHIRE)["why"]["related"]
        assert {"voluntary sector", "procurement"} <= set(related)


class TestEvents:
    ACCEPT: dict[str, str] = {"Accept": "text/event-stream"}  # noqa: RUF012

    def test_citations_come_before_the_sentences_that_need_them(self, client) -> None:
        body = {"question": "what are the barriers to joined up working?"}
        response = client.post("/api/v1/ask", json=body, headers=self.ACCEPT)
        assert response.headers["content-type"].startswith("text/event-stream")
        events = events_of(response)
        assert [name for name, _ in events].index("done") == len(events) - 1
        seen: set[int] = set()
        for name, data in events[:-1]:
            if name == "citation":
                seen.add(data["marker"])
            else:
                assert name == "sentence"
                assert set(data["citations"]) <= seen

    def test_events_add_up_to_the_answer(self, client: httpx.Client) -> None:
        body = {"question": LANCASHIRE}
        events = events_of(client.post("/api/v1/ask", json=body, headers=self.ACCEPT))
        done = events[-1][1]
        assert [data for name, data in events if name == "sentence"] == done["sentences"]
        assert [data for name, data in events if name == "citation"] == done["citations"]
        plain = ask(client, LANCASHIRE)
        for key in plain.keys() - {"id", "timings_ms"}:
            assert done[key] == plain[key]

    def test_not_found_is_one_event(self, client: httpx.Client) -> None:
        response = client.post("/api/v1/ask", json={"question": CAPITAL}, headers=self.ACCEPT)
        [(name, answer)] = events_of(response)
        assert (name, answer["status"]) == ("done", "not_found")

    def test_a_refusal_is_a_problem_not_a_stream(self, client: httpx.Client) -> None:
        response = client.post("/api/v1/ask", json={"question": ""}, headers=self.ACCEPT)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"


class TestSearch:
    def search(self, client: httpx.Client, query: str, **more: Any) -> list[dict[str, Any]]:
        response = client.post("/api/v1/search", json={"query": query, **more})
        assert response.status_code == 200
        return response.json()["passages"]

    def test_passages_come_best_first_as_stored(self, client: httpx.Client) -> None:
        passages = self.search(client, "pooled budgets", k=6)
        assert len(passages) == 6
        scores = [passage["score"] for passage in passages]
        assert scores == sorted(scores, reverse=True)
        for passage in passages:
            assert passage.keys() >= {
                *("id", "document", "page", "section", "text", "start", "end", "score")
            }
            text = stored_text(client, passage["document"]["id"])
            assert passage["text"] == text[passage["start"] : passage["end"]]

    def test_five_come_back_where_no_count_is_given(self, client: httpx.Client) -> None:
        assert len(self.search(client, "older people")) == 5

    def test_it_keeps_to_the_documents_given(self, client: httpx.Client) -> None:
        passages = self.search(client, "older people", k=20, documents=[KENT])
        assert {passage["document"]["id"] for passage in passages} == {KENT}
