"""What the library tells of a demand: what was done elsewhere, and what came of it.

One search for each demand; what a plan's fields need is chosen among the statements found.
The likeliest are not read closely here: for the short imperative texts of demands that takes
four times as long and brings other statements of the same sections.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from assistant.addressed import is_addressed
from assistant.asked import Asked, words_in
from assistant.plans.quoting import Quotations
from assistant.plans.sources import body, cell_span, cells_of, officers_in, whose
from assistant.question import MAXIMUM_CHARACTERS, content_words, understood
from assistant.ranking import Ranked
from assistant.search import RankedSearch
from corpus.errors import QuestionInvalid
from corpus.words import Document, Passage, Role, Span, Statement

NEAR = 0.38
"""Cosine of the nearest unit from which a passage is about a demand: of ten demands on other
services than the reports', none has a passage above 0.32."""
MEANT = 0.45
"""Share of a demand's weighted words from which a statement is about it, however near."""
_UNSEEN = 0.3
"""Cosine that a unit is taken to have that was found by words alone."""
_OWN_SHARE = 0.34
"""Share of the demand's own words, its context aside, that it holds then."""
_BESIDE = 3.5
"""How much less likely than the best, in log-odds, a statement may be."""
_PASSAGES = 16
_MOST_WORDS, _FEWEST_WORDS = 70, 7
_SAME = 0.8
_LEANS = re.compile(
    r"^(?!It (?:is|was) (?:important|essential|vital|necessary|useful|crucial|difficult|hard)\b)"
    r"(?:This|These|Those|They|It|He|She|Such|However|Therefore|Consequently|In addition|Also"
    r"|As a result|For example|Furthermore|Moreover|Both|Its|Their|The latter|The former"
    r"|To (?:overcome|do|achieve) this|See|But|And|Or|So|Yet"
    r"|Another|Other|Others|Similarly|Again|Here|There|Then|Thus|Hence"
    r"|Figure|Table|Box|Selected|The following)\b"
)
_POINTS = re.compile(
    r"\b(?:for (?:further|more) information|see (?:also |section|paragraph|chapter|appendix)"
    r"|https?:|www\.|figure \d|table \d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement of the library that tells of a demand.

    ``said`` is what of it is quoted, in readable words; ``spans`` are the places cited, the
    lead-in of an item first. ``place`` is where it was done, empty where that is not told.
    ``near`` is the cosine of its unit, 0 where that was found by words alone.
    """

    document: Document
    passage: Passage
    statement: Statement
    said: str
    spans: tuple[Span, ...]
    score: float
    meant: float
    place: str
    whole: bool
    near: float = 0.0

    @property
    def fit(self) -> float:
        """How surely it is about the demand: by its words and by what stands around it, each
        0 to 1."""
        return self.meant + max(self.near, _UNSEEN)

    @property
    def by(self) -> str:
        """Whose it is: the place, else the body that publishes it."""
        return self.place or body(self.document)

    @property
    def cells(self) -> dict[str, str]:
        return cells_of(self.statement) if self.statement.role is Role.ROW else {}

    @property
    def key(self) -> tuple[str, int]:
        return self.document.id, self.statement.span.start


def cited(one: Evidence, quotations: Quotations, cells: Sequence[str] = ()) -> tuple[int, ...]:
    """Return the markers of a statement, or of cells of a row; none where a row would be cited
    whole that names officers."""
    spans: list[Span] = list(one.spans)
    if cells:
        text = quotations.text(one.document)
        found = [cell_span(one.statement, cell, text) for cell in cells]
        if all(found):
            spans = [span for span in found if span]
        elif any(officers_in(one.statement.shown)):
            return ()
    return tuple(quotations.cite(one.document, one.passage, span) for span in spans)


@dataclass(frozen=True, slots=True)
class EvidenceSearch:
    """Finds evidence with the search that answers questions."""

    searcher: RankedSearch
    _quick: RankedSearch = field(init=False)
    _texts: dict[tuple[str, str], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_quick", replace(self.searcher, close_reading=False, _last={}))

    def of(
        self, demand: str, context: str = "", *, without: Collection[str] = ()
    ) -> list[Evidence]:
        """Return what tells of a demand, the likeliest first; nothing where the library is about
        other things. ``context`` is read with a demand of few words; documents ``without`` say
        what plans should be like, not what was done."""
        query = demand if len(content_words(demand)) > 4 else f"{demand} {context}"
        try:
            question = understood(query[:MAXIMUM_CHARACTERS])
        except QuestionInvalid:
            return []
        asked, ranking = self._quick.ranked(question)
        about = {hit.passage.id for hit in ranking.hits[:_PASSAGES] if _near(hit.unit_similarity)}
        own = words_in(demand).all
        every = self._found(asked, ranking.statements, about, own)
        found = [
            one
            for one in every
            if one.document.id not in without and _tells(one) and not self._is_addressed(one)
        ]
        found.sort(key=lambda one: -one.score)
        best = found[0].score if found else 0.0
        return [
            one for one in found if one.score >= best - _BESIDE and not _repeats(own, one.statement)
        ]

    def _is_addressed(self, one: Evidence) -> bool:
        """Tell whether a statement addresses a program: such are not quoted."""
        key = (one.document.id, one.document.version)
        if key not in self._texts:
            self._texts[key] = self.searcher.library.text(*key)
        return is_addressed(one.statement, self._texts[key])

    def _found(
        self, asked: Asked, statements: Sequence[Ranked], about: set[str], own: frozenset[str]
    ) -> Iterator[Evidence]:
        lead_in: Statement | None = None
        for one in statements:
            statement = one.place.statement
            if statement.role is Role.LEAD_IN:
                lead_in = statement
                continue
            stems = words_in(statement.shown).all
            meant = asked.meant(stems)
            row = statement.role is Role.ROW
            by_words = meant >= MEANT and not row and len(own & stems) >= _OWN_SHARE * len(own)
            if one.place.hit.passage.id in about or by_words:
                yield from _evidence(one, meant, lead_in)


_ROW_OF_A_PLAN = re.compile(
    r"; [^:;]*\b(?:outcomes?|actions?|success|result)\b[^:;]*: ", re.IGNORECASE
)


def _tells(one: Evidence) -> bool:
    """Leave out rows of glossaries and of figures; those of plans tell what was to be done."""
    return one.statement.role is not Role.ROW or bool(_ROW_OF_A_PLAN.search(one.statement.shown))


def _near(similarities: Sequence[float]) -> bool:
    return max(similarities, default=0.0) >= NEAR


def _repeats(own: frozenset[str], statement: Statement) -> bool:
    """Tell whether a statement only says what is demanded, as the report's own recommendation."""
    others = words_in(statement.shown).all
    return bool(others) and len(own & others) / len(own | others) > _SAME


def _evidence(one: Ranked, meant: float, lead_in: Statement | None) -> Iterator[Evidence]:
    statement, hit = one.place.statement, one.place.hit
    if any(officers_in(statement.shown)) and statement.role is not Role.ROW:
        return
    said, spans, whole = _said(statement, lead_in)
    if not whole and statement.role is Role.SENTENCE:
        said, spans, whole = _with_the_one_before(one) or (said, spans, whole)
    if not said:
        return
    place = whose(hit.document, hit.passage.section, said)
    yield Evidence(
        hit.document,
        hit.passage,
        statement,
        said,
        spans,
        one.score,
        meant,
        place,
        whole,
        _nearness(one),
    )


def _nearness(one: Ranked) -> float:
    similarity = one.place.hit.unit_similarity
    return similarity[one.place.unit_index] if similarity else 0.0


def _said(statement: Statement, lead_in: Statement | None) -> tuple[str, tuple[Span, ...], bool]:
    """Return what can be quoted of a statement, and whether it reads as a whole sentence."""
    shown = re.sub(
        r"^(?:[-•*]|\(?(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]|\d{1,2}(?=\s[A-Z]))\s*", "", statement.shown
    )
    if statement.role is Role.ROW:
        return statement.shown, (statement.span,), False
    if _POINTS.search(shown) or shown.endswith("?"):
        return "", (), False
    first = _shortened(shown)
    whole = bool(first) and _is_sentence(first) and not _LEANS.match(first)
    if (
        not whole
        and statement.role is Role.ITEM
        and lead_in
        and 0 < statement.span.start - lead_in.span.end < 1500
    ):
        joined = f"{lead_in.shown.rstrip(' :–-')} … {first or shown}"
        reads = len(joined.split()) <= _MOST_WORDS and not _LEANS.match(joined)
        return (
            joined,
            (lead_in.span, statement.span),
            reads and _is_sentence(f"{joined.rstrip('.;,')}."),
        )
    return first or shown, (statement.span,), whole


def _with_the_one_before(one: Ranked) -> tuple[str, tuple[Span, ...], bool] | None:
    """Return a sentence that leans on the one before it together with that one."""
    statements = one.place.hit.passage.units[one.place.unit_index].statements
    if not one.place.index or not _LEANS.match(one.place.statement.shown):
        return None
    before, own = statements[one.place.index - 1], one.place.statement
    said = f"{before.shown} {own.shown}"
    reads = _is_sentence(before.shown) and not _LEANS.match(before.shown) and _is_sentence(said)
    if before.role is not Role.SENTENCE or not reads or _POINTS.search(said):
        return None
    return said, (Span(before.span.start, own.span.end),), not any(officers_in(said))


def _shortened(shown: str) -> str:
    """Return as many whole sentences from the beginning as are short enough."""
    kept: list[str] = []
    for sentence in re.split(r"(?<=[.!])\s+(?=[A-Z‘“(])", shown):
        if len(" ".join([*kept, sentence]).split()) > _MOST_WORDS:
            break
        kept.append(sentence)
    return " ".join(kept)


_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|do|does|did|\w{3,}ed"
    r"|makes?|gives?|needs?|helps?|means?|provides?|includes?|involves?|works?|brings?|runs?|shows?"
    r"|led|held|found|made|met|set|built|took|gave|became)\b"
)


def _is_sentence(words: str) -> bool:
    count = len(words.split())
    closed = words.rstrip("’”'\")").endswith((".", "!"))
    return (
        _FEWEST_WORDS <= count <= _MOST_WORDS
        and closed
        and words[0].isupper()
        and bool(_VERB.search(words))
    )
