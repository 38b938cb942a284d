"""What one demand of a recommendation comes with when the fields of its action are filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.plans.dates import StatedDate, first_day, stated_date
from assistant.plans.evidence import Evidence
from assistant.plans.parts import Part
from assistant.plans.pasted import stated_behind_a_label
from assistant.plans.plan import Authority, Recommendation
from assistant.plans.wording import Worded, action_of


@dataclass(frozen=True, slots=True)
class Demand:
    """A part of a recommendation, worded, with what the library tells of it.

    ``stated`` is the date that the part demands it by; ``past`` whether that is before the
    plan's start, in which case the wording goes without it.
    """

    recommendation: Recommendation
    part: Part
    worded: Worded
    authority: Authority
    stated: StatedDate | None
    evidence: Sequence[Evidence] = field(default=())

    @property
    def start(self) -> date:
        return first_day(self.authority.start)

    @property
    def past(self) -> bool:
        return bool(self.stated and self.stated.day < self.start)

    @property
    def words(self) -> str:
        """The part with its lead-in, theme and recommendation: what it is about."""
        return f"{self.recommendation.theme} {self.part.whole}"


def demand_of(recommendation: Recommendation, part: Part, authority: Authority) -> Demand:
    """Return a part as a demand; evidence comes later."""
    start, published = first_day(authority.start), authority.published
    stated = stated_date(part.whole, start, published)
    if stated is None and (given := stated_behind_a_label(recommendation.text)):
        stated = stated_date(given, start, published)
    worded = action_of(part, authority.name)
    if stated and stated.day < first_day(authority.start):
        worded = Worded(_without(worded.text, stated.phrase), worded.safe)
    return Demand(recommendation, part, worded, authority, stated)


def _without(text: str, phrase: str) -> str:
    left = " ".join(text.replace(phrase, "").split())
    return left.replace(" ,", ",").replace(" .", ".").strip(" ,;")
