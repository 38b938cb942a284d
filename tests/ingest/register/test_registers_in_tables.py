"""Tables: the column of recommendations, its numbers and groups, and a series in one cell."""

from __future__ import annotations

import pytest
from register_reading import found, register


def test_a_tables_column_of_recommendations_is_read_with_number_and_group() -> None:
    text = (
        "# Plan\n\n| No. | Recommendation | Lead |\n|---|---|---|\n"
        "| 1 | Agree a data sharing protocol | A. Smith |\n| **Housing** | | |\n"
        "| 2 | Review the allocations policy | B. Jones |\n"
    )
    listed = register(text).recommendations
    assert [(one.number, one.span.of(text), one.theme) for one in listed] == [
        ("1", "Agree a data sharing protocol", "Plan"),
        ("2", "Review the allocations policy", "Housing"),
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "(i) Plant more trees;<br>(ii) Mend the gates; and<br/>(iii) Pay",
            [("4(i)", "Plant more trees;"), ("4(ii)", "Mend the gates; and"), ("4(iii)", "Pay")],
        ),
        (
            "(h) Plant more trees (i) Mend the gates",
            [("4(h)", "Plant more trees"), ("4(i)", "Mend the gates")],
        ),
        (
            "1. Plant trees by May 2. Mend the gates. 2. Pay for it.",
            [("4.1", "Plant trees by May 2. Mend the gates."), ("4.2", "Pay for it.")],
        ),
        (
            "It is recommended that: a) trees are planted; b) gates are mended",
            [("4.a", "trees are planted;"), ("4.b", "gates are mended")],
        ),
        (
            "The council should: (i) plant trees; (ii) mend gates",
            [("4", "The council should: (i) plant trees; (ii) mend gates")],
        ),
        ("(i) Agree as in (ii) of the plan", [("(i)", "Agree as in (ii) of the plan")]),
        ("(i) and (ii) of the plan stand", [("(i)", "and (ii) of the plan stand")]),
    ],
)
def test_each_of_a_series_in_a_tables_cell_is_one(
    cell: str, expected: list[tuple[str, str]]
) -> None:
    text = f"# Plan\n\n| No. | Recommendation | Lead |\n|---|---|---|\n| 4 | {cell} | Bo Tansy |\n"
    listed = register(text).recommendations
    assert [(one.number, one.span.of(text)) for one in listed] == expected


def test_a_series_without_a_number_of_its_row_has_its_own() -> None:
    text = "## Recommendations\n\nAction\tLead\tDate\n(i) Light lanes (ii) Sweep squares\tA\tMay\n"
    assert found(text) == [("(i)", "Light lanes"), ("(ii)", "Sweep squares")]


def test_a_table_of_actions_counts_only_where_nothing_else_is_listed() -> None:
    table = "| Action | Lead |\n|---|---|\n| Agree a protocol with partners | A. Smith |\n"
    assert found(f"## Recommendations\n\n{table}") == [("", "Agree a protocol with partners")]
    listed = f"## Recommendations\n\n(i) Share the data\n(ii) Guard the data\n\n{table}"
    assert [number for number, _ in found(listed)] == ["(i)", "(ii)"]
    assert not found(f"## Progress\n\n{table}")
