"""The registers of the five reports."""

from __future__ import annotations

import pytest

from corpus.words import RecommendationKind, Register

LETTERED = "A. Knowing your communities and community mapping – Data Collection"


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
