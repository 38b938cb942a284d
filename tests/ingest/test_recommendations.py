"""The recommendation register: each form once, the five reports, counts, and what is none."""

from __future__ import annotations

import pytest

from corpus.words import Page, RecommendationKind, Register, Span
from evals.typeset import Element, Layout, set_as_docx, set_as_pdf
from ingest.readers import read
from ingest.recommendations import register_of
from ingest.sources import SourceNote
from ingest.structure import blocks_of

LETTERED = "A. Knowing your communities and community mapping – Data Collection"


def register(text: str) -> Register:
    return register_of(text, blocks_of(text))


def found(text: str) -> list[tuple[str, str]]:
    """Number and words of each recommendation."""
    return [(one.number, one.shown) for one in register(text).recommendations]


def test_a_labelled_paragraph_is_one_with_its_number() -> None:
    text = (
        "## Housing\n\nTenants should not wait.\n\nRecommendation 4: The council should publish "
        "its waiting times.\n\nMore discussion, which should not count.\n\n"
        "**Recommendation 5:** Set up a board to:\n\n- meet monthly;\n- report to cabinet.\n"
    )
    assert found(text) == [
        ("4", "The council should publish its waiting times."),
        ("5", "Set up a board to:\n• meet monthly;\n• report to cabinet."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## Findings\n\nR1 The board should meet.\n\nR2. Publish the minutes of it.\n",
        "## R1: The board should meet.\n\nIt is.\n\n## R2: Publish the minutes of it.\n\nNo.\n",
        "## Findings\n\n- R1 The board should meet.\n- R2 Publish the minutes of it.\n",
    ],
)
def test_short_labels_are_numbers_too(text: str) -> None:
    assert found(text) == [
        ("R1", "The board should meet."),
        ("R2", "Publish the minutes of it."),
    ]


def test_a_label_alone_takes_the_paragraph_below_it() -> None:
    text = "## Recommendation 1\n\nThe council should agree a plan.\n\nIt costs little.\n"
    assert found(text) == [("1", "The council should agree a plan.")]


def test_a_numbered_paragraph_that_recommends_keeps_its_paragraph_number() -> None:
    text = (
        "## Care\n\n4.11 Carers told us that they should be heard.\n\n"
        "4.12 We recommend that the Department publishes a strategy. It would cost little.\n\n"
        "4.13 The Committee recommends that the Treasury:\n\n- funds it; and\n- reviews it.\n"
    )
    assert found(text) == [
        ("4.12", "We recommend that the Department publishes a strategy."),
        ("4.13", "The Committee recommends that the Treasury:\n• funds it; and\n• reviews it."),
    ]


@pytest.mark.parametrize("heading", ["RECOMMENDATIONS", "### Recommendations", "Recommendations:"])
def test_items_below_the_word_are_one_each(heading: str) -> None:
    text = f"## Parks\n\n{heading}\n\n(i) Plant more trees\n(ii) Mend the gates\n\nThe end.\n"
    listed = register(text).recommendations
    assert [(one.number, one.shown, one.theme) for one in listed] == [
        ("(i)", "Plant more trees", "Parks"),
        ("(ii)", "Mend the gates", "Parks"),
    ]


def test_one_paragraph_below_the_word_is_one() -> None:
    text = "## Libraries\n\nRECOMMENDATION\n\nOpen them on Sundays\n\nLibraries should be warm."
    assert found(text) == [("", "Open them on Sundays")]


@pytest.mark.parametrize(
    ("lead_in", "marks"),
    [
        ("It is recommended that:", ("1.", "2.")),
        ("We recommend that the council and its partners:", ("-", "-")),
        ("The Overview and Scrutiny Committee therefore recommends that:", ("(a)", "(b)")),
        ("The evaluation made a number of recommendations as follows:", ("-", "-")),
        ("Our recommendations are:", ("a)", "b)")),
    ],
)
def test_a_lead_in_makes_each_item_one(lead_in: str, marks: tuple[str, str]) -> None:
    first, second = marks
    text = (
        f"## Roads\n\n{lead_in}\n\n{first} light the lanes;\n{second} sweep the squares.\n\n"
        "Roads should be safe.\n\n- Drive slowly, as you should.\n"
    )
    assert [shown for _, shown in found(text)] == ["light the lanes;", "sweep the squares."]


