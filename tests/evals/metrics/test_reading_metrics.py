"""How a document's reading is scored against what was typeset."""

from __future__ import annotations

import pytest

from evals.metrics.reading import f1, rows_as_they_read, share_tied, share_under

ROWS = (("Service", "2010", "2011"), ("Meals", "5", "6"), ("Baths", "", "7"))


def test_rows_read_by_their_header_and_head_where_nothing_else_is_told() -> None:
    assert rows_as_they_read(ROWS, 1, ()) == ["Meals; 2010: 5; 2011: 6", "Baths; 2011: 7"]
    assert rows_as_they_read(ROWS, 1, ("Old; Meals; 2010: 5",)) == ["Old; Meals; 2010: 5"]


def test_a_row_under_a_false_group_counts_against_both_precision_and_recall() -> None:
    wanted = ["Old; Meals; 2010: 5", "Young; Meals; 2010: 6"]
    assert f1(wanted, wanted) == 1.0
    assert f1([wanted[0], "Old; Young; Meals; 2010: 6"], wanted) == 0.5


def test_rows_that_stand_under_their_caption_are_counted() -> None:
    assert share_under(["Table 1", "Table 2"], [("Plan", "Table 1"), ("Plan",)]) == 0.5
    with pytest.raises(ValueError, match="a name and a path"):
        share_under([], [])


def test_a_mark_is_right_with_its_own_note_alone() -> None:
    wanted = {"lit": "The Lamps Act.", "bought": "The Oil Act."}
    assert share_tied(wanted, wanted) == 1.0
    assert share_tied({"lit": "The Lamps Act."}, wanted) == 0.5
    assert share_tied({"lit": "The Oil Act.", "bought": "The Oil Act."}, wanted) == 0.5
    assert share_tied({**wanted, "20 m": "The Oil Act."}, wanted) == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="needs one"):
        share_tied({}, {})
