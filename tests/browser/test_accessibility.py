"""Every page against axe's rules."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NOTED = "/documents/dwp-rr713-joined-up-services-older-people"
CHECKED = """# On Bradford and its partners
BOPA is run by Age Concern, Bradford. BOPA is not run by Age Concern, Bradford.
BOPA cost £7,123 in 1987. Is that so?"""
PASSAGE = "/documents/kent-adult-social-care-blueprint-2012?start=9000&end=9500#quote"


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response
    assert found["passes"]
    return [
        f"{rule['id']}: {[node['html'] for node in rule['nodes']]}" for rule in found["violations"]
    ]


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/", 1280),
        ("/documents", 1280),
        ("/documents", 360),
        ("/upload", 1280),
        ("/verify", 1280),
        ("/verify", 360),
        ("/plans/check", 1280),
        ("/plans/check", 360),
        ("/plans/progress", 1280),
        ("/plans/draft", 1280),
        ("/plans/draft", 360),
        ("/plans/draft?document=dwp-rr713-joined-up-services-older-people", 1280),
        (PASSAGE, 1280),
        (NOTED, 1280),
        ("/nothing", 1280),
        ("/api/v1/docs", 1280),
    ],
)
def test_a_page_has_no_violation(open_page, path: str, width: int) -> None:
    assert violations(open_page(path, scripts=True, width=width)) == []


@pytest.mark.parametrize(
    "question",
    [
        "what are the barriers to joined up working?",
        "what budgetary overspend did NHS Warrington report in 2009/10?",
        "what is the capital of France?",
        "",
    ],
    ids=["answer", "answer with notes", "not found", "error"],
)
def test_what_a_question_leads_to_has_no_violation(open_page, question: str) -> None:
    page = open_page("/", scripts=True)
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button").click()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize(
    "question",
    ["what are the barriers to joined up working?", "what is the capital of France?"],
    ids=["answer", "not found"],
)
def test_why_an_answer_is_what_it_is_has_no_violation(open_page, question: str, width: int) -> None:
    page = open_page("/", scripts=True, width=width)
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button").click()
    page.get_by_text("Why ", exact=False).locator("xpath=ancestor::summary").click()
    assert page.get_by_role("table").is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("text", [CHECKED, ""], ids=["result", "error"])
def test_a_checked_text_has_no_violation(open_page, text: str, width: int) -> None:
    page = open_page("/verify", scripts=True, width=width)
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Check").click()
    assert page.get_by_role("heading", level=2).first.is_visible()
    assert violations(page) == []


PLAN = """| Action | By when | Owner | Cost | Outcome | Progress |
| --- | --- | --- | --- | --- | --- |
| Translate ten leaflets | Dec 2027 | Press Officer | £8,500 | 60 leaflets | Amber |
| Answer complaints sooner | ongoing | All staff | tbc | Better answers | |
"""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", ["/plans/check", "/plans/progress"])
def test_a_plan_that_was_read_has_no_violation(open_page, path: str, width: int) -> None:
    page = open_page(path, scripts=True, width=width)
    page.locator("#plan").fill(PLAN)
    page.locator("form button").first.click()
    page.wait_for_selector("#result-title")
    assert violations(page) == []


@pytest.mark.parametrize(("template", "width"), [("Action plan", 1280), ("Business case", 360)])
def test_a_draft_has_no_violation(open_page, template: str, width: int) -> None:
    page = open_page("/plans/draft", scripts=True, width=width)
    page.get_by_role("button", name="Draft the plan").click()
    assert violations(page) == []
    page.get_by_label("Paste recommendations").fill("Agree contracts with the third sector.")
    page.get_by_label("Name").fill("Westshire Council")
    page.get_by_label("Kind of plan").select_option(template)
    page.get_by_role("button", name="Draft the plan").click()
    assert page.title().startswith("Westshire Council:")
    assert violations(page) == []