def test_what_follows_a_long_lead_in_belongs_to_it() -> None:
    text = (
        "## Work\n\nWe recommend that thinking about joined-up working should embrace, besides "
        "care, also the:\n\n- range of services;\n- range of providers.\n"
    )
    [(_, shown)] = found(text)
    assert shown.endswith("also the:\n• range of services;\n• range of providers.")


def test_under_its_heading_a_sentence_with_should_is_one() -> None:
    text = (
        "# Study\n\n## Recommendations\n\nThis chapter sets out what we ask for.\n\nThe council "
        "should set up a fund. It should report on it. The NHS should match it.\n\n"
        "## Background\n\nThe council should have acted.\n"
    )
    assert found(text) == [
        ("", "The council should set up a fund. It should report on it."),
        ("", "The NHS should match it."),
    ]


def test_among_conclusions_only_what_recommends_is_one() -> None:
    text = (
        "## Conclusions and recommendations\n\n1. The service works well.\n"
        "2. We recommend that it goes on.\n3. The Department should publish its plans.\n"
    )
    assert [number for number, _ in found(text)] == ["2", "3"]


@pytest.mark.parametrize(
    ("heading", "asked"),
    [
        ("Recommendations", 2),
        ("Our suggestions for the council", 2),
        ("Suggestions", 2),
        ("Suggestions for lighting from residents", 0),
        ("Findings", 0),
    ],
)
def test_what_is_suggested_counts_only_where_the_heading_promises_it(
    heading: str, asked: int
) -> None:
    text = (
        f"# Review\n\n## {heading}\n\nWe suggest that the lanes are swept. They are dark. We "
        "suggest that this is an old fault.\n\nWe would also propose a reserve of lamps.\n"
    )
    assert [shown for _, shown in found(text)] == [
        "We suggest that the lanes are swept.",
        "We would also propose a reserve of lamps.",
    ][:asked]


def test_a_suggestion_behind_a_list_of_recommendations_counts() -> None:
    text = (
        "## Recommendations\n\n- Light the lanes\n- Sweep the squares\n\nThe squares should be "
        "clean. We also suggest that the council reports in May.\n"
    )
    assert [shown for _, shown in found(text)] == [
        "Light the lanes",
        "Sweep the squares",
        "We also suggest that the council reports in May.",
    ]


def test_sub_items_and_what_stands_between_belong_to_their_item() -> None:
    text = (
        "## Recommendations\n\n1. The council should agree a plan that covers:\n   - housing;\n"
        "   - transport.\n2. The council should publish it.\n\n3. Partners should:\n\n(a) pay;\n"
        "(b) attend.\n"
    )
    assert found(text) == [
        ("1", "The council should agree a plan that covers:\n• housing;\n• transport."),
        ("2", "The council should publish it."),
        ("3", "Partners should:\n• (a) pay;\n• (b) attend."),
    ]


def test_a_tables_column_of_recommendations_is_read_with_number_and_group() -> None:
    text = (
        "# Plan\n\n| No. | Recommendation | Lead |\n|---|---|---|\n"
        "| 1 | Agree a data sharing protocol | A. Smith |\n| **Housing** | | |\n"
        "| 2 | Review the allocations policy | B. Jones |\n"
    )
    listed = register(text).recommendations
    assert [(one.number, one.span.of(text), one.theme) for one in listed] == [
        ("1", "Agree a data sharing protocol", "Plan"),
        ("2", "Review the allocations policy", "Housing"),
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "(i) Plant more trees;<br>(ii) Mend the gates; and<br/>(iii) Pay",
            [("4(i)", "Plant more trees;"), ("4(ii)", "Mend the gates; and"), ("4(iii)", "Pay")],
        ),
        (
            "(h) Plant more trees (i) Mend the gates",
            [("4(h)", "Plant more trees"), ("4(i)", "Mend the gates")],
        ),
        (
            "1. Plant trees by May 2. Mend the gates. 2. Pay for it.",
            [("4.1", "Plant trees by May 2. Mend the gates."), ("4.2", "Pay for it.")],
        ),
        (
            "It is recommended that: a) trees are planted; b) gates are mended",
            [("4.a", "trees are planted;"), ("4.b", "gates are mended")],
        ),
        (
            "The council should: (i) plant trees; (ii) mend gates",
            [("4", "The council should: (i) plant trees; (ii) mend gates")],
        ),
        ("(i) Agree as in (ii) of the plan", [("(i)", "Agree as in (ii) of the plan")]),
        ("(i) and (ii) of the plan stand", [("(i)", "and (ii) of the plan stand")]),
    ],
)
def test_each_of_a_series_in_a_tables_cell_is_one(
    cell: str, expected: list[tuple[str, str]]
) -> None:
    text = f"# Plan\n\n| No. | Recommendation | Lead |\n|---|---|---|\n| 4 | {cell} | Bo Tansy |\n"
    listed = register(text).recommendations
    assert [(one.number, one.span.of(text)) for one in listed] == expected


