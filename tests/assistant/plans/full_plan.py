"""A plan in which every part is filled, and how two plans differ."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.plans.plan import (
    Action,
    CitedDocument,
    CitedPage,
    Line,
    Period,
    Plan,
    PlanCitation,
    Recommendation,
    Section,
    TimetableStep,
    ToConfirm,
)


def full_plan(sections: int = 2, actions: int = 3) -> Plan:
    """Return a plan of a fictional council with as many sections and actions in each."""
    made = [_section(s, actions) for s in range(1, sections + 1)]
    return Plan.model_validate(
        {
            "title": "Northvale Council: action plan on commissioning",
            "authority": "Northvale Council",
            "period": Period(start="2027-04", end="2029-03"),
            "sections": made,
            "timetable": [
                TimetableStep(
                    id="T1", step="Draft to the lead reviewer", start="2027-04-01",
                    end="2027-04-28", owner="Monitoring Officer", link="guidance", citations=(4,),
                ),
                TimetableStep(
                    id="T2", step="Final plan agreed", start="2027-05-01", end="2027-06-30",
                    owner="Cabinet",
                ),
            ],
            "monitoring": [
                Line(text="The Board reviews the plan every quarter.", citations=(4,)),
                Line(text="Carers sit on the Board."),
            ],
            "citations": [_citation(n) for n in range(1, 6)],
            "to_confirm": [
                ToConfirm(section="1. Theme 1: contracts", action="A1", field="resources",
                          why="No source names a cost."),
                ToConfirm(section="1. Theme 1: contracts", action="A2", field="deadline",
                          why="Proposed by rule."),
            ],
            "made_by": "a rule that only this plan knows",
        }
    )  # fmt: skip


def _section(number: int, actions: int) -> Section:
    first = (number - 1) * actions
    return Section(
        heading=f"{number}. Theme {number}: contracts",
        recommendations=(
            Recommendation(id=f"R{number}", number=f"({'i' * number})", theme=f"Theme {number}",
                           text=f"Tell providers {number} weeks early what is bought."),
            Recommendation.model_validate(
                {"id": f"R{number}b", "text": f"Hold {number} forums with carers.",
                 "response": "partly", "reason": "Two a year, not four.", "register": "kent"}
            ),
        ),
        narrative=(
            Line(text=f"Providers hear late of contract {number}.", citations=(1,)),
            Line(text="The report asks for a forum.", citations=(2, 3)),
        ),
        actions=tuple(_action(first + n, number, n) for n in range(1, actions + 1)),
    )  # fmt: skip


def _action(number: int, section: int, n: int) -> Action:
    return Action.model_validate(
        {
            "id": f"A{number}",
            "recommendation_ids": [f"R{section}", f"R{section}b"] if n == 1 else [f"R{section}"],
            "action": f"Publish strategy {number}\nwith a second line & 50% <share> | bar",
            "target": "95 per cent told (benchmark: 62 per cent, Leicestershire)",
            "deadline": f"2027-0{3 + n}-30",
            "lead": "Head of Commissioning",
            "resources": "To be confirmed: cost" if n == 1 else "=1+1 within budget",
            "outcome": "Providers know what is bought.",
            "indicator": "Share of providers told",
            "monitoring": "Quarterly to the Board",
            "stakeholders": "Voluntary sector forum, carers",
            "progress": "",
            "citations": [1, 2] if n % 2 else [3],
            "basis": {"action": "adapted", "deadline": "rule", "resources": "to_confirm"},
            "Ward": f"Ward {n}",
            "Risk": "-high",
            "weights": {"unseen": [n, 2.5]},
        }
    )


def _citation(n: int) -> PlanCitation:
    return PlanCitation(
        marker=n,
        document=CitedDocument(
            id="blueprint", title="Care Blueprint", publisher="A County Council", date="2012",
            version="ab12cd",
        ),
        page=CitedPage(physical=40 + n, label=str(30 + n)) if n % 2 else None,
        section=("4.3 Planning", f"Part {n}"),
        quote=f"Providers should be told of contracts & grants <early> — “{n} weeks” before.",
        start=100 * n,
        end=100 * n + 40,
        passage_id=f"p{n}",
        url=f"/documents/blueprint#p{n}",
    )  # fmt: skip


def fields_of(plan: Plan) -> dict[str, Any]:
    """Return every value of a plan by its path."""

    def walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
        if isinstance(value, dict):
            for name, each in value.items():
                yield from walk(each, f"{path}.{name}")
        elif isinstance(value, list):
            for n, each in enumerate(value):
                yield from walk(each, f"{path}[{n}]")
        else:
            yield path, value

    return dict(walk(plan.model_dump(mode="json"), ""))


def differences(before: Plan, after: Plan) -> dict[str, tuple[Any, Any]]:
    """Return the values that are not the same in two plans, by their paths."""
    one, other = fields_of(before), fields_of(after)
    return {
        path: (one.get(path), other.get(path))
        for path in sorted({*one, *other})
        if one.get(path) != other.get(path)
    }


def saved_again(content: bytes, ending: str, folder: Path) -> bytes:
    """Return a file as LibreOffice saves it."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    given = folder / f"given.{ending}"
    given.write_bytes(content)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", ending, "--outdir", str(folder / "saved"), str(given),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "saved" / f"given.{ending}").read_bytes()
