"""What repeats at the top and foot of pages: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.page_labels import PAGE_NUMBER, value_of
from ingest.parts import Part, is_running_text

MARGIN = 0.15
"""Share of a page's height at the top and at the foot in which running heads stand."""

_OUTERMOST_ROWS = 3
_SAME_PLACE = 5.0
"""Points by which a running head's height varies from page to page."""

_SAME_TYPE = 0.6
"""Points by which its type size varies."""

_LARGEST = 1.2
"""Type size against the usual up to which a row may be a running head: larger is a heading."""

_FEWEST = 3
_ESTABLISHED = 0.3
"""Share of pages with a running head in a place from which all that stands there is one."""

_SENTENCE = re.compile(r"^(?:\S+\s+){3,}\S+[.!?][”’\"')]?$")
"""What stands where running heads do on a page that has none: text."""

_ENDED = re.compile(r"[.!?:;][”’\"')]?$")
_STAMP_WORDS = 12
"""Words up to which what stands in a scan's margin alone is its stamp: a bundle's page number."""

_CLOSE = 1.6
"""Distance of two lines of one paragraph, in type sizes, at most."""

_COUNTED = re.compile(r"\b(?:\d{1,9}|[ivxl]+)\b")


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page's parts and its height in points."""

    parts: tuple[Part, ...]
    height: float


@dataclass(frozen=True)
class _Row:
    """Parts at one height in a page's margin; ``key`` is their wording without numbers.

    ``beside`` are the rows above and below that it reads on with.
    """

    page: int
    parts: tuple[Part, ...]
    place: float
    at_foot: bool
    beside: tuple[tuple[Part, ...], ...] = ()

    @cached_property
    def words(self) -> str:
        return " ".join(part.text for part in self.parts).casefold()

    @property
    def key(self) -> str:
        return _COUNTED.sub("#", self.words)

    @cached_property
    def numbers(self) -> list[int]:
        return [value_of(number) for number in _COUNTED.findall(self.words)]

    def in_step_with(self, other: _Row) -> bool:
        """Whether the numbers of two rows of one wording are the same or go on with the pages.

        Sentences that differ by other numbers are text, wherever they stand.
        """
        pairs = zip(self.numbers, other.numbers, strict=True)
        return all(a == b or a - b == self.page - other.page for a, b in pairs)


def running_parts(pages: Sequence[PageParts]) -> list[frozenset[Part]]:
    """Return, for each page, those of its parts that only the page needs."""
    usual = _usual_size(pages)
    rows = [
        row
        for number, page in enumerate(pages)
        for row in _margin_rows(number, page)
        if row.parts[0].size <= _LARGEST * usual
    ]
    repeated = _repeated(rows, len(pages))
    established = _established(repeated, len(pages))
    numbers = [row for row in repeated if _is_number(row)]
    running = {row for row in rows if row in repeated or _in_place(row, established)}
    found: list[set[Part]] = [set() for _ in pages]
    for row in rows:
        if _page_number(row, numbers):
            found[row.page].update(row.parts)
    for row in _standing_apart(running, found):
        found[row.page].update(row.parts)
    return [frozenset(each) for each in found]


def stamped(pages: Sequence[PageParts]) -> list[bool]:
    """Tell of each page whether all that is set on it are a few words in its margins, no larger
    than text: over a scan, those tell which page of a bundle it is."""
    usual = _usual_size(pages)
    return [
        bool(page.parts)
        and sum(len(part.text.split()) for part in page.parts) <= _STAMP_WORDS
        and all(part.size <= _LARGEST * usual for part in page.parts)
        and set(page.parts) == {p for row in _margin_rows(n, page) for p in row.parts}
        for n, page in enumerate(pages)
    ]


def _in_place(row: _Row, established: Iterable[tuple[bool, float, float]]) -> bool:
    size = row.parts[0].size
    in_place = any(
        foot == row.at_foot
        and abs(place - row.place) < _SAME_PLACE
        and abs(size - type_) < _SAME_TYPE
        for foot, place, type_ in established
    )
    return in_place and not _SENTENCE.match(row.words)


def _standing_apart(rows: set[_Row], numbers: Sequence[set[Part]]) -> set[_Row]:
    """Return the rows that are not lines of a paragraph: what they read on with runs too."""
    while True:
        parts = {part for row in rows for part in row.parts}
        inside = {
            row
            for row in rows
            if any(near[0] not in parts | numbers[row.page] for near in row.beside)
        }
        if not inside:
            return rows
        rows = rows - inside


