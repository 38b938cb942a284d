"""Dates that cannot hold: past, after the plan's end, against one another, or in no calendar."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.plans.checking.findings import WHOLE_PLAN, Finding, Kind, Severity
from assistant.plans.checking.period import Bounds, due_dates
from assistant.plans.plan import Action, Plan, TimetableStep
from assistant.plans.written_dates import WrittenDate, dates_in, dates_within

_RANGE = re.compile(
    r"^\W*(?:to|until|till|through|–|-|—|and\s+(?:end|finish|complete)\w*"
    r"|(?:with\s+)?(?:completion|complete[ds]?|finish\w*|end\w*|done|conclud\w*|deadline|target)\b.*)"
    r"\W*(?:by|in|on)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_STARTS = re.compile(
    r"\b(?:start|starts|starting|begin|begins|from|launch|commence\w*)\b[\W\w]{0,20}$",
    re.IGNORECASE,
)
_START_COLUMN = re.compile(r"^\s*(?:start|begin|commence|from)", re.IGNORECASE)
_EVALUATION = re.compile(
    r"\b(?:evaluat\w+|final\s+review|end[\s-]of[\s-]project|post-implementation"
    r"|impact\s+(?:review|assess\w+)|closing\s+report|completion\s+(?:report|review)"
    r"|reviewed\s+(?:on|after|following|at)\s+completion)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:complete[d]?|done|implemented|achieved|closed|finished|delivered)\b", re.IGNORECASE
)
_CLOSED = re.compile(
    r"^\W*(?:100\s?(?:%|per\s+cent)|b|blue)\W*$|\bno\s+longer\s+(?:required|needed|applicable)\b"
    r"|\b(?:withdrawn|superseded)\b",
    re.IGNORECASE,
)
"""All of it, the fourth colour of BRAG ratings, or that nothing is left to do."""

_NOT_DONE = re.compile(
    r"\b(?:not|in|partly|partially|nearly|almost|yet|to|be|will|half|first|second|parts?|phases?"
    r"|stages?|draft|some|most|substantially|expected|due|once|when|until|before)\b"
    r"|(?<!100)(?<!100\s)(?:%|per\s+cent)|\b\d+\s+(?:of|out\s+of)\s+\d+",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:except|apart\s+from|but|however|outstanding|remain\w*|awaiting|subject\s+to|still)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Fault:
    kind: Kind
    where: str
    advice: str


def is_done(progress: str) -> bool:
    """Tell whether a note on progress says that an action is complete."""
    if _CLOSED.search(progress) and not _BUT.search(progress):
        return True
    found = _DONE.search(progress)
    if found is None or _BUT.search(progress):
        return False
    return not _NOT_DONE.search(progress[: found.start()])


def wrong_dates(plan: Plan, bounds: Bounds) -> Iterator[Finding]:
    """Yield past dates and dates that contradict the period, each other or the calendar."""
    if bounds.start and bounds.end and bounds.start > bounds.end:
        advice = "The plan ends before it begins. Correct its period."
        yield _finding(_Fault(Kind.INCONSISTENT_DATE, WHOLE_PLAN, advice))
        return
    for action in plan.actions:
        yield from _of_action(action, bounds)
    for step in plan.timetable:
        yield from _of_step(step)


def _of_action(action: Action, bounds: Bounds) -> Iterator[Finding]:
    """At most one fault: a date that is past contradicts others by that alone."""
    done = is_done(action.progress)
    faults = [f for f in _faults(action, bounds) if not (f.kind is Kind.PAST_DATE and done)]
    past = [fault for fault in faults if fault.kind is Kind.PAST_DATE]
    for fault in (past or faults)[:1]:
        yield _finding(fault, action)


def _faults(action: Action, bounds: Bounds) -> Iterator[_Fault]:
    for line in _lines(action.deadline):
        dates = dates_within(line, bounds.start, bounds.end)
        # Lines may be of rows that share an action: what they say stands nowhere as one text.
        where = line.strip() if "\n" in action.deadline else action.deadline
        yield from _in_cell(where, line, dates)
        if dates:
            yield from _against_period(where, dates[-1], bounds)
    if deadlines := dates_in(action.deadline):
        yield from _against_target(action, deadlines)
        yield from _against_start(action, deadlines)
        yield from _against_evaluation(action, deadlines)
    for text in (action.target, action.action):
        for due in due_dates(text):
            yield from _against_period(text, due, bounds)
    for due in due_dates(action.outcome):
        if due.end < bounds.past_before:
            yield from _against_period(action.outcome, due, bounds)


def _against_period(where: str, due: WrittenDate, bounds: Bounds) -> Iterator[_Fault]:
    if not due.possible:
        return
    if due.end < bounds.past_before:
        advice = f"{_said(due)} was over before {bounds.since}. Set a date that can be kept."
        yield _Fault(Kind.PAST_DATE, where, advice)
    elif bounds.end and due.start > bounds.end:
        advice = (
            f"{_said(due)} is after the end of the plan ({_day(bounds.end)}). Bring it forward, "
            "or extend the plan."
        )
        yield _Fault(Kind.INCONSISTENT_DATE, where, advice)


def _in_cell(cell: str, line: str, dates: Sequence[WrittenDate]) -> Iterator[_Fault]:
    for each in dates:
        if not each.possible:
            advice = f"There is no {_said(each)} in the calendar."
            yield _Fault(Kind.INCONSISTENT_DATE, cell, advice)
    for first, second in itertools.pairwise(dates):
        between = line[first.span.end : second.span.start]
        ranged = _RANGE.match(between) or _STARTS.search(line[: first.span.start])
        if ranged and first.start > second.end:
            advice = f"It would end ({_said(second)}) before it starts ({_said(first)})."
            yield _Fault(Kind.INCONSISTENT_DATE, cell, advice)
        closed = line[second.span.end :].lstrip().startswith(")")
        if closed and between.strip(" /–-") == "(" and not first.overlaps(second):
            advice = f"{_said(first)} and {_said(second)} contradict one another."
            yield _Fault(Kind.INCONSISTENT_DATE, cell, advice)


def _against_target(action: Action, deadlines: Sequence[WrittenDate]) -> Iterator[_Fault]:
    """What is due by another date in the target than in the deadline."""
    last = max(each.end for each in deadlines)
    first = min(each.start for each in deadlines)
    for text in (action.target, action.action):
        for due in due_dates(text):
            if due.start > last:
                yield _contradiction(action, due, deadlines[-1])
    in_target = due_dates(action.target)
    if len(in_target) == len(deadlines) == 1 and in_target[0].end < first:
        yield _contradiction(action, in_target[0], deadlines[0])


def _contradiction(action: Action, due: WrittenDate, deadline: WrittenDate) -> _Fault:
    advice = (
        f"The deadline is {_said(deadline)}, but elsewhere the action is due by {_said(due)}. "
        "Make them agree."
    )
    return _Fault(Kind.INCONSISTENT_DATE, action.deadline, advice)


def _against_start(action: Action, deadlines: Sequence[WrittenDate]) -> Iterator[_Fault]:
    last = max(each.end for each in deadlines)
    if (start := start_of(action)) and start.start > last:
        advice = f"The action starts ({_said(start)}) after its deadline ({_said(deadlines[-1])})."
        yield _Fault(Kind.INCONSISTENT_DATE, action.deadline, advice)


def _against_evaluation(action: Action, deadlines: Sequence[WrittenDate]) -> Iterator[_Fault]:
    first = min(each.start for each in deadlines)
    for text in (action.monitoring, action.indicator):
        for review in _evaluations(text):
            if review.end < first:
                advice = (
                    f"It is evaluated ({_said(review)}) before it is complete "
                    f"({_said(deadlines[0])})."
                )
                yield _Fault(Kind.INCONSISTENT_DATE, text, advice)


def start_of(action: Action) -> WrittenDate | None:
    """Return when an action starts, where a column of the plan's own says so."""
    for name, value in (action.model_extra or {}).items():
        if _START_COLUMN.match(name) and isinstance(value, str) and (found := dates_in(value)):
            return found[0]
    return None


def _evaluations(text: str) -> Iterator[WrittenDate]:
    for part in re.split(r"[.;\n]", text):
        if found := _EVALUATION.search(part):
            yield from dates_in(part[found.start() :])[-1:]


def _of_step(step: TimetableStep) -> Iterator[Finding]:
    start, end = dates_in(step.start), dates_in(step.end)
    if start and end and start[0].start > end[0].end:
        advice = f"The step ends ({step.end}) before it starts ({step.start})."
        yield _finding(_Fault(Kind.INCONSISTENT_DATE, step.step, advice))


def _lines(cell: str) -> Iterator[str]:
    return (line for line in re.split(r"\n|<br\s*/?>|</?p>|;", cell) if line.strip())


def _said(each: WrittenDate) -> str:
    return each.text.strip()


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _finding(fault: _Fault, action: Action | None = None) -> Finding:
    return Finding(
        fault.kind,
        Severity.MUST,
        fault.where,
        fault.advice,
        ("time_scales",),
        action.id if action else "",
        action.action if action else "",
        "deadline" if action else "",
    )
