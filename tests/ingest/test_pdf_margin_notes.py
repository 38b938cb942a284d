"""Notes in the margin of a PDF stand behind the paragraph that they are beside."""

from __future__ import annotations

import pytest
from pdf_makers import Line, blocks, lines, read

from corpus.words import BlockKind

MEASURE = 150.0
NOTE = ["Only 12 of the", "40 wards have", "lamps."]


def paragraph(word: str, top: float) -> list[Line]:
    texts = [f"The {word} lamps of ward {n} are lit by the parish in its turn" for n in range(6)]
    return lines([*texts[:-1], f"{texts[-1]}."], top, MEASURE)


def texts_with(*note: Line) -> list[str]:
    page = [*paragraph("old", 100), *paragraph("new", 200), *paragraph("brass", 300), *note]
    return [text for _, text in blocks(read(page))]


@pytest.mark.parametrize("left", [460, 60])
@pytest.mark.parametrize("shift", [0, 5])
def test_a_note_stands_behind_its_paragraph(left: float, shift: float) -> None:
    found = texts_with(*lines(NOTE, 213.5 + shift, left, size=8, pitch=10))
    assert [text.split()[1] for text in found] == ["old", "new", "12", "brass"]
    assert found[2] == "Only 12 of the 40 wards have lamps."


def test_a_note_of_one_line_stands_behind_its_paragraph() -> None:
    found = texts_with(Line("Action: AB", 227, 460, bold=True))
    assert found[2] == "Action: AB"
    assert found[1].startswith("The new") and found[1].endswith("turn.")


def test_a_note_beside_a_sentence_that_goes_on_overleaf_does_not_part_it() -> None:
    first = [*paragraph("old", 100), *paragraph("new", 200)[:-1], *lines(NOTE, 227, 460, size=8)]
    found = read(first, [Line("and so is the mill.", 100, MEASURE), *paragraph("brass", 140)])
    assert "in its turn and so is the mill." in found.text.replace("\n", " ")


def test_figures_beside_text_are_no_note() -> None:
    page = [*paragraph("old", 100), *paragraph("new", 200)]
    found = read([*page, *lines(["£12", "£15", "£19"], 213.5, 460)])
    assert BlockKind.TABLE_ROW in [kind for kind, _ in blocks(found)]
