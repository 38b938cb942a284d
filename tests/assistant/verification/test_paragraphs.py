"""The sentences of a text as it was written or pasted."""

from __future__ import annotations

import pytest

from assistant.verification.paragraphs import Written, sentences_in


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Two went.", ["One came.", "Two went."]),
        ("One came.\nTwo went.", ["One came.", "Two went."]),
        ("One of them\ncame late.", ["One of them came late."]),
        (
            "The council of the city has mended every one of its\nLamps Programme lights.",
            ["The council of the city has mended every one of its Lamps Programme lights."],
        ),
        ("Lamps\nNorwich lit them.", ["Lamps", "Norwich lit them."]),
        ("- one came\n- two went", ["one came", "two went"]),
        ("1. One came.\n2. Two went.", ["One came.", "Two went."]),
        ("(a) One came;\n(b) two went.", ["One came;", "two went."]),
        ("2.1 That Cabinet agrees.", ["That Cabinet agrees."]),
        ("2.1 million lamps were lit.", ["2.1 million lamps were lit."]),
        ("**One** came to [the hall](http://a.example).", ["One came to the hall."]),
        ("| Ward | Lamps |\n| --- | --- |\n| North | 12 |", ["Ward; Lamps", "North; 12"]),
        ("North\t12", ["North; 12"]),
        ("***\n\n—\n", []),
        ("", []),
    ],
)
def test_lines_are_joined_and_marks_left_out(text: str, sentences: list[str]) -> None:
    assert [written.text for written in sentences_in(text)] == sentences


def test_headings_are_told_from_sentences() -> None:
    found = list(sentences_in("## How lamps are lit in Norwich\nNorwich lights them."))
    assert found == [
        Written("How lamps are lit in Norwich", heading=True),
        Written("Norwich lights them."),
    ]
