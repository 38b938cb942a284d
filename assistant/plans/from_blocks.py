"""Blocks read as an action plan, ours or anyone's.

What stands before the first section says title, authority and period. Headings open
sections; "Recommendation" opens what the actions after it answer; a table, or lines with
labels below a heading, are actions; other sentences are kept as narrative or monitoring.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from assistant.plans.about_plan import authority_in, is_plan_title, period_in, title_in
from assistant.plans.above_tables import Above, above_tables
from assistant.plans.blocks import Block, Kind, Row, is_bold, plain
from assistant.plans.form_reading import FormReading
from assistant.plans.forms import FormLabels, records_of
from assistant.plans.growing_plan import GrowingPlan, without_number
from assistant.plans.labelled_lines import labelled, under_own_name, with_details
from assistant.plans.places import Place, place_named
from assistant.plans.plan import Plan
from assistant.plans.reading_state import is_sentence
from assistant.plans.side_tables import (
    add_lines,
    add_open_points,
    add_recommendations,
    add_sources,
    add_timetable,
    names_sections,
    source_in,
)
from assistant.plans.table_plan import TableReader, TableShape, only_recommends, shape_of

_BOLD = 8
"""Level of a line that is a heading only by its bold type."""
_NUMBERED = re.compile(r"^\d{1,2}[.)]\s+\S")
_RECOMMENDATION = re.compile(
    r"^recommendation\s+(?P<number>[\w./()-]*\d[\w./()-]*|\([ivxl]+\)|[A-Z])"
    r"\s*(?:[:.–—\n-]\s*(?P<text>.*))?$",
    re.IGNORECASE | re.DOTALL,
)


def plan_from_blocks(
    blocks: Iterable[Block], *, as_it_stands: bool = False, markers: Collection[int] = ()
) -> Plan:
    """Return the plan that a document holds; parts without an id get one.

    ``as_it_stands`` leaves ids empty, and takes a plan without actions.
    ``markers`` are those of sources that are known though no table in the document lists them.

    Raises:
        PlanUnreadable: no action is found, or a part is larger than a plan's may be.
    """
    blocks = list(blocks)
    reading = _Reading(FormLabels(blocks))
    for block, above in zip(blocks, above_tables(blocks), strict=True):
        reading.read(block, above)
    return reading.finished().finished(as_it_stands=as_it_stands, markers=markers)


class _Reading(FormReading):
    """Reads a document block by block."""

    _shape: TableShape | None = None  # of the last table, which may go on without its header

    def read(self, block: Block, above: Above = Above.NOTHING) -> None:
        opens = not self._started and self._heading is None
        self._above_table = above is Above.TABLE or (above is Above.FIRST_TABLE and opens)
        if block.kind is Kind.TABLE:
            self._table(block.rows)
        elif block.kind is Kind.HEADING or self._is_bold_line(block):
            level = block.level if block.kind is Kind.HEADING else _BOLD
            lines = plain(block.text).split("\n")
            self._headed((" – " if self._started else " ").join(lines), level)
        else:
            self._text(block)

    def finished(self) -> GrowingPlan:
        self._settle()
        self._flush_lines()
        self._say_what_it_is()
        return self.plan

    @staticmethod
    def _is_bold_line(block: Block) -> bool:
        words = block.text.split()
        said = labelled(block.text)
        alone = not said or not said[0].value
        return block.kind is Kind.PARAGRAPH and is_bold(block.text) and len(words) <= 40 and alone

    def _headed(self, text: str, level: int) -> None:
        self._settle()
        self._card = None
        if place := place_named(text):
            self._enter(place, below_lines=level == _BOLD)
            self._prose = level != _BOLD and place in (Place.NARRATIVE, Place.MONITORING)
            return
        self._prose = False
        if found := _RECOMMENDATION.match(text):
            self._flush_lines()
            self._start()
            self.place = Place.PLAN
            self._recommend(found["text"] or "", found["number"])
            return
        opens = not self._before and level <= 1
        if self._before and level == _BOLD and _NUMBERED.match(text):
            self._before += [plain(line.text) for line in self._lines]
            self._lines = []
            self._start()
        if not self._started and (opens or level == 0 or level == _BOLD or is_plan_title(text)):
            self._before.append(text)
            if level <= 1 and (level == 0 or not self.plan.title):
                self.plan.title = text
            return
        self._flush_lines()
        self._heading = Block(Kind.HEADING, text, level)

    def _text(self, block: Block) -> None:
        if not self._prose and (detailed := with_details(block.text)):
            self._detailed(detailed)
            return
        said = [] if self._prose else labelled(block.text)
        if said:
            self._labelled(said)
            return
        if self._prose:
            self._said(block, plain(block.text))
            return
        own = under_own_name(block.text) if self._card is not None else None
        if own and self._heading is None and not self._lines:
            self._own(own)
            return
        text = plain(block.text)
        first, _, rest = block.text.partition("\n")
        if rest and block.kind is Kind.PARAGRAPH and place_named(plain(first)):
            self._text(Block(Kind.PARAGRAPH, first))
            self._text(Block(Kind.PARAGRAPH, rest))
        elif block.kind is Kind.PARAGRAPH and (place := place_named(text)):
            self._settle()
            self._card = None
            self._enter(place)
        elif block.kind is Kind.PARAGRAPH and (found := _RECOMMENDATION.match(text)):
            self._settle()
            self._flush_lines()
            self._start()
            self._recommend(found["text"] or "", found["number"])
        else:
            self._said(block, text)

    def _recommended(self, block: Block, text: str) -> None:
        """Add a recommendation; below the number of one, what is no part of it is told of it."""
        answers = self.plan.section.answers
        if self._one_only and answers:
            if block.kind is Kind.PARAGRAPH:
                self.place = Place.PLAN
                self._lines.append(block)
            else:
                answers[0]["text"] += f"\n{text}"
            return
        self._open_anew()
        number, self._pending_number = self._pending_number, ""
        text = text if block.kind is not Kind.QUOTE else without_number(text, number)
        self.plan.section.answers.append(self.plan.add_recommendation(text, number=number))
        self._one_only = bool(number)

    def _said(self, block: Block, text: str) -> None:
        if self._heading is not None and self.place is not Place.ACTIONS:
            self._settle()
        self._card = None
        if not self._started:
            self._lines.append(block)
        elif self.place is Place.RECOMMENDATIONS:
            self._recommended(block, text)
        elif self.place is Place.SOURCES and (found := source_in(text)):
            self.plan.citations.append(found)
        elif self.place is Place.MONITORING:
            self.plan.monitoring.append({"text": text})
        elif self.place is Place.ACTIONS and block.kind is Kind.ITEM:
            self._flush_lines()
            self._new_action(text)
        else:
            self._lines.append(block)

    def _table(self, rows: tuple[Row, ...]) -> None:
        if not rows or self._side_table(rows):
            return
        self._card = None
        shape = shape_of(rows)
        if records := records_of(rows):
            self._forms(records)
            return
        if shape is None:
            self._without_header(rows)
            return
        self._before_actions()
        if only_recommends(rows, shape):
            add_recommendations(self.plan, rows[shape.header.start :])
            return
        self._titles(rows[: shape.header.start])
        self._shape = shape
        TableReader(self.plan, shape, self._of_all()).read(rows[shape.header.end :])
        self.place = Place.PLAN

    def _side_table(self, rows: tuple[Row, ...]) -> bool:
        if self.place is Place.PLAN or self._heading is not None:
            return False
        if self.place is Place.TIMETABLE:
            return add_timetable(self.plan, rows)
        if self.place is Place.TO_CONFIRM:
            return add_open_points(self.plan, rows)
        if self.place is Place.SOURCES:
            return add_sources(self.plan, rows)
        if self.place in (Place.NARRATIVE, Place.MONITORING):
            return add_lines(self.plan, rows, self.place)
        if self.place is Place.RECOMMENDATIONS:
            shape = shape_of(rows)
            if shape and not only_recommends(rows, shape):
                return False
            if not names_sections(rows):
                self._open_anew()
            return add_recommendations(self.plan, rows)
        return False

    def _without_header(self, rows: tuple[Row, ...]) -> None:
        """Read a table that goes on from the one before, or keep its rows as sentences."""
        if self._shape and len(rows[0]) == len(self._shape.columns) and not self._lines:
            TableReader(self.plan, self._shape).read(rows)
            return
        for row in rows:
            texts = list(dict.fromkeys(filter(None, map(plain, row))))
            if (
                len(row) == 2
                and len(texts) == 2
                and labelled(f"{texts[0].rstrip(':')}: {texts[1]}")
            ):
                self._text(Block(Kind.PARAGRAPH, f"{texts[0].rstrip(':')}: {texts[1]}"))
            elif texts:
                self._said(Block(Kind.PARAGRAPH, "; ".join(texts)), "; ".join(texts))

    def _titles(self, rows: tuple[Row, ...]) -> None:
        """Read rows above a table's header: what they say of the plan, or the section's heading."""
        for row in rows:
            texts = list(dict.fromkeys(filter(None, map(plain, row))))
            said = labelled(": ".join(texts)) if len(texts) == 2 else labelled("\n".join(texts))
            if said and all(one.about or one.fields == ("monitoring",) for one in said):
                self._labelled(said)
            elif len(texts) == 1 and is_plan_title(texts[0]) and not self.plan.title:
                self._before.append(texts[0])
            elif texts and is_sentence(texts[-1]):
                self.plan.section.narrative.append({"text": ": ".join(texts)})
            elif len(texts) == 1 and texts[0] != self.plan.section.heading:
                self.plan.open_section(texts[0])

    def _say_what_it_is(self) -> None:
        lines = [line for text in self._before for line in (text,) if line]
        plan = self.plan
        plan.title = plan.title or title_in(lines)
        about = [plan.title, *lines]
        plan.authority = plan.authority or authority_in(about)
        if not plan.period:
            found = next((p for p in map(period_in, about) if p.start), None)
            plan.period = {"start": found.start, "end": found.end} if found else {}
        left = [text for text in self._before if " ".join(text.split()) != plan.title]
        kept = [text for text in left if is_sentence(text)] + self._told
        if kept and plan.sections:
            first = plan.sections[0]
            first.narrative = [{"text": text} for text in kept] + first.narrative