def test_a_series_without_a_number_of_its_row_has_its_own() -> None:
    text = "## Recommendations\n\nAction\tLead\tDate\n(i) Light lanes (ii) Sweep squares\tA\tMay\n"
    assert found(text) == [("(i)", "Light lanes"), ("(ii)", "Sweep squares")]


SET = [
    Element("heading", "Parks and gates", 1),
    Element("paragraph", "The board met in May and saw every park of the borough."),
    Element("heading", "Recommendations", 2),
    Element("list", items=("(i) Plant more trees in every park", "(ii) Mend the gates of them")),
    Element("heading", "Roads", 1),
    Element(
        "table",
        rows=(
            ("No.", "Recommendation", "Lead"),
            ("1", "(i) Light the lanes at night (ii) Sweep the squares by day", "Bo Tansy"),
            ("2", "Report on both to the board in May", "Al Quill"),
        ),
    ),
]
LAYOUTS = {
    "PDF": lambda: set_as_pdf(SET, Layout()),
    "PDF without rules": lambda: set_as_pdf(SET, Layout(ruled=False)),
    "PDF of two columns": lambda: set_as_pdf(SET, Layout(columns=2)),
    "DOCX": lambda: set_as_docx(SET, Layout()),
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_however_a_report_is_set_its_register_is_the_same(layout: str) -> None:
    listed = read("report", LAYOUTS[layout](), SourceNote(), lambda text: True).register
    assert [(one.number, one.shown, one.theme) for one in listed.recommendations] == [
        ("(i)", "Plant more trees in every park", "Parks and gates"),
        ("(ii)", "Mend the gates of them", "Parks and gates"),
        ("1(i)", "Light the lanes at night", "Roads"),
        ("1(ii)", "Sweep the squares by day", "Roads"),
        ("2", "Report on both to the board in May", "Roads"),
    ]


def test_a_table_of_actions_counts_only_where_nothing_else_is_listed() -> None:
    table = "| Action | Lead |\n|---|---|\n| Agree a protocol with partners | A. Smith |\n"
    assert found(f"## Recommendations\n\n{table}") == [("", "Agree a protocol with partners")]
    listed = f"## Recommendations\n\n(i) Share the data\n(ii) Guard the data\n\n{table}"
    assert [number for number, _ in found(listed)] == ["(i)", "(ii)"]
    assert not found(f"## Progress\n\n{table}")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Areas for action", RecommendationKind.AREA_FOR_ACTION),
        ("What central government can do", RecommendationKind.AREA_FOR_ACTION),
        ("Key success factors", RecommendationKind.SUCCESS_FACTOR),
        ("What the plan must contain", RecommendationKind.REQUIREMENT),
    ],
)
def test_lists_under_telling_headings_are_taken(heading: str, kind: RecommendationKind) -> None:
    listed = register(f"# Review\n\n## {heading}\n\n- Set goals\n- Train staff\n").recommendations
    assert [(one.shown, one.kind, one.theme) for one in listed] == [
        ("Set goals", kind, heading),
        ("Train staff", kind, heading),
    ]


def test_what_summary_and_body_both_say_stands_once_at_its_fuller_place() -> None:
    text = (
        "# Report\n\n## Summary\n\nWe make two recommendations:\n\n- Set up a fund for village "
        "halls\n- Publish the bus timetable in every village\n\n## Village halls\n\n"
        "Recommendation 1: Set up a fund for village halls, paid from the reserve, by May.\n\n"
        "## Buses\n\nRecommendation 2: Publish the bus timetable in every village and hamlet.\n"
    )
    whole = register(text)
    assert [(one.number, one.theme) for one in whole.recommendations] == [
        ("1", "Village halls"),
        ("2", "Buses"),
    ]
    first, second = whole.recommendations
    assert first.span.of(text).endswith("by May.")
    assert first.first.of(text) == "Set up a fund for village halls"
    assert second.first.of(text) == "Publish the bus timetable in every village"
    assert (whole.claimed, whole.warnings) == (2, ())


