"""What an officer does on the pages, in a browser without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

LANCASHIRE = "how did Lancashire contract the third sector?"
CAPITAL = "what is the capital of France?"
KENT = "/documents/kent-adult-social-care-blueprint-2012"


def ask(page: Page, question: str) -> None:
    page.get_by_label("What do you want to know from the reports?").fill(question)
    page.get_by_role("button", name="Ask").click()


def focused(page: Page) -> str:
    """The text of what the keyboard is on, or its id."""
    return page.locator(":focus").evaluate("it => it.innerText || it.id")


def tab_to(page: Page, wanted: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page) == wanted:
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def test_an_officer_asks_reads_and_sees_the_passage_in_its_report(open_page) -> None:
    page = open_page()
    expect(page).to_have_title("Ask – Muniment")
    ask(page, LANCASHIRE)
    expect(page).to_have_title("Answer – Muniment")
    assert "Lancashire" not in page.url
    answer = page.get_by_role("region", name="Answer")
    expect(answer).to_contain_text("contracted with four third sector organisations")
    expect(answer).to_contain_text("Department for Work and Pensions; by Risk Solutions, 2010-11")
    expect(page.get_by_role("textbox")).to_have_value(LANCASHIRE)

    answer.get_by_role("link", name="Lancashire: Contracting with the third sector").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Local delivery of joined-up")
    quoted = page.locator("#quote")
    expect(quoted).to_be_in_viewport()
    assert (quoted.text_content() or "").startswith("LCC has contracted with four")
    assert quoted.evaluate("it => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    "question",
    [
        "compare Manchester against Merseyside",
        "who is Mark Lobban?",
        "How many enablement clients were older persons in March 2011?",
    ],
)
def test_every_source_leads_to_exactly_what_it_quotes(open_page, server, question: str) -> None:
    """The marked text is the stored text from ``start`` to ``end``, and comes into view."""
    page = open_page()
    ask(page, question)
    addresses = page.locator(".m-sources a").evaluate_all("all => all.map(one => one.href)")
    assert addresses
    for address in addresses:
        path, start, end = re.fullmatch(
            rf"{server.address}(/documents/[^?]+)\?version=\w+&start=(\d+)&end=(\d+)#quote",
            address,
        ).groups()
        stored = page.request.get(f"/api/v1{path}/text").body().decode()
        page.goto(address)
        marked = page.locator(".m-text mark, .m-table__quoted").all_text_contents()
        assert "".join(marked) == stored[int(start) : int(end)]
        expect(page.locator("#quote")).to_be_in_viewport()


def test_a_marker_leads_to_its_source_on_the_page(open_page) -> None:
    page = open_page()
    ask(page, "compare Manchester against Merseyside")
    marker = page.get_by_role("link", name="Source 2").first
    marker.click()
    assert page.url.endswith("#source-2")
    expect(page.locator("#source-2")).to_be_in_viewport()


def test_a_note_is_reached_from_its_mark_and_left_again_by_keyboard(open_page) -> None:
    page = open_page("/documents/dwp-rr713-joined-up-services-older-people")
    mark = page.get_by_role("link", name="Note 3", exact=True)
    mark.press("Enter")
    note = page.get_by_role("link", name="Note 3: back to the text")
    expect(note).to_be_in_viewport()
    expect(note).to_be_focused()
    note.press("Enter")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()


def test_the_notes_to_a_quotation_stand_below_it(open_page) -> None:
    page = open_page()
    ask(page, "What budgetary overspend did NHS Warrington report in 2009/10?")
    note = page.locator(".m-notes li").filter(has_text="Strategic Recovery Plan").first
    expect(note).to_contain_text("Note 10: Report to NHS Warrington Board (7 April 2010)")
    note.get_by_role("link").click()
    expect(page.locator("#quote")).to_contain_text("Report to NHS Warrington Board (7 April 2010)")


def test_an_officer_checks_a_text_and_opens_the_source_of_a_sentence(open_page) -> None:
    page = open_page()
    page.get_by_role("link", name="Check a text").click()
    expect(page).to_have_title("Check a text – Muniment")
    box = page.get_by_label("Paste a text")
    text = (
        "LCC has contracted with four third sector organisations.\n"
        "LCC has contracted with nine third sector organisations."
    )
    box.fill(text)
    page.get_by_role("button", name="Check").click()
    expect(page).to_have_title("Result of the check – Muniment")
    expect(box).to_have_value(text)
    result = page.get_by_role("region", name="1 of 2 claims supported")
    right, wrong = result.locator(".m-verdict").all()
    expect(right).to_contain_text("Supported")
    expect(wrong).to_contain_text("Contradicted")
    expect(wrong).to_contain_text("No source gives the number “nine”.")
    expect(wrong.locator("mark")).to_have_text("nine")
    right.get_by_role("link", name="Lancashire: Contracting with the third sector").click()
    quoted = page.locator("#quote")
    expect(quoted).to_be_in_viewport()
    expect(quoted).to_contain_text("LCC has contracted with four")


def test_a_text_that_cannot_be_checked_is_explained(open_page) -> None:
    page = open_page("/verify")
    page.get_by_role("button", name="Check").click()
    expect(page).to_have_title("Error: Check a text – Muniment")
    page.get_by_role("alert").get_by_role("link").click()
    box = page.get_by_role("textbox")
    expect(box).to_be_focused()
    expect(box).to_have_accessible_description(re.compile("There is no sentence to check"))


def test_a_list_is_shown_as_a_list(open_page) -> None:
    page = open_page()
    ask(page, "What are the six core principles of LinkAge Plus?")
    items = page.locator(".m-answer .govuk-list--bullet").get_by_role("listitem")
    assert items.count() >= 6
    expect(items.first).to_contain_text("engage and consult")


def test_what_the_reports_do_not_say_is_said_with_the_nearest_passages(open_page) -> None:
    page = open_page()
    ask(page, CAPITAL)
    answer = page.get_by_role("region", name="The documents do not say")
    expect(answer).to_contain_text("5 documents searched")
    expect(answer.get_by_role("heading", name="The nearest passages")).to_be_visible()
    expect(answer.locator("blockquote")).to_have_count(3)


@pytest.mark.parametrize(
    ("question", "title"), [(LANCASHIRE, "Why this answer"), (CAPITAL, "Why no answer")]
)
def test_why_is_told_to_who_opens_it(open_page, question: str, title: str) -> None:
    page = open_page()
    ask(page, question)
    table = page.get_by_role("table", name="The passages that fit best")
    expect(table).to_be_hidden()
    page.locator("summary").filter(has_text=title).click()
    expect(table).to_be_visible()
    why = page.locator(".m-why")
    expect(why).to_contain_text("The chance that the documents answer this was put at")
    expect(why).to_contain_text("Words searched")
    rows = table.get_by_role("row")
    assert rows.count() > 3
    statement = rows.nth(1).get_by_role("cell").first.inner_text().split()[:4]
    rows.nth(1).get_by_role("link").click()
    marked = page.locator(".m-text mark, .m-table__quoted").all_text_contents()
    assert set(statement) <= set("".join(marked).split())


@pytest.mark.parametrize(
    ("question", "said"),
    [("", "The question is empty."), ("long " * 500, "at most 2,000 can be read.")],
)
def test_a_question_that_cannot_be_asked_is_explained(open_page, question: str, said: str) -> None:
    page = open_page()
    ask(page, question)
    expect(page).to_have_title("Error: Ask – Muniment")
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text("There is a problem")
    expect(problem).to_contain_text(said)
    box = page.get_by_role("textbox")
    expect(box).to_have_accessible_description(re.compile(re.escape(said)))
    expect(box).to_have_value(question)
    problem.get_by_role("link").click()
    expect(box).to_be_focused()


def test_mark_up_in_a_question_stays_text(open_page) -> None:
    page = open_page()
    question = '</textarea><img src="http://192.0.2.1/x.png"><script>document.title=1</script>'
    ask(page, question)
    expect(page.get_by_role("textbox")).to_have_value(question)
    assert page.locator("img, script").count() == 0


def test_the_documents_are_listed_and_can_be_read(open_page) -> None:
    page = open_page()
    page.get_by_role("link", name="Documents").click()
    rows = page.get_by_role("row")
    expect(rows).to_have_count(6)
    expect(rows.filter(has_text="Kent County Council")).to_contain_text("2012-05-01")
    expect(rows.filter(has_text="joint review guidance")).to_contain_text("undated")
    rows.get_by_role("link", name=re.compile("^Adult Social Care Transformation")).click()
    expect(page).to_have_url(re.compile(KENT))
    expect(page.get_by_role("main")).to_contain_text("Mark Lobban, Director")
    assert page.locator("mark").count() == 0
    with page.expect_download() as download:
        page.get_by_role("link", name="the file as given").click()
    assert download.value.suggested_filename == "kent-adult-social-care-blueprint-2012.md"


@pytest.mark.parametrize("path", ["/nothing", "/documents/nobody-knows"])
def test_a_page_that_is_not_there_says_so(open_page, path: str) -> None:
    page = open_page(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("main").get_by_role("link", name="Ask a question").click()
    expect(page.get_by_role("button", name="Ask")).to_be_visible()


@pytest.mark.parametrize("query", ["start=5&end=2", "start=0&end=99999999"])
def test_a_place_that_is_not_in_the_text_marks_nothing(open_page, query: str) -> None:
    page = open_page(f"{KENT}?{query}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Adult Social Care")
    assert page.locator("mark").count() == 0


def test_the_keyboard_alone_is_enough(open_page) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to main content"
    tab_to(page, "question")
    page.keyboard.type(LANCASHIRE)
    page.keyboard.press("Tab")
    assert focused(page) == "Ask"
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Answer")).to_be_visible()
    tab_to(page, "Lancashire: Contracting with the third sector")
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_in_viewport()


def test_nothing_scrolls_sideways_on_a_telephone(open_page) -> None:
    page = open_page(width=360)
    seen = []

    def measure() -> None:
        seen.append(page.evaluate("() => document.documentElement.scrollWidth"))

    measure()
    for question in ("How is Kent's adult social care budget allocated?", CAPITAL, ""):
        page.goto("/")
        ask(page, question)
        for summary in page.locator("summary").all():
            summary.click()
        measure()
    page.goto("/verify")
    page.get_by_role("textbox").fill(f"{LANCASHIRE} It spent £7,123,456,789 in 1987.")
    page.get_by_role("button", name="Check").click()
    measure()
    for path in ("/documents", f"{KENT}?start=9000&end=9500#quote", "/nothing", "/api/v1/docs"):
        page.goto(path)
        measure()
    assert max(seen) <= 360


def test_a_report_is_handed_in_and_followed_until_it_is_read(browser, serve, data_folder, tmp_path):
    served = serve(data_folder)
    report = tmp_path / "lamps.md"
    report.write_text("# On lamps\n\nThe lamps of Wick were lit in 1821.\n")
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/upload")
    page.locator("input[type=file]").set_input_files(report)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("main")).to_contain_text("lamps.md", timeout=30_000)
    for _ in range(40):
        page.goto("/documents")
        if "On lamps" in page.content():
            break
        page.wait_for_timeout(500)
    expect(page.get_by_role("main")).to_contain_text("On lamps")
    context.close()
