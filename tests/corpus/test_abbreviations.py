"""Abbreviations that a text explains: which pairs are found, and which are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.abbreviations import abbreviations_in
from tests.conftest import REPORTS


def pairs(text: str) -> dict[str, str]:
    return {found.short: found.long for found in abbreviations_in(text)}


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Each Local Area Agreement (LAA) runs for years.", "LAA", "Local Area Agreement"),
        ("The Local Strategic Partnerships (LSPs) meet.", "LSP", "Local Strategic Partnerships"),
        ("the Department for\nHealth (DfH) is", "DfH", "Department for Health"),
        ("(Her Majesty's Treasury (HMT), 2010)", "HMT", "Her Majesty's Treasury"),
        ("of the **Joint Health Unit** (the “JHU”, below)", "JHU", "Joint Health Unit"),
        ("Kent County Council's (KCC) savings", "KCC", "Kent County Council"),
        ("Self-Directed Support (SDS) grew", "SDS", "Self-Directed Support"),
        ("told the ONS (Office for National Statistics).", "ONS", "Office for National Statistics"),
        ("Payment by Results (PbR) aims", "PbR", "Payment by Results"),
        ("LAA\tLocal Area Agreement\n", "LAA", "Local Area Agreement"),
        ("| JHU | Joint Health Unit, Manchester |", "JHU", "Joint Health Unit"),
        ("- JSNA: Joint Strategic Needs Assessment", "JSNA", "Joint Strategic Needs Assessment"),
        ("CQC – Care Quality Commission", "CQC", "Care Quality Commission"),
        ("<b>FSC:</b>\tFamilies and Social Care Directorate", "FSC", "Families and Social Care"),
        ("Local Area Agreement\tLAA\n", "LAA", "Local Area Agreement"),
        ("PCT\tPrimary care trust\n", "PCT", "Primary care trust"),
        ("SROI\tThe Social Return on Investment", "SROI", "Social Return on Investment"),
        ("LINK\tLocal Involvement Network, NHS", "LINK", "Local Involvement Network"),
        ("IDeA\tImprovement and Development Agency", "IDeA", "Improvement and Development Agency"),
    ],
)  # fmt: skip
def test_a_pair_is_found(text: str, short: str, long: str) -> None:
    assert pairs(text) == {short: long}


@pytest.mark.parametrize(
    "text",
    [
        "The council agreed (see LAA).",
        "A large area of agreement was found. (LAA)",
        "The mayor spoke of lamps (DWP).",
        "Download the planning template (PDF).",
        "on the (OT) side",
        "PM: please move the lamps to the mill.",
        "Lead\tLamps are lit\n",
        "Local Area Agreement",
        "",
    ],
)
def test_what_explains_nothing_gives_nothing(text: str) -> None:
    assert not pairs(text)


def test_a_name_in_the_plural_or_in_other_letters_is_the_same() -> None:
    text = "A Primary Care Trust (PCT) pays. The primary care trusts (PCTs) meet."
    assert pairs(text) == {"PCT": "Primary Care Trust"}


def test_a_short_form_may_have_several_meanings() -> None:
    found = abbreviations_in("LCC\tLancashire County Council\nLeicester City Council (LCC)\n")
    assert [pair.long for pair in found] == ["Lancashire County Council", "Leicester City Council"]


def test_the_research_report_s_list_is_read() -> None:
    text = (REPORTS / "dwp-rr713-joined-up-services-older-people.md").read_text("utf-8")
    found = pairs(text)
    assert len(found) > 50
    assert found["HART"] == "Home care Assessment and Reablement Team"
    assert found["OPALS"] == "Older People Action Learning Sets"
    assert found["DCLG"] == "Department of Communities and Local Government"
    assert found["LSP"] == "Local Strategic Partnership"


def test_a_glossary_in_a_table_and_brackets_in_the_text_are_read() -> None:
    text = (REPORTS / "kent-adult-social-care-blueprint-2012.md").read_text("utf-8")
    assert pairs(text) == {
        "CCG": "clinical commissioning groups",
        "FSC": "Families and Social Care",
        "KCC": "Kent County Council",
        "SRO": "Senior Responsible Owner",
    }


@given(st.text(alphabet="ABab &().\t\n-:'|*", max_size=300))
def test_any_text_is_read_and_a_long_form_begins_as_its_short_form(text: str) -> None:
    for pair in abbreviations_in(text):
        assert pair.long[0].upper() == pair.short[0].upper()
        assert len(pair.long) > len(pair.short)


def test_many_brackets_and_equal_letters_take_no_longer() -> None:
    assert not abbreviations_in("a " * 2000 + "(AAAAAAAB) " * 2000)
