"""Question files: what is right is read, and every mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.question_files import QuestionFilesInvalid, read_questions
from evals.questions import FOLDER

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
    with pytest.raises(QuestionFilesInvalid) as invalid:
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


def test_the_questions_of_the_project_are_right(reports_library) -> None:
    documents = reports_library.documents()
    texts = {found.source.name: reports_library.text(found.id) for found in documents}
    questions = read_questions(texts, FOLDER)
    assert len(questions) >= 160
    assert sum(question.split == "test" for question in questions) >= len(questions) / 4
