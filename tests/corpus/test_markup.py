"""Stored text made readable."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.markup import readable

REPORTS = Path(__file__).parents[2] / "corpus" / "reports"


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("## **Vision Statement**", "Vision Statement"),
        ("**bold**, *slanted* and ***both***", "bold, slanted and both"),
        ("**over\ntwo lines**", "over two lines"),
        ("<p>One.</p> <p>Two.</p>", "One. Two."),
        ("one<br/>two", "one two"),
        ("<ul style='x'><li>one</li><li>two</li></ul>", "one two"),
        ("<i>Planning</i>", "Planning"),
        ("H<sub>2</sub>O", "H2O"),
        ("see [the plan](http://example.org/plan)", "see the plan"),
        ("![A lamp](lamp.png) burns", "A lamp burns"),
        ("<http://example.org/plan>", "http://example.org/plan"),
        ("Families &amp; Social&nbsp;Care", "Families & Social Care"),
        ("a  b\t c\n d", "a b c d"),
        ("---\nAfter the rule", "After the rule"),
        ("*Initially the pilot", "Initially the pilot"),
    ],
)
def test_mark_up_is_taken_away(stored: str, shown: str) -> None:
    assert readable(stored) == shown


@pytest.mark.parametrize(
    "text",
    [
        "1 < 2 and 3 > 2",
        "snake_case",
        "roll-out (intake)*",
        "5 * 3",
        "[PDF]",
        "(see [2])",
        "#1",
        "C&A",
    ],
)
def test_what_only_looks_like_mark_up_stays(text: str) -> None:
    assert readable(text) == text


@pytest.mark.parametrize("path", sorted(REPORTS.glob("*.md")), ids=lambda path: path.stem[:12])
def test_the_reports_read_the_same_when_read_twice(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert readable(readable(line)) == readable(line)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "part", ["[", "![", "[a](", "*a", "<a ", "&", "<p>", "_", "**", "#", "`", "\n", " "]
)
def test_mark_up_without_end_is_read_at_once(part: str) -> None:
    readable(part * 20_000)
