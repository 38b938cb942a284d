"""What an answer is composed of, from passages and odds written out here."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from written_hits import hit, ranking

from assistant.compose import ANSWER_WORDS, LIST_WORDS, Selection, composed
from assistant.question import understood
from assistant.ranking import Ranking
from corpus.words import Role, Statement

DUTIES = understood("what are the duties of the housing board?")
REPAIRS = understood("who pays for boiler repairs?")
LEAD_IN = "The duties of the housing board are:"
FILLER = "Members of the forum met in the town hall and talked about the weather again."
ANSWER = "The landlord pays for boiler repairs."


def statements(selections: list[Selection]) -> list[Statement]:
    return [statement for selection in selections for statement in selection.statements]


def shown(selections: list[Selection]) -> list[str]:
    return [statement.shown for statement in statements(selections)]


def words(selections: list[Selection]) -> int:
    return sum(selection.words for selection in selections)


def test_the_likeliest_is_shown_and_what_is_much_less_likely_is_not() -> None:
    found = [hit([FILLER], document="a"), hit([ANSWER], document="b")]
    assert shown(composed(REPAIRS, ranking(found, "boiler"))) == [ANSWER]


def test_a_list_keeps_its_lead_in_and_its_order() -> None:
    items = ["- let homes fairly;", "- repair homes quickly;", "- publish accounts."]
    found = [hit([FILLER], [LEAD_IN, *items])]
    listed = [LEAD_IN, *(item[2:] for item in items)]
    assert shown(composed(DUTIES, ranking(found, "repair homes"))) == listed
    assert shown(composed(DUTIES, ranking(found, LEAD_IN))) == listed


def test_a_list_that_is_asked_for_is_whole_however_unlikely_its_items() -> None:
    items = [f"- attend meeting number {n} with the clerk of the ward;" for n in range(30)]
    found = composed(DUTIES, ranking([hit([LEAD_IN, *items])], "number 7 "))
    assert shown(found) == [LEAD_IN, *(item[2:] for item in items)]


def test_further_sentences_of_an_item_belong_to_the_list() -> None:
    items = ["- Let homes fairly.", "+ Fairly means in turn.", "- Repair homes quickly."]
    listed = [LEAD_IN, *(item[2:] for item in items)]
    found = [hit([LEAD_IN, *items, FILLER])]
    for likely in ("Let homes", "in turn", "Repair"):
        assert shown(composed(DUTIES, ranking(found, likely))) == listed


def test_a_paragraph_between_items_belongs_to_the_list_that_it_does_not_end() -> None:
    items = ["- let homes fairly:", "This takes some months of work;", "- repair homes quickly."]
    found = [hit([LEAD_IN, items[0]], [items[1]], [items[2]], [FILLER])]
    listed = [LEAD_IN, items[0][2:], items[1], items[2][2:]]
    assert shown(composed(DUTIES, ranking(found, "let homes"))) == listed
    ended = [hit([LEAD_IN, "- let homes fairly."], [FILLER], ["- repair homes quickly."])]
    listed = [LEAD_IN, "let homes fairly."]
    assert shown(composed(DUTIES, ranking(ended, "let homes")))[:2] == listed


def test_items_found_in_a_later_part_of_a_list_get_its_lead_in() -> None:
    first = [LEAD_IN, *(f"- attend meeting number {n} with the clerk;" for n in range(60))]
    later = ["- pay for boiler repairs in every home;", "- pay for boiler checks."]
    found = composed(REPAIRS, ranking([hit(first, later)], "boiler"))
    assert shown(found) == [LEAD_IN, *(item[2:] for item in later)]


def test_a_list_that_is_too_long_is_cut_between_items_and_keeps_its_lead_in() -> None:
    items = [f"- duty {n} of the board is to review one housing policy a year;" for n in range(60)]
    found = composed(DUTIES, ranking([hit([LEAD_IN, *items])], "duty"))
    assert shown(found)[0] == LEAD_IN
    assert set(shown(found)[1:]) < {item[2:] for item in items}
    assert LIST_WORDS * 0.8 < words(found) <= LIST_WORDS


def test_a_long_paragraph_gives_the_window_that_answers() -> None:
    found = composed(REPAIRS, ranking([hit([*[FILLER] * 20, ANSWER, *[FILLER] * 20])], "boiler"))
    assert ANSWER in shown(found)
    assert words(found) <= ANSWER_WORDS
    neighbours = pairwise(statement.span for statement in found[0].statements)
    assert all(after.start <= before.end + 2 for before, after in neighbours)


def test_likely_neighbours_of_a_sentence_are_shown_with_it() -> None:
    before, after = "The lease names the landlord.", "Tenants pay for lamps."
    found = ranking([hit([FILLER, before, ANSWER, after, FILLER])], ANSWER, lease=0.5, lamps=0.5)
    assert shown(composed(REPAIRS, found)) == [before, ANSWER, after]


def test_a_sentence_that_leans_on_the_one_before_brings_it_along() -> None:
    named, leaning = "The lease names the landlord.", "They pay for boiler repairs."
    found = ranking([hit([FILLER, named, leaning, FILLER])], "boiler")
    assert shown(composed(REPAIRS, found)) == [named, leaning]


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        ("who pays for boiler repairs?", ANSWER_WORDS),
        ("compare who pays for boiler repairs in flats and houses", LIST_WORDS),
    ],
)
def test_an_answer_stays_within_its_words(question: str, allowed: int) -> None:
    selections = composed(understood(question), many_rules())
    assert 0.8 * allowed < words(selections) <= allowed


def many_rules() -> Ranking:
    """Twenty sections of six rules, all of them likely and each in other words."""
    found = [
        hit(
            [f"Owner{n} pays for boiler repairs at rate{n}{m} by clause{n}{m}." for m in range(6)],
            section=f"Area {n}",
        )
        for n in range(20)
    ]
    return ranking(found, "boiler")


@pytest.mark.parametrize("length", [30, 60, 100, 180, 240])
@pytest.mark.parametrize("mark", ["", "- ", "| "])
@pytest.mark.parametrize("question", [DUTIES, REPAIRS], ids=["list", "statement"])
def test_no_long_statement_takes_an_answer_beyond_its_words(question, mark, length) -> None:
    """Also not one that leans on another, nor an item whose lead-in is long."""
    allowed = LIST_WORDS if question is DUTIES else ANSWER_WORDS
    found = [
        hit(
            [
                FILLER,
                *([f"{' '.join([f'duty{n}'] * 20)}:"] if mark == "- " else []),
                *(f"{mark}They{m} {' '.join([f'rule{n}{m}'] * length)}." for m in range(3)),
            ],
            section=f"Area {n}",
        )
        for n in range(9)
    ]
    selections = composed(question, ranking(found, "rule"))
    alone = len(statements(selections)) == 1
    assert words(selections) <= allowed or (length > allowed and alone)
    for statement, after in pairwise([*statements(selections), None]):
        leads_in = statement.role is Role.LEAD_IN
        assert not leads_in or (after is not None and after.role is Role.ITEM)


def test_what_is_chosen_of_a_section_is_shown_in_reading_order() -> None:
    early = "Boiler repairs are paid for by the landlord, who pays at once."
    late = "Who pays for lift repairs is a matter for the lease."
    other = "Tenants of flats ask the caretaker."
    found = [hit([early], [FILLER] * 9, [late], section="A"), hit([other], section="B")]
    likelier = ranking(found, matter=2.0, caretaker=1.5, landlord=1.0)
    assert shown(composed(REPAIRS, likelier)) == [early, late, other]


def test_a_window_around_what_is_shown_already_keeps_reading_order() -> None:
    """What is too unlikely to stand beside the best comes later, and brings its neighbours."""
    before, after = "Leases name the payer.", "Tenants pay for lamps."
    found = ranking([hit([before, ANSWER, after])], landlord=6.0, Leases=1.7, lamps=1.6)
    selections = composed(DUTIES, found)
    assert shown(selections) == [before, ANSWER, after]
    assert [len(selection.statements) for selection in selections] == [1, 1, 1]


def test_rows_of_a_table_are_shown_the_likeliest_first() -> None:
    rows = ["| Boiler check: £84", "| Boiler repair: £90"]
    found = ranking([hit([rows[0]], [rows[1]])], check=1.5, repair=2.0)
    assert shown(composed(REPAIRS, found)) == [rows[1][2:], rows[0][2:]]


def test_text_beside_the_rows_of_a_table_is_in_reading_order() -> None:
    lines = (["Boilers are old."], [FILLER] * 9, ["Lifts are new."], ["| Check: £84"])
    found = ranking([hit(*lines)], Check=2.5, Lifts=2.0, Boilers=1.8)
    assert shown(composed(DUTIES, found)) == ["Check: £84", "Boilers are old.", "Lifts are new."]
    found = ranking([hit(*lines)], Check=1.5, Lifts=2.0, Boilers=1.8)
    assert shown(composed(DUTIES, found)) == ["Boilers are old.", "Lifts are new.", "Check: £84"]


def test_a_row_in_parts_over_one_span_can_be_shown_by_its_later_part() -> None:
    """Rows too long for the model are parted; a fact may stand in any part."""
    parted = hit(["| Boiler; Payer: landlord"], ["| Lift; Payer: tenants"])
    first, second = parted.passage.units
    over_one_span = replace(second.statements[0], span=first.statements[0].span)
    units = (first, replace(second, statements=(over_one_span,)))
    parted = replace(parted, passage=replace(parted.passage, units=units))
    found = composed(understood("who pays for the lift?"), ranking([parted], "Lift"))
    assert shown(found) == ["Lift; Payer: tenants"]


def test_the_same_words_in_two_reports_are_shown_once() -> None:
    twice = ["The landlord pays for boiler repairs in all council homes."]
    found = [hit(twice, document="a"), hit(twice, document="b")]
    assert shown(composed(REPAIRS, ranking(found, "boiler"))) == twice


@pytest.mark.parametrize(
    "pointer",
    [
        "(Source: boiler repairs survey)",
        "https://example.org/boiler-repairs",
        "4 http://example.org/boilers",
        "Who pays for boiler repairs?",
        "Boiler repairs",
    ],
)
def test_what_only_points_elsewhere_asks_or_repeats_a_title_is_left_out(pointer: str) -> None:
    found = [hit([ANSWER, pointer], section="2 Boiler repairs")]
    assert shown(composed(REPAIRS, ranking(found, "oiler"))) == [ANSWER]


@pytest.mark.parametrize("after", [[], [FILLER], ["| Boiler: £84"]], ids=["end", "text", "table"])
@pytest.mark.parametrize("question", [DUTIES, REPAIRS], ids=["list", "statement"])
def test_a_lead_in_to_nothing_is_left_out(question, after: list[str]) -> None:
    found = [hit([ANSWER, "Boiler repairs include:", *after])]
    assert shown(composed(question, ranking(found, ANSWER, include=3.0))) == [ANSWER]


def test_an_item_that_does_not_fit_leaves_no_lead_in_behind() -> None:
    long = "- pay " + "for boiler repairs " * 65
    found = composed(REPAIRS, ranking([hit([LEAD_IN, long])], "boiler"))
    assert LEAD_IN not in shown(found)


def test_no_hits_compose_to_nothing() -> None:
    assert composed(REPAIRS, Ranking((), ())) == []