def test_short_words_under_two_themes_stay_two_with_ids_of_their_own() -> None:
    part = "### Recommendation\n\n(i) Celebrate successes\n(ii) {}\n\n"
    text = f"## A town\n\n{part.format('Ask all')}## A village\n\n{part.format('Ask some')}"
    listed = register(text).recommendations
    assert [one.theme for one in listed] == ["A town"] * 2 + ["A village"] * 2
    assert len({one.id for one in listed}) == 4


def test_ids_stay_where_text_is_put_in_front() -> None:
    text = "## Parks\n\nWe recommend that the gates are mended.\n"
    before, after = register(text), register(f"# Report\n\nA new preface.\n\n{text}")
    assert before.recommendations[0].id == after.recommendations[0].id


def test_the_page_is_that_of_its_first_character() -> None:
    text = "## Parks\n\nWe met.\n\nWe recommend that the gates are mended.\n"
    place = text.index("We recommend")
    pages = (Page(1, "i", Span(0, place)), Page(2, "1", Span(place, len(text))))
    [one] = register_of(text, blocks_of(text), pages).recommendations
    assert one.page == pages[1]


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("This report makes 21 recommendations.", 21),
        ("We set out twenty-one recommendations in all.", 21),
        ("The panel makes two recommendations.", 2),
        ("The earlier review made three recommendations, and these were implemented.", None),
        (
            "Of our 15 recommendations two were good, and 3 were accepted.",
            None,
        ),
        ("In 2010 recommendations were rare.", None),
    ],
)
def test_the_count_that_the_text_claims_is_compared(claim: str, count: int | None) -> None:
    text = (
        f"# Report\n\n{claim}\n\n## Recommendations\n\n1. Do this one well.\n2. Do that one well.\n"
    )
    whole = register(text)
    assert len(whole.recommendations) == 2
    assert whole.claimed == count
    wrong = (
        ()
        if count in (None, 2)
        else (f"The text speaks of {count} recommendations; 2 were found.",)
    )
    assert whole.warnings == wrong


def test_a_list_that_a_count_leads_into_is_compared_by_itself() -> None:
    text = (
        "## State\n\nWe have identified the following three areas where action would help:\n\n"
        "- Simplify funding\n- Share data\n\n## Other\n\nWe recommend that it begins in May.\n"
    )
    whole = register(text)
    assert len(whole.recommendations) == 3
    assert whole.warnings == ("The text speaks of 3 areas for action; 2 were found.",)


def test_a_differing_count_is_among_the_documents_warnings() -> None:
    content = (
        b"# R\n\nThis report makes 3 recommendations.\n\n## Recommendations\n\n1. Mend it all.\n"
    )
    reading = read("r.md", content, SourceNote(), lambda text: True)
    assert reading.warnings == ("The text speaks of 3 recommendations; 1 was found.",)


@pytest.mark.parametrize(
    "text",
    [
        "## Duty\n\nStaff should wash their hands. Councils must publish accounts.\n",
        "## Duty\n\nRecommendation 4 was accepted by the council.\n",
        "## Duty\n\nRecommendation 4: Accepted in full.\n",
        "## Duty\n\nThe recommendations are discussed in chapter 4.\n",
        "## Progress against recommendations\n\n- The hall was mended.\n- The road was closed.\n",
        "## Duty\n\nFigure 2 shows the principles that we recommend on the basis of this.\n",
        "## Duty\n\nThe review recommended that the hall be closed.\n",
        "## Duty\n\nThe priority areas for action are:\n\n- healthy work;\n- safe homes.\n",
        "## Appendix A Cases\n\n### Key success factors\n\n- a clear vision;\n- money.\n",
        "## Key success factors\n\nSuccess factors identified include:\n\n- a clear vision.\n",
        "## Steps\n\n1. Getting started\n\nBy end of May\n\nThe team should meet.\n",
        "## Contents\n\nRecommendations ........ 12\n\nSummary ........ 3\n\nOther ...... 4\n",
        "",
    ],
)
def test_what_recommends_nothing_is_left_out(text: str) -> None:
    assert register(text) == Register()


def test_guidance_obliges_in_the_section_that_lists_required_contents() -> None:
    text = (
        "## Plans\n\nThe plan must include:\n\n- targets;\n- costs.\n\nThe final plan should be "
        "agreed. A copy of the plan is sent within six weeks. Officers should be kind.\n\n"
        "## Reports\n\nThe plan should be bound in blue.\n"
    )
    listed = register(text).recommendations
    assert {one.kind for one in listed} == {RecommendationKind.REQUIREMENT}
    assert [one.shown for one in listed] == [
        "targets;",
        "costs.",
        "The final plan should be agreed.",
        "A copy of the plan is sent within six weeks.",
    ]


