"""What the documents say is so: commands, routes, settings, targets and folders that they name."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from typer.main import get_command

from api.application import application
from api.command_line import app
from api.settings import PREFIX, Settings
from api.wiring import Assembly

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCUMENTS = {
    path.relative_to(ROOT): path.read_text("utf-8")
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), ROOT / "evals" / "README.md"]
}
EVERYTHING = "\n".join(DOCUMENTS.values())

COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]
SETTINGS = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?muniment ([a-z]+)", EVERYTHING))
    named |= set(re.findall(r"^(?:\.venv/bin/)?muniment ([a-z]+)", EVERYTHING, re.MULTILINE))
    assert named
    assert named <= COMMANDS


def test_every_command_is_named() -> None:
    assert not [command for command in COMMANDS if f"muniment {command}" not in EVERYTHING]


def test_settings_named_and_settings_that_exist_are_the_same() -> None:
    assert set(re.findall(rf"\b{PREFIX}[A-Z_]+\b", EVERYTHING)) == SETTINGS


def test_make_targets_named_exist() -> None:
    named = set(re.findall(r"`?make ([a-z]+)`?", EVERYTHING)) - {"sure", "it"}
    assert {"run", "test", "check", "bench"} <= named
    assert named <= TARGETS


def test_every_route_is_documented(reports_library) -> None:
    from assistant.answerer import Answerer

    settings = Settings.model_validate({})
    web = application(Assembly(settings, reports_library, Answerer(reports_library)))
    routes = {
        f"{method.upper()} {path}"
        for path, operations in web.openapi()["paths"].items()
        for method in operations
    }
    named = set(re.findall(r"`((?:GET|POST|DELETE) /[^`\s]*)`", EVERYTHING))
    assert routes == named


@pytest.mark.parametrize("document", DOCUMENTS, ids=str)
def test_every_file_linked_or_named_exists(document: Path) -> None:
    text = DOCUMENTS[document]
    linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    named = re.findall(r"`((?:api|assistant|corpus|evals|ingest|tests|docs)/[\w./-]*)`", text)
    for target in linked:
        assert ((ROOT / document).parent / target).exists(), target
    for target in named:
        made_at_set_up = target.startswith("api/static/vendor")
        assert made_at_set_up or (ROOT / target).exists(), target


def test_the_readme_is_short_and_shows_a_picture() -> None:
    assert len(README.splitlines()) < 150
    assert re.search(r"!\[[^\]]+\]\(docs/[^)]+\.png\)", README)


def test_each_decision_says_context_choice_and_cost() -> None:
    decisions = list((ROOT / "docs" / "decisions").glob("*.md"))
    assert decisions
    for decision in decisions:
        text = decision.read_text("utf-8")
        assert all(f"## {part}" in text for part in ("Context", "Choice", "Given up")), decision


def test_locked_versions_satisfy_what_the_project_declares() -> None:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    locked = {}
    for name in ("requirements.lock", "requirements-dev.lock"):
        for line in (ROOT / name).read_text().splitlines():
            package, _, version = line.partition("==")
            assert re.fullmatch(r"[\w.!]+", version), line
            locked[canonicalize_name(package)] = version
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = project["dependencies"] + project["optional-dependencies"]["dev"]
    for requirement in map(Requirement, declared):
        assert requirement.specifier.contains(locked[canonicalize_name(requirement.name)])
