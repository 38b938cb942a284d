"""Marks of notes, and raised figures that are none."""

from __future__ import annotations

import pytest

from corpus.markup import readable
from corpus.note_marks import note_marks, without_note_marks


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("It served its clients.³", "It served its clients."),
        ("clients³ and carers⁴, all", "clients and carers, all"),
        ("clients[3] and carers[12].", "clients and carers."),
        ("clients<sup>3</sup> and", "clients and"),
        ("clients<sup>[3]</sup> and", "clients and"),
        ('clients<sup id="r3"><a href="#fn3">3</a></sup> and', "clients and"),
        ("clients<sup>a</sup> and", "clients and"),
        ("clients<sup>*</sup> and", "clients and"),
        ("clients.[^note-3]", "clients."),
        ("clients.[[3]](#_ftn3)", "clients."),
        ("clients.[3](#fn3)", "clients."),
        ("clients.&sup3; Then", "clients. Then"),
        ("between 2008/09 and 2009/10⁴, the trend", "between 2008/09 and 2009/10, the trend"),
        ("in 2010³ and £13,000 per week⁶.", "in 2010 and £13,000 per week."),
        ("62 per cent, or 85%², came", "62 per cent, or 85%, came"),
        ("the council’s³ plan", "the council’s plan"),
        ("¹ Initially it was so.", "Initially it was so."),
        ("¹Initially it was so.", "Initially it was so."),
        ("<sup>1</sup> 85% in-house", "85% in-house"),
        ("so.¹,² And ¹⁻³ then", "so. And then"),
        ("It came. [3] Then it went.", "It came. Then it went."),
        ("of well-being.ⁱ Then", "of well-being. Then"),
        ("of well-being,ⁱᵛ and carersᵃ", "of well-being, and carers"),
        ("ⁱ The Care Act.", "The Care Act."),
        ("the costs† and the savings.‡", "the costs and the savings."),
    ],
)
def test_marks_of_notes_are_not_read(stored: str, shown: str) -> None:
    assert readable(stored) == shown


@pytest.mark.parametrize(
    "text",
    [
        "20 m² of floor", "20m² of floor", "3 km², 5 cm³", "W/m²", "20 m ² of floor", "tCO²",
        "10³ lamps", "2³ of them", "3×10⁻⁶", "s⁻¹", "x² + y²", "R² of 0.8", "³⁄₄ of an hour",
        "1³⁄₄ hours", "CO₂", "see [2]", "(see [2])", "[PDF]", "[sic]", "council[s]", "[2009] AC 12",
        "xⁿ", "1ˢᵗ", "the 5ᵗʰ", "Mᵐᵉ Roux", "† Provisional.", "a†b",
        "[12] The appeal is dismissed.", "It came. [12] of them", "a³b", "clients.3 It",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert note_marks(text) == []
    assert readable(text) == text


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("20 m<sup>2</sup>", "20 m²"),
        ("10<sup>-3</sup> and 10<sup>6</sup>", "10⁻³ and 10⁶"),
        ("the 21<sup>st</sup> of May", "the 21st of May"),
        ("N<sup>o</sup> 5", "No 5"),
    ],
)
def test_raised_type_that_marks_no_note_is_read(stored: str, shown: str) -> None:
    assert readable(stored) == shown


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "part", ["³", "[1]", "[^", "<sup>", "<sup>3", "x³", "¹,", "[1](", "\\[", "&sup", ". [1] ", "[["]
)
def test_marks_without_end_are_read_at_once(part: str) -> None:
    without_note_marks(part * 20_000)
