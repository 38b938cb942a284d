"""A plan as Markdown, which ``plan_from_markdown`` reads back."""

from __future__ import annotations

import html
import re

from assistant.plans.blocks import Block, Kind
from assistant.plans.layout import laid_out
from assistant.plans.plan import Plan
from assistant.plans.plan_columns import with_ids

_SPECIAL = re.compile(r"([\\`*_|])|(?<!\w)(#)|^(\s*)([-+]|\d{1,3}\.)(?=\s)", re.MULTILINE)


def plan_as_markdown(plan: Plan) -> str:
    """Return a plan as Markdown with tables; lines of a cell are parted by ``<br>``."""
    return "\n\n".join(map(_markdown, laid_out(with_ids(plan)))) + "\n"


def _markdown(block: Block) -> str:
    if block.kind is Kind.TABLE:
        head, *body = block.rows
        rule = "|" + " --- |" * len(head)
        return "\n".join([_row(head), rule, *map(_row, body)])
    if block.kind is Kind.HEADING:
        return f"{'#' * (block.level + 1)} {_escaped(' '.join(block.text.split()))}"
    label = re.match(r"\*\*[^*\n]+:\*\* ", block.text)
    start = label.end() if label else 0
    return block.text[:start] + _escaped(block.text[start:]).replace("\n", "  \n")


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(_escaped(cell).replace(chr(10), '<br>') for cell in cells)} |"


def _escaped(text: str) -> str:
    def one(found: re.Match[str]) -> str:
        if found[4]:
            mark = found[4]
            return found[3] + (f"\\{mark}" if len(mark) == 1 else f"{mark[:-1]}\\.")
        return f"\\{found[0]}"

    return _SPECIAL.sub(one, html.escape(text, quote=False))
