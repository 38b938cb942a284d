"""How exactly a document was read, against what is known to stand in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein


def character_error_rate(read: str, typeset: str) -> float:
    """Return the edits that turn what was typeset into what was read, by its length; 0 is exact.

    CER = (substitutions + deletions + insertions) / characters typeset (Levenshtein, 1966;
    usual in text recognition). White space is taken as one space; it can exceed 1.

    Raises:
        ValueError: nothing was typeset.
    """
    wanted, found = " ".join(typeset.split()), " ".join(read.split())
    if not wanted:
        raise ValueError("a character error rate needs text that was typeset")
    return Levenshtein.distance(wanted, found) / len(wanted)


def f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    """Return the harmonic mean of precision and recall, in [0, 1], each item counted once.

    F1 = 2PR / (P + R) (van Rijsbergen, Information Retrieval, 1979). 1.0 where there was
    nothing to find and nothing was found.
    """
    if not wanted and not found:
        return 1.0
    right = len(set(found) & set(wanted))
    return 2 * right / (len(set(found)) + len(set(wanted)))


def rows_as_they_read(
    rows: Sequence[Sequence[str]], header_rows: int, reads: Sequence[str]
) -> list[str]:
    """Return how each row of a table's body has to read: as told, else by its header and head."""
    header = rows[header_rows - 1]
    return list(reads) or [
        "; ".join((row[0], *(f"{h}: {c}" for h, c in zip(header[1:], row[1:], strict=True) if c)))
        for row in rows[header_rows:]
    ]


def share_tied(found: Mapping[str, str], wanted: Mapping[str, str]) -> float:
    """Return the share of marks, typeset or read as one, that are tied to the right note.

    Args:
        found: the note's words by the words before its mark, as read.
        wanted: the same as typeset.

    Raises:
        ValueError: no mark was typeset.
    """
    if not wanted:
        raise ValueError("a share of marks needs one that was typeset")
    right = sum(found.get(mark) == note for mark, note in wanted.items())
    return right / len(wanted.keys() | found.keys())


def share_under(names: Sequence[str], paths: Sequence[Sequence[str]]) -> float:
    """Return the share of ``paths`` (the headings above a row, outermost first) whose last name
    is the one of ``names`` at its place, in [0, 1].

    Raises:
        ValueError: there are none, or not as many of both.
    """
    if not names or len(names) != len(paths):
        raise ValueError("each row needs a name and a path")
    pairs = zip(names, paths, strict=True)
    return sum(bool(path) and path[-1] == name for name, path in pairs) / len(names)


def share_of_cells(rows: Sequence[Sequence[str]], spelled: Sequence[str]) -> float:
    """Return the share of a table's cells that some read row states with header and row head.

    Args:
        rows: as typeset, the header first.
        spelled: rows as read, written out ("head; header: cell; header: cell").

    Raises:
        ValueError: there are no cells.
    """
    header, *body = rows
    cells = [
        (row[0], f"{head}: {cell}")
        for row in body
        for head, cell in zip(header[1:], row[1:], strict=True)
        if cell
    ]
    if not cells:
        raise ValueError("a share of cells needs a row with cells")
    right = [any(head in line and cell in line for line in spelled) for head, cell in cells]
    return sum(right) / len(right)
