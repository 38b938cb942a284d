"""The suite of reading: documents of known content typeset, read, and compared."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.markup import readable
from corpus.note_labels import words_of
from corpus.words import Reading, Role
from evals.content import Element
from evals.metrics.reading import (
    character_error_rate,
    f1,
    rows_as_they_read,
    share_of_cells,
    share_tied,
    share_under,
)
from evals.reading_content import (
    noted_report,
    report,
    report_with_margin_notes,
    report_with_titled_boxes,
)
from evals.results import CaseResult, Metric
from evals.systems import System, Workplace
from evals.table_content import CONTINUED, tables
from evals.typeset import Layout, set_as_pdf
from evals.typeset_docx import set_as_docx
from evals.typeset_files import set_as_html, set_as_markdown, set_as_xlsx
from evals.typeset_notes import as_endnotes, as_markdown_notes, marks_of

_OWN_SET = Path(__file__).parent
_BEFORE_MARK = 50
"""Characters before a mark that tell which it is."""

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
    Metric(
        "table_rows",
        "table rows, F1",
        "Rows read with their groups, headers and notes, each exactly as it has to.",
    ),
    Metric("captions", "captions of rows", "Rows that stand under their table's caption."),
    Metric("notes", "notes of marks", "Marks of notes that are tied to the note they mean."),
    Metric("page_labels", "page labels", "Pages with the number printed on them."),
    Metric(
        "running_heads",
        "running heads in passages",
        "Share of passages that hold one, or a caption that only says that a table goes on.",
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
    "front-pages": Layout(running_head=_HEAD, front_pages=2, cover=True, labels=False),
    "two-columns": Layout(columns=2, running_head=_HEAD, hyphenated=True),
    "ligatures": Layout(font="DejaVuSans", ligatures=True, running_head=_HEAD, labels=False),
    "no-rules": Layout(font="Helvetica", ruled=False, running_head=_HEAD),
    "landscape-tables": Layout(wide_tables=True, running_head=_HEAD, hyphenated=True),
    "shaded-boxes": Layout(columns=2, shaded_boxes=True, running_head=_HEAD),
    "margin-notes": Layout(margin=130, running_head=_HEAD),
    "draft": Layout(
        wide_tables=True, upright_heads=True, watermark="DRAFT", running_head=_HEAD, labels=False
    ),
    "word": Layout(),
    "notes": Layout(running_head=_HEAD, notes="numbered"),
    "notes-signs": Layout(font="DejaVuSans", running_head=_HEAD, notes="signs"),
    "notes-columns": Layout(columns=2, running_head=_HEAD, hyphenated=True, notes="numbered"),
    "notes-end": Layout(running_head=_HEAD),
    "notes-word": Layout(notes="numbered"),
    "notes-markdown": Layout(),
    "tables": Layout(running_head=_HEAD),
    "tables-plain-headers": Layout(running_head=_HEAD, bold_headers=False),
    "tables-no-rules": Layout(font="Helvetica", ruled=False),
    "tables-word": Layout(bold_headers=False),
    "tables-html": Layout(),
    "tables-excel": Layout(),
    "tables-markdown": Layout(),
}

_CONTENT = {
    "shaded-boxes": report_with_titled_boxes,
    "margin-notes": report_with_margin_notes,
}

_WRITERS: dict[str, tuple[str, Callable[[Sequence[Element], Layout], bytes]]] = {
    "word": ("docx", set_as_docx),
    "notes-end": ("pdf", lambda elements, layout: set_as_pdf(as_endnotes(elements), layout)),
    "notes-word": ("docx", set_as_docx),
    "notes-markdown": ("md", lambda elements, _: set_as_markdown(as_markdown_notes(elements))),
    "tables-word": ("docx", set_as_docx),
    "tables-html": ("html", lambda elements, _: set_as_html(elements)),
    "tables-excel": ("xlsx", lambda elements, _: set_as_xlsx(elements)),
    "tables-markdown": ("md", lambda elements, _: set_as_markdown(elements)),
}
_PDF = ("pdf", set_as_pdf)


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
            TypesetReport(f"{kind}-{split}", kind, split, tuple(_content(kind)(seed)), layout)
            for kind, layout in _LAYOUTS.items()
            for split, seed in (("tune", 1), ("test", 2))
        ]

    def run(self, case: TypesetReport, system: System, place: Workplace) -> CaseResult:
        """Typeset one report, read it, and compare."""
        suffix, written = _WRITERS.get(case.kind, _PDF)
        content = written(case.elements, case.layout)
        started = time.perf_counter()
        reading = place.read(f"{case.id}.{suffix}", content)
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


def _content(kind: str) -> Callable[[int], list[Element]]:
    if kind.startswith("notes"):
        return noted_report
    return tables if kind.startswith("tables") else _CONTENT.get(kind, report)


def _scores(case: TypesetReport, reading: Reading) -> Iterator[tuple[str, float]]:
    needless = (case.layout.running_head or CONTINUED, CONTINUED)
    held = [passage.span.of(reading.text) for passage in reading.passages]
    yield "running_heads", sum(any(n in text for n in needless) for text in held) / len(held)
    if case.kind.startswith("notes"):
        yield "notes", _notes_score(case, reading)
        return
    yield from _table_scores(case, reading)
    if case.kind.startswith("tables"):
        return
    wanted = " ".join(_text(element) for element in case.elements)
    yield "character_errors", character_error_rate(_body(reading, case.elements), wanted)
    headings = [element.text for element in case.elements if element.kind == "heading"]
    headings += [e.caption for e in case.elements if e.kind == "box" and e.caption]
    captions = {element.text for element in case.elements if element.kind == "caption"}
    paths = [name for passage in reading.passages for name in passage.section]
    found = [name for name in paths if name not in captions]
    # A heading with nothing under it is in no passage's path.
    yield "headings", f1(found, headings)
    spelled = [row for row, _ in _rows(reading)]
    shares = [share_of_cells(e.rows, spelled) for e in case.elements if e.kind == "table"]
    yield "cells", sum(shares) / len(shares)
    if reading.pages:
        labels = [case.layout.page_label(page.physical) for page in reading.pages]
        right = [page.label == label for page, label in zip(reading.pages, labels, strict=True)]
        yield "page_labels", sum(right) / len(right)


def _notes_score(case: TypesetReport, reading: Reading) -> float:
    wanted = {_last(before): note for before, note in marks_of(case.elements)}
    found = {
        _last(reading.text[max(0, tie.mark.start - 3 * _BEFORE_MARK) : tie.mark.start]): readable(
            words_of(reading.text, tie.note).of(reading.text)
        )
        for tie in reading.notes
    }
    return share_tied(found, wanted)


def _last(before: str) -> str:
    """Return the end of what stands before a mark, without other marks."""
    return readable(before)[-_BEFORE_MARK:]


def _table_scores(case: TypesetReport, reading: Reading) -> Iterator[tuple[str, float]]:
    typeset = [element for element in case.elements if element.kind == "table"]
    wanted = {
        row: element.caption
        for element in typeset
        for row in rows_as_they_read(element.rows, element.header_rows, element.reads)
    }
    rows = _rows(reading)
    yield "table_rows", f1([row for row, _ in rows], list(wanted))
    paths = dict(rows)
    if any(wanted.values()):
        yield "captions", share_under(list(wanted.values()), [paths.get(row, ()) for row in wanted])


def _rows(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    """Return the rows as read, with the headings above each."""
    return [
        (statement.shown, passage.section)
        for passage in reading.passages
        for unit in passage.units
        for statement in unit.statements
        if statement.role is Role.ROW
    ]


def _text(element: Element) -> str:
    if element.rows:
        return " ".join(cell for row in element.rows for cell in row)
    title = element.caption if element.kind == "box" else ""
    return " ".join((title, element.text, *element.items))


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
