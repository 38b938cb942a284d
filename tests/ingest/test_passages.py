"""From blocks to statements, units and passages."""

from __future__ import annotations

import pytest

from corpus.words import BlockKind, Page, Passage, Role, Span, Unit
from ingest.passages import PASSAGE_WORDS, UNIT_WORDS, passages_of
from ingest.structure import blocks_of


def passages(text: str, *, window: int = 10_000, pages: tuple[Page, ...] = ()) -> tuple:
    """Read passages for a model that reads ``window`` characters."""

    def fits(shown: str, section: tuple[str, ...]) -> bool:
        return len(shown) + len(" > ".join(section)) <= window

    return passages_of(text, blocks_of(text), pages, fits)


def units(text: str, *, window: int = 10_000) -> list[Unit]:
    return [unit for passage in passages(text, window=window) for unit in passage.units]


def sentences(count: int, words: int = 10) -> str:
    """Return so many numbered sentences of so many words."""
    return " ".join(f"Item {n} " + "word " * (words - 3) + "here." for n in range(count))


def test_a_paragraph_is_parted_into_its_sentences() -> None:
    text = "# Plan\n\nThe council met. It agreed a plan.\n"
    [unit] = units(text)
    assert [statement.span.of(text) for statement in unit.statements] == [
        "The council met.", "It agreed a plan."
    ]  # fmt: skip
    assert {statement.role for statement in unit.statements} == {Role.SENTENCE}


def test_a_list_stays_with_its_lead_in() -> None:
    text = "# Plan\n\nThe plan has:\n\n- one **thing**\n- two things\n"
    [unit] = units(text)
    assert unit.shown == "The plan has:\n• one thing\n• two things"
    assert [statement.role for statement in unit.statements] == [Role.LEAD_IN, Role.ITEM, Role.ITEM]
    assert unit.kind is BlockKind.LIST


def test_short_neighbours_of_one_section_are_one_unit() -> None:
    assert len(units(f"# Plan\n\n{sentences(4)}\n\n{sentences(4)}\n")) == 1


def test_longer_neighbours_are_units_of_one_passage() -> None:
    text = f"# Plan\n\n{sentences(8)}\n\n{sentences(8)}\n"
    [passage] = passages(text)
    assert len(passage.units) == 2
    assert all(len(unit.shown.split()) <= UNIT_WORDS for unit in passage.units)


def test_a_passage_keeps_to_its_size() -> None:
    found = passages("# Plan\n\n" + "\n\n".join(sentences(8) for _ in range(12)))
    assert len(found) > 2
    assert all(len(passage.shown.split()) <= PASSAGE_WORDS for passage in found)


def test_sections_are_never_joined() -> None:
    found = passages("# Plan\n\nShort.\n\n## Money\n\nShorter.\n")
    assert [(passage.section, passage.shown) for passage in found] == [
        (("Plan",), "Short."),
        (("Plan", "Money"), "Shorter."),
    ]


def test_a_long_paragraph_is_parted_between_sentences() -> None:
    text = f"# Plan\n\n{sentences(60)}\n"
    found = units(text)
    assert len(found) > 4
    assert all(len(unit.shown.split()) <= UNIT_WORDS for unit in found)
    assert " ".join(unit.shown for unit in found) == sentences(60)


@pytest.mark.parametrize("window", [300, 600, 1200])
def test_every_unit_fits_the_window(window: int) -> None:
    text = (
        f"# Plan\n\n{sentences(40)}\n\nThe plan has:\n\n"
        + "\n".join(f"- item {n} of the list" for n in range(60))
        + "\n\nGroup\tAim\tCost\nOld\t" + "clause; " * 90 + "\t5\n"
    )  # fmt: skip
    found = passages(text, window=window)
    assert all(
        len(unit.shown) + len(" > ".join(passage.section)) <= window
        for passage in found
        for unit in passage.units
    )


def test_a_long_list_repeats_its_lead_in() -> None:
    items = [f"- item {n} " + "of the list " * 6 for n in range(30)]
    text = "# Plan\n\nThe plan must have:\n\n" + "\n".join(items) + "\n"
    found = units(text)
    assert len(found) > 2
    assert all(unit.shown.startswith("The plan must have:\n• item") for unit in found)
    shown = [line for unit in found for line in unit.shown.splitlines() if line.startswith("•")]
    assert [line.split()[2] for line in shown] == [str(n) for n in range(30)]


