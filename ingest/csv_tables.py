"""Files of delimited values (CSV, TSV) as tables, told by their content: RFC 4180 as spreadsheet
programs write it, with commas, semicolons or tabs between the values."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePosixPath

from corpus.errors import FileUnreadable
from ingest.characters import tidy
from ingest.composition import About, Composition
from ingest.extracted import Extracted
from ingest.plain_text import decoded
from ingest.sheet_layout import SheetLayout
from ingest.sheets import Filled, Sheet

MEDIA_TYPE = "text/csv"

_NAMED = (".csv", ".tsv", ".tab")
_DELIMITERS = (",", ";", "\t")
_TOLD = "sep="
"""Excel's own first line, before the delimiter."""

_FEWEST_ROWS = 3
_SPACED_SHARE = 0.1
"""Of the values after a delimiter that begin with a space: all do in prose, few in tables."""

_HEAD_ROWS = 200


def is_csv(content: bytes, name: str) -> bool:
    """Tell whether a text file is a table of delimited values."""
    try:
        return bool(delimiter_of(decoded(content, name), name))
    except FileUnreadable:
        return False


def delimiter_of(text: str, name: str) -> str:
    """Return what parts the values of a table; nothing where the text is no table.

    A name that promises a table allows for titles and notes around it, rows of other widths.
    """
    if text.startswith(_TOLD) and text[len(_TOLD) : len(_TOLD) + 1] in _DELIMITERS:
        return text[len(_TOLD)]
    named = PurePosixPath(name).suffix.lower() in _NAMED
    widths = {delimiter: _width(text, delimiter, named=named) for delimiter in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda delimiter: widths[delimiter])
    return best if widths[best] > 1 else ""


def read_csv(content: bytes, name: str) -> Extracted:
    """Return a table of delimited values as a sheet of a workbook is read.

    Its title is the line above the table, else the name of the file.
    """
    text = decoded(content, name)
    delimiter = delimiter_of(text, name)
    rows = _rows(text.partition("\n")[2] if text.startswith(_TOLD) else text, delimiter)
    filled = [_filled(row) for row in rows]
    out = Composition()
    Sheet(SheetLayout(), out).add("", iter(enumerate(filled, start=1)))
    return out.extracted(MEDIA_TYPE, About(_title(filled, name)))


def _title(filled: list[Filled], name: str) -> str:
    first = next((row for row in filled if row), {})
    alone = len(first) == 1 and any(len(row) > 1 for row in filled)
    stem = PurePosixPath(name).stem
    return next(iter(first.values())) if alone else tidy(stem.replace("_", " "))


def _filled(row: list[str]) -> Filled:
    shown = ((column, tidy(value)) for column, value in enumerate(row, start=1))
    return {column: text for column, text in shown if text}


def _width(text: str, delimiter: str, *, named: bool) -> int:
    """Return how many values most rows hold, 0 where the rows are none of a table."""
    try:
        rows = [row for row in _head(text, delimiter) if any(value.strip() for value in row)]
    except csv.Error:
        return 0
    counts = Counter(map(len, rows))
    width, count = counts.most_common(1)[0] if counts else (0, 0)
    if named:
        return width if 2 * count >= len(rows) else 0
    later = [value for row in rows for value in row[1:]]
    spaced = sum(value.startswith(" ") for value in later)
    regular = len(counts) == 1 and len(rows) >= _FEWEST_ROWS
    return width if regular and spaced <= _SPACED_SHARE * len(later) else 0


def _head(text: str, delimiter: str) -> Iterator[list[str]]:
    return islice(csv.reader(_lines(text), delimiter=delimiter), _HEAD_ROWS)


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    yield from csv.reader(_lines(text), delimiter=delimiter, skipinitialspace=True)


def _lines(text: str) -> Iterator[str]:
    return (f"{line}\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
