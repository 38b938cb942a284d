"""One edit changes one thing, whatever a plan calls its sections and actions."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from full_plan import differences, full_plan

from assistant.plans.docx_plan import plan_as_docx, plan_from_docx
from assistant.plans.merging import merged
from assistant.plans.plan import Plan
from assistant.plans.xlsx_plan import plan_as_xlsx, plan_from_xlsx


def action(number: int, text: str = "", **fields: Any) -> dict[str, Any]:
    usual = {"lead": "L", "deadline": "2028-01-31", "basis": {"lead": "given"}, "unseen": [number]}
    return {"id": f"A{number}", "action": text or f"Do thing {number}"} | usual | fields


def plan(*sections: dict[str, Any], **more: Any) -> Plan:
    return Plan.model_validate({"title": "T", "authority": "A", "sections": sections} | more)


PLACES = ["Recommendations", "Monitoring", "Timetable", "Sources", "Actions", "To be confirmed"]
PLANS = {
    "headings that mean parts of a plan": plan(
        *(
            {
                "heading": heading,
                "narrative": [{"text": "Some words here."}],
                "recommendations": [{"id": f"R{n}", "text": f"Recommend {n}"}],
                "actions": [action(n)],
            }
            for n, heading in enumerate(PLACES)
        )
    ),
    "sections and actions all alike": plan(
        *(
            {
                "heading": "Same",
                "recommendations": [{"id": f"R{n}", "text": "Same"}],
                "actions": [action(n, "Same action")],
            }
            for n in range(4)
        )
    ),
    "ids that begin anew in each section": plan(
        *(
            {"heading": f"S{n}", "actions": [action(1, f"Thing {n}"), action(2, f"Other {n}")]}
            for n in range(3)
        )
    ),
    "sections without a heading": plan(
        *({"narrative": [{"text": "Words."}], "actions": [action(n)]} for n in range(3))
    ),
    "actions that look like something else": plan(
        {
            "heading": "S",
            "actions": [
                action(1, "Theme A"),
                action(2, "Recommendation 3: do it", lead="", deadline=""),
                action(3, "**bold** action", lead="", deadline=""),
                action(4, "Action", lead="Lead", deadline="Deadline"),
                action(5, "A\n\nB\n - C"),
                {"id": "A6"},
            ],
        }
    ),
    "sections without actions": plan(
        {"heading": "X", "recommendations": [{"id": "R1", "text": "No", "response": "reject"}]},
        {"heading": "Y", "actions": [action(1)]},
        {"heading": "Empty"},
        {"heading": "Z", "narrative": [{"text": "Only words. Lead: nobody"}]},
    ),
    "sentences that look like labels": plan(
        {
            "heading": "X",
            "narrative": [
                {"text": "Lead: Head of X"},
                {"text": "Recommendation 4: this is one"},
                {"text": "Monitoring"},
            ],
            "actions": [action(1), action(2)],
        },
        monitoring=[{"text": "Lead: the Board"}, {"text": "Actions"}],
    ),
    "columns that sound like ours": plan(
        {
            "heading": "X",
            "actions": [
                action(1, Lead="other", Owner="me", Status="open", **{"By when": "soon"}),
                action(2),
            ],
        }
    ),
    "every part filled": full_plan(),
}


def edited_word(content: bytes) -> bytes:
    document = docx.Document(io.BytesIO(content))
    for table in document.tables:
        heads = [cell.text for cell in table.rows[0].cells]
        if {"Progress", "Deadline"} <= set(heads):
            table.cell(1, heads.index("Progress")).text = "EDITED"
            break
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def edited_excel(content: bytes) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Action plan"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("Progress") + 1).value = "EDITED"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("before", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize(
    ("write", "edit", "read"),
    [
        (plan_as_docx, edited_word, plan_from_docx),
        (plan_as_xlsx, edited_excel, plan_from_xlsx),
    ],
    ids=["Word", "Excel"],
)
def test_one_edit_is_one_difference(
    before: Plan, write: Callable, edit: Callable, read: Callable
) -> None:
    content = write(before)
    assert differences(before, read(content)) == {}
    changed = differences(before, read(edit(content)))
    assert {path.rpartition(".")[2] for path in changed} == {"progress"}
    assert sorted(after for _, after in changed.values()) == ["EDITED", "given"]


def test_a_renamed_section_keeps_what_it_held() -> None:
    before = full_plan()
    read = before.model_copy(
        update={
            "sections": (
                before.sections[0].model_copy(update={"heading": "Renamed"}),
                before.sections[1],
            )
        }
    )
    changed = differences(before, merged(before, before, read))
    assert changed == {".sections[0].heading": ("1. Theme 1: contracts", "Renamed")}


def test_sections_set_in_another_order_stay_so() -> None:
    before = full_plan()
    read = before.model_copy(update={"sections": before.sections[::-1]})
    assert merged(before, before, read).sections == before.sections[::-1]


def test_an_action_moved_to_another_section_keeps_what_is_unseen() -> None:
    before = full_plan()
    first, second = before.sections
    moved = first.actions[0]
    read = before.model_copy(
        update={
            "sections": (
                first.model_copy(update={"actions": first.actions[1:]}),
                second.model_copy(update={"actions": (*second.actions, moved)}),
            )
        }
    )
    after = merged(before, before, read)
    assert after.sections[1].actions[-1].model_dump() == moved.model_dump()
    assert len(after.actions) == len(before.actions)


def test_a_row_copied_from_another_is_an_action_of_its_own() -> None:
    before = full_plan()
    first, second = before.sections
    copied = first.actions[0].model_copy(update={"action": "Publish it again"})
    read = before.model_copy(
        update={
            "sections": (
                first.model_copy(update={"actions": (*first.actions, copied)}),
                second,
            )
        }
    )
    after = merged(before, before, read)
    assert [a.id for a in after.sections[0].actions] == ["A1", "A2", "A3", "A7"]
    assert after.sections[0].actions[0].model_dump() == first.actions[0].model_dump()
