"""Drafting a plan on its page, in a browser without scripts."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page, expect

HIGH_PEAK = "high-peak-staffordshire-moorlands-action-plan-2009"
TEXT = """The Council should agree contracts with third sector organisations.

Review the process for equality impact assessments."""


def fill(page: Page, text: str = TEXT) -> None:
    page.get_by_label("Paste recommendations").fill(text)
    page.get_by_label("Name").fill("Westshire Council")
    page.get_by_label("Officers who may lead").fill("A. Sample, Equality Manager")
    page.get_by_role("button", name="Draft the plan").click()


def test_an_officer_pastes_reads_answers_and_takes_the_plan_away(open_page) -> None:
    page = open_page()
    page.get_by_role("link", name="Draft a plan").click()
    fill(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Westshire Council: action plan")
    action = page.get_by_role("article", name="1.1 Agree contracts with third sector organisations")
    expect(action).to_contain_text("To be confirmed")
    expect(page.get_by_role("article", name="2.1")).to_contain_text("A. Sample, Equality Manager")

    page.get_by_label("Source 1", exact=True).first.click()
    expect(page.locator("#source-1")).to_be_in_viewport()

    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download as Markdown").click()
    text = Path(downloading.value.path()).read_text("utf-8")
    assert text.startswith("# Westshire Council: action plan")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download as JSON").click()
    plan = json.loads(Path(downloading.value.path()).read_text("utf-8"))
    assert plan["sections"][1]["actions"][0]["lead"] == "A. Sample, Equality Manager"
    for button, opens in (("Word", b"PK"), ("Excel", b"PK"), ("calendar", b"BEGIN:VCALENDAR")):
        with page.expect_download() as downloading:
            page.get_by_role("button", name=button).click()
        assert Path(downloading.value.path()).read_bytes().startswith(opens)

    page.get_by_role("combobox", name="Response").nth(1).select_option("Not accepted")
    page.get_by_role("textbox", name="Reason").nth(1).fill("It was done last year")
    page.get_by_role("button", name="Draft again").click()
    expect(page.get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("paragraph").filter(has_text="It was done last year.")).to_have_text(
        "Westshire Council does not accept recommendation 2, and plans no action on it. "
        "The reason given is: It was done last year."
    )


def test_a_source_opens_its_document_at_the_passage(open_page) -> None:
    page = open_page("/plans/draft")
    fill(page)
    source = page.locator("#source-1")
    words = source.locator("blockquote").inner_text()
    source.get_by_role("link").click()
    quoted = page.locator("#quote")
    expect(quoted).to_be_in_viewport()
    assert words[:40] in (quoted.text_content() or "")


def test_recommendations_come_from_a_document(open_page) -> None:
    page = open_page("/plans/draft")
    page.get_by_label("Take recommendations from a document").select_option(HIGH_PEAK)
    page.get_by_role("button", name="Show what it recommends").click()
    boxes = page.get_by_role("checkbox")
    count = boxes.count()
    assert count > 10
    for place in range(2, count):
        boxes.nth(place).uncheck()
    page.get_by_label("Name").fill("Westshire Council")
    page.get_by_role("button", name="Draft the plan").click()
    assert page.locator(".m-plan__recommendation").count() == 2


def test_what_is_missing_is_said_and_what_was_typed_is_kept(open_page) -> None:
    page = open_page("/plans/draft")
    page.get_by_label("Paste recommendations").fill(TEXT)
    page.get_by_role("button", name="Draft the plan").click()
    expect(page).to_have_title("Error: Draft a plan – Muniment")
    page.get_by_role("alert").get_by_role("link", name="Enter the name of the authority.").click()
    expect(page.get_by_label("Paste recommendations")).to_have_value(TEXT)
    page.get_by_label("Name").fill("Westshire Council")
    page.get_by_label("Month in which work begins").fill("2001-01")
    page.get_by_role("button", name="Draft the plan").click()
    expect(page.get_by_role("alert")).to_contain_text("2001-01 is in the past")
