"""The numbers printed on pages, told by how they go on from page to page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.numerals import counted
from ingest.parts import Part

PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?[-–|\s]*(\d{1,4}|[ivxlc]{1,7})[-–|\s]*(?:(?:of|/)\s*\d+)?$", re.I
)
_FEWEST = 3
"""Pages that make a run of numbers; two in a document of fewer than twice as many."""

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Number:
    """A number on a page, which counts from 0; ``alone`` where nothing is printed beside it."""

    page: int
    printed: str
    alone: bool

    @property
    def value(self) -> int:
        return value_of(self.printed)

    @property
    def run(self) -> tuple[str, int]:
        """What numbers of one run have in common: their form, and how far they are from the
        count of the pages."""
        return _form(self.printed), self.value - self.page


def printed_labels(furniture: Sequence[Iterable[Part]]) -> list[str]:
    """Return the number printed on each page, empty where none is; a sequence decides.

    A page without a number inside a run takes that of its place. Roman numbers before the
    arabic ones need no company: there may be a single page of them.
    """
    numbers = [n for page, parts in enumerate(furniture) for p in parts for n in _numbers(page, p)]
    runs = _runs(numbers, len(furniture))
    labels: dict[int, str] = {}
    for number in (number for run in runs for number in run):
        labels.setdefault(number.page, number.printed)
    for number in _front(numbers, labels) if labels else _single(numbers):
        labels.setdefault(number.page, number.printed)
    bare = set(range(len(furniture))) - {number.page for number in numbers if number.alone}
    for page, label in (inferred for run in runs for inferred in _inside(run)):
        if page in bare:
            labels.setdefault(page, label)
    return [labels.get(page, "") for page in range(len(furniture))]


def labels_of(told: Sequence[str], printed: Sequence[str]) -> list[str]:
    """Return the pages' labels: those ``told`` by the file, unless they contradict what is
    ``printed`` on more pages than they agree with it."""
    pairs = [(a, b) for a, b in zip(told, printed, strict=False) if b]
    agreeing = sum(a.casefold() == b.casefold() for a, b in pairs)
    if not told or 2 * agreeing < len(pairs):
        return list(printed)
    return [*told, *printed[len(told) :]][: len(printed)]


def value_of(number: str) -> int:
    """Return what an arabic or roman number counts; 0 for what is neither."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _runs(numbers: Sequence[_Number], pages: int) -> list[list[_Number]]:
    """Return the numbers that go on together with the pages, the longest run first."""
    runs: dict[tuple[str, int], dict[int, _Number]] = defaultdict(dict)
    for number in numbers:
        if number.value and (number.alone or number.printed.isdigit()):
            runs[number.run].setdefault(number.page, number)
    fewest = _FEWEST if pages >= 2 * _FEWEST else 2
    found = [list(run.values()) for run in runs.values() if len(run) >= fewest]
    return sorted(found, key=len, reverse=True)


def _inside(run: Sequence[_Number]) -> Iterator[tuple[int, str]]:
    """Yield every page from the first of a run to its last, with the number due to it."""
    form, offset = run[0].run
    pages = [number.page for number in run]
    for page in range(min(pages), max(pages) + 1):
        yield page, counted(page + offset, form)


def _front(numbers: Sequence[_Number], labels: dict[int, str]) -> list[_Number]:
    """Return the roman numbers before the first arabic page that go on with the pages."""
    arabic = [page for page, label in labels.items() if label.isdigit()]
    first = min(arabic, default=0)
    found = [n for n in numbers if n.page < first and n.alone and not n.printed.isdigit()]
    found = [n for n in found if _is_roman(n.printed) and n.value <= n.page + 1]
    return found if len(Counter(number.run for number in found)) == 1 else []


def _single(numbers: Sequence[_Number]) -> list[_Number]:
    """Return numbers that are their page's count, where a document has too few for a run."""
    return [n for n in numbers if n.alone and n.printed == str(n.page + 1)]


def _numbers(page: int, part: Part) -> Iterator[_Number]:
    """Yield the page numbers that a running part may hold."""
    if whole := PAGE_NUMBER.match(part.text):
        yield _Number(page, whole[1], alone=True)
        return
    ends = re.findall(r"^(\d{1,4})\b|\b(\d{1,4})$", part.text)
    yield from (_Number(page, n, alone=False) for pair in ends for n in pair if n)


def _form(number: str) -> str:
    if number.isdigit():
        return "decimal"
    return "upperRoman" if number.isupper() else "lowerRoman"


def _is_roman(number: str) -> bool:
    return counted(value_of(number), "lowerRoman") == number.casefold()