def test_a_repeated_lead_in_is_shown_but_not_quoted_twice() -> None:
    items = [f"- item {n} " + "of the list " * 6 for n in range(30)]
    text = "# Plan\n\nThe plan must have:\n\n" + "\n".join(items) + "\n"
    lead_ins = [s for unit in units(text) for s in unit.statements if s.role is Role.LEAD_IN]
    assert [statement.span.of(text) for statement in lead_ins] == ["The plan must have:"]


def test_a_long_item_is_parted_into_sentences() -> None:
    text = f"# Plan\n\n- {sentences(9)}\n- short one\n"
    [unit] = units(text)
    roles = [statement.role for statement in unit.statements]
    assert roles == [Role.ITEM, *[Role.SENTENCE] * 8, Role.ITEM]
    assert unit.statements[0].shown.startswith("Item 0 word")


def test_a_sentence_longer_than_the_window_is_shown_in_parts() -> None:
    sentence = "The council " + "and the council " * 80 + "agreed."
    found = units(f"# Plan\n\n{sentence}\n", window=300)
    assert " ".join(unit.shown for unit in found) == sentence
    assert all(len(f"Plan{unit.shown}") <= 300 for unit in found)
    assert {statement.span for unit in found for statement in unit.statements} == {
        Span(8, 8 + len(sentence))
    }


def test_a_lead_in_too_long_to_repeat_is_not_repeated() -> None:
    lead_in = "The plan must " + "really " * 30 + "have:"
    items = [f"- item {n} " + "of the list " * 4 for n in range(9)]
    text = f"# Plan\n\n{lead_in}\n\n" + "\n".join(items) + "\n"
    found = units(text, window=240)
    assert all(len(unit.shown) <= 240 for unit in found)
    assert sum(lead_in in unit.shown for unit in found) == 1


def test_a_row_is_a_unit_of_its_own_and_a_table_a_passage() -> None:
    text = "# Beds\n\nBeds follow.\n\nGroup\tMen\tWomen\nOld\t5\t6\nYoung\t7\t8\n\nThat is all.\n"
    found = passages(text)
    assert [passage.shown for passage in found] == [
        "Beds follow.",
        "Old; Men: 5; Women: 6\nYoung; Men: 7; Women: 8",
        "That is all.",
    ]
    assert [len(passage.units) for passage in found] == [1, 2, 1]


def test_a_long_row_is_split_between_clauses_over_the_same_line() -> None:
    clauses = "; ".join(f"the council does thing number {n}" for n in range(60))
    text = f"# Beds\n\nGroup\tAim\tCost\nOld\t{clauses}\t5\n"
    [passage] = passages(text)
    row = text.splitlines()[3]
    assert len(passage.units) > 2
    assert {unit.span.of(text) for unit in passage.units} == {row}
    shown = " ".join(unit.shown for unit in passage.units)
    assert shown == f"Old; Aim: {clauses}; Cost: 5"


@pytest.mark.parametrize("skipped", ["Continued", "---", "Page 2 of 9"])
def test_furniture_is_no_part_of_a_passage(skipped: str) -> None:
    text = f"# Plan\n\nA first thing.\n\n{skipped}\n\nA second thing.\n"
    [passage] = passages(text)
    assert passage.shown == "A first thing.\nA second thing."


def test_a_passage_knows_the_page_it_begins_on() -> None:
    text = "# Plan\n\nOn the first page.\n\n# Money\n\nOn the second page.\n"
    cut = text.index("# Money")
    pages = (Page(1, "i", Span(0, cut)), Page(2, "1", Span(cut, len(text))))
    first, second = passages(text, pages=pages)
    assert first.page == pages[0]
    assert second.page == pages[1]


def unit_ids(text: str) -> set[str]:
    return {unit.id for unit in units(text)}


def test_unchanged_units_keep_their_ids_when_others_change() -> None:
    before = "# Plan\n\nShort.\n\n# Money\n\nIt costs little.\n"
    after = "# Plan\n\nShort but changed.\n\n# Money\n\nIt costs little.\n"
    assert len(unit_ids(before) & unit_ids(after)) == 1


def test_the_same_words_under_another_heading_are_another_unit() -> None:
    assert not unit_ids("# Plan\n\nShort.\n") & unit_ids("# Money\n\nShort.\n")


def test_equal_passages_at_different_places_have_different_ids() -> None:
    found: tuple[Passage, ...] = passages("# A\n\nSame.\n\n# B\n\nOther.\n\n# A\n\nSame.\n")
    assert len({passage.id for passage in found}) == 3


@pytest.mark.parametrize("text", ["", "# Only a heading\n", "---\n\nContinued\n", "****\n"])
def test_a_text_that_says_nothing_has_no_passages(text: str) -> None:
    assert passages(text) == ()
