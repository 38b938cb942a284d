"""Where the header of a plan's table is: below a title row, spread over rows, or in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.plans.blocks import Row, plain
from assistant.plans.columns import fields_named, names_a_column

_DEEPEST = 5
"""Rows from the top among which a header is looked for."""
_TALLEST = 3
"""Rows that one header may be spread over."""
_MAY_GO_ON = re.compile(r"[^\W\d_]+(?:[ /&-]+[^\W\d_]+){0,2}")
"""How a header goes on in the row below: a few words. Cells of a first action say more."""

_LONGEST_HEADER = 14
"""Words of one cell of a header."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a table: its texts, and the rows it stands in, the end exclusive."""

    texts: tuple[str, ...]
    start: int
    end: int


def header_of(rows: Sequence[Row]) -> Header | None:
    """Return the header whose cells name most fields; None where fewer than two do."""
    best, most = None, 1.0
    for start in range(min(_DEEPEST, len(rows))):
        for height in range(1, min(_TALLEST, len(rows) - start) + 1):
            group = rows[start : start + height]
            if not all(_may_be_header(row) for row in group) or (
                height > 1 and not _goes_together(group)
            ):
                break
            texts = _joined(group)
            spread = 0.1 if _is_under_wide(group) else -0.2
            score = _score(texts) - 0.1 * start + spread * (height - 1)
            if score > most:
                best, most = Header(texts, start, start + height), score
    return best


def named_across(rows: Sequence[Row]) -> float:
    """Return how many fields a header above the rows would name; 0 where there is none."""
    across = header_of(rows)
    return _score(across.texts) if across else 0.0


def repeats(row: Row, header: Header) -> bool:
    """Tell whether a row sets the header again, as tables do overleaf."""
    return tuple(map(plain, row)) == header.texts or _alike(row, header.texts)


def _alike(row: Row, texts: Sequence[str]) -> bool:
    cells = [plain(cell).casefold() for cell in row]
    filled = [(a, b.casefold()) for a, b in zip(cells, texts, strict=False) if a]
    return len(filled) >= 2 and all(a == b for a, b in filled)


def _may_be_header(row: Row) -> bool:
    return all(len(cell.split()) <= _LONGEST_HEADER for cell in row)


def _filled_below(group: Sequence[Row]) -> list[int]:
    above, below = group[-2], group[-1]
    return [n for n, cell in enumerate(below) if plain(cell) and plain(cell) != plain(above[n])]


def _is_wide(row: Row, n: int) -> bool:
    """Tell whether a cell reaches over the place beside it."""
    beside = [row[m] for m in (n - 1, n + 1) if 0 <= m < len(row)]
    return bool(plain(row[n])) and plain(row[n]) in map(plain, beside)


def _is_under_wide(group: Sequence[Row]) -> bool:
    """Tell whether a row parts what reaches over several columns above it."""
    if len(group) < 2:
        return False
    filled = _filled_below(group)
    named = all(names_a_column(plain(group[-1][n])) for n in filled)
    return named and any(_is_wide(group[-2], n) for n in filled)


def _goes_together(group: Sequence[Row]) -> bool:
    """A header goes on below only under cells that are empty, reach over several or break off."""
    above, below = group[-2], group[-1]
    if len({plain(cell) for cell in above} - {""}) < 2:
        return False
    filled = _filled_below(group)
    if not filled or _is_under_wide(group):
        return True
    breaks_off = any(plain(above[n]) and not fields_named(plain(above[n])) for n in filled)
    is_open = any(not plain(above[n]) for n in filled)
    if not (breaks_off or is_open) or any(len(plain(below[n]).split()) > 6 for n in filled):
        return False
    named = all(names_a_column(plain(below[n])) for n in filled)
    words = all(_MAY_GO_ON.fullmatch(plain(below[n])) for n in filled)
    joined = all(fields_named(f"{plain(above[n])} {plain(below[n])}") for n in filled)
    return named or (words and joined and breaks_off)


def _joined(group: Sequence[Row]) -> tuple[str, ...]:
    texts = []
    for cells in zip(*group, strict=True):
        parts = list(dict.fromkeys(plain(cell) for cell in cells if plain(cell)))
        last = parts[-1] if parts else ""
        joined = " ".join(parts)
        texts.append(last if len(parts) > 1 and not fields_named(joined) else joined)
    return tuple(" ".join(text.split()) for text in texts)


def _score(texts: Sequence[str]) -> float:
    fields = {field for text in texts for field in fields_named(text)}
    spare = {"id", "sources"}
    named = len(fields - spare) + 0.5 * len(fields & spare)
    distinct = len(set(filter(None, texts)))
    return named if distinct >= 2 else 0.0
