"""The words the whole house speaks: documents, versions, pages, blocks, passages and spans.

Every offset counts characters of a version's stored text, starts at 0 and ends
exclusive. Physical page numbers start at 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of a stored text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters the span covers, verbatim."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a paged source: its count in the file and what is printed on it.

    ``label`` is empty where nothing is printed, or what is printed cannot be told.
    """

    physical: int
    label: str
    span: Span

    @property
    def shown(self) -> str:
        """How a page is named: "page 35", or "page 3 of the file" where no number is printed."""
        return f"page {self.label}" if self.label else f"page {self.physical} of the file"


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a document that link to an address of the web; it is shown, never fetched."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A mark in a text and the note that it means, which begins with its own mark."""

    mark: Span
    note: Span


class BlockKind(StrEnum):
    """What a run of lines is in the document's own structure."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE_ROW = "table_row"
    TABLE_LABEL = "table_label"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A structural unit of a document.

    ``section`` is the heading path above the block, outermost first. ``items``
    are the spans of a list's items. ``spelled`` is a table row written out with
    its group, headers and cells, and ``context`` the spans of those lines that it
    takes them from; both are empty for every other kind. ``caption`` is that of the
    row's table, ``notes`` are those below it that marks in the row mean.
    """

    kind: BlockKind
    span: Span
    section: tuple[str, ...] = ()
    items: tuple[Span, ...] = ()
    spelled: str = ""
    context: tuple[Span, ...] = ()
    caption: Span | None = None
    notes: tuple[Span, ...] = ()


class Role(StrEnum):
    """What a statement does in its block."""

    SENTENCE = "sentence"
    LEAD_IN = "lead_in"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest thing that is cited: a sentence, a list item, a table row.

    ``shown`` is how it reads; the quotation is ``span.of(text)``. ``context`` are
    the spans of the lines that a table row is spelled with: its table's caption, headers
    and groups, and the notes that its marks mean.
    """

    role: Role
    span: Span
    shown: str
    context: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A small part of a passage, matched by its vector: paragraphs, a list, one table row.

    ``id`` depends on the heading path and the words alone, so that an unchanged
    unit of a changed document keeps its vector. ``shown`` begins with the
    lead-in again where a long list was split.
    """

    id: str
    kind: BlockKind
    span: Span
    shown: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """What a search returns and an answer is composed from: units of one section.

    ``shown`` is the passage as a reader sees it (mark-up cleaned, table rows
    spelled out with their headers), one line a block or item; the quotation
    itself is always ``span.of(text)``. ``section`` is the heading path,
    outermost first; ``pages`` are those it runs over.
    """

    id: str
    span: Span
    units: tuple[Unit, ...]
    section: tuple[str, ...] = ()
    pages: tuple[Page, ...] = ()

    @property
    def page(self) -> Page | None:
        """The page it begins on."""
        return self.pages[0] if self.pages else None

    def page_at(self, offset: int) -> Page | None:
        """Return the page that holds the character at ``offset`` of the stored text."""
        holding = (page for page in self.pages if page.span.start <= offset < page.span.end)
        return next(holding, self.page)

    @property
    def shown(self) -> str:
        return "\n".join(unit.shown for unit in self.units)


CONTEXT_HEADINGS = 2
"""Innermost headings put in front of a unit: on the tuning questions a third brings
nothing and costs word pieces, and one alone loses the chapter."""


def in_context(title: str, section: tuple[str, ...], shown: str) -> str:
    """Return what the embedding model reads: title and heading path, then the unit."""
    return " > ".join((title, *section[-CONTEXT_HEADINGS:])) + "\n" + shown


@dataclass(frozen=True, slots=True)
class Source:
    """What is known about a document besides its content.

    ``date`` is ISO 8601 at the precision known (``2010``, ``2010-11`` or
    ``2012-05-01``) and empty where the source is undated.
    """

    name: str
    title: str
    publisher: str = ""
    date: str = ""
    media_type: str = "text/markdown"


