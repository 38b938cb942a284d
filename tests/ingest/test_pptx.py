"""PowerPoint presentations, made here and read back."""

from __future__ import annotations

import pptx
from office_makers import both, quotes_stand_in_text, rows, saved, sections, statements
from pptx.util import Inches

from ingest.readers import extracted

TITLE_AND_BODY, ONLY_TITLE, BLANK = 1, 5, 6


def slide(deck, layout: int, title: str = ""):
    made = deck.slides.add_slide(deck.slide_layouts[layout])
    if title:
        made.shapes.title.text = title
    return made


def test_a_slide_is_a_page_with_its_title_bullets_and_notes() -> None:
    deck = pptx.Presentation()
    first = slide(deck, TITLE_AND_BODY, "Lamps in\vLampwick")
    body = first.placeholders[1].text_frame
    body.text = "Forty lamps"
    inner = body.add_paragraph()
    inner.text, inner.level = "ten of them new", 1
    first.notes_slide.notes_text_frame.text = "Thank the Mayor."
    second = slide(deck, ONLY_TITLE, "Bins")
    second.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = "Emptied weekly."
    found, reading = both(saved(deck))
    assert found.text == (
        "Lamps in Lampwick\n\n• Forty lamps\n  • ten of them new\n\nNotes: Thank the Mayor.\n\n"
        "Bins\n\nEmptied weekly."
    )
    assert [(page.physical, page.label) for page in found.pages] == [(1, "1"), (2, "2")]
    assert found.pages[1].span.of(found.text) == "Bins\n\nEmptied weekly."
    assert sections(reading)["Emptied weekly."] == ("Bins",)
    pages = {u.shown: p.page_at(u.span.start).physical for p in reading.passages for u in p.units}
    assert pages["Emptied weekly."] == 2
    assert (found.title, found.media_type.split(".")[-1]) == ("Lamps in Lampwick", "presentation")
    assert quotes_stand_in_text(found, reading)


def test_a_table_on_a_slide_spells_its_headers() -> None:
    deck = pptx.Presentation()
    made = slide(deck, ONLY_TITLE, "Clients")
    table = made.shapes.add_table(3, 3, 0, 0, Inches(4), Inches(2)).table
    for row, texts in enumerate(
        [("Area", "2010", "2011"), ("North", "", ""), ("Upper End", "7", "8")]
    ):
        for column, words in enumerate(texts):
            table.cell(row, column).text = words
    table.cell(1, 0).merge(table.cell(1, 2))
    found, reading = both(saved(deck))
    assert rows(reading) == ["North; Upper End; 2010: 7; 2011: 8"]
    assert quotes_stand_in_text(found, reading)


def test_slides_without_a_title_are_named_and_empty_ones_hold_nothing() -> None:
    deck = pptx.Presentation()
    box = slide(deck, BLANK).shapes.add_textbox(0, 0, Inches(2), Inches(1))
    box.text_frame.text = "Emptied weekly."
    slide(deck, BLANK)
    found = extracted("a", saved(deck))
    assert found.text == "Slide 1\n\nEmptied weekly."
    assert len(found.pages) == 2
    assert found.pages[1].span.of(found.text) == ""


def test_shapes_in_groups_are_read_and_hidden_slides_left_out() -> None:
    deck = pptx.Presentation()
    group = slide(deck, ONLY_TITLE, "Bins").shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame.text = "In the group."
    slide(deck, ONLY_TITLE, "Secret").element.set("show", "0")
    found, reading = both(saved(deck))
    assert found.text == "Bins\n\nIn the group."
    assert statements(reading) == ["In the group."]
    assert found.warnings == ("Hidden slide 2 was left out.",)
