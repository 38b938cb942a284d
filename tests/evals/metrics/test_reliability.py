"""Reliability on examples worked by hand."""

from __future__ import annotations

import pytest

from evals.metrics.reliability import MOST_BINS, Bin, calibration_error, reliability, separation


def test_a_bin_holds_questions_of_like_confidence() -> None:
    confidence = [number / 16 for number in range(16)]
    bins = reliability(confidence[::-1], [value >= 0.5 for value in confidence[::-1]])
    assert len(bins) == MOST_BINS
    assert {each.count for each in bins} == {2}
    assert bins[0] == Bin(pytest.approx(1 / 32), 0.0, 2)
    assert bins[-1] == Bin(pytest.approx(29 / 32), 1.0, 2)


def test_few_questions_have_a_bin_each() -> None:
    assert reliability([0.9, 0.2], [True, False]) == [Bin(0.2, 0.0, 1), Bin(0.9, 1.0, 1)]
    assert reliability([], []) == []


def test_every_question_is_in_a_bin() -> None:
    bins = reliability([0.5] * 21, [True] * 7 + [False] * 14)
    assert sum(each.count for each in bins) == 21
    assert sum(each.count * each.answerable for each in bins) == pytest.approx(7)


def test_each_confidence_needs_its_outcome() -> None:
    with pytest.raises(ValueError, match="its outcome"):
        reliability([0.5], [])


def test_the_calibration_error_weighs_bins_by_their_questions() -> None:
    bins = [Bin(0.2, 0.0, 1), Bin(0.6, 1.0, 3)]
    assert calibration_error(bins) == pytest.approx((1 * 0.2 + 3 * 0.4) / 4)
    assert calibration_error([Bin(0.3, 0.3, 10)]) == 0
    with pytest.raises(ValueError, match="at least one question"):
        calibration_error([])


@pytest.mark.parametrize(
    ("confidence", "answerable", "chance"),
    [
        ([0.9, 0.8, 0.1], [True, True, False], 1.0),
        ([0.1, 0.8, 0.9], [True, False, False], 0.0),
        ([0.5, 0.5], [True, False], 0.5),
        ([0.9, 0.4, 0.6, 0.4], [True, True, False, False], 0.625),
    ],
)
def test_separation_is_the_chance_of_the_right_order(
    confidence: list[float], answerable: list[bool], chance: float
) -> None:
    assert separation(confidence, answerable) == pytest.approx(chance)


@pytest.mark.parametrize("answerable", [True, False])
def test_one_sort_of_question_cannot_be_told_apart(answerable: bool) -> None:
    with pytest.raises(ValueError, match="and others"):
        separation([0.5, 0.6], [answerable] * 2)
