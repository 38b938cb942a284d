"""The reports of one evaluation: each is well-formed, complete and gives nothing away."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

import pytest
from rich.console import Console

from evals.gate import Check, checks_of
from evals.question_suite import METRICS
from evals.report import charts
from evals.report.as_html import as_html
from evals.report.as_json import as_json
from evals.report.as_junit import as_junit
from evals.report.as_markdown import as_markdown
from evals.report.as_text import print_summary
from evals.results import CaseResult, JudgeAgreement, Section, SuiteRun
from evals.summary import Summary, summarised

SCRIPT = "<script>alert('who?')</script> & “sons”"
CONTROLS = "who\x00 chairs\x07 it\x1b[31m?\ufffe"


def case(number: int, recall: float, *faults: str, prompt: str = "who chairs it?") -> CaseResult:
    scores = {"vital_recall": recall, "evidence_recall_at_5": recall, "words": 40.0 + number}
    return CaseResult(
        id=f"case-{number}",
        kind=("fact", "list")[number % 2],
        split=("test", "tune")[number % 3 == 0],
        prompt=prompt,
        shown="The leader of [the council](x).",
        scores=scores,
        faults=faults,
        sections=(Section("What was retrieved", ("1. <b>Kent</b> — the board",)),),
        seconds=0.01 * (number + 1),
        confidence=0.1 * (number % 10),
        answerable=number % 2 == 0,
        digest=f"digest-{number}",
    )


RUN = SuiteRun(
    "questions",
    "muniment",
    "Muniment | ours",
    METRICS,
    (
        *(case(number, 0.0, "missed: the leader") for number in range(7)),
        case(7, 0.5, "missed: the leader", prompt=SCRIPT),
        case(8, 0.5, "a known miss", "too long", prompt=CONTROLS),
        *(case(number, 1.0) for number in range(9, 20)),
    ),
)
OTHER = replace(
    RUN,
    system="lexical-only",
    title="by words alone",
    cases=tuple(replace(c, scores={**c.scores, "vital_recall": 1.0}) for c in RUN.cases),
)
BEFORE = {
    case.id: {
        "digest": case.digest,
        "scores": {"vital_recall": max(0.5, case.scores["vital_recall"])},
    }
    for case in RUN.cases
}
JUDGE = JudgeAgreement("fake:yes", 9, 0.5, 0.1, 2, ("case-1: judge alone found “<i>”",))


def summary(
    *others: SuiteRun, threshold: float = 0.1, baseline: dict | None = None, run: SuiteRun = RUN
) -> Summary:
    checks: list[Check] = checks_of(run, {"vital_recall": threshold}, baseline or {}, whole=True)
    suite = summarised([run, *others], checks)
    return Summary("0.1.0", "2025-11-23T20:04:00+00:00", 61.26, (suite,), (JUDGE,))


class Page(HTMLParser):
    """The elements, their addresses and the summaries of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        leads = ("href", "xlink:href", "src", "srcset", "action", "data")
        self.addresses += [value or "" for name, value in attrs if name in leads]


def rows_of(markdown: str) -> list[list[str]]:
    lines = [line for line in markdown.splitlines() if line.startswith("|")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]


