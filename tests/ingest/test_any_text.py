"""Properties that hold for any text whatever."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.markup import readable
from corpus.sentences import sentence_spans
from corpus.words import Span
from ingest.passages import passages_of
from ingest.structure import blocks_of

FRAGMENTS = [
    "# 1 One", "## Two ##", "4.3.3 Planning", "B.4 Lancashire", "A. Theme", "Lancashire: Buying",
    "Contents", "Intro....\t3", "Table B.1 Outcomes of care", "Continued", "---", "\t", "|", " ",
    "- item", "• x", "(i) y", "1. z", "2) w", "Theme 2: it", "**Theme 2: it** goes on", "**Bold**",
    "*x*", "<p>a</p>", "<b>", "[a](b)", "![a](b)", "| a | b |", "|--|--|", "a\tb\tc", "\tb\tc",
    "x\t\t", "1\t2\t3", "%\t%", "¹ note", "[^1]: foot", "The council agreed.", "e.g. this", "No. 5",
    "Mr. Smith", "lower case", "Long sentence " * 90 + ".", "word; " * 200, "\u2028", "\v", "\f",
    "\x1c", "\r\n", "\r", "\x85", "\u200b", "\ufeff", "e\u0301", "👩\u200d💻", "£5m", ":", ";", "…",
    "“q”", "Appendix B", "&amp;", "&lt;p&gt;", "\xa0", "***", "_____", "Page 3 of 9", "#", "They",
    "\x00", "Key\tValue", "don't", "co-\nop", "clients.³", "[3]", "<sup>3</sup>", "[^1]", "10³",
    "²", "&sup2;",
]  # fmt: skip
GLUE = st.sampled_from(["", "\n", "\n\n", " ", "\t"])
REPORT_LIKE = st.lists(st.tuples(st.sampled_from(FRAGMENTS), GLUE), max_size=24).map(
    lambda parts: "".join(fragment + glue for fragment, glue in parts)
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | REPORT_LIKE
WINDOW = 900

often = settings(max_examples=200, deadline=None, derandomize=True)


def fits(shown: str, section: tuple[str, ...]) -> bool:
    return len(shown) <= WINDOW


@often
@given(ANY_TEXT)
def test_blocks_stand_in_order_and_quote_the_text(text: str) -> None:
    end = 0
    for block in blocks_of(text):
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end
        assert block.span.of(text).strip()
        for item in block.items:
            assert block.span.covers(item) and item.of(text).strip()
        for line in block.context:
            assert line.of(text).strip() and line.end <= block.span.start


@often
@given(ANY_TEXT)
def test_passages_stand_in_order_and_their_parts_inside_them(text: str) -> None:
    end = 0
    for passage in passages_of(text, blocks_of(text), (), fits):
        assert end <= passage.span.start
        end = passage.span.end
        for unit in passage.units:
            assert passage.span.covers(unit.span) and unit.shown.strip()
            for statement in unit.statements:
                assert unit.span.covers(statement.span) and statement.shown
    assert end <= len(text)


@often
@given(ANY_TEXT)
def test_a_statement_shows_the_words_it_quotes(text: str) -> None:
    """Every letter that is shown stands in the quotation or in a header line it names."""
    for passage in passages_of(text, blocks_of(text), (), fits):
        for unit in passage.units:
            for statement in unit.statements:
                spans = (*statement.context, statement.span)
                source = " ".join(span.of(text) for span in spans)
                words = re.findall(r"\w+", statement.shown)
                assert set(words) <= set(re.findall(r"\w+", f"{readable(source)} {source}"))


@often
@given(ANY_TEXT)
def test_units_fit_the_window_unless_one_word_alone_does_not(text: str) -> None:
    for passage in passages_of(text, blocks_of(text), (), fits):
        for unit in passage.units:
            assert fits(unit.shown, ()) or len(unit.shown.split()) == 1


@often
@given(ANY_TEXT)
def test_passages_have_ids_of_their_own(text: str) -> None:
    ids = [passage.id for passage in passages_of(text, blocks_of(text), (), fits)]
    assert len(set(ids)) == len(ids)


@often
@given(ANY_TEXT, st.integers(0, 40))
def test_sentences_hold_every_word_in_order(text: str, start: int) -> None:
    within = Span(min(start, len(text)), len(text))
    spans = sentence_spans(text, within)
    end = within.start
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert not re.search(r"\w", text[end : span.start])
        end = span.end
    assert not re.search(r"\w", text[end:])


@often
@given(ANY_TEXT)
def test_readable_gives_one_trimmed_line(text: str) -> None:
    shown = readable(text)
    assert shown == " ".join(shown.split())


@often
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<>&*#[]!_-⁰¹²³⁴⁵⁶⁷⁸⁹")))
def test_readable_leaves_text_without_mark_up_alone(text: str) -> None:
    assert readable(text) == " ".join(text.split())
    assert readable(readable(text)) == readable(text)
