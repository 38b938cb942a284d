"""What a run brings: a result for each case of a suite, and what the case showed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Metric:
    """A measure of one case; a figure is its mean over cases.

    ``meaning`` says in a sentence what is counted.
    """

    name: str
    title: str
    meaning: str
    higher_is_better: bool = True
    unit: str = ""

    def better(self, after: float, before: float) -> bool:
        """Tell whether ``after`` is better than ``before``."""
        return after > before if self.higher_is_better else after < before


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading, for whoever wants to know why a case came out as it did."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case put to a system.

    Attributes:
        prompt: what was asked.
        shown: what came back, as a user reads it.
        scores: by metric, those that apply to the case.
        faults: what a perfect result would not have, in words; empty for one.
        sections: what was retrieved, where the evidence stood.
        seconds: how long the system took.
        confidence: of the decision to answer, in [0, 1]; None where nothing was decided.
        answerable: whether there is an answer; None where the suite does not ask.
        digest: of the case as written, so that a changed one is not compared.
    """

    id: str
    kind: str
    split: str
    prompt: str
    shown: str
    scores: Mapping[str, float]
    faults: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    seconds: float = 0.0
    confidence: float | None = None
    answerable: bool | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class SuiteRun:
    """A suite's cases put to one system."""

    suite: str
    system: str
    title: str
    metrics: tuple[Metric, ...]
    cases: tuple[CaseResult, ...]

    def values(
        self, metric: str, *, split: str = "", kind: str = "", only: Sequence[str] | None = None
    ) -> list[float]:
        """Return the scores of the cases that the metric applies to, in the cases' order."""
        return [
            case.scores[metric]
            for case in self.cases
            if metric in case.scores
            and split in ("", case.split)
            and kind in ("", case.kind)
            and (only is None or case.id in only)
        ]

    def kinds(self) -> list[str]:
        """Return the kinds of the cases, each once, in order of appearance."""
        return list(dict.fromkeys(case.kind for case in self.cases))

    def failed(self) -> list[CaseResult]:
        """Return the cases with faults."""
        return [case for case in self.cases if case.faults]


@dataclass(frozen=True, slots=True)
class JudgeAgreement:
    """How far a model that judges answers agrees with the patterns; it never gates.

    ``agreement`` is the share of facts judged alike, ``kappa`` Cohen's (1960), which takes
    away what chance would give: 1 is perfect, 0 chance. ``unreadable`` replies count in
    neither. ``differing`` names facts judged otherwise.
    """

    model: str
    facts: int
    agreement: float
    kappa: float
    unreadable: int
    differing: tuple[str, ...] = field(default=())
