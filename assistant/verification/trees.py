"""Boosted decision trees over named features, from a plain file: many small votes, added up.

They are learned by ``evals.train_verification``; here they are only asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees of questions, whether a feature is at most a threshold, as tables with a row for
    each tree and a column for each of its nodes, the first being its root.

    Attributes:
        feature: the number of the feature that a node asks of, -1 where it is a leaf.
        threshold: what it is compared with.
        left: the node that follows where it is at most that.
        right: the node that follows where it is more.
        value: what a leaf adds to the log-odds.
        start: the log-odds before any tree.
    """

    feature: np.ndarray
    threshold: np.ndarray
    left: np.ndarray
    right: np.ndarray
    value: np.ndarray
    start: float

    @classmethod
    def named(cls, names: Sequence[str], kept: Mapping[str, Any]) -> Trees:
        """Return the trees as they are kept, for rows whose columns are ``names``.

        Raises:
            ValueError: they were learned of other features.
        """
        if kept["names"] != list(names):
            raise ValueError("the verdict was learned from other features: learn it again")
        feature, threshold, left, right, value = zip(*kept["trees"], strict=True)
        return cls(
            feature=_table(feature, -1),
            threshold=_table(threshold, 0.0),
            left=_table(left, 0),
            right=_table(right, 0),
            value=_table(value, 0.0),
            start=float(kept["start"]),
        )

    def log_odds(self, row: np.ndarray) -> float:
        """Return the log-odds of a row."""
        told = row.astype(np.float32)
        tree = np.arange(len(self.feature))
        node = np.zeros(len(tree), dtype=int)
        while (asked := self.feature[tree, node] >= 0).any():
            low = told[self.feature[tree, node]] <= self.threshold[tree, node]
            following = np.where(low, self.left[tree, node], self.right[tree, node])
            node = np.where(asked, following, node)
        return self.start + float(self.value[tree, node].sum())

    def chance(self, row: np.ndarray) -> float:
        """Return the chance of a row, 0 to 1."""
        return float(1 / (1 + np.exp(-self.log_odds(row))))


def _table(rows: Sequence[Sequence[float]], fill: float) -> np.ndarray:
    width = max(len(row) for row in rows)
    return np.array([[*row, *[fill] * (width - len(row))] for row in rows])
