"""Learns the weights of ``assistant/verification``, from the tuning sentences.

``python -m evals.train_verification DATA`` works out the features of each sentence and its
sources, and of facts of the tuning questions with and without their evidence. It cross-validates
by source, prints what was reached, and writes weights and thresholds:
the chance from which ``CONFIRMED`` of the true sentences without a foreign fact are supported,
and the one from which most of the others are supported in part.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.question import content_words
from assistant.verification.checking import SourceText, Verifier
from assistant.verification.facts import foreign_facts
from assistant.verification.features import NAMES
from corpus.embedding import embeddings_named
from corpus.markup import readable
from corpus.sentences import sentence_spans
from evals.logistic import Fitted, area_under_curve, fitted
from evals.questions import FOLDER as QUESTIONS
from evals.questions import Question, load_questions
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
    cases = [case for case in load_sentences() if case.split == "tune"]
    learn(verifier, cases, chosen.out, everyday_examples(load_questions(QUESTIONS)))


_PLAIN_WEIGHT = 0.25
"""Weight of an everyday example: there are more of them, and they are easier."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from, with its sources, and how much it weighs."""

    sentence: str
    sources: tuple[str, ...]
    follows: bool
    weight: float = _PLAIN_WEIGHT


def everyday_examples(questions: Sequence[Question]) -> Iterator[Example]:
    """Yield the facts of the tuning questions with their evidence, and with that of the next
    question, which does not carry them; and sentences of the evidence as they stand.

    Sentences written to be hard do not tell what most sentences are like.
    """
    told = [one for one in questions if one.split == "tune" and one.nuggets and one.evidence]
    for question, other in zip(told, [*told[1:], told[0]], strict=True):
        quotes = tuple(each.quote for each in question.evidence)
        beside = tuple(each.quote for each in other.evidence)
        for nugget in question.nuggets:
            if len(content_words(nugget.fact)) >= _FEWEST_WORDS:
                yield Example(nugget.fact, quotes, follows=True)
                if beside != quotes:
                    yield Example(nugget.fact, beside, follows=False)
        for quote in quotes[:1]:
            shown = readable(quote)
            first = next((span.of(shown) for span in sentence_spans(shown)), "")
            if len(content_words(first)) >= _FEWEST_WORDS:
                yield Example(first, quotes, follows=True)


_FEWEST_WORDS = 4


def learn(
    verifier: Verifier, cases: Sequence[Sentence], out: Path, everyday: Iterable[Example] = ()
) -> None:
    """Learn from sentences, and write weights and thresholds."""
    rows = np.array([verifier.features(case.sentence, sources_of(case)) for case in cases])
    right = np.array([case.follows for case in cases])
    foreign = np.array([bool(_foreign(case)) for case in cases])
    plain = list(everyday)
    plain_rows = np.array(
        [verifier.features(one.sentence, [SourceText(q) for q in one.sources]) for one in plain]
    ).reshape(len(plain), len(NAMES))
    plain_right = np.array([one.follows for one in plain], dtype=bool)

    def trained(kept: np.ndarray) -> Fitted:
        table = np.vstack([rows[kept], plain_rows])
        weight = np.concatenate([np.ones(len(rows[kept])), np.full(len(plain), _PLAIN_WEIGHT)])
        return fitted(
            table, np.concatenate([right[kept], plain_right]), strength=STRENGTH, weight=weight
        )

    chances = _held_out(rows, cases, trained)
    model = trained(np.ones(len(rows), dtype=bool))
    confirmed = chances[right & ~foreign]
    # What foreign facts refute of the true sentences is made up for by the others.
    share = min(1.0, CONFIRMED * right.sum() / len(confirmed))
    supported = float(np.quantile(confirmed, 1 - share))
    partly = float(np.quantile(confirmed, 1 - PARTLY))
    kept = ~foreign & (chances >= supported)
    print(f"{len(cases)} sentences, {right.sum()} true; {len(plain)} everyday ones")
    print(f"area under the curve {area_under_curve(right, chances - foreign):.3f}")
    print(f"confirmed {kept[right].mean():.3f}, caught {1 - kept[~right].mean():.3f}")
    if len(plain):
        everyday_kept = model.chances(plain_rows) >= supported
        print(
            f"of everyday ones confirmed {everyday_kept[plain_right].mean():.3f}, "
            f"caught {1 - everyday_kept[~plain_right].mean():.3f} (trained on)"
        )
    thresholds = {"supported": round(supported, 4), "partly": round(min(partly, supported), 4)}
    out.write_text(json.dumps({"weights": model.by_name(NAMES), **thresholds}, indent=1) + "\n")


def sources_of(case: Sentence) -> list[SourceText]:
    return [SourceText(source.quote) for source in case.sources]


def _foreign(case: Sentence) -> list[object]:
    return [*foreign_facts(case.sentence, [readable(source.quote) for source in case.sources])]


def _held_out(
    rows: np.ndarray, cases: Sequence[Sentence], trained: Callable[[np.ndarray], Fitted]
) -> np.ndarray:
    """Return each sentence's chance by models that saw no sentence of its source."""
    names = [case.sources[0].quote for case in cases]
    folds = np.array([sorted(set(names)).index(name) % FOLDS for name in names])
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        held = folds == fold
        if held.any():
            chances[held] = trained(~held).chances(rows[held])
    return chances


if __name__ == "__main__":
    main()
