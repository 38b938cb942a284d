"""Learns the weights of ``assistant/ranking.py`` from tuning questions.

``python -m evals.train_ranking`` indexes the reports below the data folder as the evaluation
does, and writes the weights. A statement is right if half of it lies in a piece of a
question's evidence, a passage if it holds half of one. Of each question the right and the
wrong ones weigh the same. Cross-validated by question, it prints what was reached.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from assistant.asked import Asked
from assistant.conversation import Turn, standalone
from assistant.features import (
    CLOSE,
    PASSAGE,
    STATEMENT,
    Place,
    close_features,
    passage_features,
    places_of,
    statement_features,
)
from assistant.question import understood
from assistant.ranking import READ_CLOSELY, closely_read
from assistant.remembered import MemoryOfReadings, Reader
from assistant.search import HybridSearch, RankedSearch
from corpus.library import Library
from corpus.words import Hit, Span
from evals.logistic import Fitted, fitted, folds_of
from evals.metrics.retrieval import Retrieved, ranks_found, recall_at
from evals.questions import FOLDER, Question, load_questions

OUT = Path(__file__).parent.parent / "assistant" / "ranking_weights.json"
FOLDS = 5
STRENGTH = 0.1
"""Inverse of the penalty on large weights; chosen, not tuned."""

_CONSIDERED = 120
"""Statements of a question that are learned from: those whose own words match best."""

_HALF = 0.5
_MUCH = 150
"""Characters of a long piece of evidence that make a passage right."""


@dataclass(frozen=True, slots=True)
class Case:
    """A tuning question with what was found for it, and which of that is right."""

    question: Question
    hits: tuple[Hit, ...]
    places: tuple[Place, ...]
    known: np.ndarray
    read: np.ndarray
    right: np.ndarray
    right_passages: np.ndarray


def cases_of(search: RankedSearch, questions: Sequence[Question]) -> list[Case]:
    """Return what the search finds for each question that has evidence."""
    library = search.library
    texts = {d.source.name: library.text(d.id) for d in library.documents()}
    return [_case(search, question, texts) for question in questions if question.evidence]


def _case(search: RankedSearch, question: Question, texts: dict[str, str]) -> Case:
    turns = [Turn(turn.role, turn.content) for turn in question.history]
    asked = search.asked(understood(standalone(question.question, turns)))
    hits = search.found(asked)
    places = places_of(hits)
    known = statement_features(asked, hits, places)
    read = _read_all(search, asked, places)
    evidence = [
        (one.document, span)
        for one in question.evidence
        for span in places_in_text(texts[one.document], one.quote)
    ]
    right = [_is_right(place, evidence) for place in places]
    of_passages = [_passage_is_right(hit, evidence) for hit in hits]
    return Case(
        question, tuple(hits), tuple(places), known, read, np.array(right), np.array(of_passages)
    )


def _read_all(search: RankedSearch, asked: Asked, places: Sequence[Place]) -> np.ndarray:
    return closely_read(asked, places, search.rarity, _remembering(search.library)).matches


@lru_cache(maxsize=1)
def _remembering(library: Library) -> Reader:
    """Return a reader that reads each text once: the same statements are found again and again."""
    readings = MemoryOfReadings(pieces=sys.maxsize)
    return partial(readings.read, read=library.embeddings.encode)


def places_in_text(text: str, quote: str) -> list[Span]:
    """Return every place where a quotation stands."""
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return found


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _is_right(place: Place, evidence: Sequence[tuple[str, Span]]) -> bool:
    span, name = place.statement.span, place.hit.document.source.name
    return any(
        name == document
        and _overlap(span, of) >= _HALF * min(span.end - span.start, of.end - of.start)
        for document, of in evidence
    )


def _passage_is_right(hit: Hit, evidence: Sequence[tuple[str, Span]]) -> bool:
    span, name = hit.passage.span, hit.document.source.name
    return any(
        name == document and _overlap(span, of) >= min(_MUCH, _HALF * (of.end - of.start))
        for document, of in evidence
    )


def balanced(right: np.ndarray) -> np.ndarray:
    """Return weights by which right and wrong ones of a question are the same together."""
    count = right.sum()
    if count in (0, len(right)):
        return np.full(len(right), 1 / len(right))
    return np.where(right, 0.5 / count, 0.5 / (len(right) - count))


@dataclass(frozen=True, slots=True)
class Models:
    """The three models together."""

    statement: Fitted
    close: Fitted
    passage: Fitted

    def scores(self, case: Case) -> np.ndarray:
        """Return the statements' log-odds as ``assistant.ranking.ranked`` has them."""
        scores = self.statement.of(case.known)
        close = np.sort(np.argsort(-scores, kind="stable")[:READ_CLOSELY])
        closer = self.close.of(_close_rows(case, close))
        scores = np.minimum(scores, closer.min())
        scores[close] = closer
        return scores

    def passages(self, case: Case) -> np.ndarray:
        return self.passage.of(
            passage_features(case.hits, case.places, self.scores(case), case.known)
        )


