"""Statements that address a program are told from what a report says to its readers."""

from __future__ import annotations

import pytest
from planted import PLANTED

from assistant.addressed import addresses_a_program


@pytest.mark.parametrize("instruction", PLANTED)
def test_a_planted_instruction_is_noticed(instruction: str) -> None:
    assert addresses_a_program(instruction)


@pytest.mark.parametrize(
    "sentence",
    [
        "The council must follow the guidance and the instructions of the inspectorate.",
        "Officers should not ignore the views of carers or the previous review's findings.",
        "The system is used by all staff, and the tool was introduced with training in 2009.",
        "Staff use the Single Assessment Process tool to record needs with the client.",
        "Councils should include the responses of residents in their plan.",
        "Please reply by 3 May with the form at Annex B.",
        "The action plan must answer every recommendation and include the name of a lead.",
        "Assistants should say when they visit, and report concerns to the manager.",
        "The care assistant must report each visit to the duty officer.",
        "A new system of instructions to drivers was introduced in Barset.",
        "User: the person who receives the service.",
        "Do not use sources of public funding twice.",
        "Visit https://www.gov.uk/government/publications/care-act-2014 for the guidance.",
        "The answers to the survey begin with a question about age.",
        "Human resources: the plan names a lead officer.",
        "The function of the board is to call the executive to account.",
    ],
)
def test_a_report_may_speak_of_instructions_systems_and_tools(sentence: str) -> None:
    assert not addresses_a_program(sentence)


def test_no_statement_of_the_reports_is_taken_for_one(reports_library) -> None:
    statements = [
        statement.shown
        for document in reports_library.documents()
        for passage in reports_library.passages_of(document.id)
        for unit in passage.units
        for statement in unit.statements
    ]
    assert len(statements) > 1000
    assert [one for one in statements if addresses_a_program(one)] == []
