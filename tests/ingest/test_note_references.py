"""Marks of notes are tied to the note that they mean."""

from __future__ import annotations

import time

import pytest
from pdf_makers import Line, read
from test_pdf_notes import LONG, body, raised

from corpus.words import Page, Span
from ingest.extracted import Extracted
from ingest.note_references import note_references
from ingest.readers import extracted
from ingest.structure import blocks_of


def ties(found: Extracted) -> list[tuple[str, str]]:
    """Return the words before each tied mark, with it, and the note."""
    blocks = blocks_of(found.text, marks=found.marks)
    return [
        (
            found.text[tie.mark.start - 6 : tie.mark.start].rsplit(" ", 1)[-1]
            + tie.mark.of(found.text),
            tie.note.of(found.text),
        )
        for tie in note_references(found.text, blocks, found.pages)
    ]


def tied(text: str, name: str = "lamps.md") -> list[tuple[str, str]]:
    return ties(extracted(name, text.encode()))


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("³", "³ The Lamps Act."),
        ("[^3]", "[^3]: The Lamps Act."),
        ("[^lamps-act]", "[^lamps-act]: The Lamps Act."),
        ("<sup>3</sup>", "<sup>3</sup> The Lamps Act."),
        ("[3]", "³ The Lamps Act."),
        ("†", "† The Lamps Act."),
        ("*", "* The Lamps Act."),
        ("§", "§ The Lamps Act."),
        ("ⁱᵛ", "ⁱᵛ The Lamps Act."),
    ],
)
def test_a_mark_is_tied_to_the_note_of_its_name(mark: str, note: str) -> None:
    text = f"# Lamps\n\nThe borough lights its streets.{mark} It bought oil.\n\n{note}\n"
    assert tied(text) == [(f"reets.{mark}"[-len(mark) - 6 :], note)]


def test_a_mark_of_several_figures_means_several_notes() -> None:
    text = "Lamps were lit.¹,² Oil was bought.¹\n\n¹ The Lamps Act.\n² The Oil Act.\n"
    first, second = "¹ The Lamps Act.", "² The Oil Act."
    assert [note for _, note in tied(text)] == [first, second, first]


def test_notes_that_begin_anew_in_each_section_belong_to_their_own() -> None:
    sections = (
        f"# Part {n}\n\nLamps {n} were lit.¹ More{n}.²\n\n¹ First of {n}.\n\n² Second of {n}.\n"
        for n in (1, 2)
    )
    assert [note for _, note in tied("\n".join(sections))] == [
        "¹ First of 1.", "² Second of 1.", "¹ First of 2.", "² Second of 2."
    ]  # fmt: skip


def test_a_mark_whose_note_is_missing_goes_to_no_other_sections() -> None:
    text = (
        "# A\n\nLamps were lit.¹ Oil.²\n\n¹ First of A.\n\n"
        "# B\n\nLamps went out.¹ Oil.²\n\n¹ First of B.\n\n² Second of B.\n"
    )
    assert [note for _, note in tied(text)] == ["¹ First of A.", "¹ First of B.", "² Second of B."]


def test_endnotes_are_entries_of_a_section_called_so() -> None:
    text = (
        "# Lamps\n\nThe borough lights its streets.¹ It bought oil.² It bought wicks.[3]\n\n"
        "# Money\n\nIt paid.⁴\n\n"
        "# Notes\n\n1. The Lamps Act,\n2. The Oil Act.\n3. Wicks.\n4. Accounts.\n"
    )
    assert [note[:6] for _, note in tied(text)] == ["1. The", "2. The", "3. Wic", "4. Acc"]


def test_a_tables_note_is_its_own_and_the_text_keeps_its_endnote() -> None:
    text = (
        "# Lamps\n\nThe borough lights its streets.¹\n\n"
        "| Ward | Lamps |\n| --- | --- |\n| East | 412¹ |\n| West | 300 |\n\n¹ Provisional.\n\n"
        "# Money\n\nIt paid.\n\n# Notes\n\n1. The Lamps Act.\n2. Another.\n"
    )
    assert tied(text) == [("reets.¹", "1. The Lamps Act."), ("412¹", "¹ Provisional.")]


@pytest.mark.parametrize(
    "text",
    [
        "*Lamps were lit.* Oil\n\n* oil\n",
        "**Lamps were lit** and *oil*\n\n* oil\n* wicks\n",
        "An area of 20 m².\n\n² The Oil Act.\n",
        "Lamps were lit.³\n\n² The Oil Act.\n",
        "Lamps were lit.³",
    ],
)
def test_what_means_no_note_is_tied_to_none(text: str) -> None:
    assert tied(text) == []


def test_footnotes_of_a_page_belong_to_it() -> None:
    pages = [body("Lamps burn.", note=f"1 The {name} Act.") for name in ("Lamps", "Oil")]
    assert [note for _, note in ties(read(*pages))] == ["1 The Lamps Act.", "1 The Oil Act."]


def test_a_mark_whose_note_was_not_read_goes_to_no_other_pages() -> None:
    without = [line for line in body("Lamps burn.", note="") if line.text]
    second = body("Lamps burn.", note="1 The Oil Act.")
    assert [note for _, note in ties(read(without, second))] == ["1 The Oil Act."]


def test_a_note_before_the_sentence_that_runs_over_its_page_is_found() -> None:
    upper = body("The borough bought the oil for its lamps from", note="1 The Lamps Act.")
    last = next(line for line in upper if line.text.startswith("The borough bought"))
    mark = raised(2, last.text, last.top)
    found = read(
        [*upper, mark, Line("2 The Oil Act.", 730, size=8)],
        [Line("the parish, as it always had.", 140), Line(f"{LONG} May.", 153.5)],
    )
    assert [note for _, note in ties(found)] == ["1 The Lamps Act.", "2 The Oil Act."]
    assert found.text.index("2 The Oil Act.") < found.text.index("lamps from²")


def test_word_and_web_notes_are_tied_by_their_labels() -> None:
    page = (
        '<h1>Lamps</h1><p>Lamps were lit.<sup><a href="#fn1">1</a></sup></p><h2>Oil</h2>'
        '<p>It paid.<sup><a href="#fn2">2</a></sup></p><ol class="footnotes">'
        '<li id="fn1">The Lamps Act.</li><li id="fn2">The Oil Act.</li></ol>'
    )
    found = tied(f"<!doctype html><html><body>{page}</body></html>", "lamps.html")
    assert [note for _, note in found] == ["[1] The Lamps Act.", "[2] The Oil Act."]


def test_many_marks_are_tied_at_once() -> None:
    lines = [f"Lamp {n} was lit.[^{n}]\n\n" for n in range(3000)]
    notes = [f"[^{n}]: Note {n}.\n\n" for n in range(3000)]
    text = "".join([*lines, *notes])
    blocks = blocks_of(text)
    started = time.perf_counter()
    found = note_references(text, blocks, [Page(1, "", Span(0, len(text)))])
    assert len(found) == 3000
    assert time.perf_counter() - started < 5
