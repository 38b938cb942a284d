"""What a sentence in a model's words must be like to be shown."""

from __future__ import annotations

import pytest

from assistant.verification.checking import SourceText
from assistant.writing.overstated import is_overstated
from assistant.writing.rephrased import reads_alone, rests_on_one

LAMPS = SourceText("In 2009 the council mended 4,120 street lamps.", ("Norwich lamps",))
HELPERS = SourceText("Helpers of the charities are trained by the college for six weeks.")


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("The council mended the lamps.", True),
        ("“Lamps first”, the plan says.", True),
        ("They mended the lamps.", False),
        ("This was done in 2009.", False),
        ("The importance of lamps;", False),
        ("lamps that the council mended.", False),
        ("The council mended the", False),
    ],
)
def test_a_sentence_is_whole_and_points_back_to_none(text: str, alone: bool) -> None:
    assert reads_alone(text) is alone


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Norwich mended 4,120 street lamps in 2009.", True),
        ("The council repaired the street lamps it mended.", True),
        ("The council mended street lamps for six weeks at the college.", False),
        ("Everybody agrees that lamps make towns safer and happier.", False),
    ],
)
def test_one_statement_holds_most_of_it_and_no_other_the_rest(text: str, one: bool) -> None:
    assert rests_on_one(text, [LAMPS, HELPERS]) is one


@pytest.mark.parametrize(
    ("text", "source", "over"),
    [
        ("All lamps were mended.", "Some lamps were mended.", True),
        ("Most lamps were mended.", "Most lamps were mended in May.", False),
        ("The lamps failed because of frost.", "The lamps failed in the frost.", True),
        ("The cost of lamps rose.", "The cost of lamps fell.", True),
        ("The board agrees the plan.", "The board should agree the plan.", True),
        ("The board should agree the plan.", "The board should agree the plan.", False),
        ("The form discourages bids.", "The form encourages bids.", True),
        ("The post was unfunded.", "The post was funded.", True),
        ("The post was paid for.", "The post was funded.", False),
        ("The post was not paid for.", "The post was funded.", True),
        ("The post was not paid for.", "Nobody funded the post.", False),
    ],
)
def test_saying_more_than_a_source_is_noticed(text: str, source: str, over: bool) -> None:
    assert is_overstated(text, [source]) is over
