"""A text checked over HTTP, in the terminal and on its page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest

from api.text_to_check import text_of, written_text
from api.verdicts import SIGNS, VERDICTS, shown_verification
from assistant.verification.checking import Verdict
from assistant.verification.facts import ProblemKind
from corpus.errors import FileUnreadable
from corpus.words import BlockKind, Span
from ingest.extracted import Extracted, Mark

VERIFY = "/api/v1/verify"
TRUE = "LCC has contracted with four third sector organisations to deliver the Help Direct service."
FALSE = (
    "LCC has contracted with nine third sector organisations to deliver the Help Direct service."
)
TEXT = f"# On Lancashire and its partners\n\n{TRUE}\n{FALSE}\nIs that so?\n"
KENT = "kent-adult-social-care-blueprint-2012"
DWP = "dwp-rr713-joined-up-services-older-people"


def verify(client: httpx.Client, text: str, **more: Any) -> dict[str, Any]:
    response = client.post(VERIFY, json={"text": text, **more})
    assert response.status_code == 200
    return response.json()


class TestRoute:
    def test_a_response_has_the_shape_of_the_contract(self, client: httpx.Client) -> None:
        found = verify(client, TEXT)
        assert found.keys() == {"sentences", "citations", "supported", "claims"}
        for sentence in found["sentences"]:
            assert sentence.keys() >= {"text", "verdict", "citations", "problems"}
        assert [one["verdict"] for one in found["sentences"]] == [
            *("not_a_claim", "supported", "contradicted", "not_a_claim")
        ]
        assert (found["supported"], found["claims"]) == (1, 2)
        assert found["sentences"][2]["problems"] == [{"kind": "number", "text": "nine"}]

    def test_markers_are_those_of_exact_citations(self, client: httpx.Client) -> None:
        found = verify(client, TEXT)
        cited = {marker for one in found["sentences"] for marker in one["citations"]}
        assert cited == {citation["marker"] for citation in found["citations"]}
        for citation in found["citations"]:
            address = f"/api/v1/documents/{citation['document']['id']}/text"
            text = client.get(address).content.decode()
            assert citation["quote"] == text[citation["start"] : citation["end"]]
        nearest = found["citations"][found["sentences"][1]["citations"][0] - 1]
        assert nearest["quote"] == TRUE
        assert found["sentences"][1]["nearest"] == TRUE

    def test_given_sources_take_the_place_of_the_documents(self, client: httpx.Client) -> None:
        sources = ["Trams run.", "The trams of Wick were sold in 1950."]
        found = verify(client, f"The trams of Wick were sold in 1950.\n{TRUE}", sources=sources)
        assert (found["supported"], found["claims"], found["citations"]) == (1, 2, [])
        assert found["sentences"][0]["sources"] == [2]

    def test_it_keeps_to_the_documents_given(self, client: httpx.Client) -> None:
        found = verify(client, TRUE, documents=[KENT])
        assert {citation["document"]["id"] for citation in found["citations"]} == {KENT}
        assert found["supported"] == 0

    @pytest.mark.parametrize("none", [None, []])
    def test_no_sources_and_no_documents_mean_all(self, client: httpx.Client, none) -> None:
        assert verify(client, TRUE, sources=none, documents=none)["supported"] == 1

    def test_an_unknown_document_is_a_problem(self, client: httpx.Client) -> None:
        response = client.post(VERIFY, json={"text": TRUE, "documents": ["nobody-knows"]})
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/problem+json"

    def test_a_body_that_is_too_large_is_a_problem(self, serve, data_folder: Path) -> None:
        served = serve(data_folder, max_body_bytes="20000")
        response = httpx.post(f"{served.address}{VERIFY}", json={"text": "a" * 30_000})
        assert response.status_code == 413
        assert response.headers["content-type"] == "application/problem+json"


class TestCommand:
    def test_it_tells_each_sentences_verdict_and_ends_with_1(
        self, muniment, server, tmp_path: Path
    ) -> None:
        draft = tmp_path / "draft.md"
        draft.write_text(TEXT, "utf-8")
        done = muniment("verify", str(draft), data=server.data)
        assert (done.code, done.err) == (1, "")
        told = " ".join(done.out.split())
        assert told.startswith("1 of 2 claims supported (supported: 1, contradicted: 1, ")
        assert f"✓ SUPPORTED: {TRUE} Source: " in told
        assert f"✗ CONTRADICTED: {FALSE} ! No source gives the number “nine”. Nearest: " in told
        assert "– NOTHING TO CHECK: Is that so?" in told
        assert "Lancashire: Contracting with the third sector" in told

    def test_every_claim_supported_ends_with_0(self, muniment, server) -> None:
        done = muniment("verify", "-", "--json", data=server.data, typed=TRUE)
        assert (done.code, done.err) == (0, "")
        assert (done.json["supported"], done.json["claims"]) == (1, 1)

    def test_it_works_without_a_server_and_keeps_to_documents(
        self, muniment, data_folder: Path
    ) -> None:
        done = muniment("verify", "-", "-d", KENT, "--json", data=data_folder, typed=TRUE)
        assert (done.code, done.err) == (1, "")
        cited = {citation["document"]["id"] for citation in done.json["citations"]}
        assert cited == {KENT}

    def test_a_word_file_is_read(self, muniment, server, tmp_path: Path) -> None:
        draft = tmp_path / "draft.docx"
        written = docx.Document()
        written.add_heading("On Lancashire and its many partners", level=1)
        written.add_paragraph(TRUE)
        written.save(str(draft))
        done = muniment("verify", str(draft), "--json", data=server.data)
        assert [(one["text"], one["verdict"]) for one in done.json["sentences"]] == [
            ("On Lancashire and its many partners", "not_a_claim"),
            (TRUE, "supported"),
        ]
        assert done.code == 0

    def test_nothing_of_the_file_is_kept(self, muniment, data_folder: Path) -> None:
        before = muniment("documents", "--json", data=data_folder).json
        assert muniment("verify", "-", data=data_folder, typed=TRUE).code == 0
        assert muniment("documents", "--json", data=data_folder).json == before

    @pytest.mark.parametrize("arguments", [(), ("no-such-file.md",), (".",)], ids=" ".join)
    def test_wrong_usage_ends_with_2(self, muniment, arguments: tuple[str, ...]) -> None:
        done = muniment("verify", *arguments)
        assert (done.code, done.out) == (2, "")
        assert "Usage: muniment verify" in done.err

    @pytest.mark.parametrize("typed", ["", "\0\0\0"], ids=["empty", "no text"])
    def test_what_cannot_be_read_is_said_in_a_line(self, muniment, server, typed: str) -> None:
        done = muniment("verify", "-", data=server.data, typed=typed)
        assert (done.code, done.out) == (1, "")
        assert re.fullmatch(r"muniment: standard input: .*\n", done.err)


class TestPage:
    def post(self, client: httpx.Client, text: str = "", **more: Any) -> httpx.Response:
        headers = {"Accept": "text/html"}
        return client.post("/verify", data={"text": text}, headers=headers, **more)

    def test_sentences_are_shown_with_verdict_problem_and_source(self, client) -> None:
        page = self.post(client, TEXT).text
        assert "1 of 2 claims supported" in page
        assert "<mark>nine</mark>" in page
        assert "No source gives the number “nine”." in page
        assert re.search(
            rf'href="/documents/{DWP}\?version=\w+&amp;start=\d+&amp;end=\d+#quote"', page
        )

    def test_a_file_may_be_chosen(self, client: httpx.Client) -> None:
        page = self.post(client, files={"file": ("draft.md", TRUE.encode())}).text
        assert "1 of 1 claim supported" in page

    @pytest.mark.parametrize(
        ("text", "files", "said"),
        [
            ("", None, "no sentence to check"),
            ("pelican \x07", None, "control characters"),
            ("", {"file": ("draft.md", b"\0\0")}, "draft.md: "),
        ],
        ids=["empty", "control", "no text"],
    )
    def test_what_cannot_be_checked_is_said(self, client, text, files, said: str) -> None:
        response = self.post(client, text, files=files)
        assert response.status_code == 422
        assert said in response.text
        assert "There is a problem" in response.text


class TestWords:
    def test_every_verdict_has_a_word_and_a_sign_of_its_own(self) -> None:
        for words in (VERDICTS, SIGNS):
            assert words.keys() == {verdict.value for verdict in Verdict}
            assert len(set(words.values())) == len(words)

    @pytest.mark.parametrize("kind", [kind.value for kind in ProblemKind])
    def test_every_kind_of_problem_is_told(self, kind: str) -> None:
        [shown] = shown_verification(found_with([{"kind": kind, "text": "lamps"}])).sentences
        assert len(shown.problems) == 1

    @pytest.mark.parametrize(
        ("problems", "parts"),
        [
            ([], [("No 12 lamps of 120.", False)]),
            ([("number", "12")], [("No ", False), ("12", True), (" lamps of 120.", False)]),
            ([("claim", "no")], [("No", True), (" 12 lamps of 120.", False)]),
            ([("claim", "No 12 lamps of 120.")], [("No 12 lamps of 120.", False)]),
        ],
    )
    def test_what_no_source_carries_is_marked_in_its_sentence(self, problems, parts) -> None:
        named = [{"kind": kind, "text": text} for kind, text in problems]
        [shown] = shown_verification(found_with(named, "No 12 lamps of 120.")).sentences
        assert shown.parts == parts

    def test_words_without_a_counterpart_are_told_together(self) -> None:
        words = [{"kind": "claim", "text": word} for word in ("trams", "harbour", "brewery")]
        [shown] = shown_verification(found_with(words)).sentences
        assert shown.problems == [
            "Nothing in the sources corresponds to “trams”, “harbour” and “brewery”."
        ]


def found_with(problems: list[dict[str, str]], text: str = "It is so.") -> dict[str, Any]:
    """A response with one sentence that has these problems."""
    sentence = {"text": text, "verdict": "unsupported", "citations": [], "problems": problems}
    return {"sentences": [sentence], "citations": [], "supported": 0, "claims": 1}


class TestFiles:
    def test_headings_are_marked_and_running_heads_left_out(self) -> None:
        text = "On lamps\n\nReport 5\n\nThey are lit.\x07"
        marks = (
            Mark(BlockKind.HEADING, Span(0, 8), level=1),
            Mark(BlockKind.FURNITURE, Span(10, 18)),
        )
        found = Extracted(text, "application/pdf", marks=marks)
        assert written_text(found).split("\n\n") == ["# On lamps", "", "They are lit. "]

    def test_a_file_is_read_within_limits_and_by_its_content(self) -> None:
        from api.settings import Settings

        assert text_of(Settings(), "report.txt", b"They are lit.") == "They are lit."
        with pytest.raises(FileUnreadable, match=r"odd\.docx"):
            text_of(Settings(), "odd.docx", b"PK\x03\x04 broken")

    def test_the_response_is_json_that_programs_read(self, client: httpx.Client) -> None:
        assert json.dumps(verify(client, "Is that so?")) == json.dumps(
            {
                "sentences": [
                    {
                        "text": "Is that so?",
                        "verdict": "not_a_claim",
                        "citations": [],
                        "sources": [],
                        "problems": [],
                        "chance": 0.0,
                        "nearest": "",
                    }
                ],
                "citations": [],
                "supported": 0,
                "claims": 0,
            }
        )
