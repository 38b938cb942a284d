"""What is dropped from an answer that was tampered with, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, AnswerSentence
from assistant.answerer import Answerer, AskRequest
from assistant.verify import verified
from corpus.words import Span

NOWHERE = 99


@pytest.fixture(scope="module")
def true_answer(answerer: Answerer) -> Answer:
    return answerer.answer(AskRequest("how did Lancashire contract the third sector?"))


@pytest.fixture
def check(answerer: Answerer, true_answer: Answer):
    def run(sentence: AnswerSentence, citations=true_answer.citations):
        kept, dropped = verified([sentence], citations, answerer.library.text)
        assert len(kept) + len(dropped) == 1
        return kept, dropped

    return run


def test_the_reports_own_sentences_are_kept(check, true_answer: Answer) -> None:
    for sentence in true_answer.sentences:
        assert check(sentence) == ([sentence], [])


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("LCC has contracted with five third sector organisations.", "five"),
        ("LCC has not contracted with four third sector organisations.", "not"),
        ("LCC has contracted with four third sector organisations in Zanzibar.", "zanzibar"),
        ("Tenderers were told the budget of £1.10 million.", "1"),
        ("Tenderers were told the budget and 2009.", "2009"),
    ],
)
def test_a_word_that_its_source_does_not_hold_drops_a_sentence(
    check, true_answer: Answer, written: str, word: str
) -> None:
    source = next(c for c in true_answer.citations if written.split()[0] in c.quote)
    kept, [dropped] = check(AnswerSentence(written, (source.marker,)))
    assert kept == []
    assert dropped.text == written
    assert dropped.reason == f"its source does not say “{word}”"


def test_a_sentence_without_a_citation_is_dropped(check, true_answer: Answer) -> None:
    kept, [dropped] = check(replace(true_answer.sentences[0], citations=()))
    assert kept == []
    assert dropped.reason == "it cites nothing"


@pytest.mark.parametrize("markers", [(NOWHERE,), (1, NOWHERE)])
def test_a_marker_that_stands_for_nothing_drops_its_sentence(check, true_answer, markers) -> None:
    kept, [dropped] = check(replace(true_answer.sentences[0], citations=markers))
    assert kept == []
    assert dropped.reason


def altered(quote: str) -> list[str]:
    return [
        quote.replace("four", "five"),
        quote.upper(),
        quote + " ",
        quote[:-1],
        quote.replace(" ", "\u00a0", 1),
        "",
    ]


@pytest.mark.parametrize("alteration", range(6))
def test_a_quotation_altered_by_one_character_drops_what_rests_on_it(
    check, true_answer: Answer, alteration: int
) -> None:
    citation = true_answer.citations[0]
    tampered = replace(citation, quote=altered(citation.quote)[alteration])
    kept, [dropped] = check(true_answer.sentences[0], [tampered])
    assert kept == []
    assert dropped.reason == "a quotation differs from the stored text"


def test_a_quotation_from_another_place_drops_what_rests_on_it(check, true_answer: Answer) -> None:
    citation = true_answer.citations[0]
    moved = replace(citation, span=Span(citation.span.start + 1, citation.span.end + 1))
    kept, [dropped] = check(true_answer.sentences[0], [moved])
    assert kept == []
    assert dropped.reason == "a quotation differs from the stored text"
