"""Which lines of a plan stand above its tables, and so may say something of all their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import Enum

from assistant.plans.blocks import Block, Kind
from assistant.plans.labelled_lines import labelled
from assistant.plans.table_plan import shape_of


class Above(Enum):
    """What a block stands above: no table, the plan's first, or one right below it."""

    NOTHING = 0
    FIRST_TABLE = 1
    TABLE = 2


def above_tables(blocks: Sequence[Block]) -> list[Above]:
    """Tell of each block what it stands above.

    A line with labels stands right above a table where only such lines are between. Before the
    first table it counts where its labels come once: of actions in a list they come again.
    """
    tables = [block.kind is Kind.TABLE and shape_of(block.rows) is not None for block in blocks]
    first = tables.index(True) if True in tables else 0
    labels = [_labels(block) for block in blocks]
    counted = Counter(label for each in labels[:first] for label in each)
    found = []
    right_above = False
    for n in range(len(blocks) - 1, -1, -1):
        once = n < first and all(counted[label] == 1 for label in labels[n])
        found.append(Above.TABLE if right_above else Above.FIRST_TABLE if once else Above.NOTHING)
        right_above = tables[n] or (right_above and bool(labels[n]))
    return found[::-1]


def _labels(block: Block) -> list[str]:
    if block.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return []
    return [one.label.casefold() for one in labelled(block.text)]
