"""What questions ask for, and what sentences give."""

from __future__ import annotations

import pytest

from assistant.wanted import Wanted, given_in, wanted_by

NUMBER, MONEY, SHARE, DATE = Wanted.NUMBER, Wanted.MONEY, Wanted.SHARE, Wanted.DATE
DURATION, PERSON, PLACE = Wanted.DURATION, Wanted.PERSON, Wanted.PLACE
REASON, MANNER = Wanted.REASON, Wanted.MANNER


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("How many lamps were mended?", {NUMBER}),
        ("What number of lamps failed?", {NUMBER}),
        ("how far is the surgery?", {NUMBER}),
        ("How much did the lamps cost?", {NUMBER, MONEY}),
        ("How much snow fell?", {NUMBER}),
        ("What is the budget of the lamp board?", {MONEY}),
        ("what does a certificate cost to print?", {MONEY}),
        ("What percentage of lamps failed?", {SHARE}),
        ("what proportion of helpers are trained?", {SHARE}),
        ("When must the plan be agreed?", {DATE}),
        ("In which year was the contract let?", {DATE}),
        ("What is the deadline for comments?", {DATE}),
        ("How long does training take?", {DURATION}),
        ("how often are lamps inspected?", {DURATION}),
        ("Within how many weeks must the plan be agreed?", {NUMBER, DURATION}),
        ("Who signs the plan?", {PERSON}),
        ("Which organisation repairs the lamps?", {PERSON}),
        ("What are the names of the charities?", {PERSON}),
        ("Where are helpers trained?", {PLACE}),
        ("Which towns gave grants?", {PLACE}),
        ("Which council repairs the lamps?", {PLACE}),
        ("Why was the contract let?", {REASON}),
        ("What led to the new contract?", {REASON}),
        ("What is the purpose of the board?", {REASON}),
        ("How does the council find helpers?", {MANNER}),
        ("In what way do charities report?", {MANNER}),
        ("When the inspectors draft a plan, may we comment?", set()),
        ("who signs it and when", {PERSON, DATE}),
        ("By when must lamps be mended?", {DATE}),
        ("Will it grow with the number of pensioners?", set()),
        ("What was the total number of lamps?", {NUMBER}),
        ("number of lamps mended", {NUMBER}),
        ("What is a lamp board?", set()),
        ("lamps", set()),
        ("", set()),
    ],
)
def test_a_question_tells_what_it_asks_for(question: str, wanted: set[Wanted]) -> None:
    assert wanted_by(question) == wanted
    assert wanted_by(question.upper()) == wanted


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It mended 4,120 lamps.", NUMBER),
        ("Four charities visit pensioners.", NUMBER),
        ("The lamps cost £31,000.", MONEY),
        ("It saved two million pounds.", MONEY),
        ("The service is free of charge.", MONEY),
        ("12 per cent of lamps failed.", SHARE),
        ("Half of them failed.", SHARE),
        ("62% were trained.", SHARE),
        ("It was let in 2009.", DATE),
        ("They meet each March.", DATE),
        ("Signed 01/04/09.", DATE),
        ("It takes six weeks.", DURATION),
        ("Lamps are inspected quarterly.", DURATION),
        ("The Lamp Board signs it.", PERSON),
        ("It is led by Ada Quill.", PERSON),
        ("Helpers meet in Ipswich.", PLACE),
        ("It is held at the Town Hall.", PLACE),
        ("It was let because the old lamps failed.", REASON),
        ("This is done to ensure that lamps last.", REASON),
        ("Lamps are mended by Quill Ltd.", MANNER),
        ("Helpers are found through the college.", MANNER),
    ],
)
def test_a_sentence_gives_a_kind_of_thing(sentence: str, kind: Wanted) -> None:
    assert kind in given_in(sentence)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Lamps are mended.", NUMBER),
        ("It mended 4,120 lamps.", MONEY),
        ("It mended 4,120 lamps.", SHARE),
        ("It mended 4,120 lamps.", DATE),
        ("Staff may march in step.", DATE),
        ("It was let in 2009.", DURATION),
        ("The board met.", PERSON),
        ("They met in spring.", PLACE),
        ("The lamps are green.", REASON),
        ("The lamps are green.", MANNER),
    ],
)
def test_a_sentence_gives_nothing_that_it_does_not_say(sentence: str, kind: Wanted) -> None:
    assert kind not in given_in(sentence)
