"""Slips in questions: which words of the five reports they are read as, and what is left alone."""

from __future__ import annotations

import pytest

from assistant.answerer import Answerer, AskRequest
from assistant.question import understood
from assistant.search import HybridSearch, RankedSearch
from assistant.spelling import Speller


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("goverment", "government"),
        ("assesment", "assessment"),
        ("cheif", "chief"),
        ("comissioning", "commissioning"),
        ("poeple", "people"),
        ("benifits", "benefits"),
        ("accross", "across"),
        ("buget", "budget"),
        ("waht", "what"),
        ("befreinding", "befriending"),
        ("reccomendations", "recommendations"),
    ],
)
def test_a_slip_is_read_as_the_word_it_was_meant_for(
    reports_library, typed: str, meant: str
) -> None:
    question = understood(f"tell me of {typed} in Kent")
    read = Speller(reports_library).read(question)
    assert read.text == f"tell me of {meant} in Kent"
    assert read.read_as == ((typed, meant),)
    assert typed not in read.words


@pytest.mark.parametrize(
    "text",
    [
        "what did wigan do",
        "How does Herefordshire pay for its lamps?",
        "how does herefordshire differ from hertfordshire",
        "is torbay or salford ahead",
        "lancashre and gloucestershre",
        "Did Mark Lobben or Andrew Irlan say so?",
        "what does mark lobben want",
        "What does the DWQP pay?",
        "THE GOVERMENT PLAN",
        "the 4cheif or chei5f or poeple2",
        "write to goverment@kent.gov.uk or see www.goverment.uk",
        "Are there allotments, potholes, nurseries or gritting?",
        "who is the lodger of the cheapest tenant",
        "elderly telly in the hospice",
        "does it pay in bitcoin",
        "carers and volunteers plan services",
    ],
)
def test_names_acronyms_numbers_addresses_and_known_words_stay(reports_library, text: str) -> None:
    question = understood(text)
    assert Speller(reports_library).read(question) == question


def test_the_first_word_may_be_a_slip_and_keeps_its_capital(reports_library) -> None:
    read = Speller(reports_library).read(understood("Cheif officers' names?"))
    assert read.text == "Chief officers' names?"
    assert read.read_as == (("Cheif", "chief"),)


def test_an_empty_library_reads_nothing(make_library) -> None:
    question = understood("what is goverment")
    assert Speller(make_library()).read(question) == question


def test_slips_are_searched_as_read_and_told_with_the_answer(answerer: Answerer) -> None:
    answer = answerer.answer(AskRequest("Who is the Senior Responsible Owner of the programe?"))
    assert answer.why is not None
    assert answer.why.read_as == (("programe", "programme"),)
    right = answerer.answer(AskRequest("Who is the Senior Responsible Owner of the programme?"))
    assert answer.citations == right.citations


def test_a_search_finds_the_same_with_slips(reports_library) -> None:
    search = RankedSearch(HybridSearch(reports_library))
    right = search.search("joint commissioning with the health service", k=5)
    slipped = search.search("joint comissioning with the helth servce", k=5)
    assert [hit.passage.id for hit in slipped] == [hit.passage.id for hit in right]
