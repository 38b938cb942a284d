"""Forms: what is filled in is read where it stands."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.pdf import read_pdf


def form(*fields: tuple[str, str, dict[str, Any]], link: str = "") -> bytes:
    """Set labels below one another, each with a field: its kind and what ReportLab is told."""
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(60, 780, "Response of a parish to the plan for its lamps, 1921 edition.")
    if link:
        canvas.linkURL(link, (60, 776, 500, 792))
    for number, (label, kind, told) in enumerate(fields):
        y = 740 - 30 * number
        tick = kind in ("checkbox", "radio")
        canvas.drawString(80 if tick else 60, y, label)
        size = {"size": 14} if tick else {"width": 200, "height": 18}
        place = {"name": f"f{number}", "x": 60 if tick else 200, "y": y - 4}
        getattr(canvas.acroForm, kind)(**place | size | told)
    canvas.save()
    return out.getvalue()


def lines_of(content: bytes) -> list[str]:
    text = read_pdf(content, "lamps.pdf").text
    return [line.strip().replace("\t", " ") for line in text.split("\n") if line.strip()]


def test_a_filled_field_is_read_beside_its_label_and_an_empty_one_is_nothing() -> None:
    content = form(
        ("Parish:", "textfield", {"value": "Elm Parish Council"}),
        ("Ward:", "choice", {"value": "Mill", "options": ["Mill", "Ash"]}),
        ("Clerk:", "textfield", {}),
    )
    assert lines_of(content)[1:] == ["Parish: Elm Parish Council", "Ward: Mill", "Clerk:"]


def test_boxes_to_tick_say_whether_they_are() -> None:
    content = form(
        ("We want gas", "checkbox", {"checked": True}),
        ("We want oil", "checkbox", {"checked": False}),
        ("Now", "radio", {"value": "now", "selected": True, "name": "when"}),
        ("Later", "radio", {"value": "later", "selected": False, "name": "when"}),
    )
    assert lines_of(content)[1:] == ["☒ We want gas", "☐ We want oil", "☒ Now", "☐ Later"]


def test_a_value_that_no_viewer_has_drawn_yet_is_read() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(form(("Parish:", "textfield", {}))))
    writer.update_page_form_field_values(writer.pages[0], {"f0": "Elm"})
    field = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    del field["/AP"]
    out = io.BytesIO()
    writer.write(out)
    assert lines_of(out.getvalue())[1:] == ["Parish: Elm"]


@pytest.mark.parametrize("flags", ["hidden", "noview"])
def test_a_hidden_field_stays_unread(flags: str) -> None:
    told = {"value": "secret", "annotationFlags": flags}
    ticked = {"checked": True, "annotationFlags": flags}
    content = form(("Parish:", "textfield", told), ("Now", "checkbox", ticked))
    assert lines_of(content)[1:] == ["Parish:", "Now"]


def test_links_beside_fields_are_kept() -> None:
    content = form(("Parish:", "textfield", {"value": "Elm"}), link="https://example.org/lamps")
    found = read_pdf(content, "lamps.pdf")
    assert [link.url for link in found.links] == ["https://example.org/lamps"]
