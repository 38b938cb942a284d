"""Models learned from tables of features, and how well they do on what they did not see.

The one module that knows scikit-learn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, StratifiedKFold
from sklearn.preprocessing import StandardScaler

Fold = tuple[np.ndarray, np.ndarray]
"""Numbers of the rows to train on, and of those held out."""

_ROUNDING = 5
_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted model: weights of the columns as they are, and a bias."""

    weights: np.ndarray
    bias: float

    def of(self, rows: np.ndarray) -> np.ndarray:
        """Return the log-odds of each row."""
        return np.asarray(rows @ self.weights + self.bias)

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """Return the chance of each row, 0 to 1."""
        return np.asarray(1 / (1 + np.exp(-self.of(rows))))

    def by_name(self, names: Sequence[str]) -> dict[str, float]:
        """Return the weights by the names of their columns, and the bias, as they are kept."""
        pairs = zip(names, self.weights, strict=True)
        named = {name: round(float(weight), _ROUNDING) for name, weight in pairs}
        return {**named, "bias": round(self.bias, _ROUNDING)}


def fitted(
    rows: np.ndarray, right: np.ndarray, *, strength: float, weight: np.ndarray | None = None
) -> Fitted:
    """Fit a logistic model with a penalty on standardised columns (Hastie et al. 2009, 4.4).

    Args:
        rows: a row for each example.
        right: which are right; some must be, and some not.
        strength: the inverse of the penalty on large weights.
        weight: of each example; without it, right and wrong ones weigh the same together.
    """
    scaler = StandardScaler().fit(rows)
    balance = "balanced" if weight is None else None
    model = LogisticRegression(C=strength, max_iter=_STEPS, class_weight=balance)
    model.fit(scaler.transform(rows), right, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    return Fitted(weights, float(model.intercept_[0] - weights @ scaler.mean_))


class Boosted:
    """Boosted trees (Friedman 2002): each learns of a part of the rows what is still wrong.

    Args:
        rows: a row for each example.
        right: which are right; some must be, and some not.
        weight: of each example.

    Few columns are tried for each question, so that no single one decides; how many, how deep
    and how slowly was chosen by what was held out of the sentences of verification.
    """

    _RATE = 0.03

    def __init__(self, rows: np.ndarray, right: np.ndarray, weight: np.ndarray) -> None:
        self._model = GradientBoostingClassifier(
            n_estimators=300, learning_rate=self._RATE, max_depth=5, subsample=0.4,
            max_features=0.1, min_samples_leaf=6, random_state=0,
        )  # fmt: skip
        self._model.fit(rows, right, sample_weight=weight)

    def chances(self, rows: np.ndarray) -> np.ndarray:
        """Return the chance of each row, 0 to 1."""
        return np.asarray(self._model.predict_proba(rows)[:, 1])

    def by_name(self, names: Sequence[str]) -> dict[str, Any]:
        """Return the trees as they are kept, with the names of their columns: of each tree the
        features asked of, thresholds, what follows to either side, and what leaves add."""
        kept = []
        for tree in (each[0].tree_ for each in self._model.estimators_):
            leaf = tree.children_left < 0
            feature = np.where(leaf, -1, tree.feature).tolist()
            threshold = [float(f"{value:.7g}") for value in np.where(leaf, 0, tree.threshold)]
            left, right = (
                np.where(leaf, 0, side).tolist()
                for side in (tree.children_left, tree.children_right)
            )
            added = np.where(leaf, tree.value[:, 0, 0] * self._RATE, 0)
            kept.append([feature, threshold, left, right, np.round(added, _ROUNDING).tolist()])
        prior = self._model.init_.class_prior_
        start = float(np.log(prior[1] / prior[0]))
        return {"names": list(names), "start": round(start, _ROUNDING), "trees": kept}


def folds_of(count: int, folds: int) -> Iterator[Fold]:
    """Deal examples into folds in turn, each held out once; at most as many folds as examples."""
    numbers = np.arange(count)
    yield from GroupKFold(min(folds, count)).split(numbers, groups=numbers)


def dealt_folds(right: np.ndarray, folds: int, seed: int) -> Iterator[Fold]:
    """Deal examples into folds by chance, each with its share of the right and the wrong ones;
    at most as many folds as there are of either, of which there must be two."""
    fewest = int(min(right.sum(), len(right) - right.sum()))
    dealer = StratifiedKFold(min(folds, fewest), shuffle=True, random_state=seed)
    yield from dealer.split(np.arange(len(right)), right)


def area_under_curve(right: np.ndarray, chances: np.ndarray) -> float:
    """Return how often a right example has the higher chance of a right and a wrong one."""
    return float(roc_auc_score(right, chances))
