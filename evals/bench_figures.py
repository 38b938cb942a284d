"""What the benchmarks report: measured values, each beside what it is to reach."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value beside what it is to reach; ``met`` is None where nothing is set."""

    name: str
    value: float
    unit: str
    reach: float | None = None
    higher_is_better: bool = False

    @property
    def met(self) -> bool | None:
        if self.reach is None:
            return None
        return self.value >= self.reach if self.higher_is_better else self.value <= self.reach


def line_of(figure: Figure) -> str:
    """Return a figure as a line of the table."""
    sign = "at least" if figure.higher_is_better else "at most"
    reach = f"{sign} {figure.reach:g}" if figure.reach is not None else ""
    verdict = {True: "met", False: "NOT MET", None: ""}[figure.met]
    return f"{figure.name:52} {figure.value:9.2f} {figure.unit:5} {reach:15} {verdict}"
