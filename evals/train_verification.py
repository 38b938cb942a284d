"""Learns the weights of ``assistant/verification``, from the tuning sentences.

``python -m evals.train_verification DATA`` works out the features of each sentence and its
sources, of facts of the tuning questions with and without their evidence, and of true sentences
made false by rule. It cross-validates by source, prints what was reached, by kind of near miss
too and without each group of features, and writes weights and thresholds:
the chance from which ``CONFIRMED`` of the true sentences without a foreign fact are supported,
and the one from which most of the others are supported in part.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.question import content_words
from assistant.verification.attachment import NAMES as ATTACHMENT
from assistant.verification.checking import SourceText, Verifier
from assistant.verification.clauses import NAMES as CLAUSES
from assistant.verification.facts import foreign_facts
from assistant.verification.features import NAMES
from assistant.verification.local import NAMES as LOCAL
from corpus.embedding import embeddings_named
from corpus.markup import readable
from corpus.sentences import sentence_spans
from evals.corruptions import corrupted
from evals.logistic import Boosted, area_under_curve
from evals.questions import FOLDER as QUESTIONS
from evals.questions import Question, load_questions
from evals.verification_cases import TRUE_KINDS, Sentence, load_sentences

OUT = Path(__file__).parent.parent / "assistant" / "verification" / "weights.json"
CONFIRMED = 0.65
"""Share of the true ones among sentences written to be hard that shall be confirmed: chosen for
safety, for what is not confirmed is only shown in its source's own words. Of the everyday ones
it confirms nearly all."""

PARTLY = 0.9
FOLDS = 5


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


_CORRUPTED_WEIGHT = 0.1
"""Weight of a sentence made false by rule: there are many, and rules repeat themselves."""

_MOST_OF_A_WAY = 300
"""Sentences made false in one way that are learned from."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from, with its sources, and how much it weighs."""

    sentence: str
    sources: tuple[str, ...]
    follows: bool
    weight: float = _PLAIN_WEIGHT


def corrupted_examples(true: Sequence[Example], seed: int = 7) -> list[Example]:
    """Return true sentences made false by rule, those whose facts alone refute them left out."""
    chosen = random.Random(seed)
    ways: dict[str, list[Example]] = {}
    for one in true:
        texts = [readable(source) for source in one.sources]
        for made in corrupted(one.sentence, texts, chosen):
            example = Example(made.text, one.sources, follows=False, weight=_CORRUPTED_WEIGHT)
            ways.setdefault(made.way, []).append(example)
    kept: list[Example] = []
    for _, examples in sorted(ways.items()):
        chosen.shuffle(examples)
        unseen = (e for e in examples if not foreign_facts(e.sentence, _texts(e)))
        kept += itertools.islice(unseen, _MOST_OF_A_WAY)
    return kept


