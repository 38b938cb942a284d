"""How sure a figure is, and whether two runs differ by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

_RESAMPLES = 2_000
_SEED = 20101117
"""Fixed, so that a figure and its interval are the same on every run."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the ends of its 95 per cent interval, over ``count`` values."""

    mean: float
    low: float
    high: float
    count: int


def interval(values: Sequence[float]) -> Interval:
    """Return the mean of ``values`` with its percentile bootstrap interval at 95 per cent.

    Questions are drawn again with replacement (Efron and Tibshirani, An Introduction to
    the Bootstrap, 1993, chapter 13); computed by SciPy.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("an interval needs at least one value")
    mean = float(np.mean(values))
    if len(set(values)) == 1:
        return Interval(mean, mean, mean, len(values))
    drawn = stats.bootstrap(
        (np.asarray(values),),
        np.mean,
        n_resamples=_RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).confidence_interval
    return Interval(mean, float(drawn.low), float(drawn.high), len(values))


def paired_p_value(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the two-sided p-value of a paired randomisation test of the mean difference.

    Signs of the differences are flipped at random, all ways where they are few (Smucker,
    Allan and Carterette, A comparison of statistical significance tests for information
    retrieval evaluation, 2007); computed by SciPy. 1.0 where nothing differs.

    Args:
        before, after: scores of the same questions in the same order.

    Raises:
        ValueError: the two differ in length or are empty.
    """
    if len(before) != len(after) or not before:
        raise ValueError("a paired test needs two sequences of one length, not empty")
    differences = np.asarray(after, dtype=float) - np.asarray(before, dtype=float)
    changed = differences[differences != 0]
    if not changed.size:
        return 1.0
    if changed.size == 1:
        return 1.0  # one question may turn either way; SciPy asks for two
    tested = stats.permutation_test(
        (changed,),
        np.sum,
        permutation_type="samples",
        n_resamples=10_000,
        vectorized=True,
        rng=np.random.default_rng(_SEED),
    )
    return float(tested.pvalue)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of the values lie, by linear interpolation.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError("a percentile needs at least one value")
    return float(np.percentile(values, 100 * share))
