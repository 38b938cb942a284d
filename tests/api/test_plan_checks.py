"""Plans checked and followed, over HTTP and in the terminal."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

CHECK, PROGRESS = "/api/v1/plans/check", "/api/v1/plans/progress"
HIGH_PEAK = "high-peak-staffordshire-moorlands-action-plan-2009"
KINDS = {
    *("missing_timescale", "vague_target", "missing_lead", "missing_finance"),
    *("missing_monitoring", "missing_stakeholders", "missing_outcome"),
    *("unaddressed_recommendation", "partly_addressed_recommendation", "inconsistent_date"),
    *("past_date", "duplicate_action", "orphan_action", "unmeasurable_outcome"),
}
MARKDOWN = """# Access plan, April 2027 to March 2029

| Action | By when | Owner | Cost | Outcome | RAG |
| --- | --- | --- | --- | --- | --- |
| Translate ten leaflets into six languages | Dec 2027 | Press Officer | £8,500 | 60 leaflets | G |
| Answer every complaint within 25 days | ongoing | All staff | tbc | Better answers | Amber |
"""
RECOMMENDATIONS = [
    "Translate the leaflets most asked for.",
    {"id": "c", "text": "Answer complaints within a month."},
    "Build a ramp at the town hall.",
]


def check(client: httpx.Client, **body: Any) -> dict[str, Any]:
    response = client.post(CHECK, json=body)
    assert response.status_code == 200, response.text
    return response.json()


class TestCheck:
    def test_a_response_has_the_shape_of_the_contract(self, client: httpx.Client) -> None:
        found = check(client, recommendations=RECOMMENDATIONS, markdown=MARKDOWN)
        assert found.keys() == {"findings", "coverage", "citations", "letter_markdown"}
        for one in found["findings"]:
            assert one.keys() >= {"kind", "severity", "where", "advice", "citations"}
            assert one["kind"] in KINDS
            assert one["severity"] in ("must", "should")
        for one in found["coverage"]:
            assert one.keys() >= {"recommendation", "status", "actions"}

    def test_each_fault_is_found_where_it_stands(self, client: httpx.Client) -> None:
        found = check(client, recommendations=RECOMMENDATIONS, markdown=MARKDOWN)
        complaint = "Answer every complaint within 25 days"
        assert [(one["kind"], one["where"]) for one in found["findings"]] == [
            ("unaddressed_recommendation", "Build a ramp at the town hall."),
            ("missing_timescale", complaint),
            ("missing_lead", complaint),
            ("missing_finance", complaint),
            ("unmeasurable_outcome", "Better answers"),
            ("missing_monitoring", "whole plan"),
            ("missing_stakeholders", "whole plan"),
        ]
        assert [one["status"] for one in found["coverage"]] == ["addressed", "addressed", "not"]

    def test_advice_cites_the_guidance_to_the_letter(self, client: httpx.Client) -> None:
        found = check(client, recommendations=RECOMMENDATIONS, markdown=MARKDOWN)
        markers = {marker for one in found["findings"] for marker in one["citations"]}
        assert all(one["citations"] for one in found["findings"])
        assert markers <= {one["marker"] for one in found["citations"]}
        for one in found["citations"]:
            address = f"/api/v1/documents/{one['document']['id']}/text"
            text = client.get(address).content.decode()
            assert one["quote"] == text[one["start"] : one["end"]]
        quotes = {one["marker"]: one["quote"] for one in found["citations"]}
        cited = {one["kind"]: quotes[one["citations"][0]] for one in found["findings"]}
        assert "time scales" in cited["missing_timescale"]
        assert "name those who will take responsibility" in cited["missing_lead"]
        assert "involving key stakeholders" in cited["missing_stakeholders"]

    def test_the_letter_says_each_finding_and_names_nobody(self, client: httpx.Client) -> None:
        found = check(client, recommendations=RECOMMENDATIONS, markdown=MARKDOWN)
        letter = found["letter_markdown"]
        assert letter.startswith("# Response to the draft action plan: Access plan")
        assert "answers 2 of 3 recommendations in full" in letter
        for one in found["findings"]:
            assert one["advice"] in letter
        assert "> “time scales by which the improvement will be achieved:”" in letter
        assert "Lead reviewer" in letter

    def test_mark_up_in_a_plan_does_nothing_in_the_letter(self, client: httpx.Client) -> None:
        action = "![x](https://example.org/x.png) <img src=x> Open the hall"
        plan = {"sections": [{"actions": [{"action": action}]}]}
        letter = check(client, recommendations=[], plan=plan)["letter_markdown"]
        assert r"!\[x\](https" in letter
        assert "<img" not in letter

    def test_nulls_and_numbers_in_a_plan_are_read(self, client: httpx.Client) -> None:
        action = {"action": "Open 3 halls", "target": 3, "lead": None, "recommendation_ids": None}
        found = check(client, recommendations=[], plan={"sections": [{"actions": [action]}]})
        assert "missing_lead" in {one["kind"] for one in found["findings"]}

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "plan"),
            ({"plan": {"title": "x"}, "markdown": MARKDOWN}, "plan"),
            ({"markdown": "Some words and no plan."}, ""),
            ({"markdown": ""}, ""),
            ({"plan": {"title": "Nothing in it"}}, ""),
            ({"markdown": "a\u0007b"}, "markdown"),
            ({"markdown": MARKDOWN, "today": "tomorrow"}, "today"),
            ({"markdown": MARKDOWN, "recommendations": ["x" * 20_000]}, "recommendations"),
            ({"markdown": MARKDOWN, "recommendations": ["x"] * 500}, "recommendations"),
            ({"plan": {"sections": [{"actions": [{"action": "x" * 300_000}]}]}}, "plan"),
            ({"markdown": "| Action | Lead |\n|--|--|\n| " + "word " * 60_000 + " | me |"}, ""),
        ],
    )
    def test_what_cannot_be_used_is_a_clear_problem(
        self, client: httpx.Client, body: dict[str, Any], field: str
    ) -> None:
        response = client.post(CHECK, json=body)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        problem = response.json()
        assert problem["detail"]
        assert field in "".join(one["field"] for one in problem.get("errors", []))

    def test_the_high_peak_plan_is_found_to_lack_what_a_reviewer_would_miss(
        self, client: httpx.Client
    ) -> None:
        text = client.get(f"/api/v1/documents/{HIGH_PEAK}/text").content.decode()
        found = check(client, markdown=text)
        places = {(one["kind"], one["where"]) for one in found["findings"]}
        assert {
            ("missing_finance", "whole plan"),
            ("missing_monitoring", "whole plan"),
            ("missing_stakeholders", "whole plan"),
        } <= places
        unmeasurable = [where for kind, where in places if kind == "unmeasurable_outcome"]
        assert any("Better understanding of our customer base" in one for one in unmeasurable)
        unanswered = [where for kind, where in places if kind == "unaddressed_recommendation"]
        assert any("women management development" in one for one in unanswered)
        assert any("Refresh the Social Inclusion Strategy" in one for one in unanswered)
        kinds = {kind for kind, _ in places}
        assert kinds.isdisjoint({"missing_lead", "missing_timescale", "past_date", "orphan_action"})


class TestProgress:
    def test_what_is_late_due_and_silent_is_told(self, client: httpx.Client) -> None:
        response = client.post(PROGRESS, json={"markdown": MARKDOWN, "date": "2028-02-01"})
        found = response.json()
        assert response.status_code == 200
        (late,) = found["overdue"]
        assert (late["due"], late["days"], late["status"]) == ("2027-12-31", -32, "red")
        assert found["due_soon"] == []
        assert found["counts"]["actions"] == 2
        assert "Position on 1 February 2028." in found["summary"]
        assert found["timeline_svg"].startswith("<svg")

    def test_two_versions_are_compared(self, client: httpx.Client) -> None:
        later = MARKDOWN.replace("Dec 2027", "March 2028")
        body = {"markdown": later, "previous_markdown": MARKDOWN, "date": "2027-06-01"}
        (slipped,) = client.post(PROGRESS, json=body).json()["changes"]["slipped"]
        assert (slipped["before"], slipped["after"], slipped["days"]) == (
            *("Dec 2027", "March 2028"),
            91,
        )

    def test_no_plan_is_a_clear_problem(self, client: httpx.Client) -> None:
        response = client.post(PROGRESS, json={"date": "2028-02-01"})
        assert response.status_code == 422
        assert response.json()["errors"][0]["field"] == "plan"


class TestCommands:
    def test_a_plan_in_a_file_is_checked(self, muniment, data_folder: Path, tmp_path: Path) -> None:
        plan, wanted = tmp_path / "plan.md", tmp_path / "wanted.txt"
        letter = tmp_path / "letter.md"
        plan.write_text(MARKDOWN, "utf-8")
        wanted.write_text(
            "1. Translate the leaflets.\n2. Build a ramp at the town hall.\n", "utf-8"
        )
        finished = muniment(
            "check",
            str(plan),
            "--recommendations",
            str(wanted),
            "--letter",
            str(letter),
            "--json",
            data=data_folder,
        )
        assert finished.code == 0, finished.err
        found = json.loads(finished.out)
        assert [one["number"] for one in found["coverage"]] == ["1", "2"]
        assert [one["status"] for one in found["coverage"]] == ["addressed", "not"]
        assert letter.read_text("utf-8") == found["letter_markdown"]

    def test_findings_are_read_in_the_terminal(
        self, muniment, data_folder: Path, tmp_path: Path
    ) -> None:
        plan = tmp_path / "plan.md"
        plan.write_text(MARKDOWN, "utf-8")
        shown = muniment("check", str(plan), "--document", HIGH_PEAK, data=data_folder).out
        assert "Nobody named as responsible" in shown
        assert "Guidance" in shown

    def test_progress_is_a_summary_and_a_picture(self, muniment, tmp_path: Path) -> None:
        plan, picture = tmp_path / "plan.md", tmp_path / "timeline.svg"
        plan.write_text(MARKDOWN, "utf-8")
        finished = muniment(
            "progress", str(plan), "--date", "2028-02-01", "--timeline", str(picture)
        )
        assert finished.code == 0, finished.err
        assert "## Overdue" in finished.out
        assert picture.read_text("utf-8").startswith("<svg")

    def test_a_file_without_a_plan_is_said_to_hold_none(self, muniment, tmp_path: Path) -> None:
        empty = tmp_path / "plan.json"
        empty.write_text("[1, 2", "utf-8")
        finished = muniment("check", str(empty))
        assert finished.code == 1
        assert "No actions were found" in finished.err


class TestPages:
    def test_findings_stand_beside_the_guidance_and_the_letter_is_a_file(
        self, client: httpx.Client
    ) -> None:
        form = {"plan": MARKDOWN, "recommendations": "Build a ramp at the town hall."}
        shown = client.post("/plans/check", data=form)
        assert shown.status_code == 200
        assert "Nobody named as responsible" in shown.text
        assert "name those who will take responsibility" in shown.text
        asked = re.search(r'name="asked" value="([^"]*)"', shown.text)
        assert asked
        letter = client.post("/plans/check/letter", data={"asked": html.unescape(asked.group(1))})
        assert letter.headers["content-disposition"] == 'attachment; filename="response.md"'
        assert letter.text.startswith("# Response to the draft action plan")

    def test_a_file_in_any_format_is_read(self, client: httpx.Client) -> None:
        table = "Action,By when,Lead\nOpen the hub,Dec 2027,R. Ash\n"
        shown = client.post("/plans/check", files={"file": ("plan.csv", table, "text/csv")})
        assert shown.status_code == 200
        assert "No finances" in shown.text

    def test_what_is_late_is_shown_and_told_as_files(self, client: httpx.Client) -> None:
        shown = client.post("/plans/progress", data={"plan": MARKDOWN, "day": "2028-02-01"})
        assert "1 of 2 actions overdue" in shown.text
        assert "<svg" in shown.text
        asked = re.search(r'name="asked" value="([^"]*)"', shown.text)
        assert asked
        body = {"asked": html.unescape(asked.group(1)), "wanted": "timeline"}
        picture = client.post("/plans/progress/files", data=body)
        assert picture.headers["content-type"].startswith("image/svg+xml")
        told = client.post("/plans/progress/files", data={**body, "wanted": "summary"})
        assert "Position on 1 February 2028." in told.text

    @pytest.mark.parametrize(
        ("path", "form"),
        [
            ("/plans/check", {"plan": ""}),
            ("/plans/check", {"plan": "No plan at all"}),
            ("/plans/check", {"plan": MARKDOWN, "document": "no-such-document"}),
            ("/plans/progress", {"plan": MARKDOWN, "day": "tomorrow"}),
            ("/plans/check/letter", {"asked": "<svg>"}),
            ("/plans/progress/files", {"asked": "{}"}),
        ],
    )
    def test_what_cannot_be_used_is_said(
        self, client: httpx.Client, path: str, form: dict[str, str]
    ) -> None:
        shown = client.post(path, data=form, headers={"accept": "text/html"})
        assert shown.status_code == 422
        assert "problem" in shown.text

    def test_a_script_in_a_plan_is_text(self, client: httpx.Client) -> None:
        script = MARKDOWN.replace("Answer every", "<script>alert(1)</script> Answer every")
        for path in ("/plans/check", "/plans/progress"):
            assert "<script" not in client.post(path, data={"plan": script}).text
