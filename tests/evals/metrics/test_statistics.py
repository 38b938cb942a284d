"""Intervals, paired tests and percentiles on examples that can be counted out."""

from __future__ import annotations

import numpy as np
import pytest

from evals.metrics.statistics import Interval, interval, paired_p_value, percentile


def test_an_interval_holds_its_mean_and_is_the_same_every_time() -> None:
    values = [0.0, 1.0, 1.0, 0.5, 0.0, 1.0, 0.25]
    found = interval(values)
    assert found == interval(values)
    assert found.mean == pytest.approx(sum(values) / 7)
    assert 0 <= found.low < found.mean < found.high <= 1
    assert found.count == 7


@pytest.mark.parametrize("values", [[0.4], [1.0, 1.0, 1.0]])
def test_values_that_are_all_alike_leave_no_doubt(values: list[float]) -> None:
    assert interval(values) == Interval(values[0], values[0], values[0], len(values))


def test_more_cases_give_a_narrower_interval() -> None:
    few, many = interval([0.0, 1.0] * 10), interval([0.0, 1.0] * 200)
    assert many.high - many.low < (few.high - few.low) / 3


def test_about_95_of_100_intervals_hold_the_truth() -> None:
    draws = np.random.default_rng(7).random((100, 50)) < 0.7
    found = [interval(draw.astype(float).tolist()) for draw in draws]
    assert 88 <= sum(each.low <= 0.7 <= each.high for each in found) <= 99


@pytest.mark.parametrize(
    ("before", "after", "p_value"),
    [
        ([1, 0, 0.5], [1, 0, 0.5], 1.0),
        ([1, 0], [0, 0], 1.0),
        ([1, 1], [0, 0], 2 / 4),
        ([1] * 5, [0] * 5, 2 / 32),
        ([1] * 6, [0] * 6, 2 / 64),
        ([1] * 6 + [0.5] * 40, [0] * 6 + [0.5] * 40, 2 / 64),
        ([1, 0], [0, 1], 1.0),
        ([1, 1, 1, 0], [0, 0, 0, 1], 10 / 16),
    ],
)
def test_the_paired_p_value_is_the_share_of_signs_as_extreme(
    before: list[float], after: list[float], p_value: float
) -> None:
    assert paired_p_value(before, after) == pytest.approx(p_value)
    assert paired_p_value(after, before) == pytest.approx(p_value)


def test_many_cases_are_sampled_alike_every_time() -> None:
    before, after = [1.0] * 30, [0.0] * 24 + [2.0] * 6
    assert paired_p_value(before, after) == paired_p_value(before, after)
    assert paired_p_value(before, after) < 0.01


@pytest.mark.parametrize(("before", "after"), [([], []), ([1], [1, 0])])
def test_only_pairs_can_be_tested(before: list[float], after: list[float]) -> None:
    with pytest.raises(ValueError, match="one length"):
        paired_p_value(before, after)


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert percentile([30, 10, 20], 0.5) == 20
    assert percentile([10, 20], 0.95) == pytest.approx(19.5)
    assert percentile([7], 0.95) == 7


def test_nothing_has_no_figure() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        interval([])
    with pytest.raises(ValueError, match="at least one value"):
        percentile([], 0.5)
