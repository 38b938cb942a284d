"""What headers mean, whatever a council calls them."""

from __future__ import annotations

import pytest

from assistant.plans.cell_contents import split_cell
from assistant.plans.columns import columns_of, fields_named

MEANINGS = {
    "action": ["Action", "What we will do", "Action(s)", "Key actions to deliver", "Agreed action"],
    "deadline": ["Target Deadline", "By when", "Timescale", "When will it be done?", "Due by",
                 "Target\nDeadline", "Target date for completion", "Priority Target Deadline"],
    "lead": ["Owner", "Responsible officer", "Lead", "Who will do it?", "Lead\nofficer", "SRO",
             "Person responsible for action", "Delivery lead (name and role)", "By whom"],
    "resources": ["Cost", "Budget", "Cost (£)", "Financial implications and resources"],
    "outcome": ["Expected or Actual Outcome", "What difference will this make?", "Intended impact"],
    "indicator": ["Success measure", "KPI", "How will we know", "Measures of success (KPI)"],
    "monitoring": ["Monitoring and reporting", "How will we monitor progress?"],
    "stakeholders": ["Who else", "Partners", "Who needs to be involved?"],
    "progress": ["RAG", "Status", "R.A.G.", "Progress (Sept 2027)", "Update at March 2028"],
    "recommendation": ["Recommendation", "Area for improvement"],
    "id": ["Ref", "No.", "#"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "field"), [(header, field) for field, all_ in MEANINGS.items() for header in all_]
)
def test_a_header_names_its_field(header: str, field: str) -> None:
    assert fields_named(header) == (field,)


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Resources/ Lead", ("resources", "lead")),
        ("Lead Officer & deadline", ("lead", "deadline")),
        ("Outcome / Success measure", ("outcome", "indicator")),
    ],
)
def test_a_header_may_name_two_fields(header: str, fields: tuple[str, ...]) -> None:
    assert fields_named(header) == fields


@pytest.mark.parametrize("header", ["Priority", "Start date", "Ward", "Comments", "Objective", ""])
def test_other_headers_name_none(header: str) -> None:
    assert fields_named(header) == ()


def test_a_field_goes_to_one_column_and_no_cell_is_lost() -> None:
    columns = columns_of(["Action", "RAG", "Progress", "Priority", "Lead", "Lead"])
    kept = {column.header: column.fields for column in columns}
    assert kept["Progress"] == ("progress",)
    assert kept["RAG"] == kept["Priority"] == kept["Lead (2)"] == ()


def test_what_stands_in_a_column_decides_where_its_header_does_not() -> None:
    rows = [("Train staff", "31.03.10", "Jo Example"), ("Publish", "June 2010", "Head of Policy")]
    columns = columns_of(["Action", "Priority Target", "Resources"], rows)
    assert columns[1].fields == ("deadline",)
    assert columns[2].split("Jo Example") == {"lead": "Jo Example"}
    assert columns_of(["Action", "Target"], [("Train staff", "95 per cent")])[1].fields == (
        "target",
    )


@pytest.mark.parametrize(
    ("cell", "lead", "resources"),
    [
        ("Dana Example/ Ali Sample", "Dana Example/ Ali Sample", None),
        ("£5,000; Head of Policy", "Head of Policy", "£5,000"),
        ("Head of Finance\nWithin existing budget", "Head of Finance", "Within existing budget"),
        ("Officer time", None, "Officer time"),
    ],
)
def test_a_cell_of_two_fields_is_split(cell: str, lead: str | None, resources: str | None) -> None:
    found = split_cell(cell, ("resources", "lead"))
    assert (found.get("lead"), found.get("resources")) == (lead, resources)


def test_an_extra_column_cannot_pass_for_a_field_of_ours() -> None:
    assert columns_of(["Action", "Lead", "basis"])[2].own_name == "basis (column)"
