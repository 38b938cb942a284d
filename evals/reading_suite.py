"""The suite of reading: documents of known content typeset, read, and compared."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.words import Reading, Role
from evals.metrics.reading import character_error_rate, f1, share_of_cells
from evals.reading_content import report
from evals.results import CaseResult, Metric
from evals.systems import System, Workplace
from evals.typeset import Element, Layout, page_label, set_as_docx, set_as_pdf

_OWN_SET = Path(__file__).parent
_HEAD = "Scrutiny review of services 2012"

METRICS = (
    Metric(
        "character_errors",
        "character error rate",
        "Edits between what was typeset and what was read, by its length.",
        higher_is_better=False,
    ),
    Metric("headings", "headings, F1", "Headings read as typeset."),
    Metric("cells", "table cells", "Cells read with their header and row head."),
    Metric("page_labels", "page labels", "Pages with the number printed on them."),
    Metric(
        "running_heads",
        "running heads in passages",
        "Share of passages that hold one.",
        higher_is_better=False,
    ),
)


@dataclass(frozen=True, slots=True)
class TypesetReport:
    """A case: a report's content and how it is set; ``kind`` names the layout."""

    id: str
    kind: str
    split: str
    elements: tuple[Element, ...]
    layout: Layout


_LAYOUTS = {
    "one-column": Layout(running_head=_HEAD, front_pages=3),
    "two-columns": Layout(columns=2, running_head=_HEAD, hyphenated=True),
    "ligatures": Layout(font="DejaVuSans", ligatures=True, running_head=_HEAD, labels=False),
    "no-rules": Layout(font="Helvetica", ruled=False, running_head=_HEAD),
    "landscape-tables": Layout(wide_tables=True, running_head=_HEAD, hyphenated=True),
    "word": Layout(),
}


class ReadingSuite:
    """Typeset reports, read by the readers of the product; the system has no part in it."""

    name = "reading"
    title = "Reading"
    kinds: tuple[str, ...] = tuple(_LAYOUTS)
    metrics = METRICS

    def cases(self, folder: Path, place: Workplace) -> Sequence[TypesetReport]:
        """Return the reports, which are made here; a council's own set is not about reading."""
        if folder != _OWN_SET:
            return []
        return [
            TypesetReport(f"{kind}-{split}", kind, split, tuple(report(seed)), layout)
            for kind, layout in _LAYOUTS.items()
            for split, seed in (("tune", 1), ("test", 2))
        ]

    def run(self, case: TypesetReport, system: System, place: Workplace) -> CaseResult:
        """Typeset one report, read it, and compare."""
        word = case.kind == "word"
        content = (set_as_docx if word else set_as_pdf)(case.elements, case.layout)
        started = time.perf_counter()
        reading = place.read(f"{case.id}.{'docx' if word else 'pdf'}", content)
        seconds = time.perf_counter() - started
        scores = dict(_scores(case, reading))
        faults = [
            f"{metric.title}: {scores[metric.name]:.4f}"
            for metric in METRICS
            if metric.name in scores
            and scores[metric.name] != (1.0 if metric.higher_is_better else 0.0)
        ]
        return CaseResult(
            id=case.id,
            kind=case.kind,
            split=case.split,
            prompt=f"{case.kind}, {len(reading.pages) or 'no'} pages",
            shown=reading.text[:2000],
            scores=scores,
            faults=tuple(faults),
            seconds=seconds,
            digest=hashlib.sha256(repr((case.elements, case.layout)).encode()).hexdigest()[:12],
        )


def _scores(case: TypesetReport, reading: Reading) -> Iterator[tuple[str, float]]:
    wanted = " ".join(_text(element) for element in case.elements)
    yield "character_errors", character_error_rate(_body(reading, case.elements), wanted)
    headings = [element.text for element in case.elements if element.kind == "heading"]
    found = [heading for passage in reading.passages for heading in passage.section]
    # A heading with nothing under it is in no passage's path.
    yield "headings", f1(found, headings)
    spelled = [
        statement.shown
        for passage in reading.passages
        for unit in passage.units
        for statement in unit.statements
        if statement.role is Role.ROW
    ]
    tables = [element.rows for element in case.elements if element.kind == "table"]
    shares = [share_of_cells(rows, spelled) for rows in tables]
    yield "cells", sum(shares) / len(shares)
    if reading.pages:
        labels = [page_label(page.physical, case.layout.front_pages) for page in reading.pages]
        right = [page.label == label for page, label in zip(reading.pages, labels, strict=True)]
        yield "page_labels", sum(right) / len(right)
        holding = [
            case.layout.running_head in passage.span.of(reading.text)
            for passage in reading.passages
        ]
        yield "running_heads", sum(holding) / len(holding)


def _text(element: Element) -> str:
    if element.rows:
        return " ".join(cell for row in element.rows for cell in row)
    return " ".join((element.text, *element.items))


def _body(reading: Reading, elements: Sequence[Element]) -> str:
    """Return the text without bullets and lines that only pages need."""
    labels = {page.label for page in reading.pages}
    # A header set again on each page of a table was typeset once.
    headers = {"\t".join(e.rows[0]) for e in elements if e.rows}
    seen: set[str] = set()
    lines = [line.removeprefix("• ") for line in reading.text.split("\n")]
    kept = []
    for line in lines:
        if not _needless(line, labels) and not (line in headers and line in seen):
            kept.append(line)
        seen.add(line)
    return "\n".join(kept)


def _needless(line: str, labels: set[str]) -> bool:
    return bool(line) and line.removeprefix(_HEAD).strip() in {"", *labels}
