"""Whose work a passage tells of, and who stands in a source as its officer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.vocabulary import places_in
from corpus.markup import readable
from corpus.words import Document, Span, Statement

_LEAD_LABEL = re.compile(
    r"(?:^|; )[^:;]{0,30}\b"
    r"(?:leads?|owners?|responsib\w+|officers?|accountable|by whom|sponsors?|who)"
    r"(?: officers?)?: (?P<who>[^;]+)",
    re.IGNORECASE,
)
_CELL = re.compile(r"(?:^|; )(?P<label>[A-Z][^:;]{2,60}): (?P<cell>.+?)(?=; [A-Z][^:;]{2,60}: |$)")
_TITLED = re.compile(r"\b(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s+[A-Z]\w+")
_NAME = re.compile(
    r"\b[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+(?:[-’'][A-Z]?[a-z]+)?\b"
)
_ROLE_BEHIND = re.compile(
    r"(?P<name>"
    + _NAME.pattern
    + r"),?\s+(?:the\s+)?(?:Director|Head|Chief|Manager|Leader|Chair|Officer"
    r"|Corporate|Assistant|Deputy|Executive|Cabinet)\b"
)


_COUNTRIES = frozenset(["england", "scotland", "wales", "britain", "ireland", "uk"]) | {
    "great britain",
    "northern ireland",
    "united kingdom",
}


def whose(document: Document, section: Sequence[str], words: str) -> str:
    """Return the place that a passage tells of: named in its words or the nearest heading;
    empty where it names none, or several."""
    for text in (*reversed(section), words):
        places = _in_order(text)
        if places:
            return " and ".join(places) if len(places) <= 2 else ""
    return ""


def _in_order(text: str) -> list[str]:
    found = [place for place in places_in(text) if place.lower() not in _COUNTRIES]
    written = {re.search(rf"\b{re.escape(place)}\b", text, re.IGNORECASE): place for place in found}
    at = sorted((match.start(), match[0]) for match in written if match)
    return list(dict.fromkeys(words for _, words in at))


def body(document: Document) -> str:
    """Return the body that speaks in a document: its publisher, else its title, quoted."""
    publisher = re.sub(r"\s*\([^()]*\)", "", document.source.publisher)
    first = re.split(r"\s*[;,]\s*", publisher)[0].strip()
    return first or f"“{document.source.title}”"


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def dated(document: Document) -> str:
    """Return a document's date as it is written out: “November 2010”; empty where it has none."""
    year, _, rest = document.source.date.partition("-")
    month = int(rest[:2]) if rest[:2].isdigit() else 0
    return f"{_MONTHS[month - 1]} {year}" if 1 <= month <= 12 else year


def cells_of(statement: Statement) -> dict[str, str]:
    """Return the cells of a table row by the words of their headers, as it is spelled out."""
    return {m["label"].strip().lower(): m["cell"].strip() for m in _CELL.finditer(statement.shown)}


def cell_span(statement: Statement, cell: str, text: str) -> Span | None:
    """Return where a cell of a row stands in the stored text; None where it is not in one piece."""
    row = statement.span.of(text)
    wanted = " ".join(cell.split())
    at = 0
    for raw in re.split(r"(?<!\\)[|\t]", row):
        if " ".join(readable(raw).split()) == wanted:
            left = at + len(raw) - len(raw.lstrip())
            return Span(statement.span.start + left, statement.span.start + at + len(raw.rstrip()))
        at += len(raw) + 1
    found = row.find(cell)
    start = statement.span.start + found
    return Span(start, start + len(cell)) if found >= 0 else None


def speaker(name: str) -> str:
    """Put “the” before a body that is called by its kind (“Department for …”)."""
    return f"the {name}" if _KINDS.match(name) else name


_KINDS = re.compile(
    r"^(?:Department|Ministry|Office|Commission|Audit|National|Social|Equality|Local Government"
    r"|health|Institute|Association|Health|Care Quality|House of|Select)\b"
)


def officers_in(shown: str) -> Iterator[str]:
    """Yield the names of persons that a statement gives as leads, owners or by their title."""
    for match in _LEAD_LABEL.finditer(shown):
        yield from (name[0] for name in _NAME.finditer(match["who"]))
    yield from (match[0] for match in _TITLED.finditer(shown))
    yield from (match["name"] for match in _ROLE_BEHIND.finditer(shown))
