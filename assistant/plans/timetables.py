"""Timetables of documents, found by their structure, and moved to another start.

A timetable is a series of numbered headings, or the rows of a table, of which most give a month
and a year. Moved, its first dated step ends in the month in which work begins, and every other
keeps its distance. What the document does not date stays undated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from assistant.headed import series_of
from assistant.plans.dates import MONTH_NUMBERS, first_day, month_end, shifted
from assistant.plans.plan import PlanCitation, TimetableStep
from assistant.plans.quoting import citation_of
from assistant.plans.sources import cells_of, officers_in
from corpus.errors import TimetableUnknown
from corpus.library import Library
from corpus.markup import readable
from corpus.words import Document, Link, Passage, Role, Span, Statement

_FEWEST_STEPS = 3
_DATED_SHARE = 0.5
_READ = 3
"""Statements below a heading among which its deadline is looked for."""
_MONTH_YEAR = re.compile(
    r"(?P<before>\bbefore\s+)?(?:the\s+)?\b"
    rf"(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.?,?\s+"
    r"(?P<year>(?:19|20)\d{2})\b",
    re.IGNORECASE,
)
_NO_DATE = re.compile(
    r"^(?:ongoing|as soon as possible|to be (?:agreed|confirmed)|throughout)\b", re.I
)
_ONGOING = re.compile(r"\b(?:ongoing|throughout|continuous\w*)\b", re.IGNORECASE)
_DATE_LABEL = re.compile(
    r"\b(?:deadlines?|when|time ?(?:scales?|frames?|table)|timing|months?|by|due|complet\w+)\b"
)
_STEP_LABEL = re.compile(
    r"\b(?:steps?|stages?|activit(?:y|ies)|actions?|tasks?|milestones?|phases?)\b", re.I
)
_MEETINGS = re.compile(r"\b(?:attend\w+|venue|present|location|chair)\b")
"""Labels of tables that tell of meetings held: those are no steps."""
_PLAIN_DATE_LABEL = re.compile(r"\bdates?\b")
_OWNER_LABEL = re.compile(r"\b(?:owners?|leads?|who|responsib\w+|accountable)\b")
_OWNER = re.compile(
    r"^(?P<who>(?:[\w’'()/-]+,?\s+){0,14}?(?:executives?|directors?|teams?|groups?|officers?|managers?|leads?|heads?"
    r"|boards?|committees?|organisations?|partners|staff|councils?|authorit(?:y|ies)|members|services))"
    r"\s+(?:will|agrees?|should|must|shall|decides?)\b"
)


@dataclass(frozen=True, slots=True)
class Step:
    """A step as a document has it; ``month`` is the last day by which it is done, None where the
    document gives none. ``span`` covers its name and its deadline."""

    name: str
    span: Span
    passage: Passage
    month: date | None
    ongoing: bool
    owner: str
    link: str


@dataclass(frozen=True, slots=True)
class Timetable:
    """Steps of one document in its order; ``citations`` go with them, markers from 1."""

    id: str
    title: str
    document: Document
    steps: tuple[Step, ...]
    citations: tuple[PlanCitation, ...]

    def shifted(self, start: str) -> list[TimetableStep]:
        """Return the steps moved so that the first is in the month ``start`` ("2027-10")."""
        begins = first_day(start)
        first = next(step.month for step in self.steps if step.month)
        months = (begins.year - first.year) * 12 + begins.month - first.month
        moved: list[TimetableStep] = []
        opens = begins
        for number, step in enumerate(self.steps, start=1):
            end = month_end(shifted(step.month, months)) if step.month else None
            since = begins if step.ongoing or (end and opens > end) else opens
            moved.append(
                TimetableStep(
                    id=f"{self.id}-{number}",
                    step=step.name,
                    start=since.isoformat(),
                    end=end.isoformat() if end else "",
                    owner=step.owner,
                    link=step.link or self.citations[number - 1].url,
                    citations=(number,),
                )
            )
            if end and not step.ongoing:
                opens = max(opens, end + timedelta(days=1))
        return moved


_KNOWN: WeakKeyDictionary[Library, tuple[int, tuple[Timetable, ...]]] = WeakKeyDictionary()


def timetables_of(library: Library) -> tuple[Timetable, ...]:
    """Return all timetables of the library's documents, kept until it changes."""
    known = _KNOWN.get(library)
    if known is None or known[0] != library.changes:
        known = library.changes, tuple(_all(library))
        _KNOWN[library] = known
    return known[1]


def timetable(library: Library, timetable_id: str) -> Timetable:
    """Return a timetable.

    Raises:
        TimetableUnknown: no document has it.
    """
    found = {one.id: one for one in timetables_of(library)}
    if timetable_id not in found:
        raise TimetableUnknown
    return found[timetable_id]


