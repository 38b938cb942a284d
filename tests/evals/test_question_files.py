"""Question files: what is right is read, and every mistake is named with its line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import get_args

import pytest

from corpus.errors import EvaluationSetInvalid
from evals.question_files import read_questions
from evals.questions import Kind

TEXTS = {"lamps.md": "The lamps were lit in 1821. Oil cost £40 a year."}

GOOD = """\
- id: when-lit
  kind: fact
  split: tune
  question: when were the lamps lit?
  wording: same
  expected: answered
  nuggets:
  - fact: In 1821.
    vital: true
    patterns: ['\\b1821\\b']
  evidence:
  - document: lamps.md
    quote: The lamps were lit in 1821.
"""


def written(folder: Path, text: str) -> Path:
    (folder / "set.yaml").write_text(text, encoding="utf-8")
    return folder


def mistakes(folder: Path, text: str) -> list[str]:
    with pytest.raises(EvaluationSetInvalid) as invalid:
        read_questions(TEXTS, written(folder, text))
    return [str(mistake) for mistake in invalid.value.mistakes]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    (question,) = read_questions(TEXTS, written(tmp_path, GOOD))
    assert question.id == "when-lit"
    assert question.needed[0].quote in TEXTS["lamps.md"]


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        (("kind: fact", "kind: guess"), "set.yaml:2: kind: Input should be"),
        (("wording: same", "wordings: same"), "set.yaml:1: wording: Field required"),
        (("lit in 1821.\n", "lit in 1822.\n"), "set.yaml:13: the quotation is not verbatim"),
        (("document: lamps.md", "document: maps.md"), "set.yaml:12: there is no document"),
        (("'\\b1821\\b'", "'1822'"), "set.yaml:10: the pattern “1822” matches nowhere near"),
        (("'\\b1821\\b'", "'('"), "set.yaml:10: the pattern “(” does not compile"),
        (("expected: answered", "expected: not_found"), "set.yaml:6: “not_found” needs patterns"),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], mistake: str
) -> None:
    found = mistakes(tmp_path, GOOD.replace(*change))
    assert any(line.startswith(mistake) for line in found), found


def test_all_mistakes_come_at_once(tmp_path: Path) -> None:
    twice = GOOD + GOOD.replace("lamps.md", "maps.md")
    found = mistakes(tmp_path, twice)
    assert any("set.yaml:14: id: “when-lit” is used already at set.yaml:1" in m for m in found)
    assert any("set.yaml:25: there is no document" in m for m in found)


def test_what_is_said_not_to_be_there_must_not_be(tmp_path: Path) -> None:
    absent = GOOD.split("  expected")[0] + "  expected: not_found\n  absent: ['oil cost']\n"
    (found,) = mistakes(tmp_path, absent)
    assert found == "set.yaml:7: “Oil cost” is in lamps.md, so the documents do say"


def test_what_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    (found,) = mistakes(tmp_path, "- id: [unclosed\n")
    assert found.startswith("set.yaml:2: not readable as YAML")


def test_an_empty_file_or_one_that_is_no_list_is_named(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "") == ["set.yaml:1: the file is not a list of questions"]
    assert mistakes(tmp_path, "id: a\n") == ["set.yaml:1: the file is not a list of questions"]
    assert mistakes(tmp_path, "- just words\n")[0].startswith("set.yaml:1: ")


def test_all_mistakes_are_the_text_of_the_failure_a_line_each(tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetInvalid) as invalid:
        read_questions(TEXTS, written(tmp_path, GOOD.replace("lamps.md", "maps.md") * 2))
    lines = str(invalid.value).splitlines()
    assert lines == [str(mistake) for mistake in invalid.value.mistakes]
    assert [int(line.split(":")[1]) for line in lines] == sorted(
        int(line.split(":")[1]) for line in lines
    )


def test_the_questions_of_the_project_are_right(own_questions) -> None:
    assert len(own_questions) >= 160
    assert sum(question.split == "test" for question in own_questions) >= len(own_questions) / 4
    assert {question.kind for question in own_questions} == set(get_args(Kind))


def test_the_test_split_is_a_third_by_the_ids_digest(own_questions) -> None:
    for question in own_questions:
        divides = int(hashlib.sha256(question.id.encode()).hexdigest(), 16) % 3 == 0
        assert question.split == ("test" if divides else "tune"), question.id
