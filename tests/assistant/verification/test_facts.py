"""What of a sentence no source has: numbers, dates, names, places, quotations."""

from __future__ import annotations

import pytest

from assistant.verification.facts import Problem, ProblemKind, foreign_facts

NUMBER, DATE, NAME = ProblemKind.NUMBER, ProblemKind.DATE, ProblemKind.NAME
PLACE, QUOTATION = ProblemKind.PLACE, ProblemKind.QUOTATION

SOURCE = (
    "Norwich City Council mended 4,120 of its 8,240 street lamps in March 2009 at a cost of "
    "£31,000, against £26,000 the year before. Jane Marsh told the four charities that “no lamp "
    "is left dark”. Sixty-two per cent of residents were content."
)


@pytest.mark.parametrize(
    "sentence",
    [
        "In March 2009 the council mended 4,120 lamps.",
        "Over 4,000 lamps were mended in 2009.",
        "Half of the 8,240 lamps were mended.",
        "The cost rose by £5,000.",
        "62% of residents were content.",
        "Jane Marsh said that “no lamp is left dark”.",
        "Of every 100 residents, 62 were content, or 62 per cent.",
        "Two lamps stand there.",
        "There were two parks and three roads.",
    ],
)
def test_what_a_source_says_or_what_follows_is_no_problem(sentence: str) -> None:
    assert foreign_facts(sentence, [SOURCE]) == []


@pytest.mark.parametrize(
    ("sentence", "problems"),
    [
        ("It mended 4,210 lamps.", [(NUMBER, "4,210")]),
        ("It cost £32,000.", [(NUMBER, "£32,000")]),
        ("63 per cent were content.", [(NUMBER, "63 per cent")]),
        ("It was in April 2009.", [(DATE, "April 2009")]),
        ("It was in 2011.", [(DATE, "2011")]),
        ("It was told by John Marsh.", [(NAME, "John Marsh")]),
        ("The lamps stand in Ipswich.", [(PLACE, "Ipswich")]),
        ("She said “every lamp is lit”.", [(QUOTATION, "every lamp is lit")]),
        ("Five charities were told.", [(NUMBER, "Five")]),
        ("The 900 lamps of Ipswich", [(NUMBER, "900"), (PLACE, "Ipswich")]),
    ],
)
def test_what_no_source_has_is_named_as_it_is_written(sentence: str, problems) -> None:
    assert foreign_facts(sentence, [SOURCE]) == [Problem(*problem) for problem in problems]


def test_names_may_be_from_what_a_source_stands_under() -> None:
    sentence = "Ipswich gave grants."
    assert foreign_facts(sentence, ["It gave grants."])
    assert foreign_facts(sentence, ["It gave grants."], ["Helpers in Ipswich"]) == []


def test_facts_may_be_from_several_sources() -> None:
    sentence = "It mended 12 lamps for £900."
    assert foreign_facts(sentence, ["12 lamps", "£900"]) == []
