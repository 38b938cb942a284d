"""The metrics on examples worked by hand."""

from __future__ import annotations

import pytest

from corpus.words import Span
from evals.evidence_recall import Retrieved, evidence_recall
from evals.nugget_recall import nugget_recall, words_read
from evals.questions import Evidence, Nugget, Question

TEXT = "0123456789" * 4


def question(*quotes: str, kind: str = "fact") -> Question:
    return Question.model_validate(
        {
            "id": "q",
            "kind": kind,
            "split": "tune",
            "question": "q",
            "wording": "same",
            "expected": "answered",
            "evidence": [Evidence(document="a.md", quote=quote) for quote in quotes],
        }
    )


@pytest.mark.parametrize(
    ("spans", "recall"),
    [
        ([(0, 10)], 1.0),
        ([(0, 5)], 1.0),
        ([(0, 4)], 0.0),
        ([(0, 3), (7, 10)], 1.0),
        ([(0, 4), (2, 4)], 0.0),
        ([(10, 20)], 0.0),
        ([], 0.0),
    ],
)
def test_evidence_counts_from_half_of_its_characters(
    spans: list[tuple[int, int]], recall: float
) -> None:
    retrieved = [Retrieved("a.md", Span(*span)) for span in spans]
    assert evidence_recall(question("0123456789"), retrieved, {"a.md": TEXT}) == recall


def test_evidence_of_another_document_does_not_count() -> None:
    retrieved = [Retrieved("b.md", Span(0, 10))]
    assert evidence_recall(question("0123456789"), retrieved, {"a.md": TEXT}) == 0


def test_recall_is_the_share_of_needed_quotations() -> None:
    retrieved = [Retrieved("a.md", Span(0, 3))]
    asked = question("0123", "34567")
    assert evidence_recall(asked, retrieved, {"a.md": TEXT}) == 0.5


def test_a_question_without_evidence_has_no_recall() -> None:
    with pytest.raises(ValueError, match="no evidence"):
        evidence_recall(question(), [], {})


def test_a_nugget_is_found_by_any_of_its_patterns() -> None:
    facts = (
        Nugget(fact="a", vital=True, patterns=("four", "4")),
        Nugget(fact="b", vital=True, patterns=("third sector",)),
    )
    assert nugget_recall(facts, "There are 4 of them.") == 0.5
    assert nugget_recall(facts, "FOUR of the third sector.") == 1
    with pytest.raises(ValueError, match="at least one"):
        nugget_recall((), "anything")


@pytest.mark.parametrize(("kind", "words"), [("fact", 200), ("comparison", 300), ("list", 350)])
def test_only_the_first_words_of_an_answer_count(kind: str, words: int) -> None:
    read = words_read(question("0123", kind=kind), "word [1] " * 400)
    assert len(read.split()) == words
    assert "[1]" not in read
