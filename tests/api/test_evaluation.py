"""``muniment eval`` as a user runs it."""

from __future__ import annotations

import json
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from evals.broken import BROKEN
from evals.systems import ABLATIONS

LAMPS = """\
# Street lamps

The lamps of Barsetshire were lit in 1821. Oil cost £40 a year, which the parish paid.

# Market hall

The market hall was opened by the mayor in 1834 and has a clock from Leeds.
"""

QUESTIONS = """\
- id: lamps-lit
  kind: fact
  split: test
  question: When were the lamps of Barsetshire lit?
  wording: same
  expected: answered
  nuggets:
  - {fact: In 1821., vital: true, patterns: ['\\b1821\\b']}
  evidence:
  - {document: lamps.md, quote: The lamps of Barsetshire were lit in 1821.}
- id: hall-opened
  kind: fact
  split: tune
  question: Who opened the market hall?
  wording: same
  expected: answered
  nuggets:
  - {fact: The mayor., vital: true, patterns: [mayor]}
  evidence:
  - {document: lamps.md, quote: The market hall was opened by the mayor in 1834}
- id: bus-timetable
  kind: not_in_documents
  split: test
  question: How often does the bus to Plymouth run?
  wording: same
  expected: not_found
  absent: [plymouth]
"""

REPORTS = {"report.html", "summary.md", "junit.xml", "report.json"}


@pytest.fixture
def own(tmp_path: Path, model_folder: Path, muniment) -> SimpleNamespace:
    """A set and a corpus of one's own, and the command over them."""
    data, corpus, folder = (tmp_path / name for name in ("data", "corpus", "set"))
    for made in (data, corpus, folder / "questions"):
        made.mkdir(parents=True)
    (data / "models").symlink_to(model_folder)
    (corpus / "lamps.md").write_text(LAMPS, "utf-8")
    (folder / "questions" / "lamps.yaml").write_text(QUESTIONS, "utf-8")

    whole = partial(muniment, "eval", "--set", str(folder), corpus_dir=str(corpus))
    run = partial(
        muniment, "eval", "--set", str(folder), "--suite=questions", corpus_dir=str(corpus)
    )
    return SimpleNamespace(run=run, whole=whole, folder=folder, data=data, corpus=corpus)


def thresholds(own: SimpleNamespace, **limits: float) -> None:
    (own.folder / "thresholds.json").write_text(json.dumps({"questions": limits}))


@pytest.fixture
def over_the_reports(
    tmp_path: Path, indexed_folder: Path, model_folder: Path, muniment
) -> Callable:
    """The command over the five reports, indexed already."""
    data = tmp_path / "data"
    shutil.copytree(indexed_folder, data / "eval" / "library")
    (data / "eval" / "library" / "owner.json").unlink(missing_ok=True)
    (data / "models").symlink_to(model_folder)
    return partial(muniment, "eval")


def test_json_alone_is_on_standard_output_and_the_reports_are_written(
    over_the_reports, tmp_path: Path
) -> None:
    done = over_the_reports("--split", "test", "--kind", "definition", "--json")
    assert done.code == 0, done.err
    (suite,) = done.json["suites"]
    (system,) = suite["systems"]
    assert done.json["passed"]
    assert {(case["kind"], case["split"]) for case in system["cases"]} == {("definition", "test")}
    assert "Reports are in" in done.err
    written = tmp_path / "data" / "eval" / "report"
    assert {path.name for path in written.iterdir()} == REPORTS
    assert json.loads((written / "report.json").read_text("utf-8")) == done.json
    assert ET.parse(written / "junit.xml").getroot().tag == "testsuites"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("--system", "wishful"), [*ABLATIONS, *BROKEN]),
        (("--suite", "answers"), ["questions"]),
        (("--split", "train"), ["test", "tune"]),
        (("--kind", "guess"), ["fact", "not_in_documents"]),
    ],
)
def test_an_unknown_name_ends_with_2_and_those_there_are(muniment, arguments, named) -> None:
    done = muniment("eval", *arguments)
    assert (done.code, done.out) == (2, "")
    said = "".join(done.err.replace("│", "").split())
    assert all(name in said for name in named)
    assert "Traceback" not in done.err


def test_a_set_of_ones_own_is_measured_over_ones_own_documents(own) -> None:
    thresholds(own, vital_recall=1.0, citation_exactness=1.0)
    out = own.folder.parent / "out"
    done = own.run("--out", str(out))
    assert done.code == 0, done.err
    assert "vital nugget recall" in done.out
    assert "Passed, in" in done.out
    assert {path.name for path in out.iterdir()} == REPORTS
    assert not (own.data / "eval" / "report").exists()


