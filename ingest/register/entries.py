"""An entry of the register while it is put together, and the theme it stands under."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from corpus.markup import readable
from corpus.words import Page, Recommendation, RecommendationKind, Span
from ingest.register.marks import Style, opening_of
from ingest.register.titles import is_bare_word
from ingest.register.wording import ends_open

_HEADED = re.compile(r"^\W*[A-Z][^.:;?!]{2,100}?:\**(?:\s|$)")
_CUT = re.compile(r"[\w,’'–-]$(?<!; and)(?<!; or)(?<!, and)")
_BULLET = re.compile(r"^\s*[-*•‣◦▪–]\s+")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or a sub-item of an entry."""

    span: Span
    item: bool = False


@dataclass(slots=True)
class Entry:
    """One entry, still growing; ``group`` is the heading, lead-in or table that it came from.

    ``column`` is where its mark stands in the line. ``held`` are parts that belong to it
    only if the series goes on after them; ``sealed`` where a heading has come and nothing
    can be added. ``heads`` is the heading path below an entry that is a heading itself.
    """

    number: str
    style: Style
    kind: RecommendationKind
    section: tuple[str, ...]
    group: int
    theme: str
    parts: list[Part]
    column: int = 0
    held: list[Part] = field(default_factory=list)
    sealed: bool = False
    heads: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        return Span(self.parts[0].span.start, self.parts[-1].span.end)

    def words(self, text: str) -> str:
        """Return its first paragraph as it reads."""
        return readable(self.parts[0].span.of(text))

    def shown(self, text: str) -> str:
        lines = []
        for part in self.parts:
            line = readable(_BULLET.sub("", part.span.of(text)))
            lines.append(f"• {line}" if part.item else line)
        return "\n".join(line for line in lines if line not in ("", "• "))

    def ends_open(self, text: str) -> bool:
        """Tell whether its last part ends with a colon, so that something must follow."""
        return ends_open((self.held or self.parts)[-1].span.of(text))

    def cut_short(self, text: str, following: Span) -> bool:
        """Tell whether its last sentence goes on in the paragraph ``following``, as over a page."""
        last = readable(self.parts[-1].span.of(text))
        small = following.of(text)[:1].islower()
        return small and not self.held and bool(_CUT.search(last))

    def leads_in(self, text: str) -> bool:
        """Tell whether it opens with a lead-in, so that a whole list belongs to it."""
        return ends_open(self.parts[0].span.of(text)) or self.ends_open(text)

    def add(self, part: Part, *, hold: bool = False) -> None:
        """Add a part; behind one that is held back, it is held back too."""
        (self.held if hold or self.held else self.parts).append(part)

    def headed(self, text: str) -> bool:
        """Tell whether it opens with a title of its own ("Be flexible: …")."""
        return bool(_HEADED.match(self.parts[0].span.of(text)))

    def settle(self, *, goes_on: bool) -> None:
        """Take or drop the parts held back."""
        if goes_on:
            self.parts += self.held
        self.held = []


def theme_of(section: tuple[str, ...]) -> str:
    """Return the nearest heading that says more than "recommendations", or nothing."""
    telling = (title for title in reversed(section) if not is_bare_word(title))
    return next((title for title in telling if not _is_label(title)), "")


def _is_label(title: str) -> bool:
    return opening_of(title, Span(0, len(title))).style is Style.LABEL


def recommendation_of(entry: Entry, text: str, pages: tuple[Page, ...]) -> Recommendation:
    """Return an entry in its final shape; its id hangs on theme, number and words alone."""
    shown = entry.shown(text)
    digest = hashlib.sha256("\0".join((entry.theme, entry.number, shown)).encode()).hexdigest()[:16]
    page = next((p for p in pages if p.span.start <= entry.span.start < p.span.end), None)
    return Recommendation(
        digest,
        entry.number,
        shown,
        entry.span,
        entry.span,
        entry.kind,
        entry.theme,
        entry.section,
        page,
    )