def _close_rows(case: Case, numbers: np.ndarray) -> np.ndarray:
    more = close_features([case.places[n] for n in numbers], case.read[numbers])
    return np.hstack([case.known[numbers], more])


def trained(cases: Sequence[Case]) -> Models:
    """Train each model on what the one before it leaves."""
    statement = _fit(cases, lambda case: case.known, lambda case: case.right)
    considered = {
        id(case): np.sort(np.argsort(-statement.of(case.known))[: 3 * READ_CLOSELY])
        for case in cases
    }
    close = _fit(
        cases,
        lambda case: _close_rows(case, considered[id(case)]),
        lambda case: case.right[considered[id(case)]],
    )
    models = Models(statement, close, statement)
    passage = _fit(
        cases,
        lambda case: passage_features(case.hits, case.places, models.scores(case), case.known),
        lambda case: case.right_passages,
    )
    return Models(statement, close, passage)


def _fit(
    cases: Sequence[Case],
    rows: Callable[[Case], np.ndarray],
    right: Callable[[Case], np.ndarray],
) -> Fitted:
    truth = [right(case) for case in cases]
    weight = 100 * np.concatenate([balanced(one) for one in truth])
    table = np.vstack([rows(case) for case in cases])
    return fitted(table, np.concatenate(truth), strength=STRENGTH, weight=weight)


def recall_of(
    cases: Sequence[Case], order: Callable[[Case], np.ndarray], texts: dict[str, str]
) -> dict[int, float]:
    """Return evidence recall by depth, for an order of each case's passages."""
    found: dict[int, list[float]] = {1: [], 3: [], 5: [], 8: []}
    for case in cases:
        passages = [case.hits[number] for number in order(case)]
        retrieved = [Retrieved(h.document.source.name, h.passage.span) for h in passages]
        ranks = ranks_found(case.question, retrieved, texts)
        for depth, values in found.items():
            values.append(recall_at(ranks, depth))
    return {depth: round(float(np.mean(values)), 3) for depth, values in found.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, print what was reached, and write the weights."""
    parser = argparse.ArgumentParser(description="Learn how to rank statements and passages.")
    chosen = options(parser, OUT).parse_args(arguments)
    with opened(chosen.data) as library:
        learn(library, chosen_questions(chosen.questions), chosen.out)


def options(parser: argparse.ArgumentParser, out: Path) -> argparse.ArgumentParser:
    """Add what a training is told: where the reports are, further questions, where to write."""
    parser.add_argument("data", type=Path, help="a data folder with the reports indexed")
    parser.add_argument(
        "--questions",
        type=Path,
        action="append",
        default=[],
        help="a folder of further questions; may be given again",
    )
    parser.add_argument("--out", type=Path, default=out, help="the file of weights to write")
    return parser


def chosen_questions(folders: Sequence[Path]) -> list[Question]:
    """Return the project's tuning questions, and those of further folders."""
    questions = [one for folder in (FOLDER, *folders) for one in load_questions(folder)]
    return [question for question in questions if question.split == "tune"]


def learn(library: Library, questions: Sequence[Question], out: Path) -> None:
    """Learn from questions on the library's documents, and write the weights to ``out``."""
    cases = cases_of(RankedSearch(HybridSearch(library)), questions)
    texts = {d.source.name: library.text(d.id) for d in library.documents()}
    print("as found", recall_of(cases, lambda case: np.arange(len(case.hits)), texts))
    validated(cases, texts)
    models = trained(cases)
    named = {
        "statement": models.statement.by_name(STATEMENT),
        "close": models.close.by_name((*STATEMENT, *CLOSE)),
        "passage": models.passage.by_name(PASSAGE),
    }
    out.write_text(json.dumps(named, indent=1) + "\n", "utf-8")


def validated(cases: Sequence[Case], texts: dict[str, str]) -> None:
    """Print what models reach on questions that they were not trained on."""
    chances: dict[int, np.ndarray] = {}
    best = []
    for train, held in folds_of(len(cases), FOLDS):
        models = trained([cases[n] for n in train])
        for number in held:
            case = cases[number]
            chances[id(case)] = models.passages(case)
            best.append(bool(case.right[np.argmax(models.scores(case))]))
    print("ranked", recall_of(cases, lambda case: np.argsort(-chances[id(case)]), texts))
    print("best statement right", round(float(np.mean(best)), 3))


def opened(data: Path) -> Library:
    """Open the library of a data folder."""
    from corpus.embedding import embeddings_named
    from corpus.model_files import DEFAULT_MODEL

    return Library(
        data,
        lambda: embeddings_named("", data / "models"),
        embedding_name=DEFAULT_MODEL,
        wait_seconds=5,
    )


if __name__ == "__main__":
    main()
