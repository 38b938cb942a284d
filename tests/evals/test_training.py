"""Weights learned from a handful of questions on two reports, and written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.decide import FEATURES
from assistant.features import CLOSE, PASSAGE, STATEMENT
from assistant.ranking import Logistic
from assistant.search import HybridSearch, RankedSearch
from corpus.library import Library
from corpus.model_files import DEFAULT_MODEL
from evals import train_decision, train_ranking
from evals.logistic import area_under_curve, dealt_folds, fitted, folds_of
from evals.questions import Question
from evals.train_ranking import balanced, cases_of, places_in_text, recall_of, trained
from ingest.pipeline import ingest

LAMPS = """# Lamps of Norwich

The council mends lamps at night.

Oil for the lamps cost £31,000 in 2009.

# Staff

Ten lighters are paid by the week. A clerk counts the lamps each March.

# Weather

It rained in May. It rained in May.
"""
BUSES = """# Buses of Ipswich

Two buses run to the surgery on Mondays. Pensioners ride for nothing.

# Garage

The garage stands by the river, where four mechanics mend the buses.
"""
ANSWERED = (
    ("lamps.md", "who mends the lamps?", "The council mends lamps at night."),
    ("lamps.md", "what did the oil cost?", "Oil for the lamps cost £31,000 in 2009."),
    ("lamps.md", "how are lighters paid?", "Ten lighters are paid by the week."),
    ("lamps.md", "when are lamps counted?", "A clerk counts the lamps each March."),
    ("buses.md", "which buses run to the surgery?", "Two buses run to the surgery on Mondays."),
    ("buses.md", "where is the garage?", "The garage stands by the river"),
)
UNANSWERED = (
    "what is the capital of France?",
    "who won the cup?",
    "how is bread baked?",
    "what did Hove spend on trams?",
)


def question(number: int, **fields) -> Question:
    given = {"id": f"q{number}", "kind": "fact", "split": "tune", "wording": "same", **fields}
    return Question.model_validate(given)


@pytest.fixture(scope="module")
def questions() -> list[Question]:
    answered = [
        question(
            number,
            question=asked,
            expected="answered",
            nuggets=[{"fact": quote, "vital": True, "patterns": ["x"]}],
            evidence=[{"document": document, "quote": quote}],
        )
        for number, (document, asked, quote) in enumerate(ANSWERED)
    ]
    others = [
        question(10 + number, kind="not_in_documents", question=asked, expected="not_found")
        for number, asked in enumerate(UNANSWERED)
    ]
    premise = question(
        20, kind="false_premise", question="why are lamps red?", expected="corrected"
    )
    return [*answered, *others, premise]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, embeddings) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("trained")
    (folder / "lamps.md").write_text(LAMPS, "utf-8")
    (folder / "buses.md").write_text(BUSES, "utf-8")
    with Library(folder / "data", lambda: embeddings, embedding_name=DEFAULT_MODEL) as library:
        ingest(library, sorted(folder.glob("*.md")), lambda name, done, total: None)
        yield library


def test_how_to_rank_is_learned_printed_and_written(
    library, questions, tmp_path: Path, capsys
) -> None:
    out = tmp_path / "ranking.json"
    train_ranking.learn(library, questions, out)
    kept = json.loads(out.read_text("utf-8"))
    named = {"statement": STATEMENT, "close": (*STATEMENT, *CLOSE), "passage": PASSAGE}
    assert list(kept) == list(named)
    for model, names in named.items():
        assert set(kept[model]) == {*names, "bias"}
        assert np.isfinite(Logistic.named(names, kept[model]).weights).all()
    printed = capsys.readouterr().out.splitlines()
    assert [line.split("{")[0].strip() for line in printed[:2]] == ["as found", "ranked"]
    assert printed[2].startswith("best statement right")


def test_when_to_answer_is_learned_printed_and_written(
    library, questions, tmp_path: Path, capsys
) -> None:
    out = tmp_path / "decision.json"
    train_decision.learn(library, questions, out)
    kept = json.loads(out.read_text("utf-8"))
    assert set(kept) == {"weights", "threshold"}
    assert set(kept["weights"]) == {*FEATURES, "bias"}
    assert np.isfinite(list(kept["weights"].values())).all()
    assert 0 < kept["threshold"] < 1
    printed = capsys.readouterr().out
    assert printed.startswith("11 questions, 6 answerable\narea under the curve ")
    assert "not_in_documents refused" in printed
    assert "false_premise refused" in printed


def test_what_is_right_is_where_the_evidence_stands(library, questions) -> None:
    cases = cases_of(RankedSearch(HybridSearch(library)), questions)
    assert [case.question.question for case in cases] == [asked for _, asked, _ in ANSWERED]
    for case, (_, _, quote) in zip(cases, ANSWERED, strict=True):
        right = [p.statement.shown for p, ok in zip(case.places, case.right, strict=True) if ok]
        assert len(right) == 1
        assert right[0].startswith(quote)
        held = [h.passage.shown for h, ok in zip(case.hits, case.right_passages, strict=True) if ok]
        assert len(held) == 1
        assert quote in held[0]
        assert case.known.shape == (len(case.places), len(STATEMENT))
        assert case.read.shape == (len(case.places), 3)


def test_what_was_learned_ranks_what_it_was_learned_from(library, questions) -> None:
    cases = cases_of(RankedSearch(HybridSearch(library)), questions)
    models = trained(cases)
    for case in cases:
        assert case.right[np.argmax(models.scores(case))]
    texts = {d.source.name: library.text(d.id) for d in library.documents()}
    recall = recall_of(cases, lambda case: np.argsort(-models.passages(case)), texts)
    assert recall[1] == 1


def test_a_quotation_is_found_wherever_it_stands() -> None:
    spans = places_in_text(LAMPS, "It rained in May.")
    assert [span.of(LAMPS) for span in spans] == ["It rained in May."] * 2
    assert places_in_text(LAMPS, "It snowed.") == []


@pytest.mark.parametrize("right", [[1, 0, 0, 0], [1, 1, 1, 0], [0, 0, 0], [1, 1]])
def test_right_and_wrong_weigh_the_same_together(right: list[int]) -> None:
    truth = np.array(right, dtype=bool)
    weight = balanced(truth)
    assert weight.sum() == pytest.approx(1)
    if truth.any() and not truth.all():
        assert weight[truth].sum() == pytest.approx(0.5)


def test_the_further_questions_of_a_folder_are_added_and_only_tuning_ones_taken(
    questions, tmp_path: Path
) -> None:
    further = [questions[0], questions[1].model_copy(update={"split": "test"})]
    entries = [one.model_dump(mode="json") for one in further]
    (tmp_path / "few.yaml").write_text(json.dumps(entries), "utf-8")
    chosen = train_ranking.chosen_questions([tmp_path])
    assert len(chosen) > 100
    assert {one.split for one in chosen} == {"tune"}
    assert chosen[-1] == questions[0]


@pytest.mark.parametrize("train", [train_ranking.main, train_decision.main])
def test_where_to_write_is_an_option(train, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        train(["--help"])
    assert ended.value.code == 0
    assert "--out" in capsys.readouterr().out


class TestLogistic:
    """What scikit-learn is used for."""

    ROWS = np.array([[0.0, 5.0, 1.0], [1.0, 4.0, 1.0], [2.0, 4.0, 1.0], [3.0, 5.0, 1.0]])
    RIGHT = np.array([False, False, True, True])

    def test_what_tells_right_from_wrong_weighs_and_what_never_changes_does_not(self) -> None:
        model = fitted(self.ROWS, self.RIGHT, strength=10.0)
        assert model.weights[0] > 1 > abs(model.weights[1])
        assert model.weights[2] == 0
        chances = model.chances(self.ROWS)
        assert list(chances > 0.5) == list(self.RIGHT)
        assert area_under_curve(self.RIGHT, chances) == 1
        assert set(model.by_name("abc")) == {"a", "b", "c", "bias"}

    def test_without_weights_right_and_wrong_ones_count_the_same(self) -> None:
        rows, right = np.zeros((10, 1)), np.array([True] * 9 + [False])
        assert fitted(rows, right, strength=1.0).chances(rows) == pytest.approx(0.5, abs=1e-3)
        equal = fitted(rows, right, strength=1.0, weight=np.ones(10)).chances(rows)
        assert equal == pytest.approx(0.9, abs=1e-2)

    @pytest.mark.parametrize(("count", "folds", "dealt"), [(10, 5, 5), (3, 5, 3), (2, 5, 2)])
    def test_each_example_is_held_out_once(self, count: int, folds: int, dealt: int) -> None:
        parts = list(folds_of(count, folds))
        assert len(parts) == dealt
        assert sorted(number for _, held in parts for number in held) == list(range(count))
        assert all(not set(train) & set(held) for train, held in parts)

    def test_folds_by_chance_hold_some_of_both_and_are_the_same_for_a_seed(self) -> None:
        right = np.array([True] * 7 + [False] * 3)
        parts = list(dealt_folds(right, 10, seed=7))
        assert len(parts) == 3
        assert sorted(number for _, held in parts for number in held) == list(range(10))
        assert all(set(right[held]) == {True, False} for _, held in parts)
        again = dealt_folds(right, 10, seed=7)
        assert [list(h) for _, h in again] == [list(h) for _, h in parts]
