"""Abbreviations of the five reports stand for their long forms in questions, and the reverse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.glossary import Glossary
from assistant.question import understood
from assistant.search import HybridSearch, RankedSearch
from corpus.library import Library
from ingest.readers import read
from ingest.sources import SourceNote

LSP, LSPS = ("lsp",), ("lsps",)
PARTNERSHIP = ("local", "strateg", "partnership")


@pytest.mark.parametrize("text", ["What is the LSP?", "what do lsps do", "The LSPs' work"])
def test_a_short_form_means_its_long_form(reports_library, text: str) -> None:
    terms = Glossary().terms(understood(text), reports_library)
    assert [PARTNERSHIP in others for others in terms.values()] == [True]


def test_a_long_form_means_its_short_form(reports_library) -> None:
    terms = Glossary().terms(understood("What is a local strategic partnership?"), reports_library)
    assert terms[PARTNERSHIP] == frozenset({LSP, LSPS})


def test_a_short_form_that_is_a_word_counts_in_capitals_alone(reports_library) -> None:
    glossary = Glossary()
    assert ("open",) in glossary.terms(understood("What is OPEN?"), reports_library)
    assert not glossary.terms(understood("Which parks are open?"), reports_library)
    spelled = understood("What is the Older People's Engagement Network?")
    named = {
        term for others in glossary.terms(spelled, reports_library).values() for term in others
    }
    assert ("open",) not in named


def test_a_name_that_a_passage_spells_out_is_not_missing(reports_library) -> None:
    asked = RankedSearch(HybridSearch(reports_library)).asked(understood("What do the LSP do?"))
    assert asked.named(frozenset(PARTNERSHIP)) == 1
    assert asked.named(frozenset(PARTNERSHIP[:2])) == 0
    assert set(PARTNERSHIP) <= set(asked.related)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What must the LMP light?", "Lamp and Mill Partnership lights"),
        ("Who leads the Quay Works Board?", "QWB is led by"),
    ],
)
def test_what_is_abbreviated_in_one_place_is_found_spelled_out_in_another(
    make_library: Callable[..., Library], question: str, held: str
) -> None:
    library = make_library()
    for name, text in (
        ("terms.md", "# Terms\n\nLMP\tLamp and Mill Partnership\nQWB\tQuay Works Board\n"),
        ("lamps.md", "# Lights\n\nThe Lamp and Mill Partnership lights nine lanes at dusk.\n"),
        ("works.md", "# Works\n\nThe QWB is led by the harbour master of the town.\n"),
    ):
        reading = read(name, text.encode(), SourceNote(), library.embeddings.reads_whole)
        library.put(reading, text.encode())
    asked, ranking = RankedSearch(HybridSearch(library)).ranked(understood(question))
    shown = [hit.passage.shown for hit in ranking.hits if hit.document.id != "terms"]
    assert held in shown[0]
    assert asked.stand_ins


def test_abbreviations_of_a_later_document_are_known(
    make_library: Callable[..., Library],
) -> None:
    library, glossary = make_library(), Glossary()
    asked = understood("What must the LMP light?")
    assert not glossary.terms(asked, library)
    text = "# Terms\n\nThe Lamp and Mill Partnership (LMP) lights nine lanes at dusk.\n"
    reading = read("terms.md", text.encode(), SourceNote(), library.embeddings.reads_whole)
    library.put(reading, text.encode())
    assert ("lamp", "mill", "partnership") in glossary.terms(asked, library)[("lmp",)]
