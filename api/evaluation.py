"""``muniment eval``: a library of its own, the suites run, the reports written, the gate held."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

import evals
from api.ingestion import announce_first_start, ingest_with_progress
from api.settings import Settings
from api.wiring import language_model_writer, opened_library
from assistant.answerer import Answerer
from assistant.language_model import chat_model
from assistant.model_writer import ModelWriter
from assistant.search import HybridSearch, RankedSearch
from assistant.writing.written_answers import ModelAnswerer
from corpus.errors import DataFolderOfAnotherVersion, EvaluationSetInvalid
from corpus.library import Library
from evals.broken import BROKEN
from evals.gate import (
    BASELINE_FILE,
    checks_of,
    read_baseline,
    read_thresholds,
    write_baseline,
)
from evals.judge import judged
from evals.question_suite import QuestionSuite
from evals.report.as_html import as_html
from evals.report.as_json import as_json
from evals.report.as_junit import as_junit
from evals.report.as_markdown import as_markdown
from evals.report.as_text import print_summary
from evals.results import JudgeAgreement, SuiteRun
from evals.runner import Choice, run_all
from evals.summary import SuiteSummary, Summary, summarised
from evals.systems import ABLATIONS, DEFAULT, Assistant, Described, Workplace
from ingest.readers import read
from ingest.sources import SourceNote

OWN_SET = Path(evals.__file__).parent
SYSTEMS = {**ABLATIONS, **BROKEN}


@dataclass(frozen=True, slots=True)
class Order:
    """What ``muniment eval`` is asked to do.

    Attributes:
        choice: the set, and which of its cases.
        systems: names to compare; the first is held against the gate.
        language_model: to write the answers, verified as a council would have them; in place
            of the first system if no system was named.
        unverified: also measure what that model makes of the passages by itself.
        judge: a model to give its opinion of the first system's answers.
        baseline: file to compare with; the set's own if None.
        update_baseline: write the run as the set's baseline instead of holding it against it.
        out: folder for the reports.
    """

    choice: Choice
    systems: tuple[str, ...] = ()
    language_model: str = ""
    unverified: bool = False
    judge: str = ""
    baseline: Path | None = None
    update_baseline: bool = False
    out: Path | None = None


def evaluate(settings: Settings, order: Order, *, to_json: bool) -> bool:
    """Run what is ordered, show it, write the reports; tell whether every check passed.

    The documents of the corpus folder are indexed in a library of their own below the data
    folder, so that figures depend on nothing else and a running server is not in the way.

    Raises:
        EvaluationSetInvalid: a file of the set holds mistakes, or no case is chosen.
        LanguageModelUnusable: the model named cannot be made.
    """
    if order.update_baseline and not order.choice.complete:
        raise EvaluationSetInvalid(["A baseline is written from a whole run alone."])
    started, clock = datetime.now(UTC), time.perf_counter()
    systems = _systems(settings, order)
    judge = chat_model(order.judge) if order.judge else None
    folder = settings.data_dir / "eval"
    with _workplace(settings, folder) as place:
        with _progress() as progress:
            suites = run_all(order.choice, systems, place, progress)
        judges: tuple[JudgeAgreement, ...] = ()
        if judge:
            questions = QuestionSuite().cases(order.choice.folder, place)
            asked = [s[0] for s in suites if s[0].suite == QuestionSuite.name]
            judges = tuple(judged(judge, order.judge, questions, run) for run in asked)
    if order.update_baseline:
        _update_baseline(order, [runs[0] for runs in suites])
    summary = Summary(
        version("muniment"),
        started.isoformat(timespec="seconds"),
        time.perf_counter() - clock,
        tuple(_summarised(order, runs) for runs in suites),
        judges,
    )
    out = order.out or folder / "report"
    _write(summary, out)
    _show(summary, out, to_json=to_json)
    return not summary.failures


def systems_named(names: Sequence[str], *, ablations: bool) -> tuple[str, ...]:
    """Return the systems to measure, the named first.

    Raises:
        ValueError: there is no such system.
    """
    for name in names:
        if name not in SYSTEMS:
            raise ValueError(f"there is no system “{name}”; there are {', '.join(SYSTEMS)}")
    return tuple(dict.fromkeys((*names, *(ABLATIONS if ablations else ()))))


def _systems(settings: Settings, order: Order) -> dict[str, Described]:
    named = order.systems or (() if order.language_model else (DEFAULT,))
    systems = {name: SYSTEMS[name] for name in named}
    if not order.language_model:
        return systems
    chosen = settings.model_copy(update={"llm": order.language_model})
    writer = language_model_writer(chosen)
    assert writer
    model, passages = writer.model, chosen.llm_passages

    def verified(place: Workplace) -> Assistant:
        answerer = Answerer(place.library, _searcher(place))
        return Assistant(ModelAnswerer(answerer, writer, passages))

    def alone(place: Workplace) -> Assistant:
        return Assistant(ModelWriter(place.library, _searcher(place), model))

    name = f"llm:{order.language_model}"
    systems[name] = Described(f"{order.language_model}, verified", verified)
    if order.unverified:
        title = f"{order.language_model}, unverified"
        systems[f"unverified:{order.language_model}"] = Described(title, alone)
    return systems


def _searcher(place: Workplace) -> RankedSearch:
    return RankedSearch(HybridSearch(place.library))


@contextmanager
def _workplace(settings: Settings, folder: Path) -> Iterator[Workplace]:
    announce_first_start(settings)
    with _own_library(settings, folder) as library:
        if not ingest_with_progress(library, [settings.corpus_dir], settings):
            raise EvaluationSetInvalid([f"There are no documents in {settings.corpus_dir}."])
        place = Workplace(
            library,
            folder,
            lambda name, content: read(name, content, SourceNote(), library.embeddings.reads_whole),
        )
        try:
            yield place
        finally:
            place.close()


def _own_library(settings: Settings, folder: Path) -> Library:
    """Open the evaluation's library; one that another version made is made anew."""
    try:
        return opened_library(settings, folder=folder / "library", wait_seconds=2)
    except DataFolderOfAnotherVersion:
        shutil.rmtree(folder)
        return opened_library(settings, folder=folder / "library")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each suite and system on standard error."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    shown = sys.stderr.isatty()
    with Progress(*columns, console=console, transient=True, disable=not shown) as bar:
        tasks: dict[str, TaskID] = {}

        def report(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = bar.add_task(label[:60], total=total)
            bar.update(tasks[label], completed=done)

        yield report


def _summarised(order: Order, runs: list[SuiteRun]) -> SuiteSummary:
    first, folder = runs[0], order.choice.folder
    thresholds = read_thresholds(folder, first)
    baseline = read_baseline(order.baseline or folder / BASELINE_FILE, first)
    checks = checks_of(first, thresholds, baseline, whole=order.choice.whole)
    return summarised(runs, checks)


def _update_baseline(order: Order, runs: list[SuiteRun]) -> None:
    folder = order.choice.folder
    gated = {run.suite: set(read_thresholds(folder, run)) for run in runs}
    write_baseline(folder / BASELINE_FILE, runs, gated)


def _write(summary: Summary, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(
        json.dumps(as_json(summary), ensure_ascii=False, indent=1) + "\n", "utf-8"
    )
    (out / "junit.xml").write_text(as_junit(summary), "utf-8")
    (out / "summary.md").write_text(as_markdown(summary), "utf-8")
    (out / "report.html").write_text(as_html(summary), "utf-8")


def _show(summary: Summary, out: Path, *, to_json: bool) -> None:
    if to_json:
        print(json.dumps(as_json(summary), ensure_ascii=False, indent=2))
    console = Console(stderr=to_json, highlight=False)
    print_summary(summary, console)
    files = "report.html, summary.md, junit.xml, report.json"
    console.print(f"Reports are in {out}: {files}.", markup=False)
