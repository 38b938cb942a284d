"""Plans drafted and timetables dated, over HTTP and from the terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from icalendar import Calendar

from api.draft_requests import lead_of, paragraphs
from assistant.plans.plan import TO_CONFIRM

DRAFT, TIMETABLES = "/api/v1/plans/draft", "/api/v1/timetables"
TOOLKIT = "age-equality-audit-implementation"
START = f"{date.today().year + 1}-04"
TEXT = "The Council should agree contracts with third sector organisations."


def body(*texts: str, **more: Any) -> dict[str, Any]:
    authority = {"name": "Westshire Council", "start": START, **more.pop("authority", {})}
    return {"authority": authority, "recommendations": [{"text": text} for text in texts], **more}


class TestRoute:
    def test_a_response_has_the_shape_of_the_contract(self, client: httpx.Client) -> None:
        found = client.post(DRAFT, json=body(TEXT)).json()
        assert found.keys() == {"plan", "markdown"}
        assert found["plan"].keys() >= {
            *("title", "authority", "period", "sections", "timetable", "monitoring"),
            *("citations", "to_confirm"),
        }
        section = found["plan"]["sections"][0]
        assert section.keys() >= {"heading", "recommendations", "narrative", "actions"}
        action = section["actions"][0]
        assert action.keys() >= {
            *("id", "recommendation_ids", "action", "target", "deadline", "lead", "resources"),
            *("outcome", "indicator", "monitoring", "stakeholders", "progress", "citations"),
            "basis",
        }
        assert action["action"] == "Agree contracts with third sector organisations"
        assert found["markdown"].startswith("# Westshire Council: action plan\n")
        citation = found["plan"]["citations"][0]
        assert citation.keys() >= {"marker", "document", "page", "section", "quote", "start", "end"}
        shown = client.get(citation["url"].split("#")[0], headers={"accept": "text/html"})
        assert shown.status_code == 200

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            (body(), "recommendations"),
            (body(*[TEXT] * 500), "recommendations"),
            (body("x" * 1_000_000), "recommendations.0.text"),
            (body(TEXT, authority={"start": "2020-01"}), "authority.start"),
            (body(TEXT, authority={"start": "soon"}), "authority.start"),
            (body(TEXT, authority={"start": "2027-13"}), "authority.start"),
            (body(TEXT, authority={"start": "0000-01"}), "authority.start"),
            (body(TEXT, authority={"start": "9999-12"}), "authority.start"),
            (body(TEXT, authority={"published": "yesterday"}), "authority.published"),
            (body(TEXT, authority={"published": "0001-01-01"}), "authority.published"),
            (body(TEXT, template="nothing"), "template"),
            (body("…"), "recommendations.0.text"),
        ],
    )
    def test_bad_input_is_a_problem_that_names_the_field(
        self, client: httpx.Client, sent: dict[str, Any], field: str
    ) -> None:
        response = client.post(DRAFT, json=sent)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert [error["field"] for error in response.json()["errors"]] == [field]
        assert len(response.text) < 2_000

    def test_a_template_with_a_mistake_is_a_problem_with_its_line(self, serve, data_folder) -> None:
        folder = data_folder / "templates"
        folder.mkdir()
        (folder / "ours.yaml").write_text("based_on: action_table\nretitle: x\n", "utf-8")
        address = serve(data_folder).address
        response = httpx.post(f"{address}{DRAFT}", json=body(TEXT, template="ours"), timeout=60)
        assert response.status_code == 503
        assert "ours.yaml cannot be used: line 2: retitle" in response.json()["detail"]


class TestTimetables:
    def test_are_listed_and_moved(self, client: httpx.Client) -> None:
        listed = client.get(TIMETABLES).json()["timetables"]
        assert [(one["id"], one["steps"], one["first"]) for one in listed] == [
            (TOOLKIT, 9, "2010-10")
        ]
        found = client.get(f"{TIMETABLES}/{TOOLKIT}", params={"start": "2027-10"}).json()
        assert found["start"] == "2027-10"
        assert found["steps"][1]["end"] == "2027-11-30"
        assert [step["citations"] for step in found["steps"]] == [[n] for n in range(1, 10)]
        text = client.get(f"/api/v1/documents/{TOOLKIT}/text").content.decode()
        for one in found["citations"]:
            assert one["quote"] == text[one["start"] : one["end"]]

    def test_come_for_a_calendar(self, client: httpx.Client) -> None:
        query = {"start": "2027-10", "format": "ics"}
        response = client.get(f"{TIMETABLES}/{TOOLKIT}", params=query)
        assert response.headers["content-type"].startswith("text/calendar")
        assert len(Calendar.from_ical(response.text).walk("VEVENT")) == 7

    @pytest.mark.parametrize(
        ("timetable", "start", "status"),
        [("nothing", "2027-10", 404), (TOOLKIT, "2027-1", 422), (TOOLKIT, "0000-01", 422)],
    )
    def test_what_is_not_there_or_no_month_is_a_problem(
        self, client: httpx.Client, timetable: str, start: str, status: int
    ) -> None:
        response = client.get(f"{TIMETABLES}/{timetable}", params={"start": start})
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"


class TestCommands:
    def test_a_draft_from_a_file_of_paragraphs(self, muniment, data_folder, tmp_path: Path) -> None:
        path = tmp_path / "recommendations.txt"
        path.write_text(f"{TEXT}\n\nReview the process for equality impact assessments.\n", "utf-8")
        done = muniment(
            *("draft", str(path), "--authority", "Westshire", "--start", START, "--json"),
            *("--lead", "A. Sample, Head of Contracts", "--budget", "£5,000"),
            data=data_folder,
        )
        assert done.code == 0
        actions = [one for section in done.json["plan"]["sections"] for one in section["actions"]]
        assert actions[0]["lead"] == "A. Sample, Head of Contracts"
        assert actions[1]["lead"].startswith(TO_CONFIRM)
        assert "£5,000" in actions[1]["resources"]

    def test_a_draft_of_a_request_and_one_of_a_register(
        self, muniment, data_folder, tmp_path: Path
    ) -> None:
        path = tmp_path / "request.json"
        path.write_text(json.dumps(body(TEXT)), "utf-8")
        done = muniment("draft", str(path), "--template", "action_card", data=data_folder)
        assert done.code == 0
        assert done.out.startswith("# Westshire Council: action cards\n")
        done = muniment(
            *("draft", "-d", "high-peak-staffordshire-moorlands-action-plan-2009"),
            *("--authority", "Westshire", "--start", START, "--json"),
            data=data_folder,
        )
        assert done.code == 0
        assert len(done.json["plan"]["sections"]) > 5

    def test_what_cannot_be_drafted_is_one_line(self, muniment, data_folder) -> None:
        done = muniment("draft", "--authority", "W", "--start", "2020-01", data=data_folder)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith("muniment: recommendations: List should have at least 1 item")
        done = muniment(
            *("draft", "-r", TEXT, "--authority", "W", "--start", "2020-01"), data=data_folder
        )
        assert "is in the past" in done.err

    def test_timetables_are_listed_moved_and_given_to_calendars(
        self, muniment, data_folder
    ) -> None:
        assert TOOLKIT in muniment("timetable", data=data_folder).out
        done = muniment("timetable", TOOLKIT, "--start", "2027-10", data=data_folder)
        assert "2. Mapping the key steps: by 30 November 2027" in done.out
        assert "3. Engaging stakeholders: not dated in the document" in done.out
        done = muniment("timetable", TOOLKIT, "--ics", "--start", "2027-10", data=data_folder)
        assert done.out.startswith("BEGIN:VCALENDAR")
        assert muniment("timetable", "nothing", data=data_folder).code == 1


class TestRequests:
    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("Agree a plan.\n\nPublish it.", 2),
            ("The Council should:\n- agree a plan\n- publish it", 1),
            ("1. Agree a plan.\n2. Publish it.\n3. Review it.", 3),
            ("", 0),
        ],
    )
    def test_paragraphs_are_recommendations(self, text: str, count: int) -> None:
        assert len(paragraphs(text)) == count

    @pytest.mark.parametrize("line", ["A. Sample, Head of Care", "A. Sample: Head of Care"])
    def test_leads_are_names_with_roles(self, line: str) -> None:
        assert lead_of(line) == {"name": "A. Sample", "role": "Head of Care"}
