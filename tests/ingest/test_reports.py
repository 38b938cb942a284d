"""What is read out of the five reports themselves."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.words import BlockKind, Role, Unit, in_context

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
PUBLISHED = {
    "SOURCES.md": "3162aed1b7d82f34046b990a288404b36352071aa2abc5e53e443eace0ecc54a",
    "age-equality-audit-implementation.md": (
        "c66c936c84676e49545275d312999b4f1ad1b889413b34935ca97d5f9f110f7d"
    ),
    "dwp-rr713-joined-up-services-older-people.md": (
        "72fb62575ef0585cfc7bb5aa18dbf1fb7f54b81d7a62e6cdba94bf09319fe64a"
    ),
    "high-peak-staffordshire-moorlands-action-plan-2009.md": (
        "3b7120115376f3057b1a463d4199f520507a609c073193fb21e962a5c6a94c7b"
    ),
    "joint-review-action-plan-guidance.md": (
        "4690ab62ed8cf2f66c2b42a7b888b6d764f8efd6e047fe9107a8135332c2f368"
    ),
    "kent-adult-social-care-blueprint-2012.md": (
        "f3778643d4e249710abcc205644b2d6b9531f869de4d1fd88c42aee8c8ff37d8"
    ),
}
SKIPPED = (BlockKind.HEADING, BlockKind.FURNITURE, BlockKind.CONTENTS, BlockKind.TABLE_LABEL)


def test_the_reports_are_byte_for_byte_those_supplied() -> None:
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in REPORTS.iterdir()}
    assert found == PUBLISHED


def units_with(reports, name: str, words: str) -> list[tuple[tuple[str, ...], Unit]]:
    found = [(p.section, unit) for p, unit in reports[name].units if words in unit.shown]
    assert found, f"no unit of {name} says {words}"
    return found


@pytest.mark.parametrize(
    ("name", "words", "section"),
    [
        (
            "dwp",
            "LCC has contracted with four third sector organisations",
            (
                "4 Achieving joined-up working",
                "4.3 The change management cycle",
                "4.3.3 Planning",
                "Commissioning for empowerment",
                "Lancashire: Contracting with the third sector",
            ),
        ),
        (
            "dwp",
            "Discontinued; Matched service users (control group) %: 5",
            (
                "Appendix B The case study reports",
                "B.5 Leicestershire",
                "1 Home care Assessment and Reablement Team (HART)",
                "Is it working?",
                "Table B.1 Comparison of outcomes for people at the first six-week review of "
                "Leicestershire’s Home care Assessment and Reablement Team with a ‘conventional’ "
                "home care package",
            ),
        ),
        (
            "kent",
            "Sufficient and suitable housing",
            ("6 Transformation themes", "4 Place to live"),
        ),
        ("joint", "quantifiable targets", ("The local authority action plan",)),
        ("age", "By end of November 2010", ("2. Mapping the key steps",)),
        (
            "high",
            "Refresh the Social Inclusion Strategy",
            ("E. Community engagement and satisfaction", "Community Cohesion", "RECOMMENDATION"),
        ),
    ],
)
def test_words_stand_under_their_headings(
    reports, name: str, words: str, section: tuple[str, ...]
) -> None:
    assert [found for found, _ in units_with(reports, name, words)] == [section]


@pytest.mark.parametrize(
    ("name", "row", "context"),
    [
        (
            "kent",
            "Older Persons; Enablement clients; Figure Type: Cumulative Clients (financial year); "
            "Client numbers Mar 2011: 3,729",
            ["Client numbers Mar 2011", "Older Persons"],
        ),
        (
            "kent",
            "Mental Health; Direct Payments; Figure Type: Client Snapshot; "
            "Client numbers Mar 2011: 170",
            ["Client numbers Mar 2011", "Mental Health", "Direct Payments"],
        ),
        (
            "dwp",
            "Discontinued; Matched service users (control group) %: 5; "
            "Reablement pilot (selective) %: 62",
            [
                "Table B.1 Comparison of outcomes",
                "Home care package at first review",
                "Reablement pilot (selective)",
                "%",
                "* Initially the pilot adopted a selective approach",
            ],
        ),
        (
            "high",
            "Priority Target Deadline: 30.09.10; Resources/ Lead: Dave Bennett Equality Champions",
            ["Priority Target Deadline", "Resources/ Lead"],
        ),
    ],
)
def test_a_figure_stands_with_its_headers_and_groups_and_quotes_them(
    reports, name: str, row: str, context: list[str]
) -> None:
    _, unit = units_with(reports, name, row)[0]
    statement = unit.statements[0]
    quoted = " ".join(span.of(reports[name].text) for span in statement.context)
    assert statement.role is Role.ROW
    assert all(words in quoted for words in context)


@pytest.mark.parametrize(
    ("abbreviation", "meaning"),
    [("Enablement", "An intensive short term service"), ("FSC", "Families and Social Care")],
)
def test_a_glossary_entry_is_a_unit(reports, abbreviation: str, meaning: str) -> None:
    _, unit = units_with(reports, "kent", f"{abbreviation}: {meaning}")[0]
    assert unit.shown.startswith(f"{abbreviation}: ")
    assert unit.kind is BlockKind.TABLE_ROW


def test_what_an_action_plan_must_contain_is_a_list_with_its_lead_in(reports) -> None:
    _, unit = units_with(reports, "joint", "quantifiable targets for improvement")[0]
    text = reports["joint"].text
    items = [s.span.of(text) for s in unit.statements if s.role is Role.ITEM]
    assert "It is important that the action plan contains:" in unit.shown
    assert [item.split()[1] for item in items[:3]] == ["quantifiable", "time", "clearly"]


def test_every_statement_lies_in_its_unit_and_every_unit_in_its_passage(report) -> None:
    for passage, unit in report.units:
        assert passage.span.covers(unit.span)
        assert unit.statements
        for statement in unit.statements:
            assert unit.span.covers(statement.span)
            assert statement.shown and statement.span.of(report.text).strip()


def test_passages_units_and_statements_stand_in_reading_order(report) -> None:
    spans = [passage.span for passage in report.passages]
    assert all(one.end <= next_one.start for one, next_one in pairwise(spans))
    for passage in report.passages:
        starts = [unit.span.start for unit in passage.units]
        assert starts == sorted(starts)
        for unit in passage.units:
            places = [statement.span.start for statement in unit.statements]
            assert places == sorted(places)


def test_passages_never_cross_a_heading_or_a_contents_list(report) -> None:
    barriers = [b for b in report.blocks if b.kind in (BlockKind.HEADING, BlockKind.CONTENTS)]
    for passage in report.passages:
        for block in barriers:
            apart = block.span.end <= passage.span.start or passage.span.end <= block.span.start
            assert apart, f"{passage.section} crosses {block.span.of(report.text)}"


def test_no_statement_says_continued(report) -> None:
    for passage, unit in report.units:
        for statement in unit.statements:
            assert statement.shown.casefold() != "continued", passage.section
        assert "\nContinued" not in unit.shown


def test_every_character_is_read_unless_it_is_a_heading_furniture_or_contents(report) -> None:
    """What is left over are only headers repeated on a new page and the rules of piped tables."""
    left_over = list(report.text)
    covered = [block.span for block in report.blocks if block.kind in SKIPPED]
    for _, unit in report.units:
        for statement in unit.statements:
            covered += [statement.span, *statement.context]
    for span in covered:
        left_over[span.start : span.end] = " " * (span.end - span.start)
    lines = {line.strip() for line in "".join(left_over).splitlines() if line.strip()}
    assert {line for line in lines if set(line) - set("|-")} <= {
        "Key research question\tTopics",
        "Document\tDescription",
    }


def test_every_unit_with_its_context_fits_the_models_window(report, embeddings) -> None:
    title = report.reading.source.title
    cut = [
        unit.shown[:60]
        for passage, unit in report.units
        if not embeddings.reads_whole(in_context(title, passage.section, unit.shown))
    ]
    assert cut == []


def test_passages_have_ids_of_their_own(report) -> None:
    ids = [passage.id for passage in report.passages]
    assert len(set(ids)) == len(ids)


def test_reading_again_gives_the_same_passages(reports, embeddings) -> None:
    from ingest.readers import read
    from ingest.sources import SourceNote

    source = reports["kent"].reading.source
    note = SourceNote(source.title, source.publisher, source.date)
    again = read(source.name, (REPORTS / source.name).read_bytes(), note, embeddings.reads_whole)
    assert again == reports["kent"].reading


@pytest.mark.parametrize(
    ("name", "publisher", "date"),
    [
        ("dwp", "Department for Work and Pensions; by Risk Solutions", "2010-11"),
        ("kent", "Kent County Council, Families & Social Care", "2012-05-01"),
        ("high", "High Peak Borough Council and Staffordshire Moorlands District Council", "2009"),
        ("age", "health and social care age-equality toolkit, England", "2010"),
    ],
)
def test_reports_know_their_publisher_and_date(
    reports, name: str, publisher: str, date: str
) -> None:
    source = reports[name].reading.source
    assert (source.publisher, source.date) == (publisher, date)


def test_the_undated_report_has_no_date(reports) -> None:
    assert reports["joint"].reading.source.date == ""
