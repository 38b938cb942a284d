"""Numbered headings as the answer to a question for a report's steps, themes or parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.answer import Status
from assistant.answerer import Answerer, AskRequest
from corpus.library import Library
from ingest.readers import read
from ingest.sources import SourceNote

REPORT = """# The Wexmoor flood toolkit

Wexmoor council prepared this toolkit with its parishes.

## Steps to a flood plan

Each parish takes the steps in order.

### 1. Map the drains

Volunteers walk every lane and note where drains are blocked.

### 2. Name a warden

The parish names one warden who holds the keys of the pumps.

### 3. Test the pumps

Pumps are run for an hour in each quarter.

### 4. Tell the neighbours

A leaflet goes to each household before winter.

## Costs

The council pays for the pumps and the parishes pay for the fuel.
"""
STEPS = ["1. Map the drains", "2. Name a warden", "3. Test the pumps", "4. Tell the neighbours"]


@pytest.fixture
def answerer(make_library: Callable[..., Library]) -> Answerer:
    library = make_library()
    reading = read("toolkit.md", REPORT.encode(), SourceNote(), library.embeddings.reads_whole)
    library.put(reading, REPORT.encode())
    return Answerer(library)


@pytest.mark.parametrize(
    "question",
    [
        "what are the steps to a flood plan?",
        "list the four steps of the Wexmoor flood toolkit",
        "What are the 4 steps?",
    ],
)
def test_the_steps_are_the_headings_each_cited_where_it_stands(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.answer(AskRequest(question))
    assert answer.status is Status.ANSWERED
    assert [sentence.text for sentence in answer.sentences] == STEPS
    for citation, step in zip(answer.citations, STEPS, strict=True):
        assert citation.quote == step == citation.span.of(REPORT)


def test_another_number_than_there_are_is_corrected(answerer: Answerer) -> None:
    answer = answerer.answer(AskRequest("what are the five steps to a flood plan?"))
    assert answer.status is Status.CORRECTED
    assert answer.note == "“Steps to a flood plan” has 4 parts, not 5."
    assert [sentence.text for sentence in answer.sentences] == STEPS


@pytest.mark.parametrize(
    "question",
    [
        "which steps of the flood plan need volunteers?",
        "who holds the keys of the pumps?",
    ],
)
def test_what_asks_for_something_else_is_not_answered_by_headings(
    answerer: Answerer, question: str
) -> None:
    answer = answerer.answer(AskRequest(question))
    assert [sentence.text for sentence in answer.sentences] != STEPS