class RecommendationKind(StrEnum):
    """What a text asks for: what it recommends, what success hangs on, where to act, what a
    document must contain or observe."""

    RECOMMENDATION = "recommendation"
    SUCCESS_FACTOR = "success factor"
    AREA_FOR_ACTION = "area for action"
    REQUIREMENT = "requirement"

    @property
    def plural(self) -> str:
        return "areas for action" if self is self.AREA_FOR_ACTION else f"{self.value}s"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One entry of a report's register; the quotation is ``span.of(text)``.

    ``number`` is as printed ("4", "(iii)", "R2"), empty where there is none. ``shown``
    is how it reads, a line each paragraph and sub-item. ``theme`` is the nearest heading
    or table group above that says more than "recommendations". ``first`` is where the
    report says it first; the same as ``span`` unless it is repeated at more length.
    """

    id: str
    number: str
    shown: str
    span: Span
    first: Span
    kind: RecommendationKind = RecommendationKind.RECOMMENDATION
    theme: str = ""
    section: tuple[str, ...] = ()
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that the text gives ("ten key success factors") and how many there were found."""

    kind: RecommendationKind
    count: int
    found: int
    span: Span

    @property
    def warning(self) -> str:
        """What to know where the two differ; empty where they do not."""
        if self.count == self.found:
            return ""
        were = "was" if self.found == 1 else "were"
        return f"The text speaks of {self.count} {self.kind.plural}; {self.found} {were} found."


@dataclass(frozen=True, slots=True)
class UnreadHeading:
    """A heading of recommendations below which, though something stands there, none was found."""

    title: str
    span: Span

    @property
    def warning(self) -> str:
        return f"Under “{self.title}” no recommendation was found; please look there yourself."


@dataclass(frozen=True, slots=True)
class Register:
    """What a report recommends, in reading order, the counts that it gives itself, and where it
    promises recommendations and none was found."""

    recommendations: tuple[Recommendation, ...] = ()
    claims: tuple[Claim, ...] = ()
    unread: tuple[UnreadHeading, ...] = ()

    @property
    def claimed(self) -> int | None:
        """How many the text itself counts, all its counts together; None where it counts none."""
        return sum(claim.count for claim in self.claims) if self.claims else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """A sentence for each count that differs from what was found, and each heading below
        which nothing was."""
        counts = tuple(claim.warning for claim in self.claims if claim.warning)
        return counts + tuple(heading.warning for heading in self.unread)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and what it stands for, both as a text writes them."""

    short: str
    long: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read: its canonical text with pages, its passages, what it recommends, the
    abbreviations that it explains, and which note each mark in it means."""

    source: Source
    sha256: str
    text: str
    pages: tuple[Page, ...] = ()
    passages: tuple[Passage, ...] = ()
    warnings: tuple[str, ...] = ()
    register: Register = Register()
    abbreviations: tuple[Abbreviation, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[NoteReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document in the library, at its current version (a file's sha256 in hexadecimal)."""

    id: str
    source: Source
    version: str
    characters: int
    passages: int
    page_count: int = 0
    warnings: tuple[str, ...] = ()


NO_TEXT = "no text"
"""Words of a warning that a document holds more than could be read: pages without a text."""

RECOGNISED = "recognised by OCR"
"""Words of a warning that a text was read from pictures of pages, and may be misread."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it was with one file's content.

    ``number`` counts its versions from 1, ``stored`` is when it came in (ISO 8601, UTC), and
    ``pages``, ``links`` and ``notes`` (its marks of notes that are tied to one, in order) are
    those of its text.
    """

    document: Document
    number: int
    stored: str
    current: bool
    pages: tuple[Page, ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[NoteReference, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found.

    ``score`` is in [0, 1], higher is better; ``dense`` is the best unit's cosine
    similarity, ``lexical`` the passage's BM25 score (0 where not found by it);
    ``unit_similarity`` goes with ``passage.units`` (0 where not retrieved).
    """

    document: Document
    passage: Passage
    score: float
    dense: float = 0.0
    lexical: float = 0.0
    unit_similarity: tuple[float, ...] = ()
