"""The suite of verification: sentences that follow from their sources, and near misses."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.verification.checking import Checked, SourceText, Verdict, Verifier
from evals.results import CaseResult, Metric, Section
from evals.systems import System, Workplace
from evals.verification_cases import FACT_KINDS, FALSE_KINDS, TRUE_KINDS, Sentence, load_sentences

_OWN_SET = Path(__file__).parent

METRICS = (
    Metric("confirmed", "true sentences confirmed", "Sentences that follow and are supported."),
    Metric("caught", "near misses caught", "Sentences that do not follow and are not supported."),
    Metric(
        "facts_caught",
        "wrong facts caught",
        "The same of wrong numbers, units, dates, names, places and quotations alone.",
    ),
    Metric(
        "not_refuted",
        "true sentences not refuted",
        "Sentences that follow and of which nothing is called foreign or contradicted.",
    ),
)


class VerificationSuite:
    """Sentences written for it, held against their sources; the system has no part in it."""

    name = "verification"
    title = "Verification"
    kinds: tuple[str, ...] = (*TRUE_KINDS, *FALSE_KINDS)
    metrics = METRICS

    def __init__(self) -> None:
        self._verifiers: dict[int, Verifier] = {}

    def cases(self, folder: Path, place: Workplace) -> Sequence[Sentence]:
        """Return the sentences; a council's own set is not about verification.

        Raises:
            ValueError: a case is not as it should be.
        """
        return load_sentences() if folder == _OWN_SET else []

    def run(self, case: Sentence, system: System, place: Workplace) -> CaseResult:
        """Check one sentence, and compare."""
        key = id(place.library)
        if key not in self._verifiers:
            self._verifiers[key] = Verifier(place.library.embeddings.encode)
        sources = [SourceText(source.quote) for source in case.sources]
        started = time.perf_counter()
        checked = self._verifiers[key].check(case.sentence, sources)
        seconds = time.perf_counter() - started
        scores = dict(_scores(case, checked))
        return CaseResult(
            id=case.id,
            kind=case.kind,
            split=case.split,
            prompt=case.sentence,
            shown=f"{checked.verdict.value} ({checked.chance:.2f})",
            scores=scores,
            faults=tuple(_faults(case, checked)),
            sections=(Section("Sources", tuple(source.quote for source in case.sources)),),
            seconds=seconds,
            digest=case.digest,
        )


def _scores(case: Sentence, checked: Checked) -> Iterator[tuple[str, float]]:
    supported = checked.verdict is Verdict.SUPPORTED
    if case.follows:
        yield "confirmed", float(supported)
        yield "not_refuted", float(checked.verdict in (Verdict.SUPPORTED, Verdict.PARTLY))
        return
    yield "caught", float(not supported)
    if case.kind in FACT_KINDS:
        yield "facts_caught", float(not supported)


def _faults(case: Sentence, checked: Checked) -> Iterator[str]:
    if case.follows == (checked.verdict is Verdict.SUPPORTED):
        return
    problems = ", ".join(f"{one.kind.value} “{one.text}”" for one in checked.problems)
    yield f"it {'follows' if case.follows else 'does not follow'}; problems: {problems or 'none'}"
