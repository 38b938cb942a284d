"""What an answer is like in itself, on small answers written out here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import Answer, AnswerSentence, Citation, Status
from corpus.words import Document, Source, Span
from evals.metrics.answers import citation_exactness, on_topic, sentence_support, within_length
from evals.questions import Question

LIT = "The **lamps** were lit in 1821."
COST = "Oil cost £1,040 a year."
TEXT = f"{LIT} {COST}{' Rain fell on the town.' * 40} The market hall has a clock."
TEXTS = {"lamps.md": TEXT}
LAMPS = Document("lamps", Source("lamps.md", "Lamps"), "0", len(TEXT), 1)

QUESTION = Question.model_validate(
    {
        "id": "when-lit",
        "kind": "fact",
        "split": "test",
        "question": "when were the lamps lit?",
        "wording": "same",
        "expected": "answered",
        "nuggets": [{"fact": "In 1821.", "vital": True, "patterns": [r"\b1821\b"]}],
        "evidence": [{"document": "lamps.md", "quote": LIT}],
    }
)


def citation(marker: int, quote: str, *section: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(marker, LAMPS, None, section, quote, Span(start, start + len(quote)), "p")


def answer(*sentences: tuple[str, tuple[int, ...]], citations: tuple[Citation, ...] = ()) -> Answer:
    said = tuple(AnswerSentence(text, markers) for text, markers in sentences)
    return Answer("1", "q", "q", Status.ANSWERED, said, citations)


def test_exactness_is_the_share_of_quotations_that_are_the_stored_text() -> None:
    exact = citation(1, COST)
    altered = replace(exact, quote="Oil cost £1,041 a year.")
    moved = replace(exact, span=Span(exact.span.start + 1, exact.span.end + 1))
    unknown = replace(exact, document=replace(LAMPS, id="maps"))
    texts = {"lamps": TEXT}
    assert citation_exactness([exact, exact], texts) == 1
    assert citation_exactness([exact, altered, moved, unknown], texts) == 0.25


def test_a_quotation_of_nothing_is_not_exact() -> None:
    nothing = replace(citation(1, COST), quote="", span=Span(5, 5))
    assert citation_exactness([nothing], {"lamps": TEXT}) == 0


@pytest.mark.parametrize(
    ("sentence", "markers", "support"),
    [
        ("The lamps were lit in 1821.", (1,), 1),
        ("Lamps lit 1821.", (1, 99), 1),
        ("Oil cost £1040 a year.", (2,), 1),
        ("Oil cost £1,040 a year and the lamps were lit in 1821.", (1, 2), 1),
        ("The lamps were lit in 1822.", (1,), 0),
        ("The lamps were lit in 1821.", (2,), 0),
        ("The lamps were lit in 1821.", (), 0),
        ("The lamps were lit in 1821.", (99,), 0),
        ("The lamps were stolen by burglars in 1821.", (1,), 0),
        ("Lighting: lamps lit in 1821.", (1,), 1),
    ],
)
def test_a_sentence_is_carried_by_the_words_and_numbers_of_its_own_citations(
    sentence: str, markers: tuple[int, ...], support: float
) -> None:
    cited = (citation(1, LIT, "Street lighting"), citation(2, COST))
    assert sentence_support(answer((sentence, markers), citations=cited)) == support


def test_support_is_the_share_of_sentences() -> None:
    said = answer((LIT, (1,)), (COST, (1,)), (COST, ()), (LIT, (1,)), citations=(citation(1, LIT),))
    assert sentence_support(said) == 0.5


@pytest.mark.parametrize(
    ("sentence", "quote", "share"),
    [
        ("It was 1821.", "The market hall has a clock.", 1),
        (COST, COST, 1),
        ("The market hall has a clock.", "The market hall has a clock.", 0),
    ],
    ids=["states a fact", "quotes from nearby", "neither"],
)
def test_a_sentence_is_on_the_topic_by_its_fact_or_its_place(
    sentence: str, quote: str, share: float
) -> None:
    said = answer((sentence, (1,)), citations=(citation(1, quote),))
    assert on_topic(QUESTION, said, TEXTS) == share


def test_a_place_of_another_document_is_not_on_the_topic() -> None:
    elsewhere = replace(LAMPS, source=Source("maps.md", "Maps"))
    said = answer((COST, (1,)), citations=(replace(citation(1, COST), document=elsewhere),))
    assert on_topic(QUESTION, said, TEXTS) == 0


@pytest.mark.parametrize(("words", "within"), [(200, True), (201, False)])
def test_an_answer_keeps_to_its_words_markers_left_out(words: int, within: bool) -> None:
    said = answer((" ".join(["word"] * words), (1, 2)), citations=(citation(1, LIT),))
    assert within_length(QUESTION, said) is within


def test_a_list_may_be_longer() -> None:
    said = answer((" ".join(["word"] * 350), (1,)))
    assert within_length(QUESTION.model_copy(update={"kind": "list"}), said)


def test_what_is_not_there_has_no_measure() -> None:
    with pytest.raises(ValueError, match="at least one citation"):
        citation_exactness([], {})
    with pytest.raises(ValueError, match="at least one sentence"):
        sentence_support(answer())
    with pytest.raises(ValueError, match="a sentence and a piece of evidence"):
        on_topic(QUESTION, answer(), TEXTS)
    with pytest.raises(ValueError, match="a sentence and a piece of evidence"):
        on_topic(QUESTION.model_copy(update={"evidence": ()}), answer((LIT, ())), TEXTS)
