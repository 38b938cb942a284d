"""A plan from Markdown, or from text as it is pasted: tables with pipes, or lines with labels."""

from __future__ import annotations

from assistant.plans.from_blocks import plan_from_blocks
from assistant.plans.markdown_blocks import markdown_blocks
from assistant.plans.plan import Plan


def plan_from_markdown(text: str) -> Plan:
    """Return the plan that a Markdown text holds, in whatever layout.

    Raises:
        PlanUnreadable: no action is found, or a part is larger than a plan's may be.
    """
    return plan_from_blocks(markdown_blocks(text))
