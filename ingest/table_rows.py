"""A table's rows as their lines hold them: cells, marks of notes, and how they are set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.markup import readable
from corpus.note_marks import note_marks
from corpus.words import Span
from ingest.lines import Line

NOTE_MARK = r"(?:\*{1,3}|[†‡§]{1,2}|[⁰¹²³⁴-⁹]{1,2}|\[\w{1,2}\]|<sup>[\w*†‡§]{1,2}</sup>)"
"""What ties a cell to a note below its table; as long as printers make them."""

_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_MARKED = re.compile(rf"(?<=[\w.,%)’'>£\"])\s?(?P<mark>{NOTE_MARK})$", re.IGNORECASE)
_WRAPPED = re.compile(r"^(\*{1,3}|_{1,2})(?=\S)(.+?)\1(?P<after>\*{0,3})$")
_BOLD = re.compile(r"^\s*(?:\*\*|__|<(?:b|strong)>)", re.IGNORECASE)
_ITALIC = re.compile(r"^\s*(?:\*(?!\*)|_(?!_)|<(?:i|em)>)", re.IGNORECASE)
_NUMBER = re.compile(r"^[£$€]?\s?(-?\d[\d,]*(?:\.\d+)?)\s?%?$")
_LONGEST_ACRONYM = 7
_DECORATION = re.compile(r"[\[\]]|</?sup>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its line, its cells, cleaned, left to right, and how it reads spelled out.

    ``marks`` are the marks of notes at the ends of its cells (empty: none), ``style`` is how
    its first cell is set: rows of one rank are set alike. ``context`` are the lines its
    headers and groups come from.
    """

    line: Line
    cells: tuple[str, ...]
    marks: tuple[str, ...] = ()
    style: str = ""
    spelled: str = ""
    context: tuple[Span, ...] = ()

    @property
    def head(self) -> str:
        return self.cells[0]

    @property
    def head_only(self) -> bool:
        """Whether only the first cell holds anything (a group's label or a title)."""
        return bool(self.cells[0]) and not any(self.cells[1:])

    @property
    def figures(self) -> tuple[float | None, ...]:
        """The numbers of the cells behind the head; None where a cell holds none."""
        return tuple(_figure(cell) for cell in self.cells[1:])


def is_rule(line: Line) -> bool:
    """Tell whether a line is the rule below the header of a piped table."""
    return bool(_RULE.match(line.text))


def rows_of_lines(lines: Sequence[Line], styles: Sequence[str] = ()) -> list[Row]:
    """Return the rows of a table's lines, all with as many cells.

    ``styles`` tell how each line's first cell is set, where the file does.
    """
    told = len(styles) == len(lines)
    read = [
        (line, _parts(line.text), styles[number] if told else "")
        for number, line in enumerate(lines)
        if not is_rule(line)
    ]
    columns = max((len(parts) for _, parts, _ in read), default=0)
    return [_row(line, parts + [""] * (columns - len(parts)), style) for line, parts, style in read]


def plain_mark(mark: str) -> str:
    """Return a mark without what sets it off, so that cell and note compare."""
    return _DECORATION.sub("", mark)


def _row(line: Line, parts: list[str], style: str) -> Row:
    cells, marks = zip(*map(_cleaned, parts), strict=True)
    return Row(line, cells, marks, style + _style(parts[0], cells[0]))


def _parts(line: str) -> list[str]:
    stripped = line.strip()
    if stripped.startswith("|"):
        inner = stripped.removeprefix("|").removesuffix("|")
        return re.split(r"(?<!\\)\|", inner)
    return line.split("\t")


def _cleaned(part: str) -> tuple[str, str]:
    """Return a cell's words and the mark of a note at its end."""
    text = part.strip().replace("\\*", "*")
    if wrapped := _WRAPPED.match(text):
        text = f"{wrapped[2]}{wrapped['after']}"
    marked = _MARKED.search(text)
    if marked and _is_mark(text, Span(marked.start("mark"), marked.end())):
        return readable(text[: marked.start()]), plain_mark(marked["mark"])
    return readable(text), ""


def _is_mark(text: str, mark: Span) -> bool:
    """Tell a mark from the end of emphasis, and from a power."""
    if mark.of(text)[0] in "†‡§":
        return True
    if mark.of(text)[0] == "*":
        return "*" not in text[: mark.start]
    return mark in note_marks(text)


def _style(part: str, words: str) -> str:
    """Tell bold, italic and capitals from the wording of a cell."""
    capitals = words.isupper() and len(words) > _LONGEST_ACRONYM
    return "".join(
        letter
        for letter, holds in (
            ("b", _BOLD.match(part)),
            ("i", _ITALIC.match(part)),
            ("A", capitals),
        )
        if holds
    )


def _figure(cell: str) -> float | None:
    found = _NUMBER.match(cell)
    return float(found[1].replace(",", "")) if found else None
