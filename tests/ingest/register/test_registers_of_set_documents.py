"""However a report is set, as PDF or for Word, its register is the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evals.content import Element
from evals.typeset import Layout, set_as_pdf
from evals.typeset_docx import set_as_docx
from ingest.readers import read
from ingest.sources import SourceNote

SetAs = Callable[[list[Element], Layout], bytes]
SET = [
    Element("heading", "Parks and gates", 1),
    Element("paragraph", "The board met in May and saw every park of the borough."),
    Element("heading", "Recommendations", 2),
    Element("list", items=("(i) Plant more trees in every park", "(ii) Mend the gates of them")),
    Element("heading", "Roads", 1),
    Element(
        "table",
        rows=(
            ("No.", "Recommendation", "Lead"),
            ("1", "(i) Light the lanes at night (ii) Sweep the squares by day", "Bo Tansy"),
            ("2", "Report on both to the board in May", "Al Quill"),
        ),
    ),
]


MOTIONS = [
    Element("heading", "Report to Cabinet", 1),
    Element("heading", "2. Recommendations", 2),
    Element("paragraph", "2.1 That Cabinet notes the report on the lamps of the borough."),
    Element("paragraph", "2.2 That the Director of Place be authorised to mend them."),
    Element("heading", "3. Background", 2),
    Element("paragraph", "3.1 The lamps of the borough should have been mended long ago. " * 6),
    Element("heading", "4. Audit", 2),
    Element("heading", "Recommendation 1: Lighting", 3),
    Element("paragraph", "The Cabinet should light every street by April 2012."),
    Element("heading", "Recommendation 2: Times", 3),
    Element("paragraph", "It was dark. Nobody knew the times at which the lamps were lit."),
    Element("paragraph", "The Director should publish the times of lighting."),
]
LAYOUTS = {
    "PDF": lambda: set_as_pdf(SET, Layout()),
    "PDF without rules": lambda: set_as_pdf(SET, Layout(ruled=False)),
    "PDF of two columns": lambda: set_as_pdf(SET, Layout(columns=2)),
    "DOCX": lambda: set_as_docx(SET, Layout()),
}


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_however_a_report_is_set_its_register_is_the_same(layout: str) -> None:
    listed = read("report", LAYOUTS[layout](), SourceNote(), lambda text: True).register
    assert [(one.number, one.shown, one.theme) for one in listed.recommendations] == [
        ("(i)", "Plant more trees in every park", "Parks and gates"),
        ("(ii)", "Mend the gates of them", "Parks and gates"),
        ("1(i)", "Light the lanes at night", "Roads"),
        ("1(ii)", "Sweep the squares by day", "Roads"),
        ("2", "Report on both to the board in May", "Roads"),
    ]


@pytest.mark.parametrize("set_as", [set_as_pdf, set_as_docx])
def test_motions_and_titled_labels_are_read_however_set(set_as: SetAs) -> None:
    listed = read("report", set_as(MOTIONS, Layout()), SourceNote(), lambda text: True).register
    assert [(one.number, one.shown) for one in listed.recommendations] == [
        ("2.1", "That Cabinet notes the report on the lamps of the borough."),
        ("2.2", "That the Director of Place be authorised to mend them."),
        ("1", "The Cabinet should light every street by April 2012."),
        ("2", "The Director should publish the times of lighting."),
    ]
