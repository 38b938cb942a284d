"""Cells that say something, and cells that only seem to."""

from __future__ import annotations

import pytest

from assistant.plans.checking.cells import is_filled, refers_elsewhere, says_when
from assistant.plans.checking.leads import is_named, names_its_lead
from assistant.plans.checking.measurable import is_measurable, is_vague, is_vague_action


@pytest.mark.parametrize(
    "text",
    ["", "  ", "-", "–", "TBC", "tbc.", "T.B.C.", "n/a", "N/A", "?", "...", "To be confirmed",
     "To be agreed with partners", "Not yet known", "none", "Awaiting appointment", "TBD – see HR",
     "to be determined", "To be confirmed: who leads"],
)  # fmt: skip
def test_a_placeholder_fills_no_cell(text: str) -> None:
    assert not is_filled(text)


@pytest.mark.parametrize(
    "text",
    ["None of the eleven libraries closes", "No cost", "0", "Nil cost", "£0", "Noel Brown",
     "Non-executive director", "Tobias Carr", "To be confirmed (by 31 March 2028)"],
)  # fmt: skip
def test_what_only_begins_like_a_placeholder_fills_it(text: str) -> None:
    assert is_filled(text)


@pytest.mark.parametrize(
    "text",
    ["31 March 2028", "Q2 2027/28", "September", "within six months", "Year 2", "3 months",
     "Ongoing, first review March 2028", "Immediately", "Completed", "Spring 2028",
     "Every quarter from April 2027"],
)  # fmt: skip
def test_a_deadline_says_when(text: str) -> None:
    assert says_when(text)


@pytest.mark.parametrize(
    "text",
    ["Once funding is confirmed", "In line with the corporate plan", "Depends on the grant",
     "Ongoing", "On-going", "as soon as possible", "ASAP", "as appropriate", "When resources allow",
     "In due course", "Medium term", "short/medium term", "Continuous", "as and when required",
     "TBC", "when capacity permits", "over time"],
)  # fmt: skip
def test_a_deadline_that_puts_off_says_none(text: str) -> None:
    assert not says_when(text)


@pytest.mark.parametrize(
    "lead",
    ["Head of Commissioning", "Ruth Ashdown", "Dave Bennett/ Peter Dunkley", "Equality Champions",
     "Director of Adult Services and partners", "Corporate Management Team", "RA",
     "Section 151 Officer"],
)  # fmt: skip
def test_a_person_a_post_or_a_body_leads(lead: str) -> None:
    assert is_named(lead)


@pytest.mark.parametrize(
    "lead",
    ["", "TBC", "Everyone", "All partners", "The Council", "all staff", "Various officers",
     "All services", "Partners", "the relevant managers", "Everybody involved", "We all"],
)  # fmt: skip
def test_everybody_is_nobody(lead: str) -> None:
    assert not is_named(lead)


def test_an_action_can_name_its_lead_itself() -> None:
    assert names_its_lead("The Head of Finance will write to each school")
    assert not names_its_lead("Write to each school")


@pytest.mark.parametrize(
    "text",
    ["90 per cent of carers assessed", "62%", "Two officers appointed",
     "Strategy adopted by cabinet",
     "Protocol signed", "Directory published, with 180 groups", "Halve the waiting time",
     "Every complaint answered", "Terms of reference in place", "Decision minuted on all contracts",
     "Improve satisfaction from 61 to 75 per cent", "A third of staff trained",
     "No carer waits over 20 days", "First ward live", "Policy reviewed"],
)  # fmt: skip
def test_a_figure_or_a_deliverable_is_not_vague(text: str) -> None:
    assert not is_vague(text)


@pytest.mark.parametrize(
    "text",
    ["Improve communication", "Better services", "Raise awareness among staff",
     "More effective working together", "Greater involvement of older people",
     "Improved services delivered", "Carers will feel supported", "Work towards best practice",
     "A better understanding of our customer base", "Reduce waiting times",
     "Enhance partnership working",
     "Strengthen links", "Improve satisfaction by March 2028", "High quality support for all"],
)  # fmt: skip
def test_a_direction_is_vague(text: str) -> None:
    assert is_vague(text)


def test_what_neither_counts_nor_points_is_left_alone() -> None:
    text = "Carers know whom to call"
    assert not is_vague(text)
    assert not is_measurable(text)


def test_a_cross_reference_is_told_from_an_action() -> None:
    assert refers_elsewhere("(i) See recommendations under 'C' Place shaping")
    assert refers_elsewhere("See (iii) above")
    assert not refers_elsewhere("See every carer once a year")


@pytest.mark.parametrize(
    "action",
    ["Explore opportunities", "Consider options for benches", "Review as appropriate",
     "Raise awareness of empty homes", "Work towards a joint approach", "Improve signposting"],
)  # fmt: skip
def test_an_action_that_promises_nothing_is_vague(action: str) -> None:
    assert is_vague_action(action)


@pytest.mark.parametrize(
    "action",
    ["Review the lettings policy", "Consider 12 bids by May 2027", "Train all wardens",
     "Improve the two crossings at Mill Lane", "Open a helpline",
     "Support tenants of the six sheltered schemes to claim what they are owed"],
)  # fmt: skip
def test_an_action_of_which_one_can_tell_that_it_was_done_is_not(action: str) -> None:
    assert not is_vague_action(action)
