"""Reports typeset on several pages: what goes on over a page, and what only pages need."""

from __future__ import annotations

import pytest

from corpus.words import Reading
from evals.typeset import Element, Layout, set_as_pdf
from ingest.readers import read
from ingest.sources import SourceNote

HEAD = "Scrutiny of the lamps"


def reading_of(*elements: Element) -> Reading:
    content = set_as_pdf(elements, Layout(running_head=HEAD))
    return read("lamps.pdf", content, SourceNote(), lambda _: True)


def statements(reading: Reading) -> list[str]:
    found = (s for p in reading.passages for u in p.units for s in u.statements)
    return [statement.shown for statement in found]


def filler(
    count: int, words: str = "The surveyor of ward {} wrote of oil and wicks."
) -> list[Element]:
    return [Element("paragraph", words.format(n)) for n in range(count)]


def test_short_paragraphs_without_stops_stay_apart() -> None:
    """In a document of short paragraphs most lines are further apart than those of one."""
    words = "The lamps of ward {} are kept by the borough and lit by the parish"
    paragraphs = [Element("paragraph", words.format(n)) for n in range(30)]
    long = Element("paragraph", "The lamps were bought long ago and have been mended since. " * 4)
    assert statements(reading_of(long, *paragraphs))[4:] == [p.text for p in paragraphs]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The wards that keep their own lamps and the oil for them are Ash, Beech,",
            "Cedar and Elm.",
        ),
        ("The cost of it all was borne by the ratepayers of the wards and by the", "Lamp Fund."),
    ],
)
def test_a_sentence_goes_on_over_the_page_though_a_name_opens_the_next(
    before: str, after: str
) -> None:
    """The break falls wherever it falls: some number of lines above puts it between the two."""
    found = []
    for lines in range(34, 46):
        read = reading_of(*filler(lines), Element("paragraph", f"{before} {after}"), *filler(40))
        found.append(f"{before} {after}" in statements(read))
    assert all(found)


def test_sentences_that_differ_by_their_numbers_are_no_running_heads() -> None:
    text = "In the year {} the ward bought lamps."
    reading = reading_of(*filler(150, text))
    assert len(reading.pages) > 3
    assert statements(reading) == [text.format(n) for n in range(150)]
    assert HEAD not in "".join(statements(reading))


def test_a_group_reaches_over_the_page_that_cuts_its_table() -> None:
    rows = [("Ward", "Lamps", "Cost"), ("Clients", "", ""), ("Older people", "", "")]
    rows += [(f"Ward {n}", str(n + 7), f"£{n}") for n in range(70)]
    reading = reading_of(Element("table", rows=tuple(rows)), *filler(3))
    assert len(reading.pages) > 1
    found = [row for row in statements(reading) if row.startswith("Clients; Older people; Ward")]
    assert len(found) == 70
    assert found[-1] == "Clients; Older people; Ward 69; Lamps: 76; Cost: £69"
