"""Progress told to a committee, as Markdown: figures first, then what needs its attention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.plans.checking.letter import plain
from assistant.plans.progress.report import Progress
from assistant.plans.progress.status import RULES, Rag, Standing
from assistant.plans.progress.versions import Changes

_WORDS_SHOWN = 40


def summary_of(progress: Progress) -> str:
    """Return the summary."""
    lines = [*_opening(progress)]
    lines += _table("Overdue", progress.overdue, "No action is overdue.")
    soon = f"Due within {progress.due_soon_days} days"
    lines += _table(soon, progress.due_soon, "No action falls due in this time.")
    lines += _silent(progress.no_update)
    if progress.changes is not None:
        lines += _changes(progress.changes)
    lines += ["", "## How the colours are given", "", *(f"- {rule}" for rule in RULES)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _opening(progress: Progress) -> Iterator[str]:
    title = f": {plain(progress.plan.title)}" if progress.plan.title else ""
    day = progress.today
    yield f"# Progress of the action plan{title}"
    yield ""
    yield f"Position on {day.day} {day:%B %Y}."
    yield ""
    total = len(progress.standings)
    counts = ", ".join(f"{progress.count(rag)} {rag.value}" for rag in Rag)
    yield (
        f"Of {total} action{'' if total == 1 else 's'}, {len(progress.complete)} "
        f"{'is' if len(progress.complete) == 1 else 'are'} complete and {len(progress.overdue)} "
        f"overdue; {counts}."
    )


def _table(heading: str, standings: Sequence[Standing], none: str) -> Iterator[str]:
    yield from ("", f"## {heading}", "")
    if not standings:
        yield none
        return
    yield "| Action | Due | Days | Lead | Status | Progress |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in standings:
        due = f"{one.due.day} {one.due:%B %Y}" if one.due else plain(one.action.deadline)
        cells = (
            named(one),
            due,
            str(one.days),
            plain(one.action.lead) or "–",
            f"{one.rag.value}: {one.reason}",
            _cut(one.action.progress) or "–",
        )
        yield f"| {' | '.join(cells)} |"


def _silent(standings: Sequence[Standing]) -> Iterator[str]:
    yield from ("", "## No update", "")
    if not standings:
        yield "Every action has a note on its progress, or the plan has not begun."
        return
    for one in standings:
        lead = plain(one.action.lead)
        yield f"- {named(one)}{f' ({lead})' if lead else ''}"


def _changes(changes: Changes) -> Iterator[str]:
    yield from ("", "## Changes since the last version", "")
    if not (changes.added or changes.removed or changes.changed):
        yield "Nothing has changed."
        return
    for one in changes.slipped:
        days = f"{one.days} day{'' if one.days == 1 else 's'}"
        yield (
            f"- Slipped by {days}: {_cut(one.action.action)}, from {plain(one.before)} to "
            f"{plain(one.after)}"
        )
    yield from (f"- Added: {_cut(action.action)}" for action in changes.added)
    yield from (f"- Removed: {_cut(action.action)}" for action in changes.removed)
    slipped = set(map(id, changes.slipped))
    for change in changes.changed:
        if id(change) not in slipped:
            before = _cut(change.before) or "blank"
            after = _cut(change.after) or "blank"
            named = f"{change.field.capitalize()} of “{_cut(change.action.action)}”"
            yield f"- {named}: {before} → {after}"


def named(one: Standing) -> str:
    """An action as tables show it: its id, where it has one, and its words."""
    number = f"{plain(one.action.id)} " if one.action.id else ""
    return number + _cut(one.action.action)


def _cut(text: str) -> str:
    words = plain(text).split()
    return " ".join(words[:_WORDS_SHOWN]) + (" …" if len(words) > _WORDS_SHOWN else "")
