"""The counts that a text gives of its recommendations, and headings under which none was found."""

from __future__ import annotations

import pytest
from register_reading import register

from ingest.readers import read
from ingest.sources import SourceNote

LIST = "\n\n## Recommendations\n\n1. Do this one well.\n2. Do that one well.\n"


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("The Panel has made twelve recommendations.", 12),
        ("Twelve recommendations have been made to the Cabinet.", 12),
        ("This letter contains twenty-one recommendations.", 21),
        ("A total of 12 recommendations are made.", 12),
        ("The Task Group makes 12 recommendations.", 12),
        ("Our twelve key recommendations are below.", 12),
        ("The Francis inquiry made 290 recommendations.", None),
        ("The council accepted all 12 recommendations.", None),
        ("Of the 12 recommendations of 2019, nine are done.", None),
    ],
)
def test_a_count_is_the_documents_own(claim: str, count: int | None) -> None:
    whole = register(f"# Report\n\n## Summary\n\n{claim}{LIST}")
    assert (whole.claimed, len(whole.recommendations)) == (count, 2)


@pytest.mark.parametrize(
    ("body", "warned"),
    [
        ("The lamps of the borough shine on the lanes of the villages all night.", True),
        ("There are none.", False),
        ("We make no recommendations.", False),
        ("1. Mend the lamps.", False),
    ],
)
def test_a_heading_under_which_nothing_was_found_is_said(body: str, warned: bool) -> None:
    whole = register(f"# Report\n\n## 5. Recommendations\n\n{body}\n\n## 6. End\n\nIt ends.\n")
    said = "Under “5. Recommendations” no recommendation was found; please look there yourself."
    assert whole.warnings == ((said,) if warned else ())


def test_a_heading_that_points_to_another_place_is_not_warned_of() -> None:
    text = (
        "# Report\n\n## Our recommendations\n\nThey are set out in full at the end of this "
        f"report, in chapter 9.{LIST}"
    )
    assert register(text).warnings == ()


@pytest.mark.parametrize(
    ("claim", "count"),
    [
        ("This report makes 21 recommendations.", 21),
        ("We set out twenty-one recommendations in all.", 21),
        ("The panel makes two recommendations.", 2),
        ("The earlier review made three recommendations, and these were implemented.", None),
        (
            "Of our 15 recommendations two were good, and 3 were accepted.",
            None,
        ),
        ("In 2010 recommendations were rare.", None),
    ],
)
def test_the_count_that_the_text_claims_is_compared(claim: str, count: int | None) -> None:
    text = (
        f"# Report\n\n{claim}\n\n## Recommendations\n\n1. Do this one well.\n2. Do that one well.\n"
    )
    whole = register(text)
    assert len(whole.recommendations) == 2
    assert whole.claimed == count
    wrong = (
        ()
        if count in (None, 2)
        else (f"The text speaks of {count} recommendations; 2 were found.",)
    )
    assert whole.warnings == wrong


def test_a_list_that_a_count_leads_into_is_compared_by_itself() -> None:
    text = (
        "## State\n\nWe have identified the following three areas where action would help:\n\n"
        "- Simplify funding\n- Share data\n\n## Other\n\nWe recommend that it begins in May.\n"
    )
    whole = register(text)
    assert len(whole.recommendations) == 3
    assert whole.warnings == ("The text speaks of 3 areas for action; 2 were found.",)


def test_a_differing_count_is_among_the_documents_warnings() -> None:
    content = (
        b"# R\n\nThis report makes 3 recommendations.\n\n## Recommendations\n\n1. Mend it all.\n"
    )
    reading = read("r.md", content, SourceNote(), lambda text: True)
    assert reading.warnings == ("The text speaks of 3 recommendations; 1 was found.",)
