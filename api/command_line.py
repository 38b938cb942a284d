"""The command ``muniment``. Each command imports what it needs when it runs, so that
``--help`` and a usage error cost nothing."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.privacy import keep_to_this_machine

if TYPE_CHECKING:
    from api.desk import Desk

DONE, FAILED, NO_ANSWER, INTERRUPTED = 0, 1, 3, 130
UNSUPPORTED = 1

app = typer.Typer(
    name="muniment",
    help="Answers from public-sector reports, each sentence with its verbatim passage.",
    epilog='Example: muniment ask "how did Lancashire contract the third sector?"',
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON on standard output.")]
Only = Annotated[
    list[str] | None, typer.Option("--document", "-d", help="Keep to this document id; repeatable.")
]


def main() -> None:
    """Run the command line; foreseen failures are a line on standard error, never a traceback."""
    keep_to_this_machine()
    from corpus.errors import MunimentError

    code = 0
    try:
        app()
    except MunimentError as failure:
        typer.echo(f"muniment: {failure}", err=True)
        code = FAILED
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else FAILED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        code = FAILED
    except Exception:  # a bug, whatever it is: the traceback goes to a file
        code = FAILED
        _report_bug()
    _leave(code)


def _report_bug() -> None:
    """Say calmly that something is wrong with Muniment, and keep the traceback in a file."""
    with tempfile.NamedTemporaryFile("w", prefix="muniment-", suffix=".log", delete=False) as log:
        log.write(traceback.format_exc())
    typer.echo(
        f"muniment: something went wrong that should not have. Nothing was lost. {log.name} "
        "tells more; please pass it on.",
        err=True,
    )


def _leave(code: int) -> None:
    """End at once: everything is closed by now, and taking apart what was imported
    would hold the prompt back for half a second."""
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


@app.command(epilog="Example: muniment ingest --ocr reports/ minutes.pdf")
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; the corpus folder if none.")
    ] = None,
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Also read scanned pages, by ocrmypdf and tesseract.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Read files and folders into the library; only what changed is read again."""
    from api.ingestion import ingest_anywhere
    from api.settings import load_settings

    settings = load_settings()
    if ocr:
        settings = settings.model_copy(update={"ocr": True})
    results = ingest_anywhere(settings, paths or [settings.corpus_dir])
    outcomes = {result.outcome for result in results}
    if as_json:
        rows = [
            {"name": r.name, "outcome": r.outcome, "passages": r.passages, "detail": r.detail}
            for r in results
        ]
        typer.echo(json.dumps({"files": rows}, ensure_ascii=False, indent=2))
    raise typer.Exit(FAILED if "failed" in outcomes or outcomes <= {"passed_over"} else DONE)


@app.command(epilog="Example: muniment documents --json")
def documents(as_json: AsJson = False) -> None:
    """List the documents in the library."""
    from api.terminal import documents_text

    with _desk() as desk:
        _print(desk.documents(), documents_text, as_json)


@app.command(epilog="Example: muniment recommendations kent-adult-social-care-blueprint-2012")
def recommendations(
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document's id.")],
    as_json: AsJson = False,
) -> None:
    """List what a document recommends, each once, with its number and its place."""
    from api.terminal import register_text

    with _desk() as desk:
        _print(desk.recommendations(document_id), register_text, as_json)


@app.command(epilog="Example: muniment remove kent-adult-social-care-blueprint-2012")
def remove(
    document_id: Annotated[str, typer.Argument(help="The document's id.")], as_json: AsJson = False
) -> None:
    """Erase a document: its text, its passages and its file."""
    with _desk() as desk:
        desk.remove(document_id)
    _print({"removed": document_id}, lambda found: f"Removed {found['removed']}.", as_json)


@app.command(epilog='Example: muniment search "pooled budgets" -k 3')
def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Passages to show.")] = 5,
    document: Only = None,
    as_json: AsJson = False,
) -> None:
    """Show the passages that fit best."""
    from api.terminal import search_text

    with _desk() as desk:
        found = desk.search({"query": query, "k": k, "documents": document})
    _print(found, search_text, as_json)
    raise typer.Exit(DONE if found["passages"] else NO_ANSWER)


