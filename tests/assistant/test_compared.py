"""Comparisons answered side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Status
from assistant.answerer import Answerer, AskRequest
from assistant.compose import COMPARISON_WORDS
from ingest.pipeline import ingest

REPORT = """# Street lamps in two towns

## Norwich

Norwich mends its street lamps with a crew of its own. The crew of Norwich mended 4,120 lamps.
Norwich keeps a list of street lamps. Norwich asks residents about street lamps. Norwich has iron
street lamps, which a crew paints, and the crew mends them by night where residents of Norwich ask.

## Ipswich

Ipswich pays a contractor to mend its lamps. It mended 310 of them.

## Both towns

Leeds and Devon share one lamp board, which meets each May.
"""


@pytest.fixture
def lamps(make_library, tmp_path: Path) -> Answerer:
    (tmp_path / "lamps.md").write_text(REPORT, "utf-8")
    library = make_library()
    ingest(library, [tmp_path / "lamps.md"], lambda name, done, total: None)
    return Answerer(library)


def sections(answer: Answer) -> Iterator[str]:
    of = {citation.marker: citation.section[-1] for citation in answer.citations}
    yield from dict.fromkeys(of[sentence.citations[0]] for sentence in answer.sentences)


def test_each_side_is_told_in_the_order_asked(lamps: Answerer) -> None:
    answer = lamps.answer(AskRequest("How do Ipswich and Norwich each mend street lamps?"))
    assert answer.status is Status.ANSWERED
    assert list(sections(answer)) == ["Ipswich", "Norwich"]
    assert "contractor" in answer.text
    assert "crew" in answer.text


def test_a_side_that_the_documents_do_not_speak_of_is_named(lamps: Answerer) -> None:
    answer = lamps.answer(AskRequest("How do Norwich and Gateshead each mend street lamps?"))
    assert answer.status is Status.PARTLY_ANSWERED
    assert answer.note == "Nothing was found on Gateshead."
    assert list(sections(answer)) == ["Norwich"]


def test_what_is_told_of_both_at_once_is_told_once(lamps: Answerer) -> None:
    answer = lamps.answer(AskRequest("When does the lamp board of Leeds and Devon meet?"))
    assert answer.text.count("one lamp board") == 1
    assert answer.status is Status.ANSWERED


def test_a_comparison_of_the_reports_keeps_to_its_words(answerer: Answerer) -> None:
    question = "How do Kent and Lancashire each give people personal budgets?"
    answer = answerer.answer(AskRequest(question))
    assert sum(len(sentence.text.split()) for sentence in answer.sentences) <= COMPARISON_WORDS
    assert {citation.document.id for citation in answer.citations} == {
        "dwp-rr713-joined-up-services-older-people",
        "kent-adult-social-care-blueprint-2012",
    }
    sentences = [sentence.text for sentence in answer.sentences]
    assert len(sentences) == len(set(sentences))