def test_every_theme_and_item_of_the_high_peak_plan(reports) -> None:
    report = reports["high"]
    listed = report.reading.register.recommendations
    themes = list(dict.fromkeys(one.theme for one in listed))
    counts = [sum(one.theme == theme for one in listed) for theme in themes]
    assert counts == [3, 3, 2, 3, 7, 4, 1, 6, 3, 1, 1, 6]
    assert themes[0] == LETTERED
    assert themes[-1] == "A modern and diverse workforce"
    lines = {line.strip() for line in report.text.splitlines()}
    printed = {f"- {one.number} {one.span.of(report.text)}" for one in listed if one.number}
    assert printed <= lines
    assert len(printed) == 36  # "Celebrate successes" is (iii) of two themes
    assert listed[0].span.of(report.text) == (
        "Review the process for collection of data regarding communities; service users and staff "
        "(across all 6 strands)"
    )
    assert [
        one.number for one in listed if one.theme.endswith("– Equality Impact Assessments")
    ] == [
        *("(i)", "(ii)", "(iii)", "(iv)", "(vi)", "(vii)", "(viii)"),
    ]
    assert not [one for one in listed if "See recommendations" in one.shown]


def test_the_ten_factors_of_the_research_report(reports) -> None:
    report = reports["dwp"]
    factors = [
        one
        for one in report.reading.register.recommendations
        if one.kind is RecommendationKind.SUCCESS_FACTOR
    ]
    assert [one.number for one in factors] == [str(number) for number in range(1, 11)]
    assert factors[0].shown.startswith("Have a clear vision and objectives: Local authorities")
    assert factors[0].shown.endswith(
        "some parties will remain uncomfortable and will resist change."
    )
    assert factors[9].shown.endswith("build the business case for mainstreaming.")
    assert [one.theme for one in factors] == [
        *["Vision and leadership"] * 2,
        *["Planning"] * 3,
        *["Implementation and learning"] * 4,
        "Review and evaluation",
    ]
    assert "Continued" not in "".join(one.shown for one in factors)


def test_the_four_areas_for_central_government(reports) -> None:
    report = reports["dwp"]
    areas = [
        one
        for one in report.reading.register.recommendations
        if one.kind is RecommendationKind.AREA_FOR_ACTION
    ]
    assert [one.shown.split()[0] for one in areas] == ["Demonstrate", "Emphasise", "Make", "Look"]
    assert {one.theme for one in areas} == {"5.3 Implications for support from central government"}
    summary = report.text.index("\n1 Introduction\n\n1.1")
    assert all(one.first.start < summary < one.span.start for one in areas)


def test_the_research_reports_own_counts_hold(reports) -> None:
    report = reports["dwp"]
    whole = report.reading.register
    assert [(claim.count, claim.found) for claim in whole.claims] == [(10, 10), (4, 4)]
    assert [claim.span.of(report.text) for claim in whole.claims] == [
        "Ten key success factors",
        "four areas where action",
    ]
    assert (whole.claimed, whole.warnings) == (14, ())
    assert len(whole.recommendations) == 24


@pytest.mark.parametrize(
    "obliged",
    [
        "quantifiable targets",
        "time scales",
        "arrangements for the local authority to monitor progress",
        "the finances that are necessary",
        "name those who will take responsibility",
        "intended outcomes and indicators",
        "dovetails effectively with its other established plans",
        "involving key stakeholders",
        "at least four weeks before",
        "within eight weeks of the report's publication",
    ],
)
def test_what_the_joint_review_guidance_obliges_to(reports, obliged: str) -> None:
    listed = reports["joint"].reading.register.recommendations
    assert len(listed) == 11
    assert sum(obliged in one.shown for one in listed) == 1


@pytest.mark.parametrize("name", ["age", "kent"])
def test_a_report_without_recommendations_has_none(reports, name: str) -> None:
    assert reports[name].reading.register == Register()


def test_every_entry_is_verbatim_and_once(report) -> None:
    listed = report.reading.register.recommendations
    assert len({one.id for one in listed}) == len(listed)
    for one in listed:
        words = one.span.of(report.text)
        assert words == words.strip()
        assert one.first.of(report.text)
        assert one.shown.split()[0] in words
    starts = [one.span.start for one in listed]
    assert starts == sorted(starts)
