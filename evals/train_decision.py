"""Learns when to answer: the weights of ``assistant/decide.py``, from tuning questions.

``python -m evals.train_decision`` finds passages for every tuning question, works out the
features, and writes weights and threshold. A question counts as answered where the documents
answer it, wholly or in part. Questions with a false premise are left out: their subject is in
the documents, and what is wrong with them is looked for apart. The threshold is the one at
which, cross-validated, ``REFUSED`` of the questions that the documents answer are refused, those
with them whose passages stray from their subject.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.conversation import Turn, standalone
from assistant.decide import FEATURES, features_of, strays
from assistant.question import understood
from assistant.search import HybridSearch, RankedSearch
from corpus.library import Library
from evals.logistic import area_under_curve, dealt_folds, fitted
from evals.questions import Question
from evals.train_ranking import chosen_questions, opened, options

OUT = Path(__file__).parent.parent / "assistant" / "decision_weights.json"
REFUSED = 0.04
"""Share of the answerable questions that may be refused."""

STRENGTH = 0.01
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


def held_out(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return each question's chance by models that were not trained on it, averaged."""
    chances = np.zeros(len(right))
    for dealing in range(ROUNDS):
        for train, held in dealt_folds(right, FOLDS, _SEED + dealing):
            model = fitted(rows[train], right[train], strength=STRENGTH)
            chances[held] += model.chances(rows[held])
    return chances / ROUNDS


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print what was reached, and write weights and threshold."""
    parser = argparse.ArgumentParser(description="Learn when the documents do not say.")
    chosen = options(parser, OUT).parse_args(arguments)
    with opened(chosen.data) as library:
        learn(library, chosen_questions(chosen.questions), chosen.out)


def learn(library: Library, questions: Sequence[Question], out: Path) -> None:
    """Learn from questions on the library's documents, and write weights and threshold."""
    rows = table_of(RankedSearch(HybridSearch(library)), questions)
    right = np.array([answerable(question) for question in questions])
    found = rows.any(axis=1)
    sound = found & np.array([question.kind != "false_premise" for question in questions])
    model = fitted(rows[sound], right[sound], strength=STRENGTH)
    chances = model.chances(rows)
    chances[sound] = held_out(rows[sound], right[sound])
    astray = [strays(dict(zip(FEATURES, row, strict=True))) for row in rows]
    chances[np.array(astray) | ~found] = 0.0
    threshold = float(np.quantile(chances[right], REFUSED))
    print(f"{len(questions)} questions, {right.sum()} answerable")
    area = area_under_curve(right[sound], chances[sound])
    print(f"area under the curve {area:.3f}, threshold {threshold:.3f}")
    _print_refused(questions, chances < threshold)
    kept = {"weights": model.by_name(FEATURES), "threshold": round(threshold, 4)}
    out.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def _print_refused(questions: Sequence[Question], refused: np.ndarray) -> None:
    for kind in ("not_in_documents", "false_premise"):
        of_kind = np.array([question.kind == kind for question in questions])
        if of_kind.any():
            print(f"{kind} refused {np.mean(refused[of_kind]):.3f}")


if __name__ == "__main__":
    main()
