"""Learns the weights of ``assistant/verification``, from the tuning sentences.

``python -m evals.train_verification DATA`` works out the features of each sentence and its
sources, cross-validates by source, prints what was reached, and writes weights and thresholds:
the chance from which ``CONFIRMED`` of the true sentences without a foreign fact are supported,
and the one from which most of the others are supported in part.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.verification.checking import SourceText, Verifier
from assistant.verification.facts import foreign_facts
from assistant.verification.features import NAMES
from corpus.embedding import embeddings_named
from corpus.markup import readable
from evals.logistic import area_under_curve, fitted
from evals.verification_cases import Sentence, load_sentences

OUT = Path(__file__).parent.parent / "assistant" / "verification" / "weights.json"
CONFIRMED = 0.85
"""Share of the true sentences that shall be confirmed."""

PARTLY = 0.95
STRENGTH = 0.03
FOLDS = 10


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print what was reached, and write weights and thresholds."""
    parser = argparse.ArgumentParser(description="Learn when a sentence follows.")
    parser.add_argument("data", type=Path, help="data folder that holds the embedding model")
    parser.add_argument("--out", type=Path, default=OUT, help="file to write the weights to")
    chosen = parser.parse_args(arguments)
    verifier = Verifier(embeddings_named("", chosen.data / "models").encode)
    learn(verifier, [case for case in load_sentences() if case.split == "tune"], chosen.out)


def learn(verifier: Verifier, cases: Sequence[Sentence], out: Path) -> None:
    """Learn from sentences, and write weights and thresholds."""
    rows = np.array([verifier.features(case.sentence, sources_of(case)) for case in cases])
    right = np.array([case.follows for case in cases])
    foreign = np.array([bool(_foreign(case)) for case in cases])
    chances = _held_out(rows, right, cases)
    model = fitted(rows, right, strength=STRENGTH)
    confirmed = chances[right & ~foreign]
    # What foreign facts refute of the true sentences is made up for by the others.
    supported = float(
        np.quantile(confirmed, 1 - min(1.0, CONFIRMED * right.sum() / len(confirmed)))
    )
    partly = float(np.quantile(confirmed, 1 - PARTLY))
    kept = ~foreign & (chances >= supported)
    print(f"{len(cases)} sentences, {right.sum()} true")
    print(f"area under the curve {area_under_curve(right, chances - foreign):.3f}")
    print(f"confirmed {kept[right].mean():.3f}, caught {1 - kept[~right].mean():.3f}")
    thresholds = {"supported": round(supported, 4), "partly": round(min(partly, supported), 4)}
    out.write_text(json.dumps({"weights": model.by_name(NAMES), **thresholds}, indent=1) + "\n")


def sources_of(case: Sentence) -> list[SourceText]:
    return [SourceText(source.quote) for source in case.sources]


def _foreign(case: Sentence) -> list[object]:
    return [*foreign_facts(case.sentence, [readable(source.quote) for source in case.sources])]


def _held_out(rows: np.ndarray, right: np.ndarray, cases: Sequence[Sentence]) -> np.ndarray:
    """Return each sentence's chance by models that saw no sentence of its source."""
    names = [case.sources[0].quote for case in cases]
    folds = np.array([sorted(set(names)).index(name) % FOLDS for name in names])
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        held = folds == fold
        model = fitted(rows[~held], right[~held], strength=STRENGTH)
        chances[held] = model.chances(rows[held])
    return chances


if __name__ == "__main__":
    main()
