"""Blocks read as an action plan, ours or anyone's.

What stands before the first section says title, authority and period. Headings open
sections; "Recommendation" opens what the actions after it answer; a table, or lines with
labels below a heading, are actions; other sentences are kept as narrative or monitoring.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

from assistant.plans.about_plan import authority_in, is_plan_title, iso_point, period_in, title_in
from assistant.plans.blocks import Block, Kind, Row, is_bold, plain
from assistant.plans.columns import ACTION_FIELDS
from assistant.plans.growing_plan import GrowingPlan
from assistant.plans.labelled_lines import Labelled, labelled
from assistant.plans.plan import Plan
from assistant.plans.side_tables import (
    add_lines,
    add_open_points,
    add_recommendations,
    add_sources,
    add_timetable,
    names_sections,
)
from assistant.plans.table_headers import is_upright
from assistant.plans.table_plan import TableReader, TableShape, only_recommends, shape_of

_BOLD = 8
"""Level of a line that is a heading only by its bold type."""
_LONGEST_BARE_LINE = 16
"""Words of a line that may be a heading though nothing marks it as one."""


class Place(StrEnum):
    """What the part of the document that is read now holds."""

    PLAN = "plan"
    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"
    TIMETABLE = "timetable"
    MONITORING = "monitoring"
    TO_CONFIRM = "to confirm"
    SOURCES = "sources"
    NARRATIVE = "narrative"


_WITH_MONITORING = (
    r"(?:and|of|the|this|our|arrangements?|review|reviewing|reporting|monitoring|evaluation"
    r"|governance|plan|progress|action|delivery|scrutiny|we will)"
)
_PLACES = (
    (Place.RECOMMENDATIONS, r"(?:the |agreed |review |key )?recommendations?(?: addressed| made)?"),
    (
        Place.ACTIONS,
        r"(?:the |our |key |agreed |planned |proposed )?actions?(?: table| list| points)?",
    ),
    (Place.TIMETABLE, r"(?:the )?(?:time ?table|key dates|dates)(?: for .*| of .*)?"),
    (
        Place.MONITORING,
        rf"(?:how .*\b)?(?:monitoring|monitor|reporting|scrutiny)(?:,? {_WITH_MONITORING})*"
        r"|governance(?: and (?:monitoring|reporting|oversight))?(?: arrangements)?"
        r"|review arrangements",
    ),
    (
        Place.TO_CONFIRM,
        r"(?:what (?:is|must) )?(?:still )?to be (?:confirmed|decided)|to confirm|still to decide",
    ),
    (Place.SOURCES, r"sources|references|citations"),
    (Place.NARRATIVE, r"narrative|background"),
)
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.):]?\s+")
_RECOMMENDATION = re.compile(
    r"^recommendation\s+(?P<number>[\w./()-]*\d[\w./()-]*|\([ivxl]+\)|[A-Z])\s*(?:[:.–—\n-]\s*(?P<text>.*))?$",
    re.IGNORECASE | re.DOTALL,
)
_LIST_ACTION = re.compile(
    r"^(?P<id>[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))"
    r"[.):]?\s+(?P<text>\S.*)$",
    re.DOTALL,
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
    reading = _Reading()
    for block in blocks:
        reading.read(block)
    return reading.finished().finished(as_it_stands=as_it_stands, markers=markers)


def _place_named(text: str) -> Place | None:
    words = _NUMBERED.sub("", text).strip(" :.").lower()
    return next((place for place, pattern in _PLACES if re.fullmatch(pattern, words)), None)


class _Reading:
    """Where the reading of a document stands."""

    def __init__(self) -> None:
        self.plan = GrowingPlan()
        self.place = Place.PLAN
        self._before: list[str] = []  # lines before anything of the plan was found
        self._lines: list[Block] = []  # paragraphs whose part is not known yet
        self._heading: Block | None = None  # a heading below which nothing came yet
        self._card: dict | None = None
        self._shape: TableShape | None = None
        self._started = False
        self._held: Labelled | None = None
        self._for_one_action = False
        self._prose = False  # below a heading that says so: no line is a label or a heading
        self._opens_anew = False  # recommendations came after actions
        self._pending_number = ""

    def read(self, block: Block) -> None:
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

    # headings

    @staticmethod
    def _is_bold_line(block: Block) -> bool:
        words = block.text.split()
        said = labelled(block.text)
        alone = not said or not said[0].value
        return block.kind is Kind.PARAGRAPH and is_bold(block.text) and len(words) <= 40 and alone

    def _headed(self, text: str, level: int) -> None:
        self._settle()
        self._card = None
        if place := _place_named(text):
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
        if not self._started and (opens or level == 0 or level == _BOLD or is_plan_title(text)):
            self._before.append(text)
            if level <= 1 and (level == 0 or not self.plan.title):
                self.plan.title = text
            return
        self._flush_lines()
        self._heading = Block(Kind.HEADING, text, level)

    def _enter(self, place: Place, *, below_lines: bool = True) -> None:
        bare = self._bare_lines() if below_lines else []
        self._flush_lines()
        if bare:
            self._start()
            self.plan.open_section(" – ".join(bare))
        self._start()
        self._opens_anew = place is Place.RECOMMENDATIONS and bool(self.plan.section.actions)
        if place is Place.RECOMMENDATIONS and not self._opens_anew:
            self.plan.section.answers = []
        self.place = place

    def _open_anew(self) -> None:
        """Begin a section of the same heading where recommendations come after actions."""
        if self._opens_anew:
            self._opens_anew = False
            self.plan.open_section(self.plan.section.heading)

    def _settle(self) -> None:
        """Open the section of a heading that waited for what comes below it."""
        if self._heading is not None:
            waiting, self._heading = self._heading, None
            self._start()
            self.plan.open_section(waiting.text)
            self.place = Place.PLAN
        self._recommend_held()

    def _recommend_held(self) -> None:
        """Add the recommendation that stood below a heading, once it is known what that heads."""
        if self._held is not None:
            held, self._held = self._held, None
            self._recommend(held.value, held.number)

    def _start(self) -> None:
        self._started = True

    def _recommend(self, text: str, number: str) -> None:
        if text:
            self.plan.section.answers = [self.plan.add_recommendation(text, number=number or "")]
            return
        self.place = Place.RECOMMENDATIONS
        self.plan.section.answers = []
        self._pending_number = number

    # paragraphs and items

    def _text(self, block: Block) -> None:
        said = [] if self._prose else labelled(block.text)
        if said:
            self._labelled(said)
            return
        if self._prose:
            self._said(block, plain(block.text))
            return
        text = plain(block.text)
        first, _, rest = block.text.partition("\n")
        if rest and block.kind is Kind.PARAGRAPH and _place_named(plain(first)):
            self._text(Block(Kind.PARAGRAPH, first))
            self._text(Block(Kind.PARAGRAPH, rest))
        elif block.kind is Kind.PARAGRAPH and (place := _place_named(text)):
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

    def _said(self, block: Block, text: str) -> None:
        if self._heading is not None and self.place is not Place.ACTIONS:
            self._settle()
        self._card = None
        if not self._started:
            self._lines.append(block)
        elif self.place is Place.RECOMMENDATIONS:
            self._open_anew()
            number, self._pending_number = self._pending_number, ""
            one = self.plan.add_recommendation(text, number=number)
            self.plan.section.answers.append(one)
        elif self.place is Place.MONITORING:
            self.plan.monitoring.append({"text": text})
        elif self.place is Place.ACTIONS and block.kind is Kind.ITEM:
            self._flush_lines()
            self._new_action(text)
        else:
            self._lines.append(block)

    def _labelled(self, said: list[Labelled]) -> None:
        for one in said:
            if one.about:
                self._about(one)
            elif one.fields[0] == "recommendation" and one.value:
                self._recommendation_labelled(one)
            elif one.fields[0] == "recommendation":
                self._enter(Place.RECOMMENDATIONS)
            elif not self._card and one.fields == ("monitoring",) and not self._opens_card():
                self._settle()
                self.plan.monitoring.append({"text": one.value})
            else:
                self._field(one)

    def _recommendation_labelled(self, one: Labelled) -> None:
        self._card = None
        if self._held is not None or self._heading is None:
            self._settle()
        self._flush_lines()
        self._start()
        self.place = Place.PLAN
        self._held = one
        if self._heading is None:
            self._recommend_held()

    def _opens_card(self) -> bool:
        return self._heading is not None or bool(self._lines)

    def _field(self, one: Labelled) -> None:
        """Add what a label says to the action above, or begin one that it tells of."""
        self._start()
        names = one.fields
        if "action" in names or (self._card is not None and not self._fits(names)):
            text = one.value if "action" in names else self._take_pending()
            self._flush_lines()
            self._settle()
            self._new_action(text, number=one.number)
            if "action" in names:
                return
        elif self._card is None or self._heading is not None or self._lines:
            self._new_action(self._take_pending())
        assert self._card is not None
        self._put(one)

    def _fits(self, names: tuple[str, ...]) -> bool:
        return bool(self._card is not None and not any(name in self._card for name in names))

    def _take_pending(self) -> str:
        """Return the text that stands above the first label of an action: its name."""
        if self._lines:
            last = plain(self._lines.pop().text)
            self._settle()
            self._flush_lines()
            return last
        if self._heading is not None:
            text, self._heading = self._heading.text, None
            self._for_one_action = self._held is not None
            self._recommend_held()
            return text
        return ""

    def _new_action(self, text: str, number: str = "") -> None:
        action: dict = {}
        found = _LIST_ACTION.match(text)
        if found:
            action["id"], text = found["id"], found["text"]
        elif number:
            action["id"] = number
        action["action"] = text
        action["_answers"] = self.plan.section.answers
        self.plan.section.actions.append(action)
        self._card = action
        if self._for_one_action:
            self.plan.section.answers, self._for_one_action = [], False

    def _put(self, one: Labelled) -> None:
        from assistant.plans.columns import Column

        assert self._card is not None
        for name, text in Column(one.label, one.fields).split(one.value).items():
            if name in ACTION_FIELDS or name == "id":
                above = self._card.get(name)
                self._card[name] = f"{above}\n{text}" if above else text
            elif name == "recommendation_ref":
                self._card["_named"] = [part for part in re.split(r"\s*[,;&]\s*", text) if part]
            elif name == "section":
                continue
            else:
                self._card[one.label] = text

    def _about(self, one: Labelled) -> None:
        if one.about in ("title", "authority"):
            setattr(self.plan, one.about, one.value)
        elif one.about == "period":
            period = period_in(one.value)
            start = period.start or iso_point(one.value)
            self.plan.period = {"start": start, "end": period.end}
        else:
            self.plan.period[one.about.split()[1]] = iso_point(one.value) or one.value

    # tables

    def _table(self, rows: tuple[Row, ...]) -> None:
        if not rows or self._side_table(rows):
            return
        self._card = None
        shape = shape_of(rows)
        if is_upright(rows):
            self._settle()
            self._card = None
            for row in rows:
                if not (plain(row[0]) and plain(row[-1])):
                    continue
                self._text(Block(Kind.PARAGRAPH, f"{plain(row[0]).rstrip(':')}: {row[-1]}"))
            self._card = None
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
        TableReader(self.plan, shape).read(rows[shape.header.end :])
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

    def _before_actions(self) -> None:
        """Take the bare lines right above a table as the heading of its section."""
        self._settle()
        if not self._started or (self.plan.section.actions and self.place is Place.PLAN):
            bare = self._bare_lines()
            self._flush_lines()
            if bare:
                self._start()
                self.plan.open_section(" – ".join(bare))
        self._flush_lines()
        self._start()

    def _titles(self, rows: tuple[Row, ...]) -> None:
        """Read rows above a table's header: what they say of the plan, or the section's heading."""
        for row in rows:
            texts = list(dict.fromkeys(filter(None, map(plain, row))))
            said = labelled(": ".join(texts)) if len(texts) == 2 else labelled("\n".join(texts))
            if said and all(one.about for one in said):
                self._labelled(said)
            elif len(texts) == 1 and is_plan_title(texts[0]) and not self.plan.title:
                self._before.append(texts[0])
            elif len(texts) == 1 and texts[0] != self.plan.section.heading:
                self.plan.open_section(texts[0])

    # what stands between

    def _bare_lines(self) -> list[str]:
        """Take the lines just above that may be headings: short, and no sentences."""
        lines = [line for block in self._lines for line in _lines_of(block)]
        bare: list[str] = []
        while lines and _is_bare(lines[-1]):
            if not self._started and is_plan_title(lines[-1]):
                break
            bare.insert(0, lines.pop())
        if bare:
            self._lines = [Block(Kind.PARAGRAPH, line) for line in lines]
        return [plain(line) for line in bare]

    def _flush_lines(self) -> None:
        waiting, self._lines = self._lines, []
        for block in waiting:
            text = plain(block.text)
            if not self._started:
                self._before.append(text)
            elif text:
                self.plan.section.narrative.append({"text": text})

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
        kept = [
            text for text in left if len(text.split()) > _LONGEST_BARE_LINE or text[-1:] in ".;"
        ]
        if kept and plan.sections:
            first = plan.sections[0]
            first.narrative = [{"text": text} for text in kept] + first.narrative


def _lines_of(block: Block) -> list[str]:
    return [line for line in block.text.split("\n") if line.strip()]


def _is_bare(line: str) -> bool:
    text = re.sub(r"(?:\s*\[\d+\])+$", "", plain(line))
    return len(text.split()) <= _LONGEST_BARE_LINE and text[-1:] not in ".;,?!"
