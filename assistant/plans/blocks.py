"""A document as plans are read from it and written to it: headings, paragraphs, items, tables.

Every format is read into these and laid out from these, so that one reading serves all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

Row = tuple[str, ...]

FROM_ABOVE = "\u2063"
"""What the text of a cell begins with that reaches down from the row above."""

_STRONG = re.compile(r"\*{1,3}(?=\S)([^*]{1,20000})(?<=\S)\*{1,3}|__(?=\S)([^_]{1,20000})(?<=\S)__")
_STRAY = re.compile(r"\*{2,3}")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document.

    Attributes:
        text: with ``**`` around what is set bold; of an item without its bullet.
        level: of a heading, from 1.
        rows: of a table, each as long as the others; lines of a cell are parted by newlines,
            and a cell that reaches over several places stands in each of them, after
            ``FROM_ABOVE`` in the rows below its first.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    rows: tuple[Row, ...] = ()


def heading(text: str, level: int = 1) -> Block:
    return Block(Kind.HEADING, text, level)


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


def item(text: str) -> Block:
    return Block(Kind.ITEM, text)


def table(rows: list[Row] | tuple[Row, ...]) -> Block:
    width = max((len(row) for row in rows), default=0)
    return Block(Kind.TABLE, rows=tuple(tuple(row) + ("",) * (width - len(row)) for row in rows))


def is_bold(text: str) -> bool:
    """Tell whether all of a text is set bold."""
    found = re.fullmatch(r"\s*(\*\*|__)(?!\s)((?:(?!\1).)+)\1[:.]?\s*", text, re.DOTALL)
    return bool(found)


def plain(text: str) -> str:
    """Return a text without marks of bold and of merged cells, its lines tidied."""
    text = text.removeprefix(FROM_ABOVE)
    if "*" in text or "__" in text:
        text = _STRAY.sub("", _STRONG.sub(r"\1\2", text))
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
