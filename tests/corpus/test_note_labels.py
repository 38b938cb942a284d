"""What marks of notes are called, in the text and where they open a note."""

from __future__ import annotations

import pytest

from corpus.note_labels import labels_in, opening_label, words_of
from corpus.words import Span


@pytest.mark.parametrize(
    ("mark", "names"),
    [
        ("³", ["3"]),
        ("¹²", ["12"]),
        ("¹,²", ["1", "2"]),
        ("¹⁻³", ["1", "3"]),
        ("[3]", ["3"]),
        ("[[3]](#_ftn3)", ["3"]),
        ("[3](#fn3)", ["3"]),
        ("[^note-3]", ["note-3"]),
        ("<sup>3</sup>", ["3"]),
        ('<sup id="r3"><a href="#fn3">3</a></sup>', ["3"]),
        ("<sup>1, 4</sup>", ["1", "4"]),
        ("&sup3;", ["3"]),
        ("ⁱᵛ", ["iv"]),
        ("ᵃ", ["a"]),
        ("††", ["††"]),
        ("**", ["**"]),
    ],
)
def test_a_mark_is_called_by_what_it_shows(mark: str, names: list[str]) -> None:
    text = f"clients{mark} and"
    labels = labels_in(text, Span(7, 7 + len(mark)))
    assert [label.name for label in labels] == names
    assert all(7 <= label.span.start < label.span.end <= 7 + len(mark) for label in labels)


@pytest.mark.parametrize(
    ("note", "name", "words"),
    [
        ("³ The Act.", "3", "The Act."),
        ("³The Act.", "3", "The Act."),
        ("3 The Act.", "3", "The Act."),
        ("3. The Act.", "3", "The Act."),
        ("(3) The Act.", "3", "The Act."),
        ("iv The Act.", "iv", "The Act."),
        ("ⁱᵛ The Act.", "iv", "The Act."),
        ("[3] The Act.", "3", "The Act."),
        ("[^act]: The Act.", "act", "The Act."),
        ("[3](#_ftnref3) The Act.", "3", "The Act."),
        ("<sup>3</sup> The Act.", "3", "The Act."),
        ("- ³ The Act.", "3", "The Act."),
        ("* Provisional.", "*", "Provisional."),
        ("† Provisional.", "†", "Provisional."),
        ("The Act.", "", "The Act."),
        ("2009 was so.", "", "2009 was so."),
        ("3", "", "3"),
    ],
)
def test_a_note_is_called_by_the_mark_that_opens_it(note: str, name: str, words: str) -> None:
    text = f"Text.\n\n{note}"
    span = Span(7, len(text))
    label = opening_label(text, span)
    assert (label.name if label else "") == name
    assert words_of(text, span).of(text) == words


@pytest.mark.timeout(10)
@pytest.mark.parametrize("part", ["<sup>", "[^", "\\[", "[1](", "³", "(1)", "<"])
def test_openings_without_end_are_read_at_once(part: str) -> None:
    text = part * 20_000
    opening_label(text, Span(0, len(text)))
    labels_in(text, Span(0, len(text)))