class TestJson:
    def test_holds_the_evaluation_with_all_its_parts(self) -> None:
        found = json.loads(json.dumps(as_json(summary(OTHER)), allow_nan=False))
        assert set(found) == {"version", "started", "seconds", "passed", "suites", "judges"}
        assert (found["version"], found["seconds"], found["passed"]) == ("0.1.0", 61.3, True)
        assert found["judges"][0]["kappa"] == 0.1
        (suite,) = found["suites"]
        assert suite["suite"] == "questions"
        assert [each["system"] for each in suite["systems"]] == ["muniment", "lexical-only"]

    def test_holds_figures_by_split_and_kind_with_their_intervals(self) -> None:
        (system,) = as_json(summary())["suites"][0]["systems"]
        figure = system["figures"]["vital_recall"]
        assert set(figure["splits"]) == {"test", "tune"}
        assert set(figure["kinds"]) == {"fact", "list"}
        for found in (*figure["splits"].values(), *figure["kinds"].values()):
            assert found["low"] <= found["mean"] <= found["high"]
        assert sum(found["count"] for found in figure["splits"].values()) == 20
        assert "mrr" not in system["figures"]
        assert system["latency_ms"] == {"p50": 105.0, "p95": 190.5}
        assert {"bins", "calibration_error", "separation"} == set(system["decision"])

    def test_holds_every_case_and_every_check(self) -> None:
        suite = as_json(summary(threshold=0.9, baseline=BEFORE))["suites"][0]
        threshold, baseline = suite["checks"]
        assert (threshold["metric"], threshold["passed"]) == ("vital_recall", False)
        assert baseline["p_value"] < 0.05
        assert [each["id"] for each in suite["systems"][0]["cases"]] == [c.id for c in RUN.cases]
        assert suite["systems"][0]["cases"][8]["faults"] == ["a known miss", "too long"]

    def test_holds_how_systems_differ_from_the_first(self) -> None:
        first, other = as_json(summary(OTHER))["suites"][0]["systems"]
        assert first["differences"] == {}
        assert other["differences"]["vital_recall"]["change"] == pytest.approx(8 / 20)
        assert other["differences"]["vital_recall"]["p_value"] < 0.05
        assert other["differences"]["words"] == {"change": 0, "p_value": 1, "count": 20}


class TestJUnit:
    def test_is_well_formed_and_its_counts_are_right(self) -> None:
        root = ET.fromstring(as_junit(summary(threshold=0.9, baseline=BEFORE)))
        assert root.tag == "testsuites"
        assert [suite.get("name") for suite in root] == ["questions checks", "questions"]
        for suite in root:
            assert suite.get("tests") == str(len(suite.findall("testcase")))
            assert suite.get("failures") == str(len(suite.findall("testcase/failure")))
            assert suite.get("skipped") == str(len(suite.findall("testcase/skipped")))

    def test_what_was_missed_before_is_skipped_so_that_a_passing_run_is_green(self) -> None:
        root = ET.fromstring(as_junit(summary()))
        assert root.findall(".//failure") == []
        known = root.find(".//testcase[@name='case-8']")
        assert known.find("skipped").get("message") == "a known miss; too long"
        assert list(root.find(".//testcase[@name='case-12']")) == []

    def test_a_case_that_turned_under_a_failed_check_is_a_failure(self) -> None:
        root = ET.fromstring(as_junit(summary(baseline=BEFORE)))
        failed = {found.get("name") for found in root[1] if found.find("failure") is not None}
        assert failed == {f"case-{number}" for number in range(7)}
        assert "turned: case-0" in root[0].find(".//failure").get("message")

    def test_a_failed_threshold_is_a_failure_of_its_own(self) -> None:
        root = ET.fromstring(as_junit(summary(threshold=0.9)))
        assert len(root[0].findall("testcase/failure")) == 1
        assert root[1].findall("testcase/failure") == []

    def test_leaves_out_what_xml_cannot_hold(self) -> None:
        root = ET.fromstring(as_junit(summary()))
        told = root.find(".//testcase[@name='case-8']/skipped").text
        assert told.startswith("who chairs it[31m?\n")
        assert SCRIPT in root.find(".//testcase[@name='case-7']/skipped").text


class TestMarkdown:
    def test_begins_with_the_outcome_and_names_what_failed(self) -> None:
        assert as_markdown(summary()).startswith("# Evaluation: passed\n")
        failed = as_markdown(summary(threshold=0.9, baseline=BEFORE))
        assert failed.startswith("# Evaluation: failed\n")
        assert "- **vital nugget recall** " in failed
        assert "  - turned: `case-0`" in failed

    def test_tables_have_as_many_cells_in_every_row(self) -> None:
        rows = rows_of(as_markdown(summary(OTHER)))
        assert len({len(row) for row in rows[: rows.index([" --- "] * 4) + 2]}) == 1
        systems = [row for row in rows if len(row) > 4]
        assert len({len(row) for row in systems}) == 1
        assert [row[0].strip() for row in systems] == [
            "system",
            "---",
            r"Muniment \| ours",
            "by words alone",
        ]

    def test_a_difference_that_is_not_chance_has_a_star(self) -> None:
        *_, first, other = rows_of(as_markdown(summary(OTHER)))
        assert not [cell for cell in first if "*" in cell]
        assert [cell.strip() for cell in other if "*" in cell] == ["1.000*"]

    def test_a_judge_is_said_to_gate_nothing(self) -> None:
        assert "Judge fake:yes: agrees on 0.500 of 9 facts, kappa 0.10. It gates nothing." in (
            as_markdown(summary())
        )


