"""Learns when to answer: the weights of ``assistant/decide.py``, from tuning questions.

``python -m evals.train_decision`` finds passages for every tuning question, works out the
features, and writes weights and threshold. A question counts as answered where the documents
answer it, wholly or in part. Questions with a false premise are left out: their subject is in
the documents, and what is wrong with them is looked for apart. The threshold is the one at
which, cross-validated, ``REFUSED`` of the questions that the documents answer are refused.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

from assistant.conversation import Turn, standalone
from assistant.decide import FEATURES, features_of
from assistant.question import understood
from assistant.search import HybridSearch, RankedSearch
from evals.questions import Question, load_questions
from evals.train_ranking import opened

OUT = Path(__file__).parent.parent / "assistant" / "decision_weights.json"
REFUSED = 0.035
"""Share of the answerable questions that may be refused."""

STRENGTH = 0.05
FOLDS = 10
ROUNDS = 5
"""Times that the questions are dealt into folds anew: with so few, one dealing is chance."""

_SEED = 7


def table_of(search: RankedSearch, questions: Sequence[Question]) -> np.ndarray:
    """Return the columns ``FEATURES`` of each question."""
    rows = []
    for question in questions:
        turns = [Turn(turn.role, turn.content) for turn in question.history]
        features = features_of(*search.ranked(understood(standalone(question.question, turns))))
        rows.append([features[name] for name in FEATURES])
    return np.array(rows)


def answerable(question: Question) -> bool:
    return question.expected in ("answered", "partly_answered")


def fitted(rows: np.ndarray, right: np.ndarray) -> tuple[np.ndarray, float]:
    """Return weights and bias for the columns as they are, both classes weighing the same."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=1000, class_weight="balanced")
    model.fit(scaler.transform(rows), right)
    weights = model.coef_[0] / np.where(scaler.scale_ > 0, scaler.scale_, 1.0)
    return weights, float(model.intercept_[0] - weights @ scaler.mean_)


def held_out(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return each question's chance by models that were not trained on it, averaged."""
    chances = np.zeros(len(right))
    for dealing in range(ROUNDS):
        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=_SEED + dealing)
        for train, held in folds.split(rows, right):
            weights, bias = fitted(rows[train], right[train])
            chances[held] += 1 / (1 + np.exp(-(rows[held] @ weights + bias)))
    return chances / ROUNDS


def main() -> None:
    """Train, print what was reached, and write weights and threshold."""
    parser = argparse.ArgumentParser(description="Learn when the documents do not say.")
    parser.add_argument("data", type=Path, help="a data folder with the reports indexed")
    parser.add_argument("--questions", type=Path, action="append", default=[])
    chosen = parser.parse_args()
    questions = load_questions()
    for folder in chosen.questions:
        questions += load_questions(folder)
    questions = [question for question in questions if question.split == "tune"]
    with opened(chosen.data) as library:
        rows = table_of(RankedSearch(HybridSearch(library)), questions)
    right = np.array([answerable(question) for question in questions])
    sound = np.array([question.kind != "false_premise" for question in questions])
    chances = np.zeros(len(questions))
    chances[sound] = held_out(rows[sound], right[sound])
    weights, bias = fitted(rows[sound], right[sound])
    chances[~sound] = 1 / (1 + np.exp(-(rows[~sound] @ weights + bias)))
    threshold = float(np.quantile(chances[right], REFUSED))
    print(f"{len(questions)} questions, {right.sum()} answerable")
    area = roc_auc_score(right[sound], chances[sound])
    print(f"area under the curve {area:.3f}, threshold {threshold:.3f}")
    for kind in ("not_in_documents", "false_premise"):
        of_kind = np.array([question.kind == kind for question in questions])
        print(f"{kind} refused {np.mean(chances[of_kind] < threshold):.3f}")
    named = {name: round(float(w), 5) for name, w in zip(FEATURES, weights, strict=True)}
    kept = {"weights": {**named, "bias": round(bias, 5)}, "threshold": round(threshold, 4)}
    OUT.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