def test_every_mistake_of_a_set_is_named_with_file_and_line(own) -> None:
    wrong = QUESTIONS.replace("in 1821.}", "in 1822.}").replace("kind: fact", "kind: guess", 1)
    (own.folder / "questions" / "lamps.yaml").write_text(wrong.replace("mayor in", "Mayor in"))
    (own.folder / "questions" / "more.yaml").write_text("- id: [unclosed\n")
    done = own.run()
    assert (done.code, done.out) == (1, "")
    assert "Traceback" not in done.err
    for mistake in (
        "lamps.yaml:2: kind: ",
        "lamps.yaml:20: the quotation is not verbatim",
        "more.yaml:2: not readable as YAML",
    ):
        assert mistake in done.err


def test_a_threshold_that_is_not_reached_ends_with_1_and_is_named(own) -> None:
    thresholds(own, vital_recall=1.1)
    done = own.run()
    assert done.code == 1
    assert "FAILED  questions: vital nugget recall 1.000" in done.out
    junit = ET.parse(own.data / "eval" / "report" / "junit.xml")
    assert len(junit.findall(".//failure")) == 1


def test_a_broken_assistant_fails_the_gate(own) -> None:
    thresholds(own, citation_exactness=1.0)
    assert own.run("--system", "broken:misquoting").code == 1


def test_a_run_is_made_the_baseline_and_the_next_is_held_against_it(own) -> None:
    thresholds(own, vital_recall=0.5)
    assert own.whole("--update-baseline").code == 0
    kept = json.loads((own.folder / "baseline.json").read_text("utf-8"))
    assert set(kept["questions"]) == {"lamps-lit", "hall-opened", "bus-timetable"}
    assert kept["questions"]["lamps-lit"]["scores"] == {"vital_recall": 1.0}
    done = own.run("--json")
    assert done.code == 0
    rules = [check["rule"] for check in done.json["suites"][0]["checks"]]
    assert rules[-1] == "on the baseline's cases, which gave"


@pytest.mark.parametrize(
    "part", [("--kind", "fact"), ("--split", "test"), ("--suite", "questions")], ids=" ".join
)
def test_a_part_of_the_cases_makes_no_baseline(own, part: tuple[str, str]) -> None:
    done = own.whole("--update-baseline", *part)
    assert done.code == 1
    assert "A baseline is written from a whole run alone." in done.err
    assert not (own.folder / "baseline.json").exists()


def test_systems_a_model_and_a_judge_are_set_beside_one_another(own) -> None:
    done = own.run(
        "--ablations",
        "--llm",
        "fake:first-sentences",
        "--unverified",
        "--judge",
        "fake:yes",
        "--json",
    )
    assert done.code == 0, done.err
    systems = [system["system"] for system in done.json["suites"][0]["systems"]]
    fake = "fake:first-sentences"
    assert systems == [*ABLATIONS, f"llm:{fake}", f"unverified:{fake}"]
    assert done.json["judges"][0]["facts"] == 2


@pytest.mark.parametrize("behaviour", ["refuses", "invents", "silent"])
def test_answers_with_a_bad_model_lose_nothing(own, behaviour: str) -> None:
    done = own.run("--llm", f"fake:{behaviour}", "--json")
    (system,) = done.json["suites"][0]["systems"]
    assert system["system"] == f"llm:fake:{behaviour}"
    figures = system["figures"]
    assert figures["false_refusal"]["splits"]["test"]["mean"] == 0
    assert figures["vital_recall"]["splits"]["test"]["mean"] == 1
    assert figures["sentence_support"]["splits"]["test"]["mean"] == 1


def test_a_model_by_itself_is_measured_where_asked_for(own) -> None:
    done = own.run("--llm", "fake:refuses", "--unverified", "--json")
    verified, alone = done.json["suites"][0]["systems"]
    assert alone["system"] == "unverified:fake:refuses"
    assert alone["figures"]["false_refusal"]["splits"]["test"]["mean"] == 1
    assert verified["figures"]["false_refusal"]["splits"]["test"]["mean"] == 0


def test_a_sample_takes_so_many_cases(own) -> None:
    done = own.run("--sample", "2", "--json")
    assert len(done.json["suites"][0]["systems"][0]["cases"]) == 2


@pytest.mark.parametrize("option", ["--llm", "--judge"])
def test_a_model_that_cannot_be_used_ends_with_1_and_a_line(own, option: str) -> None:
    done = own.run(option, "fake:clever")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("muniment: The language model “fake:clever” cannot be used")
    assert done.err.count("\n") == 1


def test_a_corpus_without_documents_is_said(own) -> None:
    (own.corpus / "lamps.md").unlink()
    done = own.run()
    assert done.code == 1
    assert "There are no documents in" in done.err


def test_a_kind_that_the_set_does_not_hold_is_said(own) -> None:
    done = own.run("--kind", "table")
    assert done.code == 1
    assert "No case is of the suite, split and kind asked for." in done.err
