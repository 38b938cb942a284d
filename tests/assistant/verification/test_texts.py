"""Whole texts against the library, or against given sources."""

from __future__ import annotations

import pytest

from assistant.search import RankedSearch
from assistant.verification.checking import Verdict
from assistant.verification.texts import (
    MOST_CHARACTERS,
    MOST_SENTENCES,
    MOST_SOURCES,
    TextVerifier,
)
from corpus.errors import DocumentUnknown, TextInvalid

TEXT = """# A report about lamps and helpers

Norwich City Council repairs its street lamps itself. In 2009 it mended 4,210 lamps.

- Volunteers drive older residents to the surgery.
- Is that enough?
"""
SUPPORTED, NOT_A_CLAIM = Verdict.SUPPORTED, Verdict.NOT_A_CLAIM


@pytest.fixture(scope="module")
def verifier(search: RankedSearch) -> TextVerifier:
    return TextVerifier(search)


def test_each_sentence_has_a_verdict_and_what_it_was_held_against(verifier) -> None:
    found = verifier.check(TEXT)
    assert [one.checked.text for one in found.sentences] == [
        "A report about lamps and helpers",
        "Norwich City Council repairs its street lamps itself.",
        "In 2009 it mended 4,210 lamps.",
        "Volunteers drive older residents to the surgery.",
        "Is that enough?",
    ]
    verdicts = [one.checked.verdict for one in found.sentences]
    assert verdicts[:2] == [NOT_A_CLAIM, SUPPORTED]
    assert verdicts[2] in (Verdict.CONTRADICTED, Verdict.UNSUPPORTED)
    assert verdicts[3:] == [SUPPORTED, NOT_A_CLAIM]
    assert (found.supported, found.claims) == (2, 3)


def test_citations_are_numbered_once_each_and_exact(verifier, towns) -> None:
    found = verifier.check(f"{TEXT}\nNorwich City Council repairs its street lamps itself.")
    assert [citation.marker for citation in found.citations] == list(
        range(1, len(found.citations) + 1)
    )
    assert found.sentences[1].citations == found.sentences[-1].citations
    for citation in found.citations:
        text = towns.text(citation.document.id, citation.document.version)
        assert citation.quote == citation.span.of(text)
    first = found.citations[found.sentences[1].citations[0] - 1]
    assert "repairs its street lamps itself" in first.quote


def test_it_keeps_to_the_documents_given(verifier, towns) -> None:
    [ipswich] = [one.id for one in towns.documents() if "ipswich" in one.id]
    found = verifier.check("Norwich repairs its street lamps itself.", documents=[ipswich])
    assert {citation.document.id for citation in found.citations} <= {ipswich}
    assert found.supported == 0


def test_given_sources_take_the_place_of_the_library(verifier) -> None:
    text = "The harbour of Wick was dredged in 1821."
    sources = ["Trams run.", "The harbour of Wick was dredged in 1821, and again later."]
    found = verifier.check(text, sources=sources)
    assert (found.supported, found.claims, found.citations) == (1, 1, ())
    assert found.sentences[0].sources == (2,)
    assert verifier.check(TEXT, sources=["Trams run."]).supported == 0


def test_a_sentence_of_any_length_is_checked(verifier) -> None:
    long = "Norwich repairs its street lamps " + "and mends them well " * 200 + "itself."
    assert verifier.check(long).claims == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no sentence"),
        (" \n\t—\n", "no sentence"),
        ("It is so.\n" * (MOST_SENTENCES + 1), f"at most {MOST_SENTENCES}"),
        ("a" * (MOST_CHARACTERS + 1), f"at most {MOST_CHARACTERS:,}"),
        ("Lamps \x00 are lit.", "control characters"),
        ("Lamps \ud800 are lit.", "broken text"),
    ],
    ids=["empty", "blank", "sentences", "characters", "control", "surrogate"],
)
def test_a_text_that_cannot_be_checked_is_refused(verifier, text: str, said: str) -> None:
    with pytest.raises(TextInvalid, match=said) as refused:
        verifier.check(text)
    assert refused.value.field == "text"


@pytest.mark.parametrize(
    ("sources", "field"),
    [
        (["a"] * (MOST_SOURCES + 1), "sources"),
        (["a" * MOST_CHARACTERS, "a"], "sources"),
        (["fine", "not \x1b[2J"], "sources.1"),
    ],
    ids=["too many", "too long", "control"],
)
def test_sources_that_cannot_be_read_are_refused(verifier, sources, field: str) -> None:
    with pytest.raises(TextInvalid) as refused:
        verifier.check("Lamps are lit.", sources=sources)
    assert refused.value.field == field


def test_page_breaks_part_lines(verifier) -> None:
    found = verifier.check("Lamps are lit.\fBuses run late.", sources=["Lamps are lit."])
    assert [one.checked.text for one in found.sentences] == ["Lamps are lit.", "Buses run late."]


def test_a_document_that_is_not_there_is_refused(verifier) -> None:
    with pytest.raises(DocumentUnknown):
        verifier.check(TEXT, documents=["nobody-knows"])
