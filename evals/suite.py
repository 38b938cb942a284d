"""The questions asked, and what came of them, against thresholds: ``python -m evals.suite DATA``.

DATA is a data folder in which the reports are indexed. Exits 1 if a figure of the
test split falls below its threshold in ``thresholds.json``.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import Answer, Status
from assistant.answerer import Answerer, AskRequest
from assistant.conversation import Turn
from corpus.embedding import embeddings_named
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from evals.evidence_recall import Retrieved, evidence_recall
from evals.nugget_recall import nugget_recall, words_read
from evals.question_files import read_questions
from evals.questions import Question

THRESHOLDS = Path(__file__).parent / "thresholds.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and the share of its evidence among the first five passages."""

    question: Question
    answer: Answer
    evidence: float | None


def main() -> None:
    """Print each split's figures; exit 1 if one of the test split is below its threshold."""
    data = Path(sys.argv[1])
    embeddings = embeddings_named("", data / "models")
    with Library(data, lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        asked = ask_all(library)
    thresholds: dict[str, float] = json.loads(THRESHOLDS.read_text())
    low = []
    for split in ("tune", "test"):
        found = figures([item for item in asked if item.question.split == split])
        print(f"{split} split")
        for name, value in found.items():
            below = split == "test" and value < thresholds[name]
            low += [name] if below else []
            mark = f"  below {thresholds[name]:.2f}" if below else ""
            print(f"  {name:44} {value:.3f}{mark}")
    sys.exit(1 if low else 0)


def ask_all(library: Library) -> list[Asked]:
    """Ask every question of the set."""
    texts = {found.source.name: library.text(found.id) for found in library.documents()}
    answerer = Answerer(library)
    asked = []
    for question in read_questions(texts):
        history = tuple(Turn(turn.role, turn.content) for turn in question.history)
        answer = answerer.answer(AskRequest(question.question, history))
        evidence = None
        if question.evidence and not history:
            hits = answerer.searcher.search(question.question, k=5)
            found = [Retrieved(hit.document.source.name, hit.passage.span) for hit in hits]
            evidence = evidence_recall(question, found, texts)
        asked.append(Asked(question, answer, evidence))
    return asked


def figures(asked: Sequence[Asked]) -> dict[str, float]:
    """Return the figures of a split, each in [0, 1], higher is better."""
    answerable = [item for item in asked if item.question.expected == "answered"]
    others = [item for item in asked if item.question.expected in ("not_found", "corrected")]
    vital = [
        nugget_recall(needed, words_read(item.question, item.answer.text))
        for item in answerable
        if (needed := [nugget for nugget in item.question.nuggets if nugget.vital])
    ]
    evidence = [item.evidence for item in asked if item.evidence is not None]
    return {
        "evidence recall@5": statistics.fmean(evidence),
        "vital nugget recall": statistics.fmean(vital),
        "questions with every vital fact": statistics.fmean(recall == 1 for recall in vital),
        "answerable questions answered": _share(answerable, refused=False),
        "others refused or corrected": _share(others, refused=True),
    }


def _share(asked: Sequence[Asked], *, refused: bool) -> float:
    statuses = (Status.NOT_FOUND, Status.CORRECTED)
    return statistics.fmean((item.answer.status in statuses) == refused for item in asked)


if __name__ == "__main__":
    main()
