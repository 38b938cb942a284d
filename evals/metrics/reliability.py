"""How far the decision whether to answer can be relied on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MOST_BINS = 8


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of like confidence: the mean confidence, and the share that were answerable."""

    confidence: float
    answerable: float
    count: int


def reliability(confidence: Sequence[float], answerable: Sequence[bool]) -> list[Bin]:
    """Return up to ``MOST_BINS`` bins of equal count, least confident first.

    The points of a reliability diagram (DeGroot and Fienberg, The comparison and
    evaluation of forecasters, 1983): a calibrated decision lies on the diagonal.

    Args:
        confidence: in [0, 1], that the documents hold an answer, one for each question.
        answerable: whether they do.

    Raises:
        ValueError: the two differ in length.
    """
    if len(confidence) != len(answerable):
        raise ValueError("each confidence needs its outcome")
    order = np.argsort(confidence, kind="stable")
    bins = []
    for part in np.array_split(order, min(MOST_BINS, len(order)) or 1):
        if part.size:
            mean = float(np.mean([confidence[i] for i in part]))
            share = float(np.mean([answerable[i] for i in part]))
            bins.append(Bin(mean, share, int(part.size)))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error, in [0, 1]; 0 is perfect.

    ECE = sum over bins of share of questions x |answerable - confidence| (Naeini, Cooper
    and Hauskrecht, Obtaining well calibrated probabilities using Bayesian binning, 2015).

    Raises:
        ValueError: there are no bins.
    """
    total = sum(each.count for each in bins)
    if not total:
        raise ValueError("a calibration error needs at least one question")
    return sum(each.count * abs(each.answerable - each.confidence) for each in bins) / total


def separation(confidence: Sequence[float], answerable: Sequence[bool]) -> float:
    """Return the chance that an answerable question has more confidence than another, in [0, 1].

    The area under the ROC curve (Hanley and McNeil, 1982); ties count half.

    Raises:
        ValueError: there are not questions of both sorts.
    """
    yes = np.asarray([c for c, a in zip(confidence, answerable, strict=True) if a])
    no = np.asarray([c for c, a in zip(confidence, answerable, strict=True) if not a])
    if not yes.size or not no.size:
        raise ValueError("separation needs answerable questions and others")
    return float(np.mean((yes[:, None] > no) + 0.5 * (yes[:, None] == no)))
