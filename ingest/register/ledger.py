"""The entries found so far, and the heading or lead-in that the next ones stand under."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.words import RecommendationKind, Span
from ingest.register.entries import Entry, Part, theme_of
from ingest.register.marks import Opening, Style
from ingest.register.titles import Region, Topic


@dataclass(slots=True)
class Scope:
    """What the blocks that come now stand under: a heading, or a lead-in with its sentence.

    ``asks`` where the lead-in ends in "is asked to:", so that verbs follow; ``clauses``
    where paragraphs carry on the lead-in one after the other.
    """

    topic: Topic
    group: int
    section: tuple[str, ...]
    sentence: Span | None = None
    entries: int = 0
    rows: int = 0
    style: Style = Style.NONE
    asks: bool = False
    clauses: bool = False


@dataclass(slots=True)
class Ledger:
    """Entries of one document; ``current`` is the one that may still grow.

    ``region`` is what the headings promise, ``lead`` what a lead-in does, ``label`` one
    that stood alone ("Recommendation 4") and still wants its words, in ``label_section``.
    ``titled`` is an entry that has no more than a title so far ("Recommendation 4: Lighting").
    ``muted`` while a list of what was heard or seen goes on. ``names`` are themes of heading
    paths whose last two headings are one title.
    """

    text: str
    entries: list[Entry] = field(default_factory=list)
    current: Entry | None = None
    region: Scope | None = None
    lead: Scope | None = None
    label: Opening | None = None
    label_section: tuple[str, ...] = ()
    titled: Entry | None = None
    muted: bool = False
    groups: int = 0
    mixed_groups: set[int] = field(default_factory=set)
    names: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def scope(self) -> Scope | None:
        """What the next blocks stand under."""
        return self.lead or self.region

    def theme(self, section: tuple[str, ...]) -> str:
        """Return the theme of a heading path."""
        nearest = theme_of(section)
        depths = (d for d in range(len(section), 0, -1) if section[d - 1] == nearest)
        return next((self.names.get(section[:d], nearest) for d in depths), nearest)

    def opened(self, region: Region, sentence: Span | None = None) -> Scope:
        """Return a new scope for a region; ``sentence`` is the recommending one that leads in."""
        self.groups += 1
        if region.topic.mixed:
            self.mixed_groups.add(self.groups)
        return Scope(region.topic, self.groups, region.section, sentence)

    def opened_within(self, region: Scope) -> Scope:
        """Return the scope of a lead-in whose list is one with its region's."""
        return Scope(region.topic, region.group, region.section)

    def close(self) -> None:
        """Let nothing more be added to the current entry."""
        if self.current:
            self.current.settle(goes_on=False)
        self.current = None

    def leave_lead(self) -> None:
        """End a lead-in; one that led into nothing is a recommendation itself."""
        lead, self.lead = self.lead, None
        if lead and self.region and lead.group == self.region.group:
            self.region.entries += lead.entries
            self.region.style = lead.style
        if lead and lead.sentence and not lead.entries:
            opening = Opening(Style.NONE, "", lead.sentence)
            self.start(lead.section, opening, lead)
        if lead and self.current and self.current.group == lead.group:
            self.close()

    def start(
        self,
        section: tuple[str, ...],
        opening: Opening,
        scope: Scope | None,
        column: int = 0,
    ) -> Entry:
        """Begin an entry of ``scope``, or one on its own; ``column`` is where its mark stands."""
        if scope is None:
            self.groups += 1
        group = scope.group if scope else self.groups
        if self.current:
            self.current.settle(goes_on=self.current.group == group)
        kind = scope.topic.kind if scope else RecommendationKind.RECOMMENDATION
        self.current = Entry(
            opening.number,
            opening.style,
            kind,
            section,
            group,
            self.theme(section),
            [Part(opening.body)],
            column,
        )
        self.entries.append(self.current)
        if scope:
            scope.entries += 1
            scope.style = opening.style
        self.label, self.titled, self.muted = None, None, False
        return self.current

    def labelled_scope(self) -> Scope | None:
        """A label says what it is, whatever else the heading promises."""
        return self.region if self.region and self.region.topic.strong else None
