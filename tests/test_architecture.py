"""The rooms and the arrows between them, as docs/design.md draws them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "corpus": set(),
    "ingest": {"corpus"},
    "assistant": {"corpus"},
    "evals": {"assistant", "corpus"},
    "api": {"assistant", "corpus", "evals", "ingest"},
}

ONE_MODULE_EACH = {
    "chromadb": {"corpus/vectors.py", "evals/usual_stack.py"},
    "sqlalchemy": {
        "corpus/catalogue.py",
        "corpus/jobs.py",
        "corpus/registers.py",
        "corpus/schema.py",
        "corpus/versions.py",
        "corpus/lexicon.py",
        "corpus/passage_rows.py",
        "corpus/upgrade.py",
    },
    "onnxruntime": {"corpus/embedding.py", "corpus/model_files.py"},
    "tokenizers": {"corpus/word_pieces.py"},
    "sentence_transformers": {"corpus/sentence_transformer.py", "evals/usual_stack.py"},
    "torch": {"corpus/model_files.py", "corpus/sentence_transformer.py"},
    "syntok": {"corpus/sentences.py"},
    "filelock": {"corpus/ownership.py"},
    "pypdf": {"evals/usual_stack.py", "ingest/pdf.py"},
    "defusedxml": {"ingest/office_package.py"},
    "lxml": {"ingest/html.py"},
    "openpyxl": {"assistant/plans/xlsx_reader.py", "ingest/xlsx.py"},
    "xlsxwriter": {"assistant/plans/xlsx_writer.py", "evals/typeset_files.py"},
    "icalendar": {"assistant/plans/calendar_file.py"},
    "pptx": {"ingest/pptx.py"},
    "snowballstemmer": {"assistant/question.py"},
    "jinja2": {"api/pages.py", "evals/report/as_html.py"},
    "matplotlib": {"evals/report/charts.py", "evals/typeset.py"},
    "reportlab": {"evals/typeset.py"},
    "docx": {
        "assistant/plans/docx_comments.py",
        "assistant/plans/docx_notes.py",
        "assistant/plans/docx_plan.py",
        "assistant/plans/docx_reader.py",
        "assistant/plans/docx_writer.py",
        "evals/typeset_docx.py",
    },
    "rapidfuzz": {"assistant/spelling.py", "evals/metrics/reading.py"},
    "pypdfium2": {
        "ingest/covered_text.py",
        "ingest/form_fields.py",
        "ingest/glyphs.py",
        "ingest/letter_types.py",
    },
    "pdfplumber": {"ingest/ruled_tables.py"},
    "ir_measures": {"evals/metrics/retrieval.py"},
    "scipy": {"evals/metrics/statistics.py"},
    "sklearn": {"evals/logistic.py"},
    "inspect_ai": {"evals/inspect_task.py"},
    "langchain_text_splitters": {"evals/plain_library.py"},
    "uvicorn": {"api/server.py"},
}
"""One vendor, one module; the catalogue keeps its tables, and the export of the model, apart, and
what the product is measured against is built of the same vendors as users would build it. Reports
and plans are read apart, as neither room imports the other: a report to its stored text, a plan to
its rows; and what python-docx lacks (end notes, a part of our own) stands beside what it writes."""

ONLY_SETTINGS_READ_THE_ENVIRONMENT = {"api/settings.py", "api/privacy.py"}


def modules() -> list[Path]:
    return sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def imports_of(path: Path) -> set[str]:
    """Full names of what a module imports anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide the arrow"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
            found.add(node.module or "")
    return found


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_the_rooms_it_may_know(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        rooms = {name.split(".")[0] for name in imports_of(path)} & set(MAY_IMPORT)
        assert rooms - {room} <= MAY_IMPORT[room], path


def test_no_modules_import_one_another_in_a_ring() -> None:
    names = {name_of(path) for path in modules()}
    graph = {name_of(path): imports_of(path) & names - {name_of(path)} for path in modules()}
    done: set[str] = set()

    def visit(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " > ".join((*trail, name))
        if name not in done:
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


@pytest.mark.parametrize("vendor", ONE_MODULE_EACH)
def test_a_vendor_is_known_to_its_own_module_alone(vendor: str) -> None:
    users = {
        str(path.relative_to(ROOT))
        for path in modules()
        if vendor in {name.split(".")[0] for name in imports_of(path)}
    }
    assert users == ONE_MODULE_EACH[vendor]


def test_the_environment_is_read_in_one_place() -> None:
    readers = set()
    for path in modules():
        text = path.read_text("utf-8")
        if "environ.get" in text or "getenv" in text or "os.environ if" in text:
            readers.add(str(path.relative_to(ROOT)))
    assert readers <= ONLY_SETTINGS_READ_THE_ENVIRONMENT


def test_no_module_has_a_name_that_means_anything() -> None:
    empty_names = {"utils", "helpers", "common", "core", "manager", "misc"}
    assert not [path for path in modules() if path.stem in empty_names]


def test_the_top_level_holds_the_rooms_and_little_else() -> None:
    import subprocess

    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    top = {name.split("/")[0] for name in listed}
    assert top <= {
        *MAY_IMPORT,
        "tests",
        "docs",
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "Makefile",
        "README.md",
        "pyproject.toml",
        "requirements.lock",
        "requirements-dev.lock",
    }


def test_generated_files_and_large_files_stay_out_of_the_repository() -> None:
    import subprocess

    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    kept = [name for name in listed if (ROOT / name).exists()]
    large = [name for name in kept if (ROOT / name).stat().st_size > 1_000_000]
    assert not large
    assert not [name for name in kept if name.endswith((".onnx", ".safetensors", ".pyc"))]