@app.command(epilog='Example: muniment ask "what are well-being cafes?" --json')
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")],
    document: Only = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question from the documents. Exit status 3 if they do not say."""
    from api.terminal import answer_text

    with _desk() as desk:
        answer = desk.ask({"question": question, "documents": document})
    _print(answer, answer_text, as_json)
    raise typer.Exit(NO_ANSWER if answer["status"] == "not_found" else DONE)


@app.command(epilog="Example: muniment verify draft-report.docx")
def verify(
    file: Annotated[
        Path, typer.Argument(help="Text, Markdown, Word or PDF; - for standard input.")
    ],
    document: Only = None,
    as_json: AsJson = False,
) -> None:
    """Check each sentence of a text against the documents.

    Exit status 1 if they do not support one of its claims.
    """
    from api.settings import load_settings
    from api.text_to_check import STANDARD_INPUT, text_of_path
    from api.verified_text import verification_text

    if file != STANDARD_INPUT and not file.is_file():
        raise typer.BadParameter(f"There is no file {file}.", param_hint="FILE")
    text = text_of_path(load_settings(), file)
    with _desk() as desk:
        found = desk.verify({"text": text, "documents": document})
    _print(found, verification_text, as_json)
    raise typer.Exit(DONE if found["supported"] == found["claims"] else UNSUPPORTED)


@app.command(epilog="Example: muniment check plan.docx --recommendations recommendations.md")
def check(
    plan: Annotated[Path, typer.Argument(help="The plan: JSON, Markdown, Word, Excel or CSV.")],
    recommendations: Annotated[
        Path | None,
        typer.Option(help="File of the recommendations: JSON, or text with one a line."),
    ] = None,
    document: Annotated[
        str | None,
        typer.Option("--document", "-d", help="Or the id of the report that makes them."),
    ] = None,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Day before which dates are past."),
    ] = None,
    letter: Annotated[
        Path | None, typer.Option(help="File to write the written response to, as Markdown.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check an action plan against its recommendations and the guidance in the documents.

    Without recommendations it is held against those that the plan repeats itself.
    """
    from api.plan_commands import check_body
    from api.plan_terminal import check_text
    from api.settings import load_settings

    given = (recommendations, document)
    if all(given):
        raise typer.BadParameter("Give --recommendations or --document, not both.")
    with _desk() as desk:
        body = check_body(load_settings(), desk, plan, given, today)
        found = desk.check_plan(body)
    if letter:
        letter.write_text(found["letter_markdown"], "utf-8")
        typer.echo(f"The letter is in {letter}.", err=True)
    _print(found, check_text, as_json)