def _usual_size(pages: Sequence[PageParts]) -> float:
    """Return the type size of most letters of running text; charts and tables may hold more."""
    letters: Counter[float] = Counter()
    running: Counter[float] = Counter()
    for part in (part for page in pages for part in page.parts):
        letters[round(part.size, 1)] += len(part.text)
        if is_running_text([part]):
            running[round(part.size, 1)] += len(part.text)
    usual = (running or letters).most_common(1)
    return usual[0][0] if usual else 0.0


def _margin_rows(number: int, page: PageParts) -> list[_Row]:
    rows: list[list[Part]] = []
    for part in sorted(page.parts, key=lambda part: part.box.bottom):
        if rows and abs(rows[-1][0].box.bottom - part.box.bottom) < 3:
            rows[-1].append(part)
        else:
            rows.append([part])
    found = []
    for position, row in enumerate(rows):
        parts = tuple(sorted(row, key=lambda part: part.box.left))
        place = parts[0].box.bottom
        near = [rows[n] for n in (position - 1, position + 1) if 0 <= n < len(rows)]
        beside = tuple(tuple(other) for other in near if _reads_on(parts, other))
        from_foot = len(rows) - 1 - position
        if position < _OUTERMOST_ROWS and place < MARGIN * page.height:
            found.append(_Row(number, parts, place, at_foot=False, beside=beside))
        elif from_foot < _OUTERMOST_ROWS and place > (1 - MARGIN) * page.height:
            found.append(_Row(number, parts, page.height - place, at_foot=True, beside=beside))
    return found


def _reads_on(row: Sequence[Part], other: Sequence[Part]) -> bool:
    """Whether a row is a line of a paragraph with another: as large, close to it, and a whole
    sentence or a part of one that goes on."""
    upper, lower = sorted((row, other), key=lambda each: each[0].box.bottom)
    size = row[0].size
    close = lower[0].box.bottom - upper[0].box.bottom < _CLOSE * size
    if not close or abs(size - other[0].size) > _SAME_TYPE:
        return False
    first, second = (" ".join(part.text for part in each) for each in (upper, lower))
    goes_on = second[:1].islower() and not _ENDED.search(first)
    return goes_on or bool(_SENTENCE.match(" ".join(part.text for part in row)))


def _repeated(rows: Sequence[_Row], pages: int) -> set[_Row]:
    """Rows whose wording stands at the same place on enough pages."""
    alike: dict[tuple[str, bool], list[_Row]] = defaultdict(list)
    for row in rows:
        alike[row.key, row.at_foot].append(row)
    fewest = min(_FEWEST, max(2, pages))
    found = set()
    for group in alike.values():
        for row in group:
            near = {
                r.page
                for r in group
                if abs(r.place - row.place) < _SAME_PLACE and row.in_step_with(r)
            }
            if len(near) >= fewest or (pages < 2 * _FEWEST and len(near) >= 2):
                found.add(row)
    return found


def _established(repeated: Iterable[_Row], pages: int) -> list[tuple[bool, float, float]]:
    """Places, with their type size, where most pages have a running head."""
    places: Counter[tuple[bool, float, float]] = Counter()
    for row in repeated:
        places[row.at_foot, round(row.place), round(row.parts[0].size, 1)] += 1
    return [place for place, count in places.items() if count >= max(4, _ESTABLISHED * pages)]


def _is_number(row: _Row) -> bool:
    return len(row.parts) == 1 and bool(PAGE_NUMBER.match(row.parts[0].text))


def _page_number(row: _Row, numbers: Iterable[_Row]) -> bool:
    """Whether the row is a page's number: it stands where others do, or is the count of its
    page, as single pages have it at the foot too."""
    match = PAGE_NUMBER.match(row.parts[0].text)
    if not match or len(row.parts) != 1:
        return False
    said = row.parts[0].text.casefold().startswith("page")
    return (
        said
        or (row.at_foot and match[1] == str(row.page + 1))
        or any(
            row.at_foot == other.at_foot
            and abs(row.place - other.place) < _SAME_PLACE
            and abs(row.parts[0].size - other.parts[0].size) < _SAME_TYPE
            for other in numbers
        )
    )
