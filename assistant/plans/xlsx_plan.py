"""Plans to Excel workbooks and back: what is seen, and what is carried unseen."""

from __future__ import annotations

from assistant.plans.blocks import Block
from assistant.plans.carried import Carried, carried_in
from assistant.plans.from_blocks import plan_from_blocks
from assistant.plans.merging import merged
from assistant.plans.plan import Plan
from assistant.plans.plan_columns import with_ids
from assistant.plans.xlsx_reader import read_workbook
from assistant.plans.xlsx_writer import plan_workbook


def plan_as_xlsx(plan: Plan) -> bytes:
    """Return a plan as an Excel workbook."""
    plan = with_ids(plan)
    seen = _seen(read_workbook(plan_workbook(plan)).blocks)
    return plan_workbook(plan, Carried(plan, seen).as_text())


def plan_from_xlsx(content: bytes) -> Plan:
    """Return the plan that a workbook holds, ours with an officer's edits or anyone's.

    Raises:
        PlanUnreadable: it cannot be opened, or no action is found in it.
    """
    book = read_workbook(content)
    carried = carried_in(book.carried) if book.carried else None
    if carried is None:
        return plan_from_blocks(book.blocks)
    return merged(carried.exported, carried.seen, _seen(book.blocks))


def _seen(blocks: list[Block]) -> Plan:
    return plan_from_blocks(blocks, as_it_stands=True)
