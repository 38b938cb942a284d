"""Where the reading of a plan stands: its part, and what waits until it is known what it heads."""

from __future__ import annotations

from typing import Any

from assistant.plans.about_plan import authority_in, is_plan_title
from assistant.plans.blocks import Block, Kind, plain
from assistant.plans.growing_plan import GrowingPlan
from assistant.plans.labelled_lines import Labelled
from assistant.plans.markers import without_markers
from assistant.plans.places import Place

LONGEST_BARE_LINE = 16
"""Words of a line that may be a heading though nothing marks it as one."""


_FEWEST_WORDS = 4
"""Words of a sentence that ends with a full stop at least: shorter lines are headings."""


class ReadingState:
    """What was found, what is read now, and what waits."""

    def __init__(self) -> None:
        self.plan = GrowingPlan()
        self.place = Place.PLAN
        self._before: list[str] = []  # lines before anything of the plan was found
        self._lines: list[Block] = []  # paragraphs whose part is not known yet
        self._heading: Block | None = None  # a heading below which nothing came yet
        self._card: dict[str, Any] | None = None
        self._own_labels: dict[str, str] = {}  # a council's own, and the fields they name
        self._started = False
        self._held: Labelled | None = None
        self._for_one_action = False
        self._prose = False  # below a heading that says so: no line is a label or a heading
        self._opens_anew = False  # recommendations came after actions
        self._pending_number = ""
        self._one_only = False  # a number was read that is one recommendation's
        self._told: list[str] = []  # what lines with labels say of the plan before its tables
        self._above_table = False  # the line that is read now stands above a table of actions
        self._of_section: list[Labelled] = []  # what lines right above a table say of all its rows

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
        self._one_only = False

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

    def _before_actions(self) -> None:
        """Take the bare lines right above a table as the heading of its section."""
        self._settle()
        if not self._started or (self.plan.section.actions and self.place is Place.PLAN):
            bare = [line for line in self._bare_lines() if not self._names_authority(line)]
            self._flush_lines()
            if bare:
                self._start()
                self.plan.open_section(" – ".join(bare))
        self._flush_lines()
        self._start()

    def _names_authority(self, line: str) -> bool:
        """Take a line that is nothing but the name of an authority as that of the plan's."""
        if self._started or self.plan.authority or authority_in([line]) != line:
            return False
        self.plan.authority = line
        return True

    def _start(self) -> None:
        self._started = True

    def _recommend(self, text: str, number: str) -> None:
        if text:
            self.plan.section.answers = [self.plan.add_recommendation(text, number=number or "")]
            return
        self.place = Place.RECOMMENDATIONS
        self.plan.section.answers = []
        self._pending_number = number
        self._one_only = False

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


def _lines_of(block: Block) -> list[str]:
    return [line for line in block.text.split("\n") if line.strip()]


def is_sentence(text: str) -> bool:
    """Tell whether a line says something, and is too much for a heading."""
    words = len(text.split())
    return words > LONGEST_BARE_LINE or (words > _FEWEST_WORDS and text.rstrip()[-1:] in ".;")


def _is_bare(line: str) -> bool:
    text = without_markers(plain(line))[0]
    return len(text.split()) <= LONGEST_BARE_LINE and text[-1:] not in ".;,?!"
