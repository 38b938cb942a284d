"""What an answer is composed of, from passages written out here."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.compose import (
    ANSWER_WORDS,
    LIST_WORDS,
    Selection,
    composed,
    coverage,
    scored_units,
)
from assistant.question import understood
from corpus.words import (
    BlockKind,
    Document,
    Hit,
    Passage,
    Role,
    Source,
    Span,
    Statement,
    Unit,
)

DUTIES = understood("what are the duties of the housing board?")
REPAIRS = understood("who pays for boiler repairs?")
LEAD_IN = "The duties of the housing board are:"
FILLER = "Members of the forum met in the town hall and talked about the weather again."


def equally_rare(stem: str) -> float:
    return 1.0


def hit(*units: list[str], section: str = "1 Duties", document: str = "a", score: float = 1) -> Hit:
    """A hit whose units are these statements; ``- `` marks items, a closing colon a lead-in."""
    made, at = [], 0
    for number, lines in enumerate(units):
        statements = []
        for line in lines:
            role = Role.LEAD_IN if line.endswith(":") else Role.SENTENCE
            role = Role.ITEM if line.startswith("- ") else role
            statements.append(Statement(role, Span(at, at + len(line)), line.removeprefix("- ")))
            at += len(line) + 1
        span = Span(statements[0].span.start, statements[-1].span.end)
        shown = "\n".join(lines)
        made.append(Unit(f"u{number}", BlockKind.PARAGRAPH, span, shown, tuple(statements)))
    passage = Passage(f"{document}-{section}", Span(0, at), tuple(made), (section,))
    source = Document(document, Source(f"{document}.md", "Report"), "0", at, 1)
    return Hit(source, passage, score)


def shown(selections: list[Selection]) -> list[str]:
    return [statement.shown for selection in selections for statement in selection.statements]


def words(selections: list[Selection]) -> int:
    return sum(selection.words for selection in selections)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Who pays for repairs to a boiler?", 1.0),
        ("The boiler was repaired.", 2 / 3),
        ("The council pays.", 1 / 3),
        ("The weather is fine.", 0.0),
        ("", 0.0),
    ],
)
def test_coverage_is_the_share_of_the_questions_words(text: str, share: float) -> None:
    assert coverage(REPAIRS, text, equally_rare) == pytest.approx(share)


def test_rare_words_weigh_more_in_coverage() -> None:
    def boilers_are_rare(stem: str) -> float:
        return 8.0 if stem.startswith("boiler") else 1.0

    assert coverage(REPAIRS, "a boiler", boilers_are_rare) == pytest.approx(0.8)


def test_a_question_without_content_words_is_covered_by_nothing() -> None:
    assert coverage(understood("who are they?"), "they are who they are", equally_rare) == 0


def test_units_are_scored_by_their_own_words_more_than_by_their_heading() -> None:
    found = [
        hit([FILLER], section="Boiler repairs", document="heading"),
        hit(["The landlord pays for boiler repairs."], section="Costs", document="inside"),
    ]
    first, second = scored_units(REPAIRS, found, equally_rare)
    assert first.hit.document.id == "inside"
    assert 0 < second.score < first.score <= 1


def test_a_list_keeps_its_lead_in_and_its_order() -> None:
    items = ["- let homes fairly;", "- repair homes quickly;", "- publish accounts."]
    found = composed(DUTIES, [hit([FILLER], [LEAD_IN, *items])], equally_rare)
    assert shown(found)[-4:] == [LEAD_IN, *(item[2:] for item in items)]


def test_items_found_in_a_later_part_of_a_list_get_its_lead_in() -> None:
    first = [LEAD_IN, *(f"- attend meeting number {n} with the clerk;" for n in range(60))]
    later = ["- pay for boiler repairs in every home;", "- pay for boiler checks."]
    found = composed(REPAIRS, [hit(first, later)], equally_rare)
    assert shown(found) == [LEAD_IN, *(item[2:] for item in later)]


def test_a_list_that_is_too_long_is_cut_between_items_and_keeps_its_lead_in() -> None:
    items = [f"- duty {n} of the board is to review one housing policy a year;" for n in range(60)]
    found = composed(DUTIES, [hit([LEAD_IN, *items])], equally_rare)
    assert shown(found)[0] == LEAD_IN
    assert set(shown(found)[1:]) < {item[2:] for item in items}
    assert LIST_WORDS * 0.8 < words(found) <= LIST_WORDS + len(LEAD_IN.split())


def test_a_long_unit_gives_the_window_that_answers() -> None:
    answer = "The landlord pays for boiler repairs."
    long = [*[FILLER] * 20, answer, *[FILLER] * 20]
    found = composed(REPAIRS, [hit(long)], equally_rare)
    assert answer in shown(found)
    assert words(found) <= ANSWER_WORDS
    neighbours = pairwise(statement.span for statement in found[0].statements)
    assert all(after.start == before.end + 1 for before, after in neighbours)


@pytest.mark.parametrize(
    ("question", "allowed"),
    [
        ("who pays for boiler repairs?", ANSWER_WORDS),
        ("what are the rules on who pays for boiler repairs?", LIST_WORDS),
        ("compare who pays for boiler repairs in flats and houses", LIST_WORDS),
    ],
)
def test_an_answer_stays_within_its_words(question: str, allowed: int) -> None:
    found = [
        hit(
            [f"Owner{n} pays for boiler repairs at rate{n}{m} by clause{n}{m}." for m in range(6)],
            section=f"Area {n}",
        )
        for n in range(20)
    ]
    selections = composed(understood(question), found, equally_rare)
    assert 0.8 * allowed < words(selections) <= allowed


def test_what_is_chosen_of_a_section_is_shown_in_reading_order() -> None:
    early = ["Boiler repairs are paid for by the landlord, who pays at once."]
    late = ["Who pays for boiler repairs is a matter for the lease on boiler repairs."]
    forwards = composed(REPAIRS, [hit(early, late)], equally_rare)
    backwards = composed(REPAIRS, [hit(late, early)], equally_rare)
    assert shown(forwards) == early + late
    assert shown(backwards) == late + early


def test_the_same_words_in_two_reports_are_shown_once() -> None:
    twice = ["The landlord pays for boiler repairs in all council homes."]
    found = composed(REPAIRS, [hit(twice, document="a"), hit(twice, document="b")], equally_rare)
    assert shown(found) == twice


@pytest.mark.parametrize(
    "pointer",
    [
        "(Source: boiler repairs survey)",
        "https://example.org/boiler-repairs",
        "4 http://example.org/boilers",
    ],
)
def test_what_only_points_elsewhere_is_left_out(pointer: str) -> None:
    answer = "The landlord pays for boiler repairs."
    assert shown(composed(REPAIRS, [hit([answer, pointer])], equally_rare)) == [answer]


def test_a_lead_in_to_nothing_is_left_out() -> None:
    answer = "The landlord pays for boiler repairs."
    found = composed(REPAIRS, [hit([answer, "Boiler repairs include:"])], equally_rare)
    assert shown(found) == [answer]


def test_no_hits_compose_to_nothing() -> None:
    assert composed(REPAIRS, [], equally_rare) == []