def _texts(example: Example) -> list[str]:
    return [readable(source) for source in example.sources]


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


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of features with what is known of them.

    ``source`` names the first source of each, by which they are held out together; ``foreign``
    tells where facts alone refute a sentence.
    """

    rows: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    source: np.ndarray
    foreign: np.ndarray

    @classmethod
    def of(cls, verifier: Verifier, examples: Sequence[Example]) -> Table:
        ordered = sorted(range(len(examples)), key=lambda n: examples[n].sources)
        rows = np.zeros((len(examples), len(NAMES)))
        for number in ordered:  # sentences of one source side by side: it is read once
            one = examples[number]
            sources = [SourceText(source) for source in one.sources]
            rows[number] = verifier.features(one.sentence, sources)
        return cls(
            rows,
            np.array([one.follows for one in examples], dtype=bool),
            np.array([one.weight for one in examples], dtype=float),
            np.array([one.sources[0] for one in examples], dtype=object),
            np.array([bool(foreign_facts(e.sentence, _texts(e))) for e in examples], dtype=bool),
        )

    def fitted(self, kept: np.ndarray, columns: np.ndarray) -> Boosted:
        """Fit trees to some of the rows, by some of the columns; the others tell nothing."""
        told = np.where(columns, self.rows[kept], 0.0)
        return Boosted(told, self.right[kept], self.weight[kept])


def learn(
    verifier: Verifier, cases: Sequence[Sentence], out: Path, everyday: Iterable[Example] = ()
) -> None:
    """Learn from sentences, and write weights and thresholds."""
    written = [
        Example(case.sentence, tuple(s.quote for s in case.sources), case.follows, 1.0)
        for case in cases
    ]
    plain = list(everyday)
    made = corrupted_examples([one for one in (*written, *plain) if one.follows])
    table = Table.of(verifier, [*written, *plain, *made])
    count, every = len(written), np.ones(len(NAMES), dtype=bool)
    held_out = _held_out(table, count + len(plain), every)
    chances, everyday_chances = held_out[:count], held_out[count:]
    model = table.fitted(np.ones(len(table.rows), dtype=bool), every)
    right, foreign = table.right[:count], table.foreign[:count]
    confirmed = chances[right & ~foreign]
    # What foreign facts refute of the true sentences is made up for by the others.
    share = min(1.0, CONFIRMED * right.sum() / len(confirmed))
    supported = float(np.quantile(confirmed, 1 - share))
    partly = min(float(np.quantile(confirmed, 1 - PARTLY)), supported)
    print(f"{count} sentences, {right.sum()} true; {len(plain)} everyday, {len(made)} made false")
    _print_reached(right, foreign, chances, supported)
    _print_by_kind(cases, foreign | (chances < supported))
    if plain:
        _print_everyday(np.array([e.follows for e in plain]), everyday_chances >= supported)
    _print_without(table, count, right, foreign)
    thresholds = {"supported": round(supported, 4), "partly": round(partly, 4)}
    out.write_text(_written({**thresholds, **model.by_name(NAMES)}))


def _written(kept: dict[str, Any]) -> str:
    """Return what is kept as JSON, a tree a line."""
    trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in kept.pop("trees"))
    return json.dumps(kept, indent=1).removesuffix("\n}") + f',\n "trees": [\n{trees}\n]\n}}\n'


SHARES = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)


def _print_reached(
    right: np.ndarray, foreign: np.ndarray, chances: np.ndarray, supported: float
) -> None:
    kept = ~foreign & (chances >= supported)
    print(f"area under the curve {area_under_curve(right, chances - foreign):.3f}")
    print(f"confirmed {kept[right].mean():.3f}, caught {1 - kept[~right].mean():.3f}")
    for share in SHARES:
        caught, least = _caught(right, foreign, chances, share)
        print(f"  at {least:.3f}: confirmed {share:.2f}, caught {caught:.3f}")


def _caught(
    right: np.ndarray, foreign: np.ndarray, chances: np.ndarray, share: float
) -> tuple[float, float]:
    """Return the share of false ones stopped where a share of the true ones is confirmed, and
    the chance from which they are."""
    known = np.where(foreign, -1.0, chances)
    least = float(np.quantile(known[right], 1 - share))
    return float(np.mean(known[~right] < least)), least


def _print_by_kind(cases: Sequence[Sentence], stopped: np.ndarray) -> None:
    kinds = np.array([case.kind for case in cases])
    for kind in dict.fromkeys(kinds):
        share = stopped[kinds == kind].mean()
        print(
            f"  {kind}: {'confirmed' if kind in TRUE_KINDS else 'caught'} "
            f"{1 - share if kind in TRUE_KINDS else share:.3f}"
        )


def _print_everyday(right: np.ndarray, kept: np.ndarray) -> None:
    print(
        f"of everyday ones confirmed {kept[right].mean():.3f}, caught {1 - kept[~right].mean():.3f}"
    )


def _print_without(table: Table, count: int, right: np.ndarray, foreign: np.ndarray) -> None:
    """Print what is reached, held out, without each group of features, and without the rules
    for foreign facts."""
    for name, without in GROUPS.items():
        columns = np.array([column not in without for column in NAMES])
        caught, _ = _caught(right, foreign, _held_out(table, count, columns), CONFIRMED)
        print(f"  without {name}: confirmed {CONFIRMED}, caught {caught:.3f}")
    chances = _held_out(table, count, np.ones(len(NAMES), dtype=bool))
    caught, _ = _caught(right, np.zeros_like(foreign), chances, CONFIRMED)
    print(f"  without foreign facts: confirmed {CONFIRMED}, caught {caught:.3f}")


GROUPS = {
    "attachment": ATTACHMENT,
    "clauses": CLAUSES,
    "what is said near a word": LOCAL,
    "alignment": tuple(name for name in NAMES if "align" in name or "held" in name),
}


def sources_of(case: Sentence) -> list[SourceText]:
    return [SourceText(source.quote) for source in case.sources]


def _held_out(table: Table, count: int, columns: np.ndarray) -> np.ndarray:
    """Return the chances of the first rows by models that saw no sentence of their source."""
    names = {name: number for number, name in enumerate(sorted(set(table.source)))}
    folds = np.array([names[name] % FOLDS for name in table.source])
    chances = np.zeros(count)
    for fold in range(FOLDS):
        held = np.flatnonzero(folds[:count] == fold)
        if len(held):
            rows = np.where(columns, table.rows[held], 0.0)
            chances[held] = table.fitted(folds != fold, columns).chances(rows)
    return chances


if __name__ == "__main__":
    main()