class TestHtml:
    def test_is_a_page_that_stands_alone(self) -> None:
        page = as_html(summary(OTHER, threshold=0.9, baseline=BEFORE))
        found = Page(page)
        assert not {"script", "link", "img", "iframe", "object", "embed", "form"} & set(found.tags)
        assert all(address.startswith("#") for address in found.addresses)
        linked = re.findall(r"https?://[^\s\"'<>]+|url\((?!#)[^)]*\)|@import", page)
        assert [url for url in linked if not url.startswith("http://www.w3.org/")] == []

    def test_shows_text_as_text(self) -> None:
        page = as_html(summary())
        assert escape(SCRIPT, quote=False).split("'")[0] in page
        assert "<script" not in page
        assert "<b>Kent" not in page
        assert "<i>" not in page

    def test_shows_every_case_with_a_fault_and_no_other(self) -> None:
        page = as_html(summary())
        assert Page(page).tags.count("details") == 9
        for each in RUN.cases:
            assert (f"{each.id}, {each.split}" in page) is bool(each.faults)

    def test_shows_the_checks_and_what_turned(self) -> None:
        page = as_html(summary(baseline=BEFORE))
        assert "<title>Evaluation failed" in page
        assert "worse: case-0, case-1" in page
        assert "<title>Evaluation passed" in as_html(summary())

    def test_charts_are_named_for_screen_readers(self) -> None:
        page = as_html(summary())
        assert Page(page).tags.count("svg") == 5
        assert len(re.findall(r'<svg role="img" aria-label="[^"]+"', page)) == 5

    def test_is_the_same_for_the_same_evaluation(self) -> None:
        assert as_html(summary(OTHER)) == as_html(summary(OTHER))

    def test_a_run_without_faults_retrieval_or_decisions_is_shown_too(self) -> None:
        bare = CaseResult("a", "fact", "test", "q", "s", {"vital_recall": 1.0})
        page = as_html(summary(run=replace(RUN, cases=(bare,))))
        assert "<p>None.</p>" in page
        assert Page(page).tags.count("svg") == 2


class TestCharts:
    def test_are_svg_and_the_same_every_time(self) -> None:
        first = summary(OTHER).suites[0].first
        assert first.decision
        for draw in (
            lambda: charts.by_kind(first, "vital_recall"),
            lambda: charts.recall_by_depth([RUN, OTHER]),
            lambda: charts.reliability_diagram(first.decision.bins),
            lambda: charts.latency(first),
        ):
            assert draw() == draw()
            assert ET.fromstring(draw()).tag == "{http://www.w3.org/2000/svg}svg"

    def test_their_words_are_text(self) -> None:
        drawn = charts.by_kind(summary().suites[0].first, "vital_recall")
        words = {"".join(e.itertext()).strip() for e in ET.fromstring(drawn).iter() if e.text}
        assert {"fact (10)", "list (10)", "vital nugget recall"} <= words

    def test_a_metric_that_was_not_measured_is_not_drawn(self) -> None:
        assert charts.by_kind(summary().suites[0].first, "mrr") == ""


def printed(summary: Summary) -> str:
    written = io.StringIO()
    print_summary(summary, Console(file=written, width=240, highlight=False))
    return written.getvalue()


def test_the_terminal_shows_figures_systems_and_failures() -> None:
    shown = printed(summary(OTHER, threshold=0.9))
    assert "vital nugget recall" in shown
    assert "lexical-only" in shown
    assert "FAILED  questions: vital nugget recall" in shown
    assert "Passed, in 61 s." in printed(summary())


def test_brackets_in_a_title_are_shown_in_the_terminal_as_they_are() -> None:
    named = replace(RUN, title="llm [bold]x[/bold] [/]")
    assert "llm [bold]x[/bold] [/]" in printed(summary(run=named))
