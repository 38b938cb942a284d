"""Which group rows stand above each row of a table, told by how the whole table is set.

A row whose first cell alone is filled labels the rows below it. Whether one ends the group
before or lies inside it, the rows tell: their type, labels that come again, and whether
labels follow one another. Where nothing tells, each ends the one before: a group left out
says less, a group too many says what is false.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.table_rows import Row

_TOTAL = re.compile(r"^(?:(?P<whole>grand|overall) |(?P<part>sub)-?\s?)?totals?\b", re.IGNORECASE)
_ENDS_IN_TOTAL = re.compile(r"\btotals?$", re.IGNORECASE)
_QUALIFIED = re.compile(r"\s*(?:\([^()]*\)|[*:])\s*$")
_ROUNDING = 1.0
"""How far a total may be from the sum of its rows, as each is rounded."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """What a table's rows tell of its groups.

    Attributes:
        depth: levels of groups; 1 where labels end one another.
        styles: level by the way a label is set, where that tells; level 0 is the outermost.
        labels: level by label, of those whose level is plain.
        totals: how many totals there are; where several, each is a group's.
    """

    depth: int = 1
    styles: dict[str, int] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    totals: int = 0


@dataclass(slots=True)
class _Open:
    """An open group, the rows in it, and whether some of them name it."""

    row: Row
    members: list[Row] = field(default_factory=list)
    named: bool = False


@dataclass(slots=True)
class Groups:
    """The groups open at a row, the outermost first, and the last row head."""

    open: list[_Open] = field(default_factory=list)
    ranks: Ranks = field(default_factory=Ranks)
    head: Row | None = None
    members: list[Row] = field(default_factory=list)
    labels: int = 0

    def copied(self) -> Groups:
        """Return these, for a table that goes on, to be changed alone."""
        groups = [_Open(each.row, list(each.members), each.named) for each in self.open]
        return replace(self, open=groups, members=list(self.members))

    def above_rows(self, rows: Sequence[Row]) -> list[list[Row] | None]:
        """Return for each row the rows that it takes its groups and missing head from.

        None for a row that is a group's label itself.
        """
        self.ranks = _ranks(rows, self.ranks)
        found: list[list[Row] | None] = []
        labels: list[Row] = []
        for position, row in enumerate(rows):
            if row.head_only:
                labels.append(row)
                found.append(None)
                continue
            self._enter(labels)
            labels = []
            found.append(self._pass(row, rows[position + 1 :]))
        self._enter(labels)
        return found

    def _enter(self, labels: list[Row]) -> None:
        """Open the groups of labels that follow one another."""
        for position, row in enumerate(labels):
            level = self._level(row, len(labels) - position)
            self.open = [*self.open[:level], _Open(row)]
            self.head = row
        self.labels += len(labels)

    def _level(self, row: Row, following: int) -> int:
        """Return a label's level; ``following`` counts it and those straight after it."""
        told = self.ranks.styles.get(row.style)
        if told is None:
            told = self.ranks.labels.get(_key(row), self.ranks.depth - following)
        return max(0, min(told, len(self.open)))

    def _pass(self, row: Row, following: Sequence[Row]) -> list[Row]:
        if row.head:
            self._leave_inner(row)
        if _is_total(row, self.open):
            kept = self._scope(row, following)
            above = [group.row for group in self.open[:kept]]
            if self._members(kept):
                self.open = self.open[: max(0, kept - 1)]
        else:
            above = [group.row for group in self.open]
            for members in (self.members, *(group.members for group in self.open)):
                members.append(row)
        if row.head:
            self.head = row
        elif self.head and self.head not in above:
            above.append(self.head)
        return above

    def _leave_inner(self, row: Row) -> None:
        """An inner group that some of its rows name ends at the first row that does not."""
        if len(self.open) < 2:
            return
        inner = self.open[-1]
        shares = bool(_stems(inner.row.head) & _stems(row.head))
        if inner.named and not shares:
            self.open.pop()
        inner.named = inner.named or shares

    def _members(self, kept: int) -> list[Row]:
        return self.open[kept - 1].members if kept else self.members

    def _scope(self, row: Row, following: Sequence[Row]) -> int:
        """Return how many of the open groups a total stands in.

        By its wording, by what it is the sum of, and else: the only total at the end of
        several groups is the table's.
        """
        named = [n for n, group in enumerate(self.open, 1) if _names(row, group.row)]
        if named:
            return named[-1]
        found = _TOTAL.match(row.head)
        if found and found["whole"]:
            return 0
        if not (found and found["part"]):
            for kept in range(len(self.open), -1, -1):
                if _is_sum(row, self._members(kept)):
                    return kept
            if not following and self.labels > 1 and self.ranks.totals < 2:
                return 0
        return len(self.open)


def _ranks(rows: Sequence[Row], before: Ranks) -> Ranks:
    runs = _runs(rows)
    styles = before.styles or _style_levels(runs)
    deepest = max(map(len, runs), default=0)
    times = Counter(_key(row) for run in runs for row in run)
    again = deepest > 1 and any(count > 1 for count in times.values())
    nested = before.depth > 1 or again or bool(runs and len(runs[0]) > 1)
    depth = max(before.depth, deepest) if nested else 1
    labels = dict(before.labels)
    for run in runs if nested else ():
        if len(run) == depth:
            labels.update({_key(row): level for level, row in enumerate(run)})
    totals = sum(_is_total(row) for row in rows if not row.head_only)
    return Ranks(depth, styles, labels, before.totals + totals)


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Return the labels that follow one another; those that no row follows label nothing."""
    runs: list[list[Row]] = []
    run: list[Row] = []
    for row in rows:
        if row.head_only:
            run.append(row)
        elif run:
            runs.append(run)
            run = []
    return runs


def _style_levels(runs: Sequence[Sequence[Row]]) -> dict[str, int]:
    """Rank the ways in which labels are set, the first seen outermost; none where all are alike.

    A way of its own counts where it comes again or stands straight below another: one label
    set otherwise may be a slip.
    """
    labels = [row for run in runs for row in run]
    times = Counter(row.style for row in labels)
    below = {row.style for run in runs for above, row in pairwise(run)}
    first = labels[0].style if labels else ""
    ranked = [style for style in times if style == first or times[style] > 1 or style in below]
    return {style: level for level, style in enumerate(ranked)} if len(ranked) > 1 else {}


def _key(row: Row) -> str:
    return row.head.casefold()


def _is_total(row: Row, groups: Sequence[_Open] = ()) -> bool:
    """Tell a total of rows from a row that is a total of something else ("Total nursing")."""
    head = _QUALIFIED.sub("", row.head)
    if found := _TOTAL.match(head):
        return found.end() == len(head) or any(_names(row, group.row) for group in groups)
    return bool(_ENDS_IN_TOTAL.search(head)) and any(_names(row, group.row) for group in groups)


def _names(row: Row, group: Row) -> bool:
    return group.head.casefold() in row.head.casefold()


def _is_sum(row: Row, members: Sequence[Row]) -> bool:
    """Tell whether a row's figures are the sums of others', in every column of figures."""
    told = False
    for column, figure in enumerate(row.figures):
        added = [f for member in members if (f := member.figures[column]) is not None]
        if figure is None or not added:
            continue
        if abs(sum(added) - figure) > _ROUNDING:
            return False
        told = True
    return told


def _stems(text: str) -> set[str]:
    return {word.lower()[:6] for word in re.findall(r"[A-Za-z]{4,}", text)}
