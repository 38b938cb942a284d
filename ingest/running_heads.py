"""What repeats at the top and foot of pages: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.page_lines import Part

_MARGIN = 0.15
"""Share of a page's height at the top and at the foot in which running heads stand."""

_OUTERMOST_ROWS = 3
_SAME_PLACE = 5.0
"""Points by which a running head's height varies from page to page."""

_LARGEST = 1.2
"""Type size against the usual up to which a row may be a running head: larger is a heading."""

_FEWEST = 3
_ESTABLISHED = 0.3
"""Share of pages with a running head in a place from which all that stands there is one."""

_NUMBER = re.compile(
    r"^(?:page\s+)?[-–|\s]*(\d{1,4}|[ivxlc]{1,7})[-–|\s]*(?:(?:of|/)\s*\d+)?$", re.I
)
_SENTENCE = re.compile(r"^(?:\S+\s+){3,}\S+[.!?][”’\"')]?$")
"""What stands where running heads do on a page that has none: text."""

_COUNTED = re.compile(r"\b(?:\d{1,9}|[ivxl]+)\b")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class PageParts:
    """A page's parts and its height in points."""

    parts: tuple[Part, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Row:
    """Parts at one height in a page's margin; ``key`` is their wording without numbers."""

    page: int
    parts: tuple[Part, ...]
    place: float
    at_foot: bool

    @property
    def words(self) -> str:
        return " ".join(part.text for part in self.parts).casefold()

    @property
    def key(self) -> str:
        return _COUNTED.sub("#", self.words)

    @property
    def numbers(self) -> list[int]:
        return [_value(number) for number in _COUNTED.findall(self.words)]

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
    found: list[set[Part]] = [set() for _ in pages]
    for row in rows:
        size = row.parts[0].size
        in_place = any(
            foot == row.at_foot and abs(place - row.place) < _SAME_PLACE and abs(size - type_) < 0.6
            for foot, place, type_ in established
        )
        in_place = in_place and not _SENTENCE.match(row.words)
        if row in repeated or in_place or _lone_number(row, len(pages)):
            found[row.page].update(row.parts)
    return [frozenset(each) for each in found]


def _usual_size(pages: Sequence[PageParts]) -> float:
    """Return the type size of most letters: a chart has many small words, but few letters."""
    letters: Counter[float] = Counter()
    for page in pages:
        for part in page.parts:
            letters[round(part.size, 1)] += len(part.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def printed_labels(furniture: Sequence[Iterable[Part]]) -> list[str]:
    """Return the number printed on each page, empty where none is; a sequence decides.

    A number counts if it goes on with the pages: arabic or roman, both may occur.
    """
    candidates = [
        (page, number, value, number.isdigit())
        for page, parts in enumerate(furniture)
        for part in parts
        for number, value in _numbers(part.text)
    ]
    offsets: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
    for page, _, value, arabic in candidates:
        offsets[arabic][value - page] += 1
    labels = [""] * len(furniture)
    for arabic in (False, True):
        for offset, count in offsets[arabic].items():
            if count >= _FEWEST or (count >= 2 and len(furniture) < 2 * _FEWEST):
                for page, number, value, is_arabic in candidates:
                    if is_arabic == arabic and value - page == offset:
                        labels[page] = number
    return labels


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
        from_foot = len(rows) - 1 - position
        if position < _OUTERMOST_ROWS and place < _MARGIN * page.height:
            found.append(_Row(number, parts, place, at_foot=False))
        elif from_foot < _OUTERMOST_ROWS and place > (1 - _MARGIN) * page.height:
            found.append(_Row(number, parts, page.height - place, at_foot=True))
    return found


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


def _lone_number(row: _Row, pages: int) -> bool:
    """Whether the row is the number of its page, as single pages have it at the foot too."""
    if len(row.parts) != 1:
        return False
    match = _NUMBER.match(row.parts[0].text)
    said = bool(match) and row.parts[0].text.casefold().startswith("page")
    return said or bool(match and row.at_foot and match[1] == str(row.page + 1))


def _numbers(text: str) -> list[tuple[str, int]]:
    """Return the page numbers that a running part may hold, as printed and as counted."""
    whole = _NUMBER.match(text)
    if whole:
        return [(whole[1], _value(whole[1]))] if _value(whole[1]) else []
    ends = re.findall(r"^(\d{1,4})\b|\b(\d{1,4})$", text)
    return [(number, int(number)) for pair in ends for number in pair if number]


def _value(number: str) -> int:
    """Return what an arabic or roman number counts; 0 for what is neither."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)
