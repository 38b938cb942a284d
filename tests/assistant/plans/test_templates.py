"""Templates: those that are shipped, a council's own, and mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.plans.plan import TO_CONFIRM, Plan
from assistant.plans.rendering import as_markdown
from assistant.plans.template import REQUIRED, SHIPPED, Templates
from corpus.errors import TemplateInvalid, TemplateUnknown

SHIPPED_IDS = (
    "action_table",
    "action_card",
    "business_case",
    "change_framework",
    "equality_impact_assessment",
    "evaluation_framework",
    "self_assessment",
    "theme_plan",
    "timetable",
)
THIRD_SECTOR = "Agree contracts with third sector organisations that set out outcomes."


def test_those_of_the_reports_are_shipped() -> None:
    assert tuple(Templates().ids()) == SHIPPED_IDS
    assert [template.id for template in Templates().usable()] == list(SHIPPED_IDS)


@pytest.mark.parametrize("name", SHIPPED_IDS)
def test_each_drafts_a_complete_plan_and_renders_all_of_it(name: str, draft) -> None:
    template = Templates().named(name)
    plan: Plan = draft(THIRD_SECTOR, template=name)
    markdown = as_markdown(plan, template)
    action = plan.actions[0]
    for field in template.fields:
        value = str(getattr(action, field.name))
        assert value or field.name == "progress"
        if field.name not in ("deadline", "action"):
            assert " ".join(value.split())[:60] in markdown.replace("\\", "")
    for citation in plan.citations:
        assert f"- [{citation.marker}] " in markdown
    assert all(line.text in markdown for line in plan.monitoring)
    assert "30 June 2027" in markdown
    assert template.title.lower() in plan.title


def test_a_grid_quotes_what_the_documents_say_of_each_row(draft) -> None:
    plan = draft(THIRD_SECTOR, template="change_framework")
    grid = plan.sections[0].grid
    said = [row[1] for row in grid.rows]
    assert all(cell.citations for cell in said)
    assert [row[2].text for row in grid.rows if "Planning" in row[0].text] == [THIRD_SECTOR]
    assert grid.rows[0][2].text.startswith(TO_CONFIRM)


def test_a_timetable_begins_with_a_documents_own_steps(draft) -> None:
    plan = draft(THIRD_SECTOR, template="timetable")
    steps = [step.step for step in plan.timetable]
    assert steps[0] == "Getting started"
    assert steps[-1] == THIRD_SECTOR.rstrip(".")
    assert len(steps) == 10


def test_a_self_assessment_keeps_the_statement_as_it_is(draft) -> None:
    action = draft("Leaders should be committed.", template="self_assessment").actions[0]
    assert action.statement == "Leaders should be committed."
    assert action.rating.startswith(f"{TO_CONFIRM}: a rating")


def own(folder: Path, text: str, name: str = "ours.yaml") -> Templates:
    (folder / name).write_text(text, "utf-8")
    return Templates(folder)


GOOD = """\
based_on: action_table
title: Our plan
purpose: What we always do.
fields:
  - name: ward
    label: Ward
    from: [officer]
    confirm: the ward
"""


def test_one_of_the_councils_own_needs_no_code(tmp_path: Path, drafter) -> None:
    templates = own(tmp_path, GOOD)
    assert "ours" in templates.ids()
    assert [field.name for field in templates.named("ours").fields][-1] == "ward"


def test_one_of_the_same_name_stands_in_place_of_the_shipped(tmp_path: Path) -> None:
    text = (SHIPPED / "action_table.yaml").read_text("utf-8").replace("Action plan", "Our plan")
    assert own(tmp_path, text, "action_table.yaml").named("action_table").title == "Our plan"


@pytest.mark.parametrize(
    ("change", "line", "reason"),
    [
        (("[officer]", "[oracle]"), 7, "fields.1.from.1"),
        (("    confirm: the ward\n", ""), 5, "fields.1.confirm: Field required"),
        (("title: Our plan\n", "title: [\n"), 4, "expected"),
        (("action_table", "nothing"), 1, "no shipped template"),
        (("name: ward", "name: Ward!"), 5, "fields.1.name"),
        (("label: Ward", "label: Ward\n    colour: red"), 7, "fields.1.colour"),
        (("[officer]", "[rule]"), 5, "needs the text of its rule"),
        (("based_on: action_table\n", ""), 1, "deadlines"),
        ((GOOD, "- 1\n"), 1, "no fields of a template"),
        ((GOOD, "\x00"), 1, "cannot be read"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_reason(
    change: tuple[str, str], line: int, reason: str, tmp_path: Path
) -> None:
    templates = own(tmp_path, GOOD.replace(*change))
    with pytest.raises(TemplateInvalid) as refused:
        templates.named("ours")
    assert (refused.value.file, refused.value.line) == ("ours.yaml", line)
    assert reason in refused.value.reason
    assert "ours.yaml" in str(refused.value)
    assert [template.id for template in templates.usable()] == list(SHIPPED_IDS)


def test_fields_that_guidance_asks_for_cannot_be_left_out(tmp_path: Path) -> None:
    text = (SHIPPED / "action_table.yaml").read_text("utf-8").replace("name: lead", "name: chief")
    with pytest.raises(TemplateInvalid, match="the fields lack lead"):
        own(tmp_path, text).named("ours")
    assert "lead" in REQUIRED


@pytest.mark.parametrize("name", ["nothing", "", "../action_table", "ACTION_TABLE"])
def test_one_that_is_not_there_is_unknown(name: str) -> None:
    with pytest.raises(TemplateUnknown, match="There are: action_table, action_card"):
        Templates().named(name)