@app.command(epilog="Example: muniment progress plan.xlsx --date 2027-12-31")
def progress(
    plan: Annotated[Path, typer.Argument(help="The plan: JSON, Markdown, Word, Excel or CSV.")],
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today if left out.")
    ] = None,
    days: Annotated[
        int, typer.Option(min=0, max=366, help="Days before its deadline that count as soon.")
    ] = 28,
    previous: Annotated[
        Path | None, typer.Option(help="The version before, to compare with.")
    ] = None,
    timeline: Annotated[
        Path | None, typer.Option(help="File to draw the timeline in, as SVG.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Tell what of a plan is overdue, due soon or without an update, as a summary in Markdown."""
    from api.plan_commands import progress_found

    found = progress_found(plan, date, days, previous)
    if timeline:
        timeline.write_text(found["timeline_svg"], "utf-8")
        typer.echo(f"The timeline is in {timeline}.", err=True)
    _print(found, lambda shown: str(shown["summary"]), as_json)


@app.command(epilog="Example: muniment export plan.json --format docx -o plan.docx")
def export(
    plan: Annotated[
        Path,
        typer.Argument(help="Word, Excel, PDF, CSV, Markdown, text or JSON; - for standard input."),
    ],
    form: Annotated[
        str, typer.Option("--format", help="docx, xlsx, csv, md, json or ics; by -o if left out.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="File to write; text is printed without.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Word document to set a docx in."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write an action plan, ours or anyone's, in another format."""
    from api.plan_export import Order, export_text, exported
    from api.plan_files import STANDARD_INPUT

    if plan != STANDARD_INPUT and not plan.is_file():
        raise typer.BadParameter(f"There is no file {plan}.", param_hint="PLAN")
    try:
        order = Order.of(form, out, template)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong
    _print(exported(plan, order), export_text, as_json)


@app.command(
    epilog="Example: muniment draft recommendations.txt --authority Westshire --start 2027-04"
)
def draft(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="Recommendations, a paragraph each, or a request of the API as JSON; - for input."
        ),
    ] = None,
    authority: Annotated[str, typer.Option(help="The authority whose plan it is.")] = "",
    start: Annotated[str, typer.Option(help="Month in which work begins, as 2027-04.")] = "",
    recommendation: Annotated[
        list[str] | None, typer.Option("--recommendation", "-r", help="One more; repeatable.")
    ] = None,
    document: Annotated[
        str, typer.Option("--document", "-d", help="Take all that this document recommends.")
    ] = "",
    published: Annotated[str, typer.Option(help="When the report was published: 2027-03-01.")] = "",
    lead: Annotated[
        list[str] | None, typer.Option(help="“Name, role” of an officer who may lead; repeatable.")
    ] = None,
    budget: Annotated[str, typer.Option(help="The budget that there is.")] = "",
    notes: Annotated[str, typer.Option(help="What else to know of the authority.")] = "",
    template: Annotated[str, typer.Option(help="Template of the plan.")] = "",
    as_json: AsJson = False,
) -> None:
    """Draft an action plan from recommendations, as Markdown.

    What officers must still decide begins “To be confirmed”.
    """
    from api.draft_requests import GivenDraft, request_of

    given = GivenDraft(
        authority,
        start,
        published,
        tuple(lead or ()),
        budget,
        notes,
        template,
        tuple(recommendation or ()),
    )
    with _desk() as desk:
        body = request_of(desk, given, file, document)
        found = desk.draft(body)
    for warning in found.get("warnings", ()):
        typer.echo(f"! {warning}", err=True)
    _print(found, lambda drafted: str(drafted["markdown"]).rstrip(), as_json)


@app.command(epilog="Example: muniment timetable age-equality-audit-implementation --start 2027-10")
def timetable(
    timetable_id: Annotated[
        str,
        typer.Argument(metavar="[TIMETABLE]", help="Its id; lists those of the documents if none."),
    ] = "",
    start: Annotated[str, typer.Option(help="Month of the first step; this month if none.")] = "",
    as_calendar: Annotated[bool, typer.Option("--ics", help="Print it for a calendar.")] = False,
    as_json: AsJson = False,
) -> None:
    """Move a document's timetable to another start, or list the timetables there are."""
    from api.plans_in_terminal import calendar_text, timetable_text, timetables_text

    with _desk() as desk:
        if not timetable_id:
            _print(desk.timetables(), timetables_text, as_json)
            return
        found = desk.timetable(timetable_id, start)
    _print(found, calendar_text if as_calendar else timetable_text, as_json)


@app.command(epilog="Example: muniment chat --document kent-adult-social-care-blueprint-2012")
def chat(document: Only = None, as_json: AsJson = False) -> None:
    """Ask one question after another in the terminal; follow-ups are understood.

    Type /help there for what else it does. Questions can come through a pipe too, one a line;
    the exit status is then that of the last. With --json, each line read gives a JSON object
    on a line. What is asked is kept in memory alone, until the end.
    """
    from api.chatting import chat as converse

    with _desk() as desk:
        status = converse(desk, document, as_json=as_json)
    raise typer.Exit(status)


@app.command(epilog="Example: muniment serve --port 8080")
def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve at.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to serve at.")] = None,
    index: Annotated[
        bool, typer.Option("--index", help="First index what changed in the corpus folder.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Serve the web app and the API; with --json, the address comes as JSON once it is ready."""
    from api.server import run
    from api.settings import load_settings

    changes: dict[str, Any] = {"host": host, "port": port}
    given = {name: value for name, value in changes.items() if value is not None}
    run(load_settings().model_copy(update=given), index=index, as_json=as_json)


@app.command("eval", epilog="Example: muniment eval --split test --ablations")
def evaluate(
    suite: Annotated[list[str] | None, typer.Option(help="Suite to run; repeatable.")] = None,
    split: Annotated[str, typer.Option(help="“tune” or “test”; both if left out.")] = "",
    kind: Annotated[list[str] | None, typer.Option(help="Kind of case; repeatable.")] = None,
    system: Annotated[
        list[str] | None,
        typer.Option(help="System to measure; repeatable, the first is held to the gate."),
    ] = None,
    ablations: Annotated[
        bool, typer.Option("--ablations", help="Also measure it without each part.")
    ] = False,
    llm: Annotated[
        str, typer.Option(help="Measure answers that a model writes: provider:model or fake:…")
    ] = "",
    unverified: Annotated[
        bool, typer.Option("--unverified", help="Also measure what the --llm writes by itself.")
    ] = False,
    sample: Annotated[
        int, typer.Option(min=0, help="Cases of a suite at most, evenly spread; 0 for all.")
    ] = 0,
    judge: Annotated[
        str, typer.Option(help="Model whose opinion is set beside the score; never gates.")
    ] = "",
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Cases at once.")] = 1,
    set_folder: Annotated[
        Path | None,
        typer.Option("--set", exists=True, file_okay=False, help="Folder of another set."),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Baseline to compare with."),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Make this run the set’s baseline.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for the reports.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how good the answers are; exit status 1 if a check fails."""
    from api.evaluation import OWN_SET, Order, evaluate, systems_named
    from api.settings import load_settings
    from evals.runner import Choice

    try:
        systems = systems_named(system or [], ablations=ablations)
        chosen = (tuple(suite or ()), split, tuple(kind or ()))
        choice = Choice(set_folder or OWN_SET, *chosen, jobs, sample)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from wrong
    order = Order(choice, systems, llm, unverified, judge, baseline, update_baseline, out)
    passed = evaluate(load_settings(), order, to_json=as_json)
    raise typer.Exit(DONE if passed else FAILED)


@app.command(epilog="Example: muniment doctor --json")
def doctor(as_json: AsJson = False) -> None:
    """Show the settings in force and whether everything works; say what to do where not."""
    from api.doctor import examined
    from api.settings import load_settings
    from api.terminal import doctor_text

    report = examined(load_settings())
    _print(report, doctor_text, as_json)
    raise typer.Exit(DONE if report["healthy"] else FAILED)


@contextmanager
def _desk() -> Iterator[Desk]:
    from api.desk import opened_desk
    from api.settings import load_settings

    with opened_desk(load_settings()) as desk:
        yield desk


def _print(found: dict[str, Any], as_text: Callable[[dict[str, Any]], str], as_json: bool) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2) if as_json else as_text(found))


if __name__ == "__main__":
    main()
