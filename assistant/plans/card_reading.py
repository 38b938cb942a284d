"""Actions told by lines with labels: "Lead: Head of Housing" below what is to be done."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from assistant.plans.about_plan import iso_point, period_in
from assistant.plans.blocks import plain
from assistant.plans.cell_contents import names_resources
from assistant.plans.columns import ACTION_FIELDS, Column
from assistant.plans.header_hints import field_hinted
from assistant.plans.labelled_lines import Detailed, Labelled
from assistant.plans.places import Place
from assistant.plans.reading_state import ReadingState

LIST_ACTION = re.compile(
    r"^(?P<id>[A-Z]{1,3}\d{1,3}(?:\.\d{1,3})*|\d{1,3}(?:\.\d{1,3})+|\d{1,3}(?=[.)]))"
    r"[.):]?\s+(?P<text>\S.*)$",
    re.DOTALL,
)


class CardReading(ReadingState):
    """Reads lines with labels; the action that they tell of is the card."""

    def _labelled(self, said: list[Labelled]) -> None:
        for one in said:
            if one.about:
                self._about(one)
            elif one.fields[0] == "recommendation" and one.value:
                self._recommendation_labelled(one)
            elif one.fields[0] == "recommendation":
                self._enter(Place.RECOMMENDATIONS)
            elif self._above_table and self._card is None and "action" not in one.fields:
                self._say_of_table(one)
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

    def _say_of_table(self, one: Labelled) -> None:
        """Keep what a line above a table says of the plan, or of all rows of that table."""
        text = f"{one.label}: {one.value}"
        if one.fields == ("monitoring",):
            self.plan.monitoring.append({"text": one.value})
        elif not self._started and self._heading is None:
            self._told.append(text)
        else:
            self._of_section.append(one)
            self._settle()
            self.plan.section.narrative.append({"text": text})

    def _of_all(self) -> dict[str, str]:
        """Return what was said right above a table of all its rows, by field."""
        said, self._of_section = self._of_section, []
        fields = (Column(one.label, one.fields).split(one.value) for one in said)
        return {name: text for each in fields for name, text in each.items()}

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
            text = self._take_pending()
            if not text and self.plan.section.actions and self._held is None:
                # Below a table a label with nothing above it is told of the plan.
                self.plan.section.narrative.append({"text": f"{one.label}: {one.value}"})
                return
            self._new_action(text)
        assert self._card is not None
        self._put(one)

    def _detailed(self, one: Detailed) -> None:
        """Add an action that says all in one sentence."""
        self._settle()
        self._start()
        self._flush_lines()
        self._new_action(one.action)
        for detail in one.details:
            self._put(detail)
        self._card = None

    def _own(self, one: Labelled) -> None:
        """Add what stands under a council's own label to the action that the lines around it
        tell of: a field, where its words tell which, and the same field ever after."""
        assert self._card is not None
        field = self._own_labels.get(one.label.lower(), "")
        about = field_hinted(one.label)
        if not field and about in ("", "resources") and names_resources(one.value):
            field = "resources"
        self._own_labels[one.label.lower()] = field
        self._put(replace(one, fields=(field,) if field else ()))

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
        action: dict[str, Any] = {}
        found = LIST_ACTION.match(text)
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
