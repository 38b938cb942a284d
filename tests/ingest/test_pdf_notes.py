"""Footnotes in PDFs: what is one, and the text that goes on over the page above them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pdf_makers import LEFT, Line, blocks, lines, read

from corpus.markup import readable

LONG = "The surveyor of the ward wrote of oil and wicks, and of much else in"


def raised(number: int, behind: str, top: float) -> Line:
    """Set a note's mark behind a line of text."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return Line(str(number), top - 4, LEFT + stringWidth(behind, "Helvetica", 10.5) + 0.3, 6)


def body(last: str, *, note: str, top: float = 140) -> list[Line]:
    """Return a page that refers to a note in its first line, and ends in ``last``."""
    first = "Lamps were bought for every ward and street of the borough in May."
    return [
        Line(first, top),
        raised(1, first, top),
        *lines([LONG] * 5, top + 13.5),
        Line(f"{LONG} May.", top + 6 * 13.5),
        *lines(last.split("\n"), top + 8 * 13.5),
        Line(note, 720, size=8),
    ]


def test_a_note_with_a_plain_number_is_one_where_the_page_refers_to_it() -> None:
    found = blocks(read(body("Lamps burn.", note="1 The Lamps Act, first section.")))
    assert ("footnote", "1 The Lamps Act, first section.") in found
    found = blocks(read(body("Lamps burn.", note="7 lamps were out of order in all that time.")))
    assert "footnote" not in [kind for kind, _ in found]


def test_notes_that_follow_one_another_are_each_one() -> None:
    second = "Oil was bought for every ward and street of the borough in June."
    page = body("Lamps burn.", note="1 The Lamps Act, first section.")
    more = [
        Line(second, 330), raised(2, second, 330), Line("2 The Oil Act.", 730, size=8)
    ]  # fmt: skip
    notes = [text for kind, text in blocks(read([*page, *more])) if kind == "footnote"]
    assert notes == ["1 The Lamps Act, first section.", "2 The Oil Act."]


def test_a_sentence_goes_on_over_the_page_past_the_notes() -> None:
    upper = body("The borough bought the oil for its lamps from", note="1 The Lamps Act.")
    found = read(upper, lines(["the parish, as it always had.", f"{LONG} May."], 140))
    sentence = "The borough bought the oil for its lamps from the parish, as it always had."
    assert sentence in found.text
    note = found.text.index("1 The Lamps Act.")
    assert found.pages[0].span.start <= note < found.pages[0].span.end


def test_a_list_goes_on_over_the_page_past_the_notes_and_keeps_its_lead_in() -> None:
    upper = body("The borough bought:\n• lamps for wards;", note="1 The Lamps Act.")
    found = blocks(read(upper, lines(["• oil for lamps; and", "• wicks for oil."], 140)))
    kinds = [kind for kind, _ in found]
    assert kinds[kinds.index("footnote") + 1 :][:2] == ["paragraph", "list"]
    assert found[-1] == ("list", "• lamps for wards;\n\n• oil for lamps; and\n• wicks for oil.")


def test_a_hyphen_of_a_word_with_more_than_one_is_kept_at_the_end_of_a_line() -> None:
    found = read(lines([f"{LONG} the return-to-", f"work scheme for lamps {LONG} May."], 140))
    assert "the return-to-work scheme" in found.text


@pytest.mark.parametrize(("mark", "stored"), [("i", "ⁱ"), ("iv", "ⁱᵛ"), ("a", "ᵃ"), ("†", "†")])
def test_a_mark_in_letters_is_raised_as_figures_are(mark: str, stored: str) -> None:
    first = "Lamps were bought for every ward and street, for its well-being."
    page = [
        Line(first, 140),
        replace(raised(1, first, 140), text=mark),
        *lines([f"{LONG} May."] * 5, 160),
        Line(f"{mark} The Lamps Act, first section.", 720, size=8),
    ]
    found = blocks(read(page))
    assert found[0] == ("paragraph", f"{first}{stored}")
    assert readable(found[0][1]) == first
    assert found[-1] == ("footnote", f"{mark} The Lamps Act, first section.")


def test_ordinals_and_small_letters_on_the_line_are_no_marks() -> None:
    first = "Lamps were bought on the 4"
    page = [
        Line(first, 140),
        replace(raised(1, first, 140), text="th"),
        *lines([f"{LONG} May."] * 5, 160),
    ]
    assert blocks(read(page))[0][1] == f"{first}th"


@pytest.mark.parametrize("sign", ["*", "†", "§§"])
def test_a_raised_sign_that_opens_a_note_stands_on_its_line(sign: str) -> None:
    first = "Lamps were bought for every ward and street, for its well-being."
    page = [
        Line(first, 140),
        replace(raised(1, first, 140), text=sign),
        *lines([f"{LONG} May."] * 5, 160),
        Line(sign, 716.5, size=5),
        Line("The Lamps Act, first section.", 720, LEFT + 3 * len(sign) + 2, 8),
    ]
    assert blocks(read(page))[-1] == ("footnote", f"{sign} The Lamps Act, first section.")