def _all(library: Library) -> Iterator[Timetable]:
    for document in library.documents():
        passages = library.passages_of(document.id)
        text = library.text(document.id, document.version)
        links = library.version(document.id).links
        series = [*_headed(passages, text, links), *_tabled(passages, text, links)]
        for number, (title, steps) in enumerate(series, start=1):
            citations = tuple(
                citation_of(marker, document, step.passage, step.span, text)
                for marker, step in enumerate(steps, start=1)
            )
            own = document.id if number == 1 else f"{document.id}-{number}"
            yield Timetable(own, title or document.source.title, document, steps, citations)


def _is_timetable(steps: Sequence[Step]) -> bool:
    dated = [step.month for step in steps if step.month]
    return (
        len(steps) >= _FEWEST_STEPS
        and len(dated) >= max(2, _DATED_SHARE * len(steps))
        and len(set(dated)) > 1
    )


def _headed(
    passages: Sequence[Passage], text: str, links: Sequence[Link]
) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield the timetables that numbered headings make."""
    for series in series_of(passages):
        steps = []
        for place, (heading, passage, before) in enumerate(series.heads):
            start = text.rfind(heading, before.span.end if before else 0, passage.span.start)
            start = start if start >= 0 else passage.span.start
            after = series.heads[place + 1][1] if place + 1 < len(series.heads) else None
            until = after.span.start if after else passage.span.end
            steps.append(
                _headed_step(
                    heading, start, passage, [x for x in links if start <= x.span.start < until]
                )
            )
        if _is_timetable(steps):
            yield series.parent, tuple(steps)


def _headed_step(heading: str, start: int, passage: Passage, links: Sequence[Link]) -> Step:
    statements = [one for unit in passage.units for one in unit.statements]
    when = next((one for one in statements[:_READ] if _is_deadline(one)), None)
    name = re.sub(r"^(?:\w{3,12}\s+)?\d{1,2}\s?[.):–-]?\s+", "", readable(heading))
    end = when.span.end if when else start + len(heading)
    return Step(
        name=name,
        span=Span(start, end),
        passage=passage,
        month=_month(when.shown) if when else None,
        ongoing=bool(when and _ONGOING.search(when.shown)),
        owner=_owner(statements),
        link=links[0].url if links else "",
    )


def _is_deadline(statement: Statement) -> bool:
    """Tell whether a statement is a short line that says by when."""
    short = len(statement.shown.split()) <= 12
    return short and bool(_MONTH_YEAR.search(statement.shown) or _NO_DATE.match(statement.shown))


def _month(words: str) -> date | None:
    found = list(_MONTH_YEAR.finditer(words))
    if not found:
        return None
    last = found[-1]
    day = date(int(last["year"]), MONTH_NUMBERS[last["month"].lower()], 1)
    return day - timedelta(days=1) if last["before"] else month_end(day)


def _owner(statements: Sequence[Statement]) -> str:
    """Return who does a step, as its sentences name them by their office; never a person."""
    for one in statements:
        match = _OWNER.match(one.shown)
        if match and not any(officers_in(one.shown)):
            return match["who"]
    return ""


def _tabled(
    passages: Sequence[Passage], text: str, links: Sequence[Link]
) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Yield the timetables that tables of the same section and headers make."""
    tables: dict[tuple[tuple[str, ...], tuple[Span, ...]], list[Step]] = {}
    for passage in passages:
        for statement in (one for unit in passage.units for one in unit.statements):
            if statement.role is Role.ROW and (step := _row_step(statement, passage, text, links)):
                steps = tables.setdefault((passage.section, statement.context), [])
                if all(step.span != other.span for other in steps):
                    steps.append(step)
    for (section, _), steps in tables.items():
        if _is_timetable(steps):
            yield section[-1] if section else "", tuple(steps)


def _row_step(
    statement: Statement, passage: Passage, text: str, links: Sequence[Link]
) -> Step | None:
    cells = cells_of(statement)
    label = _DATE_LABEL
    if _STEP_LABEL.search(" ".join(span.of(text) for span in statement.context)):
        label = re.compile(f"{_DATE_LABEL.pattern}|{_PLAIN_DATE_LABEL.pattern}")
    when = next((cell for name, cell in cells.items() if label.search(name)), None)
    name = statement.shown.split("; ")[0]
    if when is None or any(map(_MEETINGS.search, cells)) or not name or len(name.split()) > 60:
        return None
    owner = next((cell for label, cell in cells.items() if _OWNER_LABEL.search(label)), "")
    own = [link for link in links if statement.span.covers(link.span)]
    return Step(
        name=name.split(": ", 1)[-1]
        if re.match(r"^(?:step|stage|activity|task|action): ", name, re.I)
        else name,
        span=statement.span,
        passage=passage,
        month=_month(when),
        ongoing=bool(_ONGOING.search(when)),
        owner="" if any(officers_in(statement.shown)) else owner,
        link=own[0].url if own else "",
    )
