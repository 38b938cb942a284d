"""The words of a library and its abbreviations, as documents come, change and go."""

from __future__ import annotations

from collections.abc import Callable

from corpus.library import Library

LAMPS = (
    "# Lamps\n\nThe parish of Lampwick lit its lamps. See www.wick.example for wick.\n\n"
    "# Mills\n\nLampwick mills turn by lamplight, and the lamps of Wickham do too.\n"
    "\nWest Mill Lamps (WML) are OPEN.\n"
)


def test_words_are_counted_as_written_by_their_first_letter(
    open_library: Callable[..., Library], put
) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    assert library.words("l") == {"lamps": 2, "lampwick": 2}
    assert library.words("q") == {}
    assert library.words("l") is library.words("l")


def test_words_change_with_the_documents(open_library: Callable[..., Library], put) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    assert "lamps" in library.words("l")
    put(library, "lamps.md", "# Lanterns\n\nLanterns here.\n\n# More\n\nLanterns there.\n")
    assert library.words("l") == {"lanterns": 2}
    library.remove("lamps")
    assert library.words("l") == {}


def test_a_name_is_not_written_small_nor_is_an_address(
    open_library: Callable[..., Library], put
) -> None:
    library = open_library()
    put(library, "lamps.md", LAMPS)
    assert library.is_written_small("lamps")
    assert library.is_written_small("wick")
    assert not library.is_written_small("lampwick")
    assert not library.is_written_small("open")
    assert not library.is_written_small('no" word')


def test_abbreviations_come_and_go_with_their_document(
    open_library: Callable[..., Library], put
) -> None:
    library = open_library()
    assert library.abbreviations() == {}
    put(library, "lamps.md", LAMPS)
    put(library, "welsh.md", "# Welsh\n\nThe Welsh Music League (WML) sings.\n")
    assert library.abbreviations() == {"WML": frozenset({"West Mill Lamps", "Welsh Music League"})}
    put(library, "lamps.md", "# Lamps\n\nLocal Lamps Office (LLO) of the mill.\n")
    assert library.abbreviations() == {
        "LLO": frozenset({"Local Lamps Office"}),
        "WML": frozenset({"Welsh Music League"}),
    }
    library.remove("lamps")
    library.remove("welsh")
    assert library.abbreviations() == {}
