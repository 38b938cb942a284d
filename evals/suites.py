"""The suites there are, and the contract that each keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from evals.draft_suite import DraftSuite
from evals.plan_check_suite import PlanCheckSuite
from evals.question_suite import QuestionSuite
from evals.reading_suite import ReadingSuite
from evals.results import CaseResult, Metric
from evals.systems import System, Workplace
from evals.verification_suite import VerificationSuite


class Case(Protocol):
    """A case of a suite; ``split`` is ``tune`` or ``test``."""

    @property
    def id(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def split(self) -> str: ...


class Suite(Protocol):
    """Cases of one sort, and how a system's work on each is scored.

    ``cases`` reads them from the set's folder and names every mistake in its files;
    ``run`` scores one, with a score only for the metrics that apply to it. A suite that
    needs other than questions asked takes it from the workplace.
    """

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kinds(self) -> tuple[str, ...]: ...
    @property
    def metrics(self) -> tuple[Metric, ...]: ...

    def cases(self, folder: Path, place: Workplace) -> Sequence[Any]: ...

    def run(self, case: Any, system: System, place: Workplace) -> CaseResult: ...


_ALL: tuple[Suite, ...] = (
    QuestionSuite(),
    ReadingSuite(),
    VerificationSuite(),
    DraftSuite(),
    PlanCheckSuite(),
)

SUITES: Mapping[str, Suite] = {suite.name: suite for suite in _ALL}
