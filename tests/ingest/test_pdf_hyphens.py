"""Words that a line's end parts, in a document too short to write them elsewhere."""

from __future__ import annotations

import pytest
from pdf_makers import lines, read


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("work with the self-", "employed", "self-employed"),
        ("care and the well-", "being", "well-being"),
        ("rates that are non-", "domestic", "non-domestic"),
        ("asked to co-", "ordinate", "co-ordinate"),
        ("plans of the multi-", "agency", "multi-agency"),
        ("plans for the long-", "term", "long-term"),
        ("the costs of the ex-", "servicemen", "ex-servicemen"),
        ("told of the Scrutiny Sub-", "Committee", "Sub-Committee"),
        ("the contract for 2010-", "11", "2010-11"),
        ("asked to re-", "new", "renew"),
        ("and that is non-", "sense", "nonsense"),
        ("the costs of multi-", "ple", "multiple"),
        ("what they ex-", "pected", "expected"),
        ("asked to co-", "incide", "coincide"),
        ("a term that is long-", "er", "longer"),
    ],
)
def test_a_hyphen_at_a_lines_end_stays_where_compounds_have_one(
    upper: str, lower: str, whole: str
) -> None:
    found = read(lines([f"The council sees {upper}", f"{lower} lamps of its streets."], 300))
    assert f" {whole} lamps" in found.text


def test_what_the_document_writes_elsewhere_decides() -> None:
    text = ["The council asks all to coordinate, and its officers to co-", "ordinate their lamps."]
    assert "officers to coordinate their" in read(lines(text, 300)).text
