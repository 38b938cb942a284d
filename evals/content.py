"""What typeset documents are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "list", "table", "note", "box", "caption", "margin"]


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell over several rows or columns, by the row and column, from 0, of its upper left."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Element:
    """A piece of content; ``items`` of a list, ``rows`` of a table, header rows first.

    One of kind ``margin`` stands in the margin beside the element before it.

    What a table's ``merged`` cells cover is empty in ``rows``. ``reads`` is how each row of
    its body has to read, and ``caption`` what the table or box is called; both are empty where
    rows read as header and cell.
    """

    kind: Kind
    text: str = ""
    level: int = 0
    items: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 1
    merged: tuple[Merged, ...] = ()
    reads: tuple[str, ...] = ()
    caption: str = ""
