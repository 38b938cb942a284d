"""Plans as files over HTTP and in the terminal, and what is refused."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import httpx
import openpyxl
import pytest
from PIL import Image

from api.plan_files import checked_template, plan_of
from assistant.plans.docx_plan import plan_as_docx
from assistant.plans.plan import Plan
from corpus.errors import FileUnreadable, PlanUnreadable

EXPORT, IMPORT = "/api/v1/plans/export", "/api/v1/plans/import"
PLAN = {
    "title": "Northvale: a plan / of actions",
    "authority": "Northvale Council",
    "sections": [
        {
            "heading": "Theme",
            "recommendations": [{"id": "R1", "text": "Tell providers early."}],
            "actions": [
                {"id": "A1", "recommendation_ids": ["R1"], "action": "Publish", "lead": "=1+1",
                 "deadline": "2028-03-31", "basis": {"lead": "given"}},
            ],
        }
    ],
}  # fmt: skip
FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "md": "text/markdown",
    "json": "application/json",
    "ics": "text/calendar",
}


def take_in(client: httpx.Client, name: str, content: bytes) -> httpx.Response:
    return client.post(IMPORT, files={"file": (name, content)})


class TestRoutes:
    @pytest.mark.parametrize("form", FORMATS)
    def test_a_plan_becomes_a_file(self, client: httpx.Client, form: str) -> None:
        response = client.post(EXPORT, params={"format": form}, json=PLAN)
        assert response.status_code == 200
        assert response.headers["content-type"].partition(";")[0] == FORMATS[form]
        assert response.headers["content-disposition"] == (
            f'attachment; filename="northvale-a-plan-of-actions.{form}"'
        )

    @pytest.mark.parametrize("form", ["docx", "xlsx", "json"])
    def test_it_comes_back_as_it_was(self, client: httpx.Client, form: str) -> None:
        content = client.post(EXPORT, params={"format": form}, json=PLAN).content
        response = take_in(client, f"plan.{form}", content)
        assert response.status_code == 200
        whole = Plan.model_validate(PLAN).model_dump(mode="json")
        assert response.json() == whole

    def test_an_answer_of_drafting_can_be_sent_as_it_is(self, client: httpx.Client) -> None:
        body = {"plan": PLAN, "markdown": "# Plan"}
        text = client.post(EXPORT, params={"format": "md"}, json=body).text
        assert "Publish" in text

    def test_a_template_is_honoured(self, client: httpx.Client) -> None:
        template = docx.Document()
        template.sections[0].footer.paragraphs[0].text = "Northvale: official"
        out = io.BytesIO()
        template.save(out)
        response = client.post(
            "/api/v1/plans/export-in-template",
            data={"plan": json.dumps(PLAN)},
            files={"template": ("house.docx", out.getvalue())},
        )
        found = docx.Document(io.BytesIO(response.content))
        assert found.sections[0].footer.paragraphs[0].text == "Northvale: official"

    def test_a_page_gets_a_plan_as_a_file(self, client: httpx.Client) -> None:
        response = client.post(
            "/plans/download", params={"format": "csv"}, data={"plan": json.dumps(PLAN)}
        )
        assert response.status_code == 200
        assert "'=1+1" in response.text

    @pytest.mark.parametrize(
        ("params", "body"),
        [({"format": "pdf"}, PLAN), ({}, PLAN), ({"format": "docx"}, {"sections": 3})],
    )
    def test_what_is_wrong_is_a_problem(
        self, client: httpx.Client, params: dict, body: dict
    ) -> None:
        response = client.post(EXPORT, params=params, json=body)
        assert response.status_code == 422
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["errors"]

    def test_a_file_without_a_plan_is_a_problem(self, client: httpx.Client) -> None:
        response = take_in(client, "letter.md", b"Dear Sir or Madam,\n\nno plan here.")
        assert response.status_code == 422
        assert "No actions were found" in response.json()["detail"]


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as copy:
        for name in given.namelist():
            text = given.read(name)
            copy.writestr(name, text.replace(old, new) if name == part else text)
    return out.getvalue()


def word() -> bytes:
    return plan_as_docx(Plan.model_validate(PLAN))


class TestWhatIsRefused:
    def test_external_entities(self) -> None:
        bomb = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document '
        content = changed(word(), "word/document.xml", b"<w:document ", bomb)
        with pytest.raises(FileUnreadable, match="document type declaration"):
            plan_of("plan.docx", content)

    def test_an_entity_in_the_part_that_carries_the_plan(self) -> None:
        content = word()
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = next(name for name in package.namelist() if "muniment" in name)
        bomb = b'<!DOCTYPE plan [<!ENTITY e SYSTEM "file:///etc/passwd">]><plan '
        with pytest.raises(FileUnreadable, match="document type declaration"):
            plan_of("plan.docx", changed(content, part, b"<plan ", bomb))

    def test_a_zip_bomb(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
            bomb.writestr("word/document.xml", bytes(300 << 20))
        with pytest.raises(FileUnreadable, match="unpacks to far more"):
            plan_of("plan.docx", out.getvalue())

    def test_more_text_than_any_plan_has(self) -> None:
        content = word()
        filler = bytes(range(32, 60)) * (2 << 20)
        out = io.BytesIO(content)
        with zipfile.ZipFile(out, "a") as package:
            package.writestr("word/more.xml", b"<a><!--" + filler.replace(b"-", b"") + b"--></a>")
        with pytest.raises(FileUnreadable, match="unpacks to more than 48 MB"):
            plan_of("plan.docx", out.getvalue())

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("plan.pdf", b"%PDF-1.7 ...", "opened|damaged|PDF"),
            ("plan.doc", bytes.fromhex("d0cf11e0a1b11ae1"), "old Office format"),
            ("plan.rtf", b"{\\rtf1", "rich text"),
            ("plan.bin", b"\x00\x01\x02", "no text"),
        ],
    )
    def test_other_kinds_of_file(self, name: str, content: bytes, said: str) -> None:
        with pytest.raises(FileUnreadable, match=said):
            plan_of(name, content)

    def test_a_zip_that_is_no_office_file(self) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("readme.txt", "hello")
        with pytest.raises(FileUnreadable, match="no Word document and no workbook"):
            plan_of("plan.docx", out.getvalue())

    def test_an_empty_file(self) -> None:
        with pytest.raises(PlanUnreadable, match="empty"):
            plan_of("plan.csv", b"")

    def test_a_cell_of_a_hundred_pages(self) -> None:
        book = openpyxl.Workbook()
        book.active.append(["Action", "Lead"])
        book.active.append(["word " * 6_000, "HR"])
        out = io.BytesIO()
        book.save(out)
        with pytest.raises(PlanUnreadable, match="at most 20000 characters"):
            plan_of("plan.xlsx", out.getvalue())


def test_a_word_template_keeps_its_logo(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.new("RGB", (8, 8), "navy").save(logo)
    document = docx.Document()
    document.sections[0].header.paragraphs[0].add_run().add_picture(str(logo))
    out = io.BytesIO()
    document.save(out)
    template = changed(
        out.getvalue(),
        "[Content_Types].xml",
        b"wordprocessingml.document.main+xml",
        b"wordprocessingml.template.main+xml",
    )
    content = plan_as_docx(Plan.model_validate(PLAN), checked_template("house.dotx", template))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        pictures = [package.read(n) for n in package.namelist() if n.endswith(".png")]
    assert logo.read_bytes() in pictures
    assert plan_of("plan.docx", content).actions[0].action == "Publish"


def test_a_template_with_macros_is_refused() -> None:
    out = io.BytesIO(word())
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("word/vbaProject.bin", b"x")
    with pytest.raises(FileUnreadable, match="macros"):
        checked_template("house.docm", out.getvalue())


def test_a_file_of_windows_reads(tmp_path: Path) -> None:
    text = "Action;Owner;By when\r\nTrain “all” staff – café;HR;2028\r\n"
    assert plan_of("plan.csv", text.encode("cp1252")).actions[0].action == (
        "Train “all” staff – café"
    )
    assert plan_of("plan.csv", text.encode("utf-16")).actions[0].lead == "HR"


class TestCommand:
    def test_a_plan_goes_from_format_to_format(self, muniment: Callable, tmp_path: Path) -> None:
        given = tmp_path / "plan.json"
        given.write_text(json.dumps(PLAN))
        for before, after in (("json", "docx"), ("docx", "xlsx"), ("xlsx", "md")):
            done = muniment(
                "export", tmp_path / f"plan.{before}", "-o", tmp_path / f"plan.{after}", "--json"
            )
            assert json.loads(done.out)["actions"] == 1
        assert "| A1 | R1 | Publish |" in (tmp_path / "plan.md").read_text()

    @pytest.mark.parametrize(
        "options",
        [[], ["--format", "pdf"], ["--format", "docx"], ["-o", "x.md", "--template", "."]],
    )
    def test_wrong_usage_is_said(
        self, muniment: Callable, tmp_path: Path, options: list[str]
    ) -> None:
        given = tmp_path / "plan.json"
        given.write_text(json.dumps(PLAN))
        assert muniment("export", given, *options).code == 2


class TestPdf:
    ROWS = (
        ("Recommendation", "Action", "Lead", "By when", "Cost"),
        ("Theme A: Housing", "", "", "", ""),
        ("Share data", "Sign an agreement", "Head of IT", "May 2027", "£5,000"),
        ("Train staff", "Run two courses for wardens", "Head of HR", "June 2027", "£900"),
    )

    @staticmethod
    def typeset(*, rows: tuple[tuple[str, ...], ...] = (), text: str = "") -> bytes:
        from reportlab.lib.pagesizes import A4, landscape
        from reportlab.lib.styles import getSampleStyleSheet
        from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

        out, styles = io.BytesIO(), getSampleStyleSheet()
        story = [Paragraph("Westmoor Council action plan 2027/28", styles["Title"])]
        story += [Paragraph(text, styles["BodyText"])] if text else []
        story += [Table(rows, style=[("GRID", (0, 0), (-1, -1), 1, "black")])] if rows else []
        SimpleDocTemplate(out, pagesize=landscape(A4)).build(story)
        return out.getvalue()

    def test_its_ruled_table_is_read(self, client: httpx.Client) -> None:
        told = "The Board reviews progress on this plan every month."
        response = take_in(client, "plan.pdf", self.typeset(rows=self.ROWS, text=told))
        assert response.status_code == 200, response.text
        plan = Plan.model_validate(response.json())
        assert [(a.action, a.lead, a.deadline, a.resources) for a in plan.actions] == [
            ("Sign an agreement", "Head of IT", "May 2027", "£5,000"),
            ("Run two courses for wardens", "Head of HR", "June 2027", "£900"),
        ]
        assert [one.text for one in plan.recommendations] == ["Share data", "Train staff"]
        assert "Theme A: Housing" in [section.heading for section in plan.sections]
        assert told in response.text

    def test_one_without_a_plan_says_what_to_use_instead(self, client: httpx.Client) -> None:
        response = take_in(client, "plan.pdf", self.typeset(text="Nothing was decided yet."))
        assert response.status_code == 422
        assert "use the Word or Excel file" in response.json()["detail"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("plan.docx", "a Word document"), ("plan.xlsx", "an Excel workbook")],
)
def test_text_under_another_name_is_told_apart(name: str, said: str) -> None:
    with pytest.raises(FileUnreadable, match=f"named as {said} and holds plain text"):
        plan_of(name, b"hello")


def test_a_plan_in_markdown_is_read_under_any_name() -> None:
    table = b"# Action plan\n\n| Action | Lead |\n|---|---|\n| Train staff | HR |\n"
    assert plan_of("plan.docx", table).actions[0].lead == "HR"
