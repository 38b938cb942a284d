"""The suite of verification: its cases are sound, and it sees what a verifier misses."""

from __future__ import annotations

import collections
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.library import Library
from evals import verification_suite
from evals.train_verification import learn
from evals.verification_cases import FALSE_KINDS, TRUE_KINDS, load_sentences
from evals.verification_suite import VerificationSuite

OWN_SET = Path(verification_suite.__file__).parent
REPORTS = OWN_SET.parent / "corpus" / "reports"


def test_the_cases_are_even_and_of_every_kind() -> None:
    cases = load_sentences()
    assert len(cases) >= 200
    kinds = collections.Counter(case.kind for case in cases)
    assert set(kinds) == {*TRUE_KINDS, *FALSE_KINDS}
    assert min(kinds.values()) >= 15
    assert sum(case.follows for case in cases) == pytest.approx(len(cases) / 2, rel=0.05)


def test_quotations_of_reports_are_verbatim_and_no_source_is_in_both_splits() -> None:
    splits: dict[str, set[str]] = {}
    for case in load_sentences():
        for source in case.sources:
            splits.setdefault(source.quote, set()).add(case.split)
            if source.document != "elsewhere":
                assert source.quote in (REPORTS / f"{source.document}.md").read_text("utf-8")
    assert all(len(found) == 1 for found in splits.values())


def test_a_sentence_is_scored_by_whether_it_follows(reports_library: Library) -> None:
    place = SimpleNamespace(library=reports_library)
    suite = VerificationSuite()
    cases = {case.kind: case for case in suite.cases(OWN_SET, place) if case.split == "test"}
    wrong = suite.run(cases["quotation"], None, place)
    assert wrong.scores == {"caught": 1.0, "facts_caught": 1.0}
    assert not wrong.faults
    true = suite.run(cases["merged"], None, place)
    assert set(true.scores) == {"confirmed", "not_refuted"}
    assert bool(true.faults) != bool(true.scores["confirmed"])


def test_another_set_has_no_such_cases(tmp_path: Path) -> None:
    assert VerificationSuite().cases(tmp_path, SimpleNamespace()) == []


def test_weights_are_learned_again_as_they_are_kept(
    reports_library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from assistant.verification.checking import Verifier

    cases = [case for case in load_sentences() if case.split == "tune"][::4]
    learn(Verifier(reports_library.embeddings.encode), cases, tmp_path / "weights.json")
    assert '"supported"' in (tmp_path / "weights.json").read_text("utf-8")
    assert "area under the curve" in capsys.readouterr().out
