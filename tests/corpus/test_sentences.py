"""Sentences with their places, in British official writing."""

from __future__ import annotations

import pytest

from corpus.sentences import sentence_spans
from corpus.words import Span


def sentences(text: str, within: Span | None = None) -> list[str]:
    return [span.of(text) for span in sentence_spans(text, within)]


@pytest.mark.parametrize(
    "first",
    [
        "Cllr. Quill spoke.",
        "See para. 3 and s. 12 of the Act.",
        "Nos. 3 and 4 apply, and so does No. 5.",
        "It needs help, e.g. lamps, i.e. light.",
        "Tansy et al. wrote of it.",
        "Lampwick Ltd. won.",
        "Sch. 2 applies.",
        "Dr. Tansy met Mr. Quill at 3 p.m. on Monday.",
        "They asked (see Fig. 2).",
        "St. Swithin’s has approx. 40 lamps.",
        "Pages are given as pp. 12-14 of vol. 3.",
        "It costs £1.5 million.",
        "The U.K. policy holds.",
    ],
)
def test_an_abbreviation_ends_no_sentence(first: str) -> None:
    assert sentences(f"{first} Others came.") == [first, "Others came."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two went! Three? Four.", ["One came.", "Two went!", "Three?", "Four."]),
        ("It said: “Stop.” Then it went.", ["It said: “Stop.”", "Then it went."]),
        ("The first line\ngoes on. Next.", ["The first line\ngoes on.", "Next."]),
        ("One part.\n\nAnother part.", ["One part.", "Another part."]),
        ("**It ends in bold.** Then more.", ["**It ends in bold.**", "Then more."]),
        ("It went on. and on. Done.", ["It went on. and on.", "Done."]),
        ("A plan; a budget; a date. Done.", ["A plan; a budget; a date.", "Done."]),
        ("  Space around.  ", ["Space around."]),
        ("No full stop", ["No full stop"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_parted_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize("mark", [
    "³", "[3]", "<sup>3</sup>", "<sup>[3]</sup>", '<sup><a href="#fn3">3</a></sup>', "[^3]", "¹,²",
    "[[3]](#_ftn3)", "[1][2]", "¹⁻³", "<sup>a</sup>", "&sup3;", " ³", " [3]", r"\[3\]",
])  # fmt: skip
@pytest.mark.parametrize(
    "closed", ["It served its clients.", "Did it?", "It said “so.”", "(It did.)"]
)
def test_a_sentence_ends_with_the_mark_of_its_note(closed: str, mark: str) -> None:
    text = f"{closed}{mark} Others came. More did."
    assert sentences(text) == [f"{closed}{mark}", "Others came.", "More did."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It served clients³. Then more.", ["It served clients³.", "Then more."]),
        ("In Leeds³ it rained. So.", ["In Leeds³ it rained.", "So."]),
        ("It has 20 m². Then more.", ["It has 20 m².", "Then more."]),
        ("It holds 10³ lamps. Then more.", ["It holds 10³ lamps.", "Then more."]),
        ("**Bold end.**³ Then more.", ["**Bold end.**³", "Then more."]),
        ("See e.g.³ the lamp. Then more.", ["See e.g.³ the lamp.", "Then more."]),
        ("¹ Initially so. Then not.", ["¹ Initially so.", "Then not."]),
        ("One came.\n² A note.", ["One came.", "² A note."]),
        ("One came.\n\n³", ["One came.\n\n³"]),
        ("³", ["³"]),
    ],
)
def test_marks_inside_and_before_a_sentence_belong_to_it(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_spans_within_a_part_count_from_the_start_of_the_text() -> None:
    text = "Skipped here. One came. Two went. Not read."
    part = Span(14, 33)
    assert sentence_spans(text, part) == [Span(14, 23), Span(24, 33)]
    assert sentences(text, part) == ["One came.", "Two went."]
