"""Suites put to systems: which cases, in what order, how many at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import EvaluationSetInvalid
from evals.results import CaseResult, SuiteRun
from evals.suites import SUITES, Case, Suite
from evals.summary import SPLITS
from evals.systems import Described, Workplace

Progress = Callable[[str, int, int], None]
"""Called with what runs, the cases done and their count."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What to run; empty means all.

    Attributes:
        folder: the set: ``questions/``, ``thresholds.json``, ``baseline.json``.
        jobs: cases at once. More than one helps where a system waits for a model's server;
            what computes here is not made faster by it, and its times get worse.
        sample: cases of a suite at most, evenly spread over it.
    """

    folder: Path
    suites: tuple[str, ...] = ()
    split: str = ""
    kinds: tuple[str, ...] = ()
    jobs: int = 1
    sample: int = 0

    def __post_init__(self) -> None:
        """Refuse names that there are not, with those that there are.

        Raises:
            ValueError: a suite, split or kind is unknown.
        """
        for what, given, known in (
            ("suite", self.suites, tuple(SUITES)),
            ("split", (self.split,) if self.split else (), SPLITS),
            ("kind", self.kinds, tuple(kind for each in SUITES.values() for kind in each.kinds)),
        ):
            for name in given:
                if name not in known:
                    raise ValueError(f"there is no {what} “{name}”; there are {', '.join(known)}")

    @property
    def complete(self) -> bool:
        """Whether every case of every suite is run."""
        return not (self.suites or self.split or self.kinds or self.sample)

    @property
    def whole(self) -> bool:
        """Whether every case is run that thresholds are meant for."""
        return not (self.kinds or self.sample) and self.split != "tune"


def run_all(
    choice: Choice, systems: dict[str, Described], place: Workplace, progress: Progress
) -> list[list[SuiteRun]]:
    """Run the chosen suites; for each suite one run for each system, in the order given.

    Raises:
        EvaluationSetInvalid: a file of the set holds mistakes, or no case is chosen.
    """
    chosen = {
        name: cases
        for name, suite in SUITES.items()
        if name in (choice.suites or SUITES)
        if (cases := _chosen(suite, choice, place))
    }
    if not chosen:
        raise EvaluationSetInvalid(["No case is of the suite, split and kind asked for."])
    return [
        [
            _run(SUITES[name], cases, system, described, place, choice.jobs, progress)
            for system, described in systems.items()
        ]
        for name, cases in chosen.items()
    ]


def _chosen(suite: Suite, choice: Choice, place: Workplace) -> list[Case]:
    cases = [
        case
        for case in suite.cases(choice.folder, place)
        if choice.split in ("", case.split) and case.kind in (choice.kinds or (case.kind,))
    ]
    count = min(choice.sample or len(cases), len(cases))
    return [cases[number * len(cases) // count] for number in range(count)]


def _run(
    suite: Suite,
    cases: Sequence[Case],
    name: str,
    described: Described,
    place: Workplace,
    jobs: int,
    progress: Progress,
) -> SuiteRun:
    label = f"{suite.title}, {described.title}"
    progress(label, 0, len(cases))
    system = described.made(place)
    results: list[CaseResult] = []
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        for result in pool.map(lambda case: suite.run(case, system, place), cases):
            results.append(result)
            progress(label, len(results), len(cases))
    return SuiteRun(suite.name, name, described.title, suite.metrics, tuple(results))
