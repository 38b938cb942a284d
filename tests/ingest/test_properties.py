"""What a file's own properties claim, and what only programs wrote there."""

from __future__ import annotations

import pytest

from ingest.properties import told_author, told_date, told_title


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("On Lamps", "On Lamps"),
        ("Microsoft 365: what the council spent", "Microsoft 365: what the council spent"),
        ("Microsoft Word - lamps final.doc", ""),
        ("Lamps final v2.indd", ""),
        ("(anonymous)", ""),
        ("Untitled", ""),
        ("Document1", ""),
        ("12", ""),
        (None, ""),
    ],
)
def test_a_title_that_a_program_wrote_is_none(claimed: str | None, told: str) -> None:
    assert told_title(claimed) == told


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("Lampwick Borough Council", "Lampwick Borough Council"),
        ("(anonymous)", ""),
        ("python-docx", ""),
        ("Microsoft Office User", ""),
        ("Adobe InDesign", ""),
        ("", ""),
    ],
)
def test_an_author_that_a_program_wrote_is_none(claimed: str, told: str) -> None:
    assert told_author(claimed) == told


@pytest.mark.parametrize(
    ("claimed", "told"),
    [
        ("2012-05-01T10:00:00Z", "2012-05-01"),
        ("D:20120501100000+01'00'", "2012-05-01"),
        ("D:201205", "2012-05"),
        ("D:2012", "2012"),
        ("1 May 2012", "2012-05-01"),
        ("2013-12-23T23:15:00Z", ""),
        ("2013-01-27T09:14:16Z", ""),
        ("2013-12-23T10:00:00Z", "2013-12-23"),
        ("yesterday", ""),
    ],
)
def test_a_date_is_told_to_the_day_unless_it_is_a_templates(claimed: str, told: str) -> None:
    assert told_date(claimed) == told
