"""Words that mean the same, and the places that a text names."""

from __future__ import annotations

from pathlib import Path

import pytest

import assistant.vocabulary
from assistant.question import stem, stems_of
from assistant.vocabulary import alternatives, places_in, word_of

FOLDER = Path(assistant.vocabulary.__file__).parent


def lines(name: str) -> list[str]:
    written = (FOLDER / name).read_text("utf-8").splitlines()
    return [line for line in written if line.strip() and not line.startswith("#")]


def stands_in(text: str, question: str) -> bool:
    """Tell whether the words of a text may stand for some of a question's."""
    found = alternatives(stems_of(question))
    return any(other.stand_in(frozenset(stems_of(text))) for other in found)


@pytest.mark.parametrize("line", lines("vocabulary.txt"))
def test_a_group_has_two_terms_or_more_and_each_once(line: str) -> None:
    terms = [term.strip() for term in line.split(",")]
    assert len(terms) > 1
    assert all(terms)
    assert len({term.casefold() for term in terms}) == len(terms)
    assert len({tuple(stems_of(term)) for term in terms}) > 1


def test_a_place_stands_once_in_the_list() -> None:
    names = [name.strip() for line in lines("places.txt") for name in line.split(",")]
    assert all(name and name[0].isupper() for name in names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what do pensioners pay?", "older people"),
        ("what do older people pay?", "pensioners"),
        ("hiring charities", "the third sector"),
        ("who runs the third sector service?", "not a charity"),
        ("what stands in the way?", "barriers"),
        ("what gets in the way: obstacles?", "barriers"),
        ("the doctor", "a surgery"),
        ("home care", "domiciliary care"),
    ],
)
def test_words_of_the_same_group_stand_in_for_one_another(question: str, text: str) -> None:
    assert stands_in(text, question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what do pensioners pay?", "older lamps and some people"),
        ("what do pensioners do?", "lamps"),
        ("xyzzy", "older people"),
        ("", "older people"),
    ],
)
def test_other_words_do_not(question: str, text: str) -> None:
    held = frozenset(stems_of(text)) - {"peopl"}
    assert not any(other.stand_in(held) for other in alternatives(stems_of(question)))


def test_a_term_of_several_words_is_taken_as_one() -> None:
    (found,) = alternatives(stems_of("care home"))
    assert found.stems == ("care", "home")
    assert found.stand_in(frozenset(stems_of("a nursing home")))
    assert not found.stand_in(frozenset(stems_of("a nursing college")))


def test_a_term_does_not_stand_in_for_itself_alone() -> None:
    (found,) = alternatives(["charg"])
    assert not found.stand_in(frozenset({"charg"}))


def test_a_reports_own_abbreviations_stand_for_what_they_abbreviate() -> None:
    written, long = ("bopa",), tuple(stems_of("Bradford Older People's Alliance"))
    own = {written: frozenset({long}), long: frozenset({written})}
    (found,) = alternatives(["bopa"], own)
    assert found.stand_in(frozenset(long))
    assert not found.stand_in(frozenset(long[:2]))
    assert alternatives(list(long), own)[0].stand_in(frozenset(written))
    assert alternatives(["bopa"]) == ()


@pytest.mark.parametrize("word", ["organisations", "housing", "elderly", "decision", "nursing"])
def test_a_stem_has_a_word_to_look_for(word: str) -> None:
    assert stem(word_of(stem(word))) == stem(word)
    assert word_of(stem(word)) != stem(word)


def test_a_stem_that_no_term_has_is_its_own_word() -> None:
    assert word_of("xyzzi") == "xyzzi"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("What did Kent do?", {"kent"}),
        ("what did kent do?", {"kent"}),
        ("WHAT DID KENT DO?", {"kent"}),
        ("What did Kent's council do?", {"kent"}),
        ("Lancashire and Milton Keynes", {"lancashire", "milton keynes"}),
        ("helpers in Stoke-on-Trent", {"stoke-on-trent"}),
        ("Greater Manchester", {"greater manchester"}),
        ("What did Reading do?", {"reading"}),
        ("READING COUNCIL PLAN", {"reading"}),
        ("what is easy reading?", set()),
        ("Is reading taught in Bath?", {"bath"}),
        ("is there a bath or a pool?", set()),
        ("HART cost savings", set()),
        ("What did Hart save?", {"hart"}),
        ("Kentish lamps", set()),
        ("A kent of lamps", set()),
        ("Paris and Rome", set()),
        ("", set()),
    ],
)
def test_places_are_found_where_they_are_written_as_names(text: str, places: set[str]) -> None:
    assert places_in(text) == places
